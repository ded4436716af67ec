"""What the collector knows of each connection, for operators (timing-protocols 5.3).

Counted where it happens, read by the status API. Displaying something else than the exact present
(a counter that only rises, a connection that has long gone) was a fault of the original.
"""

from collections import deque
from collections.abc import Callable

from project88.collector import jchip
from project88.wire.ctp01.events import (
    Acked,
    ConnectionId,
    Event,
    EventInfo,
    Greeted,
    GreetingRepeated,
    GunTime,
    Locations,
    PeerError,
    Pinged,
    Quarantined,
    Read,
    Restarted,
    Setting,
    UnknownLine,
)

WINDOW_US = 60_000_000


class ConnectionFacts:
    """One connection, from its first byte to now. Instants are UTC microseconds.

    A gap is a row number that jumps both at its location and on the connection: whether senders
    count per location or over all is not public, and a false alarm is worse than a late one.
    """

    def __init__(self, connection_id: int, peer: str, listener_id: int, opened_us: int) -> None:
        self.connection_id = connection_id
        self.peer = peer
        self.listener_id = listener_id
        self.opened_us = opened_us
        self.program = self.version = ""
        self.event = EventInfo("", "", "")
        self.peer_connection_id = ""
        self.locations: dict[str, int] = {}
        self.rows = self.gun_times = self.quarantined = self.gaps = self.errors = 0
        self.stored = self.duplicates = 0
        self.last_row_us: int | None = None
        self.last_ping_us: int | None = None
        self.last_byte_us = opened_us
        self.drift = Drift()
        self.reader_clock_behind_us: int | None = None
        """How far a JChip reader's clock is behind UTC; its reads are corrected by it."""
        self.on_introduced: Callable[[], None] = _nothing
        """Called when the sender has said who it is, or how its clock stands."""
        self._last_seq: dict[str, int] = {}
        self._newest_seq = 0

    def take(self, events: list[Event], now_us: int) -> None:
        """Counts what was just heard."""
        self.last_byte_us = now_us
        locations, last_seq = self.locations, self._last_seq
        for event in events:
            if type(event) is not Read:
                self._other(event, now_us)
                continue
            location, seq = event.location, event.seq
            locations[location] = locations.get(location, 0) + 1
            if seq is not None:
                if seq > last_seq.get(location, seq) + 1 and seq > self._newest_seq + 1:
                    self.gaps += 1
                self._newest_seq = last_seq[location] = seq
            self.rows += 1
            self.last_row_us = now_us

    def _other(self, event: Event, now_us: int) -> None:  # noqa: C901 -- one case a kind of event
        match event:
            case Greeted() | GreetingRepeated() | Restarted():
                self.program, self.version = event.program, event.version
                self.on_introduced()
            case Setting(key=key, value=value) if key == jchip.CLOCK:
                self.reader_clock_behind_us = int(value)
                self.on_introduced()
            case EventInfo():
                self.event = event
            case ConnectionId(id=text):
                self.peer_connection_id = text
            case Locations(names=names):
                for name in names:
                    self.locations.setdefault(name, 0)
            case Pinged() | Acked(command="ping"):
                self.last_ping_us = now_us
            case GunTime():
                self.gun_times += 1
            case Quarantined() | UnknownLine():
                self.quarantined += 1
            case PeerError():
                self.errors += 1


def _nothing() -> None:
    """Nobody wants to know."""


class Drift:
    """How far a sender's clock is from ours: the least of (receive - read) in a sliding minute.

    Reads come late by their nature, so the least delay is the best estimate; below zero the
    sender's clock is ahead. Rows more than five minutes old are a resend and tell nothing
    (timing-protocols 5.4).
    """

    RESEND_US = 300_000_000

    def __init__(self) -> None:
        self._least: deque[tuple[int, int]] = deque()

    def hear(self, received_us: int, read_us: int) -> None:
        """One read's two instants."""
        late = received_us - read_us
        if abs(late) > self.RESEND_US:
            return
        least = self._least
        while least and least[-1][1] >= late:
            least.pop()
        least.append((received_us, late))
        while least[0][0] < received_us - WINDOW_US:
            least.popleft()

    @property
    def offset_us(self) -> int | None:
        """None until a live read was heard."""
        return self._least[0][1] if self._least else None
