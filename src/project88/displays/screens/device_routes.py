"""The screen's side: whoever has opened a link enters, reports, leaves, and may take over."""

from collections.abc import Callable

from litestar import post
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.accounts.access import Access
from project88.accounts.instants import instant
from project88.accounts.network import network_of
from project88.accounts.problem import problems
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.displays.link import hash_of
from project88.displays.screens import store
from project88.displays.screens.device_schemas import (
    EnteredScreen,
    EnterScreen,
    LeaveScreen,
    ScreenReporting,
    TakeOverScreen,
)
from project88.displays.screens.entering import (
    SCREEN,
    TooManyScreens,
    enter_again,
    enter_new,
)
from project88.displays.screens.gathering import Gathering
from project88.displays.screens.guesses import Guesses, nothing_here, require_guess
from project88.displays.screens.reaching import no_screen
from project88.displays.screens.taking_over import take_over
from project88.displays.store import Display
from project88.relay import Relay

NEW_A_MINUTE, NEW_AT_ONCE = 60, 300
"""New screens from one network: a hall is opened at once, and then a few are added."""
LONGEST_REPORT_BYTES = 64 * 1024
LONGEST_WORD_BYTES = 4 * 1024
PATH = "/api/display/{address:str}/screen"
OPT = {"access": Access.DISPLAY_URL}
TAGS = ["screens"]
PROBLEMS = problems(400, 404, 413, 422, 429, 503)
NO_STORE = [ResponseHeader(name="Cache-Control", value="no-store")]


@post(
    PATH,
    opt=OPT,
    summary="Enter as a screen",
    tags=TAGS,
    responses=PROBLEMS,
    response_headers=NO_STORE,
    request_max_body_size=LONGEST_WORD_BYTES,
    status_code=200,
)
async def enter_screen(  # noqa: PLR0913, PLR0917 -- from where, by which link, how often
    display: NamedDependency[Display],
    visit: NamedDependency[Visit],
    pool: NamedDependency[Pool],
    relay: NamedDependency[Relay],
    now: NamedDependency[Callable[[], int]],
    data: JSONBody[EnterScreen],
) -> EnteredScreen:
    """A browser that knows its key is the screen that it was, whichever link of this partner it
    opens; without one, or with one that is void, it is a new screen. On 429 (`too_many_screens`)
    the display goes on without being a screen.
    """
    if data.key and (known := await enter_again(pool, display, data.key, now())) is not None:
        return known
    bucket = f"screens from {network_of(visit.address)}"
    if not await relay.limits.take(bucket, NEW_A_MINUTE, NEW_AT_ONCE, now()):
        raise TooManyScreens("Too many new screens come from this network. Wait a minute.")
    return await enter_new(pool, display, now())


@post(
    PATH + "/report",
    opt=OPT,
    summary="Say how the screen does",
    tags=TAGS,
    responses=PROBLEMS,
    request_max_body_size=LONGEST_REPORT_BYTES,
    status_code=204,
)
async def report_screen(
    display: NamedDependency[Display],
    gathering: NamedDependency[Gathering],
    data: JSONBody[ScreenReporting],
) -> None:
    """Every ten seconds, and at once when what it shows becomes something else. It is written within
    two seconds; 404 (`no_screen`): the key is void, enter anew.
    """
    if not gathering.hear(display.partner_id, data):
        raise no_screen()


@post(
    PATH + "/leave",
    opt=OPT,
    summary="Say that the page is being closed",
    tags=TAGS,
    responses=PROBLEMS,
    request_max_body_size=LONGEST_WORD_BYTES,
    status_code=204,
)
async def leave_screen(
    display: NamedDependency[Display],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    data: JSONBody[LeaveScreen],
) -> None:
    """For `navigator.sendBeacon` with a body of type `application/json`. A screen that does not come
    back within 30 s is down because it was closed.
    """
    async with pool.partner(display.partner_id, by=SCREEN) as connection:
        await store.leave(connection, hash_of(data.key), instant(now()))


@post(
    PATH + "/take-over",
    opt=OPT,
    summary="Become another screen",
    tags=TAGS,
    responses=problems(400, 404, 409, 413, 422, 429, 503),
    response_headers=NO_STORE,
    request_max_body_size=LONGEST_WORD_BYTES,
    status_code=200,
)
async def take_over_screen(  # noqa: PLR0913, PLR0917 -- from where, by which link, how often
    display: NamedDependency[Display],
    visit: NamedDependency[Visit],
    pool: NamedDependency[Pool],
    misses: NamedDependency[Guesses],
    now: NamedDependency[Callable[[], int]],
    data: JSONBody[TakeOverScreen],
) -> EnteredScreen:
    """This device is the screen with that code from now on, with its name, number, group and what
    operators wanted of it; the key of the other device is void. Only while that one is down, or was
    released by an operator: else 409 (`screen_is_running`). A code that this link does not know
    answers like a wrong link, and counts like one.
    """
    await require_guess(misses, visit.address, data.code, now())
    screen = await take_over(pool, display, data.code, now())
    if screen is None:
        raise nothing_here()
    return screen


HANDLERS = [enter_screen, report_screen, leave_screen, take_over_screen]
