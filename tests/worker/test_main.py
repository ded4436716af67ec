"""The worker's process: does its upkeep at once, does jobs, and ends when asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from procrastinate.testing import InMemoryConnector
from pydantic import SecretStr

from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.errors import Misconfigured
from project88.settings import DatabaseSettings, Settings
from project88.worker import jobs
from project88.worker.main import run


@asynccontextmanager
async def working(database: Urls) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    settings = Settings(database=DatabaseSettings(url=SecretStr(database.service_url)))
    stop = asyncio.Event()
    task = asyncio.create_task(run(settings, stop))
    watch = await asyncpg.connect(database.superuser_url)
    try:
        yield watch
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)
        await watch.close()


async def becomes_true(watch: "asyncpg.Connection[asyncpg.Record]", question: str) -> None:
    async with asyncio.timeout(20):
        while not await watch.fetchval(question):  # noqa: ASYNC110 -- it cannot wake us
            await asyncio.sleep(0.01)


async def test_a_new_hub_has_room_for_reads_as_soon_as_the_worker_runs(database: Urls) -> None:
    async with working(database) as watch:
        await becomes_true(
            watch,
            "select count(*) >= 9 from pg_inherits where inhparent = 'timing_reads'::regclass",
        )


async def test_a_job_that_is_handed_in_gets_done(database: Urls, pool: Pool) -> None:
    app = jobs.build(jobs.connector(database.service_url), pool, Settings())
    async with app.open_async(), working(database) as watch:
        await jobs.hand_in(app, "close_sessions")
        await becomes_true(
            watch,
            "select count(*) = 1 from procrastinate.procrastinate_jobs "
            "where task_name = 'close_sessions' and status = 'succeeded'",
        )


async def test_a_job_that_waits_already_is_not_handed_in_twice(database: Urls, pool: Pool) -> None:
    app = jobs.build(jobs.connector(database.service_url), pool, Settings())
    async with app.open_async():
        await jobs.hand_in(app, "keep_days")
        await jobs.hand_in(app, "keep_days")
        assert len(list(await app.job_manager.list_jobs_async(task="keep_days"))) == 1


async def test_the_worker_says_goodbye_in_the_database(database: Urls) -> None:
    async with working(database) as watch:
        await becomes_true(watch, "select count(*) = 1 from procrastinate.procrastinate_workers")
    owner = await asyncpg.connect(database.owner_url)
    count = await owner.fetchval("select count(*) from procrastinate.procrastinate_workers")
    await owner.close()
    assert count == 0


@pytest.mark.journey
async def test_the_worker_goes_on_after_its_connections_were_cut(database: Urls) -> None:
    async with working(database) as watch:
        await becomes_true(watch, "select count(*) = 1 from procrastinate.procrastinate_workers")
        await watch.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and usename = 'project88_service'"
        )
        await watch.execute("delete from procrastinate.procrastinate_workers")
        await becomes_true(watch, "select count(*) = 1 from procrastinate.procrastinate_workers")


def test_every_upkeep_has_a_schedule(pool: Pool) -> None:
    app = jobs.build(InMemoryConnector(), pool, Settings())
    scheduled = {name for name, _ in app.periodic_registry.periodic_tasks}
    assert scheduled == {
        "keep_days",
        "close_sessions",
        "forget_connections",
        "forget_deliveries",
        "forget_ended_sign_ins",
        "forget_old_jobs",
        "forget_plays",
        "forget_removed_assets",
        "forget_rosters",
        "remove_deleted_events",
        "seal_audit_log",
        "thin_templates",
    }


async def test_without_a_database_the_worker_says_what_it_needs() -> None:
    with pytest.raises(Misconfigured, match="DATABASE_URL"):
        await run(Settings(), asyncio.Event())
