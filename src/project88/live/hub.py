"""The one place of a web process where news of the database become frames for screens.

One task listens on the channel `live`; a note says which sessions moved, never what changed.
Each session that has screens is read by one task of its own: once per change however many screens
watch, and once for all changes that arrive while a read is under way. A note can be lost (the
channel is fire-and-forget), so every session with screens is also read every few seconds and after
each reconnect of the listener. Without the database the screens stay, their heartbeats say how old
the data is, and reading goes on as soon as it can. Screens hold no database connection.

A stream is a `Watcher`: it looks at as many feeds as it has timing sessions to show, none among them.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager, suppress

import asyncpg
import msgspec

from project88 import log
from project88.db.listen import Kind
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.live import metrics
from project88.live.feed import Bell, Feed, FeedKey, Quiet
from project88.live.reading import read
from project88.live.watcher import Watcher
from project88.relay.in_postgres.wakeups import PostgresWakeups
from project88.relay.wakeups import Wakeups
from project88.settings import WebSettings

CHANNEL = "live"
REREAD_S = 5.0
READ_TIMEOUT_S = 5.0
RETRY_S = 0.5
FORGET_MS = 60_000
CLOSE_S = 1.0
# Ages of locations are read so much of a heartbeat before it, to be fresh when they are told.
BEFOREHAND = 0.1
# Frames per second that one process hands to its streams; above it, changes share a frame.
FRAME_BUDGET = 20_000

AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

Moved = list[tuple[int, int, int, int | None]]


class Hub:
    """All feeds of a process and the tasks that keep them fresh.

    `now` gives milliseconds UTC; without `wakeups`, those of PostgreSQL alone are heard.
    """

    def __init__(
        self,
        pool: Pool,
        settings: WebSettings,
        now: Callable[[], int],
        wakeups: Wakeups | None = None,
    ) -> None:
        self._pool = pool
        self._wakeups = wakeups or PostgresWakeups(pool)
        self._settings = settings
        self._log = log.get("live")
        self._readers: dict[FeedKey, tuple[Feed, asyncio.Task[None]]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = False
        self._watchers: set[Watcher] = set()
        self.now = now
        self.quiet = Quiet()
        self.listening = asyncio.Event()
        self.failed = asyncio.Event()
        self.empty = asyncio.Event()
        self.empty.set()

    @property
    def sessions(self) -> int:
        """How many timing sessions are held, with or without screens."""
        return len(self._readers)

    @property
    def screens(self) -> int:
        """How many streams are open."""
        return len(self._watchers)

    def start(self) -> None:
        self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._beat)]
        for task in self._tasks:
            task.add_done_callback(self._task_ended)

    async def close(self, reason: str = "restart") -> None:
        """Every stream is told to go. Returns when all have gone, after a second at the latest."""
        if self._closing:
            return
        self._closing = True
        for watcher in self._watchers:
            watcher.end(reason)
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_S):
                await self.empty.wait()
        tasks = [*self._tasks, *(task for _, task in self._readers.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @contextmanager
    def watching(self, partner_id: int) -> Iterator[Watcher]:
        """For as long as one stream of this partner lasts."""
        watcher = Watcher(self, partner_id)
        self._watchers.add(watcher)
        self._counted()
        if self._closing:
            watcher.end("restart")
        try:
            yield watcher
        finally:
            watcher.leave()
            self._watchers.discard(watcher)
            self._counted()

    def join(self, key: FeedKey, bell: Bell) -> Feed:
        """The feed of a session; it is kept fresh while it has bells to ring."""
        if key not in self._readers:
            feed = Feed(key, self._settings.ring)
            task = asyncio.create_task(self._keep_reading(feed))
            task.add_done_callback(self._task_ended)
            self._readers[key] = feed, task
            metrics.SESSIONS.set(len(self._readers))
        feed, _ = self._readers[key]
        feed.bells.add(bell)
        feed.idle_since = None
        return feed

    def leave(self, feed: Feed, bell: Bell) -> None:
        feed.bells.discard(bell)
        if not feed.bells:
            feed.idle_since = self.now()

    def _counted(self) -> None:
        if self._watchers:
            self.empty.clear()
        else:
            self.empty.set()
        metrics.STREAMS.set(self.screens)

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        """None of our tasks ends by itself: that is a bug, and a frozen screen would hide it."""
        if task.cancelled() or self._closing:
            return
        self._log.error("live task ended", exc_info=task.exception())
        self.failed.set()

    # Reading -----------------------------------------------------------------------------------

    async def _keep_reading(self, feed: Feed) -> None:
        while True:
            await feed.to_read.wait()
            feed.to_read.clear()
            try:
                async with asyncio.timeout(READ_TIMEOUT_S):
                    await read(self._pool, feed, self.now)
            except AWAY as error:
                metrics.READ_FAILURES.inc()
                self._log.warning("session not read", session=feed.key.session_id, error=str(error))
                feed.to_read.set()
                await asyncio.sleep(RETRY_S)
            await asyncio.sleep(self.screens / FRAME_BUDGET)

    # Waking ------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen([CHANNEL])) as notes:
            async for note in notes:
                if note.kind is Kind.RECONNECTED:
                    self.listening.set()
                    self._reread()
                else:
                    self._heard(note.payload)

    def _heard(self, payload: str) -> None:
        try:
            moved = msgspec.json.decode(payload, type=Moved)
        except msgspec.DecodeError:
            self._log.warning("note not understood", payload=payload[:200])
            self._reread()
            return
        for partner_id, session_id, version, newest in moved:
            reader = self._readers.get(FeedKey(partner_id, session_id))
            if reader is not None:
                reader[0].told(version, newest)

    def _reread(self) -> None:
        for feed, _ in self._readers.values():
            if feed.bells:
                feed.to_read.set()

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        reread_at = loop.time() + REREAD_S
        while True:
            await asyncio.sleep(self._settings.heartbeat_s * (1 - BEFOREHAND))
            for feed, _ in self._readers.values():
                if feed.bells:
                    feed.ask_for_locations()
            await asyncio.sleep(self._settings.heartbeat_s * BEFOREHAND)
            self._beat_once(self.now())
            if loop.time() >= reread_at:
                reread_at = loop.time() + REREAD_S
                self._reread()

    def _beat_once(self, now: int) -> None:
        self.quiet.heartbeat(now)
        for feed, _ in list(self._readers.values()):
            if feed.bells:
                feed.heartbeat(now)
            elif feed.idle_since is not None and now - feed.idle_since > FORGET_MS:
                self._forget(feed)

    def _forget(self, feed: Feed) -> None:
        _, task = self._readers.pop(feed.key)
        task.cancel()
        metrics.SESSIONS.set(len(self._readers))
