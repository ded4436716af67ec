"""The rows of timing: every statement on raw reads, sessions, locations and passings.

Nothing here decides and nothing here commits: a connection comes from `db.pool` inside its
transaction.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import date, datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.timing.copying import (
    COLUMNS,
    PASSING_COLUMNS,
    PassingRow,
    Row,
    encode_passings,
)

_QUERIES = load(__package__)


class SourceFacts(msgspec.Struct, frozen=True):
    """What a sender said of itself, as stored; empty text = not told."""

    key: str
    kind: str
    program: str = ""
    version: str = ""
    event_name: str = ""
    event_id: str = ""
    event_description: str = ""
    connection_id: str = ""
    zone: str | None = None


class SessionTally(msgspec.Struct, frozen=True):
    """What a transaction adds to a session, planned when it had this revision."""

    id: int
    revision: int
    reads: int
    first_us: int | None
    last_us: int | None
    received_us: int


class SessionChanged(Exception):
    """Somebody gave a session another zone, rule, roster or partner while its reads were under way."""


class LocationTally(msgspec.Struct, frozen=True):
    """What a transaction adds to a location."""

    id: int
    reads: int
    newest_us: int | None
    received_us: int | None
    highest_seq: int
    generation: int


class QuarantinedLine(msgspec.Struct, frozen=True):
    """A line that could not be read as a row."""

    reason: str
    hint: str
    line: bytes
    received_us: int


ReadKey = tuple[int, int, datetime | None, str, int | None, str]
"""Session, location, instant, tag, row number, reader: what makes a read the same read (timing-
protocols 1.9).
"""


async def partner_zone(connection: Connection) -> str:
    """The zone of the partner whose transaction this is."""
    zone: str = await connection.fetchval(_QUERIES["partner_zone"])
    return zone


async def put_source(connection: Connection, partner_id: int, facts: SourceFacts) -> asyncpg.Record:
    """The row (id, zone, event_date) of a source, made when new."""
    row = await connection.fetchrow(
        _QUERIES["put_source"], partner_id, *msgspec.structs.astuple(facts)
    )
    assert row is not None
    return row


async def sessions_of_source(connection: Connection, source_id: int) -> list[asyncpg.Record]:
    """Rows (id, event_id, event_day, zone, first_read_at, last_read_at), oldest first."""
    return await connection.fetch(_QUERIES["sessions_of_source"], source_id)


async def event_of_day(connection: Connection, day: date) -> asyncpg.Record | None:
    """(id, zone) of the partner's only event of that day; None when there is none or more than one."""
    return await connection.fetchrow(_QUERIES["event_of_day"], day)


async def open_session(  # noqa: PLR0913, PLR0917 -- the columns of its row
    connection: Connection,
    partner_id: int,
    source_id: int,
    event_id: int | None,
    day: date,
    name: str,
    zone: str,
) -> asyncpg.Record:
    """The session of a source and day, opened (again).

    :raises SessionChanged: when the source has another partner by now.
    """
    row = await connection.fetchrow(
        _QUERIES["open_session"], partner_id, source_id, event_id, day, name, zone
    )
    if row is None:
        raise SessionChanged(f"the source {source_id} has another partner by now")
    return row


async def locations_of_session(connection: Connection, session_id: int) -> list[asyncpg.Record]:
    """Rows (id, name, passing_rule, ignore_window_s, highest_seq, generation)."""
    return await connection.fetch(_QUERIES["locations_of_session"], session_id)


async def put_location(
    connection: Connection, partner_id: int, session_id: int, name: str
) -> asyncpg.Record:
    """The location of exactly this name, made when new; an unknown point never loses a row.

    :raises SessionChanged: when the session has another partner by now.
    """
    row = await connection.fetchrow(_QUERIES["put_location"], partner_id, session_id, name)
    if row is None:
        raise SessionChanged(f"the session {session_id} has another partner by now")
    return row


async def passings_of_session(connection: Connection, session_id: int) -> list[asyncpg.Record]:
    """Rows (location_id, tag, passing_no, passing_at, first_read_at) that stand, in order."""
    return await connection.fetch(_QUERIES["passings_of_session"], session_id)


async def passings_of_tag(
    connection: Connection, session_id: int, location_id: int, tag: str
) -> list[asyncpg.Record]:
    """Rows (passing_no, passing_at, first_read_at) that stand for one tag at one location."""
    return await connection.fetch(_QUERIES["passings_of_tag"], session_id, location_id, tag)


async def reads_of_tag(
    connection: Connection, session_id: int, location_id: int, tag: str
) -> list[datetime]:
    """The instants of every read of one tag at one location, in order."""
    rows = await connection.fetch(_QUERIES["reads_of_tag"], session_id, location_id, tag)
    return [row["read_at"] for row in rows]


async def stage_reads(connection: Connection, encoded: bytes) -> None:
    """Copies reads (of `copying.encode`) to where `store_staged_reads` takes them from."""
    await connection.execute(_QUERIES["stage_reads"])
    await connection.copy_to_table(
        "staged_reads",
        schema_name="pg_temp",
        source=_at_once(encoded),
        columns=COLUMNS,
        format="binary",
    )


