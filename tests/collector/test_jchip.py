"""JChip readers: their clocks are compared once, their reads are kept by our clock and by theirs."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project88.collector.clocks import Clocks
from project88.collector.feed import Feed, OldPart
from project88.collector.jchip import Readers, error_us
from project88.collector.journal import Journal, Kind, Origins, origins_of
from project88.timing.stream import Beginning, Origin, Stream
from project88.wire.ctp01.events import Event, Read, Setting

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Running
    from tests.senders import Sender

    Begin = Callable[..., AbstractAsyncContextManager[Running]]

Eventually = Callable[..., Awaitable[None]]
SECOND_US = 1_000_000
WALL_US = int(datetime(2024, 1, 1, 10, 24, 29, 570_000, tzinfo=UTC).timestamp() * 100) * 10_000
SAID = (
    b"N0000finish-box\rGT010111644 date=20240101\r"
    b"DJ413A35 10:11:16.4433 10  10000      C7 date=20240101\r"
    b"DAE2001018860B01290700D0D8 10:11:17.000001 10  00001      C7 date=20240101\r"
    b"DJ000123 10:11:18.00 11  00002      C7\r<<<GarbageTerminateMessage>>>\r"
    b"GT0101116443300 date=20240101\rDJ5 10:11:19.00 10  00003      C7 date=20240101\r"
)


def readers(clocks: Sequence[tuple[str, int]] = ()) -> Readers:
    return Readers(Beginning(WALL_US, 5_000, tuple(clocks)), 4_096)


def reads(events: Sequence[Event]) -> list[Read]:
    return [event for event in events if isinstance(event, Read)]


def test_a_read_has_its_instant_by_our_clock_and_keeps_the_readers_own_time() -> None:
    first, *_ = reads(readers().receive(SAID, 5_000))
    assert first.time_raw == "2024-01-01T10:24:29.573300Z"
    assert first.raw == "2024-01-01T10:11:16.4433"
    assert (first.tag, first.location, first.reader) == ("413A35", "finish-box", "finish-box")


def test_a_reader_in_another_zone_is_corrected_like_any_other_and_its_error_is_told_apart() -> None:
    said = b"N0000box\rGT012241644 date=20240101\rDJ1 12:24:17.00 10  1      C7 date=20240101\r"
    clock, read = readers().receive(said, 5_000)[1:]
    assert isinstance(clock, Setting)
    assert error_us(int(clock.value)) == 13_130_000
    assert reads([read])[0].time_raw == "2024-01-01T10:24:30.130000Z"


def test_a_read_before_the_clock_was_told_is_kept_uncorrected_with_a_flag() -> None:
    [read] = reads(readers().receive(b"DJ7 10:11:16.44 10  1      C7 date=20240101\r", 5_000))
    assert "no_clock" in read.flags
    assert read.time_raw == "2024-01-01T10:11:16.44"


def test_a_reader_that_comes_again_keeps_its_difference_unless_its_clock_was_set() -> None:
    """A resend must give the same instants, though the network was slower this time."""
    said = b"N0000box\rGT010111644 date=20240101\rDJ1 10:11:16.00 10  1      C7 date=20240101\r"
    one, clock = readers(), []
    for event in one.receive(said, 5_000):
        clock += [int(event.value)] if isinstance(event, Setting) else []
    [first] = reads(readers().receive(said, 5_000))
    [again] = reads(readers([("box", clock[0])]).receive(said, 5_400))
    [other_box] = reads(readers([("start", clock[0])]).receive(said, 5_400))
    [clock_set] = reads(readers([("box", clock[0])]).receive(said, 5_600))
    assert again.time_raw == first.time_raw
    assert other_box.time_raw != first.time_raw
    assert clock_set.time_raw != first.time_raw


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAID)), st.integers(0, 70_000)), max_size=12),
    st.lists(st.tuples(st.sampled_from(["finish-box", "x"]), st.integers(-(10**9), 10**9))),
)
def test_reading_the_journal_again_gives_equal_events(
    tmp_path_factory: pytest.TempPathFactory,
    cuts: list[tuple[int, int]],
    clocks: list[tuple[str, int]],
) -> None:
    path = tmp_path_factory.mktemp("jchip") / "0.jnl"
    beginning = Beginning(WALL_US, 5_000, tuple(clocks))
    origin = Origin(1, 1, "jchip", "127.0.0.1:4", 1, beginning=beginning)
    journal = Journal(path, Origins(origin, 0), WALL_US, 5_000_123)
    live = Readers(beginning, 4_096)
    heard: list[Event] = []
    at_us = 5_000_456
    places = sorted([0, len(SAID), *(place for place, _ in cuts)])
    for (begin, end), (_, pause) in zip(pairwise(places), [*cuts, (0, 0)], strict=True):
        at_us += pause
        journal.append(Kind.HEARD, WALL_US, at_us, SAID[begin:end])
        heard += live.receive(SAID[begin:end], at_us // 1000)
    journal.close()

    found = origins_of(path).origin
    assert found == origin == msgspec.json.decode(msgspec.json.encode(origin), type=Origin)
    assert found.beginning is not None
    feed = Feed(Stream(found))
    feed.take_up(Readers(found.beginning, 4_096), [OldPart(path)])
    assert [event for chunk in feed.read(1_000_000) for event in chunk.told] == heard


def test_the_clocks_of_readers_are_remembered_over_a_restart(tmp_path: Path) -> None:
    memory = tmp_path / "clocks.json"
    Clocks(memory).told(1, "finish-box", 793_130_000)
    again = Clocks(memory)
    assert again.of_listener(1) == (("finish-box", 793_130_000),)
    assert again.of_listener(2) == ()
    memory.write_bytes(b"[{")
    assert Clocks(memory).of_listener(1) == ()


# The same on sockets ------------------------------------------------------------------------------


@pytest.fixture
async def jchip_port(tables: "Database", partner: int, free_port: Callable[[], int]) -> int:
    port = free_port()
    await tables.listener(partner, port, protocol="jchip")
    return port


def line_at(at: datetime, tag: str, index: int) -> bytes:
    return f"DJ{tag} {at:%H:%M:%S.%f} 10  {index:05X}      C7 date={at:%Y%m%d}\r".encode()


async def introduced(
    hub: "Running", port: int, eventually: Eventually, behind: timedelta, name: str = "box"
) -> "Sender":
    """A reader that has told a clock which is so far behind."""
    reader = await hub.connect(port)
    reader.write_raw(f"N0000{name}\r".encode())
    await eventually(lambda: reader.heard.endswith(b"GT\r"))
    clock = datetime.now(UTC) - behind
    reader.write_raw(f"GT0{clock:%H%M%S%f} date={clock:%Y%m%d}\r".encode())
    await eventually(lambda: reader.heard == b"GT\rS0000\r")
    return reader


async def test_a_slow_readers_reads_are_stored_at_their_true_instants_and_the_operator_is_told(
    running: "Begin", tables: "Database", jchip_port: int, eventually: Eventually
) -> None:
    slow = timedelta(minutes=3, seconds=13, milliseconds=130)
    async with running() as hub:
        reader = await introduced(hub, jchip_port, eventually, slow)
        crossed = datetime.now(UTC)
        reader.write_raw(line_at(crossed - slow, "413A35", 1))
        await eventually(lambda: hub.hall.reads == 1)
        [(read_at, raw)] = await tables.rows("select read_at, raw from timing_reads")
        assert abs(read_at - crossed) < timedelta(milliseconds=500)
        assert raw.startswith(f"{crossed - slow:%Y-%m-%dT%H:%M:%S}")
        [shown] = await hub.status("/connections")
        assert shown["program"] == "box"
        assert shown["reader_clock_behind_ms"] == pytest.approx(193_130, abs=500)
        assert any("behind ours" in alarm for alarm in shown["alarms"])


async def test_the_same_name_again_closes_the_older_connection_and_a_resend_stores_nothing(
    running: "Begin", jchip_port: int, eventually: Eventually
) -> None:
    slow = timedelta(seconds=100)
    at = datetime.now(UTC) - slow
    rows = b"".join(line_at(at + timedelta(seconds=n), str(n), n) for n in range(1, 101))
    async with running() as hub:
        old = await introduced(hub, jchip_port, eventually, slow)
        other = await introduced(hub, jchip_port, eventually, slow, "start")
        old.write_raw(rows)
        await eventually(lambda: hub.hall.reads == 100)
        new = await introduced(hub, jchip_port, eventually, slow)
        await eventually(lambda: old.gone)
        new.write_raw(rows)
        await eventually(lambda: hub.hall.duplicates == 100)
        assert hub.hall.reads == 100
        assert not other.gone
    async with running() as hub:
        await (await introduced(hub, jchip_port, eventually, slow)).say(rows)
        await eventually(lambda: hub.hall.duplicates == 100)
        assert hub.hall.reads == 0


async def test_a_killed_collector_gives_a_readers_reads_the_same_instants_again(
    running: "Begin",
    tables: "Database",
    jchip_port: int,
    eventually: Eventually,
    tmp_path: Path,
) -> None:
    slow = timedelta(seconds=100)
    at = datetime.now(UTC) - slow
    rows = b"".join(line_at(at + timedelta(seconds=n), str(n), n) for n in range(1, 51))
    copies = tmp_path / "killed"
    async with running(JOURNAL__ROTATE_BYTES=4_096) as hub:
        reader = await introduced(hub, jchip_port, eventually, slow)
        for start in range(0, len(rows), 97):
            await reader.say(rows[start : start + 97].replace(b"\r", b"\r\n"))
            await asyncio.sleep(0)
        await eventually(lambda: hub.hall.reads == 50)
        shutil.copytree(tmp_path / "journal", copies)
    instants = "select tag, read_at from timing_reads order by tag"
    live = await tables.rows(instants)
    await tables.value("delete from timing_reads")
    async with running(JOURNAL__DIR=copies):
        await eventually(lambda: not list(copies.glob("*.jnl")))
    assert await tables.rows(instants) == live
    assert len(list(copies.glob("*.stored"))) == 1
