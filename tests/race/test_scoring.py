"""Which crossing is the time of which point, as a referee would say it."""

import csv
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.field import FINISH, GUN, HALF, MARATHON, MINUTE, SECOND, START, TEN, heard

from project88.race.course import Course, Kind, Point
from project88.race.crossings import Heard, Reason
from project88.race.outcome import outcome
from project88.race.scoring import How, Manual, Scored, Scorer

LAPS = Course(
    (
        Point("Start", Kind.START, 0, ("LINE",)),
        *(Point(f"Lap {no}", Kind.SPLIT, no * 1000, ("LINE",), least_ms=120_000) for no in (1, 2)),
        Point("Finish", Kind.FINISH, 3000, ("LINE",), least_ms=120_000),
    )
)
THERE_AND_BACK = Course(
    (
        Point("Start", Kind.START, 0, ("LINE",)),
        Point("Turn 1", Kind.SPLIT, 1000, ("TURN",)),
        Point("Lap", Kind.SPLIT, 2000, ("LINE",)),
        Point("Turn 2", Kind.SPLIT, 3000, ("TURN",)),
        Point("Finish", Kind.FINISH, 4000, ("LINE",)),
    )
)


BARE = Course((START, HALF, Point("Finish", Kind.FINISH, 10_000, ("FINISH",), least_ms=60_000)))
WITHOUT_START = Course(BARE.points[1:], limit_ms=3_600_000)


def minutes(scored: Scored, course: Course) -> dict[str, float]:
    """The name of each point that has a time, and its minutes after the gun."""
    return {course.points[one.point].name: (one.at_us - GUN) / MINUTE for one in scored.marks}


def score(course: Course, *said: tuple[str, float], manual: Sequence[Manual] = ()) -> Scored:
    return Scorer(course).score(heard(*said), GUN, manual)


def reasons(scored: Scored) -> dict[int, Reason]:
    return {one.ref: one.reason for one in scored.unused}


def test_each_point_has_its_crossing() -> None:
    scored = score(TEN, ("FINISH", 50), ("START", 1), ("5K", 26))
    assert minutes(scored, TEN) == {"Start": 1, "5 km": 26, "Finish": 50}
    assert scored.unused == ()


def test_the_start_is_the_last_crossing_before_leaving_it() -> None:
    scored = score(TEN, ("START", 0.5), ("START", 3), ("5K", 26), ("START", 40))
    assert minutes(scored, TEN) == {"Start": 3, "5 km": 26}
    assert reasons(scored) == {0: Reason.NOT_LAST_START, 3: Reason.AGAIN}


def test_who_stood_on_the_mat_before_the_gun_has_no_start_yet() -> None:
    scored = score(TEN, ("START", -2), ("FINISH", 50))
    assert minutes(scored, TEN) == {"Finish": 50}
    assert reasons(scored) == {0: Reason.BEFORE_START}


def test_a_start_that_closed_takes_nobody_any_more() -> None:
    scored = score(TEN, ("START", 61))
    assert (scored.marks, reasons(scored)) == ((), {0: Reason.TOO_LATE_START})


def test_of_main_and_backup_within_the_window_the_main_one_wins() -> None:
    scored = score(TEN, ("SPARE", 50), ("FINISH", 50.1))
    assert minutes(scored, TEN) == {"Finish": 50.1}
    assert reasons(scored) == {0: Reason.MAIN_WINS}


def test_a_later_main_read_never_beats_an_earlier_backup() -> None:
    """PikaTimer 49: the winner fell to the hundredth place when he came back over the mat."""
    scored = score(TEN, ("SPARE", 30), ("FINISH", 60))
    assert minutes(scored, TEN) == {"Finish": 30}
    assert [one.how for one in scored.marks] == [How.BACKUP]
    assert reasons(scored) == {1: Reason.AGAIN}


def test_nobody_is_at_a_point_sooner_than_can_be() -> None:
    course = Course((START, msgspec.structs.replace(FINISH, least_ms=20 * 60_000)))
    scored = score(course, ("START", 0), ("FINISH", 5), ("FINISH", 45))
    assert minutes(scored, course) == {"Start": 0, "Finish": 45}
    assert reasons(scored) == {1: Reason.TOO_SOON}


def test_a_voided_passing_is_kept_and_not_taken() -> None:
    scored = Scorer(TEN).score([Heard("FINISH", GUN + 40 * MINUTE, 7, void=True)], GUN)
    assert (scored.marks, reasons(scored)) == ((), {7: Reason.VOID})


def test_a_location_that_serves_no_point_is_told() -> None:
    assert reasons(score(TEN, ("EXPO", 5))) == {0: Reason.ELSEWHERE}


def test_a_time_that_a_person_entered_wins() -> None:
    scored = score(TEN, ("FINISH", 50), manual=[Manual(2, GUN + 49 * MINUTE, 100)])
    assert minutes(scored, TEN) == {"Finish": 49}
    assert reasons(scored) == {0: Reason.MANUAL_WINS}


def test_the_time_that_was_entered_last_counts() -> None:
    entered = [Manual(2, GUN + 49 * MINUTE, 101), Manual(2, GUN + 48 * MINUTE, 100)]
    assert minutes(score(TEN, manual=entered), TEN) == {"Finish": 49}


def test_laps_are_taken_in_turn() -> None:
    scored = score(LAPS, ("LINE", 0.1), ("LINE", 4), ("LINE", 8.5), ("LINE", 13), ("LINE", 20))
    assert minutes(scored, LAPS) == {"Start": 0.1, "Lap 1": 4, "Lap 2": 8.5, "Finish": 13}
    assert reasons(scored) == {4: Reason.AGAIN}


