"""Proofs of play and the minutes made of them; each function in its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

if TYPE_CHECKING:
    from project88.displays.plays.taking import Minute

_QUERIES = load(__package__)

MOST_BETWEEN_S = 25
"""Between two reports for a screen to have been there all the time; they come every ten seconds."""

PlayRow: TypeAlias = tuple[
    int, int | None, str, datetime, datetime | None, int | None, str, str, int | None
]
"""Screen, display session, kind, from, until, timing session, passing, words, latency in ms."""

Heard: TypeAlias = tuple[int, int | None, datetime]
"""Screen, display session, and when a report was heard."""


class KeptPlay(msgspec.Struct, frozen=True):
    """A play that was not there yet. `minute_ms`: of its beginning, ms UTC."""

    screen_id: int
    display_session_id: int | None
    kind: str
    minute_ms: int
    latency_ms: int | None


class PlaysAsked(msgspec.Struct, frozen=True):
    """Which plays. `sessions` None: of every display session and of none; `after`: at and id."""

    sessions: Sequence[int] | None = None
    screen_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    after: tuple[datetime, int] | None = None


async def add_plays(
    connection: Connection, partner_id: int, plays: Sequence[PlayRow]
) -> list[KeptPlay]:
    """Those that are new."""
    columns = [list(column) for column in zip(*plays, strict=True)]
    rows = await connection.fetch(_QUERIES["add_plays"], partner_id, *columns)
    return [KeptPlay(*row) for row in rows]


async def add_minutes(
    connection: Connection, partner_id: int, heard: Sequence[Heard], minutes: Sequence["Minute"]
) -> None:
    """Adds both to what is known of these minutes."""
    await connection.execute(
        _QUERIES["add_minutes"],
        partner_id,
        *_columns(heard, 3),
        [one.screen_id for one in minutes],
        [one.display_session_id for one in minutes],
        [one.minute for one in minutes],
        [one.shown for one in minutes],
        [_array(one.latencies) for one in minutes],
        MOST_BETWEEN_S,
    )


async def add_opening(
    connection: Connection, partner_id: int, screen_id: int, display_session_id: int, at: datetime
) -> None:
    await connection.execute(_QUERIES["add_opening"], partner_id, screen_id, display_session_id, at)


async def plays(connection: Connection, asked: PlaysAsked, limit: int) -> list[asyncpg.Record]:
    """The newest first."""
    at, number = asked.after or (None, None)
    return await connection.fetch(
        _QUERIES["plays"],
        asked.sessions,
        asked.screen_id,
        asked.since,
        asked.until,
        asked.kind,
        at,
        number,
        limit,
    )


async def sessions_of_event(connection: Connection, event_id: int) -> list[int]:
    return [row["id"] for row in await connection.fetch(_QUERIES["sessions_of_event"], event_id)]


def _columns(rows: Sequence[Sequence[object]], width: int) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def _array(numbers: Sequence[int]) -> str:
    """As PostgreSQL writes an array: a list of lists of different lengths is no array of its."""
    return "{" + ",".join(map(str, numbers)) + "}"
