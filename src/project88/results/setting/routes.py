"""Race set-up over HTTP. A change answers with the whole event, because a gun that goes to one race
may be missing in another.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from litestar import delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Connection, Pool
from project88.events.paths import EventId
from project88.events.races.routes import RaceId, WaveId
from project88.results.setting import editing, guns, records
from project88.results.setting.reading import course_of_event
from project88.results.setting.schemas import (
    CourseRecord,
    CourseRecordChange,
    EventCourse,
    GunGiven,
    ManualStart,
    NewCourseRecord,
    RaceClosing,
    RacePoints,
    RaceRulesChange,
    RaceStateChange,
)

GunId = Annotated[int, PathParameter(description="Number of the gun.", ge=1, le=2**31 - 1)]
RecordId = Annotated[int, PathParameter(description="Number of the record.", ge=1, le=2**31 - 1)]
EVENT = "/api/events/{event_id:int}"
RACE = EVENT + "/races/{race_id:int}"
TAGS = ["race set-up"]
EDIT = {"access": Needs(Permission.TIMING_EDIT)}
PROBLEMS = problems(400, 401, 403, 404, 409, 422, 503)


@get(
    EVENT + "/course",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="The set-up of an event's races",
    tags=TAGS,
    responses=problems(400, 401, 403, 404, 422, 503),
)
async def read_course(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> EventCourse:
    """Points, rules, starts, guns, state and records of every race, and which locations were heard.
    A race without points of its own is scored by the suggested ones.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await course_of_event(connection, event_id)


@put(RACE + "/points", opt=EDIT, summary="Set the course of a race", tags=TAGS, responses=PROBLEMS)
async def set_points(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[RacePoints],
) -> EventCourse:
    """All points in their order; what is not among them is taken away (`point_has_times` while times
    were entered by hand there). Locations need not have been heard yet.
    """
    return await _changed(
        pool, caller, event_id, lambda to: editing.set_points(to, event_id, race_id, data)
    )


@patch(
    RACE + "/rules", opt=EDIT, summary="Change the rules of a race", tags=TAGS, responses=PROBLEMS
)
async def change_rules(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[RaceRulesChange],
) -> EventCourse:
    """How it is scored and ranked. Results are computed anew at once."""
    return await _changed(
        pool, caller, event_id, lambda to: editing.change_rules(to, event_id, race_id, data)
    )


@put(RACE + "/start", opt=EDIT, summary="Enter the start of a race", tags=TAGS, responses=PROBLEMS)
async def start_race(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[ManualStart],
) -> EventCourse:
    """Of a race without waves (`has_waves`). It counts before every gun; null takes it away."""
    return await _changed(
        pool, caller, event_id, lambda to: guns.start_race(to, event_id, race_id, data)
    )


@put(
    RACE + "/waves/{wave_id:int}/start",
    opt=EDIT,
    summary="Enter the start of a wave",
    tags=TAGS,
    responses=PROBLEMS,
)
async def start_wave(  # noqa: PLR0913, PLR0917 -- a path of three numbers
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    wave_id: WaveId,
    data: JSONBody[ManualStart],
) -> EventCourse:
    """It counts before every gun; null takes it away. The version is the wave's."""
    return await _changed(
        pool, caller, event_id, lambda to: guns.start_wave(to, event_id, race_id, wave_id, data)
    )


@put(EVENT + "/guns/{gun_id:int}", opt=EDIT, summary="Give a gun", tags=TAGS, responses=PROBLEMS)
async def give_gun(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    gun_id: GunId,
    data: JSONBody[GunGiven],
) -> EventCourse:
    """To a wave or a race without waves; null takes it back. `was` is whose it was when you looked:
    if it is somebody else's now, nothing changes (`stale`).
    """
    return await _changed(
        pool, caller, event_id, lambda to: guns.give_gun(to, event_id, gun_id, data)
    )


@put(RACE + "/state", opt=EDIT, summary="Make results official", tags=TAGS, responses=PROBLEMS)
async def set_state(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[RaceStateChange],
) -> EventCourse:
    """Live, provisional or official, and back. What is official changes no more by itself."""
    return await _changed(
        pool, caller, event_id, lambda to: editing.set_state(to, event_id, race_id, data)
    )


@put(RACE + "/closed", opt=EDIT, summary="Close or open a race", tags=TAGS, responses=PROBLEMS)
async def close_race(  # noqa: PLR0913, PLR0917 -- the clock is one more
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[RaceClosing],
) -> EventCourse:
    """Closed, whoever is on course did not finish, and whoever was never seen did not start."""
    here = instant(now())
    return await _changed(
        pool, caller, event_id, lambda to: editing.close(to, event_id, race_id, data, here)
    )


@post(RACE + "/records", opt=EDIT, summary="Add a course record", tags=TAGS, responses=PROBLEMS)
async def add_record(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    data: JSONBody[NewCourseRecord],
) -> CourseRecord:
    """The best time before this race: of the course, of a sex or of a division."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await records.add(connection, event_id, race_id, data)


@patch(
    RACE + "/records/{record_id:int}",
    opt=EDIT,
    summary="Change a course record",
    tags=TAGS,
    responses=PROBLEMS,
)
async def change_record(  # noqa: PLR0913, PLR0917 -- a path of three numbers
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    record_id: RecordId,
    data: JSONBody[CourseRecordChange],
) -> CourseRecord:
    """Its time, holder or year; from the version that was seen (`stale`)."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await records.change(connection, event_id, race_id, record_id, data)


@delete(
    RACE + "/records/{record_id:int}",
    opt=EDIT,
    summary="Remove a course record",
    tags=TAGS,
    responses=PROBLEMS,
)
async def remove_record(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race_id: RaceId,
    record_id: RecordId,
) -> None:
    """The group has no record any more that could be broken."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await records.remove(connection, event_id, race_id, record_id)


async def _changed(
    pool: Pool, caller: Caller, event_id: int, change: Callable[[Connection], Awaitable[None]]
) -> EventCourse:
    """The event after a change."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await change(connection)
        return await course_of_event(connection, event_id)


HANDLERS = [
    read_course,
    set_points,
    change_rules,
    start_race,
    start_wave,
    give_gun,
    set_state,
    close_race,
    add_record,
    change_record,
    remove_record,
]
