"""The worker's jobs and their schedules, on the job library procrastinate.

Its tables lie in the schema ``procrastinate`` of the hub's own database. A schedule is kept there
too, so several workers run each job once. A feature hands in a job by its task's name; which
tasks there are is said here, in one place, with what they need handed in.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

import procrastinate
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued

from project88.accounts.audit.sealing import seal_all
from project88.assets.forgetting import forget_removed
from project88.assets.keeping.choosing import store_of
from project88.assets.taking_in import intake_of
from project88.db.pool import Pool
from project88.settings import Settings
from project88.worker import metrics, upkeep, webhooks

# The library names its tables without their schema.
_SEARCH_PATH = "-c search_path=procrastinate,pg_temp -c statement_timeout=30s"
_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)
_OLD_JOBS_HOURS = 24 * 7
Work = Callable[[], Awaitable[object]]


def connector(url: str) -> PsycopgConnector:
    """The library's own connections; two are enough, beside the one that listens."""
    return PsycopgConnector(
        conninfo=url, min_size=1, max_size=2, kwargs={"options": _SEARCH_PATH}, timeout=10
    )


def build(base: procrastinate.BaseConnector, pool: Pool, settings: Settings) -> App:
    """All jobs of the hub, doing their work through this pool."""
    app = App(connector=base)

    async def keep_days() -> None:
        await upkeep.keep_days(pool, settings.retention, datetime.now(UTC).date())

    async def close_sessions() -> None:
        await upkeep.close_sessions(pool, settings.collector.session_silence_hours)

    async def forget_connections() -> None:
        await upkeep.forget_connections(pool, datetime.now(UTC))

    async def remove_deleted_events() -> None:
        await upkeep.remove_deleted_events(pool, datetime.now(UTC))

    async def forget_rosters() -> None:
        await upkeep.forget_rosters(pool, settings.retention, datetime.now(UTC))

    async def forget_ended_sign_ins() -> None:
        await upkeep.forget_ended_sign_ins(pool, datetime.now(UTC))

    async def forget_old_jobs() -> None:
        await app.job_manager.delete_old_jobs(
            nb_hours=_OLD_JOBS_HOURS, include_failed=True, include_aborted=True
        )

    _schedule(app, "7 * * * *", keep_days)
    _schedule(app, "*/5 * * * *", close_sessions)
    _schedule(app, "17 4 * * *", forget_connections)
    _schedule(app, "17 4 * * *", remove_deleted_events)
    _schedule(app, "21 4 * * *", forget_rosters)
    _schedule(app, "27 4 * * *", forget_ended_sign_ins)
    _schedule(app, "37 4 * * *", forget_old_jobs)
    _schedule_for_partners(app, pool, settings)
    return app


def _schedule_for_partners(app: App, pool: Pool, settings: Settings) -> None:
    """What is done for each partner by itself."""

    async def seal_audit_log() -> None:
        await seal_all(pool)

    async def forget_plays() -> None:
        await upkeep.forget_plays(pool, settings.retention, datetime.now(UTC))

    async def thin_templates() -> None:
        await upkeep.thin_templates(pool, datetime.now(UTC))

    async def forget_removed_assets() -> None:
        intake = intake_of(pool, store_of(settings.assets), settings.assets)
        await forget_removed(intake, datetime.now(UTC))

    async def forget_deliveries() -> None:
        await webhooks.forget_deliveries(pool)

    _schedule(app, "47 * * * *", seal_audit_log)
    _schedule(app, "17 4 * * *", forget_deliveries)
    _schedule(app, "23 4 * * *", forget_plays)
    _schedule(app, "33 4 * * *", thin_templates)
    _schedule(app, "43 4 * * *", forget_removed_assets)


async def hand_in(app: App, name: str) -> None:
    """Have a scheduled job done now, unless it waits already."""
    with suppress(AlreadyEnqueued):
        await app.configure_task(name).defer_async(timestamp=0)


def _schedule(app: App, cron: str, work: Work) -> None:
    """Register work under its own name; a run that is still waiting is not queued twice."""
    name = getattr(work, "__name__", "")

    async def job(timestamp: int) -> None:
        # The library tells the time of the schedule; the work asks for its own.
        del timestamp
        with metrics.JOBS.labels(name, "failed").count_exceptions():
            await work()
        metrics.JOBS.labels(name, "done").inc()

    task = app.task(name=name, queueing_lock=name, lock=name, retry=_AGAIN)(job)
    app.periodic(cron=cron, periodic_id=name)(task)
