"""The boards of one process: each event is looked at once, however many people look.

A board is kept for some minutes after the last look, so that the next one has little to read. Who
asks for an event of another partner asks for another board, and finds nothing there.
"""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

from project88.db.pool import Pool
from project88.timing.dashboard.board import Board
from project88.timing.dashboard.schemas import Dashboard

FRESH_MS = 1_000
KEPT_MS = 10 * 60_000
MOST_KEPT = 64


class BoardKey(NamedTuple):
    """An event is asked for together with its partner."""

    partner_id: int
    event_id: int


class _Kept:
    def __init__(self, event_id: int) -> None:
        self.board = Board(event_id)
        self.lock = asyncio.Lock()
        self.picture: Dashboard | None = None
        self.asked_at = 0


class Boards:
    """Hands out pictures that are a second old at most."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._kept: dict[BoardKey, _Kept] = {}

    async def picture(
        self, partner_id: int, event_id: int, now: int, fresh_ms: int = FRESH_MS
    ) -> Dashboard:
        """The dashboard of an event. `now` in milliseconds UTC.

        :raises NotFound: the partner has no such event.
        :raises Unavailable: the database is away.
        """
        key = BoardKey(partner_id, event_id)
        kept = self._kept.get(key) or _Kept(event_id)
        async with kept.lock:
            made = kept.picture
            if made is None or not 0 <= now - made.now < fresh_ms:
                made = await self._look(key, kept, now)
            kept.asked_at = now
        return made

    async def _look(self, key: BoardKey, kept: _Kept, now: int) -> Dashboard:
        try:
            async with self._pool.partner(key.partner_id) as connection:
                kept.picture = await kept.board.look(connection, now)
        except BaseException:
            # Half of a look may have been learned; the next one begins with nothing.
            self._kept.pop(key, None)
            kept.board, kept.picture = Board(key.event_id), None
            raise
        kept.asked_at = now
        self._kept[key] = kept
        for old in list(self._too_old(now)):
            del self._kept[old]
        return kept.picture

    def _too_old(self, now: int) -> Iterator[BoardKey]:
        by_age = sorted(self._kept, key=lambda key: self._kept[key].asked_at)
        surplus = len(by_age) - MOST_KEPT
        for number, key in enumerate(by_age):
            if number < surplus or now - self._kept[key].asked_at > KEPT_MS:
                yield key
