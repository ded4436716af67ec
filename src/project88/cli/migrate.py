"""``project88 migrate``: bring the schema up to date, as its owner."""

import asyncio
import contextlib
from collections.abc import Iterator

import typer

from project88.cli import environment
from project88.db.embedded import EmbeddedPostgres
from project88.db.migrate import migrate
from project88.errors import Misconfigured
from project88.settings import Settings


def run() -> None:
    """Apply what is missing and name it; with no DATABASE_URL, to the hub's own database."""
    with _owner_url(environment.begin("migrate")) as url:
        applied = asyncio.run(migrate(url))
    for name in applied:
        typer.echo(f"applied {name}")
    typer.echo(f"{len(applied)} applied; the schema is up to date.")


@contextlib.contextmanager
def _owner_url(settings: Settings) -> Iterator[str]:
    if settings.database.owner_url is not None:
        yield settings.database.owner_url.get_secret_value()
    elif settings.database.url is not None:
        raise Misconfigured(
            "DATABASE_URL is the services' login, which may not change the schema: "
            "set DATABASE_OWNER_URL to the owner's."
        )
    else:
        assert settings.embedded.data_dir is not None
        own = EmbeddedPostgres(settings.embedded.data_dir, settings.embedded.bin_dir)
        try:
            yield own.start().owner_url
        finally:
            own.stop()
