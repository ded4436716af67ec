"""Changing one's own password."""

from project88.accounts import passwords
from project88.accounts.access import Caller
from project88.accounts.me.schemas import ChangePassword
from project88.accounts.parts import Accounts
from project88.accounts.sign_in import proving
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.errors import NotFound
from project88.relay.sessions import SignedIn


async def change(
    accounts: Accounts, caller: Caller, signed_in: SignedIn, given: ChangePassword
) -> int:
    """Ends the person's other sign-ins; how many.

    :raises Refused: `prove_again`, without the old password and a recent sign-in.
    :raises InputError: the new one is no good.
    """
    if given.password is None:
        proving.require_recent(accounts, signed_in)
    else:
        await proving.prove(accounts, caller, given.password)
    async with accounts.pool.hub("whose password is to change") as connection:
        user = await users.user_by_id(connection, caller.id)
    if user is None:
        raise NotFound("There is no such user.")
    passwords.require_good(given.new_password, user.email, user.name)
    hashed = await accounts.hasher.hash(given.new_password)
    async with accounts.pool.hub("a person changes the password") as connection:
        await users.set_password(connection, caller.id, hashed)
    ended = await accounts.sessions.end_all(caller.id, except_id=caller.session_id)
    await note(accounts, caller.actor, "changed the password", {"sessions ended": ended})
    return ended
