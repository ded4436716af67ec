"""API keys: shown once, never more than their maker may, useless from the moment they are revoked."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from project88.accounts.roles import NEVER_FOR_KEYS, Permission, Role
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.conftest import Clock, Hub_, SignIn


LOOK = ["events.view", "people.view", "audit.view"]


async def test_a_key_calls_the_api_with_its_scopes(sign_in: "SignIn", hub: "Hub_") -> None:
    owner = await sign_in(Role.OWNER)
    made = await owner.post("/api/keys", json={"name": "Results website", "scopes": LOOK})
    assert made.status_code == 201
    program = hub()
    program.headers["Authorization"] = f"Bearer {made.json()['secret']}"
    assert (await program.get("/api/people")).status_code == 200
    assert (await program.get("/api/webhooks")).status_code == 403


async def test_the_secret_is_told_once_and_kept_by_nobody(
    sign_in: "SignIn", pool: Pool, partner: int
) -> None:
    owner = await sign_in(Role.OWNER)
    answer = (await owner.post("/api/keys", json={"name": "One", "scopes": LOOK})).json()
    # The secret part may have underscores of its own: only what follows the prefix is left.
    secret = answer["secret"].removeprefix(answer["key"]["prefix"] + "_")
    assert len(secret) > 20
    listed = await owner.get("/api/keys")
    assert answer["key"]["prefix"] in listed.text
    assert answer["key"]["made_by"] == "Person 1"
    log = await owner.get("/api/audit", params={"subject": "API key"})
    assert len(log.json()["entries"]) == 1
    async with pool.partner(partner) as connection:
        row = str(await connection.fetchrow("select * from api_keys"))
    for text in (listed.text, log.text, row):
        assert secret not in text
    assert "secret" not in str(log.json()["entries"][0]["new"])


async def test_a_revoked_key_opens_nothing_from_the_next_request_on(
    sign_in: "SignIn", hub: "Hub_"
) -> None:
    owner = await sign_in(Role.OWNER)
    made = (await owner.post("/api/keys", json={"name": "One", "scopes": LOOK})).json()
    program = hub()
    program.headers["Authorization"] = f"Bearer {made['secret']}"
    assert (await program.get("/api/people")).status_code == 200
    path = f"/api/keys/{made['key']['id']}"
    assert (await owner.delete(path)).status_code == 204
    assert (await program.get("/api/people")).status_code == 401
    assert (await owner.delete(path)).status_code == 404
    assert (await owner.get("/api/keys")).json()["keys"] == []


async def test_a_key_ends_by_itself(sign_in: "SignIn", hub: "Hub_", clock: "Clock") -> None:
    owner = await sign_in(Role.OWNER)
    soon = datetime.fromtimestamp(clock.ms / 1000, UTC) + timedelta(hours=1)
    wanted = {"name": "One day", "scopes": LOOK, "expires_at": soon.isoformat()}
    made = (await owner.post("/api/keys", json=wanted)).json()
    program = hub()
    program.headers["Authorization"] = f"Bearer {made['secret']}"
    assert (await program.get("/api/people")).status_code == 200
    clock.ms += 3_600_001
    assert (await program.get("/api/people")).status_code == 401
    late = await owner.post("/api/keys", json=wanted)
    assert (late.status_code, late.json()["code"]) == (422, "past")


async def test_the_last_use_is_noted_once_a_minute(
    sign_in: "SignIn", hub: "Hub_", clock: "Clock"
) -> None:
    owner = await sign_in(Role.OWNER)
    made = (await owner.post("/api/keys", json={"name": "One", "scopes": LOOK})).json()
    program = hub()
    program.headers["Authorization"] = f"Bearer {made['secret']}"

    async def last_used() -> str | None:
        await program.get("/api/people")
        [key] = (await owner.get("/api/keys")).json()["keys"]
        used: str | None = key["last_used_at"]
        return used

    assert made["key"]["last_used_at"] is None
    first = await last_used()
    clock.ms += 30_000
    assert await last_used() == first
    clock.ms += 31_000
    assert await last_used() != first


async def test_no_key_may_do_more_than_its_maker_or_make_people_and_keys(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    for scope in NEVER_FOR_KEYS:
        answer = await owner.post("/api/keys", json={"name": "Too much", "scopes": [scope]})
        assert (answer.status_code, answer.json()["code"]) == (403, "never_for_keys")
    may_be_given = (await owner.get("/api/keys")).json()["may_be_given"]
    assert set(may_be_given) == {str(one) for one in Permission} - {str(o) for o in NEVER_FOR_KEYS}
    timer = await sign_in(Role.TIMER)
    assert (await timer.post("/api/keys", json={"name": "Mine", "scopes": LOOK})).status_code == 403


async def test_a_key_of_another_partner_is_not_there(sign_in: "SignIn", pool: Pool) -> None:
    async with pool.hub("another partner for a test") as connection:
        elsewhere = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('fjord', 'Fjord') returning id"
        )
    owner = await sign_in(Role.OWNER)
    stranger: httpx.AsyncClient = await sign_in(Role.OWNER, partner_id=elsewhere)
    made = (await owner.post("/api/keys", json={"name": "One", "scopes": LOOK})).json()
    assert (await stranger.delete(f"/api/keys/{made['key']['id']}")).status_code == 404
    assert (await stranger.get("/api/keys")).json()["keys"] == []
    assert len((await owner.get("/api/keys")).json()["keys"]) == 1
