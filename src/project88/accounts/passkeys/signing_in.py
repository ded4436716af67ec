"""Signing in with a passkey, and nothing else: no e-mail address, no password, no code."""

import hashlib
from datetime import datetime, timedelta
from secrets import token_bytes

from project88 import log
from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.passkeys import checking, store
from project88.accounts.passkeys.party import party_of
from project88.accounts.passkeys.schemas import Credential, PasskeyOptions
from project88.accounts.passkeys.store import Purpose
from project88.accounts.sign_in import steps, tries
from project88.accounts.sign_in.browser import Browser
from project88.accounts.users import store as users
from project88.accounts.users.store import User

CHALLENGE_LASTS = timedelta(milliseconds=checking.TIMEOUT_MS)
_log = log.get("sign-in")


async def options(accounts: Accounts, browser: Browser) -> PasskeyOptions:
    browser.visit.require_private()
    party = party_of(browser.visit, accounts.settings)
    await tries.take_passkey_try(accounts.limits, browser.visit.address, accounts.now())
    return PasskeyOptions(
        checking.to_sign_in(party, await new_challenge(accounts, "sign_in", None))
    )


async def verify(accounts: Accounts, browser: Browser, given: Credential) -> steps.Began:
    """:raises WrongPasskey: for an answer that is not right, was given already, or is too late."""
    browser.visit.require_private()
    party = party_of(browser.visit, accounts.settings)
    await tries.take_passkey_try(accounts.limits, browser.visit.address, accounts.now())
    challenge = checking.challenge_in(given.response.clientDataJSON)
    await require_asked(accounts, challenge, "sign_in", None)
    passkey, user = await _owner(accounts, given)
    try:
        count = checking.new_sign_count(party, challenge, given, passkey)
    except checking.WrongPasskey as error:
        _log.info("passkey refused", user=user.id, passkey=passkey.id, reason=error.detail)
        raise
    async with accounts.pool.hub("a passkey was used") as connection:
        if not await store.use_passkey(connection, passkey.id, count, now_of(accounts)):
            raise checking.WrongPasskey("its counter did not go forward")
    return await steps.complete(accounts, browser, user, "passkey", second_factor=True)


async def new_challenge(accounts: Accounts, purpose: Purpose, user_id: int | None) -> bytes:
    """Random bytes that one answer may sign, within five minutes."""
    challenge = token_bytes(32)
    expires_at = now_of(accounts) + CHALLENGE_LASTS
    async with accounts.pool.hub("remember what a passkey is asked") as connection:
        await store.put_challenge(connection, _hash(challenge), purpose, user_id, expires_at)
    return challenge


async def require_asked(
    accounts: Accounts, challenge: bytes, purpose: Purpose, user_id: int | None
) -> None:
    async with accounts.pool.hub("take what a passkey was asked") as connection:
        asked = await store.take_challenge(
            connection, _hash(challenge), purpose, user_id, now_of(accounts)
        )
    if not asked:
        raise checking.WrongPasskey("nobody asked that, or not lately")


def now_of(accounts: Accounts) -> datetime:
    return instant(accounts.now())


async def _owner(accounts: Accounts, given: Credential) -> tuple[store.Passkey, User]:
    async with accounts.pool.hub("find whose passkey it is") as connection:
        passkey = await store.passkey_by_credential(connection, checking.credential_id(given.rawId))
        if passkey is None:
            raise checking.WrongPasskey("unknown")
        user = await users.user_by_id(connection, passkey.user_id)
        handle = await users.passkey_handle(connection, passkey.user_id)
    told = given.response.userHandle
    if user is None or not user.active:
        raise checking.WrongPasskey("its owner may not sign in")
    if told is not None and checking.credential_id(told) != handle:
        raise checking.WrongPasskey("of another owner")
    return passkey, user


def _hash(challenge: bytes) -> bytes:
    return hashlib.sha256(challenge).digest()
