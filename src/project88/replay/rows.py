"""One row to send, and how it looks on the wire.

A row keeps the *wall clock* of its place as microseconds since 1970 "as if it were UTC", because
that is what controllers write and what the `iso` shape says: a date and a time without a zone
(timing-protocols.md 1.8 and 1.14). Where on the globe that clock hung is the hub's business.

A row's number belongs to the row: it is the number in its file, or counts the rows of its
location. So a replay that is cut, resent or spread over more connections repeats the same
numbers, which is what lets a hub recognise it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

import msgspec

Shape = Literal["iso", "normal", "unix", "msecs"]
GUN = "guntime"
SECOND = 1_000_000
DAY = 86_400 * SECOND


class Row(msgspec.Struct, frozen=True, gc=False):
    """A read, or a gun when its tag is the keyword `guntime`."""

    seq: int
    location: str
    tag: str
    at_us: int
    reader: str
    gator: int = 0
    lap: int = 0


def moved(row: Row, by_us: int) -> Row:
    """The same row by a clock that is `by_us` ahead."""
    return Row(row.seq, row.location, row.tag, row.at_us + by_us, row.reader, row.gator, row.lap)


def placed(row: Row, location: str) -> Row:
    """The same row, read at another location."""
    return Row(row.seq, location, row.tag, row.at_us, row.reader, row.gator, row.lap)


def numbered(rows: Iterable[Row]) -> list[Row]:
    """Count the rows of each location from 1, in the order they are sent."""
    counts: dict[str, int] = {}
    out = []
    for row in rows:
        seq = counts[row.location] = counts.get(row.location, 0) + 1
        out.append(Row(seq, row.location, row.tag, row.at_us, row.reader, row.gator, row.lap))
    return out


def locations(rows: Iterable[Row]) -> list[str]:
    """The locations in the order of their first row."""
    return list(dict.fromkeys(row.location for row in rows))


@lru_cache(maxsize=8192)
def _second(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _fraction(us: int) -> str:
    """Two digits as real senders write, and more only where two would lose something."""
    if us % 10_000 == 0:
        return f"{us // 10_000:02d}"
    return f"{us // 1_000:03d}" if us % 1_000 == 0 else f"{us:06d}"


def time_text(at_us: int, shape: Shape) -> str:
    """The time in one of the four shapes of timing-protocols.md 1.8."""
    second, us = divmod(at_us, SECOND)
    if shape == "iso":
        return f"{_second(second)}.{_fraction(us)}"
    if shape == "normal":
        return f"{_second(second)[11:]}.{_fraction(us)}"
    if shape == "unix":
        return f"{second}.{_fraction(us)}"
    return str(at_us % DAY // 1_000)


def encode(rows: Sequence[Row], shape: Shape = "iso") -> list[bytes]:
    """CT01_33 lines with their line ends; field order lap, reader, gator (1.7)."""
    return [
        (
            f"CT01_33~{r.seq}~{r.location}~{r.tag}~{time_text(r.at_us, shape)}"
            f"~{r.lap}~{r.reader}~{r.gator}\r\n"
        ).encode()
        for r in rows
    ]
