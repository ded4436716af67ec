"""Held places in the database; each function in its caller's transaction."""

from collections.abc import Collection, Sequence

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.db.queries import load
from project88.results.holds.comparing import Row
from project88.results.holds.schemas import NewHold

_QUERIES = load(__file__)


async def race(connection: Connection, event_id: int, race_id: int) -> str | None:
    """The name of a race of the event."""
    found = await connection.fetchrow(_QUERIES["race"], event_id, race_id)
    return None if found is None else str(found["name"])


async def placed(connection: Connection, asked: NewHold, also: Collection[int] = ()) -> list[Row]:
    """Runners with one of the first places of a scope, and those of `also` wherever they are."""
    rows = await connection.fetch(
        _QUERIES[f"placed_{asked.scope}"], asked.race_id, asked.scope_value, asked.first, list(also)
    )
    return [
        Row(row["participant_id"], "", row["place"], row["gun_ms"], row["chip_ms"]) for row in rows
    ]


async def add(
    connection: Connection, event_id: int, caller: Caller, asked: NewHold, rows: Sequence[Row]
) -> int:
    """The new hold's id."""
    made: int = await connection.fetchval(
        _QUERIES["add"],
        caller.partner_id,
        event_id,
        asked.race_id,
        asked.scope,
        asked.scope_value,
        asked.first,
        msgspec.json.encode(rows).decode(),
        caller.id if caller.kind == "user" else None,
        caller.name,
    )
    return made


async def holds(
    connection: Connection,
    event_id: int,
    *,
    released: bool = False,
    hold_id: int | None = None,
    race_id: int | None = None,
) -> list[asyncpg.Record]:
    """Rows of `holds`, the newest first."""
    return await connection.fetch(_QUERIES["holds"], event_id, released, hold_id, race_id)


async def standing(connection: Connection, asked: NewHold) -> bool:
    """Whether the places of this scope are held already."""
    found = await connection.fetchval(
        _QUERIES["standing"], asked.race_id, asked.scope, asked.scope_value
    )
    return found is not None


async def release(connection: Connection, event_id: int, hold_id: int, by: str) -> bool:
    """False when it does not stand."""
    return await connection.fetchval(_QUERIES["release"], event_id, hold_id, by) is not None


async def names(
    connection: Connection, event_id: int, ids: Collection[int]
) -> dict[int, asyncpg.Record]:
    """(bib, first_name, last_name) by participant."""
    rows = await connection.fetch(_QUERIES["names"], event_id, list(ids))
    return {row["id"]: row for row in rows}
