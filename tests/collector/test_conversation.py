"""What a sender meets on the socket: requirements C01 to C25 that need a real collector."""

import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Gate, Running, ShiftedMoment
    from tests.senders import Sender

    Begin = Callable[..., AbstractAsyncContextManager[Running]]

Eventually = Callable[..., Awaitable[None]]
Row = Callable[..., bytes]
GREETING = b"SimpleClient~1.2.3~CTP01"


@pytest.fixture(autouse=True)
async def _listener(tables: "Database", partner: int) -> None:
    await tables.listener(partner)


async def pong(sender: "Sender", eventually: Eventually) -> float:
    """Seconds until our ping is answered."""
    before, began = sender.heard.count(b"ack~ping\r\n"), time.monotonic()
    sender.write(b"ping")
    await eventually(lambda: sender.heard.count(b"ack~ping\r\n") == before + 1)
    return time.monotonic() - began


async def test_nothing_is_said_before_the_sender_speaks(
    running: "Begin", eventually: Eventually
) -> None:
    """C01. Another sender's whole handshake happens meanwhile, so there was time to speak."""
    async with running() as hub:
        silent = await hub.connect()
        await eventually(lambda: len(hub.hall.sessions) == 1)
        await hub.greeted()
        assert silent.heard == b""
        silent.write(GREETING)
        await eventually(lambda: silent.heard.endswith(b"start\r\n"))


async def test_the_reply_announces_as_many_settings_as_follow_and_is_whole_within_a_second(
    running: "Begin", eventually: Eventually
) -> None:
    """C02, C05."""
    async with running() as hub:
        sender = await hub.connect()
        began = time.monotonic()
        sender.write(GREETING)
        await eventually(lambda: sender.heard.endswith(b"start\r\n"))
        assert time.monotonic() - began < 1
        name, _, count = sender.lines[0].split(b"~")
        settings = sender.lines[1 : 1 + int(count)]
        assert name == b"Project88Hub"
        assert all(b"=" in line for line in settings)
        assert sender.lines[1 + int(count) :] == [
            b"getconnectionid",
            b"geteventinfo",
            b"getlocations",
            b"start",
        ]
        await pong(sender, eventually)
        assert sender.heard.count(b"\n") == sender.heard.count(b"\r\n") == sender.heard.count(b"\r")


async def test_fusions_repeated_greeting_is_answered_once(
    running: "Begin", eventually: Eventually, moment: "ShiftedMoment"
) -> None:
    """C02b: at 0, 3 and 6 s by the collector's clock."""
    async with running(moment) as hub:
        sender = await hub.greeted()
        said = sender.heard
        for _ in range(2):
            moment.ahead_us += 3_000_000
            sender.write(GREETING)
        await pong(sender, eventually)
        assert sender.heard == said + b"ack~ping\r\n"


async def test_a_ping_is_answered_before_and_after_the_greeting(
    running: "Begin", eventually: Eventually
) -> None:
    """C06."""
    async with running() as hub:
        sender = await hub.connect()
        assert await pong(sender, eventually) < 1
        assert sender.heard == b"ack~ping\r\n"
        sender.write(GREETING)
        assert await pong(sender, eventually) < 1
        assert sender.heard.count(b"ack~ping\r\n") == 2


@pytest.mark.journey
@pytest.mark.parametrize("trouble", ["locked", "frozen", "shut"])
async def test_a_ping_is_answered_at_once_while_storing_is_blocked(
    running: "Begin",
    tables: "Database",
    gate: "Gate",
    eventually: Eventually,
    ct01: Row,
    trouble: str,
) -> None:
    """C06: another transaction holds the tables, the database hangs, or it is gone."""
    async with running(url=gate.url) as hub:
        sender = await hub.greeted()
        sender.write(ct01(1))
        await eventually(lambda: hub.hall.reads == 1)
        match trouble:
            case "locked":
                await tables.connection.execute("begin; lock table timing_sessions")
            case "frozen":
                gate.freeze()
            case _:
                await gate.shut()
        for number in range(2, 52):
            sender.write(*(ct01(number * 100 + more) for more in range(100)))
            assert await pong(sender, eventually) < 1
        assert hub.hall.reads == 1
        match trouble:
            case "locked":
                await tables.connection.execute("rollback")
            case "frozen":
                gate.thaw()
            case _:
                await gate.open()
        await eventually(lambda: hub.hall.reads == 5_001)


async def test_rows_answers_errors_and_nonsense_get_no_answer(
    running: "Begin", tables: "Database", eventually: Eventually, ct01: Row
) -> None:
    """C13."""
    async with running() as hub:
        sender = await hub.greeted()
        said = sender.heard
        sender.write(ct01(1), b"ack~start", b"err~~unknown command", b"OK", b"8", b"", b"a=b")
        sender.write(
            b"CT01_33~7~finish~12~10:00:00.00~0", b"CT01_13,1,MINI,1894,20:26:41.07,1,1085B1,2"
        )
        await pong(sender, eventually)
        assert sender.heard == said + b"ack~ping\r\n"
        await eventually(lambda: hub.hall.reads == 2)


