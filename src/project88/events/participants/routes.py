"""People of a roster over HTTP."""

from typing import Annotated

from litestar import delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter
from litestar.response import Stream
from msgspec import structs

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.desk import Rematch, RosterDesk
from project88.events.participants import editing, listing, schemas, store
from project88.events.participants.export import Mark, export
from project88.events.participants.store import Filter
from project88.events.paths import EventId

ParticipantId = Annotated[
    int, PathParameter(description="Number of the participant.", ge=1, le=2**31 - 1)
]
Search = Annotated[
    str,
    QueryParameter(
        description="Beginning of a bib, a chip, or a part of a name or team as shown.",
        max_length=100,
        pattern=r"^[^\x00]*$",
    ),
]
RaceFilter = Annotated[
    int | None, QueryParameter(description="People of this race.", ge=1, le=2**31 - 1)
]
Without = Annotated[schemas.Lacking | None, QueryParameter(description="People who have none yet.")]
PrivacyFilter = Annotated[
    schemas.Privacy | None, QueryParameter(description="People with this wish.")
]
VIEW = {"access": Needs(Permission.ROSTER_VIEW)}
EDIT = {"access": Needs(Permission.ROSTER_EDIT)}
BIBS = {"access": Needs(Permission.BIBS_EDIT)}
PATH = "/api/events/{event_id:int}/participants"
ONE = PATH + "/{participant_id:int}"
TAGS = ["roster"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)


@get(PATH, opt=VIEW, summary="People of a roster", tags=TAGS, responses=SEEN)
async def list_participants(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    search: Search = "",
    race: RaceFilter = None,
    without: Without = None,
    privacy: PrivacyFilter = None,
    after: Annotated[
        str | None, QueryParameter(description="`after` of the page before.", max_length=400)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 100,
) -> schemas.ParticipantPage:
    """In the order of bibs: 2 before 10, and at the end who has none."""
    asked = Filter(search, race, without, privacy)
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        await store.event(connection, event_id)
        return await listing.page(connection, event_id, asked, after, limit, caller.names)


@get(PATH + "/summary", opt=VIEW, summary="Counts of a roster", tags=TAGS, responses=SEEN)
async def read_summary(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> schemas.RosterSummary:
    """How many people there are, in which races, and what they lack."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await listing.summary(connection, event_id)


@get(
    PATH + "/export",
    opt=VIEW,
    summary="A roster as a file",
    tags=TAGS,
    responses=SEEN,
    media_type="text/csv",
)
async def export_roster(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    search: Search = "",
    race: RaceFilter = None,
    without: Without = None,
    privacy: PrivacyFilter = None,
    mark: Annotated[
        bool, QueryParameter(description="Begin with the mark by which Excel knows UTF-8.")
    ] = True,
) -> Stream:
    """CSV with names as the caller may see them; it stands in the audit log. It can be imported
    again, and no cell of it is taken for a formula.
    """
    desk = RosterDesk(pool, caller, event_id, rematch)
    asked = Filter(search, race, without, privacy)
    lines = await export(desk, asked, Mark.UTF8 if mark else Mark.NONE)
    headers = {"Content-Disposition": f'attachment; filename="roster-{event_id}.csv"'}
    return Stream(lines, media_type="text/csv; charset=utf-8", headers=headers)


@post(PATH, opt=EDIT, summary="Add somebody", tags=TAGS, responses=CHANGED)
async def add_participant(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    data: JSONBody[schemas.NewParticipant],
) -> schemas.Participant:
    """A bib or chip that somebody has already is 409 `bib_taken` or `chip_taken`."""
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        number = await editing.add(connection, desk.partner_id, event_id, data)
        await desk.changed(connection, "added", [number])
    return await _shown(desk, number)


@get(ONE, opt=VIEW, summary="Somebody on a roster", tags=TAGS, responses=SEEN)
async def read_participant(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    participant_id: ParticipantId,
) -> schemas.Participant:
    """As much as the caller may see."""
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        return await listing.one(connection, event_id, participant_id, caller.names)


@patch(ONE, opt=EDIT, summary="Correct somebody", tags=TAGS, responses=CHANGED)
async def change_participant(  # noqa: PLR0913, PLR0917 -- three of them are injected
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    participant_id: ParticipantId,
    data: JSONBody[schemas.ParticipantChange],
) -> schemas.ChangedParticipant:
    """From the version that was seen (`stale` when there is another). What is set here is kept by
    imports. Showing more of a name than was asked for is for who may see real names. `undo` takes it
    back.
    """
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        undo = await editing.change(
            connection, desk.partner_id, event_id, participant_id, data, caller.names
        )
        await desk.changed(connection, "changed", [participant_id])
    return schemas.ChangedParticipant(
        **structs.asdict(await _shown(desk, participant_id)), undo=undo
    )


@delete(
    ONE,
    opt=EDIT,
    status_code=200,
    summary="Take somebody off a roster",
    tags=TAGS,
    responses=CHANGED,
)
async def remove_participant(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    participant_id: ParticipantId,
) -> schemas.Undoable:
    """With all chips. What was read of them is nobody's until somebody has the chip again."""
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        undo_id = await editing.remove(
            connection, desk.partner_id, event_id, [participant_id], "removed"
        )
        await desk.changed(connection, "removed", [participant_id])
    return schemas.Undoable(undo_id)


@put(ONE + "/chips", opt=BIBS, summary="Give somebody chips", tags=TAGS, responses=CHANGED)
async def set_chips(  # noqa: PLR0913, PLR0917 -- three of them are injected
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    participant_id: ParticipantId,
    data: JSONBody[schemas.ChipChange],
) -> schemas.Undoable:
    """All that the person has from now on. A chip that somebody else has is 409 `chip_taken`, with
    that person's bib.
    """
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        undo_id = await editing.set_chips(
            connection, desk.partner_id, event_id, participant_id, data.chips
        )
        await desk.changed(connection, "chips given", [participant_id])
    return schemas.Undoable(undo_id)


@get(ONE + "/history", opt=VIEW, summary="What happened to somebody", tags=TAGS, responses=SEEN)
async def read_history(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    participant_id: ParticipantId,
    after: Annotated[
        int | None, QueryParameter(description="`after` of the page before.", ge=1, le=2**62)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> schemas.History:
    """Field by field, old → new, who and when; newest first. Also of somebody who was taken off."""
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        await store.event(connection, event_id)
        return await listing.history(connection, event_id, participant_id, after, limit)


@post(
    "/api/events/{event_id:int}/roster-undos/{undo_id:int}",
    opt=EDIT,
    status_code=200,
    summary="Undo a change of a roster",
    tags=TAGS,
    responses=CHANGED,
)
async def undo_change(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    undo_id: Annotated[int, PathParameter(description="`undo` of the change.", ge=1, le=2**31 - 1)],
) -> schemas.UndoDone:
    """Everything that it touched is as it was. Once; and not after somebody has edited it since
    (409 `edited_since`).
    """
    desk = RosterDesk(pool, caller, event_id, rematch)
    async with desk.real() as connection:
        people = await editing.undo(connection, desk.partner_id, event_id, undo_id, caller.names)
        await desk.changed(connection, "undone")
    return schemas.UndoDone(people)


async def _shown(desk: RosterDesk, participant_id: int) -> schemas.Participant:
    async with desk.shown() as connection:
        return await listing.one(connection, desk.event_id, participant_id, desk.caller.names)


HANDLERS = [
    list_participants,
    read_summary,
    export_roster,
    add_participant,
    read_participant,
    change_participant,
    remove_participant,
    set_chips,
    read_history,
    undo_change,
]
