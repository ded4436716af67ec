"""Tells webhooks that an event is another now: which one, and in what state; no people."""

import asyncpg

from project88.accounts.webhooks.announcing import announce
from project88.accounts.webhooks.schemas import Kind
from project88.db.pool import Connection


async def tell(connection: Connection, event: asyncpg.Record) -> None:
    """``event`` has id, name, day and state, as they are now."""
    told = {
        "id": event["id"],
        "name": event["name"],
        "day": str(event["day"]),
        "state": event["state"],
    }
    await announce(connection, Kind.EVENT_CHANGED, event["id"], told)
