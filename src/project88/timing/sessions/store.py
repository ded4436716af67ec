"""The rows of timing sessions as a list shows them."""

from collections.abc import Sequence

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


async def sessions(
    connection: Connection, event_id: int | None, before: int | None, limit: int
) -> list[asyncpg.Record]:
    """The newest first."""
    return await connection.fetch(_QUERIES["sessions"], event_id, before, limit)


async def locations(connection: Connection, session_ids: Sequence[int]) -> list[asyncpg.Record]:
    """Rows (session_id, id, name, reads, newest_received_at)."""
    return await connection.fetch(_QUERIES["locations"], session_ids)


async def tags(connection: Connection, session_ids: Sequence[int]) -> list[asyncpg.Record]:
    """Rows (session_id, tags, unknown_tags); none for a session without passings."""
    return await connection.fetch(_QUERIES["tags"], session_ids)


async def event_of_session(connection: Connection, session_id: int) -> asyncpg.Record | None:
    """(event_id, zone), or None where the partner has no such session."""
    return await connection.fetchrow(_QUERIES["event_of_session"], session_id)


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    """(id, name, zone) of an event that is not deleted."""
    return await connection.fetchrow(_QUERIES["event"], event_id)
