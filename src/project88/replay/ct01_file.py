"""Rows from a CT01_13 or CT01_33 file, as SimpleClient and Fusion write them to disk.

The eight fields of a data row (timing-protocols.md 1.7) between commas or tildes. Such files
usually carry a time of day only, so someone has to say which day it was.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from project88.replay.rows import SECOND, Row

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PREFIX = re.compile(r"CT\d\d_\d+([,~])", re.IGNORECASE)


def is_row(line: str) -> bool:
    """Does the line begin as a data row does?"""
    return _PREFIX.match(line) is not None


def read(lines: Iterable[str], *, day: date, location: str | None) -> list[Row]:
    """Every row that can be read, in file order; a file that runs past midnight stays on `day`."""
    rows = (_row(line, day, location) for line in lines)
    return [row for row in rows if row is not None]


def _row(line: str, day: date, location: str | None) -> Row | None:
    prefix = _PREFIX.match(line)
    if prefix is None:
        return None
    fields = line.split(prefix[1])
    if len(fields) < 8:
        return None
    try:
        at_us = wall_clock(fields[4], day)
        seq, lap, gator = int(fields[1]), int(fields[5]), int(fields[7])
    except ValueError:
        return None
    return Row(seq, location or fields[2], fields[3], at_us, fields[6], gator, lap)


def wall_clock(text: str, day: date) -> int:
    """One of the four time shapes as wall clock microseconds; ValueError when it is none."""
    text = text.replace(",", ".")
    if ":" in text:
        stamp = text.replace("T", " ")
        stamp = stamp if " " in stamp else f"{day.isoformat()} {stamp}"
        at = datetime.fromisoformat(_six_digits(stamp)).replace(tzinfo=UTC)
        return (at - _EPOCH) // timedelta(microseconds=1)
    whole, _, fraction = text.partition(".")
    if len(whole) >= 10:
        return int(whole) * SECOND + int(fraction.ljust(6, "0")[:6])
    midnight = datetime.combine(day, time(), UTC)
    return int(midnight.timestamp()) * SECOND + int(text) * 1_000


def _six_digits(stamp: str) -> str:
    whole, point, fraction = stamp.partition(".")
    return f"{whole}.{fraction.ljust(6, '0')[:6]}" if point else whole
