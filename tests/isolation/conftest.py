"""The real application on a real database in which three partners live."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psycopg
import pytest
from litestar import Litestar
from tests.isolation.asking import ORIGIN, Answer, Asked, ask
from tests.isolation.kept import lay
from tests.isolation.rows import Database
from tests.isolation.world import Administrator, World, build

from project88 import relay
from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.live.hub import Hub
from project88.settings import Settings, load_settings
from project88.web.app import routes_of
from project88.web.headers import secured
from project88.web.services import Services, services_of

KEY = "a-key-for-tests-only-0123456789abcdef"


class Application(msgspec.Struct, frozen=True):
    """The application, its routes and what it stands on."""

    routes: Litestar
    services: Services
    world: World
    rows: Database
    administrator: Administrator

    async def ask(self, asked: Asked, headers: dict[str, str]) -> Answer:
        return await ask(secured(self.routes), asked, headers)


@pytest.fixture
def administrator(database: Urls) -> Iterator[Administrator]:
    """The superuser's connection."""
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As in the field, with a key of the test's own."""
    return load_settings(
        {
            "PROJECT88_SECURITY__SECRET_KEY": KEY,
            "PROJECT88_WEB__PUBLIC_URL": ORIGIN,
            "PROJECT88_ASSETS__DIR": str(tmp_path / "assets"),
        }
    )


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A front end as its build leaves it, as far as routes answer with its files."""
    for name in ("display.html", "app/index.html", "app/docs/index.html"):
        page = tmp_path / "dist" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("<!doctype html><title>Project88Hub</title>")
    return tmp_path / "dist"


@pytest.fixture
async def application(
    pool: Pool, administrator: Administrator, settings: Settings, dist: Path
) -> AsyncIterator[Application]:
    """Everything started; the clock stands still at noon of the events' day."""
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    world = build(administrator, noon)
    rows = Database(administrator)
    assert settings.assets.dir is not None
    for partner in (world.ours, world.theirs, world.third):
        lay(partner, settings.assets.dir)
    now_ms = int(noon.timestamp() * 1000)
    async with relay.open(settings, pool) as shared:
        hub = Hub(pool, settings.web, lambda: now_ms)
        hub.start()
        services = services_of(pool, hub, shared, settings, lambda: now_ms, dist=dist)
        try:
            yield Application(routes_of(services), services, world, rows, administrator)
        finally:
            await hub.close()
