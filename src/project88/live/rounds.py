"""One stream of events looked after in rounds: what moved, a heartbeat, whether its watcher still may.

The loop that streams of the app share. What a watcher is shown, and whom a note wakes, each of them
knows by itself.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar

import asyncpg
import msgspec

from project88.errors import NotFound, Unavailable
from project88.live.dashboards import Heartbeat, StillMay
from project88.live.frames import RETRY, bye_frame

HEARTBEAT_S: Final = 5.0
ASK_AGAIN_S: Final = 10.0
"""How often it is asked whether the watcher still may: a sign-out ends the stream that soon."""
AWAY: Final = (
    Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError,
)  # fmt: skip
"""The database is away: watchers keep what they have."""

_encode = msgspec.json.Encoder().encode


class Watcher:
    """One stream. `checked`: when somebody last could look, in milliseconds UTC; `wake`: look now."""

    def __init__(self) -> None:
        self.wake = asyncio.Event()
        self.checked = 0
        now = _time()
        self.beat_at, self.ask_at = now + HEARTBEAT_S, now + ASK_AGAIN_S


W = TypeVar("W", bound=Watcher)


class Pace(msgspec.Struct, frozen=True):
    """Seconds from one look to the next: with no note at all, and whatever notes say."""

    every_s: float
    at_most_every_s: float


class Rounds:
    """Of all watchers of one kind in a process. `now` gives milliseconds UTC."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Every stream says bye and ends, when it is woken."""
        self._closing.set()

    async def stream(
        self, watcher: W, look: Callable[[W], Awaitable[bytes]], still_may: StillMay, pace: Pace
    ) -> AsyncGenerator[bytes]:
        """Chunks to write as they are. `look` tells what is different, or nothing, and raises
        `NotFound` when there is nothing to watch any more.
        """
        yield RETRY
        while True:
            watcher.wake.clear()
            try:
                chunk = await look(watcher) or self._beat(watcher)
            except NotFound:
                yield bye_frame("gone")
                return
            if (reason := await self._over(watcher, still_may)) is not None:
                yield bye_frame(reason)
                return
            if chunk:
                watcher.beat_at = _time() + HEARTBEAT_S
                yield chunk
            await self._pause(watcher, pace)

    def _beat(self, watcher: Watcher) -> bytes:
        if _time() < watcher.beat_at:
            return b""
        return event_frame(b"hb", Heartbeat(self._now(), watcher.checked))

    async def _over(self, watcher: Watcher, still_may: StillMay) -> str | None:
        if self._closing.is_set():
            return "restart"
        if _time() < watcher.ask_at:
            return None
        watcher.ask_at = _time() + ASK_AGAIN_S
        return "access" if await still_may() is None else None

    async def _pause(self, watcher: Watcher, pace: Pace) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(pace.at_most_every_s):
                await self._closing.wait()
        rest_s = pace.every_s - pace.at_most_every_s
        until = min(_time() + rest_s, watcher.beat_at, watcher.ask_at)
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, until - _time())):
                await watcher.wake.wait()


def event_frame(name: bytes, data: msgspec.Struct | tuple[msgspec.Struct, ...]) -> bytes:
    """One event of a stream, as it is written."""
    return b"event: %b\ndata: %b\n\n" % (name, _encode(data))


def _time() -> float:
    return asyncio.get_running_loop().time()
