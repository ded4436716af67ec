"""Instants of the database as the dashboard counts them."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS, _US = timedelta(milliseconds=1), timedelta(microseconds=1)


def us(at: datetime) -> int:
    """UTC microseconds."""
    return (at - _EPOCH) // _US


def ms(at: datetime | None) -> int | None:
    """UTC milliseconds."""
    return None if at is None else (at - _EPOCH) // _MS


def of_ms(at: int) -> datetime:
    """An instant from UTC milliseconds."""
    return _EPOCH + at * _MS


def of_us(at: int) -> datetime:
    """An instant from UTC microseconds."""
    return _EPOCH + at * _US
