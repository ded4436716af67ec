"""When rows leave: never before they happened, never out of their own order."""

import itertools
import random
from pathlib import Path

import pytest

from project88.errors import InputError
from project88.replay import invented, pace
from project88.replay.rows import SECOND, Row
from project88.replay.sources import Choices, rows_of

NOON = 1_782_561_600 * SECOND


def at(*seconds: float) -> list[Row]:
    return [Row(1, "finish", "7", NOON + int(s * SECOND), "0F2A38") for s in seconds]


def test_a_late_row_leaves_with_its_neighbours() -> None:
    assert pace.due(at(0, 4, 1.5, 6), 1, NOON) == [0, 4, 4, 6]


def test_ten_times_the_speed_is_a_tenth_of_the_wait() -> None:
    assert pace.due(at(0, 5, 10), 10, NOON) == [0, 0.5, 1]


def test_flat_out_waits_for_nothing() -> None:
    assert pace.due(at(0, 5, 9000), pace.FLAT_OUT, NOON) == [0, 0, 0]


def test_what_happened_before_the_replay_opens_is_due_at_once() -> None:
    assert pace.due(at(-200, -1, 3), 1, NOON) == [0, 0, 3]


def test_a_clock_that_was_set_does_not_stop_the_replay_for_years() -> None:
    years = 40 * 365 * 86_400
    assert pace.due(at(0, years, years + 2), 1, NOON) == [0, 3600, 3602]


def test_streams_share_the_beginning_of_the_earliest() -> None:
    assert pace.origin([at(5, 6), [], at(2, 9)]) == NOON + 2 * SECOND
    assert pace.origin([]) == 0


def test_rebased_rows_keep_their_distances_and_their_hundredths() -> None:
    moved = pace.rebased(at(0, 1.25), NOON, NOON + 86_400 * SECOND + 1_234_567)
    assert moved[1].at_us - moved[0].at_us == 1_250_000
    assert moved[0].at_us == NOON + 86_400 * SECOND + 1_230_000


@pytest.mark.parametrize(("text", "speed"), [("1", 1), ("0.5", 0.5), ("10x", 10), ("2×", 2)])
def test_a_speed_is_a_number(text: str, speed: float) -> None:
    assert pace.speed_of(text) == speed


@pytest.mark.parametrize("text", ["max", "MAX", "0"])
def test_flat_out_has_a_name(text: str) -> None:
    assert pace.speed_of(text) == pace.FLAT_OUT


@pytest.mark.parametrize("text", ["", "-1", "fast", "nan", "inf"])
def test_what_is_no_speed_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a speed"):
        pace.speed_of(text)


@pytest.mark.parametrize("seed", range(20))
def test_the_demo_shows_a_finisher_within_seconds_and_then_a_steady_flow(seed: int) -> None:
    rows = rows_of(Path("demo"), Choices(), random.Random(seed))
    seconds = pace.due(rows, 1, invented.course().opens_us)
    roster = {runner.tag for runner in invented.runners()}
    finishes: dict[str, float] = {}
    for row, due in zip(rows, seconds, strict=True):
        if row.location == "Finish" and row.tag in roster:
            finishes.setdefault(row.tag, due)
    times = sorted(finishes.values())
    assert 3 < times[0] < 8
    assert len(times) == len(roster) - 5
    gaps = [later - earlier for earlier, later in itertools.pairwise(times[:60])]
    assert max(gaps) < 30
    assert any(times[i + 8] - times[i] < 4 for i in range(len(times) - 8))
