"""Links that work once: setting up the hub, joining a partner, choosing a new password."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from project88.accounts.links import making
from project88.accounts.links.store import NewLink
from project88.accounts.roles import Role
from project88.errors import Conflict
from project88.web.services import Services

if TYPE_CHECKING:
    from tests.conftest import Clock, Hub_, SignIn

ADA = {"name": "Ada de Vries", "password": "mats at the harbour mile"}
PARTNER = {"slug": "first", "name": "First Timing", "zone": "Europe/Amsterdam"}


async def set_up_link(services: Services) -> str:
    made = await making.set_up_link(services.pool, services.now())
    assert made is not None
    return made.path.removeprefix("/set-up/")


async def invite(services: Services, partner: int, email: str, role: Role = Role.TIMER) -> str:
    expires_at = datetime.fromtimestamp(services.now() / 1000, UTC) + timedelta(days=7)
    new = NewLink("invitation", expires_at, partner_id=partner, role=role, email=email)
    return (await making.make(services.pool, new, services.now())).path.removeprefix("/link/")


async def reset(services: Services, user_id: int) -> str:
    expires_at = datetime.fromtimestamp(services.now() / 1000, UTC) + timedelta(days=1)
    new = NewLink("password_reset", expires_at, user_id=user_id)
    return (await making.make(services.pool, new, services.now())).path.removeprefix("/link/")


def keep_csrf(browser: httpx.AsyncClient, me: httpx.Response) -> None:
    browser.headers["X-CSRF-Token"] = me.json()["csrf"]


async def test_whoever_started_the_hub_becomes_its_administrator_and_an_owner(
    hub: "Hub_", services: Services
) -> None:
    browser = hub()
    link = await set_up_link(services)
    assert (await browser.get(f"/api/links/{link}")).json()["kind"] == "set_up"
    answer = await browser.post(
        "/api/set-up", json={"link": link, "email": "ada@first.example", **ADA, "partner": PARTNER}
    )
    assert (answer.status_code, answer.json()) == (201, {"state": "signed_in"})
    me = (await browser.get("/api/me")).json()
    assert me["hub_administrator"] is True
    assert [(one["slug"], one["role"]) for one in me["memberships"]] == [("first", "owner")]


async def test_a_set_up_link_works_once_and_the_newest_only(
    hub: "Hub_", services: Services
) -> None:
    former, link = await set_up_link(services), await set_up_link(services)
    body = {"email": "ada@first.example", **ADA}
    codes = [
        (await hub().post("/api/set-up", json={"link": one, **body})).status_code
        for one in (former, link, link)
    ]
    assert codes == [404, 201, 404]
    assert await making.set_up_link(services.pool, services.now()) is None
    with pytest.raises(Conflict):
        await making.set_up_link_again(services.pool, services.now())


async def test_a_set_up_that_fails_leaves_nothing_behind(
    hub: "Hub_", services: Services, partner: int
) -> None:
    link = await set_up_link(services)
    body = {"link": link, "email": "ada@first.example", **ADA}
    taken = await hub().post("/api/set-up", json={**body, "partner": {**PARTNER, "slug": "polder"}})
    assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")
    weak = await hub().post("/api/set-up", json={**body, "password": "aaaaaaaaaaaaaa"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_common")
    assert (await hub().post("/api/set-up", json=body)).status_code == 201


async def test_a_set_up_link_ends_after_a_day(
    hub: "Hub_", services: Services, clock: "Clock"
) -> None:
    link = await set_up_link(services)
    clock.ms += 24 * 3600 * 1000 + 1
    answer = await hub().get(f"/api/links/{link}")
    assert (answer.status_code, answer.json()["code"]) == (404, "link_over")


async def test_somebody_new_joins_by_an_invitation(
    hub: "Hub_", services: Services, partner: int
) -> None:
    link = await invite(services, partner, "Bo@Polder.example", Role.ANNOUNCER)
    browser = hub()
    facts = (await browser.get(f"/api/links/{link}")).json()
    assert (facts["email"], facts["partner"], facts["role"], facts["has_account"]) == (
        "bo@polder.example",
        "Polder Timing",
        "announcer",
        False,
    )
    assert (await browser.post(f"/api/links/{link}", json=ADA)).status_code == 200
    me = (await browser.get("/api/me")).json()
    assert [(one["slug"], one["role"]) for one in me["memberships"]] == [("polder", "announcer")]
    assert (await hub().post(f"/api/links/{link}", json=ADA)).status_code == 404


async def test_who_has_an_account_signs_in_to_accept(
    hub: "Hub_", services: Services, partner: int, sign_in: "SignIn"
) -> None:
    ada = await sign_in(None, email="ada@else.example")
    other = await sign_in(None, email="other@else.example")
    link = await invite(services, partner, "ada@else.example")
    stranger = await hub().post(f"/api/links/{link}", json=ADA)
    assert (stranger.status_code, stranger.json()["code"]) == (403, "sign_in_to_accept")
    wrong = await other.post(f"/api/links/{link}", json={})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "for_somebody_else")
    assert (await ada.post(f"/api/links/{link}", json={})).status_code == 200
    assert (await ada.get("/api/me")).json()["memberships"][0]["role"] == "timer"


async def test_an_invitation_takes_no_role_from_who_is_there_already(
    services: Services, partner: int, sign_in: "SignIn"
) -> None:
    owner = await sign_in(Role.OWNER, email="ada@polder.example")
    link = await invite(services, partner, "ada@polder.example", Role.READ_ONLY)
    assert (await owner.post(f"/api/links/{link}", json={})).status_code == 200
    assert (await owner.get("/api/me")).json()["memberships"][0]["role"] == "owner"


async def test_a_new_password_ends_every_sign_in(
    hub: "Hub_", services: Services, sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    link = await reset(services, ada.user_id)
    browser = hub()
    new = {"password": "a tide table for the finish"}
    assert (await browser.post(f"/api/links/{link}", json=new)).json() == {"state": "signed_in"}
    assert (await browser.get("/api/me")).json()["email"] == ada.email
    assert (await ada.get("/api/me")).status_code == 401
    login = {"email": ada.email, **new}
    assert (await hub().post("/api/sign-in", json=login)).status_code == 200


async def test_guessing_links_is_slowed_down(hub: "Hub_") -> None:
    browser = hub()
    codes = [(await browser.get(f"/api/links/guess-{n}")).status_code for n in range(31)]
    assert codes == [404] * 30 + [429]


async def test_a_closed_partner_invites_nobody(
    hub: "Hub_", services: Services, partner: int
) -> None:
    link = await invite(services, partner, "bo@polder.example")
    async with services.pool.partner(partner) as connection:
        await connection.execute("update timing_partners set state = 'closed'")
    assert (await hub().post(f"/api/links/{link}", json=ADA)).status_code == 404


async def test_the_usual_port_becomes_the_first_partner_s_and_no_later_one_s(
    hub: "Hub_", services: Services
) -> None:
    async with services.pool.hub("a hub that was started") as connection:
        await connection.execute(
            "insert into timing_listeners (timing_partner_id, protocol, port) values (0, 'ctp01', 61611)"
        )
    link = await set_up_link(services)
    body = {"link": link, "email": "ada@first.example", **ADA, "partner": PARTNER}
    assert (await hub().post("/api/set-up", json=body)).status_code == 201
    async with services.pool.hub("whose is the port") as connection:
        owner = await connection.fetchval(
            "select slug from timing_listeners join timing_partners partner "
            "on partner.id = timing_partner_id"
        )
    assert owner == "first"


async def test_of_several_partners_none_gets_the_shared_port(
    hub: "Hub_", services: Services, partner: int
) -> None:
    async with services.pool.hub("a hub that was started") as connection:
        await connection.execute(
            "insert into timing_listeners (timing_partner_id, protocol, port) values (0, 'ctp01', 61611)"
        )
    link = await set_up_link(services)
    body = {"link": link, "email": "ada@first.example", **ADA, "partner": PARTNER}
    assert (await hub().post("/api/set-up", json=body)).status_code == 201
    async with services.pool.hub("whose is the port") as connection:
        assert await connection.fetchval("select timing_partner_id from timing_listeners") == 0
