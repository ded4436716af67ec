"""Who is what at a partner, and the two rules that no click may break: a partner keeps an owner, and
nobody gives more than they have.

Whoever is sent away is out at once: nothing about a caller is remembered between two requests, and
the links that they handed out open nothing any more.
"""

from collections.abc import Mapping
from datetime import datetime

from project88.accounts.access import Caller
from project88.accounts.links.making import revoke_of_maker
from project88.accounts.people import store
from project88.accounts.people.schemas import People, RoleExplained
from project88.accounts.people.store import Member
from project88.accounts.roles import MAY, TODAY_ONLY, Permission, Role
from project88.db.pool import Pool
from project88.errors import Conflict, NotFound, Refused


async def everybody(pool: Pool, caller: Caller, now: datetime) -> People:
    async with pool.hub("list the people of a partner") as connection:
        people = await store.people(connection, caller.partner_id, now)
        invitations = await store.invitations(connection, caller.partner_id, now)
    return People(people, invitations, explained(caller))


def explained(caller: Caller) -> list[RoleExplained]:
    """Every role with what it may do, from most to least."""
    return [
        RoleExplained(
            role,
            [one for one in Permission if one in MAY[role]],
            role in TODAY_ONLY,
            may_give(caller, role),
        )
        for role in Role
    ]


def may_give(caller: Caller, role: Role) -> bool:
    """Nobody gives a role that may do what they themselves may not."""
    return MAY[role] <= caller.permissions


def require_may_give(caller: Caller, role: Role) -> None:
    if not may_give(caller, role):
        raise Refused(
            "This role may do more than you may, so you cannot give it.", code="more_than_own"
        )


async def change_role(pool: Pool, caller: Caller, user_id: int, role: Role, now: datetime) -> None:
    """:raises NotFound: no such member.
    :raises Refused: the role is more than the caller has, or the member is a guest.
    :raises Conflict: it would leave the partner without an owner.
    """
    require_may_give(caller, role)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        members = await store.lock_members(connection, now)
        member = _member(members, user_id)
        if member.guest:
            raise Refused(
                "A hub administrator was let in for a while, in a role that cannot be changed. "
                "End the membership instead.",
                code="guest",
            )
        if role is not Role.OWNER:
            _require_another_owner(members, member)
        await store.set_role(connection, user_id, role)
    if not MAY[member.role] <= MAY[role]:
        await revoke_of_maker(pool, caller.actor, user_id, caller.partner_id, now)


async def send_away(pool: Pool, caller: Caller, user_id: int, now: datetime) -> None:
    """:raises NotFound: no such member.
    :raises Conflict: it would leave the partner without an owner.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        members = await store.lock_members(connection, now)
        member = _member(members, user_id)
        _require_another_owner(members, member)
        await store.end_membership(connection, user_id)
    await revoke_of_maker(pool, caller.actor, user_id, caller.partner_id, now)


def _member(members: Mapping[int, Member], user_id: int) -> Member:
    if user_id not in members:
        raise NotFound("Nobody of this number works here.", code="no_member")
    return members[user_id]


def _require_another_owner(members: Mapping[int, Member], member: Member) -> None:
    owners = {one.user_id for one in members.values() if one.role is Role.OWNER and not one.guest}
    if owners == {member.user_id}:
        raise Conflict(
            "This is the only owner. Make somebody else an owner first.", code="last_owner"
        )
