"""The steps of signing in, and the one place where a session begins.

A password alone signs in a person without a second factor. With one, it begins a session that is
good for giving the second factor and nothing else, and ends after ten minutes. Each step that
succeeds begins a new session under a new secret, so that none which was known before is worth more
afterwards.
"""

import hashlib
from secrets import token_urlsafe

import msgspec

from project88 import log
from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.sign_in import store, tries
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.facts import Facts, How
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.db.actor import Actor
from project88.errors import Refused
from project88.relay.sessions import SignedIn

WAITING_LASTS_MS = 10 * 60 * 1000
_log = log.get("sign-in")


class WrongSignIn(Refused):
    """One answer for an unknown address, a wrong password and a disabled account."""

    code = "wrong_sign_in"
    status = 401


class Began(msgspec.Struct, frozen=True):
    """A session that began; both secrets are for cookies. `waiting` for the second factor."""

    secret: str
    device: str
    waiting: bool
    lasts_s: int


async def with_password(accounts: Accounts, browser: Browser, email: str, password: str) -> Began:
    """The first step, or the only one.

    :raises WrongSignIn: whatever it is that is wrong.
    :raises TooManyTries: from this network, or this device.
    """
    browser.visit.require_private()
    user, known = await _user_and_device(accounts, email, browser.device)
    address, device = browser.visit.address, _hash(browser.device) if known else None
    await tries.take_password_try(accounts.limits, email, address, device, accounts.now())
    stored = user.password_hash if user is not None and user.active else None
    right = await accounts.hasher.verify(stored, password, known_device=known)
    if user is None or stored is None or not right:
        _log.info("sign-in refused", user=user.id if user else None, address=address)
        raise WrongSignIn("That e-mail address and password do not fit together.")
    if accounts.hasher.outdated(stored):
        await _rehash(accounts, user.id, stored, password)
    return await after_password(accounts, browser, user, "password")


async def after_password(accounts: Accounts, browser: Browser, user: users.User, how: How) -> Began:
    """A whole session, or one that waits for the second factor."""
    if not user.has_totp:
        return await complete(accounts, browser, user, how, second_factor=False)
    facts = Facts(how=how, waiting=True)
    secret, _ = await _begin(accounts, browser, user.id, facts, WAITING_LASTS_MS)
    return Began(secret, "", waiting=True, lasts_s=WAITING_LASTS_MS // 1000)


async def complete(
    accounts: Accounts, browser: Browser, user: users.User, how: How, *, second_factor: bool
) -> Began:
    """The person has proved who they are: a new session, a known device, a line in the log."""
    now_ms = accounts.now()
    now = instant(now_ms)
    facts = Facts(how=how, second_factor=second_factor, proved_ms=now_ms)
    device = browser.device or token_urlsafe(32)
    secret, signed_in = await _begin(accounts, browser, user.id, facts, accounts.session_lasts_ms)
    async with accounts.pool.hub("note a sign-in and its device") as connection:
        await users.note_sign_in(connection, user.id, now)
        await store.know_device(connection, user.id, _hash(device), now)
    actor = Actor("user", user.name, user.id, browser.visit.address)
    await note(accounts, actor, "signed in", {"how": how, "session": signed_in.id})
    return Began(secret, device, waiting=False, lasts_s=accounts.session_lasts_ms // 1000)


async def known_device(accounts: Accounts, user_id: int, device: str) -> bytes | None:
    """The device's hash if this person signed in from it before."""
    if not device:
        return None
    async with accounts.pool.hub("look whether a device is known") as connection:
        known = await store.is_known_device(connection, user_id, _hash(device))
    return _hash(device) if known else None


async def forget_devices(accounts: Accounts, user_id: int, but: str) -> None:
    """All devices of a person but this one, which may be ''."""
    async with accounts.pool.hub("forget the devices of a person") as connection:
        now = instant(accounts.now())
        await store.forget_devices(connection, user_id, _hash(but) if but else None, now)


async def _user_and_device(
    accounts: Accounts, email: str, device: str
) -> tuple[users.User | None, bool]:
    async with accounts.pool.hub("find who wants to sign in") as connection:
        user = await users.user_by_email(connection, email)
        if user is None or not device:
            return user, False
        return user, await store.is_known_device(connection, user.id, _hash(device))


async def _begin(
    accounts: Accounts, browser: Browser, user_id: int, facts: Facts, lasts_ms: int
) -> tuple[str, SignedIn]:
    """A new session; the one that this browser had before ends: one browser is one session."""
    if browser.former is not None:
        await accounts.sessions.end(browser.former.user_id, browser.former.id)
    visit = browser.visit
    return await accounts.sessions.begin(
        user_id, facts.as_json(), visit.address, visit.user_agent, accounts.now(), lasts_ms
    )


async def _rehash(accounts: Accounts, user_id: int, stored: str, password: str) -> None:
    new = await accounts.hasher.hash(password)
    async with accounts.pool.hub("keep a password with today's parameters") as connection:
        await users.rehash_password(connection, user_id, stored, new)


def _hash(device: str) -> bytes:
    return hashlib.sha256(device.encode()).digest()
