"""Screens that have fallen silent: noticed for every partner, told to whoever should come running.

A screen reports every ten seconds; one that was not heard for thirty is down. One whose link has
ended is down as well, and nobody is told: its work is over.
"""

import asyncpg

from project88.accounts.instants import instant
from project88.accounts.webhooks import Kind, announce
from project88.db.pool import Connection, Pool
from project88.displays.screens import store
from project88.displays.screens.taking_over import SILENT


async def notice_silence(pool: Pool, now: int) -> int:
    """How many screens somebody waits for have fallen silent by now (ms UTC)."""
    before = instant(now) - SILENT
    async with pool.hub("find the partners whose screens have fallen silent") as connection:
        partners = await store.partners_with_silence(connection, before)
    missing = 0
    for partner_id in partners:
        async with pool.partner(partner_id) as connection:
            silent = await store.note_silence(connection, before, instant(now))
            awaited = [row for row in silent if row["awaited"]]
            for row in awaited:
                await _announce_down(connection, row)
        missing += len(awaited)
    return missing


async def _announce_down(connection: Connection, row: asyncpg.Record) -> None:
    await announce(
        connection,
        Kind.SCREEN_DOWN,
        row["event_id"],
        {
            "screen_id": row["screen_id"],
            "number": row["number"],
            "name": row["name"],
            "group": row["group_name"],
            "display_session_id": row["display_session_id"],
            "seen_at": row["seen_at"],
            "reason": "closed" if row["closed"] else "silent",
        },
    )
