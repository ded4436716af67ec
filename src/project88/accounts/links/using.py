"""Using a link: joining a partner, choosing a new password, setting up the hub.

A link proves that its maker wanted this, not who opens it. So who has an account signs in to accept
an invitation, and a new password does not replace a second factor.
"""

from datetime import datetime

from project88.accounts import passwords
from project88.accounts.instants import instant
from project88.accounts.links import store
from project88.accounts.links.making import hash_of
from project88.accounts.links.schemas import LinkFacts, UseLink
from project88.accounts.links.store import Link
from project88.accounts.parts import Accounts
from project88.accounts.roles import Role
from project88.accounts.sign_in import steps, tries
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.facts import Facts
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.accounts.users.store import NewUser, User
from project88.db.actor import Actor
from project88.db.pool import Connection
from project88.errors import Conflict, InputError, NotFound, Project88Error, Refused


async def look(accounts: Accounts, browser: Browser, secret: str) -> LinkFacts:
    """What the link is for; raises `NotFound` when it works no more."""
    link = await open_link(accounts, browser, secret)
    async with accounts.pool.hub("look whether the invited person has an account") as connection:
        known = await users.user_by_email(connection, link.email) if link.email else None
    return LinkFacts(
        kind=link.kind,
        email=link.email,
        name=known.name if known else (link.name or ""),
        partner=link.partner if link.role else None,
        slug=link.slug if link.role else None,
        role=Role(link.role) if link.role else None,
        has_account=known is not None,
        expires_at=link.expires_at,
    )


async def use(
    accounts: Accounts, browser: Browser, secret: str, given: UseLink
) -> steps.Began | None:
    """The session that begins with it; None for who was signed in already."""
    browser.visit.require_private()
    link = await open_link(accounts, browser, secret)
    match link.kind:
        case "invitation":
            return await _accept(accounts, browser, link, given)
        case "password_reset":
            return await _reset(accounts, browser, link, given)
        case "set_up":
            raise InputError("This link sets up the hub; open it as a page.", code="set_up")


async def open_link(accounts: Accounts, browser: Browser, secret: str) -> Link:
    await tries.take_link_try(accounts.limits, browser.visit.address, accounts.now())
    async with accounts.pool.hub("open a link that works once") as connection:
        link = await store.open_link(connection, hash_of(secret), _now(accounts))
    if link is None:
        raise link_over()
    return link


def link_over() -> NotFound:
    return NotFound(
        "This link was used already, or has expired. Ask for a new one.", code="link_over"
    )


async def _accept(
    accounts: Accounts, browser: Browser, link: Link, given: UseLink
) -> steps.Began | None:
    async with accounts.pool.hub("find who was invited") as connection:
        known = await users.user_by_email(connection, link.email)
    if known is None:
        user = await _join_as_somebody_new(accounts, browser, link, given)
        return await steps.complete(accounts, browser, user, "link", second_factor=False)
    _require_is(browser, known)
    await _claim(accounts, link)
    await _join(accounts, browser, link, known)
    return None


def _require_is(browser: Browser, invited: User) -> None:
    """Raises `Refused` unless the invited person is signed in here."""
    former = browser.former
    if former is None or Facts.of(former).waiting:
        raise Refused(
            "You have an account already. Sign in, then open this link again.",
            code="sign_in_to_accept",
        )
    if former.user_id != invited.id or not invited.active:
        raise Refused(
            f"This invitation is for {invited.email}. Sign out, and sign in as that.",
            code="for_somebody_else",
        )


async def _join_as_somebody_new(
    accounts: Accounts, browser: Browser, link: Link, given: UseLink
) -> User:
    name = _name(given)
    password_hash = await _hash(accounts, given, link.email, name)
    new = NewUser(link.email, name, password_hash, language=given.language or "en")
    async with accounts.pool.hub("an invited person becomes a user") as connection:
        if not await store.use(connection, link.id, _now(accounts)):
            raise link_over()
        number = await users.add_user(connection, new)
        user = None if number is None else await users.user_by_id(connection, number)
        if user is None:
            raise Conflict("That address has an account since a moment ago; open the link again.")
    await _join(accounts, browser, link, user)
    return user


async def _join(accounts: Accounts, browser: Browser, link: Link, user: User) -> None:
    """The membership, in the partner's own transaction; if it fails the link works again."""
    if link.partner_id is None or link.role is None:
        raise link_over()
    actor = Actor("user", user.name, user.id, browser.visit.address)
    try:
        async with accounts.pool.partner(link.partner_id, by=actor) as connection:
            await store.join_partner(connection, link.partner_id, user.id, link.role)
    except Project88Error:
        async with accounts.pool.hub("an invitation did not work out") as connection:
            await store.give_back(connection, link.id)
        raise


async def _reset(accounts: Accounts, browser: Browser, link: Link, given: UseLink) -> steps.Began:
    """All sign-ins of the person end. A second factor, if there is one, is still to be given."""
    if link.user_id is None:
        raise link_over()
    async with accounts.pool.hub("find whose password is new") as connection:
        user = await users.user_by_id(connection, link.user_id)
    if user is None or not user.active:
        raise link_over()
    password_hash = await _hash(accounts, given, user.email, user.name)
    async with accounts.pool.hub("a new password by a link") as connection:
        await _require_only_there(accounts, connection, link, user)
        if not await store.use(connection, link.id, _now(accounts)):
            raise link_over()
        await users.set_password(connection, user.id, password_hash)
    await accounts.sessions.end_all(user.id)
    actor = Actor("user", user.name, user.id, browser.visit.address)
    await note(accounts, actor, "chose a new password by a link")
    return await steps.after_password(accounts, browser, user, "link")


async def _require_only_there(
    accounts: Accounts, connection: Connection, link: Link, user: User
) -> None:
    """What was true when an owner made the link may not be any more; the hub's links need no look."""
    if link.partner_id is not None and not await store.works_only_at(
        connection, user.id, link.partner_id, _now(accounts)
    ):
        raise Refused(
            f"{user.name} works for other timing partners by now, or not for this one any more, so "
            "this link works no more. Ask whoever runs the hub for a new one.",
            code="works_elsewhere",
        )


async def _claim(accounts: Accounts, link: Link) -> None:
    async with accounts.pool.hub("an invitation is accepted") as connection:
        if not await store.use(connection, link.id, _now(accounts)):
            raise link_over()


def _name(given: UseLink) -> str:
    if given.name is None:
        raise InputError("Say how you are called.", code="name_missing")
    return " ".join(given.name.split())


async def _hash(accounts: Accounts, given: UseLink, email: str, name: str) -> str:
    if given.password is None:
        raise InputError("Choose a password.", code="password_missing")
    passwords.require_good(given.password, email, name)
    return await accounts.hasher.hash(given.password)


def _now(accounts: Accounts) -> datetime:
    return instant(accounts.now())
