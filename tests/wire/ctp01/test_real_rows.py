"""A real race day through the protocol: every row, in order, by the fast way and by the careful."""

from pathlib import Path

import pytest

from project88.wire.controller import ct01
from project88.wire.controller.rows import ToRow, read_file
from project88.wire.ctp01.config import Config
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import Event, Read
from project88.wire.ctp01.fastpath import plain_read

LOGS = Path(__file__).parents[4] / "shared" / "data" / "chronotrack"


@pytest.fixture(scope="module")
def reads() -> list[Read]:
    """All rows of all logs, as the collector should hear them."""
    if not LOGS.is_dir():
        pytest.skip("shared data folder is absent")
    return [
        ct01.read(row, path.stem, ct01.WallClock())
        for path in sorted(LOGS.glob("*.csv"))
        for row in read_file(path.read_bytes())
        if isinstance(row, ToRow)
    ]


def line(read: Read) -> str:
    """The row as the sender writes it."""
    fields = (read.seq, read.location, read.tag, read.time_raw, read.lap, read.reader, read.gator)
    return "~".join(("CT01_33", *map(str, fields)))


def heard(data: bytes, greeting: bytes) -> list[Event]:
    peer = Connection(Config(connection_id="00"))
    peer.receive(greeting, 0)
    return [
        event
        for at in range(0, len(data), 65_536)
        for event in peer.receive(data[at : at + 65_536], 0)
    ]


def test_a_whole_race_day_comes_through_in_order(reads: list[Read]) -> None:
    """C14: bursts of 64 KiB, rows cut at every boundary."""
    data = "".join(f"{line(read)}\r\n" for read in reads).encode()
    assert len(reads) == 23_034
    assert heard(data, b"SimpleClient~1.2.3~CTP01\r\n") == reads


def test_without_a_greeting_the_careful_way_reads_the_same(reads: list[Read]) -> None:
    some = reads[:3_000]
    data = "".join(f"{line(read)}\n" for read in some).encode()
    for event, read in zip(heard(data, b""), some, strict=True):
        assert isinstance(event, Read)
        assert event.flags == ("no_handshake",)
        assert (event.seq, event.tag, event.time_raw) == (read.seq, read.tag, read.time_raw)
        assert (event.location, event.gator, event.raw) == (read.location, read.gator, line(read))


def test_every_real_row_takes_the_fast_way(reads: list[Read]) -> None:
    assert [plain_read(line(read)) for read in reads] == reads
