"""Makes the smaller files of pictures, as soon as one was brought.

A loop beside the scheduled jobs: whoever brings a picture looks at it right after. One worker of
the hub makes files, because each picture takes two cores and much memory; when it ends, however it
ends, its lock in the database ends with its connection, and another worker goes on.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from project88 import log
from project88.assets import making
from project88.assets.keeping.choosing import store_of
from project88.assets.keeping.disk import Disk
from project88.assets.store import become_maker
from project88.assets.taking_in import Intake, intake_of
from project88.db.listen import listen
from project88.db.pool import Pool
from project88.errors import Misconfigured, Unavailable
from project88.settings import Settings

CHANNEL = "templates"
LOOK_AGAIN_S = 10.0
AWAY_WAIT_S = 5.0
BROKEN_OFF_S = 3600.0
"""What was begun so long ago in the folder of assets is not being written any more."""
_log = log.get(__name__)


@asynccontextmanager
async def made(pool: Pool, settings: Settings) -> AsyncIterator[None]:
    """Files are made meanwhile."""
    wake = asyncio.Event()
    intake = intake_of(pool, store_of(settings.assets), settings.assets)
    tasks = [
        asyncio.create_task(_hear(pool, wake), name="assets: listen"),
        asyncio.create_task(_make(intake, wake), name="assets: make"),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


async def _hear(pool: Pool, wake: asyncio.Event) -> None:
    async for _note in listen(pool.dedicated, [CHANNEL]):
        wake.set()


async def _make(intake: Intake, wake: asyncio.Event) -> None:
    while True:
        try:
            lock = await intake.pool.dedicated()
            try:
                await _while_maker(intake, lock, wake)
            finally:
                await lock.close()
        except (Unavailable, Misconfigured, asyncpg.PostgresError, OSError) as error:
            _log.warning("no files of pictures are made for now", reason=str(error))
        await asyncio.sleep(AWAY_WAIT_S)


async def _while_maker(
    intake: Intake, lock: "asyncpg.Connection[asyncpg.Record]", wake: asyncio.Event
) -> None:
    """Until something is away, or the lock has been lost."""
    while not await become_maker(lock):  # noqa: ASYNC110 -- the event would be another process's
        await asyncio.sleep(LOOK_AGAIN_S)
    if isinstance(intake.store, Disk):
        await intake.store.sweep(BROKEN_OFF_S)
    while not lock.is_closed():
        wake.clear()
        await round_of(intake)
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN_S):
                await wake.wait()


async def round_of(intake: Intake) -> int:
    """Everything that waits now; how many pictures were settled."""
    settled, skipped = 0, set[int]()
    while (waiting := await making.next_waiting(intake, skipped)) is not None:
        if await making.make(intake, waiting, now_ms()):
            settled += 1
        else:
            skipped.add(waiting.id)
    return settled
