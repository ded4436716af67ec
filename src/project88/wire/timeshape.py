"""Is this text a time, and in which of the four shapes? (timing-protocols.md 1.8)

Senders ignore the format that was asked for, so every row is judged alone. Only the judgement is
made here: a read with a bad time is stored with the flag `bad_time`. Turning a text into an
instant needs a zone and a race day, and belongs to `race.clock`; both must agree on what is bad.
"""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache

_FRACTION = r"(?:[.,](?P<fraction>[0-9]{0,9}))?"
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})" + _FRACTION
_OFFSET = r"\s?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_ISO = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ]" + _CLOCK + _OFFSET)
_NORMAL = re.compile(_CLOCK + _OFFSET)
_COUNT = re.compile(r"(?P<whole>[0-9]{1,11})" + _FRACTION)
_LAST_UNIX = 7_258_118_400  # 2200-01-01
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


class Shape(StrEnum):
    """The values of `time-format`, and `bad` for what is none of them."""

    ISO = "iso"
    NORMAL = "normal"
    UNIX = "unix"
    MSECS = "msecs"
    BAD = "bad"


def shape(text: str) -> Shape:
    """The shape of a time text. Never raises."""
    text = text.strip()
    if ":" not in text:
        return _counted(text)
    if found := _ISO.fullmatch(text):
        return Shape.ISO if _is_date(found["date"]) and _is_clock(found) else Shape.BAD
    found = _NORMAL.fullmatch(text)
    return Shape.NORMAL if found and _is_clock(found) else Shape.BAD


@lru_cache(maxsize=16_384)
def head_is_good(head: str) -> bool:
    """Whether `head` may stand before the decimal point. Cached: reads share their seconds."""
    return shape(f"{head}.0") is not Shape.BAD


def _is_clock(found: re.Match[str]) -> bool:
    return int(found["hour"]) < 24 and int(found["minute"]) < 60 and int(found["second"]) < 60


def _is_date(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _counted(text: str) -> Shape:
    found = _COUNT.fullmatch(text)
    if found is None:
        return Shape.BAD
    whole, fraction = int(found["whole"]), found["fraction"]
    if 1_000_000_000 <= whole < _LAST_UNIX:
        return Shape.UNIX
    return Shape.MSECS if whole < 86_400_000 and fraction is None else Shape.BAD
