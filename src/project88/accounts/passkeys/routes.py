"""Signing in with a passkey, and a person's own passkeys."""

from typing import Annotated

from litestar import Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Access, Caller
from project88.accounts.parts import Accounts
from project88.accounts.passkeys import own, signing_in
from project88.accounts.passkeys.schemas import (
    AddPasskey,
    MyPasskey,
    PasskeyOptions,
    PasskeySignIn,
    RenamePasskey,
)
from project88.accounts.problem import problems
from project88.accounts.sign_in.answers import answer
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.schemas import SignInState
from project88.accounts.visit import Visit
from project88.relay.sessions import SignedIn

TAGS = ["sign-in"]
OWN = {"access": Access.SIGNED_IN}
PasskeyId = Annotated[int, PathParameter(description="Number of the passkey.", ge=1, le=2**31 - 1)]


@post(
    "/api/sign-in/passkey/options",
    opt={"access": Access.PUBLIC},
    status_code=200,
    summary="Ask for a passkey",
    tags=TAGS,
    responses=problems(403, 429, 503),
)
async def sign_in_options(
    accounts: NamedDependency[Accounts], browser: NamedDependency[Browser]
) -> PasskeyOptions:
    """What the browser is to be asked; the person chooses which passkey."""
    return await signing_in.options(accounts, browser)


@post(
    "/api/sign-in/passkey/verify",
    opt={"access": Access.PUBLIC},
    status_code=200,
    summary="Sign in with a passkey",
    tags=TAGS,
    responses=problems(401, 403, 422, 429, 503),
)
async def sign_in_with_passkey(
    data: JSONBody[PasskeySignIn],
    accounts: NamedDependency[Accounts],
    browser: NamedDependency[Browser],
) -> Response[SignInState]:
    """A passkey is two factors in one, so nothing else is asked for."""
    began = await signing_in.verify(accounts, browser, data.credential)
    return answer(began, browser.visit)


@get(
    "/api/me/passkeys",
    opt=OWN,
    summary="One's passkeys",
    tags=TAGS,
    responses=problems(401, 403, 503),
)
async def read_passkeys(
    accounts: NamedDependency[Accounts], caller: NamedDependency[Caller]
) -> list[MyPasskey]:
    """Those that still sign in, oldest first."""
    return await own.listed(accounts, caller)


@post(
    "/api/me/passkeys/options",
    opt=OWN,
    status_code=200,
    summary="Begin to add a passkey",
    tags=TAGS,
    responses=problems(401, 403, 409, 503),
)
async def add_options(
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
    visit: NamedDependency[Visit],
) -> PasskeyOptions:
    """What the browser is to be asked to make."""
    return await own.options(accounts, caller, signed_in, visit)


@post(
    "/api/me/passkeys",
    opt=OWN,
    status_code=201,
    summary="Add a passkey",
    tags=TAGS,
    responses=problems(401, 403, 409, 422, 503),
)
async def add_passkey(
    data: JSONBody[AddPasskey],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
    visit: NamedDependency[Visit],
) -> MyPasskey:
    """The one that the browser has made. It can sign in from now on."""
    return await own.add(accounts, caller, signed_in, visit, data)


@patch(
    "/api/me/passkeys/{passkey_id:int}",
    opt=OWN,
    status_code=204,
    summary="Rename a passkey",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def rename_passkey(
    passkey_id: PasskeyId,
    data: JSONBody[RenamePasskey],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
) -> None:
    """The name is for its owner only."""
    await own.rename(accounts, caller, passkey_id, data.name)


@delete(
    "/api/me/passkeys/{passkey_id:int}",
    opt=OWN,
    summary="Remove a passkey",
    tags=TAGS,
    responses=problems(401, 403, 404, 503),
)
async def remove_passkey(
    passkey_id: PasskeyId,
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
) -> None:
    """It signs nobody in any more; the browser may still show it."""
    await own.remove(accounts, caller, signed_in, passkey_id)


HANDLERS: list[HTTPRouteHandler] = [
    sign_in_options,
    sign_in_with_passkey,
    read_passkeys,
    add_options,
    add_passkey,
    rename_passkey,
    remove_passkey,
]
