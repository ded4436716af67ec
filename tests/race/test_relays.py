"""Relay legs: times from exchange to exchange, places, and what a missed exchange does."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from project88.race.course import Course, Kind, Point
from project88.race.relays import legs_of, ran

COURSE = Course(
    (
        Point("Start", Kind.START, 0),
        Point("Bridge", Kind.SPLIT, 4_000),
        Point("Lock", Kind.SPLIT, 9_000),
        Point("Finish", Kind.FINISH, 15_000),
    )
)


def test_every_point_on_the_way_is_an_exchange_unless_some_are_named() -> None:
    assert [(leg.start, leg.end, leg.metres) for leg in legs_of(COURSE)] == [
        (None, 1, 4_000), (1, 2, 5_000), (2, 3, 6_000),
    ]  # fmt: skip
    named = legs_of(COURSE, ["Lock"])
    assert [(leg.number, leg.start, leg.end, leg.metres) for leg in named] == [
        (1, None, 2, 9_000), (2, 2, 3, 6_000),
    ]  # fmt: skip


def test_a_course_without_a_start_mat_begins_at_the_gun() -> None:
    legs = legs_of(Course(COURSE.points[1:]))
    assert (legs[0].start, legs[0].end, legs[0].metres) == (None, 0, 4_000)
    assert [one.ms for one in ran(legs, {"A": {0: 900, 1: 2_000, 2: 3_500}})["A"]] == [
        900,
        1_100,
        1_500,
    ]


def test_a_legs_place_is_its_own_and_not_the_teams() -> None:
    found = ran(
        legs_of(COURSE), {"A": {1: 900, 2: 2_000, 3: 3_500}, "B": {1: 1_000, 2: 1_900, 3: 3_600}}
    )
    assert [(one.ms, one.place) for one in found["A"]] == [(900, 1), (1_100, 2), (1_500, 1)]
    assert [(one.ms, one.place) for one in found["B"]] == [(1_000, 2), (900, 1), (1_700, 2)]


def test_equal_legs_share_a_place_and_the_next_one_skips() -> None:
    found = ran(legs_of(COURSE), {who: {1: ms} for who, ms in (("A", 900), ("B", 900), ("C", 901))})
    assert [found[who][0].place for who in "ABC"] == [1, 1, 3]


def test_a_missed_exchange_costs_the_two_legs_beside_it_and_no_other() -> None:
    found = ran(legs_of(COURSE), {"A": {1: 900, 3: 3_500}, "B": {1: 950, 2: 2_000, 3: 3_600}})
    assert [(one.ms, one.place) for one in found["A"]] == [(900, 1), (None, None), (None, None)]
    assert [one.place for one in found["B"]] == [2, 1, 1]


def test_an_exchange_before_the_one_before_it_gives_no_time() -> None:
    found = ran(legs_of(COURSE), {"A": {1: 2_000, 2: 1_900, 3: 3_000}})
    assert [one.ms for one in found["A"]] == [2_000, None, 1_100]


@given(st.lists(st.lists(st.integers(1, 5_000), min_size=3, max_size=3), min_size=1, max_size=20))
def test_legs_add_up_to_the_whole_and_places_to_the_field(teams: list[list[int]]) -> None:
    told: dict[Hashable, dict[int, int]] = {
        who: {1: first, 2: first + second, 3: first + second + third}
        for who, (first, second, third) in enumerate(teams)
    }
    found = ran(legs_of(COURSE), told)
    for who, own in found.items():
        assert sum(one.ms or 0 for one in own) == told[who][3]
    for leg in range(3):
        for own in found.values():
            quicker = sum((other[leg].ms or 0) < (own[leg].ms or 0) for other in found.values())
            assert own[leg].place == quicker + 1
