"""Which bib does who get? The lowest free one of the first range that is for the person. Pure.

A range for a race or a gender is for those alone; people who have a bib keep it.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from project88.events.model import Stored


class Range(msgspec.Struct, frozen=True):
    """Numbers from first to last, both included, behind a prefix."""

    first: int
    last: int
    prefix: str = ""
    race: str | None = None
    gender: str = ""

    def bibs(self) -> Iterator[str]:
        return (f"{self.prefix}{number}" for number in range(self.first, self.last + 1))

    def is_for(self, person: Stored) -> bool:
        return (self.race is None or person.entrant.race == self.race) and (
            not self.gender or person.entrant.gender == self.gender
        )


def lowest_free(ranges: Iterable[Range], taken: Iterable[str], most: int) -> list[str]:
    """The lowest bibs that nobody has, range by range; each once, though ranges may overlap."""
    used = set(taken)
    found: dict[str, None] = {}
    for bib in (bib for one in ranges for bib in one.bibs() if bib not in used):
        if len(found) == most:
            break
        found[bib] = None
    return list(found)


def give(
    people: Iterable[Stored], ranges: Sequence[Range], taken: Iterable[str]
) -> tuple[list[tuple[Stored, str]], list[Stored]]:
    """Who gets what, and who is left without; in the order of the people."""
    used = set(taken)
    free = [(bib for bib in one.bibs() if bib not in used) for one in ranges]
    given: list[tuple[Stored, str]] = []
    left: list[Stored] = []
    for person in people:
        bib = _first(person, ranges, free, used)
        if bib is None:
            left.append(person)
        else:
            used.add(bib)
            given.append((person, bib))
    return given, left


def _first(
    person: Stored, ranges: Sequence[Range], free: Sequence[Iterator[str]], used: set[str]
) -> str | None:
    for one, bibs in zip(ranges, free, strict=True):
        if one.is_for(person):
            # Ranges may overlap, so what is free was looked at a moment ago.
            found = next((bib for bib in bibs if bib not in used), None)
            if found is not None:
                return found
    return None
