"""Wake-ups: nothing that was missed goes unnoticed, and a sender never waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

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


def _folder(url: str) -> str:
    return parse_qs(urlsplit(url).query)["host"][0]


def _through(url: str, folder: Path) -> str:
    return url.replace(quote(_folder(url), safe=""), quote(str(folder), safe=""))


@asynccontextmanager
async def never_shut(url: str, folder: Path) -> AsyncIterator[asyncio.Event]:
    """A way to the database in `folder` on which nobody hears that the server has hung up; the event says it has."""
    over, hung_up = asyncio.Event(), asyncio.Event()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while block := await reader.read(65536):
            writer.write(block)
        hung_up.set()

    async def come(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_unix_connection(f"{_folder(url)}/.s.PGSQL.5432")
        with suppress(ConnectionError):
            await asyncio.gather(carry(reader, forth), carry(back, writer))
        await over.wait()
        for each in (writer, forth):
            each.close()

    async with await asyncio.start_unix_server(come, folder / ".s.PGSQL.5432"):
        yield hung_up
        over.set()


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


async def test_a_connection_that_was_ended_and_stays_open_is_opened_again(
    pool: Pool, database: Urls, tmp_path: Path
) -> None:
    """The server has said that it is over; that the connection is shut has not come yet."""
    administrator = await asyncpg.connect(database.superuser_url)
    parted: list[asyncpg.Connection[asyncpg.Record]] = []

    async def first_without_its_end() -> "asyncpg.Connection[asyncpg.Record]":
        if parted:
            return await pool.dedicated()
        parted.append(await asyncpg.connect(_through(database.service_url, tmp_path)))
        return parted[0]

    async with (
        never_shut(database.service_url, tmp_path) as hung_up,
        ear(pool, "reads") as notes,
        Notifier(first_without_its_end) as notifier,
    ):
        notifier.post("reads", "before")
        assert await anext(notes) == Note("reads", "before")
        pid = parted[0].get_server_pid()
        await administrator.execute("select pg_terminate_backend($1, 10000)", pid)
        await hung_up.wait()
        # The server's last words have been read when another answer after them is.
        await administrator.execute("select 1")
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
