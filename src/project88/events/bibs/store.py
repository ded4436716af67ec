"""Bib ranges and bibs in the database. Each function works in its caller's transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
import msgspec

from project88.db.queries import load
from project88.errors import NotFound
from project88.events.bibs.schemas import BibRange

if TYPE_CHECKING:
    from project88.db.pool import Connection

Named: TypeAlias = asyncpg.Record
"""id, first_name, last_name, race_id and bib of somebody."""

_queries = load(__package__)
_FIELDS = ("first_bib", "last_bib", "prefix", "race_id", "gender")


async def ranges(connection: "Connection", event_id: int) -> list[BibRange]:
    """In the order in which they are used."""
    return [BibRange(**row) for row in await connection.fetch(_queries["ranges"], event_id)]


async def add_range(
    connection: "Connection", partner_id: int, event_id: int, told: BibRange
) -> int:
    """After the others; its id. The id in ``told`` is not looked at."""
    number: int = await connection.fetchval(
        _queries["add_range"], partner_id, event_id, *_values(told)
    )
    return number


async def change_range(connection: "Connection", event_id: int, told: BibRange) -> None:
    """As it is from now on."""
    await connection.execute(_queries["change_range"], event_id, told.id, *_values(told))


async def remove_range(connection: "Connection", event_id: int, range_id: int) -> None:
    """:raises NotFound: the event has no such range."""
    if await connection.fetchval(_queries["remove_range"], event_id, range_id) is None:
        raise NotFound("There is no such bib range in this event.", code="no_range")


async def taken(connection: "Connection", event_id: int) -> list[str]:
    """Every bib of the event."""
    return [row["bib"] for row in await connection.fetch(_queries["taken"], event_id)]


async def waiting(connection: "Connection", event_id: int, race_id: int | None) -> list[int]:
    """Who has no bib, in the order in which they came."""
    rows = await connection.fetch(_queries["waiting"], event_id, race_id)
    return [row["id"] for row in rows]


async def give_bibs(
    connection: "Connection", event_id: int, given: Sequence[tuple[int, str]]
) -> None:
    """Bibs that nobody has."""
    await connection.execute(
        _queries["give_bibs"], event_id, [who for who, _ in given], [bib for _, bib in given]
    )


async def names(connection: "Connection", event_id: int, ids: Sequence[int]) -> dict[int, Named]:
    """Name, race and bib of certain people, as the transaction may see them."""
    rows = await connection.fetch(_queries["names"], event_id, list(ids))
    return {row["id"]: row for row in rows}


def _values(told: BibRange) -> list[object]:
    fields = msgspec.structs.asdict(told)
    return [fields[name] for name in _FIELDS]
