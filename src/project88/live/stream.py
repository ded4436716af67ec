"""The bytes of one screen's stream, from its first line to its bye."""

from collections.abc import AsyncGenerator, Callable

from project88.live import metrics
from project88.live.frames import RETRY, Places
from project88.live.hub import Hub
from project88.live.lists import Reader
from project88.live.screen import Screen, Told
from project88.live.watcher import Watcher


async def stream(
    hub: Hub,
    watcher: Watcher,
    last: Places,
    told: Callable[[], Told | None],
    lists: Reader | None = None,
) -> AsyncGenerator[bytes]:
    """Chunks to write as they are; close the generator when the screen has gone.

    `last` is what the screen had when it lost us, `told()` says what it is to show now; whoever
    knows better rings the watcher's bell.
    """
    yield RETRY
    screen = Screen(watcher, last, told, lists)
    while not screen.ended:
        # Silenced before looking: what comes after this line rings it again.
        watcher.bell.clear()
        data = screen.take(hub.now())
        if data:
            metrics.SENT.inc()
            yield data
        else:
            await watcher.bell.wait()
