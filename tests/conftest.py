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
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from project88.db.cluster import DATABASE, Durability
from project88.db.embedded import EmbeddedPostgres, Urls
from project88.db.migrate import migrate, read
from project88.db.pool import Pool

_HIDDEN = ("PROJECT88_", "PG", "DATABASE_")
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


@pytest.fixture(scope="session")
def quick_place() -> str | None:
    """Where to make temporary folders for databases; None is the usual place."""
    return _quick_place()


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(_HIDDEN):
            monkeypatch.delenv(name)


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
    _administrator.execute(f'create database "{name}" template "{_template}" owner project88_owner')
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


def _on(url: str, database: str) -> str:
    return url.replace(f"/{DATABASE}?", f"/{database}?")
