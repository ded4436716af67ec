"""The rows by which a caller is known; see queries.sql."""

from datetime import date, datetime

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Person(msgspec.Struct, frozen=True):
    """An active user as seen at the partner they named; `role` is None for who is no member."""

    id: int
    name: str
    hub_administrator: bool
    partner_id: int | None
    slug: str | None
    partner_second_factor: str | None
    role: str | None


class Key(msgspec.Struct, frozen=True):
    """A key that has not ended; whether the secret is right is still to be seen."""

    id: int
    name: str
    secret_hash: bytes
    scopes: list[str]
    partner_id: int
    slug: str
    last_used_at: datetime | None


async def person(
    hub_connection: Connection, user_id: int, slug: str, now: datetime
) -> Person | None:
    row = await hub_connection.fetchrow(_QUERIES["person"], user_id, slug, now)
    return None if row is None else Person(*row)


async def key(hub_connection: Connection, prefix: str, now: datetime) -> Key | None:
    row = await hub_connection.fetchrow(_QUERIES["key"], prefix, now)
    return None if row is None else Key(*row)


async def note_use(connection: Connection, key_id: int, now: datetime) -> None:
    await connection.execute(_QUERIES["note_use"], key_id, now)


async def day_of_event(connection: Connection, event_id: int) -> tuple[date, str] | None:
    """The day of an event of this transaction's partner, and its zone."""
    row = await connection.fetchrow(_QUERIES["day_of_event"], event_id)
    return None if row is None else (row["event_date"], row["zone"])
