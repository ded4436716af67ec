"""Making links, for the features that hand them out and for the command line.

A new link takes the place of the open ones for the same: an invitation for the same address at the
same partner, a new password for the same person, a set-up.
"""

import hashlib
from datetime import datetime, timedelta
from secrets import token_urlsafe

import msgspec

from project88.accounts import audit
from project88.accounts.instants import instant
from project88.accounts.links import store
from project88.accounts.links.store import NewLink
from project88.accounts.users import store as users
from project88.db.actor import Actor
from project88.db.pool import Pool
from project88.errors import Conflict

SET_UP_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)
PASSWORD_RESET_LASTS = timedelta(hours=24)


class Made(msgspec.Struct, frozen=True):
    """A link that was made. The path has the secret: it is shown once and never logged."""

    id: int
    path: str
    expires_at: datetime


async def make(pool: Pool, new: NewLink, now_ms: int) -> Made:
    secret = token_urlsafe(32)
    place = "set-up" if new.kind == "set_up" else "link"
    now = instant(now_ms)
    new = msgspec.structs.replace(new, email=users.email_of(new.email))
    async with pool.hub("make a link that works once") as connection:
        await store.revoke_same(connection, new, now)
        number = await store.make(connection, new, hash_of(secret), now)
    return Made(number, f"/{place}/{secret}", new.expires_at)


async def set_up_link(pool: Pool, now_ms: int) -> Made | None:
    """A new link to set up the hub; None when somebody is there already."""
    async with pool.hub("look whether the hub has been set up") as connection:
        if await users.has_user(connection):
            return None
    return await _set_up(pool, now_ms)


async def set_up_link_again(pool: Pool, now_ms: int) -> Made:
    """For the operator of the machine; raises `Conflict` while a hub administrator exists."""
    async with pool.hub("look whether the hub has an administrator") as connection:
        if await users.has_hub_administrator(connection):
            raise Conflict(
                "This hub has an administrator already. Who cannot sign in gets a new password: "
                "./project88 reset-link <e-mail address>"
            )
    return await _set_up(pool, now_ms)


async def revoke_of_maker(
    pool: Pool, by: Actor, user_id: int, partner_id: int, now: datetime
) -> None:
    """What somebody handed out at a partner, and may not any more, opens nothing from now on."""
    async with pool.hub("revoke what somebody handed out who may not any more") as connection:
        await audit.concerning(connection, partner_id, by)
        for one in await store.revoke_of_maker(connection, user_id, partner_id, now):
            subject = "invitation" if one.kind == "invitation" else "password link"
            await audit.note(connection, "revoked", subject, one.id, new={"email": one.email})


def hash_of(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).digest()


async def _set_up(pool: Pool, now_ms: int) -> Made:
    expires_at = instant(now_ms) + SET_UP_LASTS
    return await make(pool, NewLink("set_up", expires_at), now_ms)
