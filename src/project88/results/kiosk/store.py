"""Rows of one runner and of the field around; see queries.sql."""

from collections.abc import Sequence

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["event"], event_id)


async def races(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["races"], event_id)


async def with_bib(
    connection: Connection, event_id: int, bibs: Sequence[str]
) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["with_bib"], event_id, bibs)


async def match(
    connection: Connection, event_id: int, participant_id: int
) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["match"], event_id, participant_id)


async def named(
    connection: Connection, event_id: int, patterns: Sequence[str], first: str, limit: int
) -> list[asyncpg.Record]:
    """Words are plain letters: nothing in them is special to LIKE."""
    return await connection.fetch(_QUERIES["named"], event_id, patterns, first, limit)


async def runner(
    connection: Connection, event_id: int, participant_id: int
) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["runner"], participant_id, event_id)


async def splits(connection: Connection, participant_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["splits"], participant_id)


async def course(connection: Connection, race_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["course"], race_id)


async def finishers(connection: Connection, race_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["finishers"], race_id)


async def usual(
    connection: Connection, race_id: int, every: int, fewest: int
) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["usual"], race_id, every, fewest)


async def changed(connection: Connection, event_id: int, version: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["changed"], event_id, version)


async def version(connection: Connection, event_id: int) -> int:
    return int(await connection.fetchval(_QUERIES["version"], event_id) or 0)


async def name_of(connection: Connection, event_id: int) -> asyncpg.Record | None:
    """Its row tells the name, or null; no row: no such event."""
    return await connection.fetchrow(_QUERIES["name_of"], event_id)
