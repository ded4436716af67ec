"""What is written of a race, a wave and a division; a position of None is the last one."""

from datetime import datetime

import msgspec


class RaceFields(msgspec.Struct, frozen=True):
    """A race, but for its event."""

    name: str
    distance_m: int | None
    start_at: datetime | None
    position: int | None


class WaveFields(msgspec.Struct, frozen=True):
    """A wave, but for its race."""

    name: str
    start_at: datetime | None
    position: int | None


class DivisionFields(msgspec.Struct, frozen=True):
    """A division, but for its race."""

    name: str
    gender: str
    youngest: int | None
    oldest: int | None
    position: int | None
