"""One timing session in one screen's stream: a place in the session's ring, and nothing else.

Nothing is queued: when the ring has forgotten the place, what comes next is a snapshot.
"""

from project88.live.feed import Feed
from project88.live.frames import Place


class Strand:
    """`last` is what the screen says it has; it gets exactly what came after, or a snapshot."""

    def __init__(self, feed: Feed, last: Place | None) -> None:
        self._feed = feed
        self._last = last
        self._place: int | None = None
        self._beat = feed.beat.number
        self.has = last
        """What the screen has when it has read all that was taken for it."""

    def frames(self, now: int) -> bytes:
        """What is due now; empty when the screen has everything."""
        if self._feed.gone:
            return b""
        if self._place is None:
            return self._begin(now)
        following = self._feed.ring.read(self._place)
        if following is None:
            self._place = None
            return self._begin(now)
        data, self._place, version = following
        self._note(version)
        return data

    def beat(self) -> bytes:
        """The newest heartbeat, once."""
        number, beat = self._feed.beat
        if number == self._beat or self._feed.gone:
            return b""
        self._beat = number
        return beat

    def _begin(self, now: int) -> bytes:
        """Go on where the screen was, else start from a snapshot, else ask for one and wait."""
        if self._feed.facts is None:
            self._feed.to_read.set()
            return b""
        last, self._last = self._last, None
        if last is not None:
            self._place = self._feed.place_after(last)
            if self._place is not None:
                return self.frames(now)
            self.has = None
        start = self._feed.start(now)
        if start is None:
            self._feed.ask_for_snapshot()
            return b""
        self._place = start.place
        self._note(start.version)
        return start.data

    def _note(self, version: int) -> None:
        assert self._feed.facts is not None
        self.has = Place(self._feed.facts.epoch, version)
