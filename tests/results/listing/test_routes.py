"""Results over HTTP: for whoever may see timing, of the own partner alone."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool

# Any: a browser and the fixture's own class, which live in conftests.
SignIn = Callable[..., Awaitable[Any]]
Race = Callable[..., Awaitable[Any]]


async def test_a_page_follows_the_page_before(sign_in: SignIn, race: Race) -> None:
    raced = await race(12, on_course=3)
    browser = await sign_in(Role.READ_ONLY)
    path = f"/api/events/{raced.event_id}/results"
    first = (await browser.get(path, params={"race": raced.race_id, "limit": 10})).json()
    assert [one["bib"] for one in first["results"]] == [str(bib) for bib in range(1, 11)]
    assert first["total"] == 15
    assert first["results"][0]["places"]["overall"] == 1
    asked = {"race": raced.race_id, "limit": 10, "after": first["more"]}
    second = (await browser.get(path, params=asked)).json()
    assert [one["bib"] for one in second["results"]] == [str(bib) for bib in range(11, 16)]
    assert second["more"] is None


async def test_all_views_of_results_answer(sign_in: SignIn, race: Race) -> None:
    raced = await race(12, on_course=3)
    browser = await sign_in(Role.ANNOUNCER)
    path = f"/api/events/{raced.event_id}/results"
    assert (await browser.get(f"{path}/version")).json() == {"version": 1}
    summary = (await browser.get(f"{path}/summary")).json()
    assert summary["races"][0]["finished"] == 12
    one = (await browser.get(f"{path}/{raced.people['4']}")).json()
    assert [split["point"] for split in one["splits"]] == ["Start", "5 km", "Finish"]
    teams = (await browser.get(f"{path}/teams", params={"race": raced.race_id})).json()
    assert teams["teams"] == []
    relay = (await browser.get(f"{path}/relay", params={"race": raced.race_id})).json()
    assert relay["relay"] is False
    found = (await browser.get("/api/results/search", params={"q": "last4"})).json()
    assert [hit["result"]["bib"] for hit in found["found"]] == ["4"]
    assert found["found"][0]["event"] == "Canal Run"


@pytest.mark.parametrize("path", ["", "/version", "/summary", "/teams?race={race}", "/{person}"])
async def test_another_partners_results_are_not_there(
    sign_in: SignIn, pool: Pool, race: Race, path: str
) -> None:
    raced = await race(2)
    async with pool.hub("another partner") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('other', 'Other') returning id"
        )
    stranger = await sign_in(Role.OWNER, partner_id=other)
    where = path.format(race=raced.race_id, person=raced.people["1"])
    answer = await stranger.get(f"/api/events/{raced.event_id}/results{where}")
    assert answer.status_code == 404


async def test_a_key_without_timing_sees_no_results(with_key: SignIn, race: Race) -> None:
    raced = await race(1)
    program = await with_key({Permission.EVENTS_VIEW})
    assert (await program.get(f"/api/events/{raced.event_id}/results")).status_code == 403
    assert (await program.get("/api/results/search", params={"q": "last"})).status_code == 403


async def test_questions_that_make_no_sense_are_refused(sign_in: SignIn, race: Race) -> None:
    raced = await race(1)
    browser = await sign_in(Role.TIMER)
    path = f"/api/events/{raced.event_id}/results"
    for asked in ({"after": "?"}, {"limit": 201}, {"sort": "luck"}, {"status": "late"}):
        assert (await browser.get(path, params=asked)).status_code in {400, 422}, asked
    assert (await browser.get("/api/results/search", params={"q": "l"})).status_code in {400, 422}
