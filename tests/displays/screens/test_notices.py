"""Words over screens: whom they concern, who comes later, and that taking them back restores all."""

from typing import Any

import pytest

from project88.accounts.roles import Role

# Any: devices, links and answers of this folder's fixtures.


@pytest.fixture
async def manager(sign_in: Any) -> Any:
    return await sign_in(Role.OWNER)


@pytest.fixture
async def other(sign_in: Any) -> Any:
    """Another operator of the same partner."""
    return await sign_in(Role.OPERATOR)


async def say(
    browser: Any, to: dict[str, Any], text: str, kind: str = "emergency", **more: Any
) -> Any:
    body = {"to": to, "kind": kind, "text": text} | more
    answer = await browser.post("/api/screens/notices", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def over(browser: Any, **query: Any) -> list[str | None]:
    """What stands over each screen that is listed there."""
    screens = (await browser.get("/api/screens", params=query)).json()["screens"]
    return [one["notice"] and one["notice"]["text"] for one in screens]


async def entered(device: Any, address: str) -> Any:
    one = device()
    await one.enter(address)
    return one


async def test_an_emergency_covers_all_and_whoever_comes_later_until_it_is_taken_back(
    device: Any, finish: Any, operator: Any
) -> None:
    await entered(device, finish.address)
    await say(operator, {"all": True}, "Prizes at four", "message")
    said = await say(operator, {"all": True}, "Leave the hall")
    assert (said["screens"], said["may_take_back"]) == (1, True)
    await entered(device, finish.address)
    await say(operator, {"all": True}, "Newer words", "message")
    assert await over(operator) == ["Leave the hall"] * 2
    assert (await operator.delete(f"/api/screens/notices/{said['id']}")).status_code == 204
    assert await over(operator) == ["Newer words"] * 2
    assert (await operator.delete(f"/api/screens/notices/{said['id']}")).status_code == 404


async def test_all_means_the_own_sessions_and_for_managers_the_whole_partner(
    device: Any, opened: Any, operator: Any, other: Any, manager: Any
) -> None:
    for owner in (operator, other):
        await entered(device, (await opened(owner)).address)
    await say(operator, {"all": True}, "Mine")
    assert await over(manager, everyone=True) == ["Mine", None]
    whole = await say(manager, {"all": True}, "Everybody")
    assert whole["screens"] == 2
    later = await opened(other)
    await entered(device, later.address)
    assert await over(manager, everyone=True) == ["Everybody"] * 3
    # An operator sees what covers the own screens, and cannot take away what is for everybody.
    told = (await operator.get("/api/screens/notices")).json()["notices"]
    assert [(one["text"], one["screens"], one["may_take_back"]) for one in told] == [
        ("Everybody", 1, False),
        ("Mine", 1, True),
    ]
    refused = await operator.delete(f"/api/screens/notices/{whole['id']}")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert [one["text"] for one in (await other.get("/api/screens/notices")).json()["notices"]] == [
        "Everybody"
    ]


async def test_words_of_several_sessions_are_one_act(
    device: Any, opened: Any, operator: Any
) -> None:
    for _ in range(2):
        await entered(device, (await opened(operator)).address)
    said = await say(operator, {"all": True}, "Both")
    (told,) = (await operator.get("/api/screens/notices")).json()["notices"]
    assert (told["id"], told["screens"], len(told["to"])) == (said["id"], 2, 2)
    assert told["made_by"] == "Person 1"
    await operator.delete(f"/api/screens/notices/{said['id']}")
    assert await over(operator) == [None, None]


async def test_a_group_and_a_screen_are_meant_alone(
    device: Any, finish: Any, operator: Any
) -> None:
    hall = [await entered(device, finish.address) for _ in range(3)]
    await operator.patch(f"/api/screens/{hall[0].screen['id']}", json={"group": "Arch"})
    await say(operator, {"group": "Arch"}, "To the arch")
    await say(operator, {"screens": [hall[1].screen["id"]]}, "To one", "message")
    assert await over(operator) == ["To the arch", "To one", None]


async def test_a_message_is_over_when_its_time_is(
    device: Any, finish: Any, operator: Any, clock: Any
) -> None:
    await entered(device, finish.address)
    await say(operator, {"all": True}, "Soon over", "message", seconds=10)
    assert await over(operator) == ["Soon over"]
    clock.ms += 10_000
    assert await over(operator) == [None]
    assert (await operator.get("/api/screens/notices")).json() == {"notices": []}


async def test_words_of_another_operator_or_partner_do_not_exist(
    device: Any, finish: Any, operator: Any, other: Any, sign_in: Any, pool: Any
) -> None:
    screen = await entered(device, finish.address)
    said = [
        await say(operator, to, "Ours")
        for to in (
            {"all": True},
            {"screens": [screen.screen["id"]]},
            {"display_session_id": finish.id},
        )
    ]
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    for stranger in (other, await sign_in(Role.OWNER, partner_id=rival)):
        assert (await stranger.get("/api/screens/notices")).json() == {"notices": []}
        for one in said:
            refused = await stranger.delete(f"/api/screens/notices/{one['id']}")
            assert (refused.status_code, refused.json()["code"]) == (404, "no_notice")
        for to in ({"screens": [screen.screen["id"]]}, {"display_session_id": finish.id}):
            body = {"to": to, "kind": "message", "text": "x"}
            assert (await stranger.post("/api/screens/notices", json=body)).status_code == 404
    assert await over(operator) == ["Ours"]


async def test_who_has_no_session_says_nothing_to_all(operator: Any) -> None:
    body = {"to": {"all": True}, "kind": "message", "text": "x"}
    assert (await operator.post("/api/screens/notices", json=body)).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""}, {"text": " \n"}, {"text": "x" * 301}, {"text": "\x00"}, {"kind": "joke"}, {"seconds": 0},
        {"seconds": 86_401}, {"to": {}}, {"to": {"all": True, "group": "x"}}, {"loud": True},
    ],
)  # fmt: skip
async def test_a_notice_that_is_none_is_refused(finish: Any, operator: Any, wrong: Any) -> None:
    body = {"to": {"all": True}, "kind": "message", "text": "x"} | wrong
    assert (await operator.post("/api/screens/notices", json=body)).status_code == 422
