"""What a killed collector leaves behind is a folder of journals; the next one stores them all.

A kill is played by copying the journals of a collector whose database is out of reach: what lies in
the folder at any moment is what a kill at that moment would leave.
"""

import shutil
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from project88.collector.journal import Journal, Kind, Origins, read_records
from project88.timing.stream import Origin

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Gate, Running

    Begin = Callable[..., AbstractAsyncContextManager[Running]]

Eventually = Callable[..., Awaitable[None]]
Row = Callable[..., bytes]
RECEIVED_US = 1_782_547_200_000_000


@pytest.fixture
async def listener(tables: "Database", partner: int) -> int:
    return await tables.listener(partner)


class Left:
    """A folder of journals as a former run left it."""

    def __init__(self, folder: Path, partner: int, listener: int) -> None:
        self.folder = folder
        self._partner = partner
        self._listener = listener
        folder.mkdir(exist_ok=True)

    def part(self, connection: int, *said: bytes, number: int = 0, ended: bool = False) -> Path:
        origin = Origin(self._partner, connection, "ctp01", "127.0.0.1:40000", self._listener)
        preamble = [b"SimpleClient~1~CTP01", b"ack~geteventinfo~Harbour~h~"] if number else []
        path = self.folder / f"{connection:016x}-{number:05}.jnl"
        journal = Journal(path, Origins(origin, number, preamble), RECEIVED_US, 1)
        for data in said:
            journal.append(Kind.HEARD, RECEIVED_US, 1, data)
        if ended:
            journal.append(Kind.ENDED, RECEIVED_US, 1, b"")
        journal.close()
        return path

    def endings(self) -> list[str]:
        return sorted(path.suffix for path in self.folder.glob("*-*"))


@pytest.fixture
def left(tmp_path: Path, partner: int, listener: int) -> Left:
    return Left(tmp_path / "journal", partner, listener)


HELLO = b"SimpleClient~1~CTP01\r\nack~geteventinfo~Harbour~h~\r\n"


def lines(*rows: bytes) -> bytes:
    return b"".join(row + b"\r\n" for row in rows)


async def test_reads_that_were_journalled_but_not_stored_are_stored_at_the_next_start(
    running: "Begin", tables: "Database", left: Left, ct01: Row, eventually: Eventually
) -> None:
    left.part(1, HELLO, lines(ct01(1), ct01(2)), lines(ct01(3))[:20], lines(ct01(3))[20:])
    async with running() as hub:
        await eventually(lambda: hub.hall.reads == 3)
        await eventually(lambda: left.endings() == [".stored"])
    assert await tables.tags() == ["1", "2", "3"]
    assert await tables.rows("select name from timing_sessions") == [("Harbour",)]


async def test_parts_of_one_connection_are_one_stream_and_a_line_may_cross_into_the_next(
    running: "Begin", tables: "Database", left: Left, ct01: Row, eventually: Eventually
) -> None:
    left.part(1, HELLO, lines(ct01(1), ct01(2)))
    left.part(1, lines(ct01(3)), number=1)
    left.part(1, lines(ct01(4)), number=2, ended=True)
    async with running() as hub:
        await eventually(lambda: hub.hall.reads == 4)
        await eventually(lambda: left.endings() == [".stored"] * 3)
    assert await tables.value("select count(*) from timing_sources") == 1


async def test_a_later_part_alone_knows_its_sender(
    running: "Begin", tables: "Database", left: Left, ct01: Row, eventually: Eventually
) -> None:
    left.part(1, lines(ct01(3)), number=4)
    async with running() as hub:
        await eventually(lambda: hub.hall.reads == 1)
    assert await tables.rows("select program, event_id_text from timing_sources") == [
        ("SimpleClient", "h")
    ]
    assert await tables.rows("select flags from timing_reads") == [(None,)]


