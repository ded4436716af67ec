"""Held places over HTTP."""

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.results.holds import holding, schemas

VIEW = {"access": Needs(Permission.TIMING_VIEW)}
EDIT = {"access": Needs(Permission.TIMING_EDIT)}
PATH = "/api/events/{event_id:int}/holds"
TAGS = ["results"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)


@get(PATH, opt=VIEW, summary="Held places", tags=TAGS, responses=SEEN)
async def list_holds(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    released: Annotated[bool, QueryParameter(description="Also those that were let go.")] = False,
) -> schemas.Holds:
    """Each with what is otherwise by now."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await holding.all_of(connection, event_id, released=released)


@post(PATH, opt=EDIT, summary="Hold places", tags=TAGS, responses=CHANGED)
async def hold_places(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[schemas.NewHold],
) -> schemas.Hold:
    """For a ceremony: screens keep these places; the timer is shown what changes. Held already is
    409 `held_already`.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await holding.hold(connection, caller, event_id, data)


@post(
    PATH + "/{hold_id:int}/release",
    opt=EDIT,
    status_code=200,
    summary="Let go of held places",
    tags=TAGS,
    responses=CHANGED,
)
async def release_places(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    hold_id: Annotated[int, PathParameter(description="Number of the hold.", ge=1, le=2**31 - 1)],
) -> schemas.Hold:
    """Screens show the results as they are again. Let go already is 409 `released`."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await holding.release(connection, caller, event_id, hold_id)


HANDLERS = [list_holds, hold_places, release_places]
