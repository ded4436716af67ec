"""The way out: of this browser, of one other, of all of them."""

from project88.accounts.access import Caller
from project88.accounts.parts import Accounts
from project88.accounts.sign_in.notes import note
from project88.accounts.sign_in.steps import forget_devices
from project88.errors import NotFound
from project88.relay.sessions import SignedIn


async def sign_out(accounts: Accounts, signed_in: SignedIn | None) -> None:
    if signed_in is not None:
        await accounts.sessions.end(signed_in.user_id, signed_in.id)


async def sign_out_everywhere(accounts: Accounts, caller: Caller) -> int:
    """Every browser, this one included, and no device counts as known any more; how many."""
    ended = await accounts.sessions.end_all(caller.id)
    await forget_devices(accounts, caller.id, but="")
    await note(accounts, caller.actor, "signed out everywhere", {"sessions": ended})
    return ended


async def end_one(accounts: Accounts, caller: Caller, session_id: str) -> None:
    """Another browser of the same person; raises `NotFound` when it is not theirs or has ended."""
    if not await accounts.sessions.end(caller.id, session_id):
        raise NotFound("That sign-in has ended already.")
    await note(accounts, caller.actor, "ended a sign-in", {"session": session_id})
