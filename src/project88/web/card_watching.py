"""The live streams of personal cards in one process: thousands of telephones, one runner each.

A note says which event has new results, never whose. So each process asks once which runners
changed, however many follow, and only their cards are read again, a few at a time. What no result
tells (a name that was hidden, a field that moves on) is seen within a minute. While the database is
away a card stands as it is.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from itertools import count

import asyncpg
import msgspec

from project88 import log
from project88.accounts.instants import instant
from project88.db.listen import Kind, Note
from project88.db.pool import Pool
from project88.errors import NotFound, Refused, Unavailable
from project88.live.frames import RETRY, bye_frame
from project88.relay.wakeups import Wakeups
from project88.results.kiosk import store
from project88.results.kiosk.cards import Admitted, card_of
from project88.results.kiosk.field import Fields

CHANNEL = "results"
LOOK_EVERY_S = 60.0
LOOK_AT_MOST_EVERY_S = 0.5
HEARTBEAT_S = 15.0
MOST = 5_000
AT_ONCE = 4
"""Cards that are read at the same moment: others ask the database too."""

_AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_encode = msgspec.json.Encoder().encode
_Told = msgspec.json.Decoder(list[tuple[int, int, int]])
_log = log.get("cards")


class TooManyFollow(Refused):
    """This process has no room for another stream; the card can still be read."""

    code = "too_many_follow"
    status = 429


class _Watcher:
    """One telephone. `sent` is what it knows; `late_s` keeps thousands from looking at one moment."""

    def __init__(self, shown: Admitted, number: int) -> None:
        self.shown = shown
        self.wake = asyncio.Event()
        self.sent = b""
        self.late_s = number % 100 / 10


class _Event:
    """Who is followed in an event, and up to which version it was asked who changed."""

    def __init__(self, partner_id: int) -> None:
        self.partner_id = partner_id
        self.version: int | None = None
        self.of: dict[int, set[_Watcher]] = defaultdict(set)

    def wake(self, runners: set[int] | None = None) -> None:
        """Those who follow these runners; None: everybody."""
        for runner, watchers in self.of.items():
            if runners is None or runner in runners:
                for watcher in watchers:
                    watcher.wake.set()


class CardWatching:
    """All watchers of a process. `now` gives milliseconds UTC."""

    def __init__(
        self, pool: Pool, wakeups: Wakeups, fields: Fields, now: Callable[[], int]
    ) -> None:
        self._pool = pool
        self._wakeups = wakeups
        self._fields = fields
        self._now = now
        self._events: dict[int, _Event] = {}
        self._numbers = count()
        self._watched = 0
        self._reading = asyncio.Semaphore(AT_ONCE)
        self._listening: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    async def close(self) -> None:
        """Every stream says bye and ends."""
        self._closing.set()
        for event in self._events.values():
            event.wake()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    def require_room(self) -> None:
        """:raises TooManyFollow: the process has as many streams as it can."""
        if self._watched >= MOST:
            raise TooManyFollow("Very many people follow just now. The card shows itself anyway.")

    async def stream(self, shown: Admitted) -> AsyncGenerator[bytes]:
        """Chunks to write as they are; close the generator when the telephone has gone."""
        yield RETRY
        with self._watcher(shown) as watcher:
            while True:
                watcher.wake.clear()
                if self._closing.is_set() or instant(self._now()) >= shown.until:
                    yield bye_frame("restart" if self._closing.is_set() else "over")
                    return
                try:
                    chunk = await self._look(watcher)
                except NotFound:
                    yield bye_frame("gone")
                    return
                if chunk:
                    yield chunk
                async for beat in self._pause(watcher):
                    yield beat

    async def _look(self, watcher: _Watcher) -> bytes:
        """The card, where it says something else than before."""
        try:
            async with self._reading:
                card = await card_of(self._pool, self._fields, watcher.shown, self._now())
        except _AWAY as error:
            _log.warning("a card could not be read", reason=str(error))
            return b""
        body = _encode(card)
        if body == watcher.sent:
            return b""
        watcher.sent = body
        return b"event: card\ndata: %b\n\n" % body

    async def _pause(self, watcher: _Watcher) -> AsyncGenerator[bytes]:
        """Until there is something to look at; says meanwhile that the line is alive."""
        await self._sleep(self._closing, LOOK_AT_MOST_EVERY_S)
        until = _time() + LOOK_EVERY_S + watcher.late_s
        while not watcher.wake.is_set() and _time() < until:
            await self._sleep(watcher.wake, HEARTBEAT_S)
            if not watcher.wake.is_set():
                yield b'event: hb\ndata: {"now":%d}\n\n' % self._now()

    async def _sleep(self, event: asyncio.Event, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()

    @contextmanager
    def _watcher(self, shown: Admitted) -> Iterator[_Watcher]:
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="cards listen")
        watcher = _Watcher(shown, next(self._numbers))
        event = self._events.setdefault(shown.event_id, _Event(shown.partner_id))
        event.of[shown.participant_id].add(watcher)
        self._watched += 1
        try:
            yield watcher
        finally:
            self._watched -= 1
            event.of[shown.participant_id].discard(watcher)
            if not event.of[shown.participant_id]:
                del event.of[shown.participant_id]
            if not event.of and self._events.get(shown.event_id) is event:
                del self._events[shown.event_id]

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen([CHANNEL])) as notes:
            async for note in notes:
                try:
                    await self._heard(note)
                except _AWAY as error:
                    _log.warning("it could not be asked whose results changed", reason=str(error))

    async def _heard(self, note: Note) -> None:
        if note.kind is Kind.RECONNECTED:
            for event in self._events.values():
                event.version = None
                event.wake()
            return
        for _, event_id, version in _Told.decode(note.payload):
            followed = self._events.get(event_id)
            if followed is not None:
                await self._changed(followed, event_id, version)

    async def _changed(self, event: _Event, event_id: int, version: int) -> None:
        """Whoever is not known to be up to date looks for himself."""
        since, event.version = event.version, version
        if since is None:
            event.wake()
            return
        try:
            async with self._pool.partner(event.partner_id) as connection:
                rows = await store.changed(connection, event_id, since)
        except _AWAY:
            event.version = None
            raise
        event.version = max([version, *(row["version"] for row in rows)])
        event.wake({row["participant_id"] for row in rows})


def _time() -> float:
    return asyncio.get_running_loop().time()
