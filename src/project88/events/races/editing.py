"""Making and changing races, waves and divisions: the checks between the route and the rows.

Every change locks the event first, so starts are understood in the zone that the event has when the
change is written, and two people who edit one event take turns.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

import asyncpg
from msgspec import UNSET, UnsetType

from project88.db.pool import Connection, savepoint
from project88.errors import Conflict, InputError, NotFound
from project88.events.calendar.telling import tell
from project88.events.races import store
from project88.events.races.model import DivisionFields, RaceFields, WaveFields
from project88.events.races.reading import race_of
from project88.events.races.schemas import (
    DivisionChange,
    NewDivision,
    NewRace,
    NewWave,
    Race,
    RaceChange,
    WaveChange,
)
from project88.events.races.starts import instant_of, local_of

T = TypeVar("T")


async def add_race(connection: Connection, event_id: int, told: NewRace) -> Race:
    """:raises NotFound: no such event. :raises Conflict: the name is taken."""
    zone = await open_event(connection, event_id)
    start_at = _start(told.start, told.occurrence, zone)
    async with _one_of_its_name(connection, "race", told.name):
        fields = RaceFields(_name(told.name), told.distance_m, start_at, told.position)
        race_id = await store.add_race(connection, event_id, fields)
    return await race_of(connection, event_id, race_id)


async def change_race(
    connection: Connection, event_id: int, race_id: int, told: RaceChange
) -> Race:
    """:raises NotFound: no such race. :raises Conflict: stale, or the name is taken."""
    zone = await open_event(connection, event_id)
    now = await _race(connection, event_id, race_id)
    require_fresh(now["version"], told.version, f"The race {now['name']}")
    async with _one_of_its_name(connection, "race", told.name):
        await store.set_race(
            connection,
            race_id,
            RaceFields(
                _new(_named(told.name), now["name"]),
                _new(told.distance_m, now["distance_m"]),
                _new_start(told, now["start_at"], zone),
                _new(told.position, now["position"]),
            ),
        )
    return await race_of(connection, event_id, race_id)


async def remove_race(connection: Connection, event_id: int, race_id: int) -> None:
    """:raises NotFound: no such race. :raises Conflict: people are entered in it."""
    await open_event(connection, event_id)
    now = await _race(connection, event_id, race_id)
    if people := await store.people_of_race(connection, race_id):
        entered = "1 participant is" if people == 1 else f"{people} participants are"
        raise Conflict(
            f"{entered} entered in {now['name']}; move them to another race first.",
            code="race_has_participants",
        )
    await store.remove_race(connection, race_id)


async def add_wave(connection: Connection, event_id: int, race_id: int, told: NewWave) -> Race:
    """The race with its new wave; raises as `add_race`."""
    zone = await open_event(connection, event_id)
    await _race(connection, event_id, race_id)
    start_at = _start(told.start, told.occurrence, zone)
    async with _one_of_its_name(connection, "wave", told.name):
        fields = WaveFields(_name(told.name), start_at, told.position)
        await store.add_wave(connection, race_id, fields)
    return await race_of(connection, event_id, race_id)


async def change_wave(
    connection: Connection, event_id: int, race_id: int, wave_id: int, told: WaveChange
) -> Race:
    zone = await open_event(connection, event_id)
    await _race(connection, event_id, race_id)
    now = _there(await store.wave(connection, race_id, wave_id), "wave")
    require_fresh(now["version"], told.version, f"The wave {now['name']}")
    async with _one_of_its_name(connection, "wave", told.name):
        await store.set_wave(
            connection,
            wave_id,
            WaveFields(
                _new(_named(told.name), now["name"]),
                _new_start(told, now["start_at"], zone),
                _new(told.position, now["position"]),
            ),
        )
    return await race_of(connection, event_id, race_id)


async def remove_wave(connection: Connection, event_id: int, race_id: int, wave_id: int) -> Race:
    await open_event(connection, event_id)
    await _race(connection, event_id, race_id)
    _there(await store.wave(connection, race_id, wave_id), "wave")
    await store.remove_wave(connection, wave_id)
    return await race_of(connection, event_id, race_id)


async def add_division(
    connection: Connection, event_id: int, race_id: int, told: NewDivision
) -> Race:
    """The race with its new division, and what overlaps now."""
    await open_event(connection, event_id)
    await _race(connection, event_id, race_id)
    _require_ages(told.youngest, told.oldest)
    async with _one_of_its_name(connection, "division", told.name):
        fields = DivisionFields(
            _name(told.name), told.gender, told.youngest, told.oldest, told.position
        )
        await store.add_division(connection, race_id, fields)
    return await race_of(connection, event_id, race_id)


async def change_division(
    connection: Connection, event_id: int, race_id: int, division_id: int, told: DivisionChange
) -> Race:
    await open_event(connection, event_id)
    await _race(connection, event_id, race_id)
    now = _there(await store.division(connection, race_id, division_id), "division")
    require_fresh(now["version"], told.version, f"The division {now['name']}")
    youngest, oldest = _new(told.youngest, now["youngest"]), _new(told.oldest, now["oldest"])
    _require_ages(youngest, oldest)
    async with _one_of_its_name(connection, "division", told.name):
        await store.set_division(
            connection,
            division_id,
            DivisionFields(
                _new(_named(told.name), now["name"]),
                _new(told.gender, now["gender"]),
                youngest,
                oldest,
                _new(told.position, now["position"]),
            ),
        )
    return await race_of(connection, event_id, race_id)


async def remove_division(
    connection: Connection, event_id: int, race_id: int, division_id: int
) -> Race:
    await open_event(connection, event_id)
    await _race(connection, event_id, race_id)
    _there(await store.division(connection, race_id, division_id), "division")
    await store.remove_division(connection, division_id)
    return await race_of(connection, event_id, race_id)


async def open_event(connection: Connection, event_id: int) -> str:
    """Locks the event for an edit, of which webhooks hear when it is done; its zone.

    :raises NotFound: no such event. :raises Conflict: it was deleted.
    """
    event = await store.lock_event(connection, event_id)
    if event is None:
        raise NotFound("There is no such event.")
    if event["state"] == "deleted":
        raise Conflict(
            "This event was deleted; bring it back before you change it.", code="event_deleted"
        )
    await tell(connection, event)
    zone: str = event["zone"]
    return zone


def require_fresh(version: int, told: int, what: str) -> None:
    """:raises Conflict: the change was made from another version than there is now."""
    if version != told:
        raise Conflict(
            f"{what} was changed by somebody else meanwhile. Look at it again, then change it.",
            code="stale",
        )


async def _race(connection: Connection, event_id: int, race_id: int) -> asyncpg.Record:
    return _there(await store.race(connection, event_id, race_id), "race")


def _there(row: asyncpg.Record | None, what: str) -> asyncpg.Record:
    if row is None:
        raise NotFound(f"There is no such {what}.")
    return row


@asynccontextmanager
async def _one_of_its_name(
    connection: Connection, what: str, name: str | UnsetType
) -> AsyncIterator[None]:
    try:
        async with savepoint(connection):
            yield
    except asyncpg.UniqueViolationError as error:
        raise Conflict(f"There is a {what} named {name} already.", code="name_taken") from error


def _name(told: str) -> str:
    name = " ".join(told.split())
    if not name:
        raise InputError("A name must have at least one letter or digit.")
    return name


def _named(told: str | UnsetType) -> str | UnsetType:
    return UNSET if isinstance(told, UnsetType) else _name(told)


def _require_ages(youngest: int | None, oldest: int | None) -> None:
    if youngest is not None and oldest is not None and youngest > oldest:
        raise InputError("The youngest age is above the oldest; swap them.")


def _start(told: str | None, occurrence: str | None, zone: str) -> datetime | None:
    return None if told is None else instant_of(told, zone, occurrence)


def _new_start(told: RaceChange | WaveChange, known: datetime | None, zone: str) -> datetime | None:
    """The same wall clock keeps its instant: of two, whoever edits a name need not say which."""
    if isinstance(told.start, UnsetType):
        return known
    if known is not None and told.occurrence is None and told.start is not None:
        same = local_of(known, zone)
        if told.start in {same, same.removesuffix(":00")}:
            return known
    return _start(told.start, told.occurrence, zone)


def _new(told: T | UnsetType, known: T) -> T:
    return known if isinstance(told, UnsetType) else told
