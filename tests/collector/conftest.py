"""A real collector on free ports with a real database, and senders as plain as a telnet session.

A test says what a sender writes and waits for what must become true (`eventually`).
"""

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import asyncpg
import httpx
import pytest
from tests.senders import Sender
from tests.waiting import PATIENCE_S, wait_until

from project88.collector.main import Collector, collecting
from project88.collector.moment import SystemMoment
from project88.db.embedded import Urls
from project88.settings import Settings, load_settings

_POLL_S = 0.005


class Database:
    """A superuser's look at the tables."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self.connection = connection

    async def rows(self, sql: str, *arguments: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self.connection.fetch(sql, *arguments)]

    async def value(self, sql: str, *arguments: object) -> Any:  # Any: whatever SQL says
        return await self.connection.fetchval(sql, *arguments)

    async def tags(self) -> list[str]:
        """Every stored read's tag, by row number."""
        return [tag for (tag,) in await self.rows("select tag from timing_reads order by seq, tag")]

    async def listener(self, partner_id: int, port: int = 0, **columns: object) -> int:
        """A new row of the table of listeners; its id."""
        names = ["timing_partner_id", "port", *columns]
        places = ", ".join(f"${number}" for number in range(1, len(names) + 1))
        return int(
            await self.value(
                f"insert into timing_listeners ({', '.join(names)}) values ({places}) returning id",
                partner_id,
                port,
                *columns.values(),
            )
        )


