"""The live stream of a preview: whole each time it says something else, and no longer than allowed."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import msgspec
import pytest

from project88.accounts.access import Caller
from project88.accounts.roles import MAY, Role
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.live import previews as live
from project88.live import rounds
from project88.live.previews import PreviewStreams
from project88.relay import Relay
from project88.wire.ctp01.events import Read

Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
RECEIVED_MS = 1_782_561_605_000
CALLER = Caller("user", 1, "Ann", "203.0.113.5", MAY[Role.OPERATOR])
PATIENCE_S = 20.0


def read(seq: int, tag: str) -> Read:
    return Read(seq, "Finish", tag, "2026-06-27T14:00:01.00", 0, "0F2A38", 1, "CT01_33")


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_AT_MOST_EVERY_S", 0.01)
    monkeypatch.setattr(live, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(rounds, "HEARTBEAT_S", 0.1)
    monkeypatch.setattr(rounds, "ASK_AGAIN_S", 0.05)


@pytest.fixture
async def streams(pool: Pool, relay: Relay) -> AsyncIterator[PreviewStreams]:
    now = [RECEIVED_MS]

    def ticking() -> int:
        now[0] += 1_000
        return now[0]

    opened = PreviewStreams(pool, relay.wakeups, ticking)
    yield opened
    await opened.close()


@pytest.fixture
async def session(record: Record, look: Look) -> int:
    await record([read(1, "7")])
    [(number,)] = await look("select id from timing_sessions")
    assert isinstance(number, int)
    return number


class Stream:
    """Reads one stream, event by event."""

    def __init__(self, chunks: AsyncGenerator[bytes]) -> None:
        self._chunks = chunks
        self.told: list[str] = []

    async def next(self, wanted: str) -> dict[str, Any]:
        """The next event of this kind; the names of all are kept in `told`."""
        async with asyncio.timeout(PATIENCE_S):
            async for chunk in self._chunks:
                head, _, data = chunk.decode().strip().partition("\ndata: ")
                if data:
                    self.told.append(head.removeprefix("event: "))
                    if self.told[-1] == wanted:
                        found: dict[str, Any] = msgspec.json.decode(data)
                        return found
        raise AssertionError(f"the stream ended before {wanted}")


def opened(
    streams: PreviewStreams, partner: int, session: int, may: list[Caller | None]
) -> AsyncGenerator[bytes]:
    async def still_may() -> Caller | None:
        return may[0]

    return streams.stream(partner, session, still_may)


async def test_a_read_reaches_the_watcher(
    streams: PreviewStreams, partner: int, session: int, record: Record
) -> None:
    async with aclosing(opened(streams, partner, session, [CALLER])) as chunks:
        stream = Stream(chunks)
        assert (await stream.next("preview"))["reads"] == 1
        await record([read(2, "8")], host="127.0.0.1")
        while (picture := await stream.next("preview"))["reads"] == 1:
            pass
        assert {one["tag"] for one in picture["passings"]} == {"7", "8"}


async def test_a_note_wakes_the_watchers_of_that_session_only(
    streams: PreviewStreams,
    partner: int,
    session: int,
    relay: Relay,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "LOOK_EVERY_S", 3600.0)
    for name in ("HEARTBEAT_S", "ASK_AGAIN_S"):
        monkeypatch.setattr(rounds, name, 3600.0)
    looked: list[int] = []
    picture = streams.previews.picture

    async def counted(*told: Any) -> Any:
        looked.append(told[1])
        return await picture(*told)

    monkeypatch.setattr(streams.previews, "picture", counted)
    async with aclosing(opened(streams, partner, session, [CALLER])) as chunks:
        stream = Stream(chunks)
        await stream.next("preview")
        waiting = asyncio.create_task(stream.next("preview"))
        async with asyncio.timeout(PATIENCE_S):
            while len(looked) < 2:
                relay.wakeups.post("live", f"[[{partner},{session},9,null]]")
                await asyncio.sleep(0.02)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert set(looked) == {session}


async def test_time_alone_is_a_heartbeat_and_no_picture(
    streams: PreviewStreams, partner: int, session: int
) -> None:
    # One minute that passes changes the curve, so the clock stands still within it.
    streams.now = lambda: RECEIVED_MS + 1_000
    async with aclosing(opened(streams, partner, session, [CALLER])) as chunks:
        stream = Stream(chunks)
        await stream.next("preview")
        beats = [await stream.next("hb") for _ in range(3)]
    assert stream.told == ["preview", "hb", "hb", "hb"]
    assert all(beat["checked"] <= beat["now"] for beat in beats)


async def test_who_may_look_no_longer_is_sent_away(
    streams: PreviewStreams, partner: int, session: int
) -> None:
    may: list[Caller | None] = [CALLER]
    async with aclosing(opened(streams, partner, session, may)) as chunks:
        stream = Stream(chunks)
        await stream.next("preview")
        may[0] = None
        assert (await stream.next("bye"))["reason"] == "access"


async def test_a_restart_says_bye(streams: PreviewStreams, partner: int, session: int) -> None:
    async with aclosing(opened(streams, partner, session, [CALLER])) as chunks:
        stream = Stream(chunks)
        await stream.next("preview")
        closing = asyncio.create_task(streams.close())
        assert (await stream.next("bye"))["reason"] == "restart"
        await closing


async def test_without_its_database_a_watcher_keeps_what_it_has(
    streams: PreviewStreams, partner: int, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with aclosing(opened(streams, partner, session, [CALLER])) as chunks:
        stream = Stream(chunks)
        picture = await stream.next("preview")

        async def away(*_told: object) -> None:
            raise Unavailable("The database does not answer.")

        with monkeypatch.context() as patched:
            patched.setattr(streams.previews, "picture", away)
            first, second = await stream.next("hb"), await stream.next("hb")
            assert first["checked"] == second["checked"] >= picture["now"]
        assert (await stream.next("hb"))["checked"] >= first["checked"]


async def test_a_session_that_is_gone_ends_the_stream(
    streams: PreviewStreams, partner: int, session: int, pool: Pool
) -> None:
    async with aclosing(opened(streams, partner, session, [CALLER])) as chunks:
        stream = Stream(chunks)
        await stream.next("preview")
        async with pool.hub("a session moves to another partner, for a test") as connection:
            await connection.execute("update timing_sessions set timing_partner_id = 0")
        assert (await stream.next("bye"))["reason"] == "gone"
