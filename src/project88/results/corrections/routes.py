"""Corrections over HTTP."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.results.corrections import listing, schemas, store
from project88.results.corrections.making import Desk

CorrectionId = Annotated[
    int, PathParameter(description="Number of the correction.", ge=1, le=schemas.LARGEST)
]
VIEW = {"access": Needs(Permission.TIMING_VIEW)}
EDIT = {"access": Needs(Permission.TIMING_EDIT)}
PATH = "/api/events/{event_id:int}/corrections"
TAGS = ["results"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)
Now = Callable[[], int]


@get(PATH, opt=VIEW, summary="Corrections", tags=TAGS, responses=SEEN)
async def list_corrections(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    participant: Annotated[
        int | None, QueryParameter(description="About this participant.", ge=1, le=schemas.LARGEST)
    ] = None,
    race: Annotated[
        int | None,
        QueryParameter(description="About people of this race.", ge=1, le=schemas.LARGEST),
    ] = None,
    kind: Annotated[schemas.Kind | None, QueryParameter(description="Of this kind.")] = None,
    only: Annotated[
        Literal["all", "standing", "undone"], QueryParameter(description="Which of them.")
    ] = "all",
    after: Annotated[
        int | None,
        QueryParameter(description="`after` of the page before.", ge=1, le=schemas.LARGEST),
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 100,
) -> schemas.CorrectionPage:
    """What people have put right, the newest first; what was undone stays in the list."""
    standing = None if only == "all" else only == "standing"
    asked = store.Asked(participant, race, kind, standing)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await listing.page(connection, event_id, asked, after, limit)


@get(
    PATH + "/sources",
    opt=VIEW,
    summary="Boxes whose clocks can be put right",
    tags=TAGS,
    responses=SEEN,
)
async def list_sources(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> schemas.Sources:
    """The timing sessions of the event with their locations and the span of what they heard."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await listing.sources(connection, event_id)


@post(PATH + "/voids", opt=EDIT, summary="Void a passing", tags=TAGS, responses=CHANGED)
async def void_passing(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    data: JSONBody[schemas.NewVoid],
) -> schemas.Made:
    """It stays in the record and counts no more. Undoing the correction restores it."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.void(data)


@post(
    PATH + "/manual-times", opt=EDIT, summary="Enter a time by hand", tags=TAGS, responses=CHANGED
)
async def add_manual_time(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    data: JSONBody[schemas.NewManualTime],
) -> schemas.Made:
    """It counts before everything that was heard at the point. `warnings` says what is odd about it."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.manual_time(data)


@post(PATH + "/statuses", opt=EDIT, summary="Give a status", tags=TAGS, responses=CHANGED)
async def give_status(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    data: JSONBody[schemas.NewStatus],
) -> schemas.Made:
    """DNF, DNS or DQ, with the reason."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.status(data)


@post(PATH + "/penalties", opt=EDIT, summary="Give a penalty", tags=TAGS, responses=CHANGED)
async def give_penalty(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    data: JSONBody[schemas.NewPenalty],
) -> schemas.Made:
    """Time added to gun and chip time; negative is time given back."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.penalty(data)


@post(PATH + "/clock-shifts", opt=EDIT, summary="Put a clock right", tags=TAGS, responses=CHANGED)
async def shift_clock(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    data: JSONBody[schemas.NewClockShift],
) -> schemas.Made:
    """All that a box heard in an interval moves by so much."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.clock_shift(data)


@post(
    PATH + "/clock-shifts/preview",
    opt=EDIT,
    status_code=200,
    summary="What a clock shift would move",
    tags=TAGS,
    responses=CHANGED,
)
async def preview_clock_shift(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    data: JSONBody[schemas.Interval],
) -> schemas.Touched:
    """Nothing is changed."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.touched(data)


@post(
    PATH + "/{correction_id:int}/undo",
    opt=EDIT,
    status_code=200,
    summary="Undo a correction",
    tags=TAGS,
    responses=CHANGED,
)
async def undo_correction(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    correction_id: CorrectionId,
) -> schemas.Correction:
    """It stays in the list. One that is undone already is 409 `undone_already`."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.undo(correction_id)


@post(
    PATH + "/{correction_id:int}/redo",
    opt=EDIT,
    summary="Make a correction again",
    tags=TAGS,
    responses=CHANGED,
)
async def redo_correction(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Now],
    event_id: EventId,
    correction_id: CorrectionId,
) -> schemas.Made:
    """As a new one, with your name. One that stands is 409 `stands_already`."""
    async with _desk(pool, caller, event_id, now) as desk:
        return await desk.redo(correction_id)


@asynccontextmanager
async def _desk(pool: Pool, caller: Caller, event_id: int, now: Now) -> AsyncIterator[Desk]:
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        yield Desk(connection, caller, event_id, datetime.fromtimestamp(now() / 1000, UTC))


HANDLERS = [
    list_corrections,
    list_sources,
    void_passing,
    add_manual_time,
    give_status,
    give_penalty,
    shift_clock,
    preview_clock_shift,
    undo_correction,
    redo_correction,
]
