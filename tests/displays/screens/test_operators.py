"""What operators see and do: their own screens at once, and nothing of anybody else's."""

from hashlib import sha256
from typing import Any

import msgspec
import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool
from project88.displays.assignments.store import world

# Any: devices, links and answers of this folder's fixtures.

ORDERS: list[dict[str, Any]] = [
    {"do": "identify", "seconds": 20}, {"do": "blank", "on": True}, {"do": "reload"},
    {"do": "point", "display_session_id": None, "template": "wall"},
    {"do": "release_takeover", "minutes": 5}, {"do": "clear_queue"},
]  # fmt: skip


@pytest.fixture
async def other(sign_in: Any) -> Any:
    """Another operator of the same partner."""
    return await sign_in(Role.OPERATOR)


@pytest.fixture
async def manager(sign_in: Any) -> Any:
    return await sign_in(Role.TIMER)


async def entered(device: Any, address: str) -> Any:
    one = device()
    await one.enter(address)
    return one


async def test_each_sees_the_screens_of_the_own_sessions_and_managers_everyones(
    device: Any, opened: Any, operator: Any, other: Any, manager: Any, seen: Any
) -> None:
    mine, theirs = await opened(operator), await opened(other)
    await entered(device, mine.address)
    await entered(device, theirs.address)
    assert [one["number"] for one in await seen(operator)] == [1]
    assert [one["number"] for one in await seen(other)] == [2]
    assert await seen(manager) == []
    assert [one["number"] for one in await seen(manager, everyone=True)] == [1, 2]
    assert [one["number"] for one in await seen(manager, display_session_id=mine.id)] == [1]
    assert [one["number"] for one in await seen(operator, everyone=True)] == [1]
    answer = await operator.get("/api/screens", params={"display_session_id": theirs.id})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_display_session")


async def test_who_a_session_is_shared_with_has_its_screens_too(
    device: Any, finish: Any, other: Any, seen: Any, pool: Pool, partner: int, order: Any
) -> None:
    screen = await entered(device, finish.address)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into display_session_people (display_session_id, timing_partner_id, user_id) "
            "values ($1, $2, $3)",
            finish.id, partner, other.user_id,
        )  # fmt: skip
    assert [one["number"] for one in await seen(other)] == [1]
    to = {"screens": [screen.screen["id"]]}
    assert (await order(other, to, "blank", on=True)).json() == {"screens": 1}


async def test_a_key_has_the_screens_of_sessions_that_nobody_owns(
    device: Any, opened: Any, operator: Any, with_key: Any, seen: Any
) -> None:
    nobodys, somebodys = await opened(), await opened(operator)
    await entered(device, nobodys.address)
    await entered(device, somebodys.address)
    program = await with_key({Permission.DISPLAYS_RUN})
    assert [one["number"] for one in await seen(program)] == [1]


@pytest.mark.parametrize("wanted", ORDERS, ids=lambda one: one["do"])
async def test_a_screen_of_somebody_else_does_not_exist(
    device: Any, finish: Any, opened: Any, other: Any, pool: Pool, partner: int, seen: Any,
    wanted: dict[str, Any],
) -> None:  # fmt: skip
    theirs = await entered(device, finish.address)
    own = await entered(device, (await opened(other)).address)
    before = await _rows(pool, partner)
    for to in (
        {"screens": [theirs.screen["id"], own.screen["id"]]},
        {"screens": [own.screen["id"], 9999]},
        {"display_session_id": finish.id},
        {"display_session_id": finish.id, "group": "x"},
    ):
        answer = await other.post("/api/screens/orders", json={"to": to, "order": wanted})
        assert answer.status_code == 404
    # Not one of them was told when one of them was not there.
    assert await _rows(pool, partner) == before


async def test_no_route_of_a_screen_knows_that_of_another_operator_or_partner(
    device: Any, finish: Any, other: Any, sign_in: Any, pool: Pool
) -> None:
    number = (await entered(device, finish.address)).screen["id"]
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    for stranger in (other, await sign_in(Role.OWNER, partner_id=rival)):
        for one in (number, 9999):
            orders = {"to": {"display_session_id": finish.id}, "order": {"do": "reload"}}
            assert (await stranger.post("/api/screens/orders", json=orders)).status_code == 404
            answers = [
                await stranger.patch(f"/api/screens/{one}", json={"name": "Mine"}),
                await stranger.delete(f"/api/screens/{one}"),
                await stranger.get(f"/api/screens/{one}/takeover"),
            ]
            assert {(each.status_code, each.json()["code"]) for each in answers} == {
                (404, "no_screen")
            }


