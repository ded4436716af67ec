"""Setting up an authenticator, replacing recovery codes, taking the authenticator away."""

import io
from datetime import datetime

import segno

from project88.accounts.access import Caller
from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.second_factor import codes, store
from project88.accounts.second_factor.giving import WrongCode, place_of
from project88.accounts.second_factor.schemas import RecoveryCodes, TotpStart
from project88.accounts.sign_in import proving, tries
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.db.pool import Connection
from project88.errors import Conflict, NotFound
from project88.relay.sessions import SignedIn

ISSUER = "Project88Hub"


async def start(accounts: Accounts, caller: Caller, signed_in: SignedIn) -> TotpStart:
    """A secret that does not count yet; a former one that was never confirmed is gone.

    :raises Conflict: an authenticator counts already.
    """
    proving.require_recent(accounts, signed_in)
    secret = codes.new_secret()
    encrypted = accounts.secrets.encrypt(secret, place_of(caller.id))
    async with accounts.pool.hub("a person begins to set up an authenticator") as connection:
        if not await store.begin_totp(connection, caller.id, encrypted):
            raise Conflict(
                "An authenticator is set up already; take it away first.", code="totp_already"
            )
        user = await users.user_by_id(connection, caller.id)
    if user is None:
        raise NotFound("There is no such user.")
    url = codes.address_for_authenticator(secret, user.email, ISSUER)
    return TotpStart(secret, url, qr_svg(url))


async def confirm(
    accounts: Accounts, caller: Caller, signed_in: SignedIn, code: str
) -> RecoveryCodes:
    """The authenticator has the secret, so it counts; this sign-in has a second factor now.

    :raises WrongCode: not what it shows now.
    :raises Conflict: there is nothing to confirm.
    """
    proving.require_recent(accounts, signed_in)
    await _take_try(accounts, caller)
    async with accounts.pool.hub("a person confirms an authenticator") as connection:
        totp = await store.totp(connection, caller.id)
        if totp.secret is None or totp.confirmed:
            raise Conflict("There is nothing to confirm; begin again.", code="totp_not_begun")
        clear = accounts.secrets.decrypt(totp.secret, place_of(caller.id))
        step = codes.accepted_step(clear, code, accounts.now(), totp.last_step)
        if step is None:
            raise WrongCode("That code is not right. Is the clock of the phone right?")
        if not await store.confirm_totp(connection, caller.id, totp.secret, _now(accounts), step):
            raise Conflict("It was begun anew elsewhere; begin again.", code="totp_not_begun")
        made = await _new_recovery_codes(accounts, connection, caller.id)
    await accounts.sessions.change(caller.session_id, {"second_factor": True})
    await note(accounts, caller.actor, "set up an authenticator")
    return made


async def remove(accounts: Accounts, caller: Caller, signed_in: SignedIn) -> None:
    """Signing in takes the password alone again; recovery codes end with it."""
    proving.require_recent(accounts, signed_in)
    async with accounts.pool.hub("a person takes the authenticator away") as connection:
        if not await store.remove_totp(connection, caller.id):
            raise NotFound("No authenticator is set up.", code="no_totp")
        await store.replace_recovery_codes(connection, caller.id, [], _now(accounts))
    await note(accounts, caller.actor, "took the authenticator away")


async def renew_recovery_codes(
    accounts: Accounts, caller: Caller, signed_in: SignedIn
) -> RecoveryCodes:
    """New codes; the former ones end."""
    proving.require_recent(accounts, signed_in)
    async with accounts.pool.hub("a person wants new recovery codes") as connection:
        totp = await store.totp(connection, caller.id)
        if not totp.confirmed:
            raise Conflict("Set up an authenticator first.", code="no_totp")
        made = await _new_recovery_codes(accounts, connection, caller.id)
    await note(accounts, caller.actor, "made new recovery codes")
    return made


def qr_svg(text: str) -> str:
    """A QR code as an SVG document: black on white whatever the page's colours, no scripts."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return drawn.getvalue().decode()


async def _new_recovery_codes(
    accounts: Accounts, connection: Connection, user_id: int
) -> RecoveryCodes:
    made = codes.new_recovery_codes()
    hashes = [codes.recovery_hash(user_id, code) for code in made]
    await store.replace_recovery_codes(connection, user_id, hashes, _now(accounts))
    return RecoveryCodes(made)


async def _take_try(accounts: Accounts, caller: Caller) -> None:
    await tries.take_own_password_try(accounts.limits, caller.id, caller.session_id, accounts.now())


def _now(accounts: Accounts) -> datetime:
    return instant(accounts.now())
