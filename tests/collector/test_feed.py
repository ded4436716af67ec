"""A feed that falls behind and catches up, however often, gives what a sender said, in order, once.

The session and the lane are played by hand: bytes are heard in pieces of any size, the lane is full
or not, stores a little, reads a little of the journal, and journals are rotated.
"""

import tempfile
from collections import deque
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project88.collector.feed import Feed, Mark, OldPart
from project88.collector.journal import Journal, Kind, Origins
from project88.collector.parts import Part
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.config import Config
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import Closed, Event, Read

ORIGIN = Origin(1, 1, "ctp01", "127.0.0.1:4000", 1)
ROWS = [f"CT01_33~{n}~finish~{n}~10:00:00.{n:02}~0~0F2A38~1\r\n".encode() for n in range(1, 41)]
SAID = b"".join(
    [b"SimpleClient~1~CTP01\r\n", *ROWS[:20], b"ping\r\nnonsense\r\n", *ROWS[20:], b"CT0"]
)

STEPS = st.one_of(
    st.tuples(st.just("hear"), st.integers(1, 300)),
    st.tuples(st.just("store"), st.integers(1, 3)),
    st.tuples(st.just("read"), st.integers(1, 400)),
    st.tuples(st.sampled_from(["full", "room", "rotate"]), st.just(0)),
)


def connection() -> Connection:
    return Connection(Config(connection_id="0" * 32))


def plainly(said: bytes) -> list[Event]:
    """What one connection makes of it all at once."""
    one = connection()
    return one.receive(said, 0) + one.end(0)


class Play:
    """One feed between a session and a lane."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.conversation = connection()
        self.feed = Feed(Stream(ORIGIN))
        self.lane: deque[Chunk] = deque()
        self.stored: list[Event] = []
        self.retired: list[Part] = []
        self.parts: list[Part] = []
        self.full = False
        self.unsaid = SAID
        self.rotate()

    def hear(self, size: int) -> None:
        data, self.unsaid = self.unsaid[:size], self.unsaid[size:]
        if data:
            self._heard(Kind.HEARD, data)

    def _heard(self, kind: Kind, data: bytes) -> None:
        part = self.parts[-1]
        begin = part.journal.size
        end = part.append(kind, 1, 1, data)
        if self.full and not self.feed.behind:
            self.feed.fall_behind(self.conversation, part, begin)
        told = (
            self.conversation.receive(data, 0) if kind is Kind.HEARD else self.conversation.end(0)
        )
        if not self.feed.behind:
            self.lane.append(self.feed.chunk(part, end, 1, told))

    def store(self, count: int) -> None:
        for _ in range(min(count, len(self.lane))):
            chunk = self.lane.popleft()
            self.stored += chunk.told
            assert isinstance(chunk.mark, Mark)
            chunk.mark.durable()

    def read(self, most_bytes: int) -> None:
        if self.feed.behind and not self.feed.in_lane:
            self.lane.extend(self.feed.read(most_bytes))

    def rotate(self) -> None:
        if self.parts and self.unsaid and not SAID[: -len(self.unsaid)].endswith(b"\n"):
            return
        path = self.folder / f"{len(self.parts)}.jnl"
        preamble = [b"SimpleClient~1~CTP01"] if self.parts else []
        part = Part(Journal(path, Origins(ORIGIN, 0, preamble), 1, 1), self.retired.append)
        self.feed.goes_on_in(part)
        if self.parts:
            self.parts[-1].close()
        self.parts.append(part)

    def finish(self) -> None:
        self.hear(len(self.unsaid))
        self._heard(Kind.ENDED, b"")
        self.parts[-1].close()
        while self.lane or self.feed.behind:
            self.store(len(self.lane))
            self.read(1_000)


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_whatever_the_lane_does_everything_arrives_once_and_in_order(
    steps: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play = Play(Path(folder))
        for step, size in steps:
            match step:
                case "hear":
                    play.hear(size)
                case "store":
                    play.store(size)
                case "read":
                    play.read(size)
                case "rotate":
                    if play.unsaid:
                        play.rotate()
                case _:
                    play.full = step == "full"
        play.finish()
        assert play.stored == plainly(SAID)
        assert set(play.retired) == set(play.parts)
        for part in play.parts:
            part.journal.close()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=40), st.integers(1, 2_000))
def test_a_journal_left_behind_gives_every_row_however_it_is_read(
    sizes: list[int], helping: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0.jnl"
        journal = Journal(path, Origins(ORIGIN, 0), 1, 1)
        heard = 0
        for size in sizes:
            journal.append(Kind.HEARD, 1, 1, SAID[heard : heard + size])
            heard += size
        journal.close()
        settled: list[bool] = []
        feed = Feed(Stream(ORIGIN), on_settled=lambda: settled.append(True))
        feed.take_up(connection(), [OldPart(path)])
        told: list[Event] = []
        while feed.behind:
            assert not settled
            for chunk in list(feed.read(helping)):
                told += chunk.told
                assert isinstance(chunk.mark, Mark)
                chunk.mark.durable()
        feed.maybe_settled()
        rows = [event for event in told if isinstance(event, Read)]
        plain = [event for event in plainly(SAID[:heard]) if isinstance(event, Read)]
        assert rows == plain
        assert settled == [True]


def test_a_torn_end_is_noted_and_what_came_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "0.jnl"
    journal = Journal(path, Origins(ORIGIN, 0), 1, 1)
    journal.append(Kind.HEARD, 1, 1, b"SimpleClient~1~CTP01\r\n" + ROWS[0])
    whole = journal.append(Kind.HEARD, 1, 1, ROWS[1])
    journal.append(Kind.HEARD, 1, 1, ROWS[2])
    journal.close()
    path.write_bytes(path.read_bytes()[:-1])
    part = OldPart(path)
    feed = Feed(Stream(ORIGIN))
    feed.take_up(connection(), [part])
    chunks = list(feed.read(1_000_000))
    assert [event.tag for chunk in chunks for event in chunk.told if isinstance(event, Read)] == [
        "1",
        "2",
    ]
    assert part.torn
    assert path.stat().st_size > whole
    assert not feed.behind


def test_the_end_of_the_connection_reaches_the_database_from_the_journal_too(
    tmp_path: Path,
) -> None:
    path = tmp_path / "0.jnl"
    journal = Journal(path, Origins(ORIGIN, 0), 1, 1)
    journal.append(Kind.HEARD, 1, 1, b"SimpleClient~1~CTP01\r\nCT01_33~1~f~1~10:0")
    journal.append(Kind.ENDED, 1, 1, b"")
    journal.close()
    feed = Feed(Stream(ORIGIN))
    feed.take_up(connection(), [OldPart(path)])
    [*_, last] = feed.read(1_000_000)
    [quarantined, closed] = last.told
    assert quarantined.line == b"CT01_33~1~f~1~10:0"  # type: ignore[union-attr]
    assert isinstance(closed, Closed)


def test_a_live_journal_may_not_be_torn(tmp_path: Path) -> None:
    """Only what a crash left may be; a tear in a file that we write ourselves is loss, and loud."""
    part = Part(Journal(tmp_path / "0.jnl", Origins(ORIGIN, 0), 1, 1), lambda _: None)
    begin = part.journal.size
    part.append(Kind.HEARD, 1, 1, ROWS[0])
    part.path.write_bytes(part.path.read_bytes()[:-1])
    feed = Feed(Stream(ORIGIN))
    feed.fall_behind(connection(), part, begin)
    with pytest.raises(Exception, match="torn"):
        list(feed.read(1_000))
    part.journal.close()
