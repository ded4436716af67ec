"""The collector's side of one CTP01 connection: bytes and a clock in, events and bytes out.

The promise: `receive`, `tick` and `end` never raise for anything a peer sends, and the same bytes
give the same events and the same answers however they were cut. `ProtocolMisuse` out of them is a
bug of ours. The object holds no socket, task or clock, and `copy.deepcopy` of it is a shadow that
goes on by itself.

Clock values are milliseconds of any clock that does not jump; the first call starts the timers.
Do not call `tick` while received bytes are left unread: a peer is not silent because we are deaf.
"""

from project88.wire.ctp01 import commands
from project88.wire.ctp01.config import Config, GreetingMode
from project88.wire.ctp01.events import Closed, CloseReason, Event, Quarantined, Reason
from project88.wire.ctp01.fastpath import plain_lines, plain_read
from project88.wire.ctp01.outbox import Outbox
from project88.wire.ctp01.session import Session
from project88.wire.ctp01.states import Input, State
from project88.wire.lines import BLANKS, LineBuffer, TooLong

_GREETED = (State.READY, State.STREAMING)


class Connection:
    """After `Closed` (always the last event) it hears nothing and says nothing new."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._outbox = Outbox()
        self._session = Session(config, self._outbox)
        self._buffer = LineBuffer(config.max_line_bytes)
        self._opened_ms: int | None = None
        self._heard_ms = 0
        if config.greeting_mode is GreetingMode.SPEAK_FIRST:
            self._outbox.send(commands.greeting(config), 0)

    @property
    def state(self) -> State:
        return self._session.state

    def is_closed(self) -> bool:
        return self._session.state is State.CLOSED

    def receive(self, data: bytes, now_ms: int) -> list[Event]:
        """The events which `data` completes. Nothing after `Closed`."""
        if self.is_closed():
            return []
        self._begin(now_ms)
        self._heard_ms = now_ms
        self._session.advance(now_ms)
        events = self._lines(self._buffer.feed(data), now_ms)
        giant = self._buffer.overflow()
        if giant is not None and not self.is_closed():
            events += self._session.take(giant, now_ms)
        return events

    def tick(self, now_ms: int) -> list[Event]:
        """What the clock alone brings: delayed lines, pings, time-outs. Late calls are fine."""
        if self.is_closed():
            return []
        self._begin(now_ms)
        self._session.advance(now_ms)
        if self._is_due(self._greeting_deadline_ms, now_ms):
            return self._close(Input.GREETING_TIMEOUT, CloseReason.GREETING_TIMEOUT)
        if self._is_due(self._silence_deadline_ms, now_ms):
            return self._close(Input.SILENCE, CloseReason.SILENT)
        if self._is_due(self._session.ping_due_ms, now_ms):
            self._session.ping_due_ms = now_ms + self._config.ping_interval_ms
            self._outbox.send(commands.PING, now_ms)
        return self._check_output()

    def end(self, now_ms: int) -> list[Event]:
        """The peer closed, or the socket failed: an unterminated line is kept aside."""
        if self.is_closed():
            return []
        self._begin(now_ms)
        return self._close(Input.EOF, CloseReason.PEER_LEFT)

    def to_send(self) -> bytes:
        """Take what is due now. Call after each of the other calls; it may be empty."""
        return self._outbox.take()

    @property
    def next_tick_ms(self) -> int | None:
        """When `tick` has something to do; 0 before the first call, None when nothing waits."""
        if self._opened_ms is None:
            return 0
        if self.is_closed():
            return None
        dues = (
            self._outbox.next_due_ms,
            self._session.opening.start_due_ms,
            self._session.ping_due_ms,
            self._greeting_deadline_ms,
            self._silence_deadline_ms,
        )
        return min((due for due in dues if due is not None), default=None)

    def _begin(self, now_ms: int) -> None:
        if self._opened_ms is None:
            self._opened_ms = self._heard_ms = now_ms

    def _lines(self, block: bytes, now_ms: int) -> list[Event]:
        """All lines of a block: the short way once the peer has greeted, else with care."""
        if not block:
            return []
        texts = None
        if self.state in _GREETED:
            texts = plain_lines(block, self._config.max_line_bytes)
        if texts is None:
            return self._careful(block, now_ms)
        events: list[Event] = []
        for text in texts:
            read = plain_read(text)
            if read is not None:
                events.append(read)
            elif text.strip(BLANKS) and self._take_into(events, text.encode(), now_ms):
                break
        return events

    def _careful(self, block: bytes, now_ms: int) -> list[Event]:
        events: list[Event] = []
        for raw in self._buffer.split(block):
            if self._take_into(events, raw, now_ms):
                break
        return events

    def _take_into(self, events: list[Event], raw: bytes | TooLong, now_ms: int) -> bool:
        """Whether that line closed the connection."""
        events += self._session.take(raw, now_ms)
        events += self._check_output()
        return self.is_closed()

    def _check_output(self) -> list[Event]:
        if self.is_closed() or self._outbox.size <= self._config.max_output_bytes:
            return []
        self._session.follow(Input.OUTPUT_FULL)
        return [Closed(CloseReason.OUTPUT_FULL)]

    def _close(self, given: Input, reason: CloseReason) -> list[Event]:
        self._session.follow(given)
        rest = self._buffer.finish()
        if not rest:
            return [Closed(reason)]
        return [Quarantined(rest, Reason.UNTERMINATED, "the line has no end"), Closed(reason)]

    @property
    def _greeting_deadline_ms(self) -> int | None:
        if self.state is not State.ACCEPTED or self._opened_ms is None:
            return None
        return self._opened_ms + self._config.greeting_timeout_ms

    @property
    def _silence_deadline_ms(self) -> int | None:
        if self.state not in _GREETED or not self._session.pongs:
            return None
        return self._heard_ms + self._config.silence_ms

    @staticmethod
    def _is_due(due_ms: int | None, now_ms: int) -> bool:
        return due_ms is not None and due_ms <= now_ms
