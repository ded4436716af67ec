"""Faults are read from text, planned from a seed, and strike where the plan says."""

import random

import pytest

from project88.errors import InputError
from project88.replay.faults import Fault, Kind, fault_of, jumped, plan
from project88.replay.rows import SECOND, Row


def planned(*texts: str, rows: int = 1000, seed: int = 1) -> list[Fault]:
    return plan([fault_of(text) for text in texts], rows, random.Random(seed))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("cut@500", Fault(500, Kind.CUT, 0)),
        ("cut-resume@500", Fault(500, Kind.CUT_RESUME, 0)),
        ("half@100", Fault(100, Kind.HALF, 2)),
        ("half+0.5s@100", Fault(100, Kind.HALF, 0.5)),
        ("resend@end", Fault(1000, Kind.RESEND, 0)),
        ("burst+50@600", Fault(600, Kind.BURST, 50)),
        ("clock+14s@300", Fault(300, Kind.CLOCK, 14)),
        ("clock-3600s@0", Fault(0, Kind.CLOCK, -3600)),
        (" SILENT+20s@400 ", Fault(400, Kind.SILENT, 20)),
    ],
)
def test_a_fault_is_a_word_an_amount_and_a_place(text: str, fault: Fault) -> None:
    assert planned(text) == [fault]


@pytest.mark.parametrize(
    "text",
    ["cut", "cut@", "cut@soon", "explode@5", "cut+5@5", "half-2s@5", "burst+5s@5", "clock+5@5", ""],
)
def test_what_is_no_fault_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError):
        fault_of(text)


def test_faults_strike_in_order_however_they_were_asked_for() -> None:
    order = [fault.kind for fault in planned("resend@end", "cut@900", "half@20")]
    assert order == [Kind.HALF, Kind.CUT, Kind.RESEND]


def test_random_places_come_from_the_seed() -> None:
    assert planned("cut@~5", seed=3) == planned("cut@~5", seed=3)
    assert planned("cut@~5", seed=3) != planned("cut@~5", seed=4)
    rows = [fault.row for fault in planned("cut@~5")]
    assert len(set(rows)) == 5
    assert all(1 <= row <= 1000 for row in rows)


def test_a_place_behind_the_end_never_comes() -> None:
    assert planned("cut@1001", "half@999999") == []
    assert len(planned("cut@~50", rows=3)) == 3


def test_a_clock_jump_moves_what_follows_and_jumps_add_up() -> None:
    rows = [Row(seq, "finish", "7", seq * SECOND, "0F2A38") for seq in range(4)]
    moved = jumped(rows, planned("clock+14s@1", "clock-4s@3", rows=4))
    assert [row.at_us // SECOND for row in moved] == [0, 15, 16, 13]
