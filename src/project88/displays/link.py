"""Give out a display address: the sequence behind `project88 display-url`."""

import hashlib
from datetime import timedelta

from project88.accounts.partners import partner_of
from project88.db.pool import Pool
from project88.displays import store
from project88.displays.assignments import store as assignments


async def give_out(
    pool: Pool, slug: str, session_id: int | None, ttl: timedelta, title: str = ""
) -> store.DisplayUrl:
    """A new address of the partner's session, of the latest one when None.

    :raises NotFound: no such partner, or no such session of this partner.
    """
    partner_id = (await partner_of(pool, slug)).id
    async with pool.partner(partner_id) as connection:
        if session_id is None:
            session_id = await store.latest_session(connection)
        return await store.create(connection, partner_id, store.Wanted(session_id, title, ttl))


async def lookup(pool: Pool, address: str) -> store.Display | None:
    """What the address opens, None alike for unknown, expired and revoked ones."""
    async with pool.hub("resolve a display url") as connection:
        return await store.resolve(connection, address)


async def pointed(pool: Pool, display: store.Display, key: str) -> bool:
    """Whether this screen shows something else than the session of its link, which is over."""
    async with pool.partner(display.partner_id) as connection:
        return await assignments.pointed(connection, display.id, hash_of(key))


def hash_of(key: str) -> bytes:
    """What is kept of the secret that makes a browser a certain screen."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).digest()


def path_of(address: str) -> str:
    return f"/display/{address}"
