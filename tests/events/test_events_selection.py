"""What an operator works on: on the server, for each person and partner, in no browser.

The original kept mode and event in the storage of one browser (defects 13 and 15): another machine
knew nothing, and two operators shared one state.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]


async def event(browser: Any, name: str) -> int:
    answer = await browser.post("/api/events", json={"name": name, "day": "2027-06-27"})
    number: int = answer.json()["id"]
    return number


async def test_a_selection_survives_a_reload_and_another_sign_in_of_the_person(
    sign_in: SignIn, hub: Any
) -> None:
    browser = await sign_in(Role.TIMER)
    assert (await browser.get("/api/selection")).json() == {
        "mode": None,
        "event_ids": [],
        "updated_at": None,
    }
    first, second = await event(browser, "A"), await event(browser, "B")
    told = {"mode": "pre_race", "event_ids": [second, first, second]}
    put = await browser.put("/api/selection", json=told)
    assert put.json()["event_ids"] == [second, first]
    other_machine = hub("198.51.100.9")
    other_machine.cookies = browser.cookies
    other_machine.headers["X-Timing-Partner"] = "polder"
    again = (await other_machine.get("/api/selection")).json()
    assert (again["mode"], again["event_ids"]) == ("pre_race", [second, first])


async def test_two_operators_do_not_share_a_selection(sign_in: SignIn) -> None:
    one, two = await sign_in(Role.TIMER), await sign_in(Role.OPERATOR)
    chosen = await event(one, "A")
    await one.put("/api/selection", json={"mode": "results", "event_ids": [chosen]})
    assert (await two.get("/api/selection")).json()["mode"] is None
    await two.put("/api/selection", json={"mode": "pre_race", "event_ids": []})
    assert (await one.get("/api/selection")).json()["mode"] == "results"


async def test_one_person_at_two_partners_has_two_selections(sign_in: SignIn, pool: Pool) -> None:
    browser = await sign_in(Role.OWNER)
    chosen = await event(browser, "A")
    await browser.put("/api/selection", json={"mode": "results", "event_ids": [chosen]})
    async with pool.hub("a second partner") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    async with pool.partner(rival) as connection:
        await connection.execute(
            "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, 'owner')",
            rival,
            browser.user_id,
        )
    browser.headers["X-Timing-Partner"] = "rival"
    assert (await browser.get("/api/selection")).json()["mode"] is None


async def test_a_deleted_event_leaves_the_selection_and_comes_back_with_undo(
    sign_in: SignIn,
) -> None:
    browser = await sign_in(Role.TIMER)
    first, second = await event(browser, "A"), await event(browser, "B")
    await browser.put("/api/selection", json={"mode": "results", "event_ids": [first, second]})
    await browser.delete(f"/api/events/{first}")
    assert (await browser.get("/api/selection")).json()["event_ids"] == [second]
    await browser.post(f"/api/events/{first}/restore")
    assert (await browser.get("/api/selection")).json()["event_ids"] == [first, second]


async def test_only_the_two_modes_and_events_that_are_there_can_be_chosen(sign_in: SignIn) -> None:
    browser = await sign_in(Role.TIMER)
    wrong = await browser.put("/api/selection", json={"mode": "builder", "event_ids": []})
    assert wrong.status_code == 422
    missing = await browser.put("/api/selection", json={"mode": "results", "event_ids": [404404]})
    assert missing.status_code == 404
