"""Which start counts for every wave of an event, and which guns are nobody's.

A gun is heard by an event, not by a race, so all waves of all races are looked at together. A race
without waves is one wave; `ref_of` keeps the two kinds of numbers apart.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec

from project88.race.guns import Gun, Started, Starts, Wave, starts

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)


class Owned(msgspec.Struct, frozen=True):
    """A wave, or a race without waves."""

    race_id: int
    wave_id: int | None


class Counted(msgspec.Struct, frozen=True):
    """The start of everybody who has one, and whose start each gun is."""

    found: Starts
    owners: dict[int, Owned]

    def of(self, owned: Owned) -> Started:
        return self.found.waves[ref_of(owned)]

    def owner_of_gun(self, gun_id: int) -> Owned | None:
        """Whose start a gun is."""
        for ref, started in self.found.waves.items():
            if started.gun == gun_id:
                return self.owners[ref]
        return None


def counted(
    races: Sequence[asyncpg.Record], waves: Sequence[asyncpg.Record], guns: Sequence[asyncpg.Record]
) -> Counted:
    """Rows as ``store`` gives them. A gun whose instant could not be read starts nobody."""
    in_waves = {row["race_id"] for row in waves}
    told = [(Owned(row["race_id"], row["id"]), row) for row in waves]
    told += [(Owned(row["id"], None), row) for row in races if row["id"] not in in_waves]
    owners = {ref_of(owned): owned for owned, _ in told}
    started = [
        Wave(ref_of(owned), us_of(row["start_at"]), us_of(row["manual_start_at"]))
        for owned, row in told
    ]
    heard = [
        Gun(row["id"], at_us, _given(row))
        for row in guns
        if (at_us := us_of(row["gun_at"])) is not None
    ]
    return Counted(starts(started, heard), owners)


def ref_of(owned: Owned) -> int:
    """Races and waves have numbers of their own; below zero are races."""
    return -owned.race_id if owned.wave_id is None else owned.wave_id


def us_of(at: datetime | None) -> int | None:
    """UTC µs."""
    return None if at is None else (at - _EPOCH) // _US


def instant_of_us(us: int | None) -> datetime | None:
    return None if us is None else _EPOCH + us * _US


def _given(gun: asyncpg.Record) -> int | None:
    if gun["race_id"] is None:
        return None
    return ref_of(Owned(gun["race_id"], gun["wave_id"]))