async def test_a_torn_end_costs_only_what_was_torn_and_the_part_is_kept_for_people(
    running: "Begin", tables: "Database", left: Left, ct01: Row, eventually: Eventually
) -> None:
    path = left.part(1, HELLO, lines(ct01(1)), lines(ct01(2)))
    path.write_bytes(path.read_bytes()[:-3])
    async with running() as hub:
        await eventually(lambda: hub.hall.reads == 1)
        await eventually(lambda: left.endings() == [".torn"])
    assert await tables.tags() == ["1"]


async def test_a_part_without_a_head_is_put_aside(
    running: "Begin", left: Left, ct01: Row, eventually: Eventually
) -> None:
    (left.folder / f"{1:016x}-00000.jnl").write_bytes(b"P88")
    left.part(2, HELLO, lines(ct01(1)))
    async with running() as hub:
        await eventually(lambda: hub.hall.reads == 1)
        await eventually(lambda: left.endings() == [".stored", ".torn"])


@pytest.mark.journey
async def test_a_kill_at_any_moment_loses_nothing_that_was_journalled(
    running: "Begin",
    tables: "Database",
    gate: "Gate",
    listener: int,
    tmp_path: Path,
    ct01: Row,
    eventually: Eventually,
) -> None:
    """C20, with parts rotated many times and reads that were partly stored already."""
    rows = [ct01(number) for number in range(1, 3_001)]
    copies = tmp_path / "killed"
    async with running(url=gate.url, JOURNAL__ROTATE_BYTES=16_384) as hub:
        sender = await hub.greeted(event="h")
        sender.write(*rows[:500])
        await eventually(lambda: hub.hall.reads == 500)
        await gate.shut()
        for start in range(500, 3_000, 50):
            sender.write(*rows[start : start + 50])
        sender.write_raw(b"CT01_33~30")
        await eventually(lambda: _heard(tmp_path / "journal").endswith(b"CT01_33~30"))
        shutil.copytree(tmp_path / "journal", copies)
        heard = _heard(copies)
    await tables.value("delete from timing_reads where seq > 500")
    async with running(JOURNAL__DIR=copies):
        await eventually(lambda: len(list(copies.glob("*.jnl"))) == 0)
    assert heard.count(b"CT01_33~") == 3_001
    assert [int(tag) for tag in await tables.tags()] == [*range(1, 3_001)]


def _heard(folder: Path) -> bytes:
    """Everything that senders said, by the journals."""
    parts = sorted(folder.glob("*-*"))
    return b"".join(
        record.payload
        for part in parts
        for record in read_records(part)
        if record.kind is Kind.HEARD
    )


async def test_a_polite_end_leaves_no_part_waiting_and_a_start_stores_nothing_again(
    running: "Begin", tables: "Database", listener: int, tmp_path: Path, ct01: Row
) -> None:
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(*(ct01(number) for number in range(1, 101)), b"CT01_33~half")
        sender.write(b"ping")
    assert list((tmp_path / "journal").glob("*.jnl")) == []
    stored = await tables.value("select count(*) from timing_reads")
    async with running() as hub:
        assert hub.hall.reads == hub.hall.duplicates == 0
    assert stored == await tables.value("select count(*) from timing_reads")


@pytest.mark.journey
async def test_a_polite_end_without_a_database_is_quick_and_keeps_the_journals(
    running: "Begin",
    tables: "Database",
    gate: "Gate",
    listener: int,
    tmp_path: Path,
    ct01: Row,
    eventually: Eventually,
) -> None:
    async with running(url=gate.url) as hub:
        sender = await hub.greeted()
        await gate.shut()
        sender.write(ct01(1))
        await eventually(lambda: ct01(1) in _heard(tmp_path / "journal"))
    assert len(list((tmp_path / "journal").glob("*.jnl"))) == 1
    await gate.open()
    async with running(url=gate.url) as hub:
        await eventually(lambda: hub.hall.reads == 1)
    assert await tables.tags() == ["1"]
