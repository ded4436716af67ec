"""Wall clocks: what a local time means as an instant, and how an instant is shown.

A hub keeps UTC instants; people and senders speak local time. A zone is an IANA name or a fixed
offset such as ``+02:00``. In the hour that happens twice in autumn the earlier offset is taken and
``dst_ambiguous`` says so; a time that the clocks jumped over in spring is read with the offset
before the jump (02:30 becomes the instant shown as 03:30) and flagged ``dst_gap``.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from project88.errors import InputError
from project88.race.timetext import MINUTE, SECOND, offset_us

Flags = tuple[str, ...]
Instant = tuple[int | None, Flags]
"""UTC microseconds since 1970 (None when unreadable) and what was odd about the text."""

NO_FLAGS: Final[Flags] = ()
DST_AMBIGUOUS: Final[Flags] = ("dst_ambiguous",)
DST_GAP: Final[Flags] = ("dst_gap",)

_FIXED = re.compile(r"(?:UTC)?(?P<offset>[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTES_KEPT = 8192


class UnknownZone(InputError):
    """The text names no time zone."""

    code = "unknown_zone"


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo:
    """Raises UnknownZone when it is neither an IANA name nor a fixed offset up to 14 hours."""
    if found := _FIXED.fullmatch(name):
        return timezone(timedelta(microseconds=offset_us(found["offset"]) or 0))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(
            f"“{name}” is not a time zone; write one such as Europe/Amsterdam or +02:00."
        ) from error


class Wall:
    """The wall clock of one zone. Remembers the offset of recent minutes.

    Offsets change at whole minutes everywhere since 1970, but for Monrovia in January 1972.
    """

    __slots__ = ("_minutes", "zone")

    def __init__(self, zone: str) -> None:
        self.zone = zone_of(zone)
        self._minutes: dict[int, tuple[int, Flags]] = {}

    def instant(self, wall_us: int) -> tuple[int, Flags]:
        """The instant at which this wall shows that time (µs since 1970 as if it were UTC)."""
        minute = wall_us // MINUTE
        known = self._minutes.get(minute) or self._learn(minute)
        return wall_us - known[0], known[1]

    def shown(self, us: int) -> int:
        """What this wall shows at an instant, again in µs since 1970 as if it were UTC."""
        offset = _moment(us).astimezone(self.zone).utcoffset() or timedelta()
        return us + offset // _MICROSECOND

    def _learn(self, minute: int) -> tuple[int, Flags]:
        naive = _moment(minute * MINUTE).replace(tzinfo=self.zone)
        first = naive.utcoffset() or timedelta()
        second = naive.replace(fold=1).utcoffset() or timedelta()
        flags = NO_FLAGS
        if first != second:
            flags = DST_AMBIGUOUS if first > second else DST_GAP
        if len(self._minutes) >= _MINUTES_KEPT:
            self._minutes.clear()
        self._minutes[minute] = known = (first // _MICROSECOND, flags)
        return known


def local_text(us: int, zone: str) -> str:
    """``14:02:15``: the one way in which an instant is shown. The fraction is cut, not rounded."""
    return _moment(us).astimezone(zone_of(zone)).strftime("%H:%M:%S")


def local_tenths(us: int, zone: str) -> str:
    """``14:02:15.3``: the same with tenths, also cut."""
    return f"{local_text(us, zone)}.{us % SECOND // 100_000}"


def local_date(us: int, zone: str) -> date:
    """The calendar day of an instant in that zone."""
    return _moment(us).astimezone(zone_of(zone)).date()


def _moment(us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=us)