def test_a_step_back_over_the_mat_is_no_lap() -> None:
    scored = score(LAPS, ("LINE", 0.1), ("LINE", 4), ("LINE", 4.7), ("LINE", 8.5))
    assert minutes(scored, LAPS) == {"Start": 0.1, "Lap 1": 4, "Lap 2": 8.5}
    assert reasons(scored) == {2: Reason.TOO_SOON}


def test_a_lap_that_a_person_entered_is_not_counted_twice() -> None:
    manual = [Manual(1, GUN + 4 * MINUTE + 3 * SECOND, 100)]
    scored = score(LAPS, ("LINE", 0.1), ("LINE", 4), ("LINE", 8.5), ("LINE", 13), manual=manual)
    assert minutes(scored, LAPS) == {"Start": 0.1, "Lap 1": 4.05, "Lap 2": 8.5, "Finish": 13}
    assert reasons(scored) == {1: Reason.MANUAL_WINS}


def test_a_turn_that_the_mat_missed_shifts_nothing() -> None:
    scored = score(THERE_AND_BACK, ("LINE", 0), ("LINE", 10), ("TURN", 15), ("LINE", 20))
    assert minutes(scored, THERE_AND_BACK) == {
        "Start": 0,
        "Lap": 10,
        "Turn 2": 15,
        "Finish": 20,
    }


def test_against_the_clock_a_crossing_after_the_limit_does_not_count() -> None:
    course = Course(
        tuple(Point(f"Lap {no}", Kind.SPLIT, no * 1000, ("LINE",), least_ms=1) for no in range(1, 6)),
        limit_ms=3_600_000,
    )  # fmt: skip
    scored = score(course, ("LINE", 20), ("LINE", 40), ("LINE", 61))
    assert minutes(scored, course) == {"Lap 1": 20, "Lap 2": 40}
    assert reasons(scored) == {2: Reason.AFTER_LIMIT}


LOCATIONS = st.sampled_from(["START", "5K", "FINISH", "SPARE", "LINE", "TURN", "EXPO"])
SAID = st.lists(
    st.builds(
        lambda place, at, ref, void: (place, at, ref, void),
        LOCATIONS, st.integers(-300, 4000), st.integers(0, 10_000), st.booleans(),
    ),
    max_size=14, unique_by=lambda one: one[2],
)  # fmt: skip


def as_heard(said: Sequence[tuple[str, int, int, bool]]) -> list[Heard]:
    return [Heard(place, GUN + at * SECOND, ref, void=void) for place, at, ref, void in said]


@given(SAID, st.sampled_from([TEN, LAPS, THERE_AND_BACK]), st.randoms())
def test_the_order_of_arrival_changes_nothing(
    said: list[tuple[str, int, int, bool]], course: Course, chance: object
) -> None:
    told = as_heard(said)
    shuffled = told.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Scorer(course).score(told, GUN) == Scorer(course).score(shuffled, GUN)


@given(SAID, st.sampled_from([TEN, LAPS, THERE_AND_BACK]))
def test_everything_that_was_heard_is_a_time_or_has_a_reason(
    said: list[tuple[str, int, int, bool]], course: Course
) -> None:
    told = as_heard(said)
    scored = Scorer(course).score(told, GUN)
    named = [one.ref for one in scored.marks] + [one.ref for one in scored.unused]
    assert sorted(named) == sorted(one.ref for one in told)
    voided = {one.ref for one in told if one.void}
    assert not voided & {one.ref for one in scored.marks}


@given(SAID, st.sampled_from([BARE, WITHOUT_START]), st.sampled_from([GUN, None]))
def test_whoever_needs_no_ruling_gets_what_the_rules_give(
    said: list[tuple[str, int, int, bool]], course: Course, gun_us: int | None
) -> None:
    scorer = Scorer(course)
    found = as_heard(said)
    quick = scorer._plain(found, gun_us)
    assert quick is None or quick == scorer._ruled(found, gun_us, ())
    assert scorer.score(found, gun_us) == scorer._ruled(found, gun_us, ())


def test_somebody_heard_once_at_each_point_needs_no_ruling() -> None:
    assert Scorer(BARE)._plain(heard(("START", 1), ("5K", 20), ("FINISH", 45)), GUN) is not None


@given(SAID)
def test_laps_follow_each_other_no_sooner_than_can_be(
    said: list[tuple[str, int, int, bool]],
) -> None:
    laps = [one for one in Scorer(LAPS).score(as_heard(said), GUN).marks if one.point]
    for early, late in pairwise(laps):
        assert late.at_us - early.at_us >= (late.point - early.point) * 120 * SECOND


@pytest.mark.skipif(not MARATHON.exists(), reason="../shared/data is not beside the project")
def test_a_real_marathon_has_the_times_of_its_file() -> None:
    """31,984 finishers with start delays of their own, by nine mats."""
    distances = {"5k": 5000, "10k": 10_000, "20k": 20_000, "half": 21_098, "25k": 25_000,
                 "30k": 30_000, "35k": 35_000, "40k": 40_000, "finish": 42_195}  # fmt: skip
    splits = [
        Point(name, Kind.FINISH if name == "finish" else Kind.SPLIT, metres, (name,))
        for name, metres in distances.items()
    ]
    course = Course((Point("Start", Kind.START, 0, ("start",)), *splits))
    scorer = Scorer(course)
    wrong = 0
    with MARATHON.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            start_us = GUN + number * 17_000
            told = [Heard("start", start_us, 0)] + [
                Heard(name, start_us + int(row[f"{name}_ms"]) * 1000, no)
                for no, name in enumerate(distances, 1)
                if row[f"{name}_ms"]
            ]
            found = outcome(course, scorer.score(told[::-1], GUN), GUN)
            wrong += found.chip_ms != int(row["finish_ms"])
    assert wrong == 0
