"""Who was meant, also when it was typed in a hurry."""

import pytest

from project88.results.announcer.field import Person
from project88.results.announcer.searching import edits, found, plain

NAMES = (
    ("8", "Siobhán", "O’Neill"), ("81", "Anne-Marie", "de Vries"), ("12", "Grzegorz", "Brzęczyszczykiewicz"),
    ("A7", "Jörg", "Groß"), ("4", "Søren", "Kjær"), ("9", "", ""), ("30", "Anna", "Visser"),
)  # fmt: skip
PEOPLE = [
    Person(number, 1, bib, first, last, "F", 30, "", "", "", "", "", "public")
    for number, (bib, first, last) in enumerate(NAMES)
]


@pytest.mark.parametrize(
    ("query", "bibs"),
    [
        ("8", ["8", "81"]),
        ("a7", ["A7"]),
        ("siobhan", ["8"]),
        ("Siobahn", ["8"]),
        ("O’Neill", ["8"]),
        ("oneill", ["8"]),
        ("o'neil", ["8"]),
        ("vries anne", ["81"]),
        ("marie", ["81"]),
        ("gross", ["A7"]),
        ("Sören Kjaer", ["4"]),
        ("brzenczyszczykiewicz", ["12"]),
        ("ann", ["81", "30"]),
        ("viser", ["30"]),
        ("visser anna", ["30"]),
        ("zz", []),
        ("   ", []),
    ],
)
def test_bib_and_name_are_found(query: str, bibs: list[str]) -> None:
    assert [one.bib for one in found(PEOPLE, query)] == bibs


def test_letters_are_compared_without_accents_and_case() -> None:
    assert plain("Ó Súilleabháin ŁÓDŹ Øst Groß") == "o suilleabhain lodz ost gross"


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("ann", "ann", 0), ("ann", "nan", 1), ("visser", "viser", 1), ("", "ab", 2)],
)
def test_mistakes_are_counted(one: str, other: str, number: int) -> None:
    assert edits(one, other) == edits(other, one) == number
