"""The recent frames of one session, shared by all of its screens.

Every frame has a *place*: a number that rises by one and is never used again. A screen keeps the
place of the frame it wants next and nothing else. The ring forgets its oldest frames when it has
too many or when they are too heavy; a screen whose place was forgotten is told so and starts from
a snapshot. Frames join without a gap: each begins at the version at which the one before it ended.
"""

from bisect import bisect_right
from collections import deque

import msgspec

MAX_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 16 * 1024


class Kept(msgspec.Struct, frozen=True, gc=False):
    """A frame that leads from version `since` to `version`; a snapshot leads from anywhere (0)."""

    since: int
    version: int
    data: bytes


class Ring:
    """At most `size` frames and `max_bytes` bytes, whichever is reached first."""

    def __init__(self, size: int, head: int = 0, max_bytes: int = MAX_BYTES) -> None:
        self._frames: deque[Kept] = deque()
        self._size = size
        self._max_bytes = max_bytes
        self._bytes = 0
        self._floor = head
        self.head = head
        self.next_place = 0

    @property
    def first_place(self) -> int:
        return self.next_place - len(self._frames)

    def append(self, frame: Kept) -> None:
        self._frames.append(frame)
        self._bytes += len(frame.data)
        self.head = frame.version
        self.next_place += 1
        while len(self._frames) > self._size or self._bytes > self._max_bytes:
            self._forget_oldest()

    def restart(self, head: int) -> None:
        """Forget every frame; places go on rising, so that every screen notices."""
        self._frames.clear()
        self._bytes = 0
        self._floor = self.head = head
        self.next_place += 1

    def after(self, version: int) -> int | None:
        """The place from which a screen at `version` misses nothing; None when there is none."""
        if version == self.head:
            return self.next_place
        if version > self.head or not self._frames:
            return None
        index = bisect_right(self._frames, version, key=lambda frame: frame.version)
        begins = self._floor if index == 0 else self._frames[index].since
        return self.first_place + index if begins <= version else None

    def read(self, place: int) -> tuple[bytes, int, int] | None:
        """A chunk of frames from `place` on, the place after it and the version that it leads to.

        None when the place is forgotten. Waiting frames are joined up to 16 KiB, so that a screen
        which fell behind catches up in few writes and its share of the server's buffers stays small.
        """
        if place < self.first_place or place > self.next_place:
            return None
        version = self.head
        chunk: list[bytes] = []
        weight = 0
        while place < self.next_place and weight < CHUNK_BYTES:
            frame = self._frames[place - self.first_place]
            chunk.append(frame.data)
            weight += len(frame.data)
            version = frame.version
            place += 1
        return (chunk[0] if len(chunk) == 1 else b"".join(chunk)), place, version

    def _forget_oldest(self) -> None:
        oldest = self._frames.popleft()
        self._bytes -= len(oldest.data)
        self._floor = oldest.version
