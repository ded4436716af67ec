"""What a display address opens, in the database.

`resolve` is the one look-up of the product that spans timing partners: a screen brings nothing
but an address, and the address says whose it is. It goes through the hub door; everything after
it runs as that partner.
"""

from datetime import datetime
from typing import Literal

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.errors import NotFound

Mode = Literal["pre_race", "results"]
CHANNEL = "displays"
"""Wake-ups say whose displays, links or screens were changed: the number of the timing partner."""

_queries = load(__package__)


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


async def open_for(
    connection: Connection, partner_id: int, session_id: int, name: str, now: datetime
) -> int:
    """A new display session of nobody's, fed by this timing session; its number.

    :raises NotFound: the partner has no such timing session.
    """
    made: int | None = await connection.fetchval(
        _queries["open_for"], partner_id, session_id, name, now
    )
    if made is None:
        raise NotFound(f"There is no timing session {session_id} of this partner.")
    return made


async def may_choose(connection: Connection, template: str) -> bool:
    """Whether a template has this number that is open and published."""
    found: bool = await connection.fetchval(_queries["may_choose"], template)
    return found


async def latest_session(connection: Connection) -> int:
    """The timing session of the connection's partner with the newest read.

    :raises NotFound: nothing was recorded for this partner yet.
    """
    session_id: int | None = await connection.fetchval(_queries["latest_session"])
    if session_id is None:
        raise NotFound("Nothing was recorded for this partner yet: there is no timing session.")
    return session_id


async def resolve(hub_connection: Connection, address: str, now: datetime) -> Display | None:
    """What the address opens now; None alike for unknown, expired and revoked ones."""
    row = await hub_connection.fetchrow(_queries["resolve_display_url"], address, now)
    return None if row is None else Display(**dict(row))
