"""Both sides joined in memory, with a clock of our own: what one says, the other understands."""

from project88.wire.ctp01.config import Config, Resume
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import (
    Closed,
    ConnectionId,
    Event,
    EventInfo,
    Greeted,
    Locations,
    Quarantined,
    Read,
    UnknownLine,
)
from project88.wire.ctp01.sender import Sender
from project88.wire.ctp01.sender_events import Failed, Row, SenderConfig, SenderEvent, StartWanted

BOX = SenderConfig(
    event_name="Harbour Mile", event_id="7", locations=("start", "finish"), connection_id="b617"
)


def row(seq: int, location: str) -> Row:
    line = f"CT01_33~{seq}~{location}~{seq % 90}~2026-06-27T10:00:00.{seq % 100:02d}~0~0F2A38~1\r\n"
    return Row(seq, location, line.encode())


class ConnectionPair:
    """A box with a memory, and a collector; `cut` loses what is on the way."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.collector = Connection(config)
        self.sender = Sender(BOX)
        self.rows: list[Row] = []
        self.sent = 0
        self.now_ms = 0
        self.heard: list[Event] = []
        self.told: list[SenderEvent] = []

    def connect(self, config: Config | None = None) -> None:
        self.collector = Connection(config or self.config)
        self.sender.connected(self.now_ms)
        self.heard += self.collector.tick(self.now_ms)

    def cross(self, row_: Row) -> None:
        """A chip crosses a mat: remembered by the box, and sent if there is a stream."""
        self.rows.append(row_)
        self.sent += self.sender.offer([row_])

    def exchange(self) -> None:
        while True:
            there, back = self.sender.to_send(), self.collector.to_send()
            if not there and not back:
                return
            self.heard += self.collector.receive(there, self.now_ms) if there else []
            self.tell(self.sender.receive(back, self.now_ms))

    def tell(self, events: list[SenderEvent]) -> None:
        self.told += events
        for event in events:
            if isinstance(event, StartWanted):
                wanted = [r for r in self.rows if event.location in (None, r.location)]
                self.sent += self.sender.offer(wanted)

    def run(self, for_ms: int) -> None:
        end_ms = self.now_ms + for_ms
        while True:
            self.exchange()
            dues = [d for d in (self.sender.next_tick_ms, self.collector.next_tick_ms) if d]
            if not dues or min(dues) > end_ms:
                break
            self.now_ms = max(self.now_ms, min(dues))
            self.tell(self.sender.tick(self.now_ms))
            self.heard += self.collector.tick(self.now_ms)
        self.now_ms = end_ms

    def cut(self) -> None:
        """The line breaks in the middle of a row; whatever else was on its way is lost."""
        self.heard += self.collector.receive(self.sender.to_send()[:-9], self.now_ms)
        self.heard += self.collector.end(self.now_ms)
        self.tell(self.sender.lost(self.now_ms))

    def reads(self) -> list[Read]:
        return [event for event in self.heard if isinstance(event, Read)]


def test_the_two_sides_open_a_stream_and_keep_it_for_an_hour() -> None:
    """C06, C22: nobody fails, nobody closes, nothing is unknown."""
    pair = ConnectionPair(Config(connection_id="00"))
    pair.connect()
    pair.run(3_600_000)
    assert pair.sender.streaming
    assert not [event for event in pair.told if isinstance(event, Failed)]
    assert not [e for e in pair.heard if isinstance(e, Closed | Quarantined | UnknownLine)]
    opening = [
        e for e in pair.heard if isinstance(e, Greeted | ConnectionId | EventInfo | Locations)
    ]
    assert opening == [
        Greeted("SimpleClient", "1.2.3"),
        ConnectionId("b617"),
        EventInfo("Harbour Mile", "7", ""),
        Locations(("start", "finish")),
    ]


def test_the_greeting_is_answered_before_fusion_greets_again_with_any_delay() -> None:
    pair = ConnectionPair(Config(connection_id="00", line_delay_ms=150))
    pair.connect()
    pair.run(6_000)
    assert pair.sender.streaming
    assert len(pair.heard) == 4


def test_a_lost_connection_is_made_good_by_the_full_resend() -> None:
    """Plain start: everything comes again, in order, and every row is among it."""
    pair = ConnectionPair(Config(connection_id="00"))
    pair.connect()
    pair.run(4_000)
    for seq in range(500):
        pair.cross(row(seq, "start"))
    pair.cut()
    for seq in range(500, 600):
        pair.cross(row(seq, "finish"))
    pair.run(20_000)
    pair.now_ms = max(pair.now_ms, pair.sender.retry_at_ms or 0)
    pair.connect()
    pair.run(10_000)
    for seq in range(600, 700):
        pair.cross(row(seq, "start"))
    pair.run(1_000)
    seqs = [read.seq for read in pair.reads()]
    assert seqs == [*range(499), *range(700)]
    assert [e.reason for e in pair.heard if isinstance(e, Quarantined)] == ["unterminated"]


def test_a_resumed_stream_goes_on_where_the_store_ends() -> None:
    pair = ConnectionPair(Config(connection_id="00"))
    pair.connect()
    pair.run(4_000)
    for seq in range(1, 101):
        pair.cross(row(seq, "start"))
    pair.cut()
    pair.cross(row(101, "finish"))
    pair.run(11_000)
    pair.heard.clear()
    pair.connect(Config(connection_id="01", resume=Resume({"b617": {"start": 100}})))
    pair.run(6_000)
    assert [(read.location, read.seq) for read in pair.reads()] == [("start", 100), ("finish", 101)]


def test_a_resume_that_the_box_refuses_becomes_a_full_resend() -> None:
    pair = ConnectionPair(Config(connection_id="00"))
    pair.rows = [row(seq, "start") for seq in range(50)]
    pair.connect(Config(connection_id="01", resume=Resume({"b617": {"gone": 3}})))
    pair.run(6_000)
    assert [read.seq for read in pair.reads()][-50:] == [*range(50)]
    assert pair.sender.resume_from == {}
