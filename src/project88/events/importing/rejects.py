"""The rejected rows of an import as a file to mend."""

from typing import TYPE_CHECKING

from project88.events.importing import store
from project88.events.importing.store import Import
from project88.events.tables import table

if TYPE_CHECKING:
    from project88.db.pool import Connection

_AT_ONCE = 2_000


async def rejects(connection: "Connection", found: Import) -> str:
    """With line and reason in front; cells as far as the transaction may see them."""
    lines: list[list[str]] = [["line", "reason", *found.reading.header]]
    last = 0
    while True:
        rows = await store.rows(connection, found.id, "rejected", last, _AT_ONCE)
        lines += [[str(row.line), " ".join(row.reasons), *(row.cells or ())] for row in rows]
        if len(rows) < _AT_ONCE:
            return table(lines, found.reading.delimiter or ",")
        last = rows[-1].line
