"""The live streams of dashboards in one process.

Each event that somebody watches has one task, which looks when a note says that its sessions, its
senders or its roster moved, and every few seconds, because alarms come with time as well; never
more than once a second. What it sees is encoded once for everybody (and once more without the
addresses of senders). A picture that says the same as the one before is not sent again: a heartbeat
then tells that it was looked at. While the database is away watchers keep what they have, and the
heartbeat says since when nobody could look.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager, suppress

import asyncpg
import msgspec

from project88 import log
from project88.accounts.access import Caller
from project88.accounts.roles import Permission
from project88.db.listen import Kind, Note
from project88.db.pool import Pool
from project88.errors import NotFound, Unavailable
from project88.live.frames import RETRY, bye_frame
from project88.relay.wakeups import Wakeups
from project88.timing.dashboard.boards import BoardKey, Boards
from project88.timing.dashboard.schemas import Dashboard, for_onlookers

CHANNELS = ("live", "senders", "rosters", "timing")
LOOK_EVERY_S = 5.0
LOOK_AT_MOST_EVERY_S = 1.0
HEARTBEAT_S = 5.0
ASK_AGAIN_S = 10.0
"""How often it is asked whether the watcher still may: a sign-out ends the stream that soon."""

_AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_MOVED = msgspec.json.Decoder(list[tuple[int, int, int, int | None]])
_encode = msgspec.json.Encoder().encode
_log = log.get("live")

StillMay = Callable[[], Awaitable[Caller | None]]
"""Asks the gate again; None when it lets the watcher through no more."""


class Heartbeat(msgspec.Struct, frozen=True):
    """`checked`: when the hub last looked at its database; all instants in ms UTC."""

    now: int
    checked: int


class _Watched:
    """One event that somebody looks at."""

    def __init__(self, key: BoardKey) -> None:
        self.key = key
        self.watchers = 0
        self.picture: Dashboard | None = None
        self.whole = self.bare = b""
        self.number = 0
        """Rises with every picture that says something else."""
        self.checked = 0
        self.over: str | None = None
        """Why everybody's stream of it ends."""
        self.news = asyncio.Event()
        self.wake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def saw(self, picture: Dashboard) -> None:
        self.checked = picture.now
        known = self.picture
        if known is not None and msgspec.structs.replace(known, now=picture.now) == picture:
            return
        self.picture = picture
        self.whole = _frame(b"snapshot", picture)
        self.bare = _frame(b"snapshot", for_onlookers(picture))
        self.number += 1
        self.tell()

    def tell(self) -> None:
        """Everybody who waits looks, each at a fresh event the next time."""
        waiting, self.news = self.news, asyncio.Event()
        waiting.set()

    def end(self, reason: str) -> None:
        self.over = reason
        self.tell()

    def concerns(self, partner_id: int, session_id: int) -> bool:
        return self.key.partner_id == partner_id and (
            self.picture is None or any(one.id == session_id for one in self.picture.sessions)
        )


class Dashboards:
    """All watched events of a process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, wakeups: Wakeups, now: Callable[[], int]) -> None:
        self.boards = Boards(pool)
        self.now = now
        self._wakeups = wakeups
        self._watched: dict[BoardKey, _Watched] = {}
        self._listening: asyncio.Task[None] | None = None
        self._closing = False

    async def close(self) -> None:
        """Every stream says bye and ends."""
        self._closing = True
        tasks = [one.task for one in self._watched.values() if one.task is not None]
        for watched in self._watched.values():
            watched.tell()
        if self._listening is not None:
            tasks.append(self._listening)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stream(
        self, partner_id: int, event_id: int, caller: Caller, still_may: StillMay
    ) -> AsyncGenerator[bytes]:
        """Chunks to write as they are; close the generator when the watcher has gone."""
        yield RETRY
        async with (
            self._watch(BoardKey(partner_id, event_id)) as watched,
            aclosing(self._chunks(watched, caller, still_may)) as chunks,
        ):
            async for chunk in chunks:
                yield chunk

    async def _chunks(
        self, watched: _Watched, caller: Caller, still_may: StillMay
    ) -> AsyncGenerator[bytes]:
        loop = asyncio.get_running_loop()
        ask_at = loop.time() + ASK_AGAIN_S
        sent = 0
        may: Caller | None = caller
        while True:
            news = watched.news
            if loop.time() >= ask_at:
                may, ask_at = await still_may(), loop.time() + ASK_AGAIN_S
            if (reason := self._over(watched, may)) is not None:
                yield bye_frame(reason)
                return
            assert may is not None
            if sent != watched.number:
                sent = watched.number
                yield watched.whole if may.may(Permission.TIMING_EDIT) else watched.bare
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT_S):
                    await news.wait()
                continue
            yield _frame(b"hb", Heartbeat(self.now(), watched.checked))

    def _over(self, watched: _Watched, may: Caller | None) -> str | None:
        if self._closing:
            return "restart"
        if may is None:
            return "access"
        return watched.over

    @asynccontextmanager
    async def _watch(self, key: BoardKey) -> AsyncIterator[_Watched]:
        if self._listening is None and not self._closing:
            self._listening = asyncio.create_task(self._listen(), name="dashboards listen")
        watched = self._watched.get(key)
        if watched is None:
            watched = self._watched[key] = _Watched(key)
            watched.task = asyncio.create_task(self._keep_looking(watched), name="dashboard")
            watched.task.add_done_callback(lambda task: self._looked(watched, task))
        watched.watchers += 1
        try:
            yield watched
        finally:
            watched.watchers -= 1
            if not watched.watchers:
                self._forget(watched)

    def _forget(self, watched: _Watched) -> None:
        if self._watched.get(watched.key) is watched:
            del self._watched[watched.key]
        if watched.task is not None:
            watched.task.cancel()

    # Looking -----------------------------------------------------------------------------------

    async def _keep_looking(self, watched: _Watched) -> None:
        while watched.over is None:
            watched.wake.clear()
            try:
                key = watched.key
                picture = await self.boards.picture(key.partner_id, key.number, self.now(), 1)
                watched.saw(picture)
            except NotFound:
                watched.end("gone")
            except _AWAY as error:
                _log.warning("a dashboard could not be read", reason=str(error))
            await asyncio.sleep(LOOK_AT_MOST_EVERY_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S - LOOK_AT_MOST_EVERY_S):
                    await watched.wake.wait()

    def _looked(self, watched: _Watched, task: asyncio.Task[None]) -> None:
        """A task that fails is a bug of ours; a stream that stood still would hide it."""
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a dashboard is looked at no more", exc_info=error)
            watched.end("restart")
            self._forget(watched)

    # Waking ------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen(CHANNELS)) as notes:
            async for note in notes:
                for watched in self._concerned(note):
                    watched.wake.set()

    def _concerned(self, note: Note) -> list[_Watched]:
        everybody = list(self._watched.values())
        if note.kind is Kind.RECONNECTED:
            return everybody
        try:
            if note.channel == "live":
                moved = _MOVED.decode(note.payload)
                return [one for one in everybody if any(one.concerns(*each[:2]) for each in moved)]
            if note.channel == "senders":
                return [one for one in everybody if one.key.partner_id == int(note.payload)]
        except (msgspec.DecodeError, ValueError):
            _log.warning("note not understood", payload=note.payload[:200])
        return everybody


def _frame(name: bytes, data: msgspec.Struct) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name, _encode(data))
