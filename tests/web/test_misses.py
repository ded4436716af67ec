"""How far a guesser gets: the brake by itself, with a clock of its own."""

import asyncio
import random

import pytest

from project88.displays.address import ALPHABET, LENGTH
from project88.errors import NotFound, Unavailable
from project88.relay.alone import Alone
from project88.web.misses import (
    BURST,
    PER_MINUTE,
    REMEMBERED,
    STEP_S,
    Misses,
    held,
)

MINUTE = 60_000


class Counted(Alone):
    """Says how often it was asked."""

    asked = 0

    async def take(self, key: str, per_minute: float, burst: int, now_ms: int) -> bool:
        self.asked += 1
        await asyncio.sleep(0)
        return await super().take(key, per_minute, burst, now_ms)


class Away:
    """The server that counts does not answer."""

    async def take(self, key: str, per_minute: float, burst: int, now_ms: int) -> bool:
        del key, per_minute, burst, now_ms
        raise Unavailable("Redis does not answer.")


def addresses() -> str:
    return "".join(random.choices(ALPHABET, k=LENGTH))


async def test_a_hundred_thousand_guesses_learn_of_some_hundred_addresses() -> None:
    """A hundred guesses a second for a quarter of an hour from one network."""
    limits = Counted()
    misses = Misses(limits)
    looked = 0
    for number in range(100_000):
        looked += await misses.may_ask("203.0.113.9", addresses(), now=number * 10)
    minutes = 100_000 * 10 / MINUTE
    assert looked <= BURST + PER_MINUTE * minutes + 1
    assert looked > PER_MINUTE * minutes * 0.7
    # Nor does the server that counts hear of each of them.
    assert limits.asked < 4_000


async def test_web_processes_share_the_tries_of_a_network() -> None:
    limits = Counted()
    webs = [Misses(limits), Misses(limits)]
    may = [await webs[number % 2].may_ask("203.0.113.9", str(number), 0) for number in range(200)]
    assert sum(may) == BURST


async def test_a_thousand_guesses_of_one_moment_get_no_more() -> None:
    misses = Misses(Counted())
    may = await asyncio.gather(
        *(misses.may_ask("203.0.113.9", str(number), 0) for number in range(1000))
    )
    assert sum(may) == BURST


async def test_two_hundred_screens_that_come_to_a_link_at_once_are_one_try() -> None:
    limits = Counted()
    misses = Misses(limits)
    asking = (misses.may_ask("203.0.113.9", "7HK2MPQ9", 0) for _ in range(200))
    assert all(await asyncio.gather(*asking))
    assert limits.asked == 2  # its network's, and of all together


def network(number: int) -> str:
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


async def guessed(misses: Misses, caller: str, now: int) -> bool:
    """Whether a wrong address was looked up."""
    if not await misses.may_ask(caller, addresses(), now):
        return False
    misses.missed(caller, now)
    return True


@pytest.mark.parametrize("networks", [10_000, 2 * REMEMBERED + 1])
async def test_many_networks_together_get_seventy_tries_a_second(networks: int) -> None:
    misses, seconds, rate = Misses(Counted()), 30, 1_000
    through = 0
    for number in range(seconds * rate):
        through += await guessed(misses, network(number % networks), number * 1000 // rate)
    assert through <= (60 + seconds) * 70


async def test_who_never_missed_opens_a_link_while_a_botnet_guesses() -> None:
    misses = Misses(Counted())
    for number in range(60 * 500):
        await guessed(misses, network(number % 2_000), number * 2)
    assert not await guessed(misses, network(3), 60_000)
    assert await misses.may_ask("203.0.113.9", "7HK2MPQ9", 60_000)


async def test_what_was_found_stays_open_for_a_day_and_what_was_missed_is_a_guess_again() -> None:
    misses = Misses(Counted())
    await misses.may_ask("203.0.113.9", "FOUND234", 0)
    misses.found("203.0.113.9", "FOUND234", 0)
    await misses.may_ask("203.0.113.9", "MISSED23", 0)
    for at in (0, 11 * MINUTE):
        for number in range(1000):
            await misses.may_ask("203.0.113.9", f"{at} {number}", at)
    assert await misses.may_ask("203.0.113.9", "FOUND234", 11 * MINUTE)
    assert not await misses.may_ask("203.0.113.9", "MISSED23", 11 * MINUTE)


async def test_while_the_server_that_counts_is_away_each_process_counts_by_itself() -> None:
    misses = Misses(Away())
    may = [await misses.may_ask("203.0.113.9", str(number), 0) for number in range(200)]
    assert sum(may) == BURST


async def refused_after(took: float) -> None:
    async with held():
        await asyncio.sleep(took)
        raise NotFound("There is no display at this address.")


@pytest.mark.parametrize("took", [0.0, 0.03, 0.12])
async def test_a_refusal_leaves_at_a_full_step_whatever_the_look_took(took: float) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(NotFound):
        await refused_after(took)
    lasted = loop.time() - began
    steps = 2 if took > STEP_S else 1
    assert lasted >= steps * STEP_S - 0.001
