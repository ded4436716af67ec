"""A sender's local time text becomes an instant.

Senders write times of day without a date, and stamps without a zone (timing-protocols 1.8). The
zone is a setting of the source; the date of a bare time of day comes from the configured event
date, rolled over midnight by a reference per location, because reads come out of time order and
"the clock went backwards" proves nothing. Nothing is rejected: an unreadable text has no instant
and the flag ``bad_time``, and the text is kept beside it, so that all can be computed again.
"""

from datetime import date
from functools import lru_cache
from typing import Final

from project88.race.timetext import (
    DAY,
    HOUR,
    Epoch,
    Stamp,
    TimeOfDay,
    read_time,
    seconds_us,
    wall_us,
)
from project88.race.zones import (
    NO_FLAGS,
    Flags,
    Instant,
    UnknownZone,
    Wall,
    local_date,
    local_tenths,
    local_text,
)

__all__ = [
    "Clock",
    "Instant",
    "UnknownZone",
    "local_date",
    "local_tenths",
    "local_text",
    "recompute",
]

BAD_TIME: Final[Instant] = (None, ("bad_time",))
_INFERRED: Final[Flags] = ("date_inferred",)
_MINUTES_KEPT = 8192
_MINUTE_TEXT = len("2021-05-08T08:00:")


class Clock:
    """The clock of one source. Holds a reference per location, so one object per source.

    With an event date, the first bare time of day at a location falls on that date and each later
    one on the date that brings it nearest to the latest time heard there; without, each falls
    within 12 hours of its receive time and is flagged ``date_inferred``.
    """

    __slots__ = ("_event_date", "_latest", "_minutes", "_wall")

    def __init__(self, zone: str, event_date: date | None = None) -> None:
        self._wall = Wall(zone)
        self._event_date = event_date
        self._minutes: dict[str, tuple[int, Flags]] = {}
        self._latest: dict[str, int] = {}

    def instant(self, time_raw: str, received_us: int, location: str) -> Instant:
        """Never raises; the quick way is for stamps whose minute was seen before."""
        minute = self._minutes.get(time_raw[:_MINUTE_TEXT])
        if minute is not None:
            seconds = seconds_us(time_raw[_MINUTE_TEXT:])
            if seconds is not None:
                return minute[0] + seconds, minute[1]
        match read_time(time_raw):
            case Stamp(stamp, None):
                return self._remember(time_raw, stamp)
            case Stamp(stamp, int(offset)):
                return stamp - offset, NO_FLAGS
            case Epoch(us):
                return us, NO_FLAGS
            case TimeOfDay() as time:
                return self._dated(time, received_us, location)
        return BAD_TIME

    def _remember(self, time_raw: str, stamp: int) -> Instant:
        us, flags = self._wall.instant(stamp)
        seconds = seconds_us(time_raw[_MINUTE_TEXT:])
        if seconds is not None:
            if len(self._minutes) >= _MINUTES_KEPT:
                self._minutes.clear()
            self._minutes[time_raw[:_MINUTE_TEXT]] = us - seconds, flags
        return us, flags

    def _dated(self, time: TimeOfDay, received_us: int, location: str) -> Instant:
        if self._event_date is None:
            us, flags = _nearest(time, self._wall.shown(received_us), self._wall)
            return us, flags + _INFERRED
        noon = wall_us(self._event_date) + 12 * HOUR
        us, flags = _nearest(time, self._latest.get(location, noon), self._wall)
        shown = self._wall.shown(us)
        self._latest[location] = max(self._latest.get(location, shown), shown)
        return us, flags


def recompute(time_raw: str, zone: str, on: date) -> Instant:
    """The instant again, after the zone of a source was corrected.

    ``on`` is the date a bare time of day was first given: ``local_date`` of the old instant in the
    old zone. Stamps carry their own. ``date_inferred`` is not repeated: the caller knows it.
    """
    wall = _wall_of(zone)
    match read_time(time_raw):
        case Stamp(stamp, None):
            return wall.instant(stamp)
        case Stamp(stamp, int(offset)):
            return stamp - offset, NO_FLAGS
        case Epoch(us):
            return us, NO_FLAGS
        case TimeOfDay() as time:
            return _nearest(time, wall_us(on) + 12 * HOUR, wall)
    return BAD_TIME


def _nearest(time: TimeOfDay, reference: int, wall: Wall) -> tuple[int, Flags]:
    """Within 12 hours of the reference; when exactly 12 hours apart, the earlier date."""
    if time.offset_us is None:
        return wall.instant(_beside(time.us, reference))
    instant = wall.instant(reference)[0]
    return _beside((time.us - time.offset_us) % DAY, instant), NO_FLAGS


def _beside(time_of_day: int, reference: int) -> int:
    return reference + (time_of_day - reference + 12 * HOUR) % DAY - 12 * HOUR


_wall_of = lru_cache(maxsize=64)(Wall)
