"""A hub as it is in the field: real processes, real sockets, a real browser in front of a proxy.

Collector and web are the commands that an operator starts. `Box` is a timing box at a mat: it
greets, waits for `start` and sends a row the moment somebody crosses. `Proxy` stands between
browser and web and can answer as a proxy does whose hub is away. Nothing sleeps for luck: every
wait is for something that can be seen.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import psycopg
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from project88.cli import environment, tools
from project88.cli.test import HOW_TO_GET_A_BROWSER
from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.displays.link import give_out, path_of
from project88.events.roster import Rejects, read_roster, take_in, target_of

ZONE = "Europe/Amsterdam"
PICTURES = environment.ROOT / "pictures"
PATIENCE_S = 30.0
BROWSER_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BAD_GATEWAY = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\n"
    b"Connection: close\r\n\r\n<h1>502 Bad Gateway</h1>"
)


async def until(look: Callable[[], Awaitable[bool]], seconds: float = PATIENCE_S) -> None:
    """Return as soon as it is so; fail when it takes too long."""
    async with asyncio.timeout(seconds):
        while True:
            if await look():
                return
            await asyncio.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Box:
    """A timing box. `crosses` sends a read of this instant and returns the local time it wrote."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._seq = 0
        self._answering: asyncio.Task[None] | None = None

    @classmethod
    async def connect(cls, port: int) -> "Box":
        box = cls(*await asyncio.open_connection("127.0.0.1", port))
        box._writer.write(b"SimpleClient~1.2.3~CTP01\r\n")
        while not (await asyncio.wait_for(box._reader.readline(), 10)).startswith(b"start"):
            pass
        box._answering = asyncio.create_task(box._answer())
        return box

    async def crosses(self, tag: str, location: str = "Finish") -> str:
        self._seq += 1
        at = datetime.now(ZoneInfo(ZONE))
        text = f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 10_000:02}"
        row = f"CT01_33~{self._seq}~{location}~{tag}~{text}~1~10A1B2~1\r\n"
        self._writer.write(row.encode())
        await self._writer.drain()
        return f"{at:%H:%M:%S}"

    async def close(self) -> None:
        if self._answering is not None:
            self._answering.cancel()
            await asyncio.gather(self._answering, return_exceptions=True)
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _answer(self) -> None:
        while line := await self._reader.readline():
            if line.strip() == b"ping":
                self._writer.write(b"ack~ping\r\n")


