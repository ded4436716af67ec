"""What the answer to “why?” needs beyond the evidence; each function in its caller's transaction."""

from collections.abc import Collection

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load
from project88.results.why.schemas import Standing

_QUERIES = load(__file__)
Key = tuple[int, int, str, int]
"""Session, location, tag and number of a passing."""


async def stored(
    connection: Connection, event_id: int, participant_id: int
) -> asyncpg.Record | None:
    """(status, gun_ms, chip_ms, by_gun, division) as shown; None when nothing is."""
    return await connection.fetchrow(_QUERIES["stored"], event_id, participant_id)


async def wave_names(connection: Connection, race_id: int) -> list[str]:
    """As they are written in the set-up."""
    return [row["name"] for row in await connection.fetch(_QUERIES["wave_names"], race_id)]


async def sessions(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Names of timing sessions."""
    rows = await connection.fetch(_QUERIES["sessions"], list(ids))
    return {row["id"]: row["name"] for row in rows}


async def reads_of(connection: Connection, event_id: int, participant_id: int) -> dict[Key, int]:
    """How many raw reads each passing of somebody was made from."""
    rows = await connection.fetch(_QUERIES["reads_of"], event_id, participant_id)
    return {
        (row["session_id"], row["location_id"], row["tag"], row["passing_no"]): row["reads"]
        for row in rows
    }


async def is_race(connection: Connection, event_id: int, race_id: int) -> bool:
    """Whether a race is one of the event."""
    found: bool = await connection.fetchval(_QUERIES["is_race"], event_id, race_id)
    return found


async def people_of_race(connection: Connection, race_id: int) -> list[int]:
    """Everybody of whom something is known, in the order of bibs."""
    return [row["id"] for row in await connection.fetch(_QUERIES["people_of_race"], race_id)]


async def standings(connection: Connection, ids: Collection[int]) -> dict[int, Standing]:
    """Results as they are stored, by participant."""
    rows = await connection.fetch(_QUERIES["standings"], list(ids))
    return {row["participant_id"]: Standing(*list(row)[1:]) for row in rows}


async def names(
    connection: Connection, event_id: int, ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    """(bib, name) by participant."""
    rows = await connection.fetch(_QUERIES["names"], event_id, list(ids))
    return {
        row["id"]: (row["bib"], f"{row['first_name']} {row['last_name']}".strip()) for row in rows
    }
