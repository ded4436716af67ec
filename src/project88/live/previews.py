"""The live streams of previews in one process: a timing session seen before it is bound.

Whoever watches looks by himself, at a picture that all watchers of a session share: when a note says
that the session, its sender or its roster moved, and every few seconds; never more than twice a
second. A picture that says the same as the one before is not sent again: a heartbeat then tells that
it was looked at. While the database is away watchers keep what they have.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager

import msgspec

from project88 import log
from project88.db.listen import Kind, Note
from project88.db.pool import Pool
from project88.live.dashboards import StillMay
from project88.live.rounds import AWAY, Pace, Rounds, Watcher, event_frame
from project88.relay.wakeups import Wakeups
from project88.timing.choosing.previews import Previews
from project88.timing.choosing.schemas import TimingPreview
from project88.timing.pictures import PictureKey

CHANNELS = ("live", "senders", "rosters", "timing")
LOOK_EVERY_S = 5.0
LOOK_AT_MOST_EVERY_S = 0.5
_FRESH_MS = 400

_MOVED = msgspec.json.Decoder(list[tuple[int, int, int, int | None]])
_log = log.get("live")


class _Watcher(Watcher):
    """One stream. `sent` is the picture that its browser has."""

    def __init__(self, key: PictureKey) -> None:
        super().__init__()
        self.key = key
        self.sent: TimingPreview | None = None


class PreviewStreams:
    """All watchers of a process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, wakeups: Wakeups, now: Callable[[], int]) -> None:
        self.previews = Previews(pool)
        self.now = now
        self._wakeups = wakeups
        self._watchers: set[_Watcher] = set()
        self._listening: asyncio.Task[None] | None = None
        self._rounds = Rounds(now)

    async def close(self) -> None:
        """Every stream says bye and ends."""
        self._rounds.close()
        for watcher in self._watchers:
            watcher.wake.set()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def stream(
        self, partner_id: int, session_id: int, still_may: StillMay
    ) -> AsyncGenerator[bytes]:
        """Chunks to write as they are; close the generator when the watcher has gone."""
        with self._watcher(PictureKey(partner_id, session_id)) as watcher:
            pace = Pace(LOOK_EVERY_S, LOOK_AT_MOST_EVERY_S)
            chunks = self._rounds.stream(watcher, self._look, still_may, pace)
            async with aclosing(chunks):
                async for chunk in chunks:
                    yield chunk

    async def _look(self, watcher: _Watcher) -> bytes:
        """The picture where it says something else than before. :raises NotFound: it is gone."""
        partner_id, session_id = watcher.key
        try:
            picture = await self.previews.picture(partner_id, session_id, self.now(), _FRESH_MS)
        except AWAY as error:
            _log.warning("a timing session could not be looked at", reason=str(error))
            return b""
        watcher.checked = picture.now
        if watcher.sent is not None and _timeless(watcher.sent) == _timeless(picture):
            return b""
        watcher.sent = picture
        return event_frame(b"preview", picture)

    @contextmanager
    def _watcher(self, key: PictureKey) -> Iterator[_Watcher]:
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="previews listen")
        watcher = _Watcher(key)
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
