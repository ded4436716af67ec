"""Who on a roster is probably the same person twice? Pure; nothing is merged by itself.

Two people are told when their names are one name, however written (case, accents, order), and
nothing speaks against it: another gender, an age more than a year apart, another entry number of
the same registration system. The reason says what agrees.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import msgspec

from project88.events import names
from project88.events.model import Entrant, Stored

MOST_OF_A_NAME = 20
"""More people of one name are no mistake but a file of "TBA"s."""
_YEARS_OFF = 1


class Pair(msgspec.Struct, frozen=True):
    """Two people and what speaks for their being one; the surest pairs have the highest score."""

    first: int
    second: int
    reasons: tuple[str, ...]
    score: int


def find(people: Iterable[Stored]) -> list[Pair]:
    """The surest first."""
    by_name: dict[tuple[str, ...], list[Stored]] = {}
    for person in people:
        if name := names.key(person.entrant.first_name, person.entrant.last_name):
            by_name.setdefault(name, []).append(person)
    found = [pair for named in by_name.values() for pair in _pairs(named)]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _pairs(named: Sequence[Stored]) -> Iterator[Pair]:
    if 1 < len(named) <= MOST_OF_A_NAME:
        for one, other in combinations(named, 2):
            if not _against(one.entrant, other.entrant):
                reasons = tuple(_reasons(one.entrant, other.entrant))
                score = 2 * len(reasons) - (bool(one.entrant.bib) and bool(other.entrant.bib))
                # A name alone is shared by many; something else has to agree.
                if len(reasons) > 1 or not (one.entrant.bib and other.entrant.bib):
                    yield Pair(one.id, other.id, reasons, score)


def _against(one: Entrant, other: Entrant) -> bool:
    if one.gender and other.gender and one.gender != other.gender:
        return True
    if one.age is not None and other.age is not None and abs(one.age - other.age) > _YEARS_OFF:
        return True
    return bool(one.external_id and other.external_id and one.external_id != other.external_id)


def _reasons(one: Entrant, other: Entrant) -> Iterator[str]:
    """Codes; the screen has the words."""
    exactly = (one.first_name, one.last_name) == (other.first_name, other.last_name)
    turned = (
        names.words(one.first_name) == names.words(other.last_name) != names.words(other.first_name)
    )
    yield "same_name" if exactly else "turned_name" if turned else "name_spelled"
    if one.age is not None and other.age is not None:
        yield "same_age" if one.age == other.age else "near_age"
    if one.gender and one.gender == other.gender:
        yield "same_gender"
    if one.city and names.words(one.city) == names.words(other.city):
        yield "same_city"
    if one.team and names.words(one.team) == names.words(other.team):
        yield "same_team"
