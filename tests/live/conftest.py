"""A race that is recorded by SQL, and a web process that shows it on real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from project88.db.pool import Pool
from project88.displays.link import give_out
from project88.live.frames import Place, id_text
from project88.live.hub import Hub
from project88.relay import open as open_relay
from project88.settings import DatabaseSettings, Settings, WebSettings
from project88.web.main import now, serve
from project88.web.services import Services, services_of

PATIENCE_S = 15
DAY = timedelta(hours=24)


class Race:
    """One timing session with a finish line; Ada (bib 7) wears chip A1, other tags are unknown."""

    def __init__(self, pool: Pool, partner_id: int, session_id: int, location_id: int) -> None:
        self.pool = pool
        self.partner_id = partner_id
        self.session_id = session_id
        self.location_id = location_id
        self.count = 0

    async def passes(self, *tags: str, notify: bool = True) -> int:
        """These tags cross the line in one committed transaction; says the session's version."""
        async with self.pool.partner(self.partner_id) as connection:
            version: int = await connection.fetchval(
                "update timing_sessions set version = version + 1, newest_received_at = now() "
                "where id = $1 returning version",
                self.session_id,
            )
            for tag in tags:
                self.count += 1
                await connection.execute(
                    "insert into timing_passings (timing_partner_id, session_id, location_id, tag, "
                    "passing_no, participant_id, passing_at, first_read_at, received_at, version) "
                    "values ($1, $2, $3, $4, $5, (select participant_id from participant_chips "
                    "where chip = $4 and timing_partner_id = $1), now(), now(), now(), $6)",
                    self.partner_id,
                    self.session_id,
                    self.location_id,
                    tag,
                    self.count,
                    version,
                )
        if notify:
            await self.tell(version)
        return version

    async def crowd(self, size: int) -> int:
        """So many unknown tags at once; says the session's version."""
        async with self.pool.partner(self.partner_id) as connection:
            version: int = await connection.fetchval(
                "update timing_sessions set version = version + 1, newest_received_at = now() "
                "where id = $1 returning version",
                self.session_id,
            )
            await connection.execute(
                "insert into timing_passings (timing_partner_id, session_id, location_id, tag, "
                "passing_no, passing_at, first_read_at, received_at, version) "
                "select $1, $2, $3, 'C' || $4::bigint || '-' || number, 1, now(), now(), now(), $4::bigint "
                "from generate_series(1, $5) number",
                self.partner_id,
                self.session_id,
                self.location_id,
                version,
                size,
            )
        await self.tell(version)
        return version

    async def sql(self, statement: str) -> None:
        """Change the session ($1) in a transaction of its own; raise the version yourself."""
        async with self.pool.partner(self.partner_id) as connection:
            await connection.execute(statement, self.session_id)

    async def tell(self, version: int) -> None:
        note = msgspec.json.encode([[self.partner_id, self.session_id, version, now()]])
        async with self.pool.partner(self.partner_id) as connection:
            await connection.execute("select pg_notify('live', $1)", note.decode())

    async def another(self, name: str) -> "Race":
        """A second timing session of the same partner and event, from a sender of its own."""
        async with self.pool.partner(self.partner_id) as connection:
            source = await connection.fetchval(
                "insert into timing_sources (timing_partner_id, source_key) values ($1, $2) "
                "returning id",
                self.partner_id,
                name,
            )
            session = await connection.fetchval(
                "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, "
                "name, zone, epoch) select $1, $2, event_id, event_day, $3, zone, epoch "
                "from timing_sessions where id = $4 returning id",
                self.partner_id,
                source,
                name,
                self.session_id,
            )
            location = await connection.fetchval(
                "insert into timing_locations (timing_partner_id, session_id, name) "
                "values ($1, $2, 'SPLIT') returning id",
                self.partner_id,
                session,
            )
        return Race(self.pool, self.partner_id, session, location)

    async def desk(self, statement: str, *values: object) -> Any:  # Any: what is returned
        """What an operator does, as the partner."""
        async with self.pool.partner(self.partner_id) as connection:
            return await connection.fetchval(statement, *values)

    async def session_of(self, address: str) -> int:
        """The display session of a link."""
        found: int = await self.desk(
            "select display_session_id from display_urls where id = $1", address
        )
        return found

    async def bind(self, address: str) -> None:
        """This timing session feeds the display session of the link too."""
        await self.desk(
            "insert into session_timing_streams (timing_partner_id, display_session_id, session_id) "
            "select timing_partner_id, display_session_id, $2 from display_urls where id = $1",
            address,
            self.session_id,
        )

    async def unbind(self, address: str) -> None:
        await self.desk(
            "delete from session_timing_streams using display_urls display where display.id = $1 "
            "and session_timing_streams.display_session_id = display.display_session_id "
            "and session_id = $2",
            address,
            self.session_id,
        )

    async def screen(self, address: str, key: str, number: int = 7) -> int:
        """A browser has entered by this link as a screen with this key; its id."""
        found: int = await self.desk(
            "insert into screens (timing_partner_id, number, name, key_hash, code, link_id) "
            "values ($1, $2::int, 'Screen ' || $2::int, sha256(convert_to($3, 'UTF8')), "
            "lpad($2::text, 8, '2'), $4) returning id",
            self.partner_id,
            number,
            key,
            address,
        )
        return found

    async def address(self, ttl: timedelta = DAY) -> str:
        async with self.pool.hub("slug of a test's partner") as connection:
            slug = await connection.fetchval(
                "select slug from timing_partners where id = $1", self.partner_id
            )
        return (await give_out(self.pool, slug, self.session_id, ttl)).id


