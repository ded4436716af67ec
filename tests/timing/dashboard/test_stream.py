"""The dashboard's live stream: what is new arrives, and ends when its watcher may look no longer."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import msgspec
import pytest

from project88.accounts.access import Caller
from project88.accounts.roles import MAY, Role
from project88.db.pool import Pool
from project88.live import dashboards as live
from project88.live.dashboards import Dashboards
from project88.relay import Relay
from project88.web.gate import gate

Send = Callable[..., Awaitable[None]]
Connected = Callable[..., Awaitable[None]]
SignIn = Callable[..., Awaitable[Any]]
Told = tuple[str, dict[str, Any]]
PATIENCE_S = 15.0


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    """Nobody waits for seconds here; it is five seconds after noon."""
    monkeypatch.setattr(live, "LOOK_AT_MOST_EVERY_S", 0.01)
    monkeypatch.setattr(live, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.1)
    clock.ms = 1_782_561_605_000


@pytest.fixture
async def dashboards(pool: Pool, relay: Relay, clock: Any) -> AsyncIterator[Dashboards]:
    def ticking() -> int:
        clock.ms += 10
        return int(clock.ms)

    opened = Dashboards(pool, relay.wakeups, ticking)
    yield opened
    await opened.close()


def caller(role: Role = Role.TIMER) -> Caller:
    return Caller("user", 1, "Ann", "203.0.113.5", MAY[role])


class Stream:
    """Reads one stream, event by event."""

    def __init__(self, chunks: AsyncGenerator[bytes]) -> None:
        self._chunks = chunks
        self.told: list[Told] = []

    async def next(self, wanted: str) -> dict[str, Any]:
        """The next event of this kind; what comes between is kept in `told`."""
        async with asyncio.timeout(PATIENCE_S):
            async for chunk in self._chunks:
                head, _, data = chunk.decode().strip().partition("\ndata: ")
                if not data:
                    continue
                event = head.removeprefix("event: ")
                self.told.append((event, msgspec.json.decode(data)))
                if event == wanted:
                    return self.told[-1][1]
        raise AssertionError(f"the stream ended before {wanted}")

    async def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first snapshot of which this is true."""
        while True:
            snapshot = await self.next("snapshot")
            if holds(snapshot):
                return snapshot


def opened(
    dashboards: Dashboards, partner: int, event: int, who: Caller, may: list[Caller | None]
) -> AsyncGenerator[bytes]:
    async def still_may() -> Caller | None:
        return may[0]

    return dashboards.stream(partner, event, who, still_may)


async def test_reads_reach_the_watcher(
    dashboards: Dashboards, partner: int, event: int, send: Send
) -> None:
    async with aclosing(opened(dashboards, partner, event, caller(), [caller()])) as chunks:
        stream = Stream(chunks)
        first = await stream.next("snapshot")
        assert first["totals"]["reads"] == 0
        await send([("Start", "1", 0)])
        snapshot = await stream.until(lambda one: one["totals"]["reads"] == 1)
        assert snapshot["locations"][0]["name"] == "Start"


async def test_a_sender_that_goes_wakes_the_watcher(
    dashboards: Dashboards,
    partner: int,
    event: int,
    send: Send,
    connected: Connected,
    relay: Relay,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "LOOK_EVERY_S", 3600)
    await send([("Start", "1", 0)])
    await connected(1)
    async with aclosing(opened(dashboards, partner, event, caller(), [caller()])) as chunks:
        stream = Stream(chunks)
        await stream.until(lambda one: one["senders"][0]["state"] == "connected")
        await connected(2, state="ended")
        relay.wakeups.post("senders", str(partner))
        snapshot = await stream.until(lambda one: one["senders"][0]["state"] == "gone")
        assert snapshot["health"][0]["code"] == "sender_gone"


async def test_nothing_new_is_a_heartbeat_and_no_picture(
    dashboards: Dashboards, partner: int, event: int, clock: Any
) -> None:
    async with aclosing(opened(dashboards, partner, event, caller(), [caller()])) as chunks:
        stream = Stream(chunks)
        await stream.next("snapshot")
        beats = [await stream.next("hb") for _ in range(3)]
    assert [event for event, _ in stream.told] == ["snapshot", "hb", "hb", "hb"]
    assert all(beat["checked"] <= beat["now"] for beat in beats)


