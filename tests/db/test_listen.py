"""Wake-ups: nothing that was missed goes unnoticed, and a sender never waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import asyncpg
import pytest

from project88.db.embedded import Urls
from project88.db.listen import RECONNECTED, Note, Notifier, listen
from project88.db.pool import Pool
from project88.errors import Unavailable


@asynccontextmanager
async def ear(pool: Pool, *channels: str) -> AsyncIterator[AsyncIterator[Note]]:
    """Notes of these channels, from the moment that listening has begun."""
    async with aclosing(listen(pool.dedicated, channels)) as notes:
        assert await anext(notes) == RECONNECTED
        yield notes


async def test_a_note_wakes_the_listener(pool: Pool) -> None:
    async with ear(pool, "reads") as notes, Notifier(pool.dedicated) as notifier:
        notifier.post("reads", "session 7")
        assert await anext(notes) == Note("reads", "session 7")


async def test_equal_notes_that_wait_go_out_once(pool: Pool) -> None:
    async with ear(pool, "reads") as notes, Notifier(pool.dedicated) as notifier:
        for payload in ("7", "7", "7", "8"):
            notifier.post("reads", payload)
        assert [(await anext(notes)).payload for _ in range(2)] == ["7", "8"]


async def test_other_channels_are_not_heard(pool: Pool) -> None:
    async with ear(pool, "reads") as notes, Notifier(pool.dedicated) as notifier:
        notifier.post("templates", "3")
        notifier.post("reads", "7")
        assert await anext(notes) == Note("reads", "7")


async def test_what_waits_at_the_end_is_still_sent(pool: Pool) -> None:
    async with ear(pool, "reads") as notes:
        async with Notifier(pool.dedicated) as notifier:
            notifier.post("reads", "last")
        assert await anext(notes) == Note("reads", "last")


async def test_a_lost_connection_is_opened_again_and_says_so(pool: Pool, database: Urls) -> None:
    administrator = await asyncpg.connect(database.superuser_url)
    async with ear(pool, "reads") as notes, Notifier(pool.dedicated) as notifier:
        await administrator.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        assert await anext(notes) == RECONNECTED
        notifier.post("reads", "after")
        assert await anext(notes) == Note("reads", "after")
    await administrator.close()


async def test_a_database_that_is_away_does_not_make_the_sender_wait(pool: Pool) -> None:
    back = asyncio.Event()

    async def sometimes() -> "asyncpg.Connection[asyncpg.Record]":
        if not back.is_set():
            raise Unavailable("away")
        return await pool.dedicated()

    async with ear(pool, "reads") as notes, Notifier(sometimes) as notifier:
        notifier.post("reads", "while away")
        back.set()
        assert await anext(notes) == Note("reads", "while away")


async def test_a_silent_connection_is_asked_whether_it_lives(pool: Pool) -> None:
    async with aclosing(listen(pool.dedicated, ["reads"], keepalive_s=0.01)) as notes:
        assert await anext(notes) == RECONNECTED
        waiting = asyncio.ensure_future(anext(notes))
        await asyncio.wait([waiting], timeout=0.1)
        async with Notifier(pool.dedicated) as notifier:
            notifier.post("reads", "awake")
        assert await waiting == Note("reads", "awake")


async def test_a_note_is_not_a_parcel(pool: Pool) -> None:
    with pytest.raises(ValueError, match="too long"):
        Notifier(pool.dedicated).post("reads", "x" * 8000)


async def test_a_database_that_is_away_does_not_hold_up_the_end() -> None:
    async def never() -> "asyncpg.Connection[asyncpg.Record]":
        raise Unavailable("away")

    loop = asyncio.get_running_loop()
    began = loop.time()
    async with Notifier(never) as notifier:
        notifier.post("reads", "to nobody")
    assert loop.time() - began < 1.5


async def test_who_sends_nothing_opens_no_connection() -> None:
    async def asked() -> "asyncpg.Connection[asyncpg.Record]":
        pytest.fail("a connection was opened")

    async with Notifier(asked):
        await asyncio.sleep(0)
