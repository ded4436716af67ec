"""Races, waves and divisions over HTTP. Every change answers with the whole race."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.errors import NotFound
from project88.events.paths import EventId
from project88.events.races import editing, store
from project88.events.races.reading import races_of
from project88.events.races.schemas import (
    DivisionChange,
    NewDivision,
    NewRace,
    NewWave,
    Race,
    RaceChange,
    Races,
    WaveChange,
)

RaceId = Annotated[int, PathParameter(description="Number of the race.", ge=1, le=2**31 - 1)]
WaveId = Annotated[int, PathParameter(description="Number of the wave.", ge=1, le=2**31 - 1)]
DivisionId = Annotated[
    int, PathParameter(description="Number of the division.", ge=1, le=2**31 - 1)
]
EDIT = {"access": Needs(Permission.EVENTS_EDIT)}
PATH = "/api/events/{event_id:int}/races"
TAGS = ["events"]
PROBLEMS = problems(400, 401, 403, 404, 409, 422, 503)


@get(
    PATH,
    opt={"access": Needs(Permission.EVENTS_VIEW)},
    summary="The races of an event",
    tags=TAGS,
    responses=problems(400, 401, 403, 404, 422, 503),
)
async def list_races(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> Races:
    """Each with its waves and divisions, and which divisions share people."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        zone = await store.zone(connection, event_id)
        if zone is None:
            raise NotFound("There is no such event.")
        return Races(zone, await races_of(connection, event_id, zone))


@post(PATH, opt=EDIT, summary="Add a race", tags=TAGS, responses=PROBLEMS)
async def add_race(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[NewRace],
) -> Race:
    """The start is a wall clock of the event's zone. One that the clocks jump over is refused
    (`no_such_time`); of one that comes twice, say which (`time_comes_twice`).
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.add_race(connection, event_id, data)


@patch(PATH + "/{race_id:int}", opt=EDIT, summary="Change a race", tags=TAGS, responses=PROBLEMS)
async def change_race(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[RaceChange],
) -> Race:
    """From the version that was seen; another one meanwhile is a conflict (`stale`)."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.change_race(connection, event_id, race_id, data)


@delete(PATH + "/{race_id:int}", opt=EDIT, summary="Remove a race", tags=TAGS, responses=PROBLEMS)
async def remove_race(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
) -> None:
    """With its waves, divisions and bib ranges. Nobody may be entered in it
    (`race_has_participants`).
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await editing.remove_race(connection, event_id, race_id)


@post(PATH + "/{race_id:int}/waves", opt=EDIT, summary="Add a wave", tags=TAGS, responses=PROBLEMS)
async def add_wave(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[NewWave],
) -> Race:
    """A part of the race that starts with its own gun; its start is told as a race's is."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.add_wave(connection, event_id, race_id, data)


@patch(
    PATH + "/{race_id:int}/waves/{wave_id:int}",
    opt=EDIT,
    summary="Change a wave",
    tags=TAGS,
    responses=PROBLEMS,
)
async def change_wave(  # noqa: PLR0913, PLR0917 -- a path of three numbers
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    wave_id: WaveId,
    data: JSONBody[WaveChange],
) -> Race:
    """From the version that was seen; another one meanwhile is a conflict (`stale`)."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.change_wave(connection, event_id, race_id, wave_id, data)


@delete(
    PATH + "/{race_id:int}/waves/{wave_id:int}",
    opt=EDIT,
    status_code=200,
    summary="Remove a wave",
    tags=TAGS,
    responses=PROBLEMS,
)
async def remove_wave(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    wave_id: WaveId,
) -> Race:
    """The race without it."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.remove_wave(connection, event_id, race_id, wave_id)


@post(
    PATH + "/{race_id:int}/divisions",
    opt=EDIT,
    summary="Add a division",
    tags=TAGS,
    responses=PROBLEMS,
)
async def add_division(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[NewDivision],
) -> Race:
    """Divisions may share people; the first that fits counts, and `overlaps` says which do."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.add_division(connection, event_id, race_id, data)


@patch(
    PATH + "/{race_id:int}/divisions/{division_id:int}",
    opt=EDIT,
    summary="Change a division",
    tags=TAGS,
    responses=PROBLEMS,
)
async def change_division(  # noqa: PLR0913, PLR0917 -- a path of three numbers
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    division_id: DivisionId,
    data: JSONBody[DivisionChange],
) -> Race:
    """From the version that was seen; another one meanwhile is a conflict (`stale`)."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.change_division(connection, event_id, race_id, division_id, data)


@delete(
    PATH + "/{race_id:int}/divisions/{division_id:int}",
    opt=EDIT,
    status_code=200,
    summary="Remove a division",
    tags=TAGS,
    responses=PROBLEMS,
)
async def remove_division(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    division_id: DivisionId,
) -> Race:
    """The race without it."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await editing.remove_division(connection, event_id, race_id, division_id)


HANDLERS = [
    list_races,
    add_race,
    change_race,
    remove_race,
    add_wave,
    change_wave,
    remove_wave,
    add_division,
    change_division,
    remove_division,
]
