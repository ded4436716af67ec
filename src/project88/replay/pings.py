"""How long the collector takes to answer a ping; more than a second is too long (1.6, C06).

Watches the bytes in both directions, because the answer matters to the sender only as a sign of
life, while a rehearsal wants to know how quick it was.
"""

from collections import deque

from project88.wire.lines import LineBuffer

_ANSWERS = (b"ack~ping", b"ping~ack")


class PingWatch:
    """Pings and answers of one sender; a ping that a cut left unanswered does not count."""

    def __init__(self) -> None:
        self.answered = 0
        self.slowest_ms = 0
        self._asked_ms: deque[int] = deque()
        self._buffer = LineBuffer()

    def forget(self) -> None:
        """A new connection: nothing is expected from the last one."""
        self._asked_ms.clear()
        self._buffer = LineBuffer()

    def said(self, data: bytes, now_ms: int) -> None:
        """Whole lines that we sent."""
        self._asked_ms.extend([now_ms] * data.splitlines().count(b"ping"))

    def heard(self, data: bytes, now_ms: int) -> None:
        """Bytes of the collector, cut anywhere."""
        for line in self._buffer.split(self._buffer.feed(data)):
            if isinstance(line, bytes) and line.strip() in _ANSWERS and self._asked_ms:
                self.answered += 1
                self.slowest_ms = max(self.slowest_ms, now_ms - self._asked_ms.popleft())
