"""A style is borrowed from public websites; nothing inward is ever asked, however one is led there."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import httpx2
import msgspec
import pytest

from project88.accounts.roles import Permission
from project88.assets.looking import Workbench, page, style
from project88.assets.refusing import RefusedFile
from project88.assets.style import fetching, routes
from project88.assets.style.borrowing import borrow
from project88.assets.style.fetching import Fetcher, RefusedPage
from project88.assets.style.page import Text, read_page
from project88.assets.style.sheets import Sheets, style_of
from project88.settings import AssetSettings

PUBLIC = "93.184.215.14"
HTML = {"content-type": "text/html; charset=utf-8"}
CSS = {"content-type": "text/css"}
# Any: a client of one of several kinds.
SignIn = Callable[..., Any]


class Web:
    """Websites that are not there: what names answer, and what stands at addresses."""

    def __init__(self) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.pages: dict[str, httpx2.Response] = {}
        self.asked: list[str] = []

    def name(self, host: str, *answers: list[str]) -> None:
        """What the name answers the first time, the second, …; the last one stays."""
        self.names[host] = list(answers)

    async def getaddrinfo(self, host: str, port: int, **_more: object) -> list[Any]:
        known = self.names.get(host) or [[host]]
        addresses = known.pop(0) if len(known) > 1 else known[0]
        if addresses == ["nobody"]:
            raise OSError("nobody knows it")
        return [(2, 1, 6, "", (address, port)) for address in addresses]

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.url.host)
        return self.pages.get(f"{request.headers['host']}{request.url.path}", httpx2.Response(404))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()

    async def getaddrinfo(_loop: object, *arguments: Any, **more: Any) -> list[Any]:
        return await made.getaddrinfo(*arguments, **more)

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", getaddrinfo)
    made.name("race.example", [PUBLIC])
    return made


@pytest.fixture
async def fetcher(web: Web) -> AsyncIterator[Fetcher]:
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(web.answer)) as client:
        yield Fetcher(client)


class Bytes(httpx2.AsyncByteStream):
    """A body that is packed already."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._content), 1000):
            yield self._content[start : start + 1000]


def said(content: bytes, headers: dict[str, str]) -> httpx2.Response:
    return httpx2.Response(200, headers=headers, stream=Bytes(content))


def moved(to: str, status: int = 302) -> httpx2.Response:
    return httpx2.Response(status, headers={"location": to})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data",
        "http://10.1.2.3:8080/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://2130706433/",
        "http://0x7f.1/", "https://inside.example/", "https://both.example/", "ftp://race.example/",
        "file:///etc/passwd", "https://user:word@race.example/", "https://race.example:0/", "https:///x",
    ],
)  # fmt: skip
async def test_nothing_inward_is_asked(web: Web, fetcher: Fetcher, url: str) -> None:
    web.name("localhost", ["127.0.0.1"])
    web.name("2130706433", ["127.0.0.1"])
    web.name("0x7f.1", ["127.0.0.1"])
    web.name("inside.example", ["192.168.1.1"])
    web.name("both.example", [PUBLIC, "10.0.0.1"])
    with pytest.raises(RefusedPage) as caught:
        await fetcher.load(url, "html", 1000)
    assert caught.value.code == "refused_address"
    assert web.asked == []


async def test_the_connection_goes_to_the_address_that_was_looked_at(
    web: Web, fetcher: Fetcher
) -> None:
    web.name("race.example", [PUBLIC], ["127.0.0.1"])
    web.pages["race.example/"] = said(b"hello", HTML)
    assert (await fetcher.load("https://race.example/", "html", 1000)).content == b"hello"
    assert web.asked == [PUBLIC]
    with pytest.raises(RefusedPage):
        await fetcher.load("https://race.example/", "html", 1000)
    assert web.asked == [PUBLIC]


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "//10.0.0.1/", "https://inside.example/", "file:///etc/passwd"]
)
async def test_a_redirect_leads_no_further_in(web: Web, fetcher: Fetcher, to: str) -> None:
    web.name("inside.example", ["192.168.1.1"])
    web.pages["race.example/"] = moved(to)
    with pytest.raises(RefusedPage):
        await fetcher.load("https://race.example/", "html", 1000)
    assert web.asked == [PUBLIC]


async def test_redirects_are_followed_a_few_times_and_not_for_ever(
    web: Web, fetcher: Fetcher
) -> None:
    for step in range(4):
        web.pages[f"race.example/{step}"] = moved(f"/{step + 1}", 301)
    web.pages["race.example/4"] = said(b"there", HTML)
    found = await fetcher.load("https://race.example/0", "html", 1000)
    assert (found.url, found.content) == ("https://race.example/4", b"there")
    web.pages["race.example/round"] = moved("/round")
    with pytest.raises(RefusedPage, match="on and on"):
        await fetcher.load("https://race.example/round", "html", 1000)


