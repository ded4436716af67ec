"""A browser is the same screen whatever happens to it, and nobody else can be it."""

import asyncio
from typing import Any

import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.displays.screens import entering

# Any: devices, links and answers of this folder's fixtures.


async def test_a_browser_becomes_a_screen_with_the_next_number(
    device: Any, finish: Any, operator: Any, seen: Any
) -> None:
    first, second = device(), device()
    assert (await first.enter(finish.address, width=1920, height=1080)).status_code == 200
    await second.enter(finish.address)
    assert (first.screen["number"], first.screen["name"]) == (1, "Screen 1")
    assert second.screen["number"] == 2
    assert len(first.key) == 22
    assert first.key != second.key
    listed = await seen(operator)
    assert [(one["number"], one["state"]) for one in listed] == [(1, "never"), (2, "never")]
    assert listed[0]["takeover_url"] == (
        f"https://hub.test/display/{finish.address}?screen={first.screen['code']}"
    )


async def test_the_key_itself_is_not_in_the_database(
    device: Any, finish: Any, pool: Pool, partner: int
) -> None:
    one = device()
    await one.enter(finish.address)
    async with pool.partner(partner) as connection:
        row = await connection.fetchval("select to_jsonb(s)::text from screens s")
    assert one.key not in row


async def test_a_screen_comes_back_as_itself_by_whichever_link(
    device: Any, finish: Any, opened: Any, operator: Any, order: Any, seen: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    was = one.screen
    await order(operator, {"screens": [was["id"]]}, "blank", on=True)
    again = await one.enter(finish.address)
    assert again.json() == was | {"assignment": was["assignment"] | {"blank": True}}
    later = await opened(operator, session=finish.id)
    assert (await one.enter(later.address)).json() == again.json()
    elsewhere = await opened(operator, name="Start")
    # What was wanted of it at the finish does not hold at the start.
    assert (await one.enter(elsewhere.address)).json() == was
    (screen,) = await seen(operator)
    assert screen["session"]["name"] == "Start"


async def test_a_key_of_another_partner_is_unknown_here(
    device: Any, finish: Any, opened: Any, rival: int, seen: Any, sign_in: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    key, theirs = one.key, await opened(of=rival)
    await one.enter(theirs.address)
    assert one.key != key
    assert one.screen["number"] == 1
    stranger = await sign_in(Role.OWNER, partner_id=rival)
    assert len(await seen(stranger, everyone=True)) == 1


@pytest.mark.parametrize("key", ["", "x", "A" * 100, "ключ", "%00"])
async def test_any_text_is_a_key_that_nobody_knows(device: Any, finish: Any, key: str) -> None:
    one = device()
    one.key = key
    assert (await one.enter(finish.address)).status_code == 200
    assert one.key != key


async def test_two_hundred_browsers_at_once_get_two_hundred_numbers(
    device: Any, finish: Any
) -> None:
    first, hall = device(), [device() for _ in range(200)]
    await first.enter(finish.address)
    answers = await asyncio.gather(*(one.enter(finish.address) for one in hall))
    assert {one.status_code for one in answers} == {200}
    assert sorted(one.screen["number"] for one in hall) == list(range(2, 202))
    assert len({one.screen["code"] for one in hall}) == 200


async def test_one_network_makes_so_many_screens_and_known_ones_still_enter(
    device: Any, finish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("project88.displays.screens.device_routes.NEW_AT_ONCE", 2)
    known, other, late = device(), device(), device()
    await known.enter(finish.address)
    await other.enter(finish.address)
    refused = await late.enter(finish.address)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_screens")
    assert (await known.enter(finish.address)).status_code == 200
    assert (await device("198.51.100.99").enter(finish.address)).status_code == 200


async def test_a_link_has_room_for_so_many_screens(
    device: Any, finish: Any, operator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "MOST_ON_A_LINK", 1)
    first, second = device(), device()
    await first.enter(finish.address)
    refused = await second.enter(finish.address)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_screens")
    await operator.delete(f"/api/screens/{first.screen['id']}")
    assert (await second.enter(finish.address)).status_code == 200


async def test_without_a_link_that_works_nobody_enters(
    device: Any, opened: Any, operator: Any
) -> None:
    ended = await opened(operator, hours=-1)
    for address in (ended.address, "ABCDEFGH"):
        answer = await device().enter(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_display")


@pytest.fixture
async def rival(pool: Pool) -> int:
    async with pool.hub("a second timing partner for a test") as connection:
        number: int = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    return number
