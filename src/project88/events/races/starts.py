"""Starts: the wall clock that people agree on, and the instant that it means.

People say "half past nine"; the hub keeps an instant. In the hour that a zone's clocks jump over in
spring there is no such instant, and in the hour that comes twice in autumn there are two. A person
who types such a time is asked; a start that is moved to another day or zone by us is moved on past
the gap, or takes the earlier of the two, and is told of.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from project88.errors import InputError
from project88.race.zones import UnknownZone, zone_of


class Meant(msgspec.Struct, frozen=True):
    """The instant of a wall clock that was moved; `note` says what was odd, else it is empty."""

    at: datetime
    note: str = ""


def event_zone(name: str) -> str:
    """:raises UnknownZone: for what is no IANA name. A fixed offset is one of no event: it knows
    no summer time.
    """
    if not isinstance(zone_of(name), ZoneInfo) or name.startswith(("posix", "right", "local")):
        raise UnknownZone(f"“{name}” is no IANA time zone; write one such as Europe/Amsterdam.")
    return name


def instant_of(text: str, zone: str, occurrence: str | None) -> datetime:
    """The instant of a wall clock that a person wrote.

    :raises InputError: for no date or time, one that the clocks jumped over, and one that comes
        twice when ``occurrence`` does not say which.
    """
    wall = _wall(text)
    earlier, later = _both(wall, zone)
    if earlier == later:
        return earlier
    shown = f"{wall:%H:%M}"
    if not _exists(wall, earlier, zone):
        raise InputError(
            f"The clocks in {zone} are put forward on {wall:%Y-%m-%d}, so there is no {shown} that "
            f"day. {earlier.astimezone(zone_of(zone)):%H:%M} is the time an hour after they would "
            "have shown it.",
            code="no_such_time",
        )
    if occurrence is None:
        raise InputError(
            f"The clocks in {zone} are put back on {wall:%Y-%m-%d}, so {shown} comes twice. "
            "Say whether the earlier or the later one is meant.",
            code="time_comes_twice",
        )
    return earlier if occurrence == "earlier" else later


def local_of(at: datetime, zone: str) -> str:
    """The wall clock of an instant, to the second."""
    return at.astimezone(zone_of(zone)).strftime("%Y-%m-%dT%H:%M:%S")


def said(at: datetime, zone: str) -> str:
    """An instant for a sentence: ``2027-06-27 09:30 +02:00``."""
    local = at.astimezone(zone_of(zone))
    offset = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"


def moved(at: datetime, zone: str, days: int, new_zone: str) -> Meant:
    """The same wall clock, so many days later, in the new zone."""
    wall = at.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0) + timedelta(days=days)
    earlier, later = _both(wall, new_zone)
    if earlier == later:
        return Meant(earlier)
    if _exists(wall, earlier, new_zone):
        if at.astimezone(zone_of(zone)).fold and not days and zone == new_zone:
            return Meant(later)
        return Meant(earlier, f"{wall:%H:%M} comes twice that day; this is the earlier one.")
    local = earlier.astimezone(zone_of(new_zone))
    return Meant(earlier, f"There is no {wall:%H:%M} that day, so it is {local:%H:%M}.")


def _wall(text: str) -> datetime:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"“{text}” is no date and time.") from error
    if not 1971 <= wall.year <= 2200:
        raise InputError("A start must be between the years 1971 and 2200.")
    return wall.replace(tzinfo=None)


def _both(wall: datetime, zone: str) -> tuple[datetime, datetime]:
    """What it means before and after a change of clocks; one and the same on any usual day."""
    place = zone_of(zone)
    return (
        wall.replace(tzinfo=place, fold=0).astimezone(UTC),
        wall.replace(tzinfo=place, fold=1).astimezone(UTC),
    )


def _exists(wall: datetime, at: datetime, zone: str) -> bool:
    return at.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0) == wall
