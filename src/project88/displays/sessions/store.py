"""Display sessions in the database; each function in its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec
from msgspec.structs import astuple

from project88.db.pool import Connection
from project88.db.queries import load

_queries = load(__package__)


class Wanted(msgspec.Struct, frozen=True):
    """Which display sessions. With `everyone` all of the partner, else the user's and those shared
    with that user; no user: those that nobody owns.
    """

    everyone: bool
    user_id: int | None
    id: int | None = None
    event_id: int | None = None
    state: str | None = None
    after: int | None = None
    limit: int | None = None
    not_of: Sequence[int] | None = None


class Fields(msgspec.Struct, frozen=True):
    """What an operator sets; `settings` is JSON."""

    name: str
    mode: str
    template: str
    race_ids: Sequence[int]
    unknown_tags: str
    messages: Sequence[str]
    settings: str


async def reached(connection: Connection, wanted: Wanted) -> list[asyncpg.Record]:
    """The newest first."""
    return await connection.fetch(_queries["reached"], *astuple(wanted))


async def people(connection: Connection, ids: Sequence[int]) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["people"], ids)


async def timing_sessions(connection: Connection, ids: Sequence[int]) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["timing_sessions"], ids)


async def use(connection: Connection, ids: Sequence[int], now: datetime) -> list[asyncpg.Record]:
    """(id, links, viewers, screens, screens_down, last_used_at)"""
    return await connection.fetch(_queries["use"], ids, now)


async def event_name(connection: Connection, event_id: int) -> str | None:
    """None where there is no such event, or it was deleted."""
    row = await connection.fetchrow(_queries["event"], event_id)
    return None if row is None else row["name"]


async def races_of(connection: Connection, event_id: int | None, race_ids: Sequence[int]) -> int:
    """How many of these the event has."""
    number: int = await connection.fetchval(_queries["races_of"], event_id, race_ids)
    return number


async def add(  # noqa: PLR0913, PLR0917 -- whose it is, and what it is
    connection: Connection,
    partner_id: int,
    event_id: int | None,
    owner_id: int | None,
    now: datetime,
    fields: Fields,
) -> int:
    made: int = await connection.fetchval(
        _queries["add"], partner_id, event_id, owner_id, now, *astuple(fields)
    )
    return made


async def change(
    connection: Connection, session_id: int, version: int, now: datetime, fields: Fields
) -> bool:
    """False when it has another version by now."""
    done = await connection.fetchval(_queries["change"], session_id, version, now, *astuple(fields))
    return done is not None


async def clone(
    connection: Connection, session_id: int, owner_id: int | None, name: str, now: datetime
) -> int:
    copy: int = await connection.fetchval(_queries["clone"], session_id, owner_id, name, now)
    await connection.execute(_queries["clone_timing"], session_id, copy, owner_id, now)
    return copy


async def set_state(connection: Connection, session_id: int, state: str, now: datetime) -> None:
    await connection.execute(_queries["set_state"], session_id, state, now)


async def clear_queue(connection: Connection, session_id: int, now: datetime) -> None:
    await connection.execute(_queries["clear_queue"], session_id, now)


async def set_owner(connection: Connection, session_id: int, user_id: int, now: datetime) -> None:
    await connection.execute(_queries["set_owner"], session_id, user_id, now)


async def share(
    connection: Connection,
    partner_id: int,
    session_id: int,
    user_ids: Sequence[int],
    now: datetime,
) -> None:
    await connection.execute(_queries["share"], session_id, partner_id, user_ids, now)
