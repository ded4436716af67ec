"""Reads what lists are made of, always on a connection of the event's own partner."""

from collections.abc import Sequence

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load
from project88.results.feeds.asking import Ask

_queries = load(__package__)

Placed = tuple[int, int | None]
"""A participant, and the number of the point at which he or she is told; None: at the finish."""


async def races(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["races"], event_id)


async def version(connection: Connection, event_id: int) -> int:
    """Where the results of the event stand; 0: there are none yet."""
    return await connection.fetchval(_queries["version"], event_id) or 0


async def standings(
    connection: Connection, race_id: int, ask: Ask, without: Sequence[int] = ()
) -> list[Placed]:
    """Who is in front, without those who are told otherwise."""
    told = (race_id, ask.sex, ask.wave, ask.limit + 1, list(without))
    if ask.division:
        return _placed(await connection.fetch(_queries["division"], *told, ask.division))
    return _placed(await connection.fetch(_queries["standings"], *told))


async def newest(
    connection: Connection, event_id: int, race_ids: Sequence[int], ask: Ask
) -> list[Placed]:
    """Who came last, or was heard last on the way."""
    groups = (ask.sex, ask.division, ask.wave, ask.limit + 1)
    rows = await connection.fetch(_queries[ask.kind], event_id, list(race_ids), *groups)
    return _placed(rows)


async def points(connection: Connection, race_id: int) -> list[asyncpg.Record]:
    """The points that somebody has reached, the last of the course first."""
    return await connection.fetch(_queries["points"], race_id)


async def at_point(
    connection: Connection, race_id: int, position: int, ask: Ask, *, by_chip: bool
) -> list[Placed]:
    """Who is in front at a point."""
    groups = (ask.sex, ask.division, ask.wave, ask.limit + 1)
    query = _queries["at_point_by_chip" if by_chip else "at_point"]
    rows = await connection.fetch(query, race_id, position, *groups)
    return _placed(rows)


async def told(connection: Connection, people: Sequence[Placed]) -> list[asyncpg.Record]:
    """Rows of these people, in this order; who has no result any more is left out."""
    ids, positions = [one for one, _ in people], [position for _, position in people]
    return await connection.fetch(_queries["told"], ids, positions)


def _placed(rows: Sequence[asyncpg.Record]) -> list[Placed]:
    return [(row["participant_id"], row["position"]) for row in rows]
