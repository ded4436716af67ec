"""Links that were taken back while screens showed them.

A link is looked up when a screen connects; a stream that runs on would not notice that somebody has
closed its display. So every web process hears of that, and the stream ends at its next heartbeat.
Who was not listening at that moment looks again at the links that it serves.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress

from project88.db.listen import listen
from project88.db.pool import Pool
from project88.displays.link import lookup
from project88.displays.store import CHANNEL, Display
from project88.errors import Unavailable

GONE = 0


class Revoked:
    """Which of the links that this process serves were taken back."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._served: Counter[str] = Counter()
        self._gone: set[str] = set()

    @contextmanager
    def serving(self, display: Display) -> Iterator[Callable[[], int]]:
        """While a stream runs: until when it may, in milliseconds UTC, asked again and again."""
        address, until = display.id, int(display.expires_at.timestamp() * 1000)
        self._served[address] += 1
        try:
            yield lambda: GONE if address in self._gone else until
        finally:
            self._served[address] -= 1
            if not self._served[address]:
                del self._served[address]
                self._gone.discard(address)

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """Hears of links that are taken back for as long as the context lasts."""
        task = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _follow(self) -> None:
        async with aclosing(listen(self._pool.dedicated, [CHANNEL])) as notes:
            async for _ in notes:
                with suppress(Unavailable):
                    await self._look_again()

    async def _look_again(self) -> None:
        for address in list(self._served):
            if await lookup(self._pool, address) is None and address in self._served:
                self._gone.add(address)
