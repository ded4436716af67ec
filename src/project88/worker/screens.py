"""Looks every few seconds for screens that have fallen silent.

A loop beside the scheduled jobs: a schedule knows minutes. Several workers may run it; each screen
falls silent once. After a start, and after the database was away, nobody is judged for half a
minute: it may have been us who did not listen.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from project88 import log
from project88.db.pool import Pool
from project88.displays.screens.silence import notice_silence
from project88.errors import Unavailable
from project88.worker import metrics

EVERY_S = 3.0
GRACE_S = 30.0
_log = log.get(__name__)


@asynccontextmanager
async def watched(pool: Pool) -> AsyncIterator[None]:
    """Screens are looked after meanwhile."""
    watch = Watch(pool, now_ms)
    task = asyncio.create_task(watch.run(), name="screens: watch")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Watch:
    """`now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, now: Callable[[], int]) -> None:
        self._pool = pool
        self._now = now
        self._from = now() + int(GRACE_S * 1000)

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(EVERY_S)

    async def look(self) -> int:
        """How many screens have fallen silent; nobody's word is taken before the grace is over."""
        now = self._now()
        try:
            # Asked all the same: an answer is how we know that the database hears reports.
            async with self._pool.no_partner():
                pass
            missing = await notice_silence(self._pool, now) if now >= self._from else 0
        except Unavailable as error:
            self._from = self._now() + int(GRACE_S * 1000)
            _log.warning("nobody looks after screens: no database", reason=error.sentence)
            return 0
        metrics.SCREENS_DOWN.inc(missing)
        if missing:
            _log.warning("screens have fallen silent", screens=missing)
        return missing
