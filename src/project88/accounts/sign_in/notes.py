"""What people do about their own account, told in the audit logs that it concerns.

A person works for several partners and belongs to none, so it stands in the log of each partner
that they may work for now, and in the hub's own (partner 0).
"""

from collections.abc import Mapping

from project88.accounts import audit
from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.users import store as users
from project88.db.actor import Actor

HUB_ITSELF = 0
SUBJECT = "sign-in"


async def note(
    accounts: Accounts, actor: Actor, action: str, facts: Mapping[str, object] | None = None
) -> None:
    """`actor.id` is the person whom it is about."""
    if actor.id is None:
        raise ValueError("a note about signing in is about a person")
    now = instant(accounts.now())
    async with accounts.pool.hub("note what a person did about their account") as connection:
        found = await users.memberships(connection, actor.id, now)
        for partner_id in (HUB_ITSELF, *(membership.partner_id for membership in found)):
            await audit.concerning(connection, partner_id, actor)
            await audit.note(connection, action, SUBJECT, actor.id, new=facts)
