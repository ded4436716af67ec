"""Links in the database; each function in its caller's transaction."""

from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.displays.address import new_address
from project88.displays.links.window import EventDay, Window
from project88.errors import Conflict

ATTEMPTS = 8
_queries = load(__package__)


class Asked(msgspec.Struct, frozen=True):
    """Which links; `after` is the address of the last one of the page before."""

    display_session_id: int
    now: datetime
    ended_too: bool = False
    after: str | None = None
    limit: int | None = None
    address: str | None = None


def told_of(display_session_id: int, label: str, when: Window) -> dict[str, object]:
    """What the audit log tells of a link: not its address, which is all that somebody needs to look."""
    return {
        "display_session": display_session_id,
        "label": label,
        "opens_at": when.opens_at,
        "expires_at": when.expires_at,
    }


async def add(  # noqa: PLR0913, PLR0917 -- the columns of a row
    connection: Connection,
    partner_id: int,
    display_session_id: int,
    label: str,
    when: Window,
    made_by: int | None,
    now: datetime,
) -> asyncpg.Record:
    """The new link, at an address that nobody has. :raises Conflict: none was found in eight draws."""
    note = msgspec.json.encode(told_of(display_session_id, label, when)).decode()
    for _ in range(ATTEMPTS):
        row = await connection.fetchrow(
            _queries["add"],
            new_address(),
            partner_id,
            display_session_id,
            label,
            when.opens_at,
            when.expires_at,
            made_by,
            now,
            note,
        )
        if row is not None:
            return row
    raise Conflict("No free display address was found. Please try again.", code="no_address")


async def link(connection: Connection, address: str) -> asyncpg.Record | None:
    """Of the transaction's partner, whatever became of it; nobody else changes it until the end."""
    return await connection.fetchrow(_queries["link"], address)


async def links(connection: Connection, asked: Asked) -> list[asyncpg.Record]:
    """The newest first."""
    return await connection.fetch(_queries["links"], *msgspec.structs.astuple(asked))


async def change(connection: Connection, address: str, label: str, when: Window) -> None:
    await connection.execute(_queries["change"], address, label, when.opens_at, when.expires_at)


async def revoke(connection: Connection, address: str, now: datetime) -> bool:
    """Whether it was not revoked before."""
    return await connection.fetchval(_queries["revoke"], address, now) is not None


async def event_day(connection: Connection, display_session_id: int) -> EventDay | None:
    row = await connection.fetchrow(_queries["event_day"], display_session_id)
    return None if row is None else EventDay(row["day"], row["zone"])


async def timing_session(connection: Connection, session_id: int) -> asyncpg.Record | None:
    """(id, name, event_id, event)"""
    return await connection.fetchrow(_queries["timing_session"], session_id)
