"""Races as they are shown: each with its waves and divisions, starts on the wall clock."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import asyncpg

from project88.db.pool import Connection
from project88.errors import NotFound
from project88.events.races import store
from project88.events.races.schemas import Division, Overlap, Race, Wave
from project88.events.races.starts import local_of
from project88.race import divisions as rules


async def races_of(connection: Connection, event_id: int, zone: str) -> list[Race]:
    """All races of an event, in their order."""
    waves = _by_race(await store.waves(connection, event_id))
    divisions = _by_race(await store.divisions(connection, event_id))
    return [
        _race(row, zone, waves[row["id"]], divisions[row["id"]])
        for row in await store.races(connection, event_id)
    ]


async def race_of(connection: Connection, event_id: int, race_id: int) -> Race:
    """:raises NotFound: the event has no such race."""
    zone = await store.zone(connection, event_id)
    if zone is not None:
        for race in await races_of(connection, event_id, zone):
            if race.id == race_id:
                return race
    raise NotFound("There is no such race.")


def _by_race(rows: Iterable[asyncpg.Record]) -> defaultdict[int, list[asyncpg.Record]]:
    found: defaultdict[int, list[asyncpg.Record]] = defaultdict(list)
    for row in rows:
        found[row["race_id"]].append(row)
    return found


def _race(
    row: asyncpg.Record, zone: str, waves: list[asyncpg.Record], divisions: list[asyncpg.Record]
) -> Race:
    return Race(
        id=row["id"],
        event_id=row["event_id"],
        name=row["name"],
        distance_m=row["distance_m"],
        start=_local(row["start_at"], zone),
        start_at=row["start_at"],
        position=row["position"],
        version=row["version"],
        participants=row["participants"],
        waves=[_wave(wave, zone) for wave in waves],
        divisions=[Division(**dict(division)) for division in divisions],
        overlaps=_overlaps(divisions),
    )


def _wave(row: asyncpg.Record, zone: str) -> Wave:
    return Wave(start=_local(row["start_at"], zone), **dict(row))


def _local(at: datetime | None, zone: str) -> str | None:
    return None if at is None else local_of(at, zone)


def _overlaps(rows: list[asyncpg.Record]) -> list[Overlap]:
    known = [
        rules.Division(row["name"], row["gender"], row["youngest"], row["oldest"]) for row in rows
    ]
    return [
        Overlap(shared.first.name, shared.second.name, rules.sentence(shared))
        for shared in rules.overlaps(known)
    ]
