"""What one connection still owes to the database, kept in memory while that is small and read from
its journal else.

A feed is *live* while the lane has room: what is heard goes to the lane at once. When the lane is
full (the database is away or slow) the feed *falls behind*: from that byte on only the journal
grows, and a copy of the protocol connection waits to read it again. When the lane has stored what
it had, it reads the journal through that copy, in order, until it has caught up, and the feed is
live again. So memory is bounded, nothing is dropped, and the sender never waits.
"""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

from project88 import log
from project88.collector.conversations import Conversation
from project88.collector.journal import Kind, Record, TornRecord, read_records
from project88.collector.parts import Part
from project88.timing.stream import Chunk, Stream
from project88.wire.ctp01.events import Event

_log = log.get(__name__)


class Mark:
    """Where a chunk ends in its journal."""

    __slots__ = ("end", "feed", "part")

    def __init__(self, feed: "Feed", part: "Part | OldPart", end: int) -> None:
        self.feed = feed
        self.part = part
        self.end = end

    def durable(self) -> None:
        """The chunk is in the database."""
        self.feed.in_lane -= 1
        self.part.durable(self.end)
        self.feed.maybe_settled()


class OldPart:
    """A part left by an earlier run of the collector; retired as a whole when its feed has settled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.torn = False

    def durable(self, end: int) -> None:
        """Nothing to account for: an old part is read again from its beginning if we are killed."""


class Feed:
    """The stream of one connection on its way to the lane."""

    def __init__(self, stream: Stream, on_settled: Callable[[], None] | None = None) -> None:
        self.stream = stream
        self._on_settled = on_settled
        self.in_lane = 0
        """Chunks in the lane; the journal is read only when none is left, so that order is kept."""
        self._shadow: Conversation | None = None
        self._unread: list[tuple[Part | OldPart, int]] = []

    @property
    def behind(self) -> bool:
        """Whether the journal holds something that neither the lane nor the database has."""
        return self._shadow is not None

    def chunk(self, part: "Part | OldPart", end: int, received_us: int, told: list[Event]) -> Chunk:
        """What was just heard, accounted for."""
        self.in_lane += 1
        return Chunk(self.stream, received_us, told, Mark(self, part, end))

    def fall_behind(self, conversation: Conversation, part: "Part | OldPart", offset: int) -> None:
        """From this offset on the journal is the queue. `conversation` is as it was before those
        bytes.
        """
        self._shadow = copy.deepcopy(conversation)
        self._unread = [(part, offset)]

    def take_up(self, conversation: Conversation, parts: list[OldPart]) -> None:
        """Parts left by an earlier run are read from their beginning."""
        self._shadow = conversation
        self._unread = [(part, 0) for part in parts]

    def goes_on_in(self, part: Part) -> None:
        """The journal was rotated while the feed is behind."""
        if self._shadow is not None:
            self._unread.append((part, 0))

    def read(self, most_bytes: int) -> Iterator[Chunk]:
        """The next chunks from the journal; the feed is live again when nothing is left to read."""
        budget = most_bytes
        while self._unread and budget > 0:
            part, offset = self._unread[0]
            for record in _readable(part, offset):
                self._unread[0] = (part, record.end)
                if (told := self._hear(record)) is not None:
                    yield self.chunk(part, record.end, record.received_us, told)
                budget -= len(record.payload)
                if budget <= 0:
                    return
            self._unread.pop(0)
        if not self._unread:
            self._shadow = None

    def maybe_settled(self) -> None:
        """Tells the owner of a recovered feed, once, that everything it held is durable."""
        if self._on_settled is not None and not self.behind and not self.in_lane:
            self._on_settled()
            self._on_settled = None

    def _hear(self, record: Record) -> list[Event] | None:
        assert self._shadow is not None
        told: list[Event] | None = None
        if record.kind is Kind.HEARD:
            told = self._shadow.receive(record.payload, record.monotonic_us // 1000)
        elif record.kind is Kind.ENDED:
            told = self._shadow.end(record.monotonic_us // 1000)
        self._shadow.to_send()
        return told


def _readable(part: Part | OldPart, offset: int) -> Iterator[Record]:
    """Records up to the end of what is whole; a part being written has no torn record, an old one
    may.
    """
    try:
        yield from read_records(part.path, offset)
    except TornRecord as torn:
        if isinstance(part, Part):
            raise
        part.torn = True
        _log.warning("the end of a journal is torn", part=part.path.name, offset=torn.offset)
