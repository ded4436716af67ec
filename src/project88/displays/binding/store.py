"""The rows that say which timing sessions feed which display session."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


async def lock_display_session(connection: Connection, display_session_id: int) -> None:
    """Held until the transaction ends."""
    await connection.execute(_QUERIES["lock_display_session"], display_session_id)


async def binding(
    connection: Connection, display_session_id: int, session_id: int
) -> asyncpg.Record | None:
    """(locations as JSON text, only_listed), or None where it is not bound."""
    return await connection.fetchrow(_QUERIES["binding"], display_session_id, session_id)


async def bindings(connection: Connection, display_session_id: int) -> int:
    """How many timing sessions feed it."""
    number: int = await connection.fetchval(_QUERIES["bindings"], display_session_id)
    return number


async def bind(  # noqa: PLR0913, PLR0917 -- the columns of a row
    connection: Connection,
    partner_id: int,
    display_session_id: int,
    session_id: int,
    locations: str,
    only_listed: bool,
    user_id: int | None,
) -> datetime:
    """Since when it is bound. `locations` is JSON."""
    at: datetime = await connection.fetchval(
        _QUERIES["bind"],
        partner_id,
        display_session_id,
        session_id,
        locations,
        only_listed,
        user_id,
    )
    return at


async def unbind(connection: Connection, display_session_id: int, session_id: int) -> bool:
    """Whether it was bound."""
    return await connection.fetchval(_QUERIES["unbind"], display_session_id, session_id) is not None


async def bound_to(
    connection: Connection, session_ids: Sequence[int], among: Sequence[int] | None
) -> list[asyncpg.Record]:
    """(session_id, id, name) of open display sessions among these; None: among all."""
    return await connection.fetch(_QUERIES["bound_to"], session_ids, among)
