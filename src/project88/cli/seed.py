"""``project88 seed``: an invented past, to try and measure the hub at its real size."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from project88.cli import environment
from project88.db.embedded import EmbeddedPostgres
from project88.db.migrate import migrate
from project88.errors import Misconfigured
from project88.results.seeding.plan import SCALES
from project88.results.seeding.seeding import Tell, seed
from project88.settings import Settings


def run(
    scale: Annotated[
        Literal["small", "full"],
        typer.Option(help="small: some thousand results; full: 10.6 million, within minutes."),
    ] = "small",
    partners: Annotated[
        int | None, typer.Option(help="Another number of timing partners.", min=1, max=500)
    ] = None,
    events: Annotated[
        int | None, typer.Option(help="Another number of events.", min=1, max=100_000)
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also beside timing partners who are there already.")
    ] = False,
) -> None:
    """Write timing partners, events, people and official results that never were; then count them."""
    settings = environment.begin("seed")
    chosen = SCALES[scale]
    asked = {"partners": partners, "events": events}
    chosen = msgspec.structs.replace(
        chosen, **{name: number for name, number in asked.items() if number is not None}
    )
    began = time.monotonic()
    with _owner_url(settings) as url, _progress() as tell:
        asyncio.run(migrate(url))
        done = asyncio.run(seed(url, chosen, tell, beside_others=yes))
    took = time.monotonic() - began
    typer.echo(
        f"{done.results:,} results of {done.people:,} people in {done.events:,} events of "
        f"{done.partners} timing partners, in {took:,.0f} s."
    )


@contextlib.contextmanager
def _progress() -> Iterator[Tell]:
    """A bar with what is being done, and how long it will still take."""
    columns = (
        TextColumn("{task.description:42}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("beginning", total=None)

        def tell(what: str, done: float, whole: float) -> None:
            progress.update(bar, description=what, completed=done, total=whole)

        yield tell


@contextlib.contextmanager
def _owner_url(settings: Settings) -> Iterator[str]:
    """Rows are written past the policies, which only the owner of the tables may."""
    if settings.database.owner_url is not None:
        yield settings.database.owner_url.get_secret_value()
    elif settings.database.url is not None:
        raise Misconfigured(
            "DATABASE_URL is the services' login, which every policy binds: set "
            "DATABASE_OWNER_URL to the owner's."
        )
    else:
        assert settings.embedded.data_dir is not None
        own = EmbeddedPostgres(settings.embedded.data_dir, settings.embedded.bin_dir)
        try:
            yield own.start().owner_url
        finally:
            own.stop()
