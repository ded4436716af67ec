"""Buckets of tries hold what they promise, however many ask at once."""

import asyncio

import pytest

from project88.relay import Relay
from project88.relay.limits import Limits

NOW = 1_900_000_000_000


@pytest.fixture
def limits(opened: Relay) -> Limits:
    return opened.limits


async def taken(limits: Limits, tries: int, now: int = NOW, key: str = "address 192.0.2.7") -> int:
    return [await limits.take(key, 6, 3, now) for _ in range(tries)].count(True)


async def test_a_new_bucket_is_full(limits: Limits) -> None:
    assert await taken(limits, 10) == 3


async def test_tries_come_back_one_by_one(limits: Limits) -> None:
    await taken(limits, 10)
    assert await taken(limits, 10, NOW + 9_999) == 0
    assert await taken(limits, 10, NOW + 10_000) == 1
    assert await taken(limits, 10, NOW + 30_000) == 2


async def test_a_bucket_never_holds_more_than_its_burst(limits: Limits) -> None:
    await taken(limits, 10)
    assert await taken(limits, 10, NOW + 86_400_000) == 3


async def test_asking_in_vain_costs_nothing(limits: Limits) -> None:
    await taken(limits, 3)
    for now in range(NOW, NOW + 10_000, 500):
        assert await taken(limits, 1, now) == 0
    assert await taken(limits, 1, NOW + 10_000) == 1


async def test_buckets_do_not_share(limits: Limits) -> None:
    await taken(limits, 10)
    assert await taken(limits, 10, key="address 192.0.2.8") == 3


async def test_fifty_who_come_at_once_get_no_more_than_there_is(limits: Limits) -> None:
    takes = [limits.take("crowd", 60, 7, NOW) for _ in range(50)]
    assert (await asyncio.gather(*takes)).count(True) == 7


async def test_a_clock_that_is_behind_takes_nothing_back(limits: Limits) -> None:
    await taken(limits, 3, NOW + 60_000)
    assert await taken(limits, 10, NOW) == 0
    assert await taken(limits, 10, NOW + 70_000) == 1


async def test_any_text_may_name_a_bucket(limits: Limits) -> None:
    for key in ("", "Zoë", "\udcff", "a\0b", "x" * 100_000):
        assert await limits.take(key, 1, 1, NOW)
        assert not await limits.take(key, 1, 1, NOW)


async def test_a_bucket_without_room_is_a_mistake(limits: Limits) -> None:
    with pytest.raises(ValueError, match="at least one"):
        await limits.take("nothing", 1, 0, NOW)
