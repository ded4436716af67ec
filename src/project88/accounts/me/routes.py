"""Routes about oneself."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Access, Caller
from project88.accounts.me import myself, password
from project88.accounts.me.schemas import ChangePassword, EditMe, Me, MySession, Proof
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.sign_in import ending, proving
from project88.accounts.sign_in.schemas import Ended
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


@post(
    "/api/me/proof",
    opt=OWN,
    status_code=204,
    summary="Give the password again",
    tags=TAGS,
    responses=problems(401, 403, 422, 429, 503),
)
async def prove(
    data: JSONBody[Proof],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
) -> None:
    """For what answers `prove_again`: that works for the next 15 minutes then."""
    await proving.prove(accounts, caller, data.password)


@post(
    "/api/me/password",
    opt=OWN,
    status_code=200,
    summary="Change the password",
    tags=TAGS,
    responses=problems(401, 403, 422, 429, 503),
)
async def change_password(
    data: JSONBody[ChangePassword],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
) -> Ended:
    """Ends the person's sign-ins in every other browser."""
    return Ended(await password.change(accounts, caller, signed_in, data))


HANDLERS: list[HTTPRouteHandler] = [
    read_me,
    edit_me,
    read_sessions,
    end_session,
    prove,
    change_password,
]
