"""``project88 up``: the whole hub on this machine, until Ctrl-C."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import typer

from project88 import log
from project88.accounts.links import making
from project88.cli import environment, ports
from project88.cli.processes import (
    Process,
    pass_through,
    stop_on_signals,
    supervise,
    with_name,
)
from project88.db.embedded import EmbeddedPostgres
from project88.db.migrate import migrate
from project88.db.pool import Pool
from project88.settings import Settings

SERVICES = ("collector", "web", "worker")
_log = log.get(__name__)


def run() -> None:
    """Start a database unless there is one, migrate it, and keep the services running."""
    settings = environment.begin("up")
    ports.refuse_taken(settings)
    with migrated_database(settings) as url:
        asyncio.run(_serve(settings, url))


@contextlib.contextmanager
def migrated_database(settings: Settings) -> Iterator[str]:
    """The URL of a database with today's schema, as the plain role; ours stops at the end."""
    if settings.database.url is None:
        with _own_database(settings) as url:
            yield url
        return
    if settings.database.owner_url is None:
        _log.info("DATABASE_OWNER_URL is not set: the schema is taken as it is")
    else:
        _say_migrated(asyncio.run(migrate(settings.database.owner_url.get_secret_value())))
    yield settings.database.url.get_secret_value()


def services(url: str, key_dir: Path | None = None) -> list[Process]:
    """The processes of the hub, all on this database."""
    environ = environment.with_database(url, key_dir)
    return [Process(name, environ) for name in SERVICES]


@contextlib.contextmanager
def _own_database(settings: Settings) -> Iterator[str]:
    assert settings.embedded.data_dir is not None
    own = EmbeddedPostgres(settings.embedded.data_dir, settings.embedded.bin_dir)
    try:
        urls = own.start()
        _say_migrated(asyncio.run(migrate(urls.owner_url)))
        yield urls.service_url
    finally:
        own.stop()


def _say_migrated(names: list[str]) -> None:
    if names:
        _log.info("brought the schema up to date", migrations=names)


async def _serve(settings: Settings, url: str) -> None:
    async with stop_on_signals() as stop:
        _log.info(
            "starting; Ctrl-C ends it",
            senders=f"{settings.collector.bind}:{settings.collector.ctp01_port}",
            screens=public_origin(settings),
        )
        as_they_are = settings.log.format == "json"
        await _say_how_to_set_up(settings, url)
        processes = services(url, settings.security.key_dir)
        await supervise(processes, stop, say=pass_through if as_they_are else with_name)


async def _say_how_to_set_up(settings: Settings, url: str) -> None:
    """A link for whoever started the hub, as long as nobody is there. Said, and never logged."""
    pool = await Pool.open(url, size=1)
    try:
        made = await making.set_up_link(pool, now_ms())
    finally:
        await pool.close()
    if made is not None:
        typer.echo(f"Set up this hub here, within 24 hours: {public_origin(settings)}{made.path}")


def public_origin(settings: Settings) -> str:
    """Where browsers find the hub; of one without a public name, on this machine."""
    return settings.web.public_url or f"http://localhost:{settings.web.port}"


def now_ms() -> int:
    return time.time_ns() // 1_000_000
