"""Display addresses in the database.

`resolve` is the one look-up of the product that spans timing partners: a screen brings nothing
but an address, and the address says whose it is. It goes through the hub door; everything after
it runs as that partner.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.displays.address import new_address
from project88.errors import Conflict, NotFound

DEFAULT_TTL = timedelta(hours=24)
ATTEMPTS = 8
Mode = Literal["pre_race", "results"]
CHANNEL = "displays"
"""Wake-ups say whose displays, links or screens were changed: the number of the timing partner."""

_queries = load(__package__)


class DisplayUrl(msgspec.Struct, frozen=True):
    """An address as its maker sees it."""

    id: str
    label: str
    session_id: int
    expires_at: datetime


class Display(msgspec.Struct, frozen=True):
    """What a valid address opens; `state` is that of the display session."""

    id: str
    label: str
    partner_id: int
    display_session_id: int
    name: str
    state: Literal["open", "archived"]
    mode: Mode
    zone: str
    expires_at: datetime
    opens_at: datetime | None


class Wanted(msgspec.Struct, frozen=True):
    """A link that somebody wants. With an event, the session must be bound to it."""

    session_id: int
    label: str = ""
    ttl: timedelta = DEFAULT_TTL
    mode: Mode = "results"
    made_by: int | None = None
    event_id: int | None = None


class LiveLink(msgspec.Struct, frozen=True):
    """A link that works."""

    address: str
    label: str
    mode: Mode
    session_id: int
    session: str
    created_at: datetime
    expires_at: datetime


async def create(connection: Connection, partner_id: int, wanted: Wanted) -> DisplayUrl:
    """A new address for a session of the connection's own partner.

    :raises NotFound: the partner, or the event, has no such session.
    """
    known = await connection.fetchval(_queries["session"], wanted.session_id, wanted.event_id)
    if known is None:
        whose = "this partner" if wanted.event_id is None else "this event"
        raise NotFound(f"There is no timing session {wanted.session_id} of {whose}.")
    opened = await connection.fetchval(
        _queries["insert_display_session"],
        partner_id,
        wanted.session_id,
        wanted.label,
        wanted.mode,
        wanted.made_by,
    )
    for _ in range(ATTEMPTS):
        row = await connection.fetchrow(
            _queries["insert_display_url"],
            new_address(),
            partner_id,
            opened,
            wanted.label,
            wanted.ttl.total_seconds(),
            wanted.made_by,
        )
        if row is not None:
            return DisplayUrl(row["id"], row["label"], wanted.session_id, row["expires_at"])
    raise Conflict("No free display address was found. Please try again.")


async def links(connection: Connection, event_id: int) -> list[LiveLink]:
    """The links of an event that work now, the newest first."""
    rows = await connection.fetch(_queries["links"], event_id, None)
    return [LiveLink(**dict(row)) for row in rows]


async def live_link(connection: Connection, event_id: int, address: str) -> LiveLink:
    """:raises NotFound: there is no such link, or not any more."""
    row = await connection.fetchrow(_queries["links"], event_id, address)
    if row is None:
        raise NotFound("There is no such display.")
    return LiveLink(**dict(row))


async def revoke(connection: Connection, event_id: int, address: str) -> bool:
    """The link works no more; whether it did."""
    return await connection.fetchval(_queries["revoke"], event_id, address) is not None


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
    return None if row is None else Display(**dict(row))
