"""Who works for a partner: invited, in a role, sent away; and the rules that no click may break."""

from typing import TYPE_CHECKING

import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.conftest import Hub_, SignIn


@pytest.fixture
async def elsewhere(pool: Pool) -> int:
    """The id of another partner."""
    async with pool.hub("another partner for a test") as connection:
        number: int = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('fjord', 'Fjord Timing') returning id"
        )
    return number


async def test_the_list_shows_members_invitations_and_what_roles_may_do(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    await owner.post(
        "/api/people/invitations", json={"email": "Bo@Polder.example", "role": "timer"}
    )
    answer = (await timer.get("/api/people")).json()
    assert {one["user_id"]: one["role"] for one in answer["people"]} == {
        owner.user_id: "owner",
        timer.user_id: "timer",
    }
    [invitation] = answer["invitations"]
    assert (invitation["email"], invitation["role"]) == ("bo@polder.example", "timer")
    assert "secret" not in str(invitation)
    roles = {one["role"]: one for one in answer["roles"]}
    assert list(roles) == [role.value for role in Role]
    assert not roles["owner"]["may_be_given"], "a timer may not do what an owner may"


async def test_an_invitation_lets_a_new_person_in_once(sign_in: "SignIn", hub: "Hub_") -> None:
    owner = await sign_in(Role.OWNER)
    made = await owner.post(
        "/api/people/invitations", json={"email": "bo@polder.example", "role": "operator"}
    )
    assert made.status_code == 201
    assert made.json()["mailed"] is False
    path = made.json()["url"].removeprefix("https://hub.test")
    secret = path.removeprefix("/link/")
    newcomer = hub()
    used = await newcomer.post(
        f"/api/links/{secret}", json={"name": "Bo Bakker", "password": "a long walk on the dike"}
    )
    assert used.status_code < 300, used.text
    people = (await owner.get("/api/people")).json()
    assert [one["role"] for one in people["people"] if one["email"] == "bo@polder.example"] == [
        "operator"
    ]
    assert people["invitations"] == []


async def test_a_second_invitation_of_an_address_ends_the_first(
    sign_in: "SignIn", hub: "Hub_"
) -> None:
    owner = await sign_in(Role.OWNER)
    wanted = {"email": "bo@polder.example", "role": "timer"}
    first = (await owner.post("/api/people/invitations", json=wanted)).json()["url"]
    await owner.post("/api/people/invitations", json={**wanted, "role": "read_only"})
    people = (await owner.get("/api/people")).json()
    assert [one["role"] for one in people["invitations"]] == ["read_only"]
    old = await hub().get("/api/links/" + first.rpartition("/")[2])
    assert old.status_code == 404


async def test_an_invitation_can_be_taken_back(sign_in: "SignIn", hub: "Hub_") -> None:
    owner = await sign_in(Role.OWNER)
    wanted = {"email": "bo@polder.example", "role": "timer"}
    url = (await owner.post("/api/people/invitations", json=wanted)).json()["url"]
    [invitation] = (await owner.get("/api/people")).json()["invitations"]
    path = f"/api/people/invitations/{invitation['id']}"
    assert (await owner.delete(path)).status_code == 204
    assert (await owner.delete(path)).status_code == 404
    assert (await hub().get("/api/links/" + url.rpartition("/")[2])).status_code == 404


async def test_an_invitation_of_another_partner_cannot_be_taken_back(
    sign_in: "SignIn", elsewhere: int
) -> None:
    owner = await sign_in(Role.OWNER)
    other = await sign_in(Role.OWNER, partner_id=elsewhere)
    wanted = {"email": "bo@polder.example", "role": "timer"}
    await owner.post("/api/people/invitations", json=wanted)
    [invitation] = (await owner.get("/api/people")).json()["invitations"]
    answer = await other.delete(f"/api/people/invitations/{invitation['id']}")
    assert answer.status_code == 404
    assert len((await owner.get("/api/people")).json()["invitations"]) == 1
    assert (await other.get("/api/people")).json()["invitations"] == []


async def test_who_works_here_is_not_invited_again(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    answer = await owner.post(
        "/api/people/invitations", json={"email": timer.email.upper(), "role": "owner"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "member_already")


async def test_a_membership_that_ended_opens_nothing_from_the_next_request_on(
    sign_in: "SignIn",
) -> None:
    owner = await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    assert (await timer.get("/api/people")).status_code == 200
    assert (await owner.delete(f"/api/people/{timer.user_id}")).status_code == 204
    answer = await timer.get("/api/people")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_partner_here")


async def test_another_role_counts_from_the_next_request_on(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    reader = await sign_in(Role.READ_ONLY)
    assert (await reader.get("/api/people")).status_code == 403
    await owner.patch(f"/api/people/{reader.user_id}", json={"role": "timer"})
    assert (await reader.get("/api/people")).status_code == 200


async def test_the_last_owner_stays_an_owner(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    path = f"/api/people/{owner.user_id}"
    for answer in (
        await owner.patch(path, json={"role": "timer"}),
        await owner.delete(path),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    second = await sign_in(Role.OWNER)
    assert (await second.patch(path, json={"role": "timer"})).status_code == 200
    again = await second.delete(f"/api/people/{second.user_id}")
    assert again.json()["code"] == "last_owner"


async def test_only_who_may_change_people_does(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    for role in (Role.TIMER, Role.OPERATOR, Role.READ_ONLY):
        somebody = await sign_in(role)
        raised = await somebody.patch(f"/api/people/{somebody.user_id}", json={"role": "owner"})
        assert raised.status_code == 403
        assert (await somebody.delete(f"/api/people/{owner.user_id}")).status_code == 403


async def test_no_key_may_change_people(with_key: "SignIn") -> None:
    program = await with_key(set(Permission))
    answer = await program.post(
        "/api/people/invitations", json={"email": "bo@polder.example", "role": "timer"}
    )
    assert answer.status_code == 403


async def test_people_of_another_partner_are_not_there(sign_in: "SignIn", elsewhere: int) -> None:
    owner = await sign_in(Role.OWNER)
    stranger = await sign_in(Role.OWNER, partner_id=elsewhere)
    for answer in (
        await owner.patch(f"/api/people/{stranger.user_id}", json={"role": "timer"}),
        await owner.delete(f"/api/people/{stranger.user_id}"),
        await owner.post(f"/api/people/{stranger.user_id}/password-reset"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "no_member")
    assert (await stranger.get("/api/people")).status_code == 200


async def test_an_owner_makes_a_password_link_for_who_works_nowhere_else(
    sign_in: "SignIn", hub: "Hub_"
) -> None:
    owner = await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    made = await owner.post(f"/api/people/{timer.user_id}/password-reset")
    assert made.status_code == 201
    facts = await hub().get("/api/links/" + made.json()["url"].rpartition("/")[2])
    assert facts.json()["kind"] == "password_reset"
    own = await owner.post(f"/api/people/{owner.user_id}/password-reset")
    assert (own.status_code, own.json()["code"]) == (403, "own_password")


async def test_for_who_works_elsewhere_too_only_the_hub_makes_it(
    sign_in: "SignIn", elsewhere: int, pool: Pool
) -> None:
    owner = await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    async with pool.partner(elsewhere) as connection:
        await connection.execute(
            "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, 'timer')",
            elsewhere,
            timer.user_id,
        )
    answer = await owner.post(f"/api/people/{timer.user_id}/password-reset")
    assert (answer.status_code, answer.json()["code"]) == (403, "works_elsewhere")
    administrator = await sign_in(None, hub_administrator=True)
    made = await administrator.post(f"/api/hub/users/{timer.user_id}/password-reset")
    assert made.status_code == 201


async def test_a_password_link_of_an_owner_is_looked_at_again_when_it_is_used(
    sign_in: "SignIn", hub: "Hub_", elsewhere: int, pool: Pool
) -> None:
    owner = await sign_in(Role.OWNER)
    administrator = await sign_in(None, hub_administrator=True)
    timer = await sign_in(Role.TIMER)
    given = {"password": "a long walk on the dike"}
    made = await owner.post(f"/api/people/{timer.user_id}/password-reset")
    async with pool.partner(elsewhere) as connection:
        await connection.execute(
            "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, 'owner')",
            elsewhere,
            timer.user_id,
        )
    link = "/api/links/" + made.json()["url"].rpartition("/")[2]
    used = await hub().post(link, json=given)
    assert (used.status_code, used.json()["code"]) == (403, "works_elsewhere")
    made = await administrator.post(f"/api/hub/users/{timer.user_id}/password-reset")
    assert (await hub().get(link)).status_code == 404, "the newest link is the one that works"
    link = "/api/links/" + made.json()["url"].rpartition("/")[2]
    assert (await hub().post(link, json=given)).status_code < 300


async def test_a_password_link_of_an_owner_works_while_the_person_works_there_only(
    sign_in: "SignIn", hub: "Hub_"
) -> None:
    owner = await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    made = await owner.post(f"/api/people/{timer.user_id}/password-reset")
    link = "/api/links/" + made.json()["url"].rpartition("/")[2]
    assert (await hub().get(link)).json()["partner"] is None
    assert (await hub().post(link, json={"password": "a long walk on the dike"})).status_code < 300


@pytest.mark.parametrize("how", ["sent away", "lowered"])
async def test_links_of_who_may_not_make_them_any_more_open_nothing(
    sign_in: "SignIn", hub: "Hub_", how: str
) -> None:
    owner, second = await sign_in(Role.OWNER), await sign_in(Role.OWNER)
    timer = await sign_in(Role.TIMER)
    wanted = {"email": "bo@polder.example", "role": "owner"}
    theirs = [
        await second.post("/api/people/invitations", json=wanted),
        await second.post(f"/api/people/{timer.user_id}/password-reset"),
    ]
    kept = await owner.post(
        "/api/people/invitations", json={"email": "cy@polder.example", "role": "timer"}
    )
    path = f"/api/people/{second.user_id}"
    if how == "sent away":
        assert (await owner.delete(path)).status_code < 300
    else:
        assert (await owner.patch(path, json={"role": "timer"})).status_code < 300
    looked = [
        (await hub().get("/api/links/" + one.json()["url"].rpartition("/")[2])).status_code
        for one in (*theirs, kept)
    ]
    assert looked == [404, 404, 200]
    log = (await owner.get("/api/audit", params={"action": "revoked"})).json()["entries"]
    assert {one["subject"] for one in log} == {"invitation", "password link"}


async def test_settings_of_the_partner(sign_in: "SignIn") -> None:
    owner = await sign_in(Role.OWNER)
    volunteer = await sign_in(Role.VOLUNTEER)
    assert (await volunteer.get("/api/partner")).json() == {
        "slug": "polder",
        "name": "Polder Timing",
        "zone": "Europe/Amsterdam",
        "language": "en",
        "second_factor": "optional",
    }
    changed = await owner.patch(
        "/api/partner", json={"name": "  Polder   Sport ", "language": "de"}
    )
    assert (changed.json()["name"], changed.json()["language"]) == ("Polder Sport", "de")
    wrong = await owner.patch("/api/partner", json={"zone": "Europe/Atlantis"})
    assert wrong.status_code == 422
    assert (await volunteer.patch("/api/partner", json={"name": "Mine"})).status_code == 403


async def test_who_asks_for_second_factors_has_one(sign_in: "SignIn") -> None:
    careless = await sign_in(Role.OWNER, second_factor=False)
    answer = await careless.patch("/api/partner", json={"second_factor": "required"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_second_factor")
    careful = await sign_in(Role.OWNER, second_factor=True)
    assert (
        await careful.patch("/api/partner", json={"second_factor": "required"})
    ).status_code == 200
    shut_out = await careless.get("/api/people")
    assert (shut_out.status_code, shut_out.json()["code"]) == (403, "second_factor_required")
