"""Timing sessions over HTTP: which there are, and to which event each belongs."""

from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.timing.sessions import listing, moving
from project88.timing.sessions.schemas import Binding, SessionPage

SessionId = Annotated[
    int, PathParameter(description="Number of the timing session.", ge=1, le=2**31 - 1)
]


@get(
    "/api/timing-sessions",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="The timing sessions of a partner",
    tags=["timing"],
    responses=problems(401, 403, 404, 422, 503),
)
async def list_sessions(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: Annotated[
        int | None, QueryParameter(description="Only those of this event.", ge=1, le=2**31 - 1)
    ] = None,
    after: Annotated[
        int | None, QueryParameter(description="Only those below this number.", ge=1, le=2**31 - 1)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> SessionPage:
    """Every recording run of every sender, the newest first, with counts and its sender's state."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await listing.page(connection, event_id, after, limit)


@post(
    "/api/events/{event_id:int}/timing-sessions/{session_id:int}",
    opt={"access": Needs(Permission.TIMING_EDIT)},
    status_code=200,
    summary="Bind a timing session to an event",
    tags=["timing"],
    responses=problems(401, 403, 404, 422, 503),
)
async def bind_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    session_id: SessionId,
) -> Binding:
    """The session belongs to this event from now on, whatever it belonged to before. Its chips are
    matched to the event's roster at once, and screens follow.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await moving.bind_session(connection, session_id, event_id)


@delete(
    "/api/events/{event_id:int}/timing-sessions/{session_id:int}",
    opt={"access": Needs(Permission.TIMING_EDIT)},
    status_code=200,
    summary="Take a timing session out of an event",
    tags=["timing"],
    responses=problems(401, 403, 404, 422, 503),
)
async def unbind_session(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    session_id: SessionId,
) -> Binding:
    """The session belongs to no event. Its reads and passings stay; its chips have no names."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await moving.unbind_session(connection, session_id, event_id)


HANDLERS = [list_sessions, bind_session, unbind_session]
