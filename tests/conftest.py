"""Real PostgreSQL for the tests: one throw-away cluster a run, one fresh database a test.

Under xdist the cluster belongs to the controlling process and the workers get its address, so it
lives exactly as long as the run and no worker can take it away from another. The migrations run
once, into a template database; an advisory lock lets one worker make it while the others wait. A
test gets a clone of the template and the clone is dropped after it.

The developer's own environment (DATABASE_URL, PG*, PROJECT88_*) is hidden from every test.
"""

import asyncio
import hashlib
import itertools
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import msgspec
import psycopg
import pytest
import structlog
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.types import ASGIApp

from project88.accounts.callers.keys import new_token
from project88.accounts.passwords import Hasher
from project88.accounts.roles import Permission, Role
from project88.accounts.sign_in import cookies
from project88.accounts.sign_in.facts import Facts
from project88.db.cluster import DATABASE, Durability
from project88.db.embedded import EmbeddedPostgres, Urls
from project88.db.migrate import migrate, read
from project88.db.pool import Pool
from project88.live.hub import Hub
from project88.relay import Relay
from project88.relay import open as open_relay
from project88.settings import Settings
from project88.web import app
from project88.web.headers import secured
from project88.web.proxies import believing
from project88.web.services import Services, services_of

# The inner loop invents fewer cases; CI invents all of them.
hypothesis.settings.register_profile("quick", max_examples=15)
pytest_plugins = ("tests.redis_server", "tests.waiting")
_HIDDEN = ("PROJECT88_", "PG", "DATABASE_", "REDIS_")
NO_FRONT_END = Path("no front end")
_TEMPLATE_LOCK = 8808_0002
_controller: dict[str, "ThrowAwayCluster"] = {}
_numbers = itertools.count(1)


def _quick_place() -> str | None:
    """Memory, when there is plenty: a clone is three hundred small files, a slow thing on a disk."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or not os.access(memory, os.W_OK):
        return None
    space = os.statvfs(memory)
    if space.f_flag & os.ST_NOEXEC:
        return None
    return str(memory) if space.f_bavail * space.f_frsize > 4 * 1024**3 else None


class ThrowAwayCluster:
    """A cluster in a folder of its own, which any account can reach and nobody keeps."""

    def __init__(self) -> None:
        # pytest's own folders are private to us; as root, PostgreSQL runs as somebody else.
        self._folder = Path(tempfile.mkdtemp(prefix="project88-tests-", dir=_quick_place()))
        self._folder.chmod(0o755)
        self._server = EmbeddedPostgres(
            self._folder / "cluster", durability=Durability.FAST_AND_UNSAFE
        )
        self.urls = self._server.start()

    def close(self) -> None:
        self._server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # Any: xdist's own class, absent without xdist
    """In the controlling process, for each worker: tell it where the cluster is."""
    if "cluster" not in _controller:
        _controller["cluster"] = ThrowAwayCluster()
    urls = _controller["cluster"].urls
    node.workerinput["project88_cluster"] = json.dumps(msgspec.to_builtins(urls))


def pytest_unconfigure() -> None:
    if cluster := _controller.pop("cluster", None):
        cluster.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the cluster is marked, so that the inner loop can do without one."""
    for item in items:
        if "cluster" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture(scope="session")
def quick_place() -> str | None:
    """Where to make temporary folders for databases; None is the usual place."""
    return _quick_place()


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(_HIDDEN):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _leave_logging_as_it_was() -> Iterator[None]:
    """A command that a test ran has set up the logs of its process, which is ours."""
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Iterator[Urls]:
    """The cluster of this run; its URLs point to an empty database that no test should use."""
    workerinput = getattr(request.config, "workerinput", None)
    if workerinput is not None:
        yield msgspec.json.decode(workerinput["project88_cluster"], type=Urls)
        return
    own = ThrowAwayCluster()
    yield own.urls
    own.close()


