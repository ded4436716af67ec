"""One sender: the thin shell between a socket and the protocol.

Bytes come in; they are journalled, then understood, then given to the partner's lane, and what the
protocol wants to say goes out. Nothing here waits: not for the database (the lane does), not for a
slow sender's reading (its output is bounded by the protocol). A journal that can't be written stops
the socket until it can, so that the sender keeps what we could not; that is the one thing that
slows a sender down.
"""

import asyncio
from collections.abc import Sequence

from project88 import log
from project88.collector.conversations import Conversation
from project88.collector.facts import ConnectionFacts
from project88.collector.feed import Feed
from project88.collector.hall import Hall
from project88.collector.journal import Kind, Origins
from project88.collector.lane import Lane
from project88.collector.measures import BYTES_HEARD
from project88.collector.parts import Part
from project88.timing.stream import Stream
from project88.wire.ctp01.events import Closed, Event

_log = log.get(__name__)
_RETRY_S = 0.5
_PATIENCE_S = 0.5
"""How long a sender may be kept waiting: its pings are answered within a second (requirement C06).
"""
_OUTPUT_LIMIT = 64 * 1024


class Session(asyncio.BufferedProtocol):
    """The only loop of one connection."""

    def __init__(self, hall: Hall, stream: Stream, lane: Lane, conversation: Conversation) -> None:
        self._hall = hall
        self._lane = lane
        self._conversation = conversation
        self._feed = Feed(stream)
        self._timer: asyncio.TimerHandle | None = None
        self._held: list[bytes] = []
        self._ended = False
        origin = stream.origin
        self.stream = stream
        self.facts = ConnectionFacts(
            origin.connection_id, origin.peer, origin.listener_id or 0, hall.moment.wall_us()
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Opens the journal and says nothing: the sender speaks first."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=_OUTPUT_LIMIT)
        try:
            self._part = self._begin_part(0, ())
        except OSError as error:
            _log.error("no journal can be begun; the connection is refused", reason=str(error))
            self._ended = True
            transport.abort()
            return
        self._hall.enter(self)
        self._after(self._conversation.tick(self._now_ms()))

    def get_buffer(self, _sizehint: int) -> bytearray:
        """One buffer for all connections: it bounds what one arrival can bring."""
        return self._hall.arrival

    def buffer_updated(self, nbytes: int) -> None:
        """Journal, understand, hand on, answer."""
        data = bytes(memoryview(self._hall.arrival)[:nbytes])
        BYTES_HEARD.inc(nbytes)
        if self._held or not self._hear(data):
            self._hold(data)

    def eof_received(self) -> None:
        """The sender has said all; the connection closes."""

    def connection_lost(self, error: Exception | None) -> None:
        """What was half said goes to quarantine; the journal is closed."""
        if self._ended:
            return
        self._ended = True
        if self._timer is not None:
            self._timer.cancel()
        if self._held:
            _log.error(
                "bytes are lost: the disk would not take them", bytes=sum(map(len, self._held))
            )
        self._finish()
        self._hall.leave(self, str(error) if error else "closed")

    def close(self) -> None:
        """Says goodbye from our side; the sender reconnects at once."""
        self._transport.close()

    @property
    def host(self) -> str:
        """The sender's address without its port."""
        return self.facts.peer.rpartition(":")[0]

    @property
    def silent_us(self) -> int:
        """How long nothing came."""
        return self._hall.moment.wall_us() - self.facts.last_byte_us

    @property
    def behind(self) -> bool:
        """Whether reads of this connection wait in the journal only."""
        return self._feed.behind

    def _hear(self, data: bytes) -> bool:
        moment = self._hall.moment
        wall_us, monotonic_us = moment.wall_us(), moment.monotonic_us()
        if self._hall.journal_full:
            return False
        try:
            end = self._part.append(Kind.HEARD, wall_us, monotonic_us, data)
        except OSError as error:
            _log.error("the journal can't be written; the sender is paused", reason=str(error))
            return False
        events = self._conversation.receive(data, monotonic_us // 1000)
        self.facts.take(events, wall_us)
        self._hand_on(events, end, wall_us)
        self._after(events)
        if data.endswith(b"\n"):
            self._maybe_rotate()
        if self._lane.full and not self._feed.behind:
            self._wait_for_room()
        return True

    def _wait_for_room(self) -> None:
        """The sender waits while the database works, but not so long that its pings would."""
        if self._lane.database_away:
            self._fall_behind()
            return
        self._transport.pause_reading()
        loop = asyncio.get_running_loop()
        patience = loop.call_later(_PATIENCE_S, self._fall_behind)

        def come_in() -> None:
            if not patience.cancelled() and not self._feed.behind:
                patience.cancel()
                self._transport.resume_reading()

        self._lane.wait_for_room(come_in)

    def _fall_behind(self) -> None:
        """From here on the journal is the queue."""
        if self._ended:
            return
        self._feed.fall_behind(self._conversation, self._part, self._part.journal.size)
        self._lane.put_behind(self._feed)
        self._transport.resume_reading()

    def _hand_on(self, events: list[Event], end: int, wall_us: int) -> None:
        if self.stream.claimed_by is not None and not self._feed.in_lane:
            self._lane = self._hall.lane(self.stream.claimed_by)
        if not self._feed.behind:
            self._lane.put(self._feed.chunk(self._part, end, wall_us, events))

    def _after(self, events: Sequence[Event]) -> None:
        self._send()
        if events and isinstance(events[-1], Closed):
            _log.info(
                "connection closed by us", peer=self.facts.peer, reason=str(events[-1].reason)
            )
            self._transport.close()
        self._set_timer()

    def _send(self) -> None:
        data = self._conversation.to_send()
        if not data or self._transport.is_closing():
            return
        moment = self._hall.moment
        try:
            self._part.append(Kind.SAID, moment.wall_us(), moment.monotonic_us(), data)
        except OSError as error:
            _log.warning("what we said is not in the journal", reason=str(error))
        self._transport.write(data)
        if self._transport.get_write_buffer_size() > _OUTPUT_LIMIT:
            _log.warning("the sender does not read; closing", peer=self.facts.peer)
            self._transport.abort()

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due_ms = self._conversation.next_tick_ms
        if due_ms is not None and not self._ended:
            wait_s = max(due_ms - self._now_ms(), 0) / 1000
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._tick)

    def _tick(self) -> None:
        events = self._conversation.tick(self._now_ms())
        if events:
            wall_us = self._hall.moment.wall_us()
            self.facts.take(events, wall_us)
            self._hand_on(events, self._part.journal.size, wall_us)
        self._after(events)

    def _hold(self, data: bytes) -> None:
        """Keeps the one arrival that could not be journalled and stops reading until it is."""
        self._held.append(data)
        self._transport.pause_reading()
        if len(self._held) > 1:
            return
        asyncio.get_running_loop().call_later(_RETRY_S, self._retry)

    def _retry(self) -> None:
        while self._held and not self._ended:
            if not self._hear(self._held[0]):
                asyncio.get_running_loop().call_later(_RETRY_S, self._retry)
                return
            self._held.pop(0)
        if not self._ended:
            self._transport.resume_reading()

    def _begin_part(self, number: int, preamble: Sequence[bytes]) -> Part:
        moment = self._hall.moment
        origins = Origins(self.stream.origin, number, preamble)
        self._number = number
        return self._hall.begin_part(origins, moment.wall_us(), moment.monotonic_us())

    def _maybe_rotate(self) -> None:
        if self._part.journal.size < self._hall.rotate_bytes:
            return
        try:
            fresh = self._begin_part(self._number + 1, self._preamble())
        except OSError as error:
            _log.warning("the journal can't be rotated yet", reason=str(error))
            return
        finished, self._part = self._part, fresh
        self._feed.goes_on_in(fresh)
        finished.close()

    def _preamble(self) -> Sequence[bytes]:
        """What the sender said of itself, in its own words, for reading the next part by itself."""
        return self._hall.preamble(self.stream, self.facts)

    def _finish(self) -> None:
        moment = self._hall.moment
        wall_us, monotonic_us = moment.wall_us(), moment.monotonic_us()
        try:
            end = self._part.append(Kind.ENDED, wall_us, monotonic_us, b"")
        except OSError as error:
            _log.warning("the end of the connection is not in the journal", reason=str(error))
            end = self._part.journal.size
        events = self._conversation.end(monotonic_us // 1000)
        self.facts.take(events, wall_us)
        self._hand_on(events, end, wall_us)
        self._part.close()

    def _now_ms(self) -> int:
        return self._hall.moment.monotonic_us() // 1000
