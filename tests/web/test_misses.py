"""The brake on guessing: how far one network comes, how far many come, and who is not held up."""

import pytest

from project88.web.misses import REMEMBERED, Misses, TooManyMisses

SECOND = 1_000
WRONG = "NKNWN234"
RIGHT = "7HK2MPQ9"


def guessed(brake: Misses, network: str, now: int) -> bool:
    """Whether a wrong address was looked up, as the gate does it."""
    try:
        brake.check(network, WRONG, now)
    except TooManyMisses:
        return False
    brake.missed(network, WRONG, now)
    return True


def network(number: int) -> str:
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def test_one_network_misses_thirty_times_and_then_once_every_two_seconds() -> None:
    brake = Misses()
    assert sum(guessed(brake, "192.0.2.1", 0) for _ in range(100)) == 30
    assert sum(guessed(brake, "192.0.2.1", at * SECOND) for at in range(1, 101)) == 50


def test_addresses_of_one_household_are_one_network() -> None:
    brake = Misses()
    assert sum(guessed(brake, f"2001:db8::{number:x}", 0) for number in range(1, 101)) == 30


@pytest.mark.parametrize("networks", [10_000, 2 * REMEMBERED + 1])
def test_many_networks_together_get_seventy_tries_a_second(networks: int) -> None:
    brake, seconds, rate = Misses(), 30, 1_000
    through = sum(
        guessed(brake, network(number % networks), number * SECOND // rate)
        for number in range(seconds * rate)
    )
    assert through <= (60 + seconds) * 70


def test_a_screen_that_runs_is_not_held_up_by_who_guesses_beside_it() -> None:
    brake = Misses()
    brake.found(RIGHT)
    for _ in range(100):
        guessed(brake, "192.0.2.1", 0)
    brake.check("192.0.2.1", RIGHT, 0)


def test_who_never_missed_opens_a_link_while_a_botnet_guesses() -> None:
    brake = Misses()
    for number in range(60 * 500):
        guessed(brake, network(number % 2_000), number * 2)
    now = 60 * SECOND
    assert not guessed(brake, network(3), now)
    brake.check("192.0.2.1", RIGHT, now)


def test_a_link_that_ended_counts_as_wrong_again() -> None:
    brake = Misses()
    brake.found(RIGHT)
    brake.missed("192.0.2.1", RIGHT, 0)
    for _ in range(29):
        guessed(brake, "192.0.2.1", 0)
    with pytest.raises(TooManyMisses):
        brake.check("192.0.2.1", RIGHT, 0)
