"""The rows of the announcer's screen; see queries.sql. Always on a connection of the event's partner."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

CHANNEL = "announcer"
PAGE = 500
MOST_HEARD = 200
_QUERIES = load(__package__)


class Author(msgspec.Struct, frozen=True):
    """Who writes a note: a person, or a program with a key."""

    kind: str
    id: int
    name: str


class Versions(msgspec.Struct, frozen=True):
    """Where an event stands."""

    results: int
    board: int


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["event"], event_id)


async def versions(connection: Connection, event_id: int) -> Versions | None:
    """None: no such event."""
    row = await connection.fetchrow(_QUERIES["versions"], event_id)
    return None if row is None else Versions(row["results"], row["board"])


async def people(
    connection: Connection, event_id: int, since: datetime | None
) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["people"], event_id, since)


async def births(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["births"], event_id)


async def former(connection: Connection, people_ids: Sequence[int]) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["former"], people_ids)


async def earlier_events(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["earlier_events"], event_id)


async def results(
    connection: Connection, event_id: int, after: tuple[int, int]
) -> list[asyncpg.Record]:
    """A page of what was changed after (version, participant)."""
    return await connection.fetch(_QUERIES["results"], event_id, *after, PAGE)


async def result_ids(connection: Connection, event_id: int) -> set[int]:
    rows = await connection.fetch(_QUERIES["result_ids"], event_id)
    return {row["participant_id"] for row in rows}


async def splits(connection: Connection, people_ids: Sequence[int]) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["splits"], people_ids)


async def heard(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["heard"], event_id, MOST_HEARD)


async def said(connection: Connection, event_id: int, since: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["said"], event_id, since)


async def marks(connection: Connection, event_id: int, since: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["marks"], event_id, since)


async def notes(connection: Connection, event_id: int, since: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["notes"], event_id, since)


# Writing ---------------------------------------------------------------------------------------


async def raise_board(connection: Connection, partner_id: int, event_id: int) -> int | None:
    """The stamp of what this transaction changes, and a word to the other screens; None: no event."""
    stamp: int | None = await connection.fetchval(_QUERIES["raise_board"], event_id)
    if stamp is not None:
        await connection.execute(_QUERIES["wake"], f"[{partner_id},{event_id}]")
    return stamp


async def known(connection: Connection, event_id: int, people_ids: Sequence[int]) -> set[int]:
    rows = await connection.fetch(_QUERIES["known"], event_id, people_ids)
    return {row["id"] for row in rows}


async def say(  # noqa: PLR0913, PLR0917 -- a row's columns
    connection: Connection,
    event_id: int,
    ticks: Sequence[tuple[int, str]],
    by: str,
    at: datetime,
    stamp: int,
) -> None:
    who, what = [tick[0] for tick in ticks], [tick[1] for tick in ticks]
    await connection.execute(_QUERIES["say"], event_id, who, what, by, at, stamp)


async def standing(
    connection: Connection, ticks: Sequence[tuple[int, str]]
) -> list[asyncpg.Record]:
    who, what = [tick[0] for tick in ticks], [tick[1] for tick in ticks]
    return await connection.fetch(_QUERIES["standing"], who, what)


async def unsay(  # noqa: PLR0913, PLR0917 -- a row's columns
    connection: Connection, event_id: int, tick: tuple[int, str], by: str, at: datetime, stamp: int
) -> None:
    await connection.execute(_QUERIES["unsay"], event_id, *tick, by, at, stamp)


async def mark(connection: Connection, participant_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["mark"], participant_id)


async def write_mark(
    connection: Connection,
    participant_id: int,
    version: int,
    told: tuple[str, str, bool],
    stamp: int,
) -> int | None:
    """The new version; None when somebody was quicker. Version 0 writes the first."""
    written: int | None
    if version == 0:
        written = await connection.fetchval(_QUERIES["add_mark"], participant_id, *told, stamp)
    else:
        written = await connection.fetchval(
            _QUERIES["change_mark"], participant_id, version, *told, stamp
        )
    return written


async def add_note(  # noqa: PLR0913, PLR0917 -- a row's columns
    connection: Connection,
    participant_id: int,
    author: Author,
    text: str,
    scope: str,
    at: datetime,
    stamp: int,
) -> int:
    number: int = await connection.fetchval(
        _QUERIES["add_note"],
        participant_id, author.kind, author.id, author.name, text, scope, at, stamp,
    )  # fmt: skip
    return number


async def count_notes(connection: Connection, participant_id: int, author: Author) -> int:
    number: int = await connection.fetchval(
        _QUERIES["count_notes"], participant_id, author.kind, author.id
    )
    return number


async def note(connection: Connection, event_id: int, note_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["note"], event_id, note_id)


async def change_note(  # noqa: PLR0913, PLR0917 -- a row's columns
    connection: Connection, note_id: int, text: str, scope: str, at: datetime, stamp: int
) -> None:
    """The former text is kept."""
    await connection.execute(_QUERIES["keep_former_text"], note_id)
    await connection.execute(_QUERIES["change_note"], note_id, text, scope, at, stamp)


async def remove_note(connection: Connection, note_id: int, at: datetime, stamp: int) -> None:
    await connection.execute(_QUERIES["remove_note"], note_id, at, stamp)


async def former_texts(connection: Connection, note_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["former_texts"], note_id)
