"""Lists of corrections, and of the boxes whose clocks can be put right."""

from itertools import groupby

import asyncpg

from project88.db.pool import Connection
from project88.events.participants import store as people
from project88.results.corrections import schemas, store
from project88.results.corrections.making import shown


async def page(
    connection: Connection, event_id: int, asked: store.Asked, after: int | None, limit: int
) -> schemas.CorrectionPage:
    """The newest first."""
    await people.event(connection, event_id)
    rows = await store.page(connection, event_id, asked, after, limit)
    return schemas.CorrectionPage(
        [shown(row) for row in rows], rows[-1]["id"] if len(rows) == limit else None
    )


async def sources(connection: Connection, event_id: int) -> schemas.Sources:
    """Every timing session that is bound to the event."""
    event = await people.event(connection, event_id)
    rows = await store.sources(connection, event_id)
    items = [_source(list(group)) for _, group in groupby(rows, key=lambda row: row["id"])]
    return schemas.Sources(items, event.zone)


def _source(rows: list[asyncpg.Record]) -> schemas.Source:
    firsts = [row["first_at"] for row in rows if row["first_at"] is not None]
    lasts = [row["last_at"] for row in rows if row["last_at"] is not None]
    return schemas.Source(
        rows[0]["id"],
        rows[0]["name"],
        min(firsts, default=None),
        max(lasts, default=None),
        sum(row["passings"] for row in rows),
        [
            schemas.SourceLocation(row["location_id"], row["location"])
            for row in rows
            if row["location_id"] is not None
        ],
    )