async def test_a_full_resend_in_one_write_stores_nothing_twice_and_keeps_the_order(
    running: "Begin", tables: "Database", eventually: Eventually, ct01: Row
) -> None:
    """C14: 2,000 rows in one write, twice on one connection and once on the next."""
    rows = [ct01(number, tag=f"T{number % 700}") for number in range(1, 2_001)]
    async with running() as hub:
        sender = await hub.greeted()
        for _ in range(2):
            sender.write(*rows)
            assert await pong(sender, eventually) < 1
        again = await hub.greeted()
        again.write(*rows)
        await eventually(lambda: hub.hall.duplicates == 4_000)
        assert hub.hall.reads == 2_000
    stored = await tables.rows("select seq from timing_reads order by ctid")
    assert [seq for (seq,) in stored] == [*range(1, 2_001)]


@pytest.mark.journey
async def test_a_sender_that_does_not_read_holds_up_nobody_and_its_output_is_bounded(
    running: "Begin", eventually: Eventually, ct01: Row
) -> None:
    """C23: it pings without ever reading the answers."""
    async with running(COLLECTOR__MAX_LINE_BYTES=256) as hub:
        deaf = await hub.greeted()
        deaf.stop_reading()
        await eventually(lambda: _keeps_pinging(deaf), within_s=20)
        other = await hub.greeted()
        other.write(ct01(1))
        assert await pong(other, eventually) < 1
        await eventually(lambda: hub.hall.reads == 1)


def _keeps_pinging(deaf: "Sender") -> bool:
    """Whether it has been hung up on by now."""
    if not deaf.cut_off:
        deaf.write(*[b"ping"] * 5_000)
    return deaf.cut_off


async def test_a_line_without_its_end_goes_to_quarantine_when_the_sender_leaves(
    running: "Begin", tables: "Database", eventually: Eventually
) -> None:
    """C24."""
    async with running() as hub:
        sender = await hub.greeted()
        sender.write_raw(b"CT01_33~1~f~1~10:00:00.0")
        sender.hang_up()
        await eventually(lambda: tables.value("select count(*) from timing_quarantine"))
        assert await tables.rows("select reason, line from timing_quarantine") == [
            ("unterminated", b"CT01_33~1~f~1~10:00:00.0")
        ]
        assert await tables.tags() == []
        [shown] = await hub.status("/quarantine")
        assert (shown["reason"], shown["line"]) == ("unterminated", "CT01_33~1~f~1~10:00:00.0")


async def test_a_silent_connection_is_closed_when_its_sender_has_connected_anew(
    running: "Begin", eventually: Eventually, moment: "ShiftedMoment", ct01: Row
) -> None:
    """C25."""
    async with running(moment) as hub:
        old = await hub.greeted(event="harbour")
        old.write(ct01(1))
        await eventually(lambda: hub.hall.reads == 1)
        moment.ahead_us += 16_000_000
        new = await hub.greeted(event="harbour")
        new.write(ct01(1), ct01(2))
        await eventually(lambda: old.gone)
        await eventually(lambda: hub.hall.reads == 2)
        await pong(new, eventually)


async def test_two_lively_connections_of_one_sender_both_stay_and_rows_are_kept_once(
    running: "Begin", tables: "Database", eventually: Eventually, ct01: Row
) -> None:
    """C25: SimpleClient may have two sockets out."""
    async with running() as hub:
        both = [await hub.greeted(event="harbour") for _ in range(2)]
        for sender in both:
            sender.write(*(ct01(number) for number in range(1, 101)))
        await eventually(lambda: hub.hall.reads + hub.hall.duplicates == 200)
        assert hub.hall.reads == 100
        for sender in both:
            await pong(sender, eventually)


@pytest.mark.journey
async def test_thirty_senders_of_which_some_are_silent_for_an_hour_all_stay(
    running: "Begin", eventually: Eventually, moment: "ShiftedMoment", ct01: Row
) -> None:
    """C22: nobody ever answered a ping, so silence closes nobody."""
    async with running(moment, COLLECTOR__MAX_CONNECTIONS_PER_IP=30) as hub:
        senders = [await hub.greeted(event=str(number)) for number in range(30)]
        moment.ahead_us += 3_600_000_000
        for number, sender in enumerate(senders[3:], 3):
            sender.write(ct01(1, str(number), location=f"mat {number}"))
        await eventually(lambda: hub.hall.reads == 27)
        for sender in senders:
            await pong(sender, eventually)
        assert len(hub.hall.sessions) == 30
