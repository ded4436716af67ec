"""The application without a server: requests go straight into it, from any address we like."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import httpx
import msgspec
import pytest

from project88.db.actor import HUB, Actor, Names
from project88.db.pool import Pool
from project88.displays.link import give_out
from project88.errors import Unavailable
from project88.web.app import create_app
from project88.web.services import Services


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front end as its build leaves it."""
    tmp_path = tmp_path_factory.mktemp("dist")
    (tmp_path / "assets").mkdir()
    (tmp_path / "app" / "assets").mkdir(parents=True)
    (tmp_path / "app" / "assets" / "main-3c4d.js").write_text("export {}")
    (tmp_path / "app" / "index.html").write_text('<meta name="nonce" content="__NONCE__">')
    (tmp_path / "assets" / "display-1a2b.js").write_text("export {}")
    (tmp_path / "public" / "assets").mkdir(parents=True)
    for page in ("results", "kiosk", "card"):
        (tmp_path / "public" / f"{page}.html").write_text("<title>Results</title>")
    (tmp_path / "display.html").write_text("<title>Live display</title>")
    (tmp_path / "display-sw.js").write_text("// shell")
    (tmp_path / "app" / "app-sw.js").write_text("// shell")
    return tmp_path


@pytest.fixture
def services(services: Services, dist: Path) -> Services:
    """All parts, with this front end."""
    return msgspec.structs.replace(services, dist=dist)


Browser = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def browser_at(services: Services) -> AsyncIterator[Browser]:
    """`browser_at("203.0.113.9")`: a client with this network address."""
    application = create_app(services)
    async with AsyncExitStack() as stack:

        def browser(address: str) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(application, client=(address, 40000))  # type: ignore[arg-type]
            client = httpx.AsyncClient(transport=transport, base_url="http://hub")
            stack.push_async_exit(client)
            return client

        yield browser


@pytest.fixture
async def browser(browser_at: Browser) -> httpx.AsyncClient:
    """A client somewhere on the internet."""
    return browser_at("203.0.113.9")


@pytest.fixture
async def address(pool: Pool, partner: int) -> str:
    """The address of a display of a fresh timing session."""
    async with pool.partner(partner) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') "
            "returning id",
            partner,
        )
        session = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, "
            "epoch) values ($1, $2, current_date, 'Harbour Mile', 'Europe/Amsterdam', 'e1') "
            "returning id",
            partner,
            source,
        )
    return (await give_out(pool, "polder", session, timedelta(hours=24), "Finish")).id


class AwayPool(Pool):
    """A pool whose database does not answer."""

    def partner(self, partner_id: int, *, by: Actor = HUB, names: Names = Names.SHOWN) -> NoReturn:
        del partner_id, by, names
        raise Unavailable("The database does not answer.")

    def hub(self, _reason: str) -> NoReturn:
        raise Unavailable("The database does not answer.")

    def hub_look(self, _reason: str) -> NoReturn:
        raise Unavailable("The database does not answer.")


@pytest.fixture
def without_database(services: Services) -> Services:
    """The same parts while the database is away."""
    return msgspec.structs.replace(services, pool=AwayPool.__new__(AwayPool))


@pytest.fixture
def without_front_end(services: Services, tmp_path: Path) -> Services:
    """The same parts before the front end was built."""
    return msgspec.structs.replace(services, dist=tmp_path / "nothing")
