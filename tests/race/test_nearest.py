"""Whose tag an unknown one could be: one slip of a finger, and not two."""

import pytest

from project88.race.nearest import Nearby, Slip

KNOWN = [("1243", 1), ("1253", 2), ("124", 3), ("12434", 4), ("007", 5), ("7", 6), ("9", 7)]


def near(tag: str, unheard: set[int] | None = None) -> list[tuple[str, Slip]]:
    return [(one.known_as, one.slip) for one in Nearby(KNOWN).near(tag, unheard or set())]


@pytest.mark.parametrize(
    ("tag", "known", "slip"),
    [
        ("2143", "1243", Slip.TURNED),
        ("1248", "1243", Slip.DIGIT),
        ("1344", "", None),
        ("2434", "12434", Slip.MISSING),
        ("11253", "1253", Slip.EXTRA),
        ("01248", "1243", Slip.DIGIT),
    ],
)
def test_one_slip_is_found_and_two_are_not(tag: str, known: str, slip: Slip | None) -> None:
    assert next(iter(near(tag)), ("", None)) == (known, slip)


def test_a_tag_that_stands_for_several_names_them_all() -> None:
    assert sorted(near("07")) == [("007", Slip.AMBIGUOUS), ("7", Slip.AMBIGUOUS)]


def test_whoever_was_not_heard_comes_first() -> None:
    assert near("1252")[0] == ("1253", Slip.DIGIT)
    assert near("1233", {1}) == [("1243", Slip.DIGIT), ("1253", Slip.DIGIT)]
    assert near("1233", {2}) == [("1253", Slip.DIGIT), ("1243", Slip.DIGIT)]


def test_a_tag_of_one_sign_is_nobodys_neighbour() -> None:
    assert near("8") == []
