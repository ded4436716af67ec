"""The worker scores by itself: woken by a passing, by a correction, and by its own look when nobody told it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from tests.results.conftest import Race, Raced, cross

from project88 import relay
from project88.db.pool import Pool
from project88.results.scoring.duty import scored
from project88.settings import Settings

Eventually = Callable[..., Awaitable[None]]


@pytest.fixture
async def worker(pool: Pool) -> AsyncIterator[relay.Relay]:
    async with relay.open(Settings(), pool) as shared, scored(pool, shared.wakeups):
        yield shared


async def places(pool: Pool, run: Raced) -> dict[str, Any]:
    async with pool.partner(run.partner) as connection:
        found = await connection.fetch(
            "select bib, place_overall from normalized_results join participants on id = participant_id "
            "where rank_key is not null"
        )
    return {row["bib"]: row["place_overall"] for row in found}


async def shown(pool: Pool, run: Raced, eventually: Eventually, wanted: dict[str, int]) -> None:
    async def so() -> bool:
        return await places(pool, run) == wanted

    await eventually(so)


async def test_a_passing_that_the_collector_tells_of_is_scored(
    pool: Pool, race: Race, worker: relay.Relay, eventually: Eventually
) -> None:
    run = await race(finishers=0, on_course=2)
    await cross(pool, run, "2", "FINISH", 50)
    worker.wakeups.post("live", f"[[{run.partner},{run.session_id},2,null]]")

    await shown(pool, run, eventually, {"2": 1})
    await cross(pool, run, "1", "FINISH", 45)
    worker.wakeups.post("live", f"[[{run.partner},{run.session_id},3,null]]")
    await shown(pool, run, eventually, {"1": 1, "2": 2})


async def test_a_correction_wakes_the_scorer_by_itself(
    pool: Pool, race: Race, worker: relay.Relay, eventually: Eventually
) -> None:
    run = await race(finishers=2)
    async with pool.partner(run.partner) as connection:
        await connection.execute(
            "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, status, reason) "
            "values ($1, $2, 'status', $3, 'dq', 'Cut the course')",
            run.partner, run.event_id, run.people["1"],
        )  # fmt: skip

    await shown(pool, run, eventually, {"2": 1})


async def test_what_nobody_told_of_is_found_all_the_same(
    pool: Pool, race: Race, worker: relay.Relay, eventually: Eventually
) -> None:
    run = await race(finishers=0, on_course=1)
    await cross(pool, run, "1", "FINISH", 45)

    await shown(pool, run, eventually, {"1": 1})
