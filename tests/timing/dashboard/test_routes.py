"""The dashboard over HTTP: for those who may look, of their own event."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.roles import Role

SignIn = Callable[..., Awaitable[Any]]
Send = Callable[..., Awaitable[None]]
Connected = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def _race_day(clock: Any) -> None:
    """Two seconds after noon."""
    clock.ms = 1_782_561_602_000


async def test_the_dashboard_is_for_everybody_who_may_see_timing(
    sign_in: SignIn, send: Send, event: int
) -> None:
    await send([("Start", "1", 0), ("Start", "777", 1)])
    browser = await sign_in(Role.READ_ONLY)
    answer = await browser.get(f"/api/events/{event}/dashboard")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["event"]["name"] == "Dike Run"
    assert (told["totals"]["reads"], told["totals"]["unknown_tags"]) == (2, 1)
    assert told["unknown"][0]["tag"] == "777"


async def test_the_address_of_a_sender_is_for_those_who_may_correct_timing(
    sign_in: SignIn, send: Send, connected: Connected, event: int
) -> None:
    await send([("Start", "1", 0)])
    await connected(1)
    shown = {}
    for role in (Role.TIMER, Role.ANNOUNCER):
        browser = await sign_in(role)
        [sender] = (await browser.get(f"/api/events/{event}/dashboard")).json()["senders"]
        shown[role] = sender["address"]
    assert shown == {Role.TIMER: "192.0.2.65:5000", Role.ANNOUNCER: ""}


async def test_a_volunteer_sees_no_dashboard(sign_in: SignIn, event: int) -> None:
    browser = await sign_in(Role.VOLUNTEER)
    answer = await browser.get(f"/api/events/{event}/dashboard")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_an_event_of_another_partner_is_not_there(
    sign_in: SignIn, send: Send, rival: int, event: int
) -> None:
    await send([("Start", "1", 0)])
    browser = await sign_in(Role.OWNER, partner_id=rival)
    for path in ("dashboard", "dashboard/stream"):
        answer = await browser.get(f"/api/events/{event}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_nobody_sees_it_without_signing_in(hub: Callable[[], Any], event: int) -> None:
    for path in ("dashboard", "dashboard/stream"):
        answer = await hub().get(f"/api/events/{event}/{path}?partner=polder")
        assert answer.status_code == 401
