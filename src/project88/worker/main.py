"""The worker's process: makes room for reads at once, then works by schedule until told to stop.

A database that is away is waited for. Jobs that are under way when the end is asked for get ten
seconds; one that is cut off is done again by the next worker.
"""

import asyncio
from contextlib import suppress

from procrastinate import App
from procrastinate.exceptions import ConnectorException

from project88 import garbage, log, relay
from project88.db.pool import Pool
from project88.errors import Misconfigured, Unavailable
from project88.results.scoring.duty import scored
from project88.settings import Settings
from project88.worker import assets, jobs, metrics, screens, webhooks

_PATIENCE_S = 10.0
_PAUSE_S = 2.0
_log = log.get(__name__)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Work until ``stop`` is set. Raises `Misconfigured` when there is no database to work on."""
    if settings.database.url is None:
        raise Misconfigured("The worker needs a database: set DATABASE_URL.")
    with metrics.served(settings.worker):
        await _until_stopped(settings, settings.database.url.get_secret_value(), stop)


async def _until_stopped(settings: Settings, url: str, stop: asyncio.Event) -> None:
    while not stop.is_set():
        working = asyncio.create_task(_work(settings, url), name="worker")
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        working.cancel()
        try:
            await working
        except asyncio.CancelledError:
            return
        except (Unavailable, ConnectorException) as error:
            _log.warning("the worker waits for the database", reason=str(error))
        with suppress(TimeoutError):
            async with asyncio.timeout(_PAUSE_S):
                await stop.wait()


async def _work(settings: Settings, url: str) -> None:
    garbage.keep_rare()
    pool = await Pool.open(url, size=8)
    try:
        async with (
            jobs.build(jobs.connector(url), pool, settings).open_async() as app,
            webhooks.carried(pool, settings),
            screens.watched(pool),
            assets.made(pool, settings),
            relay.open(settings, pool) as shared,
            scored(pool, shared.wakeups),
        ):
            # A new hub needs room for its first reads before the hour is full.
            await jobs.hand_in(app, "keep_days")
            await _jobs_until_cancelled(app)
    finally:
        await pool.close()


async def _jobs_until_cancelled(app: App) -> None:
    await app.run_worker_async(
        concurrency=2,
        install_signal_handlers=False,
        shutdown_graceful_timeout=_PATIENCE_S,
        delete_jobs="never",
    )
