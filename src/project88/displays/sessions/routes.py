"""Display sessions over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from litestar import get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.paths import LARGEST
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Connection, Pool
from project88.displays.sessions import editing, listing
from project88.displays.sessions.people import runners_of_displays
from project88.displays.sessions.schemas import (
    DisplaySession,
    DisplaySessionChange,
    DisplaySessionClone,
    DisplaySessionPage,
    NewDisplaySession,
    SharedWith,
    Sharer,
    Sharers,
)
from project88.displays.templates import References

RUN = {"access": Needs(Permission.DISPLAYS_RUN)}
PATH = "/api/sessions"
ONE = PATH + "/{display_session_id:int}"
TAGS = ["sessions"]
SEEN = problems(401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)
DisplaySessionId = Annotated[
    int, PathParameter(description="Number of the display session.", ge=1, le=LARGEST)
]
Ms = NamedDependency[Callable[[], int]]


@post(PATH + "/create", opt=RUN, summary="Open a display session", tags=TAGS, responses=CHANGED)
async def create_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    references: NamedDependency[References],
    now: Ms,
    data: JSONBody[NewDisplaySession],
) -> DisplaySession:
    """The caller's own workspace on an event. Nobody else finds it unless it is shared, except who
    manages displays.
    """
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        made = await editing.create(connection, caller, data, references, at)
        known = await listing.look(connection, caller, made, at)
    return await listing.one(pool, caller, known, at)


@get(PATH, opt=RUN, summary="Display sessions", tags=TAGS, responses=SEEN)
async def list_display_sessions(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    event_id: Annotated[
        int | None, QueryParameter(description="Of this event only.", ge=1, le=LARGEST)
    ] = None,
    only: Annotated[
        Literal["open", "archived"] | None,
        QueryParameter(name="state", description="Open or archived ones only."),
    ] = None,
    everyone: Annotated[
        bool, QueryParameter(description="Of everybody, for who manages displays.")
    ] = False,
    abandoned: Annotated[
        bool,
        QueryParameter(
            description="Those that nobody owns who may still run displays here: anybody may take "
            "them over."
        ),
    ] = False,
    after: Annotated[
        int | None, QueryParameter(description="Only those below this number.", ge=1, le=LARGEST)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> DisplaySessionPage:
    """The caller's own and those shared with them, the newest first. An API key sees those that
    nobody owns.
    """
    asked = listing.Asked(event_id, only, everyone, abandoned, after, limit)
    return await listing.page(pool, caller, asked, instant(now()))


@get(
    PATH + "/sharers",
    opt=RUN,
    summary="With whom display sessions can be shared",
    tags=TAGS,
    responses=SEEN,
)
async def list_sharers(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], now: Ms
) -> Sharers:
    """Whoever may run displays here, by name."""
    here = await runners_of_displays(pool, caller.partner_id, instant(now()))
    return Sharers([Sharer(one.user_id, one.name, one.role) for one in here])


@get(ONE, opt=RUN, summary="A display session", tags=TAGS, responses=SEEN)
async def read_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
) -> DisplaySession:
    """One that the caller does not reach answers like one that was never there."""
    return await _after(_nothing, caller, pool, now, display_session_id)


@patch(ONE, opt=RUN, summary="Change a display session", tags=TAGS, responses=CHANGED)
async def change_display_session(  # noqa: PLR0913, PLR0917 -- and what may be chosen
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    references: NamedDependency[References],
    now: Ms,
    display_session_id: DisplaySessionId,
    data: JSONBody[DisplaySessionChange],
) -> DisplaySession:
    """From the version that was seen (`stale` when there is another). Its screens follow at once."""

    async def work(connection: Connection) -> None:
        at = instant(now())
        await editing.change(connection, caller, display_session_id, data, references, at)

    return await _after(work, caller, pool, now, display_session_id)


@post(ONE + "/clone", opt=RUN, summary="Copy a display session", tags=TAGS, responses=CHANGED)
async def clone_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
    data: JSONBody[DisplaySessionClone],
) -> DisplaySession:
    """What feeds it, what it shows and how; without its links, screens and people. The copy is the
    caller's.
    """
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        copy = await editing.clone(connection, caller, display_session_id, data.name, at)
        known = await listing.look(connection, caller, copy, at)
    return await listing.one(pool, caller, known, at)


@post(
    ONE + "/archive",
    opt=RUN,
    status_code=200,
    summary="Put a display session away",
    tags=TAGS,
    responses=CHANGED,
)
async def archive_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
) -> DisplaySession:
    """Its screens say that it has ended. Links are kept, and work again after `restore`."""

    async def work(connection: Connection) -> None:
        await editing.set_state(connection, caller, display_session_id, "archived", instant(now()))

    return await _after(work, caller, pool, now, display_session_id)


@post(
    ONE + "/restore",
    opt=RUN,
    status_code=200,
    summary="Bring a display session back",
    tags=TAGS,
    responses=CHANGED,
)
async def restore_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
) -> DisplaySession:
    """From the archive; links that have not ended work again."""

    async def work(connection: Connection) -> None:
        await editing.set_state(connection, caller, display_session_id, "open", instant(now()))

    return await _after(work, caller, pool, now, display_session_id)


@put(ONE + "/people", opt=RUN, summary="Share a display session", tags=TAGS, responses=CHANGED)
async def share_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
    data: JSONBody[SharedWith],
) -> DisplaySession:
    """With exactly these people: they may do all that its owner may, except to share it. By its
    owner, or by who manages displays.
    """
    here = await runners_of_displays(pool, caller.partner_id, instant(now()))
    present = {one.user_id for one in here}

    async def work(connection: Connection) -> None:
        await editing.share(
            connection, caller, display_session_id, data.user_ids, present, instant(now())
        )

    return await _after(work, caller, pool, now, display_session_id)


@post(
    ONE + "/take-over",
    opt=RUN,
    status_code=200,
    summary="Take a display session over",
    tags=TAGS,
    responses=CHANGED,
)
async def take_over_display_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
) -> DisplaySession:
    """It is the caller's from now on: by who manages displays, and by anybody when its owner is
    disabled or works here no more, or when nobody owns it.
    """
    here = await runners_of_displays(pool, caller.partner_id, instant(now()))
    present = {one.user_id for one in here}

    async def work(connection: Connection) -> None:
        await editing.take_over(connection, caller, display_session_id, present, instant(now()))

    return await _after(work, caller, pool, now, display_session_id)


@post(
    ONE + "/clear-queue",
    opt=RUN,
    status_code=200,
    summary="Clear the queue of a display session",
    tags=TAGS,
    responses=CHANGED,
)
async def clear_display_queue(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    display_session_id: DisplaySessionId,
) -> DisplaySession:
    """Its screens drop whoever waits to be shown, and go on with who comes next."""

    async def work(connection: Connection) -> None:
        await editing.clear_queue(connection, caller, display_session_id, instant(now()))

    return await _after(work, caller, pool, now, display_session_id)


async def _after(
    work: Callable[[Connection], Awaitable[None]],
    caller: Caller,
    pool: Pool,
    now: Callable[[], int],
    session_id: int,
) -> DisplaySession:
    """The session as it is after this work on it, in one transaction."""
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await work(connection)
        known = await listing.look(connection, caller, session_id, at)
    return await listing.one(pool, caller, known, at)


async def _nothing(_connection: Connection) -> None:
    """Only to look."""


HANDLERS = [
    create_display_session,
    list_display_sessions,
    list_sharers,
    read_display_session,
    change_display_session,
    clone_display_session,
    archive_display_session,
    restore_display_session,
    share_display_session,
    take_over_display_session,
    clear_display_queue,
]