class Hub:
    """Collector and web of one test, as processes; partners and rosters are put in by hand."""

    def __init__(self, database: Urls, pool: Pool, folder: Path) -> None:
        self.pool = pool
        self.web_port = free_port()
        self._status_port = free_port()
        self._database = database
        self._folder = folder
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._boxes: list[Box] = []
        self._environ = {
            **environment.without_settings(),
            "DATABASE_URL": database.service_url,
            "PROJECT88_CONFIG": os.devnull,
            "PROJECT88_JOURNAL__DIR": str(folder / "journal"),
            "PROJECT88_COLLECTOR__BIND": "127.0.0.1",
            "PROJECT88_COLLECTOR__STATUS_PORT": str(self._status_port),
            "PROJECT88_WEB__BIND": "127.0.0.1",
            "PROJECT88_WEB__PORT": str(self.web_port),
        }

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    async def add_partner(self, slug: str, roster: str) -> int:
        """A partner with an event of today, this roster (CSV), and a port of its own: that port."""
        port = free_port()
        with psycopg.connect(self._database.superuser_url, autocommit=True) as administrator:
            administrator.execute(
                "with partner as (insert into timing_partners (slug, name, zone) "
                "values (%s, %s, %s) returning id) "
                "insert into timing_listeners (timing_partner_id, port) select id, %s from partner",
                [slug, slug.title(), ZONE, port],
            )
        today = datetime.now(ZoneInfo(ZONE)).date()
        target = await target_of(self.pool, slug, "Harbour Mile", today, ZONE)
        async with self.pool.partner(target.partner_id) as connection:
            await take_in(connection, target, read_roster(roster.encode(), today), Rejects.REFUSE)
        return port

    async def start(self, *names: str) -> None:
        """Start these processes and wait until they answer."""
        for name in names:
            with (self._folder / f"{name}.log").open("ab") as log:
                self._processes[name] = subprocess.Popen(  # noqa: ASYNC220 -- it does not block
                    [sys.executable, "-m", "project88", name],
                    env=self._environ,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
        urls = {
            "collector": f"http://127.0.0.1:{self._status_port}/health",
            "web": f"{self.origin}/api/health",
        }
        # The worker answers nobody; what it does is waited for by who needs it.
        for name in [name for name in names if name in urls]:
            await until(lambda name=name: self._answers(name, urls[name]))  # type: ignore[misc]  # a lambda of the loop's name

    async def stop(self, name: str, number: int = signal.SIGTERM) -> None:
        process = self._processes.pop(name)
        process.send_signal(number)
        await asyncio.to_thread(process.wait, PATIENCE_S)

    async def box(self, port: int) -> Box:
        """A timing box at this partner's port."""
        box = await Box.connect(port)
        self._boxes.append(box)
        return box

    async def display(self, slug: str, ttl: timedelta = timedelta(hours=24)) -> str:
        """The path of a display of the partner's newest session, once it has a read."""
        await until(lambda: self._recorded(slug))
        made = await give_out(self.pool, slug, None, ttl)
        return path_of(made.id)

    def change(self, slug: str, statement: str, *values: object) -> int | None:
        """What an operator does, put in by hand; the number that the statement returns, if any."""
        with psycopg.connect(self._database.superuser_url) as administrator:
            administrator.execute(
                "select set_config('app.partner_id', id::text, true) "
                "from timing_partners where slug = %s",
                [slug],
            )
            done = administrator.execute(statement, values)
            row = done.fetchone() if done.description else None
        return None if row is None else int(row[0])

    async def comes_true(self, slug: str, question: str) -> None:
        """Wait until the statement finds a row that begins with 1."""

        async def found() -> bool:
            return self.change(slug, question) == 1

        await until(found)

    async def _recorded(self, slug: str) -> bool:
        with psycopg.connect(self._database.superuser_url) as administrator:
            row = administrator.execute(
                "select from timing_sessions session "
                "join timing_partners partner on partner.id = session.timing_partner_id "
                "where slug = %s and reads > 0",
                [slug],
            ).fetchone()
        return row is not None

    async def close(self) -> None:
        for box in self._boxes:
            await box.close()
        for name in list(self._processes):
            await self.stop(name)

    async def _answers(self, name: str, url: str) -> bool:
        said = (self._folder / f"{name}.log").read_text()
        assert self._processes[name].poll() is None, said
        try:
            async with httpx.AsyncClient(trust_env=False) as client:
                return (await client.get(url)).status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture
async def hub(database: Urls, pool: Pool, tmp_path: Path) -> AsyncIterator[Hub]:
    """Not started yet: add partners first, then `await hub.start("collector", "web")`."""
    made = Hub(database, pool, tmp_path)
    yield made
    await made.close()


class Proxy:
    """Carries bytes to the web process, or answers 502 to everybody, streams cut off included."""

    def __init__(self, target: int) -> None:
        self.refusals = 0
        self._target = target
        self._away = False
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def origin(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    def go_away(self) -> None:
        self._away = True
        for writer in list(self._writers):
            writer.close()

    def come_back(self) -> None:
        self._away = False

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        self.go_away()
        await until(self._quiet)

    async def _quiet(self) -> bool:
        return not self._writers

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            await (self._refuse if self._away else self._carry)(reader, writer)
        except OSError:
            return
        finally:
            writer.close()
            self._writers.discard(writer)

    async def _refuse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(65_536):
            self.refusals += 1
            writer.write(BAD_GATEWAY)
            await writer.drain()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers.add(to_writer)
        ways = [
            asyncio.create_task(_pump(reader, to_writer)),
            asyncio.create_task(_pump(to_reader, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            to_writer.close()
            self._writers.discard(to_writer)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()


@pytest.fixture
async def proxy(hub: Hub) -> AsyncIterator[Proxy]:
    """A proxy before this test's web process."""
    made = Proxy(hub.web_port)
    await made.open()
    yield made
    await made.close()


@pytest.fixture(scope="session")
def front_end() -> None:
    """The built display page; built now when it is missing."""
    if (tools.UI / "dist" / "display.html").is_file():
        return
    built = subprocess.run(
        tools.npm("run", "--silent", "build"),
        env=tools.npm_environ(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.fail(
            "The front end is not built: `./project88 test` builds it first.\n" + built.stderr
        )


@pytest.fixture
async def browser(front_end: None) -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    program = tools.browser()
    if program is None:
        (pytest.fail if environment.under_ci() else pytest.skip)(HOW_TO_GET_A_BROWSER)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=str(program), args=list(BROWSER_ARGUMENTS)
        )
        yield started
        await started.close()


class Screen:
    """A display in a browser: what a spectator can read on it, and what the console complains of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.seen: set[str] = set()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    async def texts(self) -> dict[str, dict[str, float]]:
        """Every text that is visible now, with its place on the screen and in its own box."""
        found: dict[str, dict[str, float]] = await self.page.evaluate(_VISIBLE)
        self.seen.update(found)
        return found

    async def shows(self, *wanted: str) -> None:
        """Wait until all of these can be read at the same time."""
        await until(lambda: self._reads(set(wanted)))

    async def has_shown(self, wanted: set[str]) -> None:
        """Wait until each of these could be read at some time since the last `forget`."""

        async def all_seen() -> bool:
            await self.texts()
            return wanted <= self.seen

        await until(all_seen, 60)

    async def has_named(self, *names: str) -> None:
        """The same for runners: a name stands in one line, or its two parts in a line each."""

        async def all_named() -> bool:
            texts = set(await self.texts()) | self.seen
            return all(name in texts or _halves(name) & texts for name in names)

        await until(all_named, 60)

    async def is_a_display(self) -> bool:
        """Whether the page is ours and drew something, and is no error page of anybody."""
        drawn: bool = await self.page.evaluate(
            "['stage', 'drawing'].some((id) => document.getElementById(id)?.childElementCount > 0)"
        )
        return drawn

    async def picture(self, name: str) -> Path:
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        await self.page.screenshot(path=path)
        return path

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    async def _reads(self, wanted: set[str]) -> bool:
        return wanted <= set(await self.texts())


def _halves(name: str) -> set[str]:
    """Every end of a name that could stand in a line of its own, as its last name."""
    words = name.split(" ")
    return {" ".join(words[at:]) for at in range(1, len(words))}


# A text counts when nothing between it and the page is transparent or hidden.
_VISIBLE = """() => {
  const found = {};
  for (const label of document.querySelectorAll('#stage .label, #drawing [dir]')) {
    const text = label.textContent.trim();
    if (text === '' || label.offsetParent === null) continue;
    if (getComputedStyle(label).visibility !== 'visible') continue;
    let opacity = 1;
    for (let e = label; e !== null; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
    if (opacity < 0.9) continue;
    const box = label.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(label);
    const ink = range.getBoundingClientRect();
    found[text] = {
      left: box.left, top: box.top, right: box.right, bottom: box.bottom, size: ink.height,
      over: label.scrollWidth - label.clientWidth,
    };
  }
  return found;
}"""

Open = Callable[..., Awaitable[Screen]]


@pytest.fixture
async def open_display(browser: Browser) -> AsyncIterator[Open]:
    """`await open_display(url, width=1920, height=1080, key="")`: a screen that looks at this address."""

    async def opened(url: str, *, width: int = 1920, height: int = 1080, key: str = "") -> Screen:
        context = await browser.new_context(viewport={"width": width, "height": height})
        screen = Screen(await context.new_page())
        if key:
            await screen.page.add_init_script(
                f"sessionStorage.setItem('project88.window-screen', '{key}')"
            )
        await screen.page.goto(url)
        await until(screen.is_a_display)
        return screen

    yield opened
    for context in browser.contexts:
        await context.close()


ROSTER = (
    "bib,first_name,last_name,city,state,race,chip\n"
    "101,Mara,Vliet,Saltmere,ZH,Harbour Mile,5A1E344B\n"
    "102,Łukasz,Wiśniewski,Hiidenniemi,,Harbour Mile,000102\n"
    "103,Nguyễn Thị,Ánh,Boulder,CO,Harbour Mile,5A1E7229\n"
    "104,Željko,Šarić,Ballinacreel,,Harbour Mile,000104\n"
    "105,Anneke,de Vries,Saltmere,ZH,Harbour Mile,000105\n"
    "106,Tomás,Ó Súilleabháin,Cork,,Harbour Mile,000106\n"
    "107,Wilhelmina Alexandrina,van Oldenbarnevelt-Groenewegen,"
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch,,Harbour Mile,000107\n"
    "108,Bo,Li,Ede,,Harbour Mile,000108\n"
)


@pytest.fixture
def roster() -> str:
    """Eight runners; chips 5A1E344B, 5A1E7229 and 000102 to 000108; 107 has the longest name."""
    return ROSTER


@pytest.fixture
async def mat(hub: Hub, roster: str) -> Box:
    """A started hub with one partner, `polder`, and its timing box."""
    port = await hub.add_partner("polder", roster)
    await hub.start("collector", "web")
    return await hub.box(port)