@pytest.mark.parametrize("role", [Role.ANNOUNCER, Role.VOLUNTEER, Role.READ_ONLY])
async def test_who_runs_no_displays_sees_no_screens(sign_in: Any, role: Role) -> None:
    browser = await sign_in(role)
    assert (await browser.get("/api/screens")).status_code == 403
    assert (await browser.get("/api/screens/notices")).status_code == 403
    assert (await browser.get("/api/screens/stream")).status_code == 403


async def test_orders_reach_whom_they_mean(
    device: Any, finish: Any, operator: Any, seen: Any, order: Any
) -> None:
    hall = [await entered(device, finish.address) for _ in range(3)]
    for one in hall[:2]:
        path = f"/api/screens/{one.screen['id']}"
        assert (await operator.patch(path, json={"group": " Arch "})).json()["group"] == "Arch"
    assert (await order(operator, {"group": "Arch"}, "blank", on=True)).json() == {"screens": 2}
    assert [one["blank"] for one in await seen(operator)] == [True, True, False]
    assert (await order(operator, {"all": True}, "identify", seconds=30)).json() == {"screens": 3}
    assert all(one["identify_until"] for one in await seen(operator))
    await order(operator, {"display_session_id": finish.id}, "identify", seconds=0)
    assert not any(one["identify_until"] for one in await seen(operator))
    assert (await order(operator, {"group": "Nobody"}, "reload")).json() == {"screens": 0}


async def test_a_group_that_another_operator_calls_the_same_is_another(
    device: Any, finish: Any, opened: Any, operator: Any, other: Any, order: Any, seen: Any
) -> None:
    for browser, link in ((operator, finish), (other, await opened(other))):
        one = await entered(device, link.address)
        await browser.patch(f"/api/screens/{one.screen['id']}", json={"group": "Arch"})
    assert (await order(operator, {"group": "Arch"}, "blank", on=True)).json() == {"screens": 1}
    assert [one["blank"] for one in await seen(other)] == [False]


@pytest.mark.parametrize(
    "to",
    [
        {}, {"all": False}, {"all": True, "group": "x"}, {"screens": []}, {"screens": [0]},
        {"screens": [1], "group": "x"}, {"screens": [1], "display_session_id": 1},
        {"all": True, "display_session_id": 1}, {"group": ""}, {"who": 1}, {"group": "\x00"},
    ],
)  # fmt: skip
async def test_orders_mean_screens_in_one_way(
    operator: Any, to: dict[str, Any], order: Any
) -> None:
    assert (await order(operator, to, "reload")).status_code == 422


@pytest.mark.parametrize(
    "wanted",
    [
        {}, {"do": "explode"}, {"do": "identify", "seconds": 601}, {"do": "blank"}, {"do": "reload", "x": 1},
        {"do": "point", "template": "none"}, {"do": "release_takeover", "minutes": 61}, None, "reload",
    ],
)  # fmt: skip
async def test_an_order_that_is_none_is_refused(operator: Any, wanted: Any) -> None:
    answer = await operator.post("/api/screens/orders", json={"to": {"all": True}, "order": wanted})
    assert answer.status_code == 422


async def test_pointing_needs_reach_on_what_is_shown_and_on_what_is_to_be_shown(
    device: Any, finish: Any, opened: Any, operator: Any, other: Any, manager: Any, order: Any, seen: Any
) -> None:  # fmt: skip
    screen = await entered(device, finish.address)
    start, theirs = await opened(operator, name="Start"), await opened(other, name="Theirs")
    to = {"screens": [screen.screen["id"]]}
    refused = await order(operator, to, "point", display_session_id=theirs.id)
    assert (refused.status_code, refused.json()["code"]) == (404, "no_display_session")
    path = f"/api/screens/{screen.screen['id']}"
    assert (await operator.patch(path, json={"display_session_id": theirs.id})).status_code == 404
    await order(operator, to, "point", display_session_id=start.id)
    (one,) = await seen(operator)
    assert (one["session"]["name"], one["session"]["by"]) == ("Start", "operator")
    # Whoever sees everything may send it away; then it is the other's, and not the operator's.
    await order(manager, to, "point", display_session_id=theirs.id)
    assert await seen(operator) == []
    assert [one["number"] for one in await seen(other)] == [1]
    # The other may not send it back to a session that is not there for him.
    assert (await order(other, to, "point", display_session_id=None)).status_code == 404
    assert (await order(manager, to, "point", display_session_id=None)).json() == {"screens": 1}
    assert [one["session"]["by"] for one in await seen(operator)] == ["link"]


