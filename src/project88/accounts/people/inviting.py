"""Links that bring people in: an invitation, or a new password for who has lost theirs.

A link is told once and works once. It is told only after the audit log knows of it; its mail, if
there is a mail server, goes out after that.
"""

import msgspec

from project88.accounts import audit, mail
from project88.accounts.access import Caller
from project88.accounts.instants import instant
from project88.accounts.links import making
from project88.accounts.links.store import NewLink
from project88.accounts.people import letters, store
from project88.accounts.people.letters import Letter
from project88.accounts.people.members import require_may_give
from project88.accounts.people.schemas import MadeLink, NewInvitation
from project88.accounts.roles import Role
from project88.accounts.users.store import email_of
from project88.db.pool import Pool
from project88.errors import Conflict, NotFound, Refused
from project88.settings import MailSettings

HUB_ITSELF = 0


class Desk(msgspec.Struct, frozen=True):
    """Where links are made: what a route has at hand. `origin` is how browsers reach the hub."""

    pool: Pool
    mail: MailSettings
    origin: str
    now_ms: int


async def invite(desk: Desk, caller: Caller, wanted: NewInvitation) -> MadeLink:
    """An earlier invitation of the same address stops working.

    :raises Refused: the role is more than the caller has.
    :raises Conflict: the person works here already.
    """
    require_may_give(caller, wanted.role)
    return await invite_to(desk, caller, caller.partner_id, wanted)


async def invite_to(desk: Desk, caller: Caller, partner_id: int, wanted: NewInvitation) -> MadeLink:
    """For who may invite to this partner; the role was looked at already."""
    email, now = email_of(wanted.email), instant(desk.now_ms)
    async with desk.pool.hub("look whether the invited person works there") as connection:
        if await store.is_member(connection, partner_id, email, now):
            raise Conflict(f"{email} works here already.", code="member_already")
    link = NewLink(
        kind="invitation",
        expires_at=now + making.INVITATION_LASTS,
        partner_id=partner_id,
        role=wanted.role.value,
        email=email,
        made_by=caller.id,
    )
    made = await making.make(desk.pool, link, desk.now_ms)
    told = {"email": email, "role": wanted.role.value, "expires_at": link.expires_at}
    async with desk.pool.partner(partner_id, by=caller.actor) as connection:
        await audit.note(connection, "invited", "invitation", made.id, new=told)
        partner = await store.partner(connection, partner_id)
    letter = Letter(email, caller.name, desk.origin + made.path, made.expires_at)
    return await _told(desk, letter, letters.invitation(letter, partner))


async def take_back(pool: Pool, caller: Caller, invitation_id: int) -> None:
    """:raises NotFound: no such invitation is open."""
    async with pool.hub("revoke an invitation") as connection:
        await audit.concerning(connection, caller.partner_id, caller.actor)
        email = await store.revoke_invitation(connection, invitation_id, caller.partner_id)
        if email is None:
            raise NotFound("There is no such invitation, or it was used.", code="no_invitation")
        told = {"email": email}
        await audit.note(connection, "revoked", "invitation", invitation_id, new=told)


async def reset_by_owner(desk: Desk, caller: Caller, user_id: int) -> MadeLink:
    """A link with which a member of the caller's partner chooses a new password.

    Whoever has it can become that person, so it is given only for who works here and nowhere else.

    :raises NotFound: no such member.
    :raises Refused: the person is the caller, works elsewhere too, or manages the hub.
    """
    account = await _account(desk, user_id, caller.partner_id)
    if account is None or not account.works_here:
        raise NotFound("Nobody of this number works here.", code="no_member")
    if account.user_id == caller.id:
        raise Refused("Change your own password under your account.", code="own_password")
    if account.works_elsewhere or account.hub_administrator:
        raise Refused(
            f"{account.name} works for other timing partners too, so only a hub administrator can "
            "make this link. Ask whoever runs the hub.",
            code="works_elsewhere",
        )
    return await _reset(desk, caller, account, caller.partner_id)


async def reset_by_hub_administrator(desk: Desk, caller: Caller, user_id: int) -> MadeLink:
    """The same for anybody but oneself; noted in the hub's own log.

    :raises NotFound: no such user, or a disabled one.
    :raises Refused: it is the caller's own account.
    """
    account = await _account(desk, user_id, HUB_ITSELF)
    if account is None:
        raise NotFound("There is no such user, or the account is disabled.", code="no_user")
    if account.user_id == caller.id:
        raise Refused("Change your own password under your account.", code="own_password")
    return await _reset(desk, caller, account, HUB_ITSELF)


def owner(email: str) -> NewInvitation:
    """An invitation to own a partner."""
    return NewInvitation(email, Role.OWNER)


async def _account(desk: Desk, user_id: int, partner_id: int) -> store.Account | None:
    async with desk.pool.hub("look whose password is to be reset") as connection:
        return await store.account(connection, user_id, partner_id, instant(desk.now_ms))


async def _reset(desk: Desk, caller: Caller, account: store.Account, partner_id: int) -> MadeLink:
    link = NewLink(
        kind="password_reset",
        expires_at=instant(desk.now_ms) + making.PASSWORD_RESET_LASTS,
        user_id=account.user_id,
        partner_id=None if partner_id == HUB_ITSELF else partner_id,
        email=account.email,
        made_by=caller.id,
    )
    made = await making.make(desk.pool, link, desk.now_ms)
    told = {"email": account.email, "expires_at": link.expires_at}
    async with desk.pool.partner(partner_id, by=caller.actor) as connection:
        await audit.note(connection, "password link made", "user", account.user_id, new=told)
    letter = Letter(account.email, caller.name, desk.origin + made.path, made.expires_at)
    return await _told(desk, letter, letters.new_password(letter, account.language))


async def _told(desk: Desk, letter: Letter, written: mail.Mail) -> MadeLink:
    mailed = await mail.send(desk.mail, written)
    return MadeLink(letter.url, letter.until, mailed)
