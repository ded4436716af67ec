"""The life of an event: made, changed, copied, put away, deleted, brought back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Literal, TypeVar

import asyncpg
import msgspec
from msgspec import UnsetType

from project88.db.pool import Connection, savepoint
from project88.errors import Conflict, InputError, NotFound
from project88.events.calendar import store
from project88.events.calendar.moves import Shift, moves, notes, shifted, starts_of
from project88.events.calendar.schemas import Clone, Event, EventChange, Moves, NewEvent
from project88.events.calendar.telling import tell
from project88.events.races import store as races_store
from project88.events.races.editing import require_fresh
from project88.events.races.reading import races_of
from project88.events.races.starts import event_zone

T = TypeVar("T")


async def event_of(connection: Connection, event_id: int) -> Event:
    """:raises NotFound: no such event."""
    row = await store.event(connection, event_id)
    if row is None:
        raise NotFound("There is no such event.")
    return Event(races=await races_of(connection, event_id, row["zone"]), **dict(row))


async def _changed(connection: Connection, event_id: int) -> Event:
    """The event as it is now, of which webhooks hear too."""
    if (row := await store.event(connection, event_id)) is not None:
        await tell(connection, row)
    return await event_of(connection, event_id)


async def add(connection: Connection, partner_id: int, told: NewEvent) -> Event:
    """:raises UnknownZone: no IANA zone. :raises Conflict: the day has an event of this name."""
    zone = None if told.zone is None else event_zone(told.zone)
    name, day = _name(told.name), _day(told.day)
    async with _one_of_its_name(connection, name, day):
        fields = store.Fields(name, day, zone, _text(told.place))
        event_id = await store.add_event(connection, partner_id, fields)
    return await _changed(connection, event_id)


async def change(connection: Connection, event_id: int, told: EventChange) -> Event:
    """Starts keep their wall clock. Raises as `add`, `NotFound`, and `Conflict` when stale."""
    now = await _open(connection, event_id)
    require_fresh(now["version"], told.version, "This event")
    zone = now["zone"] if isinstance(told.zone, UnsetType) else event_zone(told.zone)
    name = _name(_new(told.name, now["name"]))
    day = _day(_new(told.day, now["day"]))
    shift = Shift(now["zone"], zone, (day - now["day"]).days)
    starts = shifted(await races_of(connection, event_id, now["zone"]), shift)
    async with _one_of_its_name(connection, name, day):
        place = _text(_new(told.place, now["place"]))
        await store.set_event(connection, event_id, store.Fields(name, day, zone, place))
    if shift.moves:
        await races_store.set_starts(
            connection, starts_of("race", starts), starts_of("wave", starts)
        )
    done = await _changed(connection, event_id)
    return msgspec.structs.replace(done, notes=notes(starts) if shift.moves else [])


async def what_moves(
    connection: Connection, event_id: int, day: date | None, zone: str | None
) -> Moves:
    """What a change of day or zone would do; nothing is written."""
    event = await event_of(connection, event_id)
    new_zone = event.zone if zone is None else event_zone(zone)
    shift = Shift(event.zone, new_zone, 0 if day is None else (_day(day) - event.day).days)
    if not shift.moves:
        return Moves([], [])
    sentences = _sentences(await store.session_zones(connection, event_id), new_zone)
    return Moves(moves(shifted(event.races, shift), shift), sentences)


async def clone(connection: Connection, partner_id: int, event_id: int, told: Clone) -> Event:
    """The copy. Raises as `add`, and `NotFound`."""
    original = await event_of(connection, event_id)
    name, day = _name(told.name), _day(told.day)
    shift = Shift(original.zone, original.zone, (day - original.day).days)
    starts = shifted(original.races, shift)
    async with _one_of_its_name(connection, name, day):
        fields = store.Fields(name, day, original.zone, original.place)
        copy_id = await store.add_event(connection, partner_id, fields)
    await store.copy_races(
        connection, event_id, copy_id, starts_of("race", starts), starts_of("wave", starts)
    )
    if told.people == "without_bibs":
        # Ages are of race day, so in another year they are not true any more.
        same_year = day.year == original.day.year
        await store.copy_people(connection, event_id, copy_id, with_ages=same_year)
    done = await _changed(connection, copy_id)
    return msgspec.structs.replace(done, notes=notes(starts))


async def set_state(
    connection: Connection, event_id: int, state: Literal["active", "archived", "deleted"]
) -> Event:
    """To the state in which it is already: nothing happens.

    :raises NotFound: no such event.
    :raises Conflict: it was deleted and cannot be put away, or its name was given anew.
    """
    now = await _locked(connection, event_id)
    if state == "archived" and now["state"] == "deleted":
        raise _was_deleted()
    if now["state"] == state:
        return await event_of(connection, event_id)
    async with _one_of_its_name(connection, now["name"], now["day"]):
        await store.set_state(connection, event_id, state)
    return await _changed(connection, event_id)


async def _locked(connection: Connection, event_id: int) -> asyncpg.Record:
    row = await store.lock_event(connection, event_id)
    if row is None:
        raise NotFound("There is no such event.")
    return row


async def _open(connection: Connection, event_id: int) -> asyncpg.Record:
    row = await _locked(connection, event_id)
    if row["state"] == "deleted":
        raise _was_deleted()
    return row


def _was_deleted() -> Conflict:
    return Conflict(
        "This event was deleted; bring it back before you change it.", code="event_deleted"
    )


@asynccontextmanager
async def _one_of_its_name(connection: Connection, name: str, day: date) -> AsyncIterator[None]:
    try:
        async with savepoint(connection):
            yield
    except asyncpg.UniqueViolationError as error:
        raise Conflict(
            f"There is an event named {name} on {day} already; choose another name or day.",
            code="event_exists",
        ) from error


def _sentences(session_zones: dict[str, int], zone: str) -> list[str]:
    """Timing sessions keep the zone of their sender's clock, whatever the event's is."""
    return [
        f"{'1 timing session keeps' if count == 1 else f'{count} timing sessions keep'} "
        f"the zone {of_session}, because that is where the sender's clock hangs."
        for of_session, count in session_zones.items()
        if of_session != zone
    ]


def _name(told: str) -> str:
    name = _text(told)
    if not name:
        raise InputError("An event needs a name.")
    return name


def _text(told: str) -> str:
    return " ".join(told.split())


def _day(day: date) -> date:
    if not 1971 <= day.year <= 2200:
        raise InputError("The day of an event must be between the years 1971 and 2200.")
    return day


def _new(told: T | UnsetType, known: T) -> T:
    return known if isinstance(told, UnsetType) else told
