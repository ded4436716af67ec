"""The announcer's screen over HTTP; its live stream is `web/announcer_stream`."""

from collections.abc import Callable
from typing import Annotated

from litestar import delete, get, patch, post
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.paths import LARGEST
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.errors import NotFound
from project88.events.paths import EventId
from project88.results.announcer import writing
from project88.results.announcer.boards import AnnouncerBoards, AnnouncerKey
from project88.results.announcer.schemas import (
    AnnouncerBoard,
    AnnouncerNote,
    AnnouncerNoteChange,
    AnnouncerNoteHistory,
    AnnouncerPersonChange,
    AnnouncerRunner,
    AnnouncerSearch,
    NewAnnouncerNote,
    Tick,
    Ticks,
    TicksTold,
)
from project88.results.announcer.watch import Watch
from project88.results.announcer.writing import Writing

BASE = "/api/events/{event_id:int}/announcer"
ACCESS = {"access": Needs(Permission.ANNOUNCE)}
TAGS = ["announcer"]
LOOK = problems(400, 401, 403, 404, 422, 503)
CHANGE = problems(400, 401, 403, 404, 409, 422, 503)
NO_STORE = [ResponseHeader(name="Cache-Control", value="no-store")]

ParticipantId = Annotated[
    int, PathParameter(description="Number of the participant.", ge=1, le=LARGEST)
]
NoteId = Annotated[int, PathParameter(description="Number of the note.", ge=1, le=LARGEST)]
OfRaces = Annotated[
    list[int] | None,
    QueryParameter(name="race", description="Races to look at; all without it.", max_items=50),
]
OfPoints = Annotated[
    list[str] | None,
    QueryParameter(
        name="point", description="Names of points to look at; else the finish.", max_items=50
    ),
]
MissedAfter = Annotated[
    int,
    QueryParameter(
        description="Seconds after which a name that was not said is missed.", ge=1, le=3600
    ),
]
Query = Annotated[
    str,
    QueryParameter(
        name="q", description="A bib, or words of a name.", min_length=1, max_length=100
    ),
]
Most = Annotated[
    int,
    QueryParameter(description="At most so many.", ge=1, le=50, schema_extra={"examples": [20]}),
]
OfParticipant = Annotated[int, QueryParameter(description="Whose.", ge=1, le=LARGEST)]
WhatSaid = Annotated[
    str,
    QueryParameter(
        description="What was said.", min_length=4, max_length=100, pattern=r"^(at|cue):[^\x00]+$"
    ),
]


def watch_of(races: list[int] | None, points: list[str] | None, missed_after: int) -> Watch:
    return Watch(frozenset(races or ()), frozenset(points or ()), missed_after * 1000)


@get(
    BASE,
    opt=ACCESS,
    summary="The announcer's screen of an event",
    tags=TAGS,
    responses=LOOK,
    response_headers=NO_STORE,
)
async def read_announcer(  # noqa: PLR0913, PLR0917 -- what a screen looks at
    caller: NamedDependency[Caller],
    announcing: NamedDependency[AnnouncerBoards],
    event_id: EventId,
    race: OfRaces = None,
    point: OfPoints = None,
    missed_after: MissedAfter = 20,
) -> AnnouncerBoard:
    """Who just crossed with what there is to say, who comes next and when, and whose name was not
    said yet. Names are as the participants want them shown; who is hidden has a bib alone.
    """
    watch = watch_of(race, point, missed_after)
    key = AnnouncerKey(caller.partner_id, event_id)
    return await announcing.board(key, watch, writing.viewer_of(caller))


@get(
    BASE + "/search",
    opt=ACCESS,
    summary="Find somebody by bib or name",
    tags=TAGS,
    responses=LOOK,
    response_headers=NO_STORE,
)
async def search_announcer(
    caller: NamedDependency[Caller],
    announcing: NamedDependency[AnnouncerBoards],
    event_id: EventId,
    q: Query,
    limit: Most = 20,
) -> AnnouncerSearch:
    """Also with a letter wrong, or two that changed places."""
    key = AnnouncerKey(caller.partner_id, event_id)
    return await announcing.search(key, writing.viewer_of(caller), q, limit)


