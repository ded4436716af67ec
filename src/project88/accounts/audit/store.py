"""The rows of the audit log. It is written by functions of the database and read through a view."""

from collections.abc import Mapping
from datetime import datetime

import asyncpg
import msgspec

from project88.db.actor import Actor
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Filter(msgspec.Struct, frozen=True):
    """Which entries are wanted; None asks for nothing. `before` is the cursor."""

    before: int | None = None
    actor_kind: str | None = None
    actor_id: int | None = None
    subject: str | None = None
    subject_id: str | None = None
    event_id: int | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None


class Row(msgspec.Struct, frozen=True, gc=False):
    """An entry as it leaves the database: what may not be seen is masked already."""

    id: int
    at: datetime
    actor_kind: str
    actor_id: int | None
    actor_name: str
    actor_address: str
    action: str
    subject: str
    subject_id: str
    event_id: int | None
    old: str | None
    new: str | None
    reason: str
    change: str


class Choice(msgspec.Struct, frozen=True):
    """Something the log can be filtered by; `choice` is actor, subject or action."""

    choice: str
    kind: str
    number: int | None
    name: str


async def note(  # noqa: PLR0913, PLR0917 -- most of it is seldom said
    connection: Connection,
    action: str,
    subject: str,
    subject_id: object = "",
    event_id: int | None = None,
    new: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Writes into the log of the transaction's partner; no names of participants in `new`."""
    told = None if new is None else msgspec.json.encode(new).decode()
    await connection.execute(
        _QUERIES["note"], action, subject, str(subject_id), event_id, told, reason
    )


async def concerning(hub_connection: Connection, partner_id: int, actor: Actor) -> None:
    """Lets a transaction of the hub door write audited rows and notes of one partner.

    The hub door spans partners, so it names none; from here on the log knows whom it concerns.
    """
    told = msgspec.json.encode(actor).decode()
    await hub_connection.execute(_QUERIES["concerning"], str(partner_id), told)


async def entries(connection: Connection, wanted: Filter, limit: int) -> list[Row]:
    """Newest first."""
    *given, text = msgspec.structs.astuple(wanted)
    if text is None:
        rows = await connection.fetch(_QUERIES["entries"], *given, limit)
    else:
        rows = await connection.fetch(_QUERIES["entries_with_text"], *given, limit, text)
    return [Row(*row) for row in rows]


async def choices(connection: Connection) -> list[Choice]:
    return [Choice(*row) for row in await connection.fetch(_QUERIES["choices"])]


async def seal(connection: Connection, lock_timeout: str) -> asyncpg.Record | None:
    """(number, digest, entries, last_id), or None when nothing is unsealed."""
    await connection.execute(_QUERIES["wait_little_for_locks"], lock_timeout)
    return await connection.fetchrow(_QUERIES["seal"])


async def partners_with_log(hub_connection: Connection) -> list[tuple[int, str]]:
    rows = await hub_connection.fetch(_QUERIES["partners_with_log"])
    return [(row["id"], row["slug"]) for row in rows]


async def checked_seals(connection: Connection) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["checked_seals"])


async def unsealed(connection: Connection) -> int:
    return int(await connection.fetchval(_QUERIES["unsealed"]))
