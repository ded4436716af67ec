"""What a runner's times amount to, and what a timer is asked to look at."""

from typing import Any

import msgspec
import pytest
from tests.race.field import FINISH, GUN, HALF, START, TEN, heard

from project88.race.course import Course, Kind, Point, faults
from project88.race.outcome import Doubt, Flag, Given, Outcome, Status, closed, outcome
from project88.race.scoring import Scorer


def result(
    *said: tuple[str, float], course: Course = TEN, **given: Any
) -> Outcome:  # Any: as outcome takes it
    gun_us = given.pop("gun_us", GUN)
    return outcome(course, Scorer(course).score(heard(*said), gun_us), gun_us, **given)


def doubts(found: Outcome) -> list[tuple[Doubt, int | None]]:
    return [(flag.doubt, flag.point) for flag in found.flags]


@pytest.mark.parametrize(
    ("said", "status", "last"),
    [
        ([], Status.NOT_STARTED, None),
        ([("START", 1)], Status.STARTED, 0),
        ([("START", 1), ("5K", 26)], Status.ON_COURSE, 1),
        ([("5K", 26)], Status.ON_COURSE, 1),
        ([("START", 1), ("5K", 26), ("FINISH", 50)], Status.FINISHED, 2),
    ],
)
def test_the_status_follows_from_where_somebody_was(
    said: list[tuple[str, float]], status: Status, last: int | None
) -> None:
    found = result(*said)
    assert (found.status, found.last) == (status, last)


def test_gun_time_counts_from_the_gun_and_chip_time_from_the_own_start() -> None:
    found = result(("START", 1), ("5K", 26), ("FINISH", 50))
    assert (found.gun_ms, found.chip_ms) == (3_000_000, 2_940_000)
    assert [(one.gun_ms, one.chip_ms, one.leg_ms, one.leg_m) for one in found.splits] == [
        (1_560_000, 1_500_000, 1_500_000, 5000),
        (3_000_000, 2_940_000, 1_440_000, 5000),
    ]
    assert found.flags == ()


def test_without_a_start_read_the_gun_counts_and_that_is_told() -> None:
    found = result(("5K", 26), ("FINISH", 50))
    assert found.chip_ms == found.gun_ms == 3_000_000
    assert doubts(found) == [(Doubt.NO_START_READ, 0)]


def test_without_a_gun_there_is_a_chip_time_and_no_gun_time() -> None:
    found = result(("START", 1), ("5K", 26), ("FINISH", 50), gun_us=None)
    assert (found.gun_ms, found.chip_ms) == (None, 2_940_000)
    assert doubts(found) == [(Doubt.NO_GUN, None)]


def test_a_penalty_is_added_to_both_times() -> None:
    found = result(("START", 1), ("5K", 26), ("FINISH", 50), penalty_ms=60_000)
    assert (found.gun_ms, found.chip_ms, found.penalty_ms) == (3_060_000, 3_000_000, 60_000)


def test_a_split_that_is_missing_is_told_and_takes_nothing_away() -> None:
    found = result(("START", 1), ("FINISH", 50))
    assert found.status is Status.FINISHED
    assert doubts(found) == [(Doubt.MISSING_SPLIT, 1)]
    assert found.splits[0].leg_m == 10_000


def test_a_pace_that_nobody_runs_is_told() -> None:
    found = result(("START", 1), ("5K", 26), ("FINISH", 27))
    assert found.flags == (Flag(Doubt.IMPOSSIBLE_PACE, 2, 1),)


def test_a_finish_before_a_split_is_told_and_both_stay() -> None:
    found = result(("START", 1), ("5K", 52), ("FINISH", 50))
    assert found.flags == (Flag(Doubt.WRONG_ORDER, 2, 1),)
    assert [one.point for one in found.splits] == [1, 2]


def test_who_started_before_the_gun_has_a_chip_time_longer_than_gun_time() -> None:
    early = msgspec.structs.replace(TEN, start_early_ms=120_000)
    found = result(("START", -1), ("5K", 26), ("FINISH", 50), course=early)
    assert (found.gun_ms, found.chip_ms) == (3_000_000, 3_060_000)
    assert doubts(found) == [(Doubt.CHIP_OVER_GUN, 0)]


def test_a_closed_point_is_told() -> None:
    course = Course((START, msgspec.structs.replace(HALF, cutoff_ms=25 * 60_000), FINISH))
    found = result(("START", 1), ("5K", 26), ("FINISH", 50), course=course)
    assert doubts(found) == [(Doubt.PAST_CUTOFF, 1)]


def test_a_given_status_stands_and_who_comes_in_nevertheless_is_told() -> None:
    given = Given(Status.DNF, "Stopped at 5 km.")
    found = result(("START", 1), ("5K", 26), ("FINISH", 50), given=given)
    assert (found.status, found.reason) == (Status.DNF, "Stopped at 5 km.")
    assert found.chip_ms == 2_940_000
    assert doubts(found) == [(Doubt.SEEN_AFTER_END, 2)]
    assert doubts(result(("START", 1), given=given)) == []


def test_a_race_that_is_closed_leaves_nobody_on_the_course() -> None:
    assert closed(TEN, result(("START", 1))).status is Status.DNF
    assert closed(TEN, result()).status is Status.DNS
    assert closed(TEN, result(("START", 1), ("FINISH", 50))).status is Status.FINISHED


def test_against_the_clock_the_laps_count_and_everybody_finishes_in_the_end() -> None:
    laps = tuple(Point(f"Lap {no}", Kind.SPLIT, no * 1000, ("LINE",)) for no in range(1, 9))
    course = Course(laps, limit_ms=3_600_000)
    found = result(("LINE", 20), ("LINE", 45), ("LINE", 70), course=course)
    assert (found.status, found.laps, found.gun_ms) == (Status.ON_COURSE, 2, 2_700_000)
    assert closed(course, found).status is Status.FINISHED


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ((), "finish"),
        ((START, HALF), "finish"),
        ((START, FINISH, FINISH), "one finish"),
        ((HALF, START, FINISH), "start"),
        ((START, HALF, HALF, FINISH), "called"),
        ((START, msgspec.structs.replace(HALF, distance_m=20_000), FINISH), "farther"),
    ],
)
def test_a_course_that_cannot_be_scored_is_explained(points: tuple[Point, ...], says: str) -> None:
    assert any(says in sentence for sentence in faults(Course(points)))


def test_a_course_in_order_has_no_faults() -> None:
    assert faults(TEN) == []
