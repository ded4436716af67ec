"""Routes about oneself."""

from typing import Annotated

from litestar import delete, get, patch
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Access, Caller
from project88.accounts.me import myself
from project88.accounts.me.schemas import EditMe, Me, MySession
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.sign_in import ending
from project88.relay.sessions import SignedIn

TAGS = ["sign-in"]
OWN = {"access": Access.SIGNED_IN}


@get("/api/me", opt=OWN, summary="Who is signed in", tags=TAGS, responses=problems(401, 403, 503))
async def read_me(
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
    csrf: NamedDependency[str],
) -> Me:
    """The person, where they may work and as what, and the token that every change must bring."""
    return await myself.me(accounts, caller, signed_in, csrf)


@patch(
    "/api/me",
    opt=OWN,
    summary="Change one's name or language",
    tags=TAGS,
    responses=problems(401, 403, 422, 503),
)
async def edit_me(
    data: JSONBody[EditMe],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
    csrf: NamedDependency[str],
) -> Me:
    """What is left out stays as it is."""
    await myself.edit(accounts, caller, data)
    return await myself.me(accounts, caller, signed_in, csrf)


@get(
    "/api/me/sessions",
    opt=OWN,
    summary="Where one is signed in",
    tags=TAGS,
    responses=problems(401, 403, 503),
)
async def read_sessions(
    accounts: NamedDependency[Accounts], caller: NamedDependency[Caller]
) -> list[MySession]:
    """Every browser in which this person is signed in, the one used last first."""
    return await myself.sessions(accounts, caller)


@delete(
    "/api/me/sessions/{session_id:str}",
    opt=OWN,
    summary="Sign out one browser",
    tags=TAGS,
    responses=problems(401, 403, 404, 503),
)
async def end_session(
    session_id: Annotated[str, PathParameter(description="From the list.", max_length=100)],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
) -> None:
    """It is signed out with its next request."""
    await ending.end_one(accounts, caller, session_id)


HANDLERS: list[HTTPRouteHandler] = [read_me, edit_me, read_sessions, end_session]