@post(
    BASE + "/said",
    opt=ACCESS,
    summary="Tick off what was said",
    tags=TAGS,
    status_code=200,
    responses=CHANGE,
)
async def say(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    data: JSONBody[Ticks],
) -> TicksTold:
    """Every announcer of the event sees it at once. The first who said it stays."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        here = Writing(connection, caller, event_id, instant(now()))
        return TicksTold(await writing.say(here, data.ticks))


@delete(BASE + "/said", opt=ACCESS, summary="Take a tick back", tags=TAGS, responses=CHANGE)
async def unsay(  # noqa: PLR0913, PLR0917 -- which tick
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    participant_id: OfParticipant,
    what: WhatSaid,
) -> None:
    """It was not said after all. Taking back what does not stand is no fault."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        here = Writing(connection, caller, event_id, instant(now()))
        await writing.unsay(here, Tick(participant_id, what))


@patch(
    BASE + "/people/{participant_id:int}",
    opt=ACCESS,
    summary="Say how a name is spoken, and who is a guest of honour",
    tags=TAGS,
    responses=CHANGE,
)
async def change_announced_person(  # noqa: PLR0913, PLR0917 -- whom, and in which event
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    announcing: NamedDependency[AnnouncerBoards],
    event_id: EventId,
    participant_id: ParticipantId,
    data: JSONBody[AnnouncerPersonChange],
) -> AnnouncerRunner:
    """Shown to announcers and to nobody else."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        here = Writing(connection, caller, event_id, instant(now()))
        await writing.change_person(here, participant_id, data)
    key = AnnouncerKey(caller.partner_id, event_id)
    runner = await announcing.runner(key, writing.viewer_of(caller), participant_id)
    if runner is None:
        raise NotFound("There is no such participant in this event.")
    return runner


@post(BASE + "/notes", opt=ACCESS, summary="Write a note", tags=TAGS, responses=CHANGE)
async def add_note(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    data: JSONBody[NewAnnouncerNote],
) -> AnnouncerNote:
    """Notes are their author's: another announcer's note stands beside it."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await writing.add_note(Writing(connection, caller, event_id, instant(now())), data)


@patch(
    BASE + "/notes/{note_id:int}",
    opt=ACCESS,
    summary="Change a note",
    tags=TAGS,
    responses=CHANGE,
)
async def change_note(  # noqa: PLR0913, PLR0917 -- which note
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    note_id: NoteId,
    data: JSONBody[AnnouncerNoteChange],
) -> AnnouncerNote:
    """By its author. The former text is kept."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        here = Writing(connection, caller, event_id, instant(now()))
        return await writing.change_note(here, note_id, data)


@delete(
    BASE + "/notes/{note_id:int}",
    opt=ACCESS,
    summary="Remove a note",
    tags=TAGS,
    responses=CHANGE,
)
async def remove_note(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    note_id: NoteId,
) -> None:
    """By its author."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await writing.remove_note(Writing(connection, caller, event_id, instant(now())), note_id)


@get(
    BASE + "/notes/{note_id:int}/versions",
    opt=ACCESS,
    summary="What a note said before",
    tags=TAGS,
    responses=LOOK,
    response_headers=NO_STORE,
)
async def read_note_versions(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    note_id: NoteId,
) -> AnnouncerNoteHistory:
    """Former texts, the newest first; of somebody else's note those that were for everybody."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await writing.history(Writing(connection, caller, event_id, instant(now())), note_id)


HANDLERS = [
    read_announcer,
    search_announcer,
    say,
    unsay,
    change_announced_person,
    add_note,
    change_note,
    remove_note,
    read_note_versions,
]
