"""Hub administrators manage partners and users, and see nothing of a partner without a trace."""

from typing import TYPE_CHECKING

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.conftest import Clock, Hub_, SignIn


async def test_only_a_hub_administrator_sees_the_hub(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    for path in ("/api/hub/partners", "/api/hub/users", "/api/hub/audit"):
        assert (await owner.get(path)).status_code == 403, path


async def test_partners_are_counted_and_not_shown(
    sign_in: "SignIn", pool: Pool, partner: int
) -> None:
    administrator = await sign_in(None, hub_administrator=True)
    await sign_in(Role.OWNER)
    await sign_in(Role.TIMER)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Secret Mile', '2026-06-14')",
            partner,
        )
    answer = await administrator.get("/api/hub/partners")
    [told] = answer.json()
    assert (told["slug"], told["members"], told["owners"], told["events"]) == ("polder", 2, 1, 1)
    assert "Secret Mile" not in answer.text


async def test_a_hub_administrator_is_nobody_at_a_partner(sign_in: "SignIn") -> None:
    administrator = await sign_in(None, hub_administrator=True)
    for path in ("/api/people", "/api/events", "/api/audit", "/api/partner"):
        answer = await administrator.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_partner_here"), path


async def test_a_partner_is_made_and_its_owner_invited(sign_in: "SignIn", hub: "Hub_") -> None:
    administrator = await sign_in(None, hub_administrator=True)
    new = {"slug": "fjord", "name": "Fjord Timing", "zone": "Europe/Oslo"}
    made = await administrator.post("/api/hub/partners", json=new)
    assert (made.status_code, made.json()["members"]) == (201, 0)
    again = await administrator.post("/api/hub/partners", json=new)
    assert (again.status_code, again.json()["code"]) == (409, "slug_taken")
    path = f"/api/hub/partners/{made.json()['id']}/invitations"
    link = await administrator.post(path, json={"email": "liv@fjord.example"})
    facts = await hub().get("/api/links/" + link.json()["url"].rpartition("/")[2])
    assert (facts.json()["slug"], facts.json()["role"]) == ("fjord", "owner")


async def test_access_needs_a_reason_ends_by_itself_and_stands_in_the_partners_log(
    sign_in: "SignIn", partner: int, clock: "Clock"
) -> None:
    owner = await sign_in(Role.OWNER)
    administrator = await sign_in(None, hub_administrator=True, name="Root Rita")
    path = f"/api/hub/partners/{partner}/access"
    assert (await administrator.post(path, json={"reason": "why"})).status_code == 422
    reason = "Asked by phone why the finish mat is silent"
    given = await administrator.post(path, json={"reason": reason, "role": "timer"})
    assert given.status_code == 201
    assert (await administrator.get("/api/people")).status_code == 200
    entries = (await owner.get("/api/audit")).json()["entries"]
    noted = next(one for one in entries if one["action"] == "let in")
    assert (noted["who"]["name"], noted["reason"]) == ("Root Rita", reason)
    assert (await owner.get("/api/people")).json()["people"][-1]["expires_at"] is not None
    clock.ms += 4 * 3600 * 1000 + 1
    assert (await administrator.get("/api/people")).status_code == 404


async def test_a_guest_cannot_stay(sign_in: "SignIn", partner: int) -> None:
    owner = await sign_in(Role.OWNER)
    administrator = await sign_in(None, hub_administrator=True)
    path = f"/api/hub/partners/{partner}/access"
    reason = "Asked by phone why the finish mat is silent"
    as_owner = await administrator.post(path, json={"reason": reason, "role": "owner"})
    assert as_owner.status_code == 422
    await administrator.post(path, json={"reason": reason, "role": "timer"})
    guest = f"/api/people/{administrator.user_id}"
    assert (await owner.patch(guest, json={"role": "owner"})).json()["code"] == "guest"
    assert (await owner.delete(guest)).status_code == 204
    assert (await administrator.get("/api/people")).status_code == 404


async def test_into_a_closed_partner_nobody_gets(
    sign_in: "SignIn", with_key: "SignIn", partner: int
) -> None:
    owner = await sign_in(Role.OWNER)
    program = await with_key({Permission.PEOPLE_VIEW})
    administrator = await sign_in(None, hub_administrator=True)
    path = f"/api/hub/partners/{partner}"
    closed = await administrator.patch(path, json={"state": "closed"})
    assert closed.json()["state"] == "closed"
    assert (await owner.get("/api/people")).status_code == 404
    assert (await program.get("/api/people")).status_code == 401
    for action, body in (
        ("invitations", {"email": "a@b.example"}),
        ("access", {"reason": "x" * 20}),
    ):
        assert (await administrator.post(f"{path}/{action}", json=body)).status_code == 404
    await administrator.patch(path, json={"state": "active"})
    assert (await owner.get("/api/people")).status_code == 200


async def test_renaming_stands_in_the_partners_log(sign_in: "SignIn", partner: int) -> None:
    owner = await sign_in(Role.OWNER)
    administrator = await sign_in(None, hub_administrator=True, name="Root Rita")
    await administrator.patch(f"/api/hub/partners/{partner}", json={"name": "Polder Sport"})
    [entry] = (await owner.get("/api/audit", params={"subject": "timing partner"})).json()[
        "entries"
    ]
    assert (entry["old"], entry["new"]) == ({"name": "Polder Timing"}, {"name": "Polder Sport"})
    assert entry["who"]["name"] == "Root Rita"
    missing = await administrator.patch("/api/hub/partners/999999", json={"name": "Nobody"})
    assert missing.status_code == 404
    unclaimed = await administrator.patch("/api/hub/partners/0", json={"name": "Nobody"})
    assert unclaimed.status_code in {400, 404, 422}


async def test_a_disabled_user_is_out_everywhere_at_once(sign_in: "SignIn") -> None:
    timer = await sign_in(Role.TIMER)
    administrator = await sign_in(None, hub_administrator=True)
    assert (await timer.get("/api/people")).status_code == 200
    path = f"/api/hub/users/{timer.user_id}"
    assert (await administrator.patch(path, json={"state": "disabled"})).status_code == 204
    assert (await timer.get("/api/people")).status_code == 401
    await administrator.patch(path, json={"state": "active"})
    assert (await timer.get("/api/people")).status_code == 401, "the old sign-in is over"
    own = await administrator.patch(
        f"/api/hub/users/{administrator.user_id}", json={"state": "disabled"}
    )
    assert (own.status_code, own.json()["code"]) == (403, "own_account")
    log = (await administrator.get("/api/hub/audit", params={"subject": "user"})).json()["entries"]
    assert [one["new"] for one in log] == [{"state": "active"}, {"state": "disabled"}]


async def test_users_are_listed_by_pages_and_found(sign_in: "SignIn") -> None:
    administrator = await sign_in(None, hub_administrator=True)
    for _ in range(3):
        await sign_in(Role.TIMER)
    first = (await administrator.get("/api/hub/users", params={"limit": 2})).json()
    rest = (
        await administrator.get("/api/hub/users", params={"limit": 2, "after": first["next"]})
    ).json()
    found = first["users"] + rest["users"]
    assert len({one["id"] for one in found}) == 4
    assert rest["next"] is None
    assert found[1]["memberships"] == [{"partner": "polder", "role": "timer"}]
    one = await administrator.get("/api/hub/users", params={"search": "PERSON 3"})
    assert [user["name"] for user in one.json()["users"]] == ["Person 3"]
