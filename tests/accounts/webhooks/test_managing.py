"""A partner's webhooks over HTTP."""

from typing import TYPE_CHECKING

import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import SignIn


WANTED = {"url": "https://hooks.example/x", "kinds": ["roster.changed"], "note": "Site"}


async def test_the_secret_is_told_once_and_kept_encrypted(
    sign_in: "SignIn", pool: Pool, partner: int
) -> None:
    owner = await sign_in(Role.OWNER)
    made = (await owner.post("/api/webhooks", json=WANTED)).json()
    assert made["secret"].startswith("whsec_")
    listed = await owner.get("/api/webhooks")
    log = await owner.get("/api/audit")
    async with pool.partner(partner) as connection:
        kept = await connection.fetchval("select secret from webhooks")
    assert made["secret"].encode() not in kept
    for text in (listed.text, log.text):
        assert made["secret"] not in text
    assert "test" not in listed.json()["kinds"]


async def test_it_is_changed_paused_and_removed(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    made = (await owner.post("/api/webhooks", json=WANTED)).json()["webhook"]
    path = f"/api/webhooks/{made['id']}"
    changed = await owner.patch(path, json={"kinds": ["event.changed"], "state": "paused"})
    assert (changed.json()["kinds"], changed.json()["state"]) == (["event.changed"], "paused")
    assert changed.json()["url"] == WANTED["url"]
    assert (await owner.delete(path)).status_code == 204
    for answer in (
        await owner.delete(path),
        await owner.patch(path, json={"note": "x"}),
        await owner.post(f"{path}/test"),
        await owner.get(f"{path}/deliveries"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "no_webhook")


async def test_a_test_goes_to_a_paused_webhook_too_and_a_message_can_be_sent_again(
    sign_in: "SignIn",
) -> None:
    owner = await sign_in(Role.OWNER)
    made = (await owner.post("/api/webhooks", json=WANTED)).json()["webhook"]
    path = f"/api/webhooks/{made['id']}"
    await owner.patch(path, json={"state": "paused"})
    tested = await owner.post(f"{path}/test")
    assert (tested.status_code, tested.json()["kind"]) == (202, "test")
    again = f"{path}/deliveries/{tested.json()['id']}/again"
    assert (await owner.post(again)).json()["code"] == "paused"
    await owner.patch(path, json={"state": "enabled"})
    second = (await owner.post(again)).json()
    assert second["body"] == tested.json()["body"]
    assert second["id"] != tested.json()["id"]
    missing = await owner.post(f"{path}/deliveries/999999/again")
    assert missing.json()["code"] == "no_delivery"


async def test_what_is_another_partners_is_not_there(sign_in: "SignIn", pool: Pool) -> None:
    async with pool.hub("another partner for a test") as connection:
        elsewhere = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('fjord', 'Fjord') returning id"
        )
    owner = await sign_in(Role.OWNER)
    stranger = await sign_in(Role.OWNER, partner_id=elsewhere)
    made = (await owner.post("/api/webhooks", json=WANTED)).json()["webhook"]
    delivery = (await owner.post(f"/api/webhooks/{made['id']}/test")).json()
    own = (await stranger.post("/api/webhooks", json=WANTED)).json()["webhook"]
    for answer in (
        await stranger.patch(f"/api/webhooks/{made['id']}", json={"state": "paused"}),
        await stranger.delete(f"/api/webhooks/{made['id']}"),
        await stranger.post(f"/api/webhooks/{made['id']}/test"),
        await stranger.get(f"/api/webhooks/{made['id']}/deliveries"),
        await stranger.post(f"/api/webhooks/{own['id']}/deliveries/{delivery['id']}/again"),
    ):
        assert answer.status_code == 404
    [untouched] = (await owner.get("/api/webhooks")).json()["webhooks"]
    assert untouched["state"] == "enabled"


async def test_only_owners_see_webhooks(sign_in: "SignIn") -> None:
    for role in (Role.TIMER, Role.OPERATOR, Role.READ_ONLY):
        assert (await (await sign_in(role)).get("/api/webhooks")).status_code == 403


class TestWithoutPrivateAddresses:
    """As a hub is by default."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings.model_validate(
            {"security": {"secret_key": "a key of thirty-two characters, or more"}}
        )

    async def test_an_inner_address_is_refused_at_once(self, sign_in: "SignIn") -> None:
        owner = await sign_in(Role.OWNER)
        for url in ("http://hooks.example/x", "https://127.0.0.1/x", "https://[fd00::1]/x"):
            answer = await owner.post("/api/webhooks", json={**WANTED, "url": url})
            assert (answer.status_code, answer.json()["code"]) == (422, "refused_address"), url
        made = (await owner.post("/api/webhooks", json=WANTED)).json()["webhook"]
        moved = await owner.patch(f"/api/webhooks/{made['id']}", json={"url": "https://10.0.0.1/x"})
        assert moved.json()["code"] == "refused_address"
