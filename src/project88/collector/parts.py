"""One journal part as the collector accounts for it: written, and how far it is durable in the
database.

Chunks of a stream become durable in the order in which they were heard, so one offset says it all.
A part is retired when nothing more will be written to it and the database holds everything that was
heard.
"""

import asyncio
from collections.abc import Callable

from project88.collector.journal import Journal, Kind


class Part:
    """A part being written by a live connection."""

    def __init__(self, journal: Journal, retire: Callable[["Part"], None]) -> None:
        self.journal = journal
        self.path = journal.path
        self.dirty = True
        self.closed = False
        self._heard_end = 0
        self._durable_end = 0
        self._retire = retire

    def append(self, kind: Kind, received_us: int, monotonic_us: int, payload: bytes) -> int:
        """Writes a record; what was heard must become durable before the part may go."""
        end = self.journal.append(kind, received_us, monotonic_us, payload)
        self.dirty = True
        if kind is not Kind.SAID:
            self._heard_end = end
        return end

    def durable(self, end: int) -> None:
        """Everything heard up to this offset is in the database."""
        self._durable_end = max(self._durable_end, end)
        self._maybe_retire()

    def close(self) -> None:
        """Nothing more will be written."""
        self.closed = True
        self._maybe_retire()

    def _maybe_retire(self) -> None:
        if self.closed and self._durable_end >= self._heard_end:
            self._retire(self)


class Syncer:
    """Puts journals on the disk in the background, every few milliseconds, never in a read's way."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._parts: set[Part] = set()

    def watch(self, part: Part) -> None:
        """Syncs this part from now on until it is closed."""
        self._parts.add(part)

    async def run(self) -> None:
        """For ever; cancel it to stop, then call `finish`."""
        while True:
            await asyncio.sleep(self._every_s)
            await self.round()

    async def round(self) -> None:
        """Syncs what was written since the last round, and closes the files of closed parts."""
        dirty = [part for part in self._parts if part.dirty]
        for part in dirty:
            part.dirty = False
        if dirty:
            await asyncio.to_thread(_sync, dirty)
        for part in [part for part in self._parts if part.closed and not part.dirty]:
            self._parts.discard(part)
            part.journal.close()


def _sync(parts: list[Part]) -> None:
    for part in parts:
        part.journal.sync()
