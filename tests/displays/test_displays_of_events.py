"""Displays of an event: opened for a day at most, listed, closed; on the server, for any machine.

In the original a design travelled in the storage of one browser, so a display on another machine
showed nothing, and two displays took each other's runners (defects 13 and 15). Here a display is a
link: whoever has it, wherever, sees the same.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]


@pytest.fixture
async def operator(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR)
    return browser


@pytest.fixture
async def event(pool: Pool, partner: int, session: int) -> int:
    """An event to which the session is bound."""
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Harbour Mile', current_date) returning id",
            partner,
        )
        await connection.execute(
            "update timing_sessions set event_id = $2 where id = $1", session, number
        )
    return number


async def test_a_display_opens_on_any_machine_with_the_mode_that_was_chosen(
    operator: httpx.AsyncClient, hub: Callable[..., httpx.AsyncClient], event: int, session: int
) -> None:
    made = await operator.post(
        f"/api/events/{event}/displays",
        json={"session_id": session, "title": " Finish  line ", "mode": "pre_race", "hours": 2},
    )
    assert made.status_code == 201, made.text
    link = made.json()
    assert link["url"] == f"https://hub.test/display/{link['address']}"
    assert link["qr"].startswith("<svg")
    elsewhere = hub("198.51.100.77")
    facts = (await elsewhere.get(f"/api/display/{link['address']}")).json()
    assert (facts["title"], facts["mode"]) == ("Finish line", "pre_race")
    listed = (await operator.get(f"/api/events/{event}/displays")).json()["items"]
    assert listed == [link]


async def test_a_closed_display_is_gone_at_once(
    operator: httpx.AsyncClient, hub: Callable[..., httpx.AsyncClient], event: int, session: int
) -> None:
    path = f"/api/events/{event}/displays"
    link = (await operator.post(path, json={"session_id": session})).json()
    assert (await operator.delete(f"{path}/{link['address'].lower()}")).status_code == 204
    assert (await operator.delete(f"{path}/{link['address']}")).status_code == 404
    assert (await operator.get(path)).json()["items"] == []
    assert (await hub().get(f"/api/display/{link['address']}")).status_code == 404


@pytest.mark.parametrize(
    "fields", [{"hours": 25}, {"hours": 0}, {"mode": "x"}, {"title": "x" * 101}]
)
async def test_a_display_lives_a_day_at_most_and_has_one_of_two_modes(
    operator: httpx.AsyncClient, event: int, session: int, fields: dict[str, object]
) -> None:
    answer = await operator.post(
        f"/api/events/{event}/displays", json={"session_id": session, **fields}
    )
    assert answer.status_code == 422


async def test_only_a_session_of_the_event_can_be_shown(
    operator: httpx.AsyncClient, event: int, session: int, rival_session: int
) -> None:
    for number in (rival_session, session + 999):
        answer = await operator.post(f"/api/events/{event}/displays", json={"session_id": number})
        assert answer.status_code == 404
    answer = await operator.post(f"/api/events/{event + 1}/displays", json={"session_id": session})
    assert answer.status_code == 404


async def test_another_partner_closes_none_of_our_displays(
    operator: httpx.AsyncClient, sign_in: SignIn, pool: Pool, event: int, session: int,
    rival_session: int,
) -> None:  # fmt: skip
    path = f"/api/events/{event}/displays"
    link = (await operator.post(path, json={"session_id": session})).json()
    async with pool.hub("the rival's number") as connection:
        rival = await connection.fetchval("select id from timing_partners where slug = 'rival'")
    stranger = await sign_in(Role.OWNER, partner_id=rival)
    assert (await stranger.delete(f"{path}/{link['address']}")).status_code == 404
    assert (await stranger.get(path)).status_code == 404
    assert (await operator.get(path)).json()["items"] == [link]


async def test_who_may_only_look_opens_no_display(
    sign_in: SignIn, event: int, session: int
) -> None:
    reader = await sign_in(Role.READ_ONLY)
    answer = await reader.post(f"/api/events/{event}/displays", json={"session_id": session})
    assert answer.status_code == 403
