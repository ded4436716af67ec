"""The rows of screens; see queries.sql. What a screen shows is called its shown session."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.displays.address import new_address
from project88.errors import Conflict

_QUERIES = load(__package__)
_ATTEMPTS = 8

PassingAt = tuple[int, int, str, int]
"""A display session, and a passing by location, chip and number."""


class Asked(msgspec.Struct, frozen=True):
    """Which screens are wanted; None asks for nothing. `reach` None is every session."""

    reach: list[int] | None
    now: datetime
    display_session_id: int | None = None
    event_id: int | None = None
    screens: list[int] | None = None
    after: int = 0
    limit: int = 500


class Spoken(msgspec.Struct, frozen=True, gc=False):
    """A report to be written."""

    key_hash: bytes
    seen_at: datetime
    report: str


async def number_alone(connection: Connection, partner_id: int) -> None:
    await connection.execute(_QUERIES["number_alone"], partner_id)


async def screens_on_link(connection: Connection, link: str) -> int:
    return int(await connection.fetchval(_QUERIES["screens_on_link"], link))


async def insert_screen(
    connection: Connection, partner_id: int, key_hash: bytes, link: str, now: datetime
) -> asyncpg.Record:
    """A new screen; whoever calls this has taken `number_alone`."""
    for _ in range(_ATTEMPTS):
        row = await connection.fetchrow(
            _QUERIES["insert_screen"], partner_id, key_hash, new_address(), link, now
        )
        if row is not None:
            return row
    raise Conflict("No free code was found for this screen. Please try again.")


async def by_key(connection: Connection, key_hash: bytes) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["screen_by_key"], key_hash)


async def by_code(connection: Connection, code: str) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["screen_by_code"], code)


async def open_link(
    connection: Connection, screen_id: int, link: str, *, elsewhere: bool
) -> asyncpg.Record:
    """`elsewhere`: the link shows another display session than the one before."""
    row = await connection.fetchrow(_QUERIES["open_link"], screen_id, link, elsewhere)
    assert row is not None
    return row


async def heard_of(connection: Connection, screen_id: int, now: datetime) -> None:
    await connection.execute(_QUERIES["heard_of"], screen_id, now)


async def become(
    connection: Connection, screen_id: int, key_hash: bytes, link: str
) -> asyncpg.Record:
    row = await connection.fetchrow(_QUERIES["become"], screen_id, key_hash, link)
    assert row is not None
    return row


async def begin_again(
    connection: Connection,
    screen_id: int,
    partner_id: int,
    display_session_id: int,
    now: datetime,
) -> None:
    await connection.execute(
        _QUERIES["begin_again"], screen_id, partner_id, display_session_id, now
    )


async def leave(connection: Connection, key_hash: bytes, now: datetime) -> None:
    await connection.execute(_QUERIES["leave"], key_hash, now)


async def write_reports(
    connection: Connection, partner_id: int, spoken: Sequence[Spoken]
) -> list[asyncpg.Record]:
    """Who of them exists: (screen_id, number, name, group_name, key_hash, display_session_id,
    event_id, was_down, down_since).
    """
    return await connection.fetch(
        _QUERIES["write_reports"],
        partner_id,
        [one.key_hash for one in spoken],
        [one.seen_at for one in spoken],
        [one.report for one in spoken],
    )


async def screens(connection: Connection, asked: Asked) -> list[asyncpg.Record]:
    return await connection.fetch(
        _QUERIES["screens"],
        asked.reach,
        asked.display_session_id,
        asked.event_id,
        asked.screens,
        asked.after,
        asked.limit,
        asked.now,
    )


async def shown_passings(
    connection: Connection, wanted: Sequence[PassingAt]
) -> list[asyncpg.Record]:
    columns = [list(column) for column in zip(*wanted, strict=True)] or [[], [], [], []]
    return await connection.fetch(_QUERIES["shown_passings"], *columns)


async def meant_screens(
    connection: Connection,
    reach: list[int] | None,
    screens: list[int] | None = None,
    group: str | None = None,
    display_session_id: int | None = None,
) -> list[asyncpg.Record]:
    """Held until the transaction ends, so that what is done to them is done to all at once."""
    return await connection.fetch(
        _QUERIES["meant_screens"], reach, screens, group, display_session_id
    )


async def change_screen(  # noqa: PLR0913, PLR0917 -- everything that can be set of it
    connection: Connection,
    screen_id: int,
    name: str,
    group: str,
    language: str | None,
    locations: list[str] | None,
    template: str | None,
    display_session_id: int | None,
    settings: str | None,
) -> None:
    await connection.execute(
        _QUERIES["change_screen"],
        screen_id,
        name,
        group,
        language,
        locations,
        template,
        display_session_id,
        settings,
    )


async def forget(connection: Connection, screens: list[int], now: datetime) -> None:
    await connection.execute(_QUERIES["forget_screen"], screens, now)


async def identify(connection: Connection, screens: list[int], until: datetime) -> None:
    await connection.execute(_QUERIES["identify"], screens, until)


async def blank(connection: Connection, screens: list[int], *, on: bool) -> None:
    await connection.execute(_QUERIES["blank"], screens, on)


async def reload(connection: Connection, screens: list[int]) -> None:
    await connection.execute(_QUERIES["reload"], screens)


async def point(
    connection: Connection,
    screens: list[int],
    display_session_id: int | None,
    template: str | msgspec.UnsetType | None,
) -> None:
    kept = isinstance(template, msgspec.UnsetType)
    told = None if kept else template
    await connection.execute(_QUERIES["point"], screens, display_session_id, not kept, told)


async def release(connection: Connection, screens: list[int], until: datetime) -> None:
    await connection.execute(_QUERIES["release"], screens, until)


async def clear_queues(connection: Connection, screens: list[int], now: datetime) -> None:
    await connection.execute(_QUERIES["clear_queues"], screens, now)


async def partners_with_silence(hub_connection: Connection, before: datetime) -> list[int]:
    rows = await hub_connection.fetch(_QUERIES["partners_with_silence"], before)
    return [row["timing_partner_id"] for row in rows]


async def note_silence(
    connection: Connection, before: datetime, now: datetime
) -> list[asyncpg.Record]:
    """(screen_id, number, name, group_name, seen_at, closed, display_session_id, event_id, awaited)
    of screens that are down from now on.
    """
    return await connection.fetch(_QUERIES["note_silence"], before, now)