async def record_race(pool: Pool, partner_id: int) -> Race:
    async with pool.partner(partner_id) as connection:
        event = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Harbour Mile', current_date, 'Europe/Amsterdam') returning id",
            partner_id,
        )
        runner = await connection.fetchval(
            "insert into normalized_participants (timing_partner_id, event_id, bib, first_name, "
            "last_name, city, state) values ($1, $2, '7', 'Ada', 'Byron', 'Boulder', 'CO') "
            "returning id",
            partner_id,
            event,
        )
        await connection.execute(
            "insert into participant_chips values ($1, $2, 'A1', $3)", partner_id, event, runner
        )
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') "
            "returning id",
            partner_id,
        )
        session = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, "
            "zone, epoch) values ($1, $2, $3, current_date, 'Harbour Mile', 'Europe/Amsterdam', "
            "'e1') returning id",
            partner_id,
            source,
            event,
        )
        location = await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) "
            "values ($1, $2, 'FINISH') returning id",
            partner_id,
            session,
        )
    return Race(pool, partner_id, session, location)


class Event(msgspec.Struct, frozen=True):
    """One server-sent event as a browser would hand it to the page."""

    name: str
    data: dict[str, Any]  # Any: whatever the event says

    @property
    def place(self) -> str:
        return f"{self.data['epoch']}:{self.data['version']}"

    @property
    def tags(self) -> list[str]:
        return [passing["tag"] for passing in self.data["passings"]]


class Screen:
    """A browser's end of a stream, on a plain socket.

    `last_id` is what the browser would send as Last-Event-ID; `last` is what a page knows by itself.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.head = b""
        self.first_line = ""
        self.last_id = ""
        self.has: dict[int, Place] = {}
        self.assignment: dict[str, Any] = {}

    @property
    def last(self) -> str:
        return id_text(self.has)

    async def next(self) -> Event:
        """The next event; raises `EOFError` when the stream ended."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(PATIENCE_S):
            while True:
                line = await self._line()
                self.first_line = self.first_line or line
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                    continue
                self.last_id = fields.get("id", self.last_id)
                if "data" in fields:
                    break
                fields = {}
        event = Event(fields["event"], msgspec.json.decode(fields["data"]))
        self._note(event)
        return event

    def _note(self, event: Event) -> None:
        if event.name == "assignment":
            self.assignment = event.data
            fed = {one["id"] for one in event.data["timing"]}
            self.has = {id_: place for id_, place in self.has.items() if id_ in fed}
        elif event.name in {"snapshot", "changes"}:
            place = Place(event.data["epoch"], event.data["version"])
            self.has[event.data["session"]] = place

    async def wait_for(self, *names: str) -> Event:
        """The next event with one of these names."""
        while True:
            event = await self.next()
            if event.name in names:
                return event

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()

    async def _line(self) -> str:
        """A line of the body; chunk sizes of HTTP/1.1 are skipped, ours begin with a letter."""
        while True:
            line = await self.reader.readline()
            if not line:
                raise EOFError
            text = line.decode().rstrip("\r\n")
            if not line.endswith(b"\r\n"):
                return text
            if text == "0":
                raise EOFError