async def test_all_watchers_of_an_event_cost_one_look(
    dashboards: Dashboards, partner: int, event: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    picture = dashboards.boards.picture

    async def counted(*arguments: Any) -> Any:
        nonlocal looks
        looks += 1
        return await picture(*arguments)

    monkeypatch.setattr(dashboards.boards, "picture", counted)
    monkeypatch.setattr(live, "LOOK_EVERY_S", 3600)
    monkeypatch.setattr(live, "LOOK_AT_MOST_EVERY_S", 3600)
    streams = [opened(dashboards, partner, event, caller(), [caller()]) for _ in range(20)]
    try:
        for chunks in streams:
            await Stream(chunks).next("snapshot")
    finally:
        for chunks in streams:
            await chunks.aclose()
    assert looks == 1


async def test_addresses_go_to_those_who_may_correct_timing_and_end_with_that(
    dashboards: Dashboards,
    partner: int,
    event: int,
    send: Send,
    connected: Connected,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "ASK_AGAIN_S", 0.0)
    await send([("Start", "1", 0)])
    await connected(1)
    may: list[Caller | None] = [caller(Role.TIMER)]
    async with aclosing(opened(dashboards, partner, event, caller(Role.TIMER), may)) as chunks:
        stream = Stream(chunks)
        assert (await stream.next("snapshot"))["senders"][0]["address"]
        may[0] = caller(Role.READ_ONLY)
        await stream.next("hb")
        await send([("Start", "2", 3)])
        snapshot = await stream.until(lambda one: one["totals"]["reads"] == 2)
        assert snapshot["senders"][0]["address"] == ""


async def test_who_may_look_no_longer_is_told_goodbye(
    dashboards: Dashboards, partner: int, event: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "ASK_AGAIN_S", 0.0)
    may: list[Caller | None] = [caller()]
    async with aclosing(opened(dashboards, partner, event, caller(), may)) as chunks:
        stream = Stream(chunks)
        await stream.next("snapshot")
        may[0] = None
        assert await stream.next("bye") == {"reason": "access"}
        assert [chunk async for chunk in chunks] == []


async def test_a_deleted_event_ends_its_streams(
    dashboards: Dashboards,
    partner: int,
    event: int,
    pool: Pool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with aclosing(opened(dashboards, partner, event, caller(), [caller()])) as chunks:
        stream = Stream(chunks)
        await stream.next("snapshot")
        async with pool.partner(partner) as connection:
            await connection.execute("update normalized_events set state = 'deleted'")
        assert await stream.next("bye") == {"reason": "gone"}


async def test_a_restart_is_told_so_that_the_page_comes_again(
    dashboards: Dashboards, partner: int, event: int
) -> None:
    async with aclosing(opened(dashboards, partner, event, caller(), [caller()])) as chunks:
        stream = Stream(chunks)
        await stream.next("snapshot")
        await dashboards.close()
        assert await stream.next("bye") == {"reason": "restart"}


async def test_when_the_last_watcher_goes_nobody_looks_any_more(
    dashboards: Dashboards, partner: int, event: int
) -> None:
    async with aclosing(opened(dashboards, partner, event, caller(), [caller()])) as chunks:
        await Stream(chunks).next("snapshot")
    looking = [task for task in asyncio.all_tasks() if task.get_name() == "dashboard"]
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*looking, return_exceptions=True)


async def test_signing_out_ends_the_stream_over_http(
    sign_in: SignIn, event: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client of the tests reads an answer when it is whole; a stream that never ends hangs."""
    monkeypatch.setattr(live, "ASK_AGAIN_S", 0.0)
    asked = 0
    browser = await sign_in(Role.TIMER)

    async def counted(*arguments: Any) -> None:
        nonlocal asked
        asked += 1
        if asked == 2:
            assert (await browser.post("/api/sign-out")).status_code < 300
        await gate(*arguments)

    monkeypatch.setattr("project88.web.asking_again.gate", counted)
    async with asyncio.timeout(PATIENCE_S):
        answer = await browser.get(f"/api/events/{event}/dashboard/stream")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: snapshot" in answer.text
    assert answer.text.endswith('event: bye\ndata: {"reason":"access"}\n\n')
    assert asked >= 2
