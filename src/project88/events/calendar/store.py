"""Events in the database; each function in its caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import asyncpg
import msgspec
from msgspec.structs import astuple

from project88.db.pool import Connection
from project88.db.queries import load

_queries = load(__file__)


class Wanted(msgspec.Struct, frozen=True):
    """Which events; `after` is day and number of the last one of the page before."""

    states: Sequence[str]
    text: str
    first_day: date
    last_day: date
    after: tuple[date, int] | None
    limit: int


class Fields(msgspec.Struct, frozen=True):
    """What is written of an event; a new one without a zone gets the partner's."""

    name: str
    day: date
    zone: str | None
    place: str


async def events(connection: Connection, wanted: Wanted) -> list[asyncpg.Record]:
    day, number = wanted.after or (None, None)
    return await connection.fetch(
        _queries["events"],
        list(wanted.states),
        wanted.text,
        wanted.first_day,
        wanted.last_day,
        day,
        number,
        wanted.limit,
    )


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["event"], event_id)


async def lock_event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    await connection.execute(_queries["wait_little_for_locks"])
    return await connection.fetchrow(_queries["lock_event"], event_id)


async def add_event(connection: Connection, partner_id: int, fields: Fields) -> int:
    """The new event's id. Raises asyncpg's `UniqueViolationError` for a name that the day has."""
    made: int = await connection.fetchval(_queries["add_event"], partner_id, *astuple(fields))
    return made


async def set_event(connection: Connection, event_id: int, fields: Fields) -> None:
    """Raises as above."""
    await connection.execute(_queries["set_event"], event_id, *astuple(fields))


async def set_state(connection: Connection, event_id: int, state: str) -> None:
    """Raises as above, when a deleted one comes back and another has its name by now."""
    await connection.execute(_queries["set_state"], event_id, state)


async def session_zones(connection: Connection, event_id: int) -> dict[str, int]:
    rows = await connection.fetch(_queries["session_zones"], event_id)
    return {row["zone"]: row["sessions"] for row in rows}


async def copy_races(
    connection: Connection,
    event_id: int,
    copy_id: int,
    race_starts: Mapping[int, datetime],
    wave_starts: Mapping[int, datetime],
) -> None:
    """Races, waves, divisions and bib ranges; starts by the number of the original."""
    of_races, of_waves = list(race_starts), list(wave_starts)
    await connection.execute(
        _queries["copy_races"], event_id, copy_id, of_races, [race_starts[one] for one in of_races]
    )
    await connection.execute(
        _queries["copy_waves"], event_id, copy_id, of_waves, [wave_starts[one] for one in of_waves]
    )
    await connection.execute(_queries["copy_divisions"], event_id, copy_id)
    await connection.execute(_queries["copy_bib_ranges"], event_id, copy_id)


async def copy_people(
    connection: Connection, event_id: int, copy_id: int, *, with_ages: bool
) -> None:
    await connection.execute(_queries["see_real_names"])
    await connection.execute(_queries["copy_people"], event_id, copy_id, with_ages)


async def remove_deleted(connection: Connection, before: datetime) -> list[int]:
    rows = await connection.fetch(_queries["remove_deleted"], before)
    return [row["id"] for row in rows]
