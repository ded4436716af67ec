"""Bibs over HTTP: ranges, free ones, giving out, swapping, and the undo of it."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.bibs import editing, schemas, store
from project88.events.desk import Rematch, RosterDesk
from project88.events.participants import editing as people_editing
from project88.events.participants import store as people
from project88.events.participants.schemas import UndoDone
from project88.events.paths import EventId

RangeId = Annotated[int, PathParameter(description="Number of the range.", ge=1, le=2**31 - 1)]
VIEW = {"access": Needs(Permission.ROSTER_VIEW)}
EDIT = {"access": Needs(Permission.ROSTER_EDIT)}
BIBS = {"access": Needs(Permission.BIBS_EDIT)}
RANGES = "/api/events/{event_id:int}/bib-ranges"
PATH = "/api/events/{event_id:int}/bibs"
TAGS = ["roster"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)
TOLD = 200


@get(RANGES, opt=VIEW, summary="Bib ranges", tags=TAGS, responses=SEEN)
async def list_bib_ranges(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> schemas.BibRanges:
    """In the order in which they are used, with how many bibs are free."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await people.event(connection, event_id)
        return schemas.BibRanges(await store.ranges(connection, event_id))


@post(RANGES, opt=EDIT, summary="Add a bib range", tags=TAGS, responses=CHANGED)
async def add_bib_range(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[schemas.NewBibRange],
) -> schemas.BibRanges:
    """For a race, a gender, or everybody. The answer has all ranges."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await editing.add_range(connection, caller.partner_id, event_id, data)
        return schemas.BibRanges(await store.ranges(connection, event_id))


@patch(
    RANGES + "/{range_id:int}", opt=EDIT, summary="Change a bib range", tags=TAGS, responses=CHANGED
)
async def change_bib_range(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    range_id: RangeId,
    data: JSONBody[schemas.BibRangeChange],
) -> schemas.BibRanges:
    """Bibs that were given out stay as they are. The answer has all ranges."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await editing.change_range(connection, event_id, range_id, data)
        return schemas.BibRanges(await store.ranges(connection, event_id))


@delete(
    RANGES + "/{range_id:int}", opt=EDIT, summary="Remove a bib range", tags=TAGS, responses=CHANGED
)
async def remove_bib_range(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    range_id: RangeId,
) -> None:
    """Bibs that were given out stay as they are."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await people.lock_event(connection, event_id)
        await store.remove_range(connection, event_id, range_id)


@get(PATH + "/free", opt=VIEW, summary="Free bibs", tags=TAGS, responses=SEEN)
async def list_free_bibs(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race: Annotated[
        int | None, QueryParameter(description="For people of this race.", ge=1, le=2**31 - 1)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 20,
) -> schemas.FreeBibs:
    """The lowest bibs of the ranges that nobody has."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return schemas.FreeBibs(await editing.free(connection, event_id, race, limit))


@post(
    PATH + "/assign",
    opt=EDIT,
    status_code=200,
    summary="Give out bibs",
    tags=TAGS,
    responses=CHANGED,
)
async def assign_bibs(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    data: JSONBody[schemas.Assignment],
) -> schemas.AssignmentReport:
    """To everybody who has none, from the ranges; with `dry_run` only told."""
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        given, left, undo_id = await editing.assign(connection, desk.partner_id, event_id, data)
        if undo_id is not None:
            await desk.changed(connection, "bibs given", [who for who, _ in given])
    return schemas.AssignmentReport(len(given), left, await _named(desk, given[:TOLD]), undo_id)


@post(
    PATH + "/swap",
    opt=BIBS,
    status_code=200,
    summary="Give, swap or take a bib",
    tags=TAGS,
    responses=CHANGED,
)
async def swap_bibs(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    data: JSONBody[schemas.Swap],
) -> schemas.Swapped:
    """In one go, seen by the displays at once. A bib that somebody has is 409 `bib_taken` unless
    `if_taken` says what then; one that was read already is 409 `bib_read` unless `although_read`.
    """
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        changed, undo_id = await editing.swap(connection, desk.partner_id, event_id, data)
        await desk.changed(connection, "bibs given", [who for who, _, _ in changed])
    async with desk.shown() as connection:
        rows = await store.names(connection, event_id, [who for who, _, _ in changed])
    return schemas.Swapped(
        [
            schemas.SwappedPerson(who, _name(rows[who]), old, bib)
            for who, old, bib in changed
            if who in rows
        ],
        undo_id,
    )


@post(
    PATH + "/undos/{undo_id:int}",
    opt=BIBS,
    status_code=200,
    summary="Undo a change of bibs or chips",
    tags=TAGS,
    responses=CHANGED,
)
async def undo_bibs(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    undo_id: Annotated[int, PathParameter(description="`undo` of the change.", ge=1, le=2**31 - 1)],
) -> UndoDone:
    """Once; and not after somebody has edited one of the people since (409 `edited_since`)."""
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        done = await people_editing.undo(
            connection, desk.partner_id, event_id, undo_id, caller.names, editing.UNDOABLE_HERE
        )
        await desk.changed(connection, "undone")
    return UndoDone(done)


async def _named(desk: RosterDesk, given: list[tuple[int, str]]) -> list[schemas.GivenBib]:
    async with desk.shown() as connection:
        rows = await store.names(connection, desk.event_id, [who for who, _ in given])
    return [
        schemas.GivenBib(who, _name(rows[who]), rows[who]["race_id"], bib)
        for who, bib in given
        if who in rows
    ]


def _name(row: store.Named) -> str:
    return f"{row['first_name']} {row['last_name']}".strip()


HANDLERS = [
    list_bib_ranges,
    add_bib_range,
    change_bib_range,
    remove_bib_range,
    list_free_bibs,
    assign_bibs,
    swap_bibs,
    undo_bibs,
]
