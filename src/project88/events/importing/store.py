"""Imports in the database. Each function works in its caller's transaction."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from project88.db.queries import load
from project88.errors import NotFound
from project88.events.importing.choices import Choices, Counts, Reading
from project88.events.importing.messages import ImportedRow
from project88.events.model import Entrant
from project88.events.writing import Change

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection

_queries = load(__package__)


class Progress(msgspec.Struct, frozen=True):
    """What is under way: ``done`` of ``total`` rows; 0 of 0 where nobody can say."""

    stage: str
    done: int = 0
    total: int = 0


class Left(msgspec.Struct, frozen=True):
    """Somebody whom undo left alone, wholly or in some fields, because it was edited since."""

    participant_id: int
    bib: str
    fields: list[str]


class Undone(msgspec.Struct, frozen=True):
    """What undo did. ``left`` has the first hundred."""

    restored: int
    removed: int
    left_alone: int
    left: list[Left]


class Import(msgspec.Struct, frozen=True):
    """One import without its bytes and rows."""

    id: int
    event_id: int
    state: str
    file_name: str
    reading: Reading
    choices: Choices
    counts: Counts
    fingerprint: str
    progress: Progress | None
    races_made: list[int]
    undone: Undone | None
    made_by_name: str
    made_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None


class Brief(msgspec.Struct, frozen=True):
    """One import in a list."""

    id: int
    event_id: int
    state: str
    file_name: str
    counts: Counts
    made_by_name: str
    made_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None


class ShownRow(msgspec.Struct, frozen=True):
    """A row as far as the transaction may see it; ``whole`` says whether that is all."""

    line: int
    outcome: str
    participant_id: int | None
    bib: str
    whole: bool
    reasons: list[str]
    cells: list[str] | None
    result: Entrant | None
    before: dict[str, object] | None
    kept: dict[str, object] | None


class Written(msgspec.Struct, frozen=True):
    """A row that changes somebody: whole afterwards, and the fields that it changed as they were."""

    line: int
    participant_id: int | None
    result: Entrant
    before: dict[str, object]

    @property
    def change(self) -> Change:
        chips = self.before.get("chips")
        before = tuple(map(str, chips)) if isinstance(chips, list) else self.result.chips
        return Change(
            self.participant_id, self.result, before if self.participant_id is not None else ()
        )


async def put_away(connection: "Connection", event_id: int) -> None:
    """Files that were not committed make room for a new one."""
    rows = await connection.fetch(_queries["put_away"], event_id)
    await drop_rows(connection, [row["id"] for row in rows])


async def forget_old(connection: "Connection", before: datetime) -> int:
    """Files and rows of long ago that nothing needs any more; how many files."""
    files = await connection.fetch(_queries["put_old_away"], before)
    await drop_rows(connection, [row["id"] for row in files])
    await connection.execute(_queries["drop_old_rows"], before)
    return len(files)


async def drop_rows(connection: "Connection", import_ids: Sequence[int]) -> None:
    """The rows of these imports are forgotten."""
    await connection.execute(_queries["drop_rows"], list(import_ids))


async def add_import(  # noqa: PLR0913, PLR0917 -- the columns of a row
    connection: "Connection",
    partner_id: int,
    event_id: int,
    file_name: str,
    data: bytes,
    sha256: bytes,
    reading: Reading,
    choices: Choices,
    made_by: int | None,
    made_by_name: str,
) -> int:
    """The new import's id."""
    number: int = await connection.fetchval(
        _queries["add_import"],
        partner_id,
        event_id,
        file_name,
        data,
        sha256,
        _text(reading),
        _text(choices),
        made_by,
        made_by_name,
    )
    return number


async def reread(
    connection: "Connection", import_id: int, reading: Reading, choices: Choices
) -> bool:
    """Another sheet or encoding was chosen. False when the import is over."""
    query = _queries["reread"]
    return await connection.fetchval(query, import_id, _text(reading), _text(choices)) is not None


async def find(connection: "Connection", event_id: int, import_id: int) -> Import:
    """:raises NotFound: there is no such import in this event."""
    row = await connection.fetchrow(_queries["import"], import_id, event_id)
    if row is None:
        raise NotFound("There is no such import in this event.", code="no_import")
    return _import(row)


async def page(
    connection: "Connection", event_id: int, before: int | None, limit: int
) -> list[Brief]:
    """The newest first, from an id on."""
    rows = await connection.fetch(_queries["imports"], event_id, before, limit)
    return [
        Brief(**{**dict(row), "counts": msgspec.json.decode(row["counts"], type=Counts)})
        for row in rows
    ]


async def file_of(connection: "Connection", import_id: int) -> bytes | None:
    """The bytes as they were brought, until the import is committed or replaced."""
    data: bytes | None = await connection.fetchval(_queries["file_of"], import_id)
    return data


async def last_committed(connection: "Connection", event_id: int) -> int | None:
    """The import that undo would take back."""
    found: int | None = await connection.fetchval(_queries["last_committed"], event_id)
    return found


async def take_turn(connection: "Connection", import_id: int) -> bool:
    """False while somebody else works on this import; true holds it until the transaction ends."""
    mine: bool = await connection.fetchval(_queries["take_turn"], import_id)
    return mine


