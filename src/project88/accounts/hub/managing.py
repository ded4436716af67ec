"""Partners: made, renamed, closed; their first owner invited; a look inside with a reason.

Whatever is done to a partner stands in that partner's own log, which its owners read; what is done
to users stands in the hub's.
"""

from datetime import datetime, timedelta

from project88.accounts import audit
from project88.accounts.access import Caller
from project88.accounts.hub import store
from project88.accounts.hub.schemas import (
    AccessGiven,
    AccessRequest,
    HubPartner,
    HubPartnerChange,
    HubUserPage,
    NewPartner,
)
from project88.accounts.instants import instant
from project88.accounts.people import inviting
from project88.accounts.people.inviting import HUB_ITSELF, Desk
from project88.accounts.people.schemas import MadeLink
from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.errors import Conflict, NotFound, Refused
from project88.race.zones import zone_of
from project88.relay.sessions import Sessions

ACCESS_LASTS = timedelta(hours=4)


async def partners(pool: Pool, now: datetime) -> list[HubPartner]:
    async with pool.hub("list the partners for a hub administrator") as connection:
        return await store.partners(connection, now)


async def add_partner(pool: Pool, caller: Caller, new: NewPartner, now: datetime) -> HubPartner:
    """:raises InputError: for what is no zone.
    :raises Conflict: when the short name is taken.
    """
    zone_of(new.zone)
    name = " ".join(new.name.split())
    async with pool.hub("add a timing partner") as connection:
        number = await store.add_partner(connection, new.slug, name, new.zone)
        if number is None:
            raise Conflict(f"There is a timing partner {new.slug} already.", code="slug_taken")
        await audit.concerning(connection, number, caller.actor)
        told = {"slug": new.slug, "name": name, "zone": new.zone}
        await audit.note(connection, "created", "timing partner", number, new=told)
    return await _partner(pool, number, now)


async def change_partner(
    pool: Pool, caller: Caller, partner_id: int, change: HubPartnerChange, now: datetime
) -> HubPartner:
    """:raises NotFound: no such partner."""
    name = None if change.name is None else " ".join(change.name.split())
    async with pool.partner(partner_id, by=caller.actor) as connection:
        if not await store.edit_partner(connection, partner_id, name, change.state):
            raise no_partner()
    return await _partner(pool, partner_id, now)


async def invite_owner(desk: Desk, caller: Caller, partner_id: int, email: str) -> MadeLink:
    """:raises NotFound: no such partner, or a closed one.
    :raises Conflict: the person works there already.
    """
    await _open_partner(desk, partner_id)
    return await inviting.invite_to(desk, caller, partner_id, inviting.owner(email))


async def let_in(desk: Desk, caller: Caller, partner_id: int, asked: AccessRequest) -> AccessGiven:
    """The administrator is a member for four hours; the reason stands in the partner's log.

    :raises NotFound: no such partner, or a closed one.
    :raises Conflict: the administrator is a member for good.
    """
    partner = await _open_partner(desk, partner_id)
    until = instant(desk.now_ms) + ACCESS_LASTS
    async with desk.pool.partner(partner_id, by=caller.actor) as connection:
        if not await store.let_in(connection, partner_id, caller.id, asked.role, until):
            raise Conflict("You work for this partner already.", code="member_already")
        told = {"role": asked.role, "until": until}
        reason = " ".join(asked.reason.split())
        await audit.note(
            connection, "let in", "hub administrator", caller.id, new=told, reason=reason
        )
    return AccessGiven(partner.slug, Role(asked.role), until)


async def users(pool: Pool, now: datetime, after: int, text: str | None, limit: int) -> HubUserPage:
    async with pool.hub("list the users for a hub administrator") as connection:
        found = await store.users(connection, now, after, text, limit + 1)
    return HubUserPage(found[:limit], found[limit - 1].id if len(found) > limit else None)


async def disable(pool: Pool, sessions: Sessions, caller: Caller, user_id: int) -> None:
    """Locks an account and ends its sign-ins. Keys that the person made go on: they are a partner's.

    :raises NotFound: no such user.
    :raises Refused: the caller's own account, so that a hub is not left without an administrator.
    """
    if user_id == caller.id:
        raise Refused("You cannot disable your own account.", code="own_account")
    await _set_state(pool, caller, user_id, "disabled")
    await sessions.end_all(user_id)


async def enable(pool: Pool, caller: Caller, user_id: int) -> None:
    """Opens a locked account again; raises `NotFound` for no such user."""
    await _set_state(pool, caller, user_id, "active")


def no_partner() -> NotFound:
    return NotFound("There is no timing partner of this number.", code="no_partner_here")


async def _set_state(pool: Pool, caller: Caller, user_id: int, state: store.UserState) -> None:
    async with pool.hub("lock or open an account") as connection:
        if not await store.is_user(connection, user_id):
            raise NotFound("There is no user of this number.", code="no_user")
        await audit.concerning(connection, HUB_ITSELF, caller.actor)
        if await store.set_state(connection, user_id, state):
            told = {"state": state}
            await audit.note(connection, "changed", "user", user_id, new=told)


async def _partner(pool: Pool, partner_id: int, now: datetime) -> HubPartner:
    async with pool.hub("look at a partner for a hub administrator") as connection:
        found = await store.partners(connection, now, partner_id)
    if not found:
        raise no_partner()
    return found[0]


async def _open_partner(desk: Desk, partner_id: int) -> HubPartner:
    partner = await _partner(desk.pool, partner_id, instant(desk.now_ms))
    if partner.state != "active":
        raise NotFound("This timing partner is closed; open it first.", code="closed")
    return partner
