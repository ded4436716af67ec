"""Another race, other chips, another bib: the result follows, and comes back when it is undone."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.results.scoring.scoring import score_all

# Any: the fixtures' own types live in conftest files, and an answer's JSON.
Race = Callable[..., Awaitable[Any]]
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in(Role.TIMER, name="Timo")


async def shown(timer: httpx.AsyncClient, pool: Pool, raced: Any, bib: str) -> Any:
    """The result of whoever had that bib at first, scored."""
    await score_all(pool)
    path = f"/api/events/{raced.event_id}/results/{raced.people[bib]}"
    answer = await timer.get(path)
    return answer.json()["result"]


async def asked(timer: httpx.AsyncClient, method: str, path: str, body: Any = None) -> Any:
    answer = await timer.request(method, path, json=body)
    assert answer.is_success, answer.text
    return answer.json()


async def test_a_runner_in_another_race_has_no_place_in_the_first_until_that_is_undone(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    event = f"/api/events/{raced.event_id}"
    other = (await asked(timer, "POST", f"{event}/races", {"name": "5 km"}))["id"]
    assert (await shown(timer, pool, raced, "3"))["places"]["overall"] == 3
    changed = await asked(
        timer,
        "PATCH",
        f"{event}/participants/{raced.people['1']}",
        {"version": 1, "race_id": other},
    )
    assert changed["race_id"] == other
    assert (await shown(timer, pool, raced, "3"))["places"]["overall"] == 2
    await asked(timer, "POST", f"{event}/roster-undos/{changed['undo']}")
    assert (await shown(timer, pool, raced, "1"))["places"]["overall"] == 1
    assert (await shown(timer, pool, raced, "3"))["places"]["overall"] == 3


async def test_a_chip_takes_its_reads_along_and_brings_them_back(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2, on_course=1)
    event = f"/api/events/{raced.event_id}"
    for bib in ("1", "2", "3"):
        body = {"chips": [bib]}
        await asked(timer, "PUT", f"{event}/participants/{raced.people[bib]}/chips", body)
    await asked(timer, "PUT", f"{event}/participants/{raced.people['1']}/chips", {"chips": []})
    given = await asked(
        timer, "PUT", f"{event}/participants/{raced.people['3']}/chips", {"chips": ["1", "3"]}
    )
    assert (await shown(timer, pool, raced, "3"))["gun_ms"] == 2_525_000
    await asked(timer, "POST", f"{event}/roster-undos/{given['undo']}")
    assert (await shown(timer, pool, raced, "3"))["status"] == "on_course"


async def test_bibs_that_were_swapped_are_swapped_back(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2)
    event = f"/api/events/{raced.event_id}"
    swapped = await asked(timer, "POST", f"{event}/bibs/swap", {
        "participant_id": raced.people["1"], "with_participant_id": raced.people["2"],
        "although_read": True,
    })  # fmt: skip
    result = await shown(timer, pool, raced, "1")
    assert (result["bib"], result["gun_ms"]) == ("2", 2_550_000)
    await asked(timer, "POST", f"{event}/bibs/undos/{swapped['undo']}")
    result = await shown(timer, pool, raced, "1")
    assert (result["bib"], result["gun_ms"]) == ("1", 2_525_000)
