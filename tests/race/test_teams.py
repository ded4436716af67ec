"""Teams by the sum of places or of times."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.teams import Rule, Runner, Sum, Team, scored


def finish(order: str) -> list[Runner]:
    """One letter for the team of each finisher in order; a dot runs for nobody."""
    return [
        Runner(number, "" if team == "." else team, number, number * 1000)
        for number, team in enumerate(order, 1)
    ]


def table(teams: list[Team]) -> list[tuple[str, int | None, int | None]]:
    return [(team.name, team.place, team.score) for team in teams]


def test_places_are_counted_among_complete_teams_alone() -> None:
    teams = scored(finish("A.xBABB.A"), Rule(scorers=3, displacers=0))
    assert table(teams) == [("A", 1, 10), ("B", 2, 11), ("x", None, None)]
    assert [one.points for one in teams[0].scorers] == [1, 3, 6]


def test_a_displacer_pushes_other_teams_back_and_scores_nothing() -> None:
    order = "AAABBB"
    with_him = scored(finish(order), Rule(scorers=2, displacers=1))
    assert table(with_him) == [("A", 1, 3), ("B", 2, 9)]
    without = scored(finish(order), Rule(scorers=2, displacers=0))
    assert table(without) == [("A", 1, 3), ("B", 2, 7)]


def test_equal_sums_go_to_the_better_first_displacer() -> None:
    rule = Rule(scorers=2, displacers=1)
    assert table(scored(finish("ABBAAB"), rule)) == [("A", 1, 5), ("B", 2, 5)]
    assert table(scored(finish("ABBAB"), rule)) == [("B", 1, 5), ("A", 2, 5)]


def test_who_ties_shares_a_number() -> None:
    runners = [Runner("a", "A", 10, 1), Runner("b", "B", 10, 1), Runner("c", "C", 20, 2)]
    teams = scored(runners, Rule(scorers=1, displacers=0))
    assert table(teams) == [("A", 1, 1), ("B", 1, 1), ("C", 3, 3)]


def test_times_are_added_up_and_the_quicker_last_scorer_parts_equal_sums() -> None:
    runners = [
        Runner(1, "A", 1, 10), Runner(2, "A", 4, 40), Runner(3, "B", 2, 20), Runner(4, "B", 3, 30),
    ]  # fmt: skip
    teams = scored(runners, Rule(Sum.TIMES, scorers=2))
    assert table(teams) == [("B", 1, 50), ("A", 2, 50)]


RULES = st.builds(Rule, st.sampled_from(Sum), st.integers(1, 4), st.integers(0, 2))


@given(st.text("ABC.", max_size=20), RULES)
def test_every_team_is_told_and_only_a_complete_one_has_a_place(order: str, rule: Rule) -> None:
    teams = scored(finish(order), rule)
    assert {team.name for team in teams} == set(order) - {"."}
    for team in teams:
        complete = order.count(team.name) >= rule.scorers
        assert (team.place is not None, team.score is not None) == (complete, complete)
        assert not complete or len(team.scorers) == rule.scorers
    scores = [team.score for team in teams if team.score is not None]
    assert scores == sorted(scores)
