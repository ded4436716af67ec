"""All that the result of one runner is made of, as it was read from the database.

Instants are UTC µs. `ref`s are places in `Evidence.passings`; of a manual time, the negative number
of its correction, so that both can stand side by side.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from project88.race.crossings import Heard
from project88.race.outcome import Given
from project88.race.scoring import Manual
from project88.results.scoring.rules import RaceRules

VOID_WITHIN_US = 5_000_000
"""A void names an instant; late reads may have moved the passing since, by less than this."""


class Person(msgspec.Struct, frozen=True, gc=False):
    """A participant as far as scoring is concerned."""

    id: int
    race_id: int | None
    gender: str
    division: str
    wave: str
    age: int | None
    born_on: date | None
    group: Mapping[str, str]
    """Team, city, state and country."""


class Passing(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One live passing of a runner; `at_us` as it was heard, before any shift of its clock."""

    session_id: int
    location_id: int
    location: str
    tag: str
    passing_no: int
    at_us: int


class Correction(msgspec.Struct, frozen=True):
    """One that is in force; which fields it has depends on its kind (0014_results.sql)."""

    id: int
    kind: str
    participant_id: int | None
    point_id: int | None
    session_id: int | None
    location_id: int | None
    tag: str | None
    at_us: int | None
    until_us: int | None
    status: str | None
    ms: int | None
    reason: str


class Corrections:
    """Those of an event by whom they concern."""

    def __init__(self, known: Sequence[Correction] = ()) -> None:
        self.of_people: dict[int, list[Correction]] = {}
        self._voids: dict[tuple[int, int, str], list[int]] = {}
        self._shifts: dict[int, list[Correction]] = {}
        self.of_nobody = frozenset(one.id for one in known if one.participant_id is None)
        """Those that may concern anybody."""
        for one in known:
            self._sort_in(one)

    def _sort_in(self, one: Correction) -> None:
        if one.kind == "void":
            key = (one.session_id or 0, one.location_id or 0, one.tag or "")
            self._voids.setdefault(key, []).append(one.at_us or 0)
        elif one.kind == "clock_shift":
            self._shifts.setdefault(one.session_id or 0, []).append(one)
        elif one.participant_id is not None:
            self.of_people.setdefault(one.participant_id, []).append(one)

    @property
    def touch_passings(self) -> bool:
        """Whether any of them is about what was heard."""
        return bool(self._voids or self._shifts)

    def is_void(self, passing: Passing) -> bool:
        instants = self._voids.get((passing.session_id, passing.location_id, passing.tag), ())
        return any(abs(at_us - passing.at_us) <= VOID_WITHIN_US for at_us in instants)

    def shift_us(self, passing: Passing) -> int:
        """What a person has put the clock of this passing's source right by."""
        return sum(
            (one.ms or 0) * 1000
            for one in self._shifts.get(passing.session_id, ())
            if one.location_id in (None, passing.location_id)
            and (one.at_us or 0) <= passing.at_us < (one.until_us or 0)
        )


class Evidence(msgspec.Struct, frozen=True):
    """One runner's. `rules` is None for somebody who is in no race that can be scored."""

    person: Person
    passings: tuple[Passing, ...]
    heard: tuple[Heard, ...]
    manual: tuple[Manual, ...]
    given: Given | None
    penalty_ms: int
    rules: RaceRules | None