@pytest.fixture(scope="session")
def _administrator(cluster: Urls) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    url = _on(cluster.superuser_url, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def _template(cluster: Urls, _administrator: psycopg.Connection[tuple[Any, ...]]) -> str:
    """The name of the migrated template; another worker may have made it."""
    migrations = "".join(migration.sha256 for migration in read())
    name = f"template_{hashlib.sha256(migrations.encode()).hexdigest()[:12]}"
    _administrator.execute("select pg_advisory_lock(%s)", [_TEMPLATE_LOCK])
    try:
        known = "select from pg_database where datname = %s"
        if _administrator.execute(known, [name]).fetchone() is None:
            draft = f"{name}_draft"
            _administrator.execute(f'drop database if exists "{draft}"')
            _administrator.execute(f'create database "{draft}" template {DATABASE}')
            _administrator.execute(f'alter database "{draft}" owner to project88_owner')
            asyncio.run(migrate(_on(cluster.owner_url, draft)))
            _administrator.execute(f'alter database "{draft}" rename to "{name}"')
    finally:
        _administrator.execute("select pg_advisory_unlock(%s)", [_TEMPLATE_LOCK])
    return name


@pytest.fixture
def database(
    cluster: Urls, _template: str, _administrator: psycopg.Connection[tuple[Any, ...]]
) -> Iterator[Urls]:
    """A migrated database of this test's own, with a URL for each role."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    # Files are copied, not logged page by page: half the time, and nobody needs the log.
    _administrator.execute(
        f'create database "{name}" template "{_template}" owner project88_owner strategy file_copy'
    )
    yield Urls(
        owner_url=_on(cluster.owner_url, name),
        service_url=_on(cluster.service_url, name),
        superuser_url=_on(cluster.superuser_url, name),
    )
    _administrator.execute(f'drop database "{name}" with (force)')


@pytest.fixture
async def pool(database: Urls) -> AsyncIterator[Pool]:
    """The service's pool on this test's database."""
    opened = await Pool.open(database.service_url)
    yield opened
    await opened.close()


@pytest.fixture
async def partner(pool: Pool) -> int:
    """The id of a fresh timing partner in Europe/Amsterdam."""
    async with pool.hub("a timing partner for a test") as connection:
        number: int = await connection.fetchval(
            "insert into timing_partners (slug, name, zone) "
            "values ('polder', 'Polder Timing', 'Europe/Amsterdam') returning id"
        )
    return number


HUB_URL = "https://hub.test"


class Clock:
    """Time that passes when the test says so. It begins now, so that it agrees with the database."""

    def __init__(self) -> None:
        self.ms = time.time_ns() // 1_000_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def clock() -> Clock:
    """The clock of the running hub, in milliseconds UTC."""
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of the running hub; a test that needs others overrides this."""
    chosen = {
        "web": {"metrics_token": "a-long-token-of-tests"},
        "security": {"secret_key": "a key of thirty-two characters, or more"},
        "assets": {"dir": tmp_path / "assets"},
    }
    return Settings.model_validate(chosen)


@pytest.fixture
def hasher() -> Hasher:
    """argon2 that costs nothing."""
    return Hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
async def relay(pool: Pool, settings: Settings) -> AsyncIterator[Relay]:
    """Sessions, limits and wake-ups in this test's PostgreSQL."""
    async with open_relay(settings, pool) as opened:
        yield opened


@pytest.fixture
def services(
    pool: Pool, relay: Relay, settings: Settings, clock: Clock, hasher: Hasher
) -> Services:
    """All parts of a web process; the live hub is not started, nothing streams here."""
    live = Hub(pool, settings.web, clock)
    return services_of(pool, live, relay, settings, clock, hasher=hasher, dist=NO_FRONT_END)


_joined: dict[tuple[Path, int], Litestar] = {}


@pytest.fixture
def application(services: Services) -> ASGIApp:
    """The whole application as it is served, on this test's parts.

    Joining its routes takes longer than most tests, so those of the same features and the same front
    end are joined once, and the parts are exchanged.
    """
    key = (services.dist, sum(len(handlers) for handlers in app.FEATURES))
    if key not in _joined:
        _joined[key] = app.routes_of(services)
    _joined[key].state.services = services
    return believing(secured(_joined[key], services.settings), services.settings.web.proxies)


Hub_ = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def hub(application: ASGIApp) -> AsyncIterator[Hub_]:
    """`hub()` is a browser that never was here; `hub(address="198.51.100.7")` says from where.

    Requests go straight into the application, without a socket, as if over TLS.
    """
    async with AsyncExitStack() as stack:

        def browser(address: str = "203.0.113.9", **more: Any) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(application, client=(address, 40000))  # type: ignore[arg-type]
            client = SignedInBrowser(transport=transport, base_url=HUB_URL, **more)
            stack.push_async_exit(client)
            return client

        yield browser


class SignedInBrowser(httpx.AsyncClient):
    """A browser with somebody in front of it; the fields are set by `sign_in`."""

    user_id: int = 0
    email: str = ""
    session_id: str = ""
    csrf: str = ""


SignIn = Callable[..., Awaitable[SignedInBrowser]]
PASSWORD = "mats at the harbour mile"


@pytest.fixture
def sign_in(hub: Hub_, services: Services, partner: int, hasher: Hasher) -> SignIn:
    """``await sign_in(Role.TIMER)``: a browser in which a new person is signed in.

    It carries the cookie, the CSRF token and X-Timing-Partner. `partner_id` is another partner than
    `partner`; `role=None` is a person of no partner; also `hub_administrator`, `second_factor`
    (whether it was given; True), `address`, `email`, `name`.
    """
    people = itertools.count(1)

    async def make(
        role: Role | str | None = Role.OWNER,
        *,
        partner_id: int | None = None,
        hub_administrator: bool = False,
        second_factor: bool = True,
        address: str = "203.0.113.20",
        email: str | None = None,
        name: str | None = None,
    ) -> SignedInBrowser:
        number = next(people)
        at = partner if partner_id is None else partner_id
        async with services.pool.hub("a person for a test") as connection:
            email = email or f"{role or 'person'}-{number}@people.example"
            user_id = await connection.fetchval(
                "insert into users (email, name, password_hash, hub_administrator) "
                "values ($1, $2, $3, $4) returning id",
                email,
                name or f"Person {number}",
                await hasher.hash(PASSWORD),
                hub_administrator,
            )
            slug = await connection.fetchval("select slug from timing_partners where id = $1", at)
        if role is not None:
            async with services.pool.partner(at) as connection:
                await connection.execute(
                    "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, $3)",
                    at,
                    user_id,
                    str(role),
                )
        facts = Facts(second_factor=second_factor, proved_ms=services.now())
        secret, signed_in = await services.relay.sessions.begin(
            user_id, facts.as_json(), address, "a test", services.now(), 24 * 3600 * 1000
        )
        browser = hub(address)
        assert isinstance(browser, SignedInBrowser)
        browser.user_id, browser.email, browser.session_id = user_id, email, signed_in.id
        browser.csrf = cookies.csrf_of(secret)
        browser.cookies.set(f"__Host-{cookies.SESSION}", secret, domain="hub.test", path="/")
        browser.headers["X-CSRF-Token"] = browser.csrf
        browser.headers["X-Timing-Partner"] = slug
        return browser

    return make


@pytest.fixture
def with_key(hub: Hub_, services: Services, partner: int) -> SignIn:
    """``await with_key({Permission.EVENTS_VIEW})``: a program with an API key of `partner`."""

    async def make(
        scopes: set[Permission], *, partner_id: int | None = None, address: str = "198.51.100.7"
    ) -> httpx.AsyncClient:
        at = partner if partner_id is None else partner_id
        token = new_token()
        async with services.pool.partner(at) as connection:
            await connection.execute(
                "insert into api_keys (timing_partner_id, name, prefix, secret_hash, scopes) "
                "values ($1, 'a program', $2, $3, $4)",
                at,
                token.prefix,
                token.secret_hash,
                [str(scope) for scope in scopes],
            )
        program = hub(address)
        program.headers["Authorization"] = f"Bearer {token.text}"
        return program

    return make  # type: ignore[return-value]


def _on(url: str, database: str) -> str:
    return url.replace(f"/{DATABASE}?", f"/{database}?")
