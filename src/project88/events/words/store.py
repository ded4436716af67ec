"""The words of an event in the database, through the view that keeps wishes of privacy."""

from typing import TYPE_CHECKING

from project88.db.queries import load
from project88.events.words.schemas import Place, Word

if TYPE_CHECKING:
    from project88.db.pool import Connection

_queries = load(__package__)


async def page(connection: "Connection", event_id: int, after: Place, limit: int) -> list[Word]:
    """The next ones after a place, each once."""
    told = (after.kind, after.one, after.two)
    rows = await connection.fetch(_queries["words"], event_id, *told, limit)
    return [Word(row["kind"], row["one"], row["two"]) for row in rows]
