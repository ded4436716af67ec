"""From the set-up of a race to its results: what a timer says here, the scorer reckons with."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.results.scoring.scoring import score_all

# Any: an answer's JSON; the race of the fixture.
SignIn = Callable[..., Awaitable[Any]]
Race = Callable[..., Awaitable[Any]]


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.TIMER)
    return browser


async def results(pool: Pool, raced: Any) -> dict[str, tuple[str, int | None]]:
    """Status and gun time of everybody by bib."""
    await score_all(pool)
    async with pool.partner(raced.partner) as connection:
        rows = await connection.fetch(
            "select bib, status, gun_ms from normalized_results join participants on id = participant_id "
            "where normalized_results.race_id = $1",
            raced.race_id,
        )
    return {row["bib"]: (row["status"], row["gun_ms"]) for row in rows}


async def test_the_scorer_reckons_with_what_was_set_up(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2, on_course=1)
    path = f"/api/events/{raced.event_id}/races/{raced.race_id}"

    async def told(method: str, where: str, **change: object) -> dict[str, tuple[str, int | None]]:
        course = (await timer.get(f"/api/events/{raced.event_id}/course")).json()
        version = course["races"][0]["version"]
        answer = await timer.request(method, f"{path}/{where}", json={"version": version, **change})
        assert answer.status_code == 200, answer.text
        return await results(pool, raced)

    at_gun = {"1": ("finished", 2_525_000), "2": ("finished", 2_550_000), "3": ("on_course", None)}
    assert await told("PATCH", "rules", decimals=1) == at_gun
    # A second after its plan.
    late = await told("PUT", "start", start="2026-06-14T10:00:01")
    assert late["1"] == ("finished", 2_524_000)
    assert await told("PUT", "start", start=None) == at_gun
    closed = await told("PUT", "closed", closed=True)
    assert closed["3"][0] == "dnf"
    assert await told("PUT", "closed", closed=False) == at_gun
    unheard = {"name": "Finish", "kind": "finish", "distance_m": 10_000, "main": ["ELSEWHERE"]}
    nobody = await told("PUT", "points", points=[unheard])
    assert [status for status, _ in nobody.values() if status == "finished"] == []
    suggested = await told("PUT", "points", points=[])
    assert suggested == at_gun
