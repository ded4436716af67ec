"""Outgoing webhooks: carried as soon as a transaction has left some, and again when a retry is due.

This is a loop beside the scheduled jobs and not one of them: the first retry comes after ten
seconds, a schedule knows minutes. Several workers may run it; what one has taken the others skip.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from project88 import log
from project88.accounts.secrets import secrets_of
from project88.accounts.webhooks.carrying import Courier, forget
from project88.accounts.webhooks.sending import sender
from project88.accounts.webhooks.store import Taken
from project88.db.listen import listen
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.settings import Settings

CHANNEL = "webhooks"
LONGEST_WAIT_S = 60.0
SHORTEST_WAIT_S = 0.05
AWAY_WAIT_S = 5.0
AT_ONCE = 32
_log = log.get(__name__)


@asynccontextmanager
async def carried(pool: Pool, settings: Settings) -> AsyncIterator[None]:
    """Webhooks are carried meanwhile."""
    wake = asyncio.Event()
    async with sender(settings.webhooks) as sends:
        courier = Courier(
            pool, sends, secrets_of(settings.security), settings.webhooks, now_ms, random.random
        )
        tasks = [
            asyncio.create_task(_hear(pool, wake), name="webhooks: listen"),
            asyncio.create_task(_carry(courier, wake), name="webhooks: carry"),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def forget_deliveries(pool: Pool) -> None:
    """For the schedule: the log of deliveries is kept for 30 days."""
    gone = await forget(pool, now_ms())
    if gone:
        _log.info("old webhook deliveries forgotten", deliveries=gone)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


async def _hear(pool: Pool, wake: asyncio.Event) -> None:
    async for _note in listen(pool.dedicated, [CHANNEL]):
        wake.set()


async def _carry(courier: Courier, wake: asyncio.Event) -> None:
    under_way = UnderWay(wake)
    try:
        while True:
            wake.clear()
            pause = await _round(courier, under_way)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await wake.wait()
    finally:
        await under_way.stop()


class UnderWay:
    """The tries that are being made; each that ends makes room and says so."""

    def __init__(self, wake: asyncio.Event) -> None:
        self._wake = wake
        self._tries: dict[asyncio.Task[None], int] = {}

    @property
    def room(self) -> int:
        return AT_ONCE - len(self._tries)

    @property
    def busy(self) -> set[int]:
        """Webhooks that are being tried; each gets its next tries when these have ended."""
        return set(self._tries.values())

    def begin(self, courier: Courier, delivery: Taken) -> None:
        task = asyncio.create_task(courier.deliver(delivery), name=f"webhook {delivery.id}")
        self._tries[task] = delivery.webhook_id
        task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """What is cut off is tried again by the next worker, when its lease is over."""
        for task in self._tries:
            task.cancel()
        await asyncio.gather(*self._tries, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tries.pop(task, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a webhook try broke off", task=task.get_name(), exc_info=error)
        self._wake.set()


async def _round(courier: Courier, under_way: UnderWay) -> float:
    """Begins what is due; the seconds until there may be more."""
    try:
        while under_way.room and (taken := await courier.take(under_way.room, under_way.busy)):
            for delivery in taken:
                under_way.begin(courier, delivery)
        due = await courier.next_due(under_way.busy)
    except Unavailable as error:
        _log.warning("webhooks wait for the database", reason=error.sentence)
        return AWAY_WAIT_S
    if due is None or not under_way.room:
        return LONGEST_WAIT_S
    return min(LONGEST_WAIT_S, max(SHORTEST_WAIT_S, due.timestamp() - now_ms() / 1000))
