"""Projected arrivals: a runner's own pace, the field's sections, and nothing where nothing is known."""

import csv
from collections.abc import Sequence
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.field import MARATHON, MINUTE

from project88.race.projecting import projected

TEN_K = (0, 5_000, 10_000)


def test_without_a_field_the_pace_of_the_last_section_goes_on() -> None:
    half, finish = projected((0, 2_500, 5_000, 10_000), {0: 0, 1: 10 * MINUTE})
    assert half.at_us == 20 * MINUTE
    assert finish.at_us == 40 * MINUTE


def test_the_last_section_counts_and_not_the_way_so_far() -> None:
    tired = projected((0, 5_000, 10_000, 15_000), {0: 0, 1: 20 * MINUTE, 2: 50 * MINUTE})
    assert [arrival.at_us for arrival in tired] == [80 * MINUTE]


def test_a_hill_that_slows_the_field_slows_this_runner_as_much() -> None:
    usual = (None, 20 * MINUTE, 40 * MINUTE)
    (finish,) = projected(TEN_K, {0: 0, 1: 30 * MINUTE}, usual=usual)
    assert finish.at_us == 90 * MINUTE


def test_of_somebody_who_has_just_started_the_field_is_asked() -> None:
    half, finish = projected(TEN_K, {0: 5 * MINUTE}, usual=(None, 25 * MINUTE, 26 * MINUTE))
    assert (half.at_us, finish.at_us) == (30 * MINUTE, 56 * MINUTE)


def test_of_somebody_who_has_just_started_nothing_is_said_before_the_field_has_been_there() -> None:
    assert projected(TEN_K, {0: 0}) == []


def test_a_runner_not_heard_at_the_start_is_measured_from_the_gun() -> None:
    (finish,) = projected(TEN_K, {1: 30 * MINUTE}, begun_us=10 * MINUTE)
    assert finish.at_us == 50 * MINUTE


def test_the_own_start_counts_and_not_the_gun_before_it() -> None:
    (finish,) = projected(TEN_K, {0: 10 * MINUTE, 1: 30 * MINUTE}, begun_us=0)
    assert finish.at_us == 50 * MINUTE


def test_a_course_without_a_start_point_is_run_from_the_gun() -> None:
    (finish,) = projected((5_000, 10_000), {0: 20 * MINUTE}, begun_us=0, usual=(25 * MINUTE, None))
    assert finish.at_us == 40 * MINUTE


def test_a_missing_split_does_not_stop_the_projection() -> None:
    usual = (None, 20 * MINUTE, 20 * MINUTE, 20 * MINUTE)
    (finish,) = projected((0, 1, 2, 3), {0: 0, 2: 60 * MINUTE}, usual=usual)
    assert finish.at_us == 90 * MINUTE


def test_two_mats_side_by_side_tell_nothing_of_the_pace() -> None:
    course = (0, 5_000, 5_010, 10_000)
    passed = {0: 0, 1: 20 * MINUTE, 2: 20 * MINUTE + 9_000_000}
    (finish,) = projected(course, passed)
    assert finish.at_us == pytest.approx(40 * MINUTE, rel=0.01)


def test_where_a_distance_is_missing_nothing_is_made_up() -> None:
    assert projected((0, None, 10_000), {0: 0, 1: 20 * MINUTE}) == []


def test_who_is_at_the_finish_is_projected_nowhere() -> None:
    assert projected(TEN_K, {0: 0, 1: 20 * MINUTE, 2: 41 * MINUTE}) == []


def test_nobody_who_was_nowhere_is_projected() -> None:
    assert projected(TEN_K, {}) == []


@given(
    legs=st.lists(st.integers(1, 10**10), min_size=2, max_size=8),
    usual=st.lists(st.none() | st.integers(1, 10**10), max_size=8),
    seen=st.integers(1, 8),
)
def test_arrivals_lie_ahead_in_the_order_of_the_points(
    legs: list[int], usual: list[int | None], seen: int
) -> None:
    at = [sum(legs[: number + 1]) for number in range(len(legs))]
    passed = dict(enumerate(at[:seen]))
    found = projected([1000.0 * number for number in range(len(legs))], passed, usual=usual)
    assert [arrival.point for arrival in found] == list(range(seen, len(legs)))[: len(found)]
    here = last = at[min(seen, len(at)) - 1]
    for arrival in found:
        assert last <= arrival.at_us
        assert here <= arrival.earliest_us <= arrival.at_us < arrival.latest_us
        last = arrival.at_us


def _cumulative(row: dict[str, str]) -> list[int] | None:
    columns = [name for name in row if name.endswith("_ms")]
    told = [row[name] for name in columns]
    return [0, *(1000 * int(ms) for ms in told)] if all(told) else None


@pytest.mark.skipif(not MARATHON.exists(), reason="../shared/data is not beside the project")
@pytest.mark.parametrize("reached", [1, 3, 5, 7, 8])
def test_eight_in_ten_of_a_real_marathon_come_between_earliest_and_latest(reached: int) -> None:
    distances = (0, 5_000, 10_000, 20_000, 21_097.5, 25_000, 30_000, 35_000, 40_000, 42_195)
    with MARATHON.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["wheelchair"] == "0"][::20]
    field = [times for row in rows if (times := _cumulative(row)) is not None]
    usual = [None, *(median(run[n] - run[n - 1] for run in field) for n in range(1, 10))]
    assert _share(field, distances, reached, usual) >= 0.80


def _share(
    field: Sequence[list[int]],
    distances: Sequence[float],
    reached: int,
    usual: Sequence[float | None],
) -> float:
    """Of those at a point, how many came to the finish within what was told."""
    within = 0
    for times in field:
        *_, finish = projected(distances, dict(enumerate(times[: reached + 1])), usual=usual)
        within += finish.earliest_us <= times[9] <= finish.latest_us
    return within / len(field)