async def say_progress(connection: "Connection", import_id: int, progress: Progress | None) -> None:
    """In a transaction of its own, so that others see it at once."""
    told = None if progress is None else _text(progress)
    await connection.execute(_queries["say_progress"], import_id, told)


async def add_rows(
    connection: "Connection", partner_id: int, import_id: int, rows: Sequence[ImportedRow]
) -> None:
    """Some rows of a comparison."""
    await connection.execute(
        _queries["add_rows"],
        partner_id,
        import_id,
        [row.line for row in rows],
        [row.outcome.value for row in rows],
        [row.participant_id for row in rows],
        [row.bib for row in rows],
        *(
            [getattr(row, part) for row in rows]
            for part in ("reasons", "cells", "result", "before", "kept")
        ),
    )


async def previewed(
    connection: "Connection", import_id: int, choices: Choices, counts: Counts, fingerprint: str
) -> bool:
    """The comparison is complete. False when the import is over."""
    done = await connection.fetchval(
        _queries["previewed"], import_id, _text(choices), _text(counts), fingerprint
    )
    return done is not None


async def rows_to_write(
    connection: "Connection", import_id: int, at_once: int
) -> AsyncIterator[list[Written]]:
    """All rows that change somebody, part by part; needs a transaction that sees real names."""
    last = -1
    while True:
        rows = await connection.fetch(_queries["rows_to_write"], import_id, last, at_once)
        if rows:
            last = rows[-1]["line"]
            yield [_written(row) for row in rows]
        if len(rows) < at_once:
            return


async def rows_that_move(connection: "Connection", import_id: int) -> list[Written]:
    """Rows of known people whose chips or bib change."""
    return [_written(row) for row in await connection.fetch(_queries["rows_that_move"], import_id)]


async def races_told(connection: "Connection", import_id: int) -> list[str]:
    """Names of races."""
    return [row["name"] for row in await connection.fetch(_queries["races_told"], import_id)]


async def name_people(
    connection: "Connection", import_id: int, lines: Sequence[int], ids: Sequence[int]
) -> None:
    """The rows remember whom they made."""
    await connection.execute(_queries["name_people"], import_id, list(lines), list(ids))


async def committed(connection: "Connection", import_id: int, races_made: Sequence[int]) -> None:
    """Everything is written."""
    await connection.execute(_queries["committed"], import_id, list(races_made))


async def undone(connection: "Connection", import_id: int, what: Undone) -> None:
    """Taken back."""
    await connection.execute(_queries["undone"], import_id, _text(what))


async def made_people(connection: "Connection", import_id: int) -> list[tuple[int, int, str]]:
    """Id, version and bib of the people whom the import added and who are still there."""
    rows = await connection.fetch(_queries["made_people"], import_id)
    return [(row["id"], row["version"], row["bib"] or "") for row in rows]


async def rows(
    connection: "Connection", import_id: int, outcome: str, after: int, limit: int
) -> list[ShownRow]:
    """A page of rows; ``outcome`` all, one of the four, or kept."""
    found = await connection.fetch(_queries["rows"], import_id, outcome, after, limit)
    return [_shown(row) for row in found]


async def missing(
    connection: "Connection", event_id: int, import_id: int, after: int, limit: int
) -> "list[asyncpg.Record]":
    """People whom no row means, by id."""
    found: list[asyncpg.Record] = await connection.fetch(
        _queries["missing"], event_id, import_id, after, limit
    )
    return found


async def mapping(connection: "Connection", key: str) -> list[str | None] | None:
    """What the columns of such a header were the last time."""
    told = await connection.fetchval(_queries["mapping"], key)
    return None if told is None else msgspec.json.decode(told, type=list[str | None])


async def remember_mapping(
    connection: "Connection", partner_id: int, key: str, columns: Sequence[str | None]
) -> None:
    """For the next file with this header."""
    await connection.execute(_queries["remember_mapping"], partner_id, key, _text(columns))


async def note(
    connection: "Connection", action: str, import_id: int, event_id: int, what: object
) -> None:
    """A line in the audit log beside those of the people."""
    await connection.execute(_queries["note"], action, str(import_id), event_id, _text(what))


def _import(row: "asyncpg.Record") -> Import:
    told = dict(row)
    for name, kind in (
        ("reading", Reading),
        ("choices", Choices),
        ("counts", Counts),
        ("progress", Progress | None),
        ("undone", Undone | None),
    ):
        told[name] = None if told[name] is None else msgspec.json.decode(told[name], type=kind)
    return Import(**told)


def _written(row: "asyncpg.Record") -> Written:
    return Written(
        row["line"],
        row["participant_id"],
        msgspec.json.decode(row["result"], type=Entrant),
        msgspec.json.decode(row["before"] or "{}", type=dict[str, object]),
    )


def _shown(row: "asyncpg.Record") -> ShownRow:
    told = dict(row)
    for name, kind in (
        ("reasons", list[str]),
        ("cells", list[str]),
        ("result", Entrant),
        ("before", dict[str, object]),
        ("kept", dict[str, object]),
    ):
        told[name] = None if told[name] is None else msgspec.json.decode(told[name], type=kind)
    return ShownRow(**told)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
