"""Screens follow the roster: whoever was entered, renamed or hidden is shown so within a second.

A roster is changed in many places (the app, imports, the command line), none of which should wait
for thousands of passings. Triggers keep what was changed and wake this; it shows what waits, event
by event, each in a transaction of its own. Every web process has one of these: two of them take
turns, and the second finds nothing left. A wake-up that was lost is made up for by looking anyway.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress

import asyncpg

from project88 import log
from project88.db.listen import listen
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.timing.corrections import store
from project88.timing.rematch import Rematched, show_roster_changes

CHANNEL = "rosters"
LOOK_ANYWAY_S = 5.0
PAUSE_S = 0.1
"""Between two looks, so that a hundred edits a second cost ten looks."""
AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_log = log.get(__name__)


@asynccontextmanager
async def following(pool: Pool) -> AsyncIterator[None]:
    """Follows rosters for as long as the context lasts."""
    woken = asyncio.Event()
    tasks = [asyncio.create_task(_hear(pool, woken)), asyncio.create_task(_follow(pool, woken))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def show_all(pool: Pool) -> Rematched:
    """Shows what waits, of every partner."""
    async with pool.hub("rosters that changed") as connection:
        waiting = await store.changed_rosters(connection)
    sessions = tags = passings = 0
    for partner_id, event_id in waiting:
        async with pool.partner(partner_id) as connection:
            done = await show_roster_changes(connection, event_id)
        sessions += done.sessions
        tags += done.tags
        passings += done.passings
    return Rematched(sessions, tags, passings)


async def _hear(pool: Pool, woken: asyncio.Event) -> None:
    async with aclosing(listen(pool.dedicated, [CHANNEL])) as notes:
        async for _ in notes:
            woken.set()


async def _follow(pool: Pool, woken: asyncio.Event) -> None:
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_ANYWAY_S):
                await woken.wait()
        woken.clear()
        try:
            await show_all(pool)
        except AWAY as error:
            _log.warning("changes of rosters wait to be shown", reason=str(error))
        await asyncio.sleep(PAUSE_S)
