"""From when until when a link works."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from project88.accounts.instants import told
from project88.errors import InputError

LONGEST = timedelta(days=30)
USUAL_HOURS = 24.0


class EventDay(msgspec.Struct, frozen=True):
    """The day of an event, in its own zone."""

    day: date
    zone: str


class Window(msgspec.Struct, frozen=True):
    """`opens_at` None: at once."""

    opens_at: datetime | None
    expires_at: datetime


def opening(at: datetime | None, now: datetime) -> datetime | None:
    """The instant that was asked for, None when it is over. :raises InputError: out of reach."""
    known = None if at is None else told(at)
    return known if known is not None and known > now else None


def window(now: datetime, opens_at: datetime | None, end: float | EventDay) -> Window:
    """`end`: hours from the opening, or an event, until midnight after its day, where it is.

    :raises InputError: the event is over, or it ends before the opening or in more than 30 days.
    """
    if isinstance(end, EventDay):
        after = end.day + timedelta(days=1)
        expires_at = datetime.combine(after, time(), ZoneInfo(end.zone)).astimezone(UTC)
    else:
        expires_at = (opens_at or now) + timedelta(hours=end)
    return checked(Window(opens_at, expires_at), now)


def checked(wanted: Window, now: datetime) -> Window:
    """:raises InputError: it would be over before it begins, or works for more than 30 days."""
    if wanted.expires_at <= now:
        raise InputError("The event is over; say for how many hours instead.", code="event_over")
    if wanted.opens_at is not None and wanted.opens_at >= wanted.expires_at:
        raise InputError("It would open after its end.", code="opens_too_late")
    if wanted.expires_at > now + LONGEST:
        raise InputError("A link works until 30 days from now at most.", code="too_long")
    return wanted
