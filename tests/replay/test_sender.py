"""A rehearsal over real sockets: what a fault does on the wire, and that nothing is lost by it."""

import asyncio
import socket
from collections import Counter
from pathlib import Path
from typing import Protocol

import msgspec
import pytest

from project88.replay import pace
from project88.replay.faults import fault_of
from project88.replay.rehearsal import Plan, perform, prepare
from project88.replay.rows import GUN, Row
from project88.replay.sources import Choices
from project88.replay.target import Sent, Target
from project88.wire.ctp01.events import Event, Greeted, GunTime, Locations, Quarantined, Read
from project88.wire.ctp01.sender_events import SenderConfig

HASTY = SenderConfig(greet_after_ms=0, retry_every_ms=10)
QUICK = Plan(files=(Path("demo"),), choices=Choices(guns=True), speed=pace.FLAT_OUT, manners=HASTY)
Key = tuple[int | None, str, str]


class Hears(Protocol):
    port: int
    heard: list[list[Event]]

    async def move_to(self, port: int) -> None: ...
    @property
    def events(self) -> list[Event]: ...
    @property
    def reads(self) -> list[Read]: ...
    @property
    def quarantined(self) -> list[Quarantined]: ...


def plan(*faults: str, **changes: object) -> Plan:
    asked = tuple(fault_of(text) for text in faults)
    return msgspec.structs.replace(QUICK, faults=asked, **changes)


def rows_in(asked: Plan) -> list[Row]:
    """The rows of a plan's only stream, before any fault."""
    (stream,) = prepare(msgspec.structs.replace(asked, faults=()))
    return list(stream.feed.rows)


async def play(asked: Plan, to: Hears) -> list[Sent]:
    sents = await perform(prepare(asked), Target("127.0.0.1", to.port))
    assert all(sent.finished for sent in sents)
    return sents


def wanted(asked: Plan) -> list[Key]:
    return [(row.seq, row.location, row.tag) for row in rows_in(asked) if row.tag != GUN]


def got(reads: list[Read]) -> list[Key]:
    return [(read.seq, read.location, read.tag) for read in reads]


async def test_a_sender_greets_tells_its_points_and_sends_every_row_in_order(
    collector: Hears,
) -> None:
    (sent,) = await play(plan(), collector)
    assert collector.events[0] == Greeted("SimpleClient", "1.2.3")
    assert Locations(("Start", "Lighthouse", "Finish")) in collector.events
    assert got(collector.reads) == wanted(plan())
    assert len([event for event in collector.events if isinstance(event, GunTime)]) == 2
    assert (sent.rows, sent.connections) == (len(collector.reads) + 2, 1)
    assert not [read for read in collector.reads if read.flags]


@pytest.mark.parametrize("place", ["0", "1", "400", "end"])
async def test_a_cut_connection_ends_with_every_row_received_after_the_full_resend(
    collector: Hears, place: str
) -> None:
    (sent,) = await play(plan(f"cut@{place}"), collector)
    assert sent.connections == len(collector.heard) == 2
    assert got([e for e in collector.heard[1] if isinstance(e, Read)]) == wanted(plan())
    first = got([e for e in collector.heard[0] if isinstance(e, Read)])
    assert first == wanted(plan())[: len(first)]


async def test_a_sender_that_resumes_sends_no_row_twice_and_loses_none(collector: Hears) -> None:
    (sent,) = await play(plan("cut-resume@100", "cut-resume@300"), collector)
    assert sent.connections == 3
    assert got(collector.reads) == wanted(plan())


async def test_a_half_line_arrives_as_one_read(collector: Hears) -> None:
    (sent,) = await play(plan("half+0.05s@10", "half+0.05s@~3"), collector)
    assert got(collector.reads) == wanted(plan())
    assert len(sent.faults) == 4
    assert not collector.quarantined
    assert sent.seconds > 0.2


async def test_a_resend_sends_every_row_twice_and_a_burst_some(collector: Hears) -> None:
    await play(plan("burst+5@100", "resend@end"), collector)
    counts = Counter(got(collector.reads))
    assert set(counts) == set(wanted(plan()))
    assert sorted(set(counts.values())) == [2, 3]
    assert sum(counts.values()) == 2 * len(wanted(plan())) + 5


async def test_a_clock_jump_is_in_the_times_and_nowhere_else(collector: Hears) -> None:
    await play(plan("clock+3600s@200"), collector)
    assert got(collector.reads) == wanted(plan())
    assert collector.reads[0].time_raw.startswith("2026-06-27T10:0")
    assert collector.reads[-1].time_raw.startswith("2026-06-27T11:")


async def test_several_senders_at_once_each_bring_their_own_location(collector: Hears) -> None:
    sents = await play(plan(connections=3), collector)
    assert [sent.locations for sent in sents] == [("Start",), ("Lighthouse",), ("Finish",)]
    for events in collector.heard:
        assert len({event.location for event in events if isinstance(event, Read)}) == 1
    assert sorted(got(collector.reads)) == sorted(wanted(plan()))


async def test_the_same_plan_sends_the_same_bytes_again(collector: Hears) -> None:
    await play(plan(), collector)
    await play(plan(), collector)
    first, second = ([e for e in events if isinstance(e, Read)] for events in collector.heard)
    assert first == second


async def test_rows_are_counted_once_for_the_progress_bar_however_often_they_go(
    collector: Hears,
) -> None:
    counted: list[int] = []
    streams = prepare(plan("cut@400", "resend@end"))
    await perform(streams, Target("127.0.0.1", collector.port), counted.append)
    assert sum(counted) == len(streams[0].feed)


async def test_a_sender_gives_up_after_31_failed_attempts() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        target = Target("127.0.0.1", closed.getsockname()[1])
        manners = msgspec.structs.replace(HASTY, retry_every_ms=1)
        (sent,) = await perform(prepare(plan(manners=manners)), target)
    assert (sent.finished, sent.rows, sent.connections) == (False, 0, 0)
    assert "gave up" in sent.sentence


async def test_a_collector_that_breaks_off_is_sent_everything_again(collector: Hears) -> None:
    """The hub was killed with rows in its hands; its successor is sent the whole session."""
    broken = asyncio.Event()

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"Hub~1~1\r\nstream-mode=push\r\nstart\r\n")
        await reader.readuntil(b"CT01_33~200~")
        writer.transport.abort()
        server.close()
        broken.set()

    server = await asyncio.start_server(break_off, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    target = Target("127.0.0.1", port, linger_s=0.3)
    manners = msgspec.structs.replace(HASTY, max_failures=100_000)
    sending = asyncio.create_task(perform(prepare(plan(manners=manners)), target))
    await broken.wait()
    await collector.move_to(port)
    (sent,) = await sending
    assert sent.finished
    assert got(collector.reads) == wanted(plan())


async def test_a_lingering_sender_pings_and_the_answers_are_timed(collector: Hears) -> None:
    manners = msgspec.structs.replace(HASTY, ping_every_ms=20)
    target = Target("127.0.0.1", collector.port, linger_s=0.2)
    (sent,) = await perform(prepare(plan(manners=manners)), target)
    assert sent.pings >= 3
    assert 0 <= sent.slowest_ping_ms < 1000
    assert "pings answered" in sent.sentence
