"""One read and one encoding for all screens of a session, and life without a database."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from project88.db.actor import HUB, Actor, Names
from project88.db.embedded import Urls
from project88.db.pool import Connection, Pool
from project88.live.frames import Place
from project88.live.hub import Hub
from project88.live.screen import Told
from project88.live.stream import stream
from project88.settings import WebSettings
from project88.web.main import now

if TYPE_CHECKING:
    from tests.live.conftest import Race


def silent(_now: int) -> bytes:
    """An assignment that is not looked at."""
    return b""


async def watch(
    hub: Hub, partner_id: int, *sessions: int, last: Place | None = None
) -> AsyncGenerator[bytes]:
    """What a screen of these timing sessions is sent, until the end of time."""
    told = Told(silent, sessions, until=10**15)
    places = {} if last is None else dict.fromkeys(sessions, last)
    with hub.watching(partner_id) as watcher:
        async with aclosing(stream(hub, watcher, places, lambda: told)) as chunks:
            async for chunk in chunks:
                yield chunk


class CountingPool(Pool):
    """Counts the transactions of partners, which are the hub's reads."""

    reads = 0

    @asynccontextmanager
    async def partner(
        self, partner_id: int, *, by: Actor = HUB, names: Names = Names.SHOWN
    ) -> AsyncIterator[Connection]:
        self.reads += 1
        async with super().partner(partner_id, by=by, names=names) as connection:
            yield connection


@pytest.fixture
async def counting(database: Urls) -> AsyncIterator[Pool]:
    """A pool of the service, counted."""
    counted = await CountingPool.open(database.service_url)
    yield counted
    await counted.close()


@pytest.fixture
async def hub(counting: CountingPool) -> AsyncIterator[Hub]:
    """A hub that listens; its heart beats too seldom to disturb a count."""
    started = Hub(counting, WebSettings(ring=8, heartbeat_s=60), now)
    started.start()
    await asyncio.wait_for(started.listening.wait(), 10)
    yield started
    await started.close()


async def event(chunks: AsyncGenerator[bytes]) -> bytes:
    """The next chunk after the line that sets the retry time."""
    async with asyncio.timeout(10):
        while True:
            chunk = await anext(chunks)
            if not chunk.startswith(b"retry"):
                return chunk


async def test_twenty_screens_cost_one_read_and_one_encoding(
    hub: Hub, counting: CountingPool, race: "Race"
) -> None:
    async with AsyncExitStack() as stack:
        screens = [
            await stack.enter_async_context(aclosing(watch(hub, race.partner_id, race.session_id)))
            for _ in range(20)
        ]
        for snapshot in await asyncio.gather(*map(event, screens)):
            assert snapshot.startswith(b"event: snapshot")
        counting.reads = 0
        await race.passes("A1")
        first, *others = await asyncio.gather(*map(event, screens))
        assert first.startswith(b"event: changes")
        assert all(other == first for other in others)
        assert counting.reads == 1
        assert hub.screens == 20
    assert hub.screens == 0


async def test_changes_that_come_during_a_read_share_the_next_one(
    hub: Hub, counting: CountingPool, race: "Race"
) -> None:
    async with aclosing(watch(hub, race.partner_id, race.session_id)) as screen:
        await event(screen)
        counting.reads = 0
        for number in range(30):
            version = await race.passes(f"T{number}", notify=False)
        for told in range(1, version + 1):
            await race.tell(told)
        assert b'"version":30,"since":0' in await event(screen)
        assert counting.reads < 5


async def test_a_lost_note_is_made_up_for(
    hub: Hub, race: "Race", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("project88.live.hub.REREAD_S", 0.0)
    quick = Hub(race.pool, WebSettings(heartbeat_s=0.05), now)
    quick.start()
    async with aclosing(watch(quick, race.partner_id, race.session_id)) as screen:
        await event(screen)
        await race.passes("A1", notify=False)
        while b"event: changes" not in (chunk := await event(screen)):
            assert b"event: hb" in chunk
    await quick.close()


async def test_a_session_nobody_watches_is_not_read_and_then_forgotten(
    counting: CountingPool, race: "Race", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("project88.live.hub.FORGET_MS", 0)
    hub = Hub(counting, WebSettings(heartbeat_s=0.02), now)
    hub.start()
    async with aclosing(watch(hub, race.partner_id, race.session_id)) as screen:
        await event(screen)
    async with asyncio.timeout(10):
        while hub.sessions:  # noqa: ASYNC110 -- forgetting is not announced
            await asyncio.sleep(0.01)
    monkeypatch.undo()
    counting.reads = 0
    await race.passes("A1")
    async with (
        asyncio.timeout(10),
        aclosing(watch(hub, race.partner_id, race.session_id, last=Place("e1", 0))) as screen,
    ):
        # Beats may come before it, and in one piece with it.
        while b"A1" not in await event(screen):
            pass
    await hub.close()


async def test_a_note_that_makes_no_sense_is_survived(hub: Hub, race: "Race") -> None:
    async with aclosing(watch(hub, race.partner_id, race.session_id)) as screen:
        await event(screen)
        async with race.pool.partner(race.partner_id) as connection:
            await connection.execute("select pg_notify('live', '[[1,')")
        await race.passes("A1")
        assert b"A1" in await event(screen)
    assert not hub.failed.is_set()


async def test_a_session_of_another_partner_is_as_if_there_were_none(
    hub: Hub, race: "Race", rival_race: "Race"
) -> None:
    sessions = race.session_id, rival_race.session_id
    async with aclosing(watch(hub, rival_race.partner_id, *sessions)) as screen:
        snapshot = await event(screen)
        assert snapshot.count(b"event: ") == 1
        assert b'"session":%d,' % rival_race.session_id in snapshot
        await race.passes("A1")
        await rival_race.passes("B1")
        change = await event(screen)
    assert (b"A1" in change, b"B1" in change) == (False, True)
