"""The set-up of races in the database; each function in its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import asyncpg
import msgspec
from msgspec.structs import astuple, fields

from project88.db.pool import Connection
from project88.db.queries import load
from project88.results.setting.model import Kept, PointRow

_queries = load(__package__)
Rows: TypeAlias = list[asyncpg.Record]
_KEPT = tuple(field.name for field in fields(Kept))


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["event"], event_id)


async def races(connection: Connection, event_id: int, race_id: int | None = None) -> Rows:
    """With their rules (`kept_of`); of one race or of all."""
    return await connection.fetch(_queries["races"], event_id, race_id)


async def lock_race(connection: Connection, event_id: int, race_id: int) -> asyncpg.Record | None:
    """The race as `races` gives it, and nobody else changes its set-up until the end."""
    if await connection.fetchval(_queries["lock_race"], event_id, race_id) is None:
        return None
    return await connection.fetchrow(_queries["races"], event_id, race_id)


def kept_of(race: asyncpg.Record) -> Kept:
    """The rules of a race, or what holds while it has none."""
    if not race["version"]:
        return Kept()
    told = {name: race[name] for name in _KEPT}
    # What the database keeps in four bytes is 7.199999809.
    return Kept(**told | {"fastest_m_s": round(told["fastest_m_s"], 3)})


async def points(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["points"], event_id)


async def waves(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["waves"], event_id)


async def divisions(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["divisions"], event_id)


async def guns(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["guns"], event_id)


async def heard(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["heard"], event_id)


async def records(connection: Connection, event_id: int) -> Rows:
    return await connection.fetch(_queries["records"], event_id)


async def keep(connection: Connection, race_id: int, rules: Kept) -> None:
    """Raises the version, whatever of the set-up has changed."""
    await connection.execute(_queries["keep_rules"], race_id, *astuple(rules))


async def manual_times_at_others(connection: Connection, race_id: int, kept: Sequence[int]) -> Rows:
    """(name, times) of points with times that somebody entered, but for these points."""
    return await connection.fetch(_queries["manual_times_at"], race_id, list(kept))


async def set_points(connection: Connection, race_id: int, told: Sequence[PointRow]) -> None:
    """Exactly these; in three statements, because a name may go from one point to another."""
    kept = [point.id for point in told if point.id is not None]
    text = msgspec.json.encode(told).decode()
    await connection.execute(_queries["drop_points"], race_id, kept)
    await connection.execute(_queries["set_points"], race_id, text)
    await connection.execute(_queries["add_points"], race_id, text)


async def wave(connection: Connection, race_id: int, wave_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["wave"], race_id, wave_id)


async def start_wave(connection: Connection, wave_id: int, at: datetime | None) -> None:
    await connection.execute(_queries["start_wave"], wave_id, at)


async def gun(connection: Connection, event_id: int, gun_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["gun"], event_id, gun_id)


async def give_gun(
    connection: Connection, gun_id: int, race_id: int | None, wave_id: int | None
) -> None:
    await connection.execute(_queries["give_gun"], gun_id, race_id, wave_id)


async def record(connection: Connection, race_id: int, record_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["record"], race_id, record_id)


async def records_of_race(connection: Connection, race_id: int) -> int:
    found: int = await connection.fetchval(_queries["records_of_race"], race_id)
    return found


async def add_record(connection: Connection, race_id: int, *told: object) -> asyncpg.Record:
    """Scope, its value, ms, holder and year; raises asyncpg's `UniqueViolationError`."""
    made = await connection.fetchrow(_queries["add_record"], race_id, *told)
    assert made is not None, "the race is locked"
    return made


async def set_record(connection: Connection, record_id: int, *told: object) -> asyncpg.Record:
    """Ms, holder and year."""
    changed = await connection.fetchrow(_queries["set_record"], record_id, *told)
    assert changed is not None, "the record is locked"
    return changed


async def remove_record(connection: Connection, record_id: int) -> None:
    await connection.execute(_queries["remove_record"], record_id)
