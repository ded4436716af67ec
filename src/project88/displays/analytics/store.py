"""The minutes of screens, added up; each function in its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)

Place: TypeAlias = tuple[datetime, int, int]
"""Minute, display session, screen."""


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


async def minutes(
    connection: Connection, span: Span, after: Place | None, limit: int
) -> list[asyncpg.Record]:
    """Every minute of every screen, the oldest first."""
    return await connection.fetch(
        _QUERIES["minutes"],
        span.sessions,
        span.since,
        span.until,
        *(after or (None, None, None)),
        limit,
    )


async def forget(connection: Connection, before: datetime) -> int:
    """Removes this partner's plays and minutes before this instant; how many rows."""
    gone: int = await connection.fetchval(_QUERIES["forget"], before)
    return gone
