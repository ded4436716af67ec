"""Course records, as people write them down before a race."""

import asyncpg
from msgspec import UNSET

from project88.db.pool import Connection, savepoint
from project88.errors import Conflict, InputError, NotFound
from project88.events.races.editing import open_event, require_fresh
from project88.results.setting import schemas, store
from project88.results.setting.reading import record_of

MOST_RECORDS = 500
"""Of one race: its sexes and age groups, with room to spare."""
_SEXES = ("F", "M", "X")


async def add(
    connection: Connection, event_id: int, race_id: int, told: schemas.NewCourseRecord
) -> schemas.CourseRecord:
    """:raises Conflict: the group has a record, or the race as many as it can."""
    await _race(connection, event_id, race_id)
    if await store.records_of_race(connection, race_id) >= MOST_RECORDS:
        raise Conflict(f"A race has at most {MOST_RECORDS} records.", code="too_many_records")
    group = _group(told.scope, told.scope_value)
    try:
        async with savepoint(connection):
            made = await store.add_record(
                connection, race_id, told.scope, group, told.ms, told.holder.strip(), told.year
            )
    except asyncpg.UniqueViolationError as error:
        of = f"of {group}" if group else "of the course"
        raise Conflict(
            f"There is a record {of} already. Change that one.", code="record_exists"
        ) from error
    return record_of(made)


async def change(
    connection: Connection,
    event_id: int,
    race_id: int,
    record_id: int,
    told: schemas.CourseRecordChange,
) -> schemas.CourseRecord:
    """:raises Conflict: stale."""
    await _race(connection, event_id, race_id)
    now = await _record(connection, race_id, record_id)
    require_fresh(now["version"], told.version, "The record")
    told_of = (
        _new(told.ms, now["ms"]),
        _new(told.holder, now["holder"]),
        _new(told.year, now["year"]),
    )
    return record_of(await store.set_record(connection, record_id, *told_of))


async def remove(connection: Connection, event_id: int, race_id: int, record_id: int) -> None:
    await _race(connection, event_id, race_id)
    await _record(connection, race_id, record_id)
    await store.remove_record(connection, record_id)


async def _race(connection: Connection, event_id: int, race_id: int) -> None:
    await open_event(connection, event_id)
    if await store.lock_race(connection, event_id, race_id) is None:
        raise NotFound("There is no such race.")


async def _record(connection: Connection, race_id: int, record_id: int) -> asyncpg.Record:
    record = await store.record(connection, race_id, record_id)
    if record is None:
        raise NotFound("There is no such record.")
    return record


def _new(told: object, known: object) -> object:
    return known if told is UNSET else told


def _group(scope: str, told: str) -> str:
    """:raises InputError: a sex or division that is none."""
    value = " ".join(told.split())
    if scope == "course" and value:
        raise InputError("A record of the course is everybody's; leave the group empty.")
    if scope == "sex" and value not in _SEXES:
        raise InputError(
            "A record of a sex is for F, M or X.", fields=[("scope_value", "F, M or X.")]
        )
    if scope == "division" and not value:
        raise InputError("Say whose record it is: the name of the division.")
    return value
