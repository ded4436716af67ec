"""The fields of the events that announcers look at in this process, and boards made from them.

A field is read once for everybody who looks at the event, and is let go of two minutes after the
last look. Each viewer's board is put together from it anew, because notes may be for one alone.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from project88.accounts.instants import instant
from project88.db.pool import Pool
from project88.results.announcer.cards import Making, Viewer, board_of, instant_of, people_of
from project88.results.announcer.coming import Usual
from project88.results.announcer.field import Field
from project88.results.announcer.reading import Reader
from project88.results.announcer.saying import at_point, of_person, told
from project88.results.announcer.schemas import (
    AnnouncerBoard,
    AnnouncerFound,
    AnnouncerPassed,
    AnnouncerRunner,
    AnnouncerSearch,
)
from project88.results.announcer.searching import found
from project88.results.announcer.watch import Watch

KEEP_S = 120.0


class AnnouncerKey(NamedTuple):
    """An event of a partner."""

    partner_id: int
    event_id: int


class _Kept:
    """One event's field."""

    def __init__(self, pool: Pool, key: AnnouncerKey) -> None:
        self.reader = Reader(pool, *key)
        self.usual = Usual()
        self.reading = asyncio.Lock()
        self.read_at = -1e9
        self.used_at = 0.0


class AnnouncerBoards:
    """All fields of a process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, now: Callable[[], int]) -> None:
        self._pool = pool
        self._now = now
        self._kept: dict[AnnouncerKey, _Kept] = {}

    async def board(
        self, key: AnnouncerKey, watch: Watch, viewer: Viewer, fresh_s: float = 0.0
    ) -> AnnouncerBoard:
        """:raises NotFound: no such event."""
        kept = self._of(key)
        field = await self._field(key, kept, fresh_s)
        now = instant(self._now())
        board = board_of(field, watch, viewer, kept.usual, now)
        if await kept.reader.learn(people_of(board)):
            board = board_of(field, watch, viewer, kept.usual, now)
        return board

    async def search(
        self, key: AnnouncerKey, viewer: Viewer, query: str, most: int
    ) -> AnnouncerSearch:
        """:raises NotFound: no such event."""
        kept = self._of(key)
        field = await self._field(key, kept, 1.0)
        people = found(field.people.values(), query, most)
        await kept.reader.learn({one.id for one in people})
        making = Making(field, viewer)
        return AnnouncerSearch([_found(field, making, one.id) for one in people])

    async def runner(self, key: AnnouncerKey, viewer: Viewer, who: int) -> AnnouncerRunner | None:
        """As the board shows somebody now; None: nobody of this event."""
        field = await self._field(key, self._of(key), 0.0)
        return Making(field, viewer).runner(who) if who in field.people else None

    def roster_moved(self) -> None:
        """Somewhere a roster changed."""
        for kept in self._kept.values():
            kept.reader.roster_moved = True

    def _of(self, key: AnnouncerKey) -> _Kept:
        now = asyncio.get_running_loop().time()
        for other in [one for one, kept in self._kept.items() if kept.used_at < now - KEEP_S]:
            del self._kept[other]
        kept = self._kept.setdefault(key, _Kept(self._pool, key))
        kept.used_at = now
        return kept

    async def _field(self, key: AnnouncerKey, kept: _Kept, fresh_s: float) -> Field:
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        async with kept.reading:
            # What began to be read after the question is an answer to it.
            if kept.reader.field is not None and kept.read_at > asked_at - fresh_s:
                return kept.reader.field
            started_at = loop.time()
            try:
                field = await kept.reader.refresh()
            except BaseException:
                # What was read in part is read again from the beginning.
                self._kept.pop(key, None)
                raise
            kept.read_at = started_at
            return field


def _found(field: Field, making: Making, who: int) -> AnnouncerFound:
    standing = field.results.get(who)
    passed = field.passed.get(who, ())
    cues = of_person(field, who) + (at_point(field, who, passed[-1]) if passed else [])
    return AnnouncerFound(
        runner=making.runner(who),
        status="not_started" if standing is None else standing.status,
        points=[
            AnnouncerPassed(
                one.point, instant_of(one.at_us), one.gun_ms, one.chip_ms, one.place_overall
            )
            for one in passed
        ],
        place_overall=None if standing is None else standing.place_overall,
        cues=told(field, cues, passed[-1].point if passed else ""),
    )
