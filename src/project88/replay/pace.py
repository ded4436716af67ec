"""When is each row due? Pure arithmetic on the rows' own clocks.

A sender can not report a read before it happened, nor out of its own order, so a row is due at
the latest time that any row up to it has shown. Rows that come late (a third of them in real
files, by up to 6 s) therefore leave together with their neighbours, as they did on the day.
"""

import math
from collections.abc import Sequence

from project88.errors import InputError
from project88.replay.rows import SECOND, Row, moved

FLAT_OUT = math.inf
LONGEST_WAIT_US = 3600 * SECOND


def speed_of(text: str) -> float:
    """`1`, `10`, `0.5`, or `max` (also `0`) for flat out; anything else is an InputError."""
    if text.strip().lower() in {"max", "0"}:
        return FLAT_OUT
    try:
        speed = float(text.rstrip("x×"))
    except ValueError:
        speed = math.nan
    if not 0 < speed < math.inf:
        raise InputError(f"“{text}” is not a speed: write a number above 0, or max.")
    return speed


def due(rows: Sequence[Row], speed: float, origin_us: int) -> list[float]:
    """Seconds after the start of the replay, one per row, never falling.

    What happened before `origin_us` is due at once, like the rows a session holds already. A hole
    of more than an hour (a clock that was set, a box left on overnight) is shortened to an hour.
    """
    out: list[float] = []
    latest, skipped = origin_us, 0
    for row in rows:
        if row.at_us > latest:
            skipped += max(0, row.at_us - latest - LONGEST_WAIT_US)
            latest = row.at_us
        out.append((latest - origin_us - skipped) / SECOND / speed)
    return out


def origin(streams: Sequence[Sequence[Row]]) -> int:
    """The wall clock at which a replay of all these streams begins: their earliest first row."""
    return min((rows[0].at_us for rows in streams if rows), default=0)


def rebased(rows: Sequence[Row], origin_us: int, now_us: int) -> list[Row]:
    """The rows as if `origin_us` were now, to whole hundredths as senders write them."""
    by_us = (now_us - origin_us) // 10_000 * 10_000
    return [moved(row, by_us) for row in rows]
