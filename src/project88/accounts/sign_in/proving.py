"""Proving again who one is, before something that would lock the person out.

A browser that was left open must not be enough to change the password, the second factor or the
passkeys: that takes a sign-in of the last quarter of an hour, or the password again.
"""

from project88.accounts.access import Caller
from project88.accounts.parts import Accounts
from project88.accounts.sign_in import tries
from project88.accounts.sign_in.facts import Facts
from project88.accounts.sign_in.steps import WrongSignIn
from project88.accounts.users import store as users
from project88.errors import Refused
from project88.relay.sessions import SignedIn

RECENT_MS = 15 * 60 * 1000


def require_recent(accounts: Accounts, signed_in: SignedIn) -> None:
    """Raises `Refused` with the code `prove_again`."""
    if accounts.now() - Facts.of(signed_in).proved_ms > RECENT_MS:
        raise Refused(
            "Give your password again, or sign in again with your passkey.", code="prove_again"
        )


async def prove(accounts: Accounts, caller: Caller, password: str) -> None:
    """With the password; counts as a recent sign-in from now on."""
    now_ms = accounts.now()
    await tries.take_own_password_try(accounts.limits, caller.id, caller.session_id, now_ms)
    async with accounts.pool.hub("a person gives the password again") as connection:
        user = await users.user_by_id(connection, caller.id)
    stored = None if user is None else user.password_hash
    if not await accounts.hasher.verify(stored, password, known_device=True):
        raise WrongSignIn("That is not your password.", code="wrong_password")
    await accounts.sessions.change(caller.session_id, {"proved_ms": now_ms})
