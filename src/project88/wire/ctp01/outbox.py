"""Lines to send: now, or when their time has come.

Delays are part of the protocol (a handshake spread out for nervous senders, one second between a
new location and its `start`), but nobody waits here: a line with a time lies in the outbox until
`release`. While the block of settings is going out every other line is held back, because the
peer counts the lines after our reply.
"""

from bisect import insort
from operator import itemgetter


class Outbox:
    """Bytes that are due, and `(due_ms, line)` pairs that are not yet, oldest first."""

    def __init__(self) -> None:
        self._ready = bytearray()
        self._later: list[tuple[int, bytes]] = []
        self._later_size = 0
        self._held_until_ms = 0

    @property
    def size(self) -> int:
        """Bytes not taken yet; grows when a peer does not read, or asks for too much."""
        return len(self._ready) + self._later_size

    @property
    def next_due_ms(self) -> int | None:
        return self._later[0][0] if self._later else None

    def send(self, line: bytes, now_ms: int) -> None:
        """At once, or as soon as nothing holds it back."""
        self.send_at(line, self._held_until_ms, now_ms)

    def send_at(self, line: bytes, due_ms: int, now_ms: int) -> None:
        if due_ms <= now_ms:
            self._ready += line
        else:
            insort(self._later, (due_ms, line), key=itemgetter(0))
            self._later_size += len(line)

    def hold_until(self, due_ms: int) -> None:
        self._held_until_ms = due_ms

    def release(self, now_ms: int) -> None:
        while self._later and self._later[0][0] <= now_ms:
            _, line = self._later.pop(0)
            self._later_size -= len(line)
            self._ready += line

    def forget_later(self) -> None:
        """A new session on the socket: what the old one wanted to say later is void."""
        self._later.clear()
        self._later_size = 0

    def take(self) -> bytes:
        out = bytes(self._ready)
        self._ready.clear()
        return out
