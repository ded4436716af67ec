"""Races, waves and divisions in the database; each function in its caller's transaction."""

from datetime import datetime
from typing import TypeAlias

import asyncpg
from msgspec.structs import astuple

from project88.db.pool import Connection
from project88.db.queries import load
from project88.events.races.model import DivisionFields, RaceFields, WaveFields

_queries = load(__file__)
Rows: TypeAlias = list[asyncpg.Record]


async def lock_event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    """(zone, state, version) of the event, which nobody else changes until the end."""
    await connection.execute(_queries["wait_little_for_locks"])
    return await connection.fetchrow(_queries["lock_event"], event_id)


async def zone(connection: Connection, event_id: int) -> str | None:
    found: str | None = await connection.fetchval(_queries["zone"], event_id)
    return found


async def races(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["races"], event_id)


async def waves(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["waves"], event_id)


async def divisions(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["divisions"], event_id)


async def add_race(connection: Connection, event_id: int, fields: RaceFields) -> int:
    """The new race's id. Raises asyncpg's `UniqueViolationError` for a name that is taken."""
    made: int = await connection.fetchval(_queries["add_race"], event_id, *astuple(fields))
    return made


async def add_wave(connection: Connection, race_id: int, fields: WaveFields) -> int:
    """The new wave's id; raises as above."""
    made: int = await connection.fetchval(_queries["add_wave"], race_id, *astuple(fields))
    return made


async def add_division(connection: Connection, race_id: int, fields: DivisionFields) -> int:
    """The new division's id; raises as above."""
    made: int = await connection.fetchval(_queries["add_division"], race_id, *astuple(fields))
    return made


async def race(connection: Connection, event_id: int, race_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["race"], event_id, race_id)


async def wave(connection: Connection, race_id: int, wave_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["wave"], race_id, wave_id)


async def division(connection: Connection, race_id: int, division_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["division"], race_id, division_id)


async def set_race(connection: Connection, race_id: int, fields: RaceFields) -> None:
    await connection.execute(_queries["set_race"], race_id, *astuple(fields))


async def set_wave(connection: Connection, wave_id: int, fields: WaveFields) -> None:
    await connection.execute(_queries["set_wave"], wave_id, *astuple(fields))


async def set_division(connection: Connection, division_id: int, fields: DivisionFields) -> None:
    await connection.execute(_queries["set_division"], division_id, *astuple(fields))


async def people_of_race(connection: Connection, race_id: int) -> int:
    found: int = await connection.fetchval(_queries["people_of_race"], race_id)
    return found


async def remove_race(connection: Connection, race_id: int) -> None:
    await connection.execute(_queries["remove_race"], race_id)


async def remove_wave(connection: Connection, wave_id: int) -> None:
    await connection.execute(_queries["remove_wave"], wave_id)


async def remove_division(connection: Connection, division_id: int) -> None:
    await connection.execute(_queries["remove_division"], division_id)


async def set_starts(
    connection: Connection, race_starts: dict[int, datetime], wave_starts: dict[int, datetime]
) -> None:
    """Other instants for the starts of these races and waves."""
    for query, starts in (("set_race_starts", race_starts), ("set_wave_starts", wave_starts)):
        if starts:
            await connection.execute(_queries[query], list(starts), list(starts.values()))
