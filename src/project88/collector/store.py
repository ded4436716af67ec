"""The collector's own questions to the database, all of them across partners."""

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
