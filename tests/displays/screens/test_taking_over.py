"""A spare device becomes a dead screen, and nobody takes one that runs."""

from typing import Any

import pytest

from project88.accounts.roles import Role

# Any: devices, links and answers of this folder's fixtures.


@pytest.fixture
async def dead(device: Any, finish: Any, operator: Any, clock: Any) -> Any:
    """A screen with everything that an operator can give it, which has been silent for a while."""
    one = device()
    await one.enter(finish.address)
    await one.report(page="runners", width=1920)
    await operator.patch(
        f"/api/screens/{one.screen['id']}",
        json={"name": "Arch", "group": "Finish", "language": "de", "template": "wall"},
    )
    clock.ms += 30_000
    return one


async def test_the_operator_sees_the_same_screen_on_the_new_device(
    device: Any, dead: Any, finish: Any, operator: Any, seen: Any
) -> None:
    (before,) = await seen(operator)
    assert before["state"] == "down"
    spare = device("198.51.100.4")
    answer = await spare.take_over(finish.address, dead.screen["code"].lower())
    assert answer.status_code == 200
    assert (spare.screen["id"], spare.screen["name"]) == (dead.screen["id"], "Arch")
    assert spare.key != dead.key
    await spare.report(width=390)
    (screen,) = await seen(operator)
    assert (screen["state"], screen["width"]) == ("up", 390)
    for same in ("id", "number", "name", "group", "language", "template", "session", "code"):
        assert screen[same] == before[same]


async def test_the_key_of_the_dead_device_is_void(device: Any, dead: Any, finish: Any) -> None:
    spare = device()
    await spare.take_over(finish.address, dead.screen["code"])
    assert [await dead.report(), await dead.report()] == [204, 404]
    number = dead.screen["number"]
    await dead.enter(finish.address)
    assert dead.screen["number"] == number + 1


async def test_a_running_screen_is_not_taken_unless_it_was_released(
    device: Any, finish: Any, operator: Any, order: Any, clock: Any
) -> None:
    running, spare = device(), device()
    await running.enter(finish.address)
    code, to = running.screen["code"], {"screens": [running.screen["id"]]}
    for _ in range(2):
        refused = await spare.take_over(finish.address, code)
        assert (refused.status_code, refused.json()["code"]) == (409, "screen_is_running")
        await running.report()
    await order(operator, to, "release_takeover", minutes=1)
    clock.ms += 61_000
    await running.report()
    assert (await spare.take_over(finish.address, code)).status_code == 409
    await order(operator, to, "release_takeover", minutes=1)
    assert (await spare.take_over(finish.address, code)).status_code == 200
    # Once is enough: the release is used up, and the new device counts as heard.
    assert (await device().take_over(finish.address, code)).status_code == 409


async def test_one_that_never_reported_can_be_taken_after_half_a_minute(
    device: Any, finish: Any, clock: Any
) -> None:
    one, spare = device(), device()
    await one.enter(finish.address)
    clock.ms += 30_000
    assert (await spare.take_over(finish.address, one.screen["code"])).status_code == 200


async def test_another_link_of_the_session_serves_and_one_of_another_session_does_not(
    device: Any, dead: Any, finish: Any, opened: Any, operator: Any, sign_in: Any
) -> None:
    code = dead.screen["code"]
    theirs = await opened(await sign_in(Role.OPERATOR))
    refused = await device().take_over(theirs.address, code)
    assert (refused.status_code, refused.json()["code"]) == (404, "no_display")
    later = await opened(operator, session=finish.id)
    assert (await device().take_over(later.address, code)).status_code == 200


async def test_a_screen_that_was_pointed_away_stays_so_on_the_new_device(
    device: Any, dead: Any, finish: Any, opened: Any, operator: Any, order: Any, seen: Any
) -> None:
    start = await opened(operator, name="Start")
    await order(operator, {"screens": [dead.screen["id"]]}, "point", display_session_id=start.id)
    for address in (finish.address, start.address):
        spare = device()
        assert (await spare.take_over(address, dead.screen["code"])).status_code in {200, 409}
        assert [one["session"]["name"] for one in await seen(operator)] == ["Start"]


@pytest.mark.parametrize("code", ["ABCDEFGH", "x", "0OIL10OI", " ", "ключ", "x" * 40])
async def test_a_wrong_code_answers_like_a_wrong_link(
    device: Any, dead: Any, finish: Any, code: str
) -> None:
    answer = await device().take_over(finish.address, code)
    wrong = await device().enter("ABCDEFGH")
    assert (answer.status_code, answer.json()) == (404, wrong.json())


async def test_codes_are_guessed_a_few_times_and_then_no_more(
    device: Any, dead: Any, finish: Any
) -> None:
    guesser = device("198.51.100.66")
    statuses = []
    for number in range(100):
        tens, ones = divmod(number, 10)
        code = f"ABCDEF{'23456789AB'[tens]}{'23456789AB'[ones]}"
        statuses.append((await guesser.take_over(finish.address, code)).status_code)
    assert set(statuses) == {404, 429}
    assert statuses[-1] == 429
    # Screens of that network go on.
    assert (await guesser.enter(finish.address)).status_code == 200


async def test_a_forgotten_screen_cannot_be_taken(
    device: Any, dead: Any, finish: Any, operator: Any
) -> None:
    await operator.delete(f"/api/screens/{dead.screen['id']}")
    assert (await device().take_over(finish.address, dead.screen["code"])).status_code == 404
