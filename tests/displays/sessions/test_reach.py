"""Who reaches which display session: its owner, those it is shared with, who manages displays."""

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.displays.conftest import Opening, SignIn


async def link_of(owner: httpx.AsyncClient, session_id: int) -> str:
    answer = await owner.post("/api/display/generate-url", json={"display_session_id": session_id})
    found: str = answer.json()["id"]
    return found


def every_route(session_id: int, link: str, timing: int) -> list[tuple[str, str, object]]:
    """Each with a body that its owner could send."""
    path = f"/api/sessions/{session_id}"
    return [
        ("GET", path, None),
        ("PATCH", path, {"version": 1, "name": "Mine now"}),
        ("POST", path + "/clone", {}),
        ("POST", path + "/archive", None),
        ("POST", path + "/restore", None),
        ("PUT", path + "/people", {"user_ids": []}),
        ("POST", path + "/take-over", None),
        ("POST", path + "/clear-queue", None),
        ("GET", path + "/links", None),
        ("POST", "/api/display/generate-url", {"display_session_id": session_id}),
        ("PATCH", f"/api/display-links/{link}", {"hours": 700}),
        ("DELETE", f"/api/display-links/{link}", None),
        ("DELETE", f"{path}/timing-sessions/{timing}", None),
        ("POST", f"/api/chronotrack/sessions/{timing}/select", {"display_session_id": session_id}),
    ]


async def refusals(who: httpx.AsyncClient, routes: list[tuple[str, str, object]]) -> list[Any]:
    answers = [await who.request(method, path, json=body) for method, path, body in routes]
    return [(one.status_code, one.json()["code"], one.json()["detail"]) for one in answers]


async def test_to_another_operator_a_session_is_like_one_that_never_was(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, opened: "Opening", session: int
) -> None:
    made = await opened(timing_session_ids=[session])
    link = await link_of(operator, made["id"])
    before = (await operator.get(f"/api/sessions/{made['id']}")).json()
    theirs = await refusals(other, every_route(made["id"], link, session))
    nobodys = await refusals(other, every_route(made["id"] + 999, "ZZZZZZZZ", session))
    assert theirs == nobodys
    assert {status for status, _, _ in theirs} == {404}
    assert (await operator.get(f"/api/sessions/{made['id']}")).json() == before
    for query in ("", "?abandoned=true"):
        assert (await other.get(f"/api/sessions{query}")).json()["items"] == []
    assert (await other.get("/api/sessions?everyone=true")).status_code == 403


async def test_nobody_of_another_partner_reaches_it(
    operator: httpx.AsyncClient, sign_in: "SignIn", opened: "Opening", pool: Pool, session: int,
    rival_session: int,
) -> None:  # fmt: skip
    del rival_session
    made = await opened(timing_session_ids=[session])
    link = await link_of(operator, made["id"])
    async with pool.hub("the rival's number") as connection:
        rival = await connection.fetchval("select id from timing_partners where slug = 'rival'")
    stranger = await sign_in(Role.OWNER, partner_id=rival)
    theirs = await refusals(stranger, every_route(made["id"], link, session))
    assert {status for status, _, _ in theirs} == {404}
    assert (await stranger.get("/api/sessions?everyone=true")).json()["items"] == []


async def test_whom_it_is_shared_with_works_in_it_and_shares_it_with_nobody(
    operator: httpx.AsyncClient, other: Any, opened: "Opening", session: int
) -> None:
    made = await opened(timing_session_ids=[session])
    path, link = f"/api/sessions/{made['id']}", await link_of(operator, made["id"])
    shared = await operator.put(path + "/people", json={"user_ids": [other.user_id]})
    assert [one["name"] for one in shared.json()["people"]] == ["Bo"]
    [seen] = (await other.get("/api/sessions")).json()["items"]
    assert (seen["id"], seen["mine"], seen["owner"]["name"]) == (made["id"], False, "Ada")
    for method, route, body in every_route(made["id"], link, session):
        answer = await other.request(method, route, json=body)
        expected = route.endswith(("/people", "/take-over"))
        assert (answer.status_code == 403) == expected, (route, answer.text)
        assert expected or answer.status_code < 300, (route, answer.text)
    assert (await operator.put(path + "/people", json={"user_ids": []})).json()["people"] == []
    assert (await other.get(path)).status_code == 404


