"""The minutes of screens, added up; each function in its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)

Place: TypeAlias = tuple[datetime, int]
"""Minute and screen."""


class Span(msgspec.Struct, frozen=True):
    """Of which display sessions (None: all), and between which instants (None: no bound)."""

    sessions: Sequence[int] | None
    since: datetime | None
    until: datetime | None


async def totals(connection: Connection, span: Span) -> list[asyncpg.Record]:
    """One row a screen, by its number."""
    return await connection.fetch(_QUERIES["totals"], span.sessions, span.since, span.until)


async def steps(connection: Connection, span: Span, step_s: int) -> list[asyncpg.Record]:
    """One row a step, the oldest first."""
    return await connection.fetch(_QUERIES["steps"], span.sessions, span.since, span.until, step_s)


async def latencies(connection: Connection, span: Span, step_s: int) -> list[asyncpg.Record]:
    """(step, screen_id, class, counted): by step where screen_id is null, else by screen."""
    return await connection.fetch(
        _QUERIES["latencies"], span.sessions, span.since, span.until, step_s
    )


async def sessions(connection: Connection, span: Span) -> list[int]:
    """Those of which anything is known."""
    rows = await connection.fetch(_QUERIES["sessions"], span.sessions, span.since, span.until)
    return [row["id"] for row in rows]


async def minutes(
    connection: Connection, session_id: int, span: Span, after: Place | None, limit: int
) -> list[asyncpg.Record]:
    """Every minute of every screen in one display session, the oldest first."""
    at, screen_id = after or (None, None)
    return await connection.fetch(
        _QUERIES["minutes"], session_id, span.since, span.until, at, screen_id, limit
    )


async def forget(connection: Connection, before: datetime) -> int:
    """Removes this partner's plays and minutes before this instant; how many rows."""
    gone: int = await connection.fetchval(_QUERIES["forget"], before)
    return gone
