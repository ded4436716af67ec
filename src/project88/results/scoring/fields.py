"""The people of one race while it is scored: their places at the finish and at each point of the course."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import asyncpg
import msgspec

from project88.race.course import Kind
from project88.race.ranking import Timed
from project88.race.scoring import Scorer
from project88.race.standings import Group, Standings
from project88.results.scoring.judging import Judged, timed_at
from project88.results.scoring.rules import RaceRules

SCOPES = ("overall", "sex", "division", "wave", "group")
Placed: TypeAlias = tuple[int | bool | None, ...]
"""Rank key, by gun, and the place of each scope."""
Points: TypeAlias = tuple[tuple[int, int | None, int | None], ...]
"""Position, place overall and by sex, of each point with a time."""
NO_PLACES: Placed = (None, False, None, None, None, None, None)


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Somebody in a line: at a point by its number, or (None) among the finishers."""

    number: int | None
    who: int
    timed: Timed
    groups: Sequence[Group]

    @staticmethod
    def of_finisher(row: asyncpg.Record) -> "Standing":
        chip_ms = row["chip_ms"] if row["chip_ms"] is not None else row["finish_at_ms"]
        told = (
            ("sex", row["sex"]),
            ("division", row["division"]),
            ("wave", row["wave"]),
            ("group", row["group_value"] or ""),
        )
        timed = Timed(row["gun_ms"], chip_ms, row["sex"], row["laps"])
        return Standing(None, row["participant_id"], timed, [one for one in told if one[1]])

    @staticmethod
    def of_split(row: asyncpg.Record) -> "Standing":
        sex = row["sex"]
        timed = Timed(row["gun_ms"], row["chip_ms"], sex)
        return Standing(row["position"], row["participant_id"], timed, _sex(sex))

    @staticmethod
    def of_judged(of: Judged) -> "Iterator[Standing]":
        who, sex = of.person.id, of.person.gender
        if (timed := of.timed) is not None:
            yield Standing(None, who, timed, of.groups)
        for split in of.outcome.splits:
            if (here := timed_at(split, sex)) is not None:
                yield Standing(split.point, who, here, _sex(sex))


class Field:
    """One race. After `line_up` places are looked up, as they were counted for everybody at once."""

    def __init__(self, rules: RaceRules) -> None:
        self.rules = rules
        self.scorer = Scorer(rules.course)
        self._finish = Standings(rules.ranking, rules.exclude_overall)
        self._points = [Standings(rules.at_points) for _ in rules.course.points]
        self._everybody: set[int] = set()
        self._counted: list[dict[int, int | None]] = []
        self._counted_at: list[tuple[dict[int, int | None], dict[int, int | None]]] = []

    @property
    def is_empty(self) -> bool:
        return not len(self._finish) and not any(len(one) for one in self._points)

    def line_up(self, standing: Iterable[Standing]) -> None:
        """Takes a whole field in."""
        finish: list[tuple[int, Timed, Sequence[Group]]] = []
        points: list[list[tuple[int, Timed, Sequence[Group]]]] = [[] for _ in self._points]
        kinds = [point.kind for point in self.rules.course.points]
        for one in standing:
            if one.number is None:
                finish.append((one.who, one.timed, one.groups))
            elif one.number < len(points) and kinds[one.number] is not Kind.START:
                points[one.number].append((one.who, one.timed, one.groups))
        self._finish.fill(finish)
        for standings, there in zip(self._points, points, strict=True):
            standings.fill(there)

    def everybody_moved(self) -> None:
        """Nobody's place is known: all are counted now, until somebody enters."""
        self._everybody = set(self._finish.everybody())
        self._everybody.update(*(one.everybody() for one in self._points))
        self._counted = [self._finish.placed_in(scope) for scope in SCOPES]
        self._counted_at = [
            (one.placed_in("overall"), one.placed_in("sex")) for one in self._points
        ]

    def enter(self, of: Judged) -> None:
        """Somebody's times as they are now."""
        self._counted, self._counted_at = [], []
        who, sex = of.person.id, of.person.gender
        self._finish.put(who, of.timed, of.groups)
        splits = {split.point: split for split in of.outcome.splits}
        for number, standings in enumerate(self._points):
            split = splits.get(number)
            standings.put(who, None if split is None else timed_at(split, sex), _sex(sex))

    def leave(self, who: int) -> None:
        """Somebody is in another race now, or in none."""
        self._counted, self._counted_at = [], []
        self._everybody.discard(who)
        self._finish.put(who, None)
        for standings in self._points:
            standings.put(who, None)

    def placed(self, who: int) -> Placed:
        """As it is to be stored."""
        if self._counted:
            if who not in self._counted[0]:
                return NO_PLACES
            places = [counted.get(who) for counted in self._counted]
            return (self._finish.key(who), self._finish.by_gun(who), *places)
        found = self._finish.places(who)
        if not found:
            return NO_PLACES
        return (
            self._finish.key(who),
            self._finish.by_gun(who),
            *(found.get(scope) for scope in SCOPES),
        )

    def placed_at_points(self, who: int) -> Points:
        """Of each point with a time that counts."""
        if self._counted_at:
            return tuple(
                [
                    (number, overall[who], sex.get(who))
                    for number, (overall, sex) in enumerate(self._counted_at)
                    if who in overall
                ]
            )
        found = [(number, one.places(who)) for number, one in enumerate(self._points)]
        return tuple(
            (number, places.get("overall"), places.get("sex")) for number, places in found if places
        )

    def behind(self) -> int:
        """How many places may be out of date in the database, at most."""
        return len(self._everybody) or (
            self._finish.behind() + sum(one.behind() for one in self._points)
        )

    def candidates(self, most: int | None) -> set[int]:
        """Whoever may have another place than is stored, the foremost so many; the others stay."""
        found, self._everybody = self._everybody, set()
        for standings in (self._finish, *self._points):
            if most is not None and len(found) >= most:
                break
            found.update(standings.settle(None if most is None else most - len(found)))
        return found

    def settled(self) -> None:
        """What was counted at once is not true for ever."""
        self._counted, self._counted_at = [], []


def _sex(sex: str) -> tuple[Group, ...]:
    return (("sex", sex),) if sex else ()
