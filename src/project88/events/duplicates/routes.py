"""Duplicates over HTTP: found, and made one; undone as any other change of the roster."""

import asyncio
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.errors import InputError
from project88.events.desk import Rematch, RosterDesk
from project88.events.duplicates import schemas
from project88.events.duplicates.finding import find
from project88.events.duplicates.merging import merged
from project88.events.participants import editing, listing
from project88.events.participants import store as people
from project88.events.paths import EventId

EDIT = {"access": Needs(Permission.ROSTER_EDIT)}
PATH = "/api/events/{event_id:int}/duplicates"
TAGS = ["roster"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)


@get(PATH, opt=EDIT, summary="People who may be twice on a roster", tags=TAGS, responses=SEEN)
async def list_duplicates(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=200)] = 50,
) -> schemas.Duplicates:
    """The surest first, with what agrees. People are compared as the caller may see them, so who
    is hidden is found by those who may see names.
    """
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        await people.event(connection, event_id)
        everybody = [one async for part in people.everybody(connection, event_id) for one in part]
        pairs = await asyncio.to_thread(find, everybody)
        told = pairs[:limit]
        wanted = {number for pair in told for number in (pair.first, pair.second)}
        known = await listing.some(connection, event_id, wanted, caller.names)
    return schemas.Duplicates(
        [
            schemas.DuplicatePair(
                known[pair.first],
                known[pair.second],
                list(pair.reasons),  # type: ignore[arg-type]  # `find` has no others
            )
            for pair in told
        ],
        len(pairs),
    )


@post(
    PATH + "/merge",
    opt=EDIT,
    status_code=200,
    summary="Make two people one",
    tags=TAGS,
    responses=CHANGED,
)
async def merge_duplicates(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    data: JSONBody[schemas.Merge],
) -> schemas.Merged:
    """Passings of either are passings of the one who is left, because the chips are united. The
    stricter wish for privacy stays, unless another is chosen by somebody who may see real names.
    """
    if data.keep == data.drop:
        raise InputError("These are not two people.", code="same_person")
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        await people.lock_event(connection, event_id)
        keep = await people.one(connection, event_id, data.keep)
        drop = await people.one(connection, event_id, data.drop)
        undo_id = await editing.put(
            connection,
            desk.partner_id,
            event_id,
            [keep, drop],
            [merged(keep, drop, data.from_dropped, caller.names)],
            "merged",
            gone=[drop.id],
        )
        await desk.changed(connection, "merged", [data.keep, data.drop])
    async with desk.shown() as connection:
        left = await listing.one(connection, event_id, data.keep, caller.names)
    return schemas.Merged(left, undo_id)


HANDLERS = [list_duplicates, merge_duplicates]
