"""The collector's own questions to the database, all of them across partners."""

from collections.abc import Sequence

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Listener(msgspec.Struct, frozen=True):
    """Where one partner's hardware may connect. Partner 0: a shared port."""

    id: int
    timing_partner_id: int
    protocol: str
    bind_address: str | None
    port: int
    allowed_networks: tuple[str, ...]
    greeting_mode: str
    handshake_line_delay_ms: int | None
    resume: bool
    zone: str | None


async def listeners(connection: Connection) -> tuple[Listener, ...]:
    """Every enabled listener."""
    rows = await connection.fetch(_QUERIES["listeners"])
    return tuple(msgspec.convert(dict(row), Listener) for row in rows)


async def partner_ids(connection: Connection) -> list[int]:
    """The partners that exist, without the Unclaimed pool."""
    return [row["id"] for row in await connection.fetch(_QUERIES["partners"])]


async def add_listener(connection: Connection, partner_id: int, protocol: str, port: int) -> None:
    """A listener on a port that has none."""
    await connection.execute(_QUERIES["add_listener"], partner_id, protocol, port)


async def claims(connection: Connection) -> dict[str, int]:
    """Source key to partner, for streams that arrive on a shared port."""
    rows = await connection.fetch(_QUERIES["claims"])
    return {row["source_key"]: row["timing_partner_id"] for row in rows}


async def positions(connection: Connection) -> dict[str, dict[str, int]]:
    """Connection id to location to the next row number wanted."""
    found: dict[str, dict[str, int]] = {}
    for row in await connection.fetch(_QUERIES["positions"]):
        found.setdefault(row["connection_id"], {})[row["name"]] = row["next_seq"]
    return found


class Connected(msgspec.Struct, frozen=True):
    """A connection as it is written down. Instants are UTC microseconds."""

    id: int
    partner_id: int
    likely_key: str
    """The key of its source, as far as it can be told before the first row; '' when it can't."""
    source_id: int | None
    session_id: int | None
    listener_id: int
    kind: str
    peer: str
    program: str
    event_name: str
    state: str
    connected_us: int
    heard_us: int
    told_us: int
    last_row_us: int | None
    rows_heard: int
    gaps: int
    unreadable: int
    clock_ahead_ms: int | None
    behind: bool
    end_reason: str


async def put_connections(connection: Connection, rows: Sequence[Connected]) -> None:
    """Writes connections; what was known of source and session is kept where a row lacks it."""
    columns = zip(*(msgspec.structs.astuple(row) for row in rows), strict=True)
    await connection.execute(_QUERIES["put_connections"], *map(list, columns))


async def end_connections(connection: Connection, reason: str) -> None:
    """Whatever stands is of a collector that is no more."""
    await connection.execute(_QUERIES["end_connections"], reason)
