"""Places while a race is run: whoever comes, is corrected or is taken out, they equal the definition."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.ranking import By, Ranking, Timed, keys, places
from project88.race.standings import OVERALL, Standings

DIVISIONS = ("20", "40")
runners = st.builds(
    Timed,
    gun_ms=st.one_of(st.none(), st.integers(0, 30)),
    chip_ms=st.integers(0, 30),
    sex=st.sampled_from(["F", "M", ""]),
    laps=st.integers(0, 2),
)
rankings = st.builds(
    Ranking,
    by=st.sampled_from(By),
    first_by_gun=st.integers(0, 3),
    of_each_sex=st.booleans(),
    tie_ms=st.sampled_from([1, 10]),
)
steps = st.lists(st.tuples(st.integers(0, 8), st.one_of(st.none(), runners)), max_size=30)


def groups_of(who: int, timed: Timed) -> tuple[tuple[str, str], ...]:
    sex = (("sex", timed.sex),) if timed.sex else ()
    return (*sex, ("division", timed.sex + DIVISIONS[who % 2]))


def defined(
    field: dict[int, Timed], ranking: Ranking, exclude: int
) -> dict[int, dict[str, int | None]]:
    """Sorted anew, from nothing."""
    rank = keys(field, ranking)
    found = scoped(rank, {who: (OVERALL, *groups_of(who, timed)) for who, timed in field.items()})
    if not exclude:
        return found
    out = {who for who, there in found.items() if (there.get("sex") or exclude + 1) <= exclude}
    left = scoped(
        {who: rank[who] for who in field if who not in out},
        {who: groups_of(who, timed) for who, timed in field.items()},
    )
    return {
        who: there | {"division": left.get(who, {}).get("division")} for who, there in found.items()
    }


def scoped(
    rank: dict[int, int], groups: dict[int, tuple[tuple[str, str], ...]]
) -> dict[int, dict[str, int | None]]:
    """Everybody's places by scope."""
    found: dict[int, dict[str, int | None]] = {who: {} for who in rank}
    for group, there in places(rank, groups).items():
        assert isinstance(group, tuple)
        for who, place in there.items():
            found[who][group[0]] = place
    return found


@given(rankings, steps, st.integers(0, 2))
def test_places_at_any_moment_are_those_of_a_sort_from_nothing(
    ranking: Ranking, steps: list[tuple[int, Timed | None]], exclude: int
) -> None:
    standings = Standings(ranking, exclude)
    field: dict[int, Timed] = {}
    shown: dict[int, dict[str, int | None]] = {}
    for number, (who, timed) in enumerate(steps):
        standings.put(who, timed, groups_of(who, timed) if timed else ())
        field.pop(who, None)
        if timed is not None:
            field[who] = timed
        wanted = defined(field, ranking, exclude)
        filled = Standings(ranking, exclude)
        filled.fill((one, told, groups_of(one, told)) for one, told in field.items())
        assert {one: filled.places(one) for one in field} == wanted
        for scope in ("overall", "sex", "division"):
            told = {one: there[scope] for one, there in wanted.items() if scope in there}
            assert filled.placed_in(scope) == standings.placed_in(scope) == told
        assert filled.behind() == 0
        assert {one: standings.places(one) for one in field} == wanted
        assert {one: standings.key(one) for one in field} == keys(field, ranking)
        shown = {one: shown.get(one, {}) for one in field}
        shown |= {who: standings.places(who)} if timed else {}
        if number % 3 == 0:
            # What was shown and what may have changed since are together all places.
            while standings.behind():
                shown |= {one: standings.places(one) for one in standings.settle(2)}
            shown |= {one: standings.places(one) for one in standings.settle()}
            assert shown == wanted


def test_whoever_comes_in_last_moves_nobody() -> None:
    standings = Standings(Ranking())
    for who in range(1000):
        standings.put(who, Timed(who, who))
        assert standings.behind() == 1
        assert standings.settle() == {who}
