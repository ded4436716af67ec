"""What goes wrong on request, as data.

A fault is a word, sometimes an amount, and a place: the number of rows sent before it strikes.

    cut@500          the connection breaks after 500 rows; the sender returns and sends what the
                     hub's `start` asks for, which is everything
    cut-resume@500   the same, but the sender goes on where it was (as TsConnector can)
    half@100         a line stops in its middle for 2 s (half+5s@100: for 5 s)
    resend@end       everything is sent again on the same connection
    burst+50@600     the last 50 rows come twice
    clock+14s@300    from here on the reader's clock is 14 s ahead (clock-14s@300: behind)
    silent+20s@400   nothing is sent for 20 s

A place is a number, `end`, or `~5` for five places drawn from the seed. Faults may be combined
and are planned before anything is sent, so that the same seed spoils the same rows.
"""

import random
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from project88.errors import InputError
from project88.replay.rows import SECOND, Row, moved


class Kind(StrEnum):
    """What can be asked for, by the word that asks for it."""

    CUT = "cut"
    CUT_RESUME = "cut-resume"
    HALF = "half"
    RESEND = "resend"
    BURST = "burst"
    CLOCK = "clock"
    SILENT = "silent"


# What a fault's amount counts, and how much it is when nobody says.
_USUAL: dict[Kind, tuple[str, float]] = {
    Kind.CUT: ("", 0),
    Kind.CUT_RESUME: ("", 0),
    Kind.HALF: ("s", 2),
    Kind.RESEND: ("", 0),
    Kind.BURST: ("", 20),
    Kind.CLOCK: ("s", 14),
    Kind.SILENT: ("s", 20),
}
_TEXT = re.compile(
    r"(?P<kind>[a-z]+(?:-[a-z]+)?)(?:(?P<amount>[+-]\d+(?:\.\d+)?)(?P<unit>s?))?"
    r"@(?:(?P<row>\d+)|(?P<end>end)|~(?P<times>\d+))"
)


class Asked(msgspec.Struct, frozen=True):
    """A fault as it was asked for: its places may still have to be drawn."""

    kind: Kind
    amount: float
    row: int | None = None
    times: int = 1


class Fault(msgspec.Struct, frozen=True):
    """A fault at its place: it strikes when `row` rows of the stream have gone."""

    row: int
    kind: Kind
    amount: float


def fault_of(text: str) -> Asked:
    """Read one fault; InputError says what would be understood."""
    match = _TEXT.fullmatch(text.strip().lower())
    if match is None or match["kind"] not in set(Kind):
        known = ", ".join(Kind)
        raise InputError(f"“{text}” is not a fault: write one of {known}, and a place, as cut@500.")
    kind = Kind(match["kind"])
    unit, usual = _USUAL[kind]
    if match["amount"] and (not usual or match["unit"] != unit):
        raise InputError(f"“{text}”: {kind} takes {_amount_wanted(unit, usual)}.")
    amount = float(match["amount"]) if match["amount"] else usual
    if amount < 0 and kind is not Kind.CLOCK:
        raise InputError(f"“{text}”: only a clock can go back.")
    row = int(match["row"]) if match["row"] else None
    return Asked(kind, amount, row, int(match["times"] or 0))


def _amount_wanted(unit: str, usual: float) -> str:
    if not usual:
        return "no amount"
    return "seconds, as +2s" if unit else "a number of rows, as +50"


def plan(asked: Iterable[Asked], rows: int, rng: random.Random) -> list[Fault]:
    """Every fault at its place in a stream of `rows` rows, in the order they strike.

    A place behind the end of the stream never comes, as with a cable that is not pulled.
    """
    faults: list[Fault] = []
    for fault in asked:
        faults.extend(Fault(row, fault.kind, fault.amount) for row in _places(fault, rows, rng))
    return sorted(faults, key=lambda fault: fault.row)


def _places(fault: Asked, rows: int, rng: random.Random) -> Sequence[int]:
    if fault.row is not None:
        return [fault.row] if fault.row <= rows else []
    if not fault.times:
        return [rows]
    return rng.sample(range(1, rows + 1), min(fault.times, rows))


def jumped(rows: Sequence[Row], faults: Iterable[Fault]) -> list[Row]:
    """The rows by a clock that jumps where the plan says; the pace does not follow the jump."""
    jumps = {fault.row: fault.amount for fault in faults if fault.kind is Kind.CLOCK}
    out, ahead_us = [], 0
    for place, row in enumerate(rows):
        ahead_us += round(jumps.get(place, 0) * SECOND)
        out.append(moved(row, ahead_us) if ahead_us else row)
    return out
