"""Borrowing a style over HTTP."""

from collections.abc import Callable

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.assets.style.borrowing import borrow
from project88.assets.style.fetching import fetcher
from project88.assets.style.schemas import StyleWanted, WebsiteStyle
from project88.assets.taking_in import Intake
from project88.errors import Refused
from project88.relay import Relay

A_MINUTE = 6.0
AT_ONCE = 10


class TooManyPages(Refused):
    """For now; the hub is no tool to look around with."""

    code = "too_many_pages"
    status = 429


@post(
    "/api/templates/style",
    opt={"access": Needs(Permission.TEMPLATES_EDIT)},
    summary="Borrow the style of a website",
    tags=["templates"],
    status_code=200,
    responses=problems(400, 401, 403, 404, 422, 429, 503),
)
async def borrow_style(
    caller: NamedDependency[Caller],
    intake: NamedDependency[Intake],
    relay: NamedDependency[Relay],
    now: NamedDependency[Callable[[], int]],
    data: JSONBody[StyleWanted],
) -> WebsiteStyle:
    """Its title, colours and fonts, read from the page and up to six of its style sheets. Only
    public addresses are read (`refused_address`), also after redirects; nothing of the website is
    kept.
    """
    if not await relay.limits.take(f"styles of {caller.partner_id}", A_MINUTE, AT_ONCE, now()):
        raise TooManyPages("Too many websites were asked for. Wait a minute.")
    async with fetcher() as pages:
        return await borrow(data.url, pages, intake.bench)


HANDLERS = [borrow_style]