async def test_it_is_shared_only_with_people_who_may_run_displays_here(
    operator: Any, sign_in: "SignIn", opened: "Opening", pool: Pool, rival_session: int
) -> None:
    del rival_session
    path = f"/api/sessions/{(await opened())['id']}/people"
    async with pool.hub("the rival's number") as connection:
        rival = await connection.fetchval("select id from timing_partners where slug = 'rival'")
    for stranger in (
        await sign_in(Role.ANNOUNCER),
        await sign_in(Role.OPERATOR, partner_id=rival),
    ):
        answer = await operator.put(path, json={"user_ids": [stranger.user_id]})
        assert (answer.status_code, answer.json()["code"]) == (422, "no_such_person")
    for wrong in ([0], [2**31], [1] * 101, ["x"], None):
        assert (await operator.put(path, json={"user_ids": wrong})).status_code == 422
    own = await operator.put(path, json={"user_ids": [operator.user_id]})
    assert own.json()["people"] == []


async def test_who_manages_displays_sees_everyones_and_takes_over(
    operator: httpx.AsyncClient, manager: Any, opened: "Opening"
) -> None:
    made = await opened()
    path = f"/api/sessions/{made['id']}"
    assert (await manager.get("/api/sessions")).json()["items"] == []
    [seen] = (await manager.get("/api/sessions?everyone=true")).json()["items"]
    assert (seen["owner"]["name"], seen["mine"]) == ("Ada", False)
    taken = (await manager.post(path + "/take-over")).json()
    assert (taken["owner"]["name"], taken["mine"]) == ("Cleo", True)
    assert (await operator.get(path)).status_code == 404


async def leave(pool: Pool, partner: int, user_id: int, how: str) -> None:
    if how == "disabled":
        async with pool.hub("somebody is disabled") as connection:
            await connection.execute("update users set state = 'disabled' where id = $1", user_id)
        return
    statements = {
        "sent away": "update memberships set state = 'ended' where user_id = $1",
        "read only": "update memberships set role = 'read_only' where user_id = $1",
    }
    async with pool.partner(partner) as connection:
        await connection.execute(statements[how], user_id)


@pytest.mark.parametrize("how", ["disabled", "sent away", "read only"])
async def test_what_somebody_left_behind_any_operator_takes_over(
    operator: Any, other: httpx.AsyncClient, opened: "Opening", pool: Pool, partner: int, how: str
) -> None:
    made = await opened()
    path = f"/api/sessions/{made['id']}"
    assert (await other.post(path + "/take-over")).status_code == 404
    await leave(pool, partner, operator.user_id, how)
    [left] = (await other.get("/api/sessions?abandoned=true")).json()["items"]
    assert (left["id"], left["owner"]["name"], left["owner"]["gone"]) == (made["id"], "Ada", True)
    assert (await other.get(path)).status_code == 404
    taken = (await other.post(path + "/take-over")).json()
    assert (taken["mine"], taken["owner"]["name"]) == (True, "Bo")
    assert (await other.get("/api/sessions?abandoned=true")).json()["items"] == []


async def test_a_share_ends_when_somebody_takes_it_over_and_the_log_says_who_did_what(
    operator: httpx.AsyncClient, other: Any, manager: Any, sign_in: "SignIn", opened: "Opening"
) -> None:
    made = await opened()
    path = f"/api/sessions/{made['id']}"
    await operator.put(path + "/people", json={"user_ids": [other.user_id, manager.user_id]})
    taken = (await manager.post(path + "/take-over")).json()
    assert [one["name"] for one in taken["people"]] == ["Bo"]
    owner = await sign_in(Role.OWNER)
    entries = (await owner.get("/api/audit?subject=display+session")).json()["entries"]
    told = [(one["who"]["name"], one["action"]) for one in entries]
    assert ("Ada", "created") in told
    assert ("Ada", "shared") in told
    assert ("Cleo", "taken over") in told


async def test_with_whom_one_can_share_is_told_by_name(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, manager: httpx.AsyncClient,
    sign_in: "SignIn",
) -> None:  # fmt: skip
    del other, manager
    await sign_in(Role.ANNOUNCER)
    items = (await operator.get("/api/sessions/sharers")).json()["items"]
    assert [(one["name"], one["role"]) for one in items] == [
        ("Ada", "operator"), ("Bo", "operator"), ("Cleo", "timer"),
    ]  # fmt: skip