async def store_staged_reads(connection: Connection) -> None:
    """Stores the staged reads, none of which may be stored already.

    :raises asyncpg.UniqueViolationError: when one was; the transaction is lost then.
    """
    await connection.execute(_QUERIES["store_staged_reads"])


async def store_reads_once(
    connection: Connection, partner_id: int, rows: Sequence[Row]
) -> set[ReadKey]:
    """Stores reads of which some may be stored already; returns the keys of the new ones."""
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)][1:]
    columns[13] = [",".join(flags) or None for flags in (row[14] for row in rows)]
    stored = await connection.fetch(_QUERIES["store_reads_once"], partner_id, *columns)
    return {tuple(row) for row in stored}


async def seqs_stored_before(
    connection: Connection, session_id: int, location_id: int, generation: int, seqs: Sequence[int]
) -> set[int]:
    """Which of these row numbers the location now holds twice in one generation: its counter was
    reset.
    """
    rows = await connection.fetch(
        _QUERIES["seqs_stored_before"], session_id, location_id, generation, seqs
    )
    return {row["seq"] for row in rows}


async def move_to_generation(  # noqa: PLR0913, PLR0917 -- the key of the rows to move
    connection: Connection,
    session_id: int,
    location_id: int,
    generation: int,
    connection_id: int,
    seqs: Sequence[int],
    since: datetime,
) -> None:
    """Puts the rows that came after a counter reset into the next stream generation."""
    await connection.execute(
        _QUERIES["move_to_generation"],
        session_id, location_id, generation, generation + 1, connection_id, seqs, since,
    )  # fmt: skip


async def flag_possible_duplicates(
    connection: Connection, session_id: int, keys: Sequence[ReadKey]
) -> None:
    """Marks the later of two rows that say the same under different row numbers."""
    _, locations, instants, tags, seqs, readers = zip(*keys, strict=True)
    await connection.execute(
        _QUERIES["flag_possible_duplicates"], session_id, locations, instants, tags, seqs, readers
    )


async def publish(
    connection: Connection,
    partner_id: int,
    sessions: Sequence[SessionTally],
    locations: Sequence[LocationTally],
    passings: Sequence[PassingRow],
) -> dict[int, int]:
    """Raises, counts and publishes in one statement; returns the new version of each session
    raised.
    """
    rows = await connection.fetch(
        _QUERIES["publish"], partner_id,
        *_columns(sessions, 6), *_columns(locations, 6), *_transposed(passings, 9),
    )  # fmt: skip
    return {row["id"]: row["version"] for row in rows}


async def put_gun_time(connection: Connection, values: Iterable[Sequence[object]]) -> None:
    """Keeps gun times, each once. Values in the order of the statement's parameters."""
    await connection.executemany(_QUERIES["put_gun_time"], list(values))


async def quarantine(  # noqa: PLR0913, PLR0917 -- whose lines these are
    connection: Connection,
    partner_id: int,
    listener_id: int | None,
    connection_id: int,
    peer: str,
    lines: Sequence[QuarantinedLine],
) -> None:
    """Keeps lines that could not be read."""
    await connection.execute(
        _QUERIES["quarantine"], partner_id, listener_id, connection_id, peer, *_columns(lines, 4)
    )


async def quarantined_lines(connection: Connection, limit: int) -> list[asyncpg.Record]:
    """Rows (timing_partner_id, peer, reason, hint, line, times, first_received_at,
    last_received_at).
    """
    return await connection.fetch(_QUERIES["quarantined_lines"], limit)


async def close_silent_sessions(connection: Connection, hours: float) -> list[asyncpg.Record]:
    """Closes what was silent for so long, of every partner (through the hub door)."""
    return await connection.fetch(_QUERIES["close_silent_sessions"], hours)


async def publish_fresh(
    connection: Connection, partner_id: int, versions: Mapping[int, int], rows: Sequence[PassingRow]
) -> None:
    """Publishes passings that no table holds yet, under the versions that `publish` returned.

    :raises asyncpg.UniqueViolationError: when a table does hold one; the transaction is lost then.
    """
    await connection.execute(_QUERIES["stage_passings"])
    await connection.copy_to_table(
        "staged_passings",
        schema_name="pg_temp",
        source=_at_once(encode_passings(partner_id, versions, rows)),
        columns=PASSING_COLUMNS,
        format="binary",
    )
    await connection.execute(_QUERIES["publish_staged_passings"])


async def _at_once(data: bytes) -> AsyncIterator[bytes]:
    """For COPY. Of a file the driver makes a class for every call, which only the garbage collector
    frees.
    """
    yield data


def _columns(rows: Sequence[msgspec.Struct], width: int) -> list[list[object]]:
    """Structs turned into one list per field, for unnest."""
    return _transposed([msgspec.structs.astuple(row) for row in rows], width)


def _transposed(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    if not rows:
        return [[] for _ in range(width)]
    return [list(column) for column in zip(*rows, strict=True)]