class Gate:
    """A way to the database that can be shut (as when it is stopped) or frozen (as when it hangs)."""

    def __init__(self, folder: Path, database_url: str) -> None:
        found = parse_qs(urlsplit(database_url).query)
        self._real = f"{found['host'][0]}/.s.PGSQL.5432"
        self._folder = folder
        self.url = database_url.replace(
            quote(found["host"][0], safe=""), quote(str(folder), safe="")
        )
        self._listening: socket.socket | None = None
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listening.settimeout(0)
        self._listening.bind(str(self._place))
        self._listening.listen(100)
        # Not asyncio's server: when that is closed, who was just coming in stays, and hears nothing.
        asyncio.get_running_loop().add_reader(self._listening, self._let_in, self._listening)

    async def shut(self) -> None:
        """Nobody answers, and every connection is cut, also one that was just coming in."""
        if self._listening is not None:
            asyncio.get_running_loop().remove_reader(self._listening)
            self._listening.close()
            self._listening = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._place.unlink(missing_ok=True)

    def freeze(self) -> None:
        """Connections stand, and nothing comes through."""
        self._flowing.clear()

    def thaw(self) -> None:
        self._flowing.set()

    @property
    def _place(self) -> Path:
        return self._folder / ".s.PGSQL.5432"

    def _let_in(self, listening: socket.socket) -> None:
        came, _ = listening.accept()
        came.settimeout(0)
        task = asyncio.create_task(self._pass(came))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: came.close())

    async def _pass(self, came: socket.socket) -> None:
        there = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with there:
            there.settimeout(0)
            await asyncio.get_running_loop().sock_connect(there, self._real)
            pumps = [self._pump(came, there), self._pump(there, came)]
            ending = [asyncio.ensure_future(pump) for pump in pumps]
            try:
                await asyncio.wait(ending, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for one in ending:
                    one.cancel()
                await asyncio.gather(*ending, return_exceptions=True)

    async def _pump(self, one: socket.socket, other: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while data := await loop.sock_recv(one, 65_536):
                await self._flowing.wait()
                await loop.sock_sendall(other, data)


class ShiftedMoment(SystemMoment):
    """The clocks of this machine, put forward by a test."""

    def __init__(self) -> None:
        self.ahead_us = 0

    def wall_us(self) -> int:
        return super().wall_us() + self.ahead_us

    def monotonic_us(self) -> int:
        return super().monotonic_us() + self.ahead_us


def row(seq: int, tag: str = "", location: str = "finish", time_text: str = "") -> bytes:
    """A CT01_33 line without its end."""
    at = time_text or f"2026-06-27T10:{seq // 60 % 60:02}:{seq % 60:02}.00"
    return f"CT01_33~{seq}~{location}~{tag or seq}~{at}~0~0F2A38~1".encode()


@pytest.fixture
def ct01() -> Callable[..., bytes]:
    """Makes a CT01_33 line."""
    return row


@pytest.fixture
async def tables(database: Urls) -> AsyncIterator[Database]:
    """This test's database, without policies."""
    connection = await asyncpg.connect(database.superuser_url)
    yield Database(connection)
    await connection.close()


@pytest.fixture
def settings_for(
    database: Urls, tmp_path: Path, free_port: Callable[[], int]
) -> Callable[..., Settings]:
    """Settings of a collector on this test's database; names without prefix."""

    def make(url: str | None = None, **given: object) -> Settings:
        usual: dict[str, object] = {
            "COLLECTOR__BIND": "127.0.0.1",
            "COLLECTOR__CTP01_PORT": 0,
            "COLLECTOR__STATUS_PORT": free_port(),
            "JOURNAL__DIR": tmp_path / "journal",
            "JOURNAL__FSYNC_MS": 5,
        }
        names = {f"PROJECT88_{key}": str(value) for key, value in (usual | given).items()}
        return load_settings({"DATABASE_URL": url or database.service_url} | names)

    return make


@pytest.fixture
async def gate(database: Urls) -> AsyncIterator[Gate]:
    """A way to this test's database that a test may shut."""
    with tempfile.TemporaryDirectory(prefix="gate-") as folder:
        found = Gate(Path(folder), database.service_url)
        await found.open()
        yield found
        await found.shut()


class Running:
    """A collector at work."""

    def __init__(self, collector: Collector, settings: Settings, http: httpx.AsyncClient) -> None:
        self.collector = collector
        self.settings = settings
        self.hall = collector.hall
        self.http = http
        self._senders: list[Sender] = []

    @property
    def port(self) -> int:
        """The only open port, or the first."""
        return next(iter(self.collector.server.ports.values()))

    async def connect(self, port: int | None = None, host: str = "127.0.0.1") -> Sender:
        """A sender that has said nothing yet."""
        sender = await Sender.connect(port or self.port, host)
        self._senders.append(sender)
        return sender

    async def greeted(self, port: int | None = None, event: str = "") -> Sender:
        """A sender that was told to start, and has told its event if it has one."""
        sender = await self.connect(port)
        sender.write(b"SimpleClient~1.2.3~CTP01")
        await wait_until(lambda: b"start\r\n" in sender.heard)
        if event:
            sender.write(f"ack~geteventinfo~{event}~{event}~".encode())
        return sender

    async def status(self, path: str = "/status") -> Any:  # Any: JSON
        """What the status API answers, once it answers."""
        return (await self.get(path)).json()

    async def get(self, path: str) -> httpx.Response:
        url = f"http://127.0.0.1:{self.settings.collector.status_port}{path}"
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    return await self.http.get(url)
                except httpx.ConnectError:
                    await asyncio.sleep(_POLL_S)

    async def goodbye(self) -> None:
        for sender in self._senders:
            await sender.leave()


@pytest.fixture
async def running(settings_for: Callable[..., Settings]) -> Callable[..., Any]:
    """`async with running(**settings) as hub`: a collector from start to polite end."""

    @asynccontextmanager
    async def begin(
        moment: SystemMoment | None = None, url: str | None = None, **given: object
    ) -> AsyncIterator[Running]:
        settings = settings_for(url, **given)
        async with AsyncExitStack() as stack:
            http = await stack.enter_async_context(httpx.AsyncClient())
            hub = Running(
                await stack.enter_async_context(collecting(settings, moment)), settings, http
            )
            stack.push_async_callback(hub.goodbye)
            yield hub

    return begin


@pytest.fixture
def moment() -> ShiftedMoment:
    return ShiftedMoment()
