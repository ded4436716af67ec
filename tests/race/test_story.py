"""The story of a point: the same whatever the order in which it was heard."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.story import OVERALL, Crossing, Lead, Story

WOMEN = ("sex", "F")


def crossing(who: int, at_s: int, ms: int | None = None, *groups: tuple[str, str]) -> Crossing:
    return Crossing(at_s * 1_000_000, who, ms, groups or (OVERALL,))


def test_who_is_quicker_than_all_before_leads() -> None:
    story = Story([crossing(1, 100, 9000), crossing(2, 110, 9500), crossing(3, 120, 8500)])
    assert [story.leads(OVERALL, at * 1_000_000, who) for who, at in ((1, 100), (2, 110), (3, 120))] == [
        True, False, True,
    ]  # fmt: skip
    assert story.best_before(OVERALL, 120_000_000, 3) == Lead(100_000_000, 1, 9000)


def test_a_late_read_takes_the_lead_from_who_came_behind() -> None:
    story = Story([crossing(2, 110, 9500)])
    story.add(crossing(1, 100, 9000))
    assert not story.leads(OVERALL, 110_000_000, 2)
    assert story.leads(OVERALL, 100_000_000, 1)


def test_an_equal_time_takes_no_lead() -> None:
    story = Story([crossing(1, 100, 9000), crossing(2, 110, 9000)])
    assert not story.leads(OVERALL, 110_000_000, 2)


def test_who_has_no_time_is_counted_and_leads_nothing() -> None:
    story = Story([crossing(1, 100), crossing(2, 110, 9000)])
    assert story.number(110_000_000, 2) == 2
    assert story.leads(OVERALL, 110_000_000, 2)


def test_the_first_from_a_town_is_who_was_there_first() -> None:
    delft = ("town", "Delft")
    story = Story(
        [
            Crossing(200, 2, 5, origins=(delft,)),
            Crossing(100, 1, 9, origins=(delft,)),
        ]
    )
    assert story.is_first(delft, 1)
    assert not story.is_first(delft, 2)
    assert not story.is_first(("town", "Gouda"), 1)


def test_neighbours_are_the_next_ones_in_time_if_they_were_close() -> None:
    story = Story([crossing(1, 100), crossing(2, 101), crossing(3, 110)])
    assert story.neighbours(101_000_000, 2, 2_000_000) == [(1, -1_000_000)]
    assert story.neighbours(110_000_000, 3, 2_000_000) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 20), st.booleans()), min_size=1, max_size=25
    ),
    st.randoms(),
)
def test_any_order_of_hearing_tells_the_same_story(
    heard: list[tuple[int, int, bool]], random: object
) -> None:
    crossings = [
        Crossing(at, who, ms, (OVERALL, WOMEN) if woman else (OVERALL,), (("town", str(ms % 3)),))
        for who, (at, ms, woman) in enumerate(heard)
    ]
    shuffled = list(crossings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random
    story, other = Story(crossings), Story(shuffled)
    for one in crossings:
        key = (one.at_us, one.who)
        assert story.number(*key) == other.number(*key)
        for group in (OVERALL, WOMEN):
            assert story.best_before(group, *key) == other.best_before(group, *key)
            assert (
                story.leads(group, *key) == other.leads(group, *key) == _led(one, group, crossings)
            )
        assert story.is_first(one.origins[0], one.who) == other.is_first(one.origins[0], one.who)


def _led(one: Crossing, group: tuple[str, str], crossings: list[Crossing]) -> bool:
    """Said the plain way: nobody of the group was there before with a time as good."""
    return group in one.groups and all(
        other.ms is not None and one.ms is not None and other.ms > one.ms
        for other in crossings
        if group in other.groups and (other.at_us, other.who) < (one.at_us, one.who)
    )
