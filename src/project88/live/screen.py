"""One screen: a place in its session's ring, and what to send it next.

`take` is called when the screen is ready for more and answers with everything that is due, so a
screen that reads slowly is simply asked less often. Nothing is queued for it: when the ring has
forgotten its place, the next thing it gets is a snapshot.
"""

from collections.abc import Callable

from project88.live.feed import Feed
from project88.live.frames import Place, bye_frame


class Screen:
    """`last` is what the screen says it has; it gets exactly what came after, or a snapshot.

    From `until()` (ms UTC) on it may see nothing more: its address has expired, or was taken back.
    """

    def __init__(self, feed: Feed, last: Place | None, until: Callable[[], int]) -> None:
        self._feed = feed
        self._last = last
        self._until = until
        self._place: int | None = None
        self._beat, _ = feed.beat
        self.ended = False

    def take(self, now: int) -> bytes:
        """What is due now; empty when the screen has everything. After a bye, `ended` is true."""
        bye = bye_frame("expired") if now >= self._until() else self._feed.bye
        if bye is not None:
            self.ended = True
            return bye
        frames = self._frames(now)
        number, beat = self._feed.beat
        if number == self._beat:
            return frames
        self._beat = number
        return frames + beat

    def _frames(self, now: int) -> bytes:
        if self._place is None:
            return self._begin(now)
        following = self._feed.ring.read(self._place)
        if following is None:
            self._place = None
            return self._begin(now)
        data, self._place = following
        return data

    def _begin(self, now: int) -> bytes:
        """Go on where the screen was, else start from a snapshot, else ask for one and wait."""
        if self._feed.facts is None:
            self._feed.to_read.set()
            return b""
        if self._last is not None:
            self._place = self._feed.place_after(self._last)
            self._last = None
            if self._place is not None:
                return self._frames(now)
        start = self._feed.start(now)
        if start is None:
            self._feed.ask_for_snapshot()
            return b""
        self._place = start.place
        return start.data
