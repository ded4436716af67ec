"""Work that goes on for as long as the process lives: lanes, syncing, obeying changes.

A task that fails by itself is a silence that nobody hears: the ports stay open, senders are
content, and nothing is stored any more. So the first failure of a duty ends the process, which says
why and is started again; the journals hold what was heard meanwhile.
"""

import asyncio
from collections.abc import Coroutine

from project88 import log

_log = log.get(__name__)


class Duties:
    """Tasks that must not end by themselves."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._over = asyncio.Event()
        self._failure: BaseException | None = None

    def begin(self, work: Coroutine[None, None, None], name: str) -> None:
        """Goes on beside everything else until `end`."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def failed(self) -> None:
        """Waits for ever, or raises what a duty raised."""
        await self._over.wait()
        if self._failure is not None:
            raise self._failure

    async def end(self) -> None:
        """Cancels what goes on and waits for it."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        _log.error("a part of the collector has failed", duty=task.get_name(), exc_info=error)
        self._failure = self._failure or error
        self._over.set()
