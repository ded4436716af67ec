"""Display addresses in the database.

`resolve` is the one look-up of the product that spans timing partners: a screen brings nothing
but an address, and the address says whose it is. It goes through the hub door; everything after
it runs as that partner.
"""

from datetime import datetime, timedelta

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.displays.address import new_address
from project88.errors import Conflict, NotFound

DEFAULT_TTL = timedelta(hours=24)
ATTEMPTS = 8

_queries = load(__package__)


class DisplayUrl(msgspec.Struct, frozen=True):
    """An address as its maker sees it."""

    id: str
    title: str
    session_id: int
    expires_at: datetime


class Display(msgspec.Struct, frozen=True):
    """What a valid address opens."""

    id: str
    title: str
    partner_id: int
    session_id: int
    session_name: str
    session_state: str
    zone: str
    expires_at: datetime


async def create(
    connection: Connection,
    partner_id: int,
    session_id: int,
    title: str = "",
    ttl: timedelta = DEFAULT_TTL,
) -> DisplayUrl:
    """A new address for a session of the connection's own partner.

    :raises NotFound: the partner has no such session.
    """
    if await connection.fetchval(_queries["session"], session_id) is None:
        raise NotFound(f"There is no timing session {session_id} of this partner.")
    for _ in range(ATTEMPTS):
        row = await connection.fetchrow(
            _queries["insert_display_url"],
            new_address(),
            partner_id,
            session_id,
            title,
            ttl.total_seconds(),
        )
        if row is not None:
            return _display_url(row)
    raise Conflict("No free display address was found. Please try again.")


async def latest_session(connection: Connection) -> int:
    """The session of the connection's partner with the newest read.

    :raises NotFound: nothing was recorded for this partner yet.
    """
    session_id: int | None = await connection.fetchval(_queries["latest_session"])
    if session_id is None:
        raise NotFound("Nothing was recorded for this partner yet: there is no timing session.")
    return session_id


async def resolve(hub_connection: Connection, address: str) -> Display | None:
    """What the address opens; None alike for unknown and for expired ones."""
    row = await hub_connection.fetchrow(_queries["resolve_display_url"], address)
    return None if row is None else _display(row)


async def partner_of(hub_connection: Connection, slug: str) -> int:
    """The id of the partner with this short name.

    :raises NotFound: there is none.
    """
    partner_id: int | None = await hub_connection.fetchval(_queries["partner_of_slug"], slug)
    if partner_id is None:
        raise NotFound(f"There is no timing partner with the short name {slug}.")
    return partner_id


def _display_url(row: asyncpg.Record) -> DisplayUrl:
    return DisplayUrl(row["id"], row["title"], row["session_id"], row["expires_at"])


def _display(row: asyncpg.Record) -> Display:
    return Display(
        id=row["id"],
        title=row["title"],
        partner_id=row["timing_partner_id"],
        session_id=row["session_id"],
        session_name=row["session_name"],
        session_state=row["session_state"],
        zone=row["zone"],
        expires_at=row["expires_at"],
    )
