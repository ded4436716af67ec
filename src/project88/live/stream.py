"""The bytes of one screen's stream, from its first line to its bye."""

from collections.abc import AsyncGenerator, Callable

from project88.live import metrics
from project88.live.frames import RETRY, Place
from project88.live.hub import Hub
from project88.live.screen import Screen


async def stream(
    hub: Hub, partner_id: int, session_id: int, last: Place | None, until: Callable[[], int]
) -> AsyncGenerator[bytes]:
    """Chunks to write as they are; close the generator when the screen has gone.

    `last` is where the screen was when it lost us, `until()` says (ms UTC) when its address expires.
    """
    async with hub.watch(partner_id, session_id) as feed:
        yield RETRY
        screen = Screen(feed, last, until)
        while not screen.ended:
            # Taken before looking: what comes after this line sets it.
            news = feed.news
            data = screen.take(hub.now())
            if data:
                metrics.SENT.inc()
                yield data
            else:
                await news.wait()
