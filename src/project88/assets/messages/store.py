"""The row of runner messages; see queries.sql."""

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


async def read(connection: Connection, partner_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["read"], partner_id)


async def write(
    connection: Connection, partner_id: int, lines: list[str], by: int | None, version: int
) -> asyncpg.Record | None:
    """None: they are not of this version any more."""
    if not version:
        return await connection.fetchrow(_QUERIES["begin"], partner_id, lines, by)
    return await connection.fetchrow(_QUERIES["replace"], partner_id, lines, by, version)
