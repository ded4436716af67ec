"""In which division somebody is ranked, and which divisions share people.

Divisions may overlap on purpose (an open one beside the age groups). The first that fits counts, in
the order that the timer gave them. A division without a gender is for every gender, one without an
age limit is open at that end; somebody whose age or gender is not known fits only where it is not
asked for.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

OLDEST = 130


class Division(msgspec.Struct, frozen=True):
    """`gender` is "", M, F or X; ages are whole years on race day, both included."""

    name: str
    gender: str = ""
    youngest: int | None = None
    oldest: int | None = None

    @property
    def ages(self) -> tuple[int, int]:
        return (
            0 if self.youngest is None else self.youngest,
            OLDEST if self.oldest is None else self.oldest,
        )


class Shared(msgspec.Struct, frozen=True):
    """People who fit two divisions; they get the first."""

    first: Division
    second: Division
    gender: str
    youngest: int
    oldest: int


def division_of(age: int | None, gender: str, divisions: Iterable[Division]) -> Division | None:
    """The first division that fits; None when none does."""
    return next((one for one in divisions if _fits(age, gender, one)), None)


def overlaps(divisions: Sequence[Division]) -> list[Shared]:
    """Every pair that shares people, in the order of the divisions."""
    found = []
    for first, second in combinations(divisions, 2):
        if first.gender and second.gender and first.gender != second.gender:
            continue
        youngest = max(first.ages[0], second.ages[0])
        oldest = min(first.ages[1], second.ages[1])
        if youngest <= oldest:
            found.append(Shared(first, second, first.gender or second.gender, youngest, oldest))
    return found


def sentence(shared: Shared) -> str:
    """``Women of 40 to 49 fit F40 and F40-49.``"""
    who = {"": "People", "M": "Men", "F": "Women", "X": "Non-binary people"}[shared.gender]
    ages = _ages(shared.youngest, shared.oldest)
    return f"{who}{ages} fit {shared.first.name} and {shared.second.name}."


def _ages(youngest: int, oldest: int) -> str:
    if youngest == 0 and oldest == OLDEST:
        return " of every age"
    if youngest == 0:
        return f" up to {oldest}"
    if oldest == OLDEST:
        return f" from {youngest}"
    return f" of {youngest}" if youngest == oldest else f" of {youngest} to {oldest}"


def _fits(age: int | None, gender: str, division: Division) -> bool:
    if division.gender and division.gender != gender:
        return False
    if division.youngest is None and division.oldest is None:
        return True
    youngest, oldest = division.ages
    return age is not None and youngest <= age <= oldest
