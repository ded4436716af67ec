"""The rows behind a dashboard. What can be large is asked for since the last time only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load
from project88.timing.dashboard.minutes import Heard

_QUERIES = load(__package__)

Window = tuple[int, datetime, datetime]
"""A session, and the instants of its reads that are looked at."""

TagSpan = tuple[str, int, datetime, datetime]
"""A chip, and a session with the instants between which its reads are looked for."""


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    """(id, name, event_date, zone, participants, changed_at)."""
    return await connection.fetchrow(_QUERIES["event"], event_id)


async def races_of_participants(connection: Connection, event_id: int) -> dict[int, int | None]:
    """Participant to race."""
    rows = await connection.fetch(_QUERIES["races_of_participants"], event_id)
    return {row["id"]: row["race_id"] for row in rows}


async def sessions(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    """The timing sessions of an event with their versions."""
    return await connection.fetch(_QUERIES["sessions"], event_id)


async def locations(connection: Connection, session_ids: Sequence[int]) -> list[asyncpg.Record]:
    """(id, session_id, name, reads, newest_read_at, newest_received_at, ignore_window_s)."""
    return await connection.fetch(_QUERIES["locations"], session_ids)


async def passings(connection: Connection, known: Mapping[int, int]) -> list[asyncpg.Record]:
    """What was changed after the known version of each session, in the order of the changes."""
    return await connection.fetch(_QUERIES["passings"], list(known), list(known.values()))


async def recent_reads(
    connection: Connection, windows: Sequence[Window], received: datetime, last_minute: datetime
) -> list[Heard]:
    """Reads since `received`, and how many of them were received since `last_minute`."""
    columns = [list(column) for column in zip(*windows, strict=True)] or [[], [], []]
    rows = await connection.fetch(_QUERIES["recent_reads"], *columns, received, last_minute)
    return [Heard(*row) for row in rows]


async def reads_of_tags(connection: Connection, spans: Sequence[TagSpan]) -> dict[str, int]:
    """Chip to its raw reads in these spans."""
    columns = [list(column) for column in zip(*spans, strict=True)]
    rows = await connection.fetch(_QUERIES["reads_of_tags"], *columns)
    return {row["tag"]: row["reads"] for row in rows}


async def guns(connection: Connection, session_ids: Sequence[int]) -> list[asyncpg.Record]:
    """(session_id, name, gun_at, time_raw), the newest first."""
    return await connection.fetch(_QUERIES["guns"], session_ids)


async def silent_screens(
    connection: Connection, event_id: int, before: datetime, after: datetime
) -> list[asyncpg.Record]:
    """(number, name, seen_at, closed) of screens of the event that were heard last in between."""
    return await connection.fetch(_QUERIES["silent_screens"], event_id, before, after)


async def senders(connection: Connection, source_ids: Sequence[int]) -> list[asyncpg.Record]:
    """The newest thousand connections of these sources, and those of which nobody knows the source
    yet; oldest first, source by source.
    """
    return await connection.fetch(_QUERIES["senders"], source_ids)
