"""Giving the second factor: a code of the authenticator, or a recovery code. Each works once."""

from project88 import log
from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.second_factor import codes, store
from project88.accounts.sign_in import steps, tries
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.facts import Facts
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.db.actor import Actor
from project88.errors import Refused
from project88.relay.sessions import SignedIn

_log = log.get("sign-in")


class WrongCode(Refused):
    """Not what the authenticator shows now, or used already."""

    code = "wrong_code"
    status = 401


def place_of(user_id: int) -> str:
    """What an encrypted authenticator's secret is bound to."""
    return f"totp of user {user_id}"


async def give(accounts: Accounts, browser: Browser, signed_in: SignedIn, code: str) -> steps.Began:
    """Ends the session of the first step and begins the whole one.

    :raises WrongCode: and says so in the audit log.
    :raises TooManyTries: from this network, or this device.
    """
    user = await _user(accounts, signed_in.user_id)
    address = browser.visit.address
    known = await steps.known_device(accounts, user.id, browser.device)
    await tries.take_code_try(accounts.limits, user.id, address, known, accounts.now())
    if not await is_right(accounts, user.id, code):
        _log.info("second factor refused", user=user.id, address=address)
        actor = Actor("user", user.name, user.id, address)
        await note(accounts, actor, "failed the second factor")
        raise WrongCode("That code is not right, or was used already. Wait for the next one.")
    how = Facts.of(signed_in).how
    return await steps.complete(accounts, browser, user, how, second_factor=True)


async def is_right(accounts: Accounts, user_id: int, code: str) -> bool:
    """Whether the code proves the second factor; it is used up by asking."""
    now_ms = accounts.now()
    async with accounts.pool.hub("check a second factor") as connection:
        totp = await store.totp(connection, user_id)
        if not totp.confirmed or totp.secret is None:
            return False
        secret = accounts.secrets.decrypt(totp.secret, place_of(user_id))
        step = codes.accepted_step(secret, code, now_ms, totp.last_step)
        if step is not None:
            return await store.use_step(connection, user_id, step)
        now = instant(now_ms)
        hashed = codes.recovery_hash(user_id, code)
        return await store.use_recovery_code(connection, user_id, hashed, now)


async def _user(accounts: Accounts, user_id: int) -> users.User:
    async with accounts.pool.hub("find who gives a second factor") as connection:
        user = await users.user_by_id(connection, user_id)
    if user is None or not user.active:
        raise steps.WrongSignIn("Sign in again from the start.")
    return user
