"""Corrections in the database; each function in its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__file__)


class Asked(msgspec.Struct, frozen=True):
    """Which corrections to list; null: all."""

    participant_id: int | None = None
    race_id: int | None = None
    kind: str | None = None
    standing: bool | None = None


class Row(msgspec.Struct, frozen=True):
    """A correction as it is stored."""

    kind: str
    reason: str
    participant_id: int | None = None
    point_id: int | None = None
    session_id: int | None = None
    location_id: int | None = None
    tag: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    status: str | None = None
    ms: int | None = None


async def page(
    connection: Connection, event_id: int, asked: Asked, after: int | None, limit: int
) -> list[asyncpg.Record]:
    """The newest first."""
    return await connection.fetch(
        _QUERIES["page"], event_id, after, *msgspec.structs.astuple(asked), None, limit
    )


async def one(connection: Connection, event_id: int, correction_id: int) -> asyncpg.Record | None:
    """The same columns, of one."""
    return await connection.fetchrow(
        _QUERIES["page"], event_id, None, None, None, None, None, [correction_id], 1
    )


async def add(connection: Connection, event_id: int, caller: Caller, row: Row) -> int:
    """The new correction's id. The scorer is woken as this transaction commits."""
    made: int = await connection.fetchval(
        _QUERIES["add"], caller.partner_id, event_id, row.kind, row.participant_id, row.point_id, row.session_id,
        row.location_id, row.tag, row.at, row.until, row.status, row.ms, row.reason, user_of(caller), caller.name,
    )  # fmt: skip
    return made


async def undo(connection: Connection, event_id: int, caller: Caller, correction_id: int) -> bool:
    """False when it does not stand, or is none of this event."""
    found = await connection.fetchval(
        _QUERIES["undo"], event_id, correction_id, user_of(caller), caller.name
    )
    return found is not None


async def stored(
    connection: Connection, event_id: int, correction_id: int
) -> tuple[Row, datetime | None] | None:
    """As it was made, and when it was undone."""
    found = await connection.fetchrow(_QUERIES["stored"], event_id, correction_id)
    if found is None:
        return None
    row = Row(**{field: found[field] for field in Row.__struct_fields__})
    return row, found["undone_at"]


async def concerning(
    connection: Connection, event_id: int, participant_id: int, heard: Sequence[tuple[int, str]]
) -> list[asyncpg.Record]:
    """Rows of `page`: what concerns somebody who was heard in these sessions with these tags."""
    rows = await connection.fetch(
        _QUERIES["concerning"],
        event_id,
        participant_id,
        [session for session, _ in heard],
        [tag for _, tag in heard],
    )
    ids = [row["id"] for row in rows]
    return await connection.fetch(
        _QUERIES["page"], event_id, None, None, None, None, None, ids, len(ids)
    )


async def standing_void(connection: Connection, event_id: int, row: Row) -> int | None:
    """The void that takes the same passing away already."""
    found: int | None = await connection.fetchval(
        _QUERIES["standing_void"], event_id, row.session_id, row.location_id, row.tag, row.at
    )
    return found


async def passing(
    connection: Connection, event_id: int, key: tuple[int, int, str, int]
) -> asyncpg.Record | None:
    """(passing_at, participant_id) by session, location, tag and number."""
    return await connection.fetchrow(_QUERIES["passing"], event_id, *key)


async def point(
    connection: Connection, event_id: int, participant_id: int, point_id: int | None
) -> asyncpg.Record | None:
    """(race_id, wave, point_id, name, position, kind, state); the point is null when it is another race's."""
    return await connection.fetchrow(_QUERIES["point"], event_id, participant_id, point_id)


async def around(connection: Connection, participant_id: int) -> Sequence[asyncpg.Record]:
    """Rows (point, position, at) of somebody's times."""
    return await connection.fetch(_QUERIES["around"], participant_id)


async def has_course(connection: Connection, participant_id: int) -> bool:
    """Whether the points of the race were ever saved."""
    found: bool = await connection.fetchval(_QUERIES["has_course"], participant_id)
    return found


async def box(
    connection: Connection, event_id: int, session_id: int, location_id: int | None
) -> asyncpg.Record | None:
    """(id, location_id); the location is null when it is no location of the session."""
    return await connection.fetchrow(_QUERIES["box"], event_id, session_id, location_id)


async def touched(connection: Connection, row: Row) -> asyncpg.Record:
    """(passings, people, unknown, first_at, last_at) of a shift's interval."""
    found = await connection.fetchrow(
        _QUERIES["touched"], row.session_id, row.location_id, row.at, row.until
    )
    assert found is not None
    return found


async def overlapping(connection: Connection, event_id: int, row: Row) -> list[int]:
    """Shifts that stand and share the interval."""
    rows = await connection.fetch(
        _QUERIES["overlapping"], event_id, row.session_id, row.location_id, row.at, row.until
    )
    return [found["id"] for found in rows]


async def sources(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    """Rows (id, name, location_id, location, first_at, last_at, passings), one a location."""
    return await connection.fetch(_QUERIES["sources"], event_id)


def user_of(caller: Caller) -> int | None:
    """A key has no user; its name stands in the row."""
    return caller.id if caller.kind == "user" else None
