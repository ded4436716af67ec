"""The rows from which a timing session is chosen, always on a connection of its own partner."""

from collections.abc import Sequence

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Wanted(msgspec.Struct, frozen=True):
    """Which timing sessions are asked for. `state` None: whatever it is; `words` in lower case."""

    state: str | None = None
    words: tuple[str, ...] = ()
    before: int | None = None
    only: int | None = None
    limit: int = 50


async def choices(connection: Connection, wanted: Wanted, more: int = 0) -> list[asyncpg.Record]:
    """The newest first; `more` than the limit, to see whether there are any."""
    return await connection.fetch(
        _QUERIES["choices"],
        wanted.state,
        wanted.words,
        wanted.limit + more,
        wanted.only,
        wanted.before,
    )


async def locations(connection: Connection, session_ids: Sequence[int]) -> list[asyncpg.Record]:
    """(session_id, id, name, reads, newest_read_at, newest_received_at)."""
    return await connection.fetch(_QUERIES["locations"], session_ids)


async def newest_passings(
    connection: Connection, session_id: int, limit: int
) -> list[asyncpg.Record]:
    """The newest first."""
    return await connection.fetch(_QUERIES["newest_passings"], session_id, limit)


async def timing_session(connection: Connection, session_id: int) -> asyncpg.Record | None:
    """(id, name, zone, event_id, event_name), or None where the partner has no such session.

    `event_name` is null when the event was deleted.
    """
    return await connection.fetchrow(_QUERIES["timing_session"], session_id)
