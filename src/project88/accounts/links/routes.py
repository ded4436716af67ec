"""Opening links; whoever has one may, so the rules are PUBLIC and the brakes are on."""

from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Access
from project88.accounts.links import setting_up, using
from project88.accounts.links.schemas import LinkFacts, SetUp, UseLink
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.sign_in.answers import answer
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.schemas import SignInState

TAGS = ["sign-in"]
Secret = Annotated[str, PathParameter(description="The last part of the link.", max_length=100)]


@post(
    "/api/set-up",
    opt={"access": Access.PUBLIC},
    status_code=201,
    summary="Set up the hub",
    tags=TAGS,
    responses=problems(403, 404, 409, 422, 429, 503),
)
async def set_up(
    data: JSONBody[SetUp],
    accounts: NamedDependency[Accounts],
    browser: NamedDependency[Browser],
) -> Response[SignInState]:
    """Makes the first hub administrator, who is signed in at once.

    The link is printed by the hub as long as nobody is there.
    """
    began = await setting_up.set_up(accounts, browser, data)
    return answer(began, browser.visit, status=201)


@get(
    "/api/links/{secret:str}",
    opt={"access": Access.PUBLIC},
    summary="What a link is for",
    tags=TAGS,
    responses=problems(404, 422, 429, 503),
)
async def read_link(
    secret: Secret, accounts: NamedDependency[Accounts], browser: NamedDependency[Browser]
) -> LinkFacts:
    """For the page that the link opens. Looking does not use it up."""
    return await using.look(accounts, browser, secret)


@post(
    "/api/links/{secret:str}",
    opt={"access": Access.PUBLIC},
    status_code=200,
    summary="Use a link",
    tags=TAGS,
    responses=problems(403, 404, 409, 422, 429, 503),
)
async def use_link(
    secret: Secret,
    data: JSONBody[UseLink],
    accounts: NamedDependency[Accounts],
    browser: NamedDependency[Browser],
) -> Response[SignInState]:
    """Accept an invitation, or choose a new password; signs in at once.

    Who has an account signs in first and then accepts, with an empty body: a link proves who made
    it, not who opens it. A second factor that is set up is still asked for.
    """
    began = await using.use(accounts, browser, secret, data)
    if began is None:
        return Response(SignInState("signed_in"), status_code=200)
    return answer(began, browser.visit)


HANDLERS: list[HTTPRouteHandler] = [set_up, read_link, use_link]