async def test_nobody_is_pointed_to_a_session_that_is_over(
    device: Any, finish: Any, opened: Any, operator: Any, order: Any, pool: Pool, partner: int
) -> None:
    screen, old = await entered(device, finish.address), await opened(operator)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "update display_sessions set state = 'archived' where id = $1", old.id
        )
    to = {"screens": [screen.screen["id"]]}
    answer = await order(operator, to, "point", display_session_id=old.id)
    assert (answer.status_code, answer.json()["code"]) == (409, "archived")


async def test_a_screen_is_changed_field_by_field(device: Any, finish: Any, operator: Any) -> None:
    path = f"/api/screens/{(await entered(device, finish.address)).screen['id']}"
    wanted = {
        "name": "Arch, left", "group": "Arch", "language": "de", "locations": ["Finish"], "template": "wall",
    }  # fmt: skip
    changed = (await operator.patch(path, json=wanted)).json()
    assert {key: changed[key] for key in wanted} == wanted
    back = (await operator.patch(path, json={"language": None, "locations": None})).json()
    assert (back["language"], back["locations"], back["name"]) == (None, None, "Arch, left")
    refused: tuple[dict[str, object], ...] = (
        {"name": " "}, {"name": "x" * 61}, {"name": "a\nb"}, {"group": "x" * 61}, {"language": "fr"},
        {"locations": []}, {"template": "x"}, {"number": 2}, {"display_session_id": 0}, {"name": None},
    )  # fmt: skip
    for wrong in refused:
        assert (await operator.patch(path, json=wrong)).status_code == 422, wrong


async def test_how_a_screen_shows_is_set_as_a_whole_and_told_where_it_is_unusual(
    device: Any, finish: Any, operator: Any, pool: Pool, partner: int
) -> None:
    screen = await entered(device, finish.address)
    path = f"/api/screens/{screen.screen['id']}"
    wanted = {
        "fit": "actual", "x": -32, "y": 16, "rotation": 90, "brightness": 60, "burn_in_guard": False,
        "night": {"start": "21:30", "until": "05:00", "brightness": 10}, "sound": True, "calm": True,
        "races": [4], "genders": ["F", "X"], "divisions": ["F40"], "show_ms": 2000,
    }  # fmt: skip
    changed = (await operator.patch(path, json={"settings": wanted})).json()
    assert changed["settings"] == wanted
    assert (await operator.patch(path, json={"group": "Arch"})).json()["settings"] == wanted
    async with pool.partner(partner) as connection:
        known = await world(connection, [finish.address], [sha256(screen.key.encode()).digest()])
    (told,) = known.screens.values()
    assert msgspec.to_builtins(told.settings) == wanted
    assert known.sessions[finish.id].event is None
    usual = (await operator.patch(path, json={"settings": {"fit": "contain"}})).json()
    assert usual["settings"] == {}
    refused: tuple[dict[str, object], ...] = (
        {"fit": "stretch"}, {"rotation": 45}, {"brightness": 9}, {"brightness": 101}, {"x": 16385},
        {"night": {"start": "24:00"}}, {"genders": ["W"]}, {"show_ms": 999}, {"divisions": ["a\nb"]}, {"volume": 3},
    )  # fmt: skip
    for wrong in refused:
        assert (await operator.patch(path, json={"settings": wrong})).status_code == 422, wrong


async def test_the_code_comes_with_an_address_that_can_be_scanned(
    device: Any, finish: Any, operator: Any
) -> None:
    screen = await entered(device, finish.address)
    told = (await operator.get(f"/api/screens/{screen.screen['id']}/takeover")).json()
    assert told["url"] == f"https://hub.test/display/{finish.address}?screen={told['code']}"
    assert told["qr"].startswith("<svg")


async def test_a_long_list_comes_in_pages(device: Any, finish: Any, operator: Any) -> None:
    for _ in range(3):
        await entered(device, finish.address)
    first = (await operator.get("/api/screens", params={"limit": 2})).json()
    rest = (await operator.get("/api/screens", params={"limit": 2, "after": first["after"]})).json()
    assert [one["number"] for one in first["screens"]] == [1, 2]
    assert ([one["number"] for one in rest["screens"]], rest["after"]) == ([3], None)


async def _rows(pool: Pool, partner: int) -> list[str]:
    async with pool.partner(partner) as connection:
        rows = await connection.fetch("select to_jsonb(s)::text as row from screens s order by id")
    return [row["row"] for row in rows]
