"""The eight characters: what they may be, and what a person may type."""

import pytest

from project88.displays.address import address_of, new_address


def test_new_addresses_are_addresses_and_do_not_repeat() -> None:
    made = {new_address() for _ in range(5000)}
    assert len(made) == 5000
    assert all(address_of(address) == address for address in made)


def test_no_character_looks_like_another() -> None:
    used = {character for _ in range(2000) for character in new_address()}
    assert len(used) == 31
    assert not used & set("01OIL")


def test_small_letters_are_as_good() -> None:
    assert address_of("7hk2mpq9") == "7HK2MPQ9"


@pytest.mark.parametrize(
    "text",
    ["", "7HK2MPQ", "7HK2MPQ9X", "7HK2MPQO", "7HK2-PQ9", "ßHK2MPQ9", "7HK2MPQ9\n", "ſHK2MPQ"],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert address_of(text) is None
