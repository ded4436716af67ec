"""The live streams of previews in one process: a timing session seen before it is bound.

Whoever watches looks by himself, at a picture that all watchers of a session share: when a note says
that the session, its sender or its roster moved, and every few seconds; never more than twice a
second. A picture that says the same as the one before is not sent again: a heartbeat then tells that
it was looked at. While the database is away watchers keep what they have.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager, suppress

import asyncpg
import msgspec

from project88 import log
from project88.accounts.access import Caller
from project88.db.listen import Kind, Note
from project88.db.pool import Pool
from project88.errors import NotFound, Unavailable
from project88.live.dashboards import Heartbeat, StillMay
from project88.live.frames import RETRY, bye_frame
from project88.relay.wakeups import Wakeups
from project88.timing.choosing.previews import Previews
from project88.timing.choosing.schemas import TimingPreview
from project88.timing.pictures import PictureKey

CHANNELS = ("live", "senders", "rosters", "timing")
LOOK_EVERY_S = 5.0
LOOK_AT_MOST_EVERY_S = 0.5
HEARTBEAT_S = 5.0
ASK_AGAIN_S = 10.0
"""How often it is asked whether the watcher still may: a sign-out ends the stream that soon."""
_FRESH_MS = 400

_AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_MOVED = msgspec.json.Decoder(list[tuple[int, int, int, int | None]])
_encode = msgspec.json.Encoder().encode
_log = log.get("live")


class _Watcher:
    """One stream. `sent` is the picture that its browser has."""

    def __init__(self, key: PictureKey, caller: Caller) -> None:
        self.key = key
        self.may: Caller | None = caller
        self.wake = asyncio.Event()
        self.sent: TimingPreview | None = None
        self.checked = 0
        self.over: str | None = None
        now = asyncio.get_running_loop().time()
        self.beat_at, self.ask_at = now + HEARTBEAT_S, now + ASK_AGAIN_S


class PreviewStreams:
    """All watchers of a process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, wakeups: Wakeups, now: Callable[[], int]) -> None:
        self.previews = Previews(pool)
        self.now = now
        self._wakeups = wakeups
        self._watchers: set[_Watcher] = set()
        self._listening: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    async def close(self) -> None:
        """Every stream says bye and ends."""
        self._closing.set()
        for watcher in self._watchers:
            watcher.wake.set()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def stream(
        self, partner_id: int, session_id: int, caller: Caller, still_may: StillMay
    ) -> AsyncGenerator[bytes]:
        """Chunks to write as they are; close the generator when the watcher has gone."""
        yield RETRY
        with self._watcher(PictureKey(partner_id, session_id), caller) as watcher:
            while True:
                watcher.wake.clear()
                chunk = await self._look(watcher)
                if (reason := await self._over(watcher, still_may)) is not None:
                    yield bye_frame(reason)
                    return
                if chunk is not None:
                    watcher.beat_at = _time() + HEARTBEAT_S
                    yield chunk
                await self._pause(watcher)

    async def _look(self, watcher: _Watcher) -> bytes | None:
        """What there is to say: a picture, a heartbeat when one is due, or nothing."""
        partner_id, session_id = watcher.key
        try:
            picture = await self.previews.picture(partner_id, session_id, self.now(), _FRESH_MS)
        except NotFound:
            watcher.over = "gone"
            return None
        except _AWAY as error:
            _log.warning("a timing session could not be looked at", reason=str(error))
            return self._beat(watcher)
        watcher.checked = picture.now
        if watcher.sent is not None and _timeless(watcher.sent) == _timeless(picture):
            return self._beat(watcher)
        watcher.sent = picture
        return _frame(b"preview", picture)

    def _beat(self, watcher: _Watcher) -> bytes | None:
        if _time() < watcher.beat_at:
            return None
        return _frame(b"hb", Heartbeat(self.now(), watcher.checked))

    async def _over(self, watcher: _Watcher, still_may: StillMay) -> str | None:
        if self._closing.is_set():
            return "restart"
        if _time() >= watcher.ask_at:
            watcher.may, watcher.ask_at = await still_may(), _time() + ASK_AGAIN_S
        return "access" if watcher.may is None else watcher.over

    async def _pause(self, watcher: _Watcher) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AT_MOST_EVERY_S):
                await self._closing.wait()
        until = min(_time() + LOOK_EVERY_S - LOOK_AT_MOST_EVERY_S, watcher.beat_at, watcher.ask_at)
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, until - _time())):
                await watcher.wake.wait()

    @contextmanager
    def _watcher(self, key: PictureKey, caller: Caller) -> Iterator[_Watcher]:
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="previews listen")
        watcher = _Watcher(key, caller)
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    # Waking ------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen(CHANNELS)) as notes:
            async for note in notes:
                for watcher in self._concerned(note):
                    watcher.wake.set()

    def _concerned(self, note: Note) -> list[_Watcher]:
        everybody = list(self._watchers)
        if note.kind is Kind.RECONNECTED:
            return everybody
        try:
            if note.channel == "live":
                moved = {PictureKey(*one[:2]) for one in _MOVED.decode(note.payload)}
                return [one for one in everybody if one.key in moved]
            if note.channel == "senders":
                return [one for one in everybody if one.key.partner_id == int(note.payload)]
        except (msgspec.DecodeError, ValueError):
            _log.warning("note not understood", payload=note.payload[:200])
        return everybody


def _timeless(picture: TimingPreview) -> TimingPreview:
    """The same without what time alone changes, for comparing."""
    ageless = tuple(msgspec.structs.replace(one, age=None) for one in picture.locations)
    return msgspec.structs.replace(picture, now=0, locations=ageless)


def _time() -> float:
    return asyncio.get_running_loop().time()


def _frame(name: bytes, data: msgspec.Struct) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name, _encode(data))
