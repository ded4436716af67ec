"""The people of one race while it is scored: their places at the finish and at each point of the course."""

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

import asyncpg

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


Standing: TypeAlias = tuple[int | None, int, Timed, tuple[Group, ...]]
"""Somebody in a line: at a point by its number, or (None) among the finishers; who, times, groups."""


Lines: TypeAlias = dict[int | None, list[tuple[int, Timed, tuple[Group, ...]]]]


def of_finisher(row: asyncpg.Record) -> Standing:
    """Of a row of the query `ranked`."""
    chip_ms = row["chip_ms"] if row["chip_ms"] is not None else row["finish_at_ms"]
    told = (
        ("sex", row["sex"]),
        ("division", row["division"]),
        ("wave", row["wave"]),
        ("group", row["group_value"] or ""),
    )
    timed = Timed(row["gun_ms"], chip_ms, row["sex"], row["laps"])
    return None, row["participant_id"], timed, tuple([one for one in told if one[1]])


def of_split(row: asyncpg.Record) -> Standing:
    """Of a row of the query `ranked_at_points`."""
    timed = Timed(row["gun_ms"], row["chip_ms"], row["sex"])
    return row["position"], row["participant_id"], timed, _sex(row["sex"])


class Field:
    """One race. After `line_up` places are looked up, as they were counted for everybody at once."""

    def __init__(self, rules: RaceRules) -> None:
        self.rules = rules
        self.scorer = Scorer(rules.course)
        self.drawn = [
            (number, point.name, point.kind.value, point.distance_m)
            for number, point in zip(rules.point_ids, rules.course.points, strict=True)
        ]
        """What rows of splits tell of the points."""
        self._finish = Standings(rules.ranking, rules.exclude_overall)
        self._points = {
            number: Standings(rules.at_points)
            for number, point in enumerate(rules.course.points)
            if point.kind is Kind.SPLIT
        }
        self._everybody: set[int] = set()
        self._counted: list[dict[int, int | None]] = []
        self._counted_at: dict[int, tuple[dict[int, int | None], dict[int, int | None]]] = {}

    @property
    def is_empty(self) -> bool:
        return not len(self._finish) and not any(len(one) for one in self._points.values())

    def line_up(self, standing: Iterable[Standing]) -> None:
        """Takes a whole field in as it is stored."""
        lines = self._empty_lines()
        for number, who, timed, groups in standing:
            if number in lines:
                lines[number].append((who, timed, groups))
        self._fill(lines)

    def line_up_judged(self, people: Iterable[Judged]) -> None:
        """Takes a whole field in."""
        lines = self._empty_lines()
        for one in people:
            who, sex = one.person.id, one.person.gender
            groups = _sex(sex)
            if (timed := one.timed) is not None:
                lines[None].append((who, timed, one.groups))
            for split in one.outcome.splits:
                line = lines.get(split.point)
                if line is not None and (here := timed_at(split, sex)) is not None:
                    line.append((who, here, groups))
        self._fill(lines)

    def _empty_lines(self) -> Lines:
        return {number: [] for number in (None, *self._points)}

    def _fill(self, lines: Lines) -> None:
        self._finish.fill(lines[None])
        for number, standings in self._points.items():
            standings.fill(lines[number])

    def everybody_moved(self) -> None:
        """Nobody's place is known: all are counted now, until somebody enters."""
        self._everybody = set(self._finish.everybody())
        self._everybody.update(*(one.everybody() for one in self._points.values()))
        self._counted = [self._finish.placed_in(scope) for scope in SCOPES]
        self._counted_at = {
            number: (one.placed_in("overall"), one.placed_in("sex"))
            for number, one in self._points.items()
        }

    def enter(self, of: Judged) -> None:
        """Somebody's times as they are now."""
        self._counted, self._counted_at = [], {}
        who, sex = of.person.id, of.person.gender
        self._finish.put(who, of.timed, of.groups)
        splits = {split.point: split for split in of.outcome.splits}
        for number, standings in self._points.items():
            split = splits.get(number)
            standings.put(who, None if split is None else timed_at(split, sex), _sex(sex))

    def leave(self, who: int) -> None:
        """Somebody is in another race now, or in none."""
        self._counted, self._counted_at = [], {}
        self._everybody.discard(who)
        self._finish.put(who, None)
        for standings in self._points.values():
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
                    (number, place, sex.get(who))
                    for number, (overall, sex) in self._counted_at.items()
                    if (place := overall.get(who)) is not None
                ]
            )
        found = [(number, one.places(who)) for number, one in self._points.items()]
        return tuple(
            (number, places.get("overall"), places.get("sex")) for number, places in found if places
        )

    def behind(self) -> int:
        """How many places may be out of date in the database, at most."""
        return len(self._everybody) or (
            self._finish.behind() + sum(one.behind() for one in self._points.values())
        )

    def candidates(self, most: int | None) -> tuple[set[int], set[int]]:
        """Whoever may have another place than is stored, at the finish and at points, the foremost so
        many; the others stay.
        """
        everybody, self._everybody = self._everybody, set()
        finishers, at_points = set(everybody), everybody
        finishers |= self._finish.settle(_left(most, finishers))
        for standings in self._points.values():
            left = _left(most, finishers, at_points)
            if left == 0:
                break
            at_points |= standings.settle(left)
        return finishers, at_points

    def settled(self) -> None:
        """What was counted at once is not true for ever."""
        self._counted, self._counted_at = [], {}


def _left(most: int | None, *found: set[int]) -> int | None:
    return None if most is None else max(0, most - len(set().union(*found)))


@cache
def _sex(sex: str) -> tuple[Group, ...]:
    return (("sex", sex),) if sex else ()