class Served:
    """A web process of this test's own, inside the test's event loop, on a real port."""

    def __init__(self, services: Services, port: int, stop: asyncio.Event) -> None:
        self.services = services
        self.port = port
        self.stop = stop
        self.screens: list[Screen] = []

    async def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request and its whole answer."""
        screen = await self._request(path, headers)
        async with asyncio.timeout(PATIENCE_S):
            status, answered = _head(screen.head)
            size = int(answered.get("content-length", "0"))
            body = await screen.reader.readexactly(size)
        await screen.close()
        return status, answered, body

    async def watch(self, address: str, last: str = "", query: str = "") -> Screen:
        """A screen at this address, which says that it saw everything up to `last`."""
        headers = {"Last-Event-ID": last} if last else {}
        screen = await self._request(f"/api/display/{address}/stream{query}", headers)
        self.screens.append(screen)
        assert screen.head.startswith(b"HTTP/1.1 200"), screen.head
        return screen

    async def _request(self, path: str, headers: dict[str, str]) -> Screen:
        wire = socket.create_connection(("127.0.0.1", self.port))
        # Not the megabytes that Linux would give: a screen which stops reading is felt sooner.
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        reader, writer = await asyncio.open_connection(sock=wire, limit=1 << 18)
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        writer.write(f"GET {path} HTTP/1.1\r\nHost: hub\r\n{lines}\r\n".encode())
        screen = Screen(reader, writer)
        async with asyncio.timeout(PATIENCE_S):
            screen.head = await reader.readuntil(b"\r\n\r\n")
        return screen


def _head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode().split("\r\n")
    pairs = (line.partition(": ") for line in lines if line)
    return int(first.split()[1]), {name.lower(): value for name, _, value in pairs}


@pytest.fixture
async def race(pool: Pool, partner: int) -> Race:
    """A timing session of the test's partner."""
    return await record_race(pool, partner)


@pytest.fixture
def recording() -> Callable[[Pool, int], Awaitable[Race]]:
    """For a test that runs loops of its own: record a race of this partner."""
    return record_race


@pytest.fixture
async def rival_race(pool: Pool) -> Race:
    """A timing session of another partner."""
    async with pool.hub("a second timing partner for a test") as connection:
        partner_id = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    return await record_race(pool, partner_id)


Serve = Callable[..., Any]  # Any: an asynccontextmanager's type says nothing more


@pytest.fixture
async def serving(pool: Pool) -> AsyncIterator[Serve]:
    """Start a web process: `async with serving(ring=4) as served`."""
    async with AsyncExitStack():
        yield lambda **settings: _serving(pool, **settings)


@pytest.fixture
async def served(serving: Serve) -> AsyncIterator[Served]:
    """A web process with a quick heartbeat."""
    async with serving() as one:
        yield one


@asynccontextmanager
async def _serving(pool: Pool, **settings: Any) -> AsyncIterator[Served]:
    web = WebSettings(bind="127.0.0.1", port=_free_port(), **{"heartbeat_s": 0.1, **settings})
    hub = Hub(pool, web, now)
    hub.start()
    await asyncio.wait_for(hub.listening.wait(), PATIENCE_S)
    whole = Settings(database=DatabaseSettings(), web=web)
    async with (
        open_relay(whole, pool) as relay,
        _served(services_of(pool, hub, relay, whole, now)) as one,
    ):
        yield one


@asynccontextmanager
async def _served(services: Services) -> AsyncIterator[Served]:
    settings = services.settings
    stop = asyncio.Event()
    task = asyncio.create_task(serve(services, settings, stop))
    one = Served(services, settings.web.port, stop)
    await _until_open(settings.web.port, task)
    try:
        yield one
    finally:
        for screen in one.screens:
            screen.writer.close()
        stop.set()
        await asyncio.wait_for(task, PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _until_open(port: int, serving: asyncio.Task[bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not serving.done():
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return
    raise AssertionError("the server ended") from serving.exception()
