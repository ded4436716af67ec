"""Signing in and out. Nobody is signed in here yet, so the rules are PUBLIC and the brakes are on."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from project88.accounts.access import Access, Caller
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.second_factor import giving
from project88.accounts.sign_in import ending, steps
from project88.accounts.sign_in.answers import answer, no_session_cookie
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.schemas import Ended, SecondFactor, SignIn, SignInState
from project88.accounts.visit import Visit
from project88.relay.sessions import SignedIn

TAGS = ["sign-in"]


@post(
    "/api/sign-in",
    opt={"access": Access.PUBLIC},
    status_code=200,
    summary="Sign in with a password",
    tags=TAGS,
    responses=problems(401, 403, 422, 429, 503),
)
async def sign_in(
    data: JSONBody[SignIn],
    accounts: NamedDependency[Accounts],
    browser: NamedDependency[Browser],
) -> Response[SignInState]:
    """The first step, or the only one for who has no second factor. Sets the session's cookie.

    An unknown address, a wrong password and a disabled account get the same answer after the same
    time. Tries are counted by network, so nobody can lock somebody else out.
    """
    began = await steps.with_password(accounts, browser, data.email, data.password)
    return answer(began, browser.visit)


@post(
    "/api/sign-in/second-factor",
    opt={"access": Access.SECOND_FACTOR},
    status_code=200,
    summary="Give the second factor",
    tags=TAGS,
    responses=problems(401, 403, 422, 429, 503),
)
async def give_second_factor(
    data: JSONBody[SecondFactor],
    accounts: NamedDependency[Accounts],
    browser: NamedDependency[Browser],
    signed_in: NamedDependency[SignedIn],
) -> Response[SignInState]:
    """The second step: a code of the authenticator, or a recovery code; each works once.

    Who is signed in without it may give it later, for a partner that asks for it.
    """
    began = await giving.give(accounts, browser, signed_in, data.code)
    return answer(began, browser.visit)


@post(
    "/api/sign-out",
    opt={"access": Access.PUBLIC},
    status_code=204,
    summary="Sign out here",
    tags=TAGS,
    responses=problems(403, 503),
)
async def sign_out(
    accounts: NamedDependency[Accounts],
    browser: NamedDependency[Browser],
) -> Response[None]:
    """Ends this browser's sign-in, if there is one."""
    await ending.sign_out(accounts, browser.former)
    return Response(None, status_code=204, cookies=no_session_cookie(browser.visit))


@post(
    "/api/sign-out-everywhere",
    opt={"access": Access.SIGNED_IN},
    status_code=200,
    summary="Sign out everywhere",
    tags=TAGS,
    responses=problems(401, 403, 503),
)
async def sign_out_everywhere(
    accounts: NamedDependency[Accounts],
    visit: NamedDependency[Visit],
    caller: NamedDependency[Caller],
) -> Response[Ended]:
    """Ends every sign-in of this person, this one included, at once."""
    ended = await ending.sign_out_everywhere(accounts, caller)
    return Response(Ended(ended), status_code=200, cookies=no_session_cookie(visit))


HANDLERS: list[HTTPRouteHandler] = [sign_in, give_second_factor, sign_out, sign_out_everywhere]
