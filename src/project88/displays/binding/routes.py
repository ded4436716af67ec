"""Timing sessions over HTTP as operators use them: found, bound to a display session, and let go."""

from collections.abc import Callable
from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Access, Caller, Needs
from project88.accounts.paths import LARGEST
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.displays.binding import binding, choosing
from project88.displays.binding.schemas import (
    BindingChoice,
    BoundTimingSession,
    Claim,
    ClaimedStream,
    TimingChoicePage,
)
from project88.timing.choosing.counting import TagCounts
from project88.timing.choosing.listing import wanted_of
from project88.timing.choosing.schemas import ChoiceState
from project88.timing.sessions.routes import SessionId

TAGS = ["timing"]
DisplaySessionId = Annotated[
    int, PathParameter(description="Number of the display session.", ge=1, le=LARGEST)
]


@get(
    "/api/chronotrack/sessions",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="Find the timing session that feeds a display",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def list_timing_choices(  # noqa: PLR0913, PLR0917 -- one argument for each parameter
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    tag_counts: NamedDependency[TagCounts],
    now: NamedDependency[Callable[[], int]],
    search: Annotated[
        str | None,
        QueryParameter(
            description="Words, each of which is found in its name, its sender, the event that the "
            "sender tells, or its event.",
            max_length=200,
            pattern=r"^[^\x00]*$",
            schema_extra={"examples": ["dike finish"]},
        ),
    ] = None,
    only: Annotated[
        ChoiceState,
        QueryParameter(
            name="state", description="`active`: open; `past`: closed after hours of silence."
        ),
    ] = "all",
    after: Annotated[
        int | None, QueryParameter(description="Only those below this number.", ge=1, le=LARGEST)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> TimingChoicePage:
    """Recording runs of every sender of the partner, the newest first, with the age of the data of
    each location and a guess at what the location is for. Hub administrators also see what nobody
    has claimed.
    """
    wanted = wanted_of(search, only, after, limit)
    return await choosing.page(pool, tag_counts, caller, wanted, now())


@post(
    "/api/chronotrack/sessions/{session_id:int}/select",
    opt={"access": Needs(Permission.DISPLAYS_RUN)},
    status_code=200,
    summary="Bind a timing session to a display session",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def select_timing_session(
    session_id: SessionId,
    data: JSONBody[BindingChoice],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
) -> BoundTimingSession:
    """It feeds the display session from now on, or in another way than before; running displays
    follow within a second. A timing session of another event is refused (`other_event`), as is a
    seventeenth (`too_many`).
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await binding.select(connection, caller, session_id, data)


@delete(
    "/api/sessions/{display_session_id:int}/timing-sessions/{session_id:int}",
    opt={"access": Needs(Permission.DISPLAYS_RUN)},
    status_code=204,
    summary="Unbind a timing session from a display session",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def unbind_timing_session(
    display_session_id: DisplaySessionId,
    session_id: SessionId,
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
) -> None:
    """Displays of the display session show nothing of it any more. Its reads stay."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await binding.unbind(connection, caller, display_session_id, session_id)


@post(
    "/api/chronotrack/unclaimed/{source_id:int}/claim",
    opt={"access": Access.HUB_ADMINISTRATOR},
    status_code=200,
    summary="Claim a stream of a shared port for a timing partner",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def claim_stream(
    source_id: Annotated[int, PathParameter(description="Number of the stream.", ge=1, le=LARGEST)],
    data: JSONBody[Claim],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
) -> ClaimedStream:
    """With all that it has said and will say. The partner reads in its audit log who claimed it."""
    return await choosing.claim(pool, caller, source_id, data.partner)


HANDLERS = [list_timing_choices, select_timing_session, unbind_timing_session, claim_stream]
