"""Who is due: said of a field that was really there, and of nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.due import FEWEST, GIVE_UP, Point, order, overdue

SECOND = 1_000_000
MINUTE = 60 * SECOND
START, HALF, FINISH = ("Start", 1), ("5 km", 1), ("Finish", 1)
Field = dict[object, dict[Point, int]]


def field(finished: int, on_course: int, start_us: int = 0) -> Field:
    """Runners at 20 + 20 minutes and a bit more each; only the first `finished` are at the finish."""
    seen: Field = {}
    for number in range(finished + on_course):
        leg = 20 * MINUTE + number * SECOND
        passed = {START: start_us, HALF: start_us + leg}
        if number < finished:
            passed[FINISH] = start_us + 2 * leg
        seen[number] = passed
    return seen


def test_points_are_ordered_by_the_runners_who_passed_them() -> None:
    assert order(field(10, 10)) == [START, HALF, FINISH]


def test_a_late_wave_does_not_put_the_start_behind_the_finish() -> None:
    seen = field(10, 0)
    seen |= {f"late {number}": {START: 90 * MINUTE} for number in range(500)}
    assert order(seen) == [START, HALF, FINISH]


def test_runners_behind_a_dead_finish_are_due() -> None:
    seen = field(finished=10, on_course=20)
    late = overdue(seen, 45 * MINUTE)
    assert {one.runner for one in late} == set(range(10, 30))
    assert {one.point for one in late} == {FINISH}


def test_nobody_is_due_before_the_usual_time_and_some_grace() -> None:
    assert overdue(field(10, 20), 40 * MINUTE) == []


def test_a_slow_runner_is_expected_as_late_as_the_leg_before_says() -> None:
    seen = field(10, 0)
    seen["slow"] = {START: 0, HALF: 30 * MINUTE}
    assert overdue(seen, 58 * MINUTE) == []
    [late] = overdue(seen, 66 * MINUTE)
    assert late.runner == "slow"
    assert 59 * MINUTE < late.expected_us < 61 * MINUTE


def test_nothing_is_said_of_a_leg_that_hardly_anybody_has_run() -> None:
    assert overdue(field(FEWEST - 1, 50), 3 * 60 * MINUTE) == []
    assert overdue(field(FEWEST, 50), 45 * MINUTE) != []


def test_who_stopped_is_not_waited_for_for_ever() -> None:
    seen = field(10, 5)
    assert overdue(seen, 20 * MINUTE + GIVE_UP * 21 * MINUTE) == []


def test_a_runner_whom_one_mat_missed_is_not_due_there() -> None:
    seen = field(10, 0)
    seen["missed"] = {START: 0, FINISH: 41 * MINUTE}
    assert overdue(seen, 60 * MINUTE) == []


def test_laps_are_points_of_their_own() -> None:
    seen: Field = {
        number: {("Lap", lap): lap * 5 * MINUTE + number * SECOND for lap in range(1, 5)}
        for number in range(8)
    }
    seen["missing"] = {("Lap", 1): 5 * MINUTE, ("Lap", 2): 10 * MINUTE}
    [late] = overdue(seen, 17 * MINUTE)
    assert (late.runner, late.point) == ("missing", ("Lap", 3))


def test_nobody_at_all_is_nobody_due() -> None:
    assert overdue({}, 5) == []
    assert overdue({1: {}}, 5) == []


FIELDS = st.dictionaries(
    st.integers(0, 40),
    st.dictionaries(
        st.sampled_from([START, HALF, ("10 km", 1), FINISH]), st.integers(0, 7200 * SECOND)
    ),
    max_size=40,
)
NOW = st.integers(0, 6 * 3600 * SECOND)


@given(FIELDS, NOW)
def test_nobody_is_due_where_he_was_heard(seen: Field, now_us: int) -> None:
    for one in overdue(seen, now_us):
        assert one.point not in seen[one.runner]
        assert one.expected_us < now_us


@given(FIELDS, NOW)
def test_each_runner_is_due_at_one_point_at_most(seen: Field, now_us: int) -> None:
    runners = [one.runner for one in overdue(seen, now_us)]
    assert len(runners) == len(set(runners))


@given(FIELDS, NOW)
def test_a_point_that_nobody_passed_has_nobody_due(seen: Field, now_us: int) -> None:
    points = {point for passed in seen.values() for point in passed}
    assert {one.point for one in overdue(seen, now_us)} <= points


@given(FIELDS, NOW, st.integers(0, 10**15), st.randoms(use_true_random=False))
def test_neither_the_day_nor_the_order_of_hearing_matters(
    seen: Field, now_us: int, later_us: int, chance: object
) -> None:
    shuffled = list(seen.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random
    moved = {
        runner: {point: at + later_us for point, at in passed.items()}
        for runner, passed in shuffled
    }
    then = {(one.runner, one.point) for one in overdue(moved, now_us + later_us)}
    assert then == {(one.runner, one.point) for one in overdue(seen, now_us)}


@given(st.integers(FEWEST, 30), st.integers(0, 30), st.integers(0, 180))
def test_a_field_in_which_all_goes_well_has_nobody_due(
    runners: int, slower_s: int, minute: int
) -> None:
    """Whoever can have arrived by now has."""
    now_us = minute * MINUTE
    seen: Field = {}
    for number in range(runners):
        leg = 20 * MINUTE + number * slower_s * SECOND
        at = {START: 0, HALF: leg, FINISH: 2 * leg}
        seen[number] = {point: us for point, us in at.items() if us <= now_us}
    late = [one for one in overdue(seen, now_us) if one.point == FINISH]
    assert late == []
