"""What a sender's time text says, told by its shape and not by what was asked for.

Senders ignore the requested ``time-format`` (timing-protocols 1.8), so each row is looked at
alone: full stamp (``iso``), time of day (``normal``), seconds since 1970 (``unix``) or milliseconds
since midnight (``msecs``). Only integers come out: microseconds, cut (never rounded) after the
sixth digit, because a stored time must not depend on floating point.
"""

import re
from datetime import date
from functools import lru_cache

import msgspec

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
FIRST_YEAR, LAST_YEAR = 1970, 2199
"""A controller without its battery starts in 1970 or 1980, so those years are read."""
_LAST_SECOND = (date(LAST_YEAR + 1, 1, 1).toordinal() - EPOCH_ORDINAL) * 86_400

_FRACTION = r"(?:[.,](?P<fraction>[0-9]{0,9}))?"
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})" + _FRACTION
_OFFSET = r"\s?(?P<offset>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_STAMP = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})[T ]" + _CLOCK + _OFFSET
)
_TIME_OF_DAY = re.compile(_CLOCK + _OFFSET)
_COUNTED = re.compile(r"(?P<whole>[0-9]{1,11})" + _FRACTION)
_SECONDS = re.compile(r"(?P<second>[0-9]{2})" + _FRACTION)


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """Date and time of day (``iso``): µs since 1970 on the wall; the offset when one was given."""

    wall_us: int
    offset_us: int | None


class TimeOfDay(msgspec.Struct, frozen=True, gc=False):
    """A time without a date (``normal``, ``msecs``): µs since midnight."""

    us: int
    offset_us: int | None


class Epoch(msgspec.Struct, frozen=True, gc=False):
    """A count of seconds since 1970 (``unix``): already an instant."""

    us: int


def read_time(text: str) -> Stamp | TimeOfDay | Epoch | None:
    """None when the text is no time in any of the four shapes."""
    text = text.strip()
    if ":" not in text:
        return _read_count(text)
    if text[4:5] == "-":
        return _read_stamp(text)
    found = _TIME_OF_DAY.fullmatch(text)
    if found is None or (of_day := _time_of_day(found)) is None:
        return None
    return TimeOfDay(us=of_day, offset_us=offset_us(found["offset"]))


@lru_cache(maxsize=65_536)
def seconds_us(text: str) -> int | None:
    """``54.94`` → µs within the minute, else None. Cached, because texts repeat each minute."""
    found = _SECONDS.fullmatch(text)
    if found is None or (second := int(found["second"])) > 59:
        return None
    return second * SECOND + _fraction_us(found["fraction"])


def offset_us(text: str | None) -> int | None:
    """``Z``, ``+02``, ``+0230`` or ``-02:30`` → µs east of UTC; None for None. Not validated."""
    if text is None:
        return None
    if text == "Z":
        return 0
    size = int(text[1:3]) * HOUR + int(text[-2:] if len(text) > 3 else 0) * MINUTE
    return -size if text[0] == "-" else size


def wall_us(day: date) -> int:
    """Midnight of that date on the wall, in µs since 1970."""
    return (day.toordinal() - EPOCH_ORDINAL) * DAY


def _read_stamp(text: str) -> Stamp | None:
    found = _STAMP.fullmatch(text)
    if found is None or (of_day := _time_of_day(found)) is None:
        return None
    year = int(found["year"])
    try:
        day = date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Stamp(wall_us=wall_us(day) + of_day, offset_us=offset_us(found["offset"]))


def _read_count(text: str) -> TimeOfDay | Epoch | None:
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    whole, fraction = int(found["whole"]), found["fraction"]
    if 1_000_000_000 <= whole < _LAST_SECOND:
        return Epoch(us=whole * SECOND + _fraction_us(fraction))
    if whole < 86_400_000 and fraction is None:
        return TimeOfDay(us=whole * 1000, offset_us=None)
    return None


def _time_of_day(found: re.Match[str]) -> int | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * HOUR + minute * MINUTE + second * SECOND + _fraction_us(found["fraction"])


def _fraction_us(digits: str | None) -> int:
    return int(digits[:6].ljust(6, "0")) if digits else 0