async def test_what_is_no_page_or_too_large_is_told(web: Web, fetcher: Fetcher) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    packed = {**HTML, "content-encoding": "gzip"}
    cases = {
        "image": (said(b"", {"content-type": "image/png"}), "no page"),
        "large": (said(bytes(5000), HTML), "larger"),
        "packed": (said(bomb, packed), "larger"),
        "gone": (httpx2.Response(410), "410"),
    }
    for name, (answer, words) in cases.items():
        web.pages[f"race.example/{name}"] = answer
        with pytest.raises(RefusedPage, match=words):
            await fetcher.load(f"https://race.example/{name}", "html", 4000)
    web.name("nobody.example", ["nobody"])
    with pytest.raises(RefusedPage, match="Nobody knows"):
        await fetcher.load("https://nobody.example/", "html", 4000)


async def test_a_website_that_hangs_or_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not reader.at_eof():
            writer.write(b"<p>")
            await asyncio.wait([asyncio.create_task(reader.read(1))], timeout=0.05)
        writer.close()

    monkeypatch.setattr(fetching, "SECONDS", 0.4)
    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(RefusedPage, match=r"too slow|does not answer"):
            async with fetching.fetcher(allow_private=True) as pages:
                await pages.load(f"http://127.0.0.1:{port}/", "html", 10_000_000)
    with pytest.raises(RefusedPage, match="does not answer"):
        async with fetching.fetcher(allow_private=True) as pages:
            await pages.load(f"http://127.0.0.1:{port}/", "html", 1000)


async def test_the_style_of_a_page_with_its_sheets(web: Web, fetcher: Fetcher) -> None:
    web.pages["race.example/"] = said(
        b"""<!doctype html><html><head><title>  Harbour
            Mile </title><meta name="theme-color" content="#0a2540">
            <link rel="stylesheet" href="/a.css"><link rel=stylesheet href="http://10.0.0.1/inside.css">
            <link rel="stylesheet" href="/gone.css"><style>h1 { color: #ff5a1f }</style></head>
            <body style="background: #fafafa">""",
        HTML,
    )
    web.pages["race.example/a.css"] = said(
        b""":root { --brand: #0a2540 } @media (min-width: 1px) { a { color: rgb(255 90 31) } }
            p { font: bold 16px/1.4 "Barlow Condensed", sans-serif; color: #ff5a1f }
            h2 { font-family: Inter, Arial } h3 { font-family: 'Inter' } i { font-family: FontAwesome }
            .x { color: transparent; background: rgba(0,0,0,.1); border-color: currentcolor }""",
        CSS,
    )
    found = await borrow("https://race.example/", fetcher, Workbench(AssetSettings()))
    assert found.title == "Harbour Mile"
    assert found.colours == ["#0a2540", "#ff5a1f", "#fafafa"]
    assert found.fonts == ["Inter", "Barlow Condensed"]
    assert found.background == "#fafafa"
    assert "10.0.0.1" not in web.asked


def test_a_page_is_read_whatever_is_in_it() -> None:
    for text in ("", "<", "<title", "\x00<style></title><body style=x", "<a " * 200, "🏃" * 9):
        assert read_page(text, "https://race.example/").sheets == []
    odd = (
        "}}{{ a{color:color(x 1 2)} @media{ {} } b{color:#12} c{font:''} d{color:oklch(60% .1 30)}"
    )
    assert style_of(Sheets("", "none", [odd, "\x00", "a{" * 5000])).fonts == []


async def test_tags_that_never_end_cost_their_own_process_only(tmp_path: Path) -> None:
    place = tmp_path / "page"
    place.write_bytes(msgspec.json.encode(Text("<a " * 500_000, "https://race.example/")))
    with pytest.raises(RefusedFile, match="could not be read"):
        await page(place, Workbench(AssetSettings()))


async def test_a_sheet_folded_into_itself_costs_its_own_process_only(tmp_path: Path) -> None:
    place = tmp_path / "sheets"
    place.write_bytes(msgspec.json.encode(Sheets("", "", ["a{color:" + "f(" * 200_000])))
    with pytest.raises(RefusedFile, match="could not be read"):
        await style(place, Workbench(AssetSettings()))


async def test_the_route_asks_nothing_inward_and_not_too_often(
    operator: httpx.AsyncClient, with_key: SignIn
) -> None:
    wanted = {"url": "http://127.0.0.1:5001/api/me"}
    answer = await operator.post("/api/templates/style", json=wanted)
    assert (answer.status_code, answer.json()["code"]) == (422, "refused_address")
    for _ in range(routes.AT_ONCE):
        answer = await operator.post("/api/templates/style", json=wanted)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_pages")
    key = await with_key({Permission.DISPLAYS_RUN})
    assert (await key.post("/api/templates/style", json=wanted)).status_code == 403
