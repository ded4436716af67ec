"""Instants as they come in and as the database wants them."""

from datetime import UTC, datetime

from project88.errors import InputError

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def instant(ms: int) -> datetime:
    """A UTC instant from milliseconds since 1970, as our clocks count."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def told(at: datetime) -> datetime:
    """An instant that somebody wrote; without a zone it is UTC.

    :raises InputError: it is nowhere near a race.
    """
    try:
        known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        known = None
    if known is None or not EARLIEST <= known <= LATEST:
        raise InputError("This instant is out of reach; give one after 1970.", code="instant")
    return known
