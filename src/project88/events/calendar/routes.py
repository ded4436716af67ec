"""Events over HTTP."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.calendar import editing, listing
from project88.events.calendar.schemas import (
    Clone,
    Event,
    EventChange,
    EventPage,
    Moves,
    NewEvent,
)
from project88.events.paths import EventId

VIEW = {"access": Needs(Permission.EVENTS_VIEW)}
EDIT = {"access": Needs(Permission.EVENTS_EDIT)}
PATH = "/api/events"
TAGS = ["events"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)


@get(
    PATH,
    opt={"access": Needs(Permission.EVENTS_VIEW, filters_events=True)},
    summary="The events of a partner",
    tags=TAGS,
    responses=SEEN,
)
async def list_events(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    which: Annotated[
        listing.Which, QueryParameter(description="`all`: active and archived ones.")
    ] = "active",
    search: Annotated[
        str, QueryParameter(description="A part of the name or place.", max_length=100)
    ] = "",
    after: Annotated[
        str | None, QueryParameter(description="`after` of the page before.", max_length=30)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> EventPage:
    """The latest day first. Who may see today's events only gets the active ones of today."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if caller.today_only:
            return await listing.today(connection, search, now(), limit)
        return await listing.page(connection, which, search, after, limit)


@post(PATH, opt=EDIT, summary="Make an event", tags=TAGS, responses=CHANGED)
async def add_event(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], data: JSONBody[NewEvent]
) -> Event:
    """Without races. A day has one event of a name (`event_exists`)."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.add(connection, caller.partner_id, data)


@get(PATH + "/{event_id:int}", opt=VIEW, summary="An event", tags=TAGS, responses=SEEN)
async def read_event(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> Event:
    """With its races, waves and divisions, and how many people and timing sessions it has. A
    deleted event can be read until it is removed for good.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.event_of(connection, event_id)


@patch(PATH + "/{event_id:int}", opt=EDIT, summary="Change an event", tags=TAGS, responses=CHANGED)
async def change_event(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[EventChange],
) -> Event:
    """From the version that was seen (`stale` when there is another). When day or zone change,
    starts keep their wall clock; `moves` tells beforehand what that means.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.change(connection, event_id, data)


@get(
    PATH + "/{event_id:int}/moves",
    opt=VIEW,
    summary="What another day or zone would move",
    tags=TAGS,
    responses=SEEN,
)
async def read_moves(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    day: Annotated[date | None, QueryParameter(description="Another day.")] = None,
    zone: Annotated[
        str | None, QueryParameter(description="Another IANA zone.", max_length=64)
    ] = None,
) -> Moves:
    """Nothing is changed."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.what_moves(connection, event_id, day, zone)


@post(
    PATH + "/{event_id:int}/clone", opt=EDIT, summary="Copy an event", tags=TAGS, responses=CHANGED
)
async def clone_event(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[Clone],
) -> Event:
    """To another day, with races, waves, divisions and bib ranges, and its people if asked for.
    Starts have the same wall clock; `notes` says where the clocks allowed no such time.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.clone(connection, caller.partner_id, event_id, data)


@post(
    PATH + "/{event_id:int}/archive",
    opt=EDIT,
    status_code=200,
    summary="Put an event away",
    tags=TAGS,
    responses=CHANGED,
)
async def archive_event(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> Event:
    """It leaves the usual list and takes no new timing session by itself. `restore` undoes it."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.set_state(connection, event_id, "archived")


@post(
    PATH + "/{event_id:int}/restore",
    opt=EDIT,
    status_code=200,
    summary="Bring an event back",
    tags=TAGS,
    responses=CHANGED,
)
async def restore_event(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> Event:
    """From the archive, or within 30 days after it was deleted."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.set_state(connection, event_id, "active")


@delete(PATH + "/{event_id:int}", opt=EDIT, summary="Delete an event", tags=TAGS, responses=CHANGED)
async def delete_event(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> None:
    """Gone from every list; `restore` brings it back for 30 days, then it is removed for good."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await editing.set_state(connection, event_id, "deleted")


HANDLERS = [
    list_events,
    add_event,
    read_event,
    change_event,
    read_moves,
    clone_event,
    archive_event,
    restore_event,
    delete_event,
]
