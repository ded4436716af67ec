"""The passkeys of the person who asks: list, add, rename, remove."""

from project88.accounts.access import Caller
from project88.accounts.parts import Accounts
from project88.accounts.passkeys import checking, store
from project88.accounts.passkeys.party import party_of
from project88.accounts.passkeys.schemas import AddPasskey, MyPasskey, PasskeyOptions
from project88.accounts.passkeys.signing_in import new_challenge, now_of, require_asked
from project88.accounts.passkeys.store import Passkey
from project88.accounts.sign_in import proving
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.accounts.visit import Visit
from project88.errors import Conflict, NotFound
from project88.relay.sessions import SignedIn

MOST = 20


async def listed(accounts: Accounts, caller: Caller) -> list[MyPasskey]:
    async with accounts.pool.hub("a person lists their passkeys") as connection:
        return [_told(one) for one in await store.passkeys(connection, caller.id)]


async def options(
    accounts: Accounts, caller: Caller, signed_in: SignedIn, visit: Visit
) -> PasskeyOptions:
    """:raises Conflict: there are twenty already."""
    proving.require_recent(accounts, signed_in)
    party = party_of(visit, accounts.settings)
    async with accounts.pool.hub("a person begins to add a passkey") as connection:
        user = await users.user_by_id(connection, caller.id)
        handle = await users.passkey_handle(connection, caller.id)
        known = await store.passkeys(connection, caller.id)
    if user is None:
        raise NotFound("There is no such user.")
    if len(known) >= MOST:
        raise Conflict(f"You have {MOST} passkeys; remove one first.", code="too_many_passkeys")
    challenge = await new_challenge(accounts, "add", caller.id)
    return PasskeyOptions(checking.to_add(party, user, handle, challenge, known))


async def add(
    accounts: Accounts, caller: Caller, signed_in: SignedIn, visit: Visit, given: AddPasskey
) -> MyPasskey:
    """It proved a finger or a PIN just now, so this sign-in has a second factor from here on."""
    proving.require_recent(accounts, signed_in)
    challenge = checking.challenge_in(given.credential.response.clientDataJSON)
    await require_asked(accounts, challenge, "add", caller.id)
    party = party_of(visit, accounts.settings)
    new = checking.added(party, challenge, given.credential, " ".join(given.name.split()))
    async with accounts.pool.hub("a person adds a passkey") as connection:
        number = await store.add_passkey(connection, caller.id, new)
        if number is None:
            raise Conflict("This passkey is known already.", code="passkey_known")
        known = await store.passkeys(connection, caller.id)
    await accounts.sessions.change(caller.session_id, {"second_factor": True})
    await note(accounts, caller.actor, "added a passkey", {"name": new.name})
    return next(_told(one) for one in known if one.id == number)


async def rename(accounts: Accounts, caller: Caller, passkey_id: int, name: str) -> None:
    async with accounts.pool.hub("a person renames a passkey") as connection:
        if not await store.rename_passkey(
            connection, passkey_id, caller.id, " ".join(name.split())
        ):
            raise _none_such()


async def remove(accounts: Accounts, caller: Caller, signed_in: SignedIn, passkey_id: int) -> None:
    proving.require_recent(accounts, signed_in)
    async with accounts.pool.hub("a person removes a passkey") as connection:
        name = await store.remove_passkey(connection, passkey_id, caller.id, now_of(accounts))
    if name is None:
        raise _none_such()
    await note(accounts, caller.actor, "removed a passkey", {"name": name})


def _none_such() -> NotFound:
    return NotFound("You have no such passkey.", code="no_passkey")


def _told(one: Passkey) -> MyPasskey:
    return MyPasskey(one.id, one.name, one.created_at, one.last_used_at)
