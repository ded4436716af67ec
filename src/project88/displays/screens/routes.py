"""The operator's side: the screens that he reaches, and what he tells them."""

from collections.abc import Callable
from typing import Annotated

from litestar import delete, get, patch, post
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.displays.links.qr import picture_of
from project88.displays.screens import device_routes, ordering
from project88.displays.screens.listing import Looked, look
from project88.displays.screens.reaching import no_screen
from project88.displays.screens.schemas import (
    Screen,
    ScreenChange,
    ScreenOrder,
    Screens,
    ScreensOrdered,
    ScreenTakeover,
)
from project88.displays.templates import References
from project88.settings import Settings

LARGEST = 2**31 - 1
ACCESS = {"access": Needs(Permission.DISPLAYS_RUN)}
TAGS = ["screens"]
PROBLEMS = problems(400, 401, 403, 404, 409, 422, 503)
NO_STORE = [ResponseHeader(name="Cache-Control", value="no-store")]
ScreenId = Annotated[int, PathParameter(description="Number of the screen.", ge=1, le=LARGEST)]
OfSession = Annotated[
    int | None,
    QueryParameter(description="Only those that show this display session.", ge=1, le=LARGEST),
]
OfEvent = Annotated[
    int | None, QueryParameter(description="Only those of this event.", ge=1, le=LARGEST)
]
Everyone = Annotated[
    bool, QueryParameter(description="Everybody's, for who may see everyone's displays.")
]


@get(
    "/api/screens",
    opt=ACCESS,
    summary="The screens of your display sessions",
    tags=TAGS,
    responses=PROBLEMS,
    response_headers=NO_STORE,
)
async def list_screens(  # noqa: PLR0913, PLR0917 -- the filters of a list
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: NamedDependency[Callable[[], int]],
    display_session_id: OfSession = None,
    event_id: OfEvent = None,
    everyone: Everyone = False,
    after: Annotated[
        int, QueryParameter(description="Only those above this number.", ge=0, le=LARGEST)
    ] = 0,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 500,
) -> Screens:
    """Screens that show a display session of yours or one that is shared with you, by number: how
    they are, and whom they showed when they reported last.
    """
    asked = Looked(display_session_id, event_id, everyone, after, limit)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await look(connection, caller, asked, instant(now()), origin_of(visit, settings))


@get(
    "/api/screens/{screen_id:int}/takeover",
    opt=ACCESS,
    summary="How a spare device becomes this screen",
    tags=TAGS,
    responses=PROBLEMS,
    response_headers=NO_STORE,
)
async def read_takeover(  # noqa: PLR0913, PLR0917 -- where the hub is reached
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: NamedDependency[Callable[[], int]],
    screen_id: ScreenId,
) -> ScreenTakeover:
    """The code, and an address with its QR code that does it in one step."""
    asked = Looked(screen_id=screen_id, everyone=True)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        found = await look(connection, caller, asked, instant(now()), origin_of(visit, settings))
    if not found.screens:
        raise no_screen()
    screen = found.screens[0]
    url = screen.takeover_url
    return ScreenTakeover(screen.code, url, None if url is None else picture_of(url))


@patch(
    "/api/screens/{screen_id:int}",
    opt=ACCESS,
    summary="Change a screen",
    tags=TAGS,
    responses=PROBLEMS,
)
async def change_screen(  # noqa: PLR0913, PLR0917 -- where the hub is reached
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: NamedDependency[Callable[[], int]],
    references: NamedDependency[References],
    screen_id: ScreenId,
    data: JSONBody[ScreenChange],
) -> Screen:
    """Its name, group, language, locations and template, and the display session that it shows. It
    follows within a second.
    """
    asked = Looked(screen_id=screen_id, everyone=True)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await ordering.change(connection, caller, screen_id, data, references)
        found = await look(connection, caller, asked, instant(now()), origin_of(visit, settings))
    return found.screens[0]


@delete(
    "/api/screens/{screen_id:int}",
    opt=ACCESS,
    summary="Forget a screen",
    tags=TAGS,
    responses=PROBLEMS,
)
async def forget_screen(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    screen_id: ScreenId,
) -> None:
    """It leaves the list and raises no alarm; a browser that still has its key becomes a new screen.
    What it showed stays in the proofs of play.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await ordering.forget(connection, caller, screen_id, instant(now()))


@post(
    "/api/screens/orders",
    opt=ACCESS,
    summary="Tell screens what to do",
    tags=TAGS,
    responses=PROBLEMS,
    status_code=200,
)
async def order_screens(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    references: NamedDependency[References],
    data: JSONBody[ScreenOrder],
) -> ScreensOrdered:
    """All of them or none, in the same moment: a group switches together, within a second."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        told = await ordering.obey(connection, caller, data, references, instant(now()))
    return ScreensOrdered(told)


def origin_of(visit: Visit, settings: Settings) -> str:
    return (settings.web.public_url or visit.origin).rstrip("/")


HANDLERS = [
    *device_routes.HANDLERS,
    list_screens,
    read_takeover,
    change_screen,
    forget_screen,
    order_screens,
]
