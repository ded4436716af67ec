"""Give out a display address: the sequence behind `project88 display-url`."""

import enum
import hashlib
from datetime import UTC, datetime, timedelta

import msgspec

from project88.accounts.instants import instant
from project88.accounts.partners import partner_of
from project88.db.actor import COMMAND
from project88.db.pool import Pool
from project88.displays import store
from project88.displays.assignments import store as assignments
from project88.displays.links import store as links
from project88.displays.links.window import Window


class GivenOut(msgspec.Struct, frozen=True):
    """A link as the command line gives it out."""

    id: str
    session_id: int
    expires_at: datetime


async def give_out(
    pool: Pool, slug: str, session_id: int | None, ttl: timedelta, title: str = ""
) -> GivenOut:
    """A new address of the partner's timing session, of the latest one when None. For commands,
    which are nobody: the display session that is opened for it has no owner.

    :raises NotFound: no such partner, or no such session of this partner.
    """
    partner_id, now = (await partner_of(pool, slug)).id, datetime.now(UTC)
    async with pool.partner(partner_id, by=COMMAND) as connection:
        if session_id is None:
            session_id = await store.latest_session(connection)
        opened = await store.open_for(connection, partner_id, session_id, title, now)
        when = Window(None, now + ttl)
        row = await links.add(connection, partner_id, opened, title, when, None, now)
    return GivenOut(row["id"], session_id, row["expires_at"])


async def lookup(pool: Pool, address: str, now: int) -> store.Display | None:
    """What the address opens now (ms UTC), None alike for unknown, expired and revoked ones."""
    async with pool.hub_look("resolve a display url") as connection:
        return await store.resolve(connection, address, instant(now))


class Entered(enum.Enum):
    """A screen that came by a link, and where an operator has it look."""

    HERE = "at the session of its link"
    ELSEWHERE = "at another session, which is open"


async def entered(pool: Pool, display: store.Display, key: str) -> Entered | None:
    """The screen with this key, if it came by this link last."""
    async with pool.partner(display.partner_id) as connection:
        pointed = await assignments.pointed(connection, display.id, hash_of(key))
    if pointed is None:
        return None
    return Entered.ELSEWHERE if pointed else Entered.HERE


def hash_of(key: str) -> bytes:
    """What is kept of the secret that makes a browser a certain screen."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).digest()


def path_of(address: str) -> str:
    return f"/display/{address}"
