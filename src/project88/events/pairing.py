"""Who of the roster is meant by a row of a file? The strongest evidence is looked at first, for all rows.

In this order: the number of the entry in the registration system; the bib that an earlier file
told, with the name; the bib of today, with the name; the name with age and gender, for rows
without a bib and for people to whom no file has told one; at last the bib alone, when it came from
a file: then the name is corrected. A bib that somebody here has given out proves nothing alone.
Two entry numbers that differ are two people.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from project88.events import names
from project88.events.model import Entrant, Row, Stored

OTHER_NAME = "Another name than before under this bib."
AMBIGUOUS = "Several people of this name are on the roster; tell a bib or an entry number."
_YEARS_OFF = 1

Find: TypeAlias = Callable[[Entrant], Iterable[Stored]]


class Pairing(msgspec.Struct, frozen=True):
    """By line: the person who is meant; rows of nobody known are in none. ``renamed``: by bib alone."""

    known: dict[int, Stored]
    renamed: frozenset[int]
    ambiguous: frozenset[int]


def pair(stored: Sequence[Stored], rows: Sequence[Row]) -> Pairing:
    """Nobody is meant twice; of two rows that could mean somebody the first does."""
    work = _Work(stored, rows)
    work.find(work.by_entry)
    work.find(work.by_told_bib)
    work.find(work.by_bib_and_name)
    renamed, ambiguous = frozenset[int](), frozenset[int]()
    settled = -1
    # Somebody found late may have been one of two whom an earlier row could mean: look until nobody is found.
    while len(work.known) > settled:
        settled = len(work.known)
        ambiguous = _by_name(work)
        before = set(work.known)
        work.find(work.by_bib)
        renamed |= set(work.known) - before
    return Pairing(work.known, renamed, ambiguous - set(work.known))


def _by_name(work: "_Work") -> frozenset[int]:
    """By the name with age and gender; the lines of rows for which there were several people."""
    ambiguous = frozenset[int]()
    for named in (work.without_bib, work.first_told_bib):
        work.find(lambda told, named=named: _exactly(named(told), told))  # type: ignore[misc]
        ambiguous |= work.find_only(lambda told, named=named: _nearly(named(told), told))  # type: ignore[misc]
    return ambiguous


class _Work:
    """The rows that are still looked for, and indexes of the people who are still free."""

    def __init__(self, stored: Sequence[Stored], rows: Sequence[Row]) -> None:
        self.known: dict[int, Stored] = {}
        self._open = list(rows)
        self._taken: set[int] = set()
        self._by_entry = _index(stored, lambda one: one.entrant.external_id)
        self._by_told_bib = _index(stored, lambda one: one.entrant.source_bib)
        self._by_bib = _index(stored, lambda one: one.entrant.bib)
        self._by_name = _index(stored, lambda one: _name(one.entrant))

    def find(self, look: Find) -> None:
        """The first free person that is found is the one."""
        self._settle(lambda entrant: next(self._free(look, entrant), None))

    def find_only(self, look: Find) -> frozenset[int]:
        """Only where one free person is found; lines of rows for which there were several."""
        several = {row.line for row in self._open if len(list(self._free(look, row.entrant))) > 1}
        unclear = set[int]()

        def only(entrant: Entrant) -> Stored | None:
            found = list(self._free(look, entrant))
            return found[0] if len(found) == 1 else None

        self._settle(only)
        for row in self._open:
            if row.line in several and list(self._free(look, row.entrant)):
                unclear.add(row.line)
        return frozenset(unclear)

    def by_entry(self, told: Entrant) -> Iterator[Stored]:
        yield from self._by_entry.get(told.external_id, ())

    def by_told_bib(self, told: Entrant) -> Iterator[Stored]:
        for one in self._by_told_bib.get(told.bib, ()):
            if _name(one.entrant) == _name(told):
                yield one

    def by_bib_and_name(self, told: Entrant) -> Iterator[Stored]:
        for one in self._by_bib.get(told.bib, ()):
            if _name(one.entrant) == _name(told):
                yield one

    def without_bib(self, told: Entrant) -> Sequence[Stored]:
        return () if told.bib else self._by_name.get(_name(told), ())

    def first_told_bib(self, told: Entrant) -> Iterator[Stored]:
        for one in self._by_name.get(_name(told), ()) if told.bib else ():
            if not one.entrant.source_bib:
                yield one

    def by_bib(self, told: Entrant) -> Iterator[Stored]:
        for one in self._by_bib.get(told.bib, ()):
            if "bib" not in one.local:
                yield one

    def _free(self, look: Find, told: Entrant) -> Iterator[Stored]:
        for one in look(told):
            if one.id not in self._taken and _entry_agrees(one.entrant, told):
                yield one

    def _settle(self, choose: Callable[[Entrant], Stored | None]) -> None:
        still_open = []
        for row in self._open:
            one = choose(row.entrant)
            if one is None:
                still_open.append(row)
            else:
                self._taken.add(one.id)
                self.known[row.line] = one
        self._open = still_open


def _index(
    stored: Sequence[Stored], key: Callable[[Stored], str | tuple[str, ...]]
) -> dict[str | tuple[str, ...], list[Stored]]:
    found: dict[str | tuple[str, ...], list[Stored]] = {}
    for one in stored:
        if told := key(one):
            found.setdefault(told, []).append(one)
    return found


def _name(entrant: Entrant) -> tuple[str, ...]:
    return names.key(entrant.first_name, entrant.last_name)


def _entry_agrees(one: Entrant, told: Entrant) -> bool:
    return not one.external_id or not told.external_id or one.external_id == told.external_id


def _exactly(named: Iterable[Stored], told: Entrant) -> Iterator[Stored]:
    for one in named:
        if (one.entrant.age, one.entrant.gender) == (told.age, told.gender):
            yield one


def _nearly(named: Iterable[Stored], told: Entrant) -> Iterator[Stored]:
    for one in named:
        if _age_agrees(one.entrant, told) and _gender_agrees(one.entrant, told):
            yield one


def _age_agrees(one: Entrant, told: Entrant) -> bool:
    return one.age is None or told.age is None or abs(one.age - told.age) <= _YEARS_OFF


def _gender_agrees(one: Entrant, told: Entrant) -> bool:
    return not one.gender or not told.gender or one.gender == told.gender
