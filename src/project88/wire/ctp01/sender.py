"""A timing box without a socket: the faithful other side, for replays and for tests.

It behaves as Fusion does in the one public log of a real sender (timing-protocols.md 1.6, session
H), and it is strict where Fusion is: a line it does not know ends the connection. What it sends is
not its business; the driver keeps the rows and offers them:

    connect a socket      → sender.connected(now)        (or sender.refused(now))
    bytes came            → events = sender.receive(data, now)
    next_tick_ms has come → events = sender.tick(now)
    after each of these   → write sender.to_send()
    StartWanted           → offer the session's rows again from the start (or from `seq`)
    while sender.streaming: sender.offer(rows)
    Failed                → close the socket; connect again at sender.retry_at_ms
    socket ended          → events = sender.lost(now); connect again at sender.retry_at_ms
    GaveUp                → retry_at_ms is None: stop

Clock values are milliseconds of any clock that does not jump.
"""

from collections.abc import Iterable

from project88.wire.ctp01.orders import Orders
from project88.wire.ctp01.sender_events import (
    Failed,
    GaveUp,
    Row,
    SenderConfig,
    SenderEvent,
)
from project88.wire.ctp01.sender_states import Box, Turn, follow
from project88.wire.lines import LineBuffer, TooLong, read_line


class Sender:
    """One sender over all its connections; nothing is shared with the collector's side."""

    def __init__(self, config: SenderConfig | None = None) -> None:
        self.config = config or SenderConfig()
        self.state = Box.AWAY
        self.failures = 0
        self.retry_at_ms: int | None = 0
        self._out = bytearray()
        self._attempt_ms = 0
        self._fresh()

    def _fresh(self) -> None:
        """What every connection begins with."""
        self.orders = Orders(self.config)
        self._buffer = LineBuffer(self.config.max_line_bytes)
        self._greet_due_ms: int | None = None
        self._ping_due_ms: int | None = None
        self._alive_ms = 0
        self._out.clear()

    @property
    def streaming(self) -> bool:
        """Whether rows may be offered now."""
        return self.state is Box.STREAMING

    @property
    def resume_from(self) -> dict[str, int]:
        """Location → first row wanted (0: from the beginning). Empty: everything is wanted."""
        return self.orders.resume_from

    @property
    def settings(self) -> dict[str, str]:
        """What the collector asked for, such as `time-format`."""
        return self.orders.settings

    def connected(self, now_ms: int) -> None:
        """A socket is open. Raises `ProtocolMisuse` if one was open already, or after giving up."""
        self._move(Turn.CONNECTED)
        self._fresh()
        self._attempt_ms = now_ms
        self.retry_at_ms = None
        self._greet_due_ms = now_ms + self.config.greet_after_ms

    def refused(self, now_ms: int) -> list[SenderEvent]:
        """No socket could be opened; this counts as a failure."""
        self._attempt_ms = now_ms
        return self._fail(now_ms, "refused", Turn.REFUSED)[1:]

    def lost(self, now_ms: int) -> list[SenderEvent]:
        """The socket ended. Nothing happens if this side had failed before."""
        if self.state in (Box.AWAY, Box.GAVE_UP):
            return []
        return self._fail(now_ms, "lost")

    def receive(self, data: bytes, now_ms: int) -> list[SenderEvent]:
        """What the collector's bytes ask for. Never raises; nothing after `Failed`."""
        events: list[SenderEvent] = []
        for raw in self._buffer.split(self._buffer.feed(data)):
            if self.state in (Box.AWAY, Box.GAVE_UP):
                break
            events += self._line(raw, now_ms)
        return events

    def tick(self, now_ms: int) -> list[SenderEvent]:
        """Greets, pings, and gives up waiting."""
        if reason := self._late(now_ms):
            return self._fail(now_ms, reason)
        if self._greet_due_ms is not None and self._greet_due_ms <= now_ms:
            self._greet_due_ms += self.config.greet_every_ms
            self._out += f"{self.config.program}~{self.config.version}~CTP01\r\n".encode()
        if self._ping_due_ms is not None and self._ping_due_ms <= now_ms:
            self._ping_due_ms = now_ms + self.config.ping_every_ms
            self._out += b"ping\r\n"
        return []

    @property
    def next_tick_ms(self) -> int | None:
        """When `tick` has something to do; None while there is no connection."""
        dues = [self._greet_due_ms, self._ping_due_ms, *self._limits()]
        return min((due for due in dues if due is not None), default=None)

    def offer(self, rows: Iterable[bytes | Row]) -> int:
        """Put rows into the output while streaming; how many went.

        Lines given as bytes always go, a `Row` only if its location and number were asked for.
        """
        if not self.streaming:
            return 0
        wanted = self.orders.wants
        lines = [
            row if isinstance(row, bytes) else row.line
            for row in rows
            if isinstance(row, bytes) or wanted(row.location, row.seq)
        ]
        self._out += b"".join(lines)
        return len(lines)

    def announce(self, row: Row) -> None:
        """A new timing point: its name may be asked for from now on, and its row goes out."""
        self.orders.add_location(row.location)
        self._out += row.line if self.streaming else b""

    def to_send(self) -> bytes:
        """Take what is to be written; empty without a connection."""
        out = bytes(self._out)
        self._out.clear()
        return out

    def _line(self, raw: bytes | TooLong, now_ms: int) -> list[SenderEvent]:
        text = "" if isinstance(raw, TooLong) else read_line(raw).text
        order = self.orders.hear(text, self.state)
        if order is None:
            return self._fail(now_ms, f"unknown line {text[:80]!r}")
        self._out += order.answer
        if order.pong:
            self._alive_ms = now_ms
        for turn in order.turns:
            self._turn(turn, now_ms)
        return list(order.events)

    def _turn(self, turn: Turn, now_ms: int) -> None:
        self._move(turn)
        if turn is Turn.REPLY:
            self._greet_due_ms = None
            self._alive_ms = now_ms
            self._ping_due_ms = now_ms + self.config.ping_every_ms
        if turn is Turn.START:
            self.failures = 0

    def _move(self, turn: Turn) -> None:
        self.state = follow(self.state, turn)

    def _limits(self) -> list[int]:
        """The instants at which patience ends in this state."""
        begun, config = self._attempt_ms, self.config
        alive = self._alive_ms + config.pong_limit_ms
        match self.state:
            case Box.GREETING | Box.SETTINGS:
                return [begun + config.init_limit_ms]
            case Box.READY if not self.orders.started:
                return [alive, begun + config.start_limit_ms]
            case Box.READY | Box.STREAMING:
                return [alive]
        return []

    def _late(self, now_ms: int) -> str | None:
        limits = self._limits()
        if not limits or min(limits) > now_ms:
            return None
        if self.state in (Box.GREETING, Box.SETTINGS):
            return "FAILED INIT: TimeoutException"
        return "ClientDisconnected" if limits[0] <= now_ms else "ConnectionTimeout"

    def _fail(self, now_ms: int, reason: str, turn: Turn = Turn.FAILURE) -> list[SenderEvent]:
        self.failures += 0 if self.orders.started else 1
        last = self.failures >= self.config.max_failures
        self._move(Turn.LAST_FAILURE if last else turn)
        self._fresh()
        retry_ms = max(now_ms, self._attempt_ms + self.config.retry_every_ms)
        self.retry_at_ms = None if last else retry_ms
        return [Failed(reason), *([GaveUp()] if last else [])]
