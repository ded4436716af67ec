"""What the three single processes have in common: settings, logs, a database, an orderly end."""

import asyncio
from collections.abc import Awaitable, Callable

from project88.cli import environment
from project88.cli.processes import stop_on_signals
from project88.errors import Misconfigured
from project88.settings import Settings


def begin(process: str) -> Settings:
    """Settings for a process that cannot work without a database."""
    settings = environment.begin(process)
    if settings.database.url is None:
        raise Misconfigured(
            f"{process} needs DATABASE_URL. `./project88 up` starts it together with a database."
        )
    return settings


def serve(settings: Settings, run: Callable[[Settings, asyncio.Event], Awaitable[None]]) -> None:
    """Run until a signal asks for the end."""

    async def until_stopped() -> None:
        async with stop_on_signals() as stop:
            await run(settings, stop)

    asyncio.run(until_stopped())
