"""Results in the database, as they are listed. Each function works in its caller's transaction.

A page is found in two steps: which people are on it, along an index, and then what is to be told of
these few. Names are looked up by number alone, because the view that hides them would otherwise be
read whole.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from project88.db.queries import load
from project88.errors import NotFound
from project88.results.listing.schemas import Order, Sort, Status

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection

_queries = load(__package__)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which results; None and "" ask for no filter. `everybody`: also who has no result."""

    race_id: int | None = None
    sex: str | None = None
    division: str | None = None
    wave: str | None = None
    status: Status | None = None
    search: str = ""
    flagged: bool = False
    everybody: bool = False


class Group(msgspec.Struct, frozen=True):
    """A part of a race's field that has places of its own; `value` of "all" is empty."""

    of: Literal["all", "sex", "division"] = "all"
    value: str = ""


class Stretch(msgspec.Struct, frozen=True):
    """So many of a list after (key, participant)."""

    limit: int
    after: tuple[int, int] = (-1, 0)
    offset: int = 0


async def version(connection: "Connection", event_id: int, race_id: int | None = None) -> int:
    """:raises NotFound: there is no such event for this partner, or it has no such race."""
    row = await connection.fetchrow(_queries["version"], event_id, race_id)
    if row is None:
        what = "event" if race_id is None else "race"
        raise NotFound(f"There is no such {what}.", code=f"no_{what}")
    return row["version"] or 0


async def races(connection: "Connection", event_id: int) -> "list[asyncpg.Record]":
    """All races of an event in their order, with what the rules say of showing them."""
    return await connection.fetch(_queries["races"], event_id)


async def ranked(
    connection: "Connection", race_id: int, group: Group, stretch: Stretch
) -> "list[asyncpg.Record]":
    """Rows (participant_id, rank_key) by places; these two are the key of a stretch."""
    asked = (race_id, *_bounds(stretch))
    if group.of == "all":
        return await connection.fetch(_queries["ranked"], *asked)
    return await connection.fetch(_queries[f"ranked_of_{group.of}"], *asked, group.value)


async def unranked(
    connection: "Connection", race_id: int, group: Group, stretch: Stretch
) -> "list[asyncpg.Record]":
    """Rows (participant_id, standing) of who has a result and no place; likewise."""
    return await connection.fetch(_queries["unranked"], race_id, *_bounds(stretch), *_values(group))


async def counted(connection: "Connection", race_id: int, group: Group) -> tuple[int, int]:
    """How many have a place, and how many have a result."""
    row = await connection.fetchrow(_queries["counted"], race_id, *_values(group))
    assert row is not None, "a count always has a row"
    return row["ranked"], row["results"]


async def chosen(  # noqa: PLR0913, PLR0917 -- a list has its filters
    connection: "Connection",
    event_id: int,
    asked: Filter,
    plain: str,
    sort: Sort,
    order: Order,
    limit: int,
    offset: int,
) -> "list[asyncpg.Record]":
    """Rows (id, total) in any order; ``plain`` is the search, folded. A number is a bib."""
    escaped = plain.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    named = None if plain.isdigit() else f"%{escaped}%"
    return await connection.fetch(
        _queries["chosen"], event_id, asked.race_id, asked.sex, asked.division, asked.wave,
        asked.status, plain or None, asked.flagged, asked.everybody, named, sort, order,
        limit, offset,
    )  # fmt: skip


async def shown(
    connection: "Connection", event_id: int, ids: Sequence[int]
) -> "list[asyncpg.Record]":
    """What is told of certain people, in the order of ``ids``."""
    rows = await connection.fetch(_queries["shown"], event_id, list(ids))
    by_id = {row["id"]: row for row in rows}
    return [by_id[one] for one in ids if one in by_id]


async def last_points(connection: "Connection", ids: Sequence[int]) -> dict[int, str]:
    """The names of the last points with a time."""
    rows = await connection.fetch(_queries["last_points"], list(ids))
    return {row["participant_id"]: row["point"] for row in rows}


async def by_bib(connection: "Connection", event_id: int, bib: str) -> int | None:
    """Who wears a bib."""
    found: int | None = await connection.fetchval(_queries["by_bib"], event_id, bib)
    return found


async def splits(
    connection: "Connection", event_id: int, participant_id: int
) -> "list[asyncpg.Record]":
    """The times of somebody in the order of the course."""
    return await connection.fetch(_queries["splits"], event_id, participant_id)


async def statuses(connection: "Connection", event_id: int) -> "list[asyncpg.Record]":
    """Rows (race_id, status, results, flagged)."""
    return await connection.fetch(_queries["statuses"], event_id)


async def entered(connection: "Connection", event_id: int) -> "list[asyncpg.Record]":
    """Rows (race_id, people, unheard)."""
    return await connection.fetch(_queries["entered"], event_id)


async def last_finisher(connection: "Connection", race_id: int) -> int | None:
    """Who came in last, so far."""
    found: int | None = await connection.fetchval(_queries["last_finisher"], race_id)
    return found


async def runners_of_teams(
    connection: "Connection", event_id: int, race_id: int
) -> "list[asyncpg.Record]":
    """Finishers who run for a team, by places."""
    return await connection.fetch(_queries["runners_of_teams"], event_id, race_id)


async def legs(connection: "Connection", race_id: int, first: int) -> "list[asyncpg.Record]":
    """The first so many of each leg, by legs and places."""
    return await connection.fetch(_queries["legs"], race_id, first)


async def names(
    connection: "Connection", event_id: int, ids: Sequence[int]
) -> "dict[int, asyncpg.Record]":
    """Certain people as they may be shown."""
    rows = await connection.fetch(_queries["names"], event_id, list(ids))
    return {row["id"]: row for row in rows}


async def found(connection: "Connection", plain: str, most: int) -> "list[asyncpg.Record]":
    """Whoever has such a name in any event of the transaction's partner, the better fit first."""
    return await connection.fetch(_queries["found"], plain, most)


async def shown_anywhere(
    connection: "Connection", ids: Sequence[int]
) -> "dict[int, asyncpg.Record]":
    """What is told of certain people, of whichever event."""
    rows = await connection.fetch(_queries["shown_anywhere"], list(ids))
    return {row["id"]: row for row in rows}


def _bounds(stretch: Stretch) -> tuple[int, int, int, int]:
    return *stretch.after, stretch.limit, stretch.offset


def _values(group: Group) -> tuple[str | None, str | None]:
    """The sex and the division that a group asks for."""
    return (
        group.value if group.of == "sex" else None,
        group.value if group.of == "division" else None,
    )
