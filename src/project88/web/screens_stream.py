"""The live list of screens: what `GET /api/screens` says, each time that it says something else.

Every watcher reaches other screens, so each looks by itself, once a second; what screens report is
written every two seconds anyway. While the database is away watchers keep what they have, and the
heartbeat says since when nobody could look.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.displays.screens.listing import Looked, look
from project88.displays.screens.routes import Everyone, OfEvent, OfSession, origin_of
from project88.errors import NotFound, Unavailable
from project88.live.dashboards import Heartbeat
from project88.live.frames import RETRY, bye_frame
from project88.web.asking_again import asking_again
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services

LOOK_EVERY_S = 1.0
HEARTBEAT_EVERY = 5
ASK_AGAIN_EVERY = 10
MOST_SCREENS = 2_000
_encode = msgspec.json.Encoder().encode

Look = Callable[[Caller], Awaitable[bytes]]


@get(
    "/api/screens/stream",
    opt={"access": Needs(Permission.DISPLAYS_RUN)},
    summary="The live list of screens",
    tags=["screens"],
    responses={
        200: ResponseSpec(
            str,
            media_type="text/event-stream",
            description="Server-sent events.",
            generate_examples=False,
        ),
        **problems(401, 403, 404, 422, 503),
    },
)
async def watch_screens(  # noqa: PLR0913, PLR0917 -- the filters of a list
    caller: NamedDependency[Caller],
    services: NamedDependency[Services],
    visit: NamedDependency[Visit],
    request: AnyRequest,
    display_session_id: OfSession = None,
    event_id: OfEvent = None,
    everyone: Everyone = False,
) -> ASGIApp:
    """Server-sent events. `screens` has the list as `GET /api/screens` gives it, whole, each time it
    says something new, at most once a second. `hb` comes after five seconds without news and says
    when the hub last looked (`checked`). `bye` ends the stream: `restart` (come again), `access`
    (signed out, or not allowed any more), `gone` (the display session is not there for you).
    """
    wanted = Looked(display_session_id, event_id, everyone, limit=MOST_SCREENS)
    origin = origin_of(visit, services.settings)

    async def seen(who: Caller) -> bytes:
        return await _seen(services.pool, who, wanted, services.now(), origin)

    # Refused like the GET, before anything is streamed.
    await seen(caller)
    still_may = asking_again(request, caller)
    return event_stream(_chunks(seen, caller, still_may, services))


async def _seen(pool: Pool, caller: Caller, wanted: Looked, now: int, origin: str) -> bytes:
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        found = await look(connection, caller, wanted, instant(now), origin)
    return b"event: screens\ndata: %b\n\n" % _encode(found)


async def _chunks(
    seen: Look,
    caller: Caller,
    still_may: Callable[[], Awaitable[Caller | None]],
    services: Services,
) -> AsyncGenerator[bytes]:
    yield RETRY
    may: Caller | None = caller
    sent, quiet, looks, checked = b"", 0, 0, services.now()
    while not services.closing.is_set():
        looks += 1
        if looks % ASK_AGAIN_EVERY == 0:
            may = await still_may()
        if may is None:
            yield bye_frame("access")
            return
        try:
            found = await seen(may)
            checked = services.now()
        except NotFound:
            yield bye_frame("gone")
            return
        except Unavailable:
            found = sent
        quiet += 1
        if found != sent:
            sent, quiet = found, 0
            yield found
        elif quiet % HEARTBEAT_EVERY == 0:
            yield b"event: hb\ndata: %b\n\n" % _encode(Heartbeat(services.now(), checked))
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY_S):
                await services.closing.wait()
    yield bye_frame("restart")


HANDLERS = [watch_screens]
