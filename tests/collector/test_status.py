"""What monitors and operators are told over HTTP on the loopback."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Gate, Running

    Begin = Callable[..., AbstractAsyncContextManager[Running]]

Eventually = Callable[..., Awaitable[None]]
Row = Callable[..., bytes]
ORIGINAL_FIELDS = {
    "service",
    "status",
    "tcp_port",
    "connections",
    "total_reads",
    "current_session",
    "timestamp",
    "database_connected",
}


@pytest.fixture(autouse=True)
async def listener(tables: "Database", partner: int) -> int:
    return await tables.listener(partner)


def by_our_clock(ahead_s: float = 0) -> str:
    """What a sender's own clock shows now, in Amsterdam's or any whole-hour zone: UTC is enough."""
    return (datetime.now(UTC) + timedelta(seconds=ahead_s)).isoformat(timespec="milliseconds")


async def test_the_originals_fields_are_there_and_tell_the_present(
    running: "Begin", eventually: Eventually, ct01: Row
) -> None:
    async with running() as hub:
        quiet = await hub.status()
        assert set(quiet) >= ORIGINAL_FIELDS
        assert (quiet["connections"], quiet["total_reads"], quiet["current_session"]) == (
            0,
            0,
            None,
        )
        assert (quiet["status"], quiet["database_connected"]) == ("running", True)
        sender = await hub.greeted()
        sender.write(ct01(1), ct01(2), ct01(2))
        await eventually(lambda: hub.hall.reads == 2)
        busy = await hub.status()
        assert (busy["connections"], busy["total_reads"], busy["duplicates"]) == (1, 2, 1)
        assert (busy["tcp_port"], busy["waiting_reads"]) == (hub.port, 0)
        assert int(busy["current_session"]) > 0
        assert datetime.fromisoformat(busy["timestamp"])
        sender.hang_up()
        await eventually(lambda: not hub.hall.sessions)
        assert (await hub.status())["connections"] == 0
        assert set(await hub.status("/health")) == {"status", "timestamp"}


@pytest.mark.journey
async def test_a_database_that_is_away_shows_and_so_does_its_return(
    running: "Begin", gate: "Gate", eventually: Eventually, ct01: Row
) -> None:
    async with running(url=gate.url) as hub:
        sender = await hub.greeted()
        await gate.shut()
        sender.write(ct01(1))
        await eventually(lambda: any(lane.database_away for lane in hub.hall.lanes.values()))
        away = await hub.status()
        assert (away["status"], away["database_connected"]) == ("degraded", False)
        assert (await hub.status("/health"))["status"] == "degraded"
        assert away["journal_parts_waiting"] == 1
        await gate.open()
        await eventually(lambda: hub.hall.reads == 1)
        assert (await hub.status("/health"))["status"] == "healthy"


@pytest.mark.journey
async def test_a_hub_that_starts_without_a_database_says_so_before_any_read(
    running: "Begin", gate: "Gate", eventually: Eventually
) -> None:
    await gate.shut()
    async with running(url=gate.url) as hub:
        assert (await hub.status())["database_connected"] is False
        assert (await hub.status("/health"))["status"] == "degraded"
        await gate.open()
        await eventually(lambda: not hub.hall.database_away)
        assert (await hub.status("/health"))["status"] == "healthy"


@pytest.mark.journey
async def test_a_quiet_hub_notices_that_its_database_has_gone(
    running: "Begin", gate: "Gate", eventually: Eventually
) -> None:
    async with running(url=gate.url) as hub:
        assert (await hub.status())["database_connected"] is True
        await gate.shut()
        await eventually(lambda: hub.hall.database_away)
        assert (await hub.status("/health"))["status"] == "degraded"
        await gate.open()
        await eventually(lambda: not hub.hall.database_away)


async def test_everything_an_operator_asks_of_a_connection_is_shown(
    running: "Begin", eventually: Eventually, ct01: Row, listener: int, partner: int
) -> None:
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(b"ack~geteventinfo~Harbour Run~h1~", b"ack~getlocations~start~finish")
        sender.write(ct01(1), ct01(2), ct01(9), ct01(2), b"CT01_33~7~finish~12")
        sender.write(b"CT01_33~10~start~guntime~07:45:01.01~0~DF239A~0", b"err~~what", b"ping")
        await eventually(lambda: b"ack~ping" in sender.heard and hub.hall.reads == 3)
        [shown] = await hub.status("/connections")
    expected = {
        "listener_id": listener,
        "partner_id": partner,
        "program": "SimpleClient",
        "version": "1.2.3",
        "event_name": "Harbour Run",
        "event_id": "h1",
        "locations": {"start": 0, "finish": 4},
        "rows": 4,
        "gun_times": 1,
        "quarantined": 1,
        "gaps": 1,
        "errors": 1,
        "behind": False,
    }
    assert {name: shown[name] for name in expected} == expected
    assert 0 <= shown["last_row_age_s"] < 5
    assert 0 <= shown["last_ping_age_s"] < 5
    assert shown["peer"].startswith("127.0.0.1:")
    assert any("jumped" in alarm for alarm in shown["alarms"])


async def test_a_senders_clock_that_is_ahead_or_behind_raises_an_alarm(
    running: "Begin", eventually: Eventually, ct01: Row
) -> None:
    async with running() as hub:
        ahead, behind, right = [await hub.greeted(event=name) for name in ("a", "b", "c")]
        for sender, seconds in ((ahead, 14), (behind, -20), (right, 0)):
            sender.write(ct01(1, time_text=by_our_clock(seconds)))
        await eventually(lambda: hub.hall.reads == 3)
        told = {one["event_id"]: one for one in await hub.status("/connections")}
    assert told["a"]["clock_ahead_ms"] == pytest.approx(14_000, abs=900)
    assert any("ahead" in alarm for alarm in told["a"]["alarms"])
    assert told["b"]["clock_ahead_ms"] == pytest.approx(-20_000, abs=900)
    assert any("behind" in alarm for alarm in told["b"]["alarms"])
    assert told["c"]["alarms"] == []


async def test_quarantined_lines_are_shown_newest_first_with_their_reason(
    running: "Begin", eventually: Eventually, tables: "Database"
) -> None:
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(b"CT01_33~7~finish~12~10:00:00.00~0")
        sender.write(b"TO~1~9511~160~18~1620458668.64~12000C~8~-63~1~P~192")
        sender.write(b"8", b"\xff\xfe" + b"x" * 5_000)
        await eventually(lambda: _lines(tables, 4))
        shown = await hub.status("/quarantine")
        assert {line["reason"] for line in shown} == {
            "short_row",
            "controller_row",
            "unknown_line",
            "too_long",
        }
        assert all(len(line["line"]) < 4_200 for line in shown)
        assert len(await hub.status("/quarantine?limit=1")) == 1
        assert (await hub.get("/quarantine?limit=0")).status_code == 400


async def _lines(tables: "Database", wanted: int) -> bool:
    return bool(await tables.value("select count(*) from timing_quarantine") == wanted)


async def test_metrics_and_the_document_of_the_api_are_served(
    running: "Begin", eventually: Eventually, ct01: Row
) -> None:
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(ct01(1))
        await eventually(lambda: hub.hall.reads == 1)
        metrics = (await hub.get("/metrics")).text
        assert "project88_reads_stored_total" in metrics
        assert "project88_connections 1.0" in metrics
        document = await hub.status("/schema/openapi.json")
        assert {"/status", "/health", "/connections", "/quarantine"} <= set(document["paths"])
        fields = document["components"]["schemas"]
        assert any("clock_ahead_ms" in one.get("properties", {}) for one in fields.values())
