"""Selections in the database; each function in its caller's transaction."""

from collections.abc import Sequence

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load

_queries = load(__file__)


async def selection(connection: Connection, user_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["selection"], user_id)


async def known_events(connection: Connection, event_ids: Sequence[int]) -> set[int]:
    rows = await connection.fetch(_queries["known_events"], list(event_ids))
    return {row["id"] for row in rows}


async def put_selection(
    connection: Connection, partner_id: int, user_id: int, mode: str, event_ids: Sequence[int]
) -> None:
    await connection.execute(_queries["put_selection"], partner_id, user_id, mode, list(event_ids))
