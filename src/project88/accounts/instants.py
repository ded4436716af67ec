"""The clock that is handed in counts milliseconds; the database wants instants."""

from datetime import UTC, datetime


def instant(ms: int) -> datetime:
    """A UTC instant from milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, UTC)
