"""Relay legs: a team is one bib and one result, and each of its runners has a leg of it.

A leg ends where the next runner takes over, at an exchange, and the last one at the finish. Its time is
the difference of the team's times at both ends, so legs add up to the whole. A leg of which one end was
not heard has no time and no place; the others are not touched by it. Whoever has equal times shares a
place, and the next place skips, as everywhere.

Times are milliseconds since the team's start, distances metres from it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import msgspec

from project88.race.course import Course, Kind

Who: TypeAlias = Hashable
Times: TypeAlias = Mapping[int, int]
"""Number of a point in the course to the time there; the start is 0 and not among them."""


class Leg(msgspec.Struct, frozen=True):
    """One part of the way, from 1; `start` and `end` are points of the course, None the start."""

    number: int
    start: int | None
    end: int
    metres: int | None = None


class Ran(msgspec.Struct, frozen=True):
    """A team's time for a leg, and its place among all teams; None when an end of it is missing."""

    leg: Leg
    ms: int | None = None
    place: int | None = None


def legs_of(course: Course, exchanges: Sequence[str] = ()) -> tuple[Leg, ...]:
    """The legs of a course. `exchanges`: names of the points where runners change; none told: at
    every point on the way.
    """
    ends = [
        number
        for number, point in enumerate(course.points)
        if point.kind is Kind.FINISH
        or (point.kind is Kind.SPLIT and (not exchanges or point.name in exchanges))
    ]
    bounds: list[int | None] = [None, *ends]
    return tuple(
        Leg(number, start, end, _apart(course, start, end))
        for number, (start, end) in enumerate(pairwise(bounds), 1)
        if end is not None
    )


def ran(legs: Sequence[Leg], teams: Mapping[Who, Times]) -> dict[Who, tuple[Ran, ...]]:
    """Every team's legs with times and places."""
    times = {who: [_time(leg, told) for leg in legs] for who, told in teams.items()}
    places = [_places(ms[at] for ms in times.values()) for at in range(len(legs))]
    return {
        who: tuple(
            Ran(leg, ms, None if ms is None else places[at][ms])
            for at, (leg, ms) in enumerate(zip(legs, own, strict=True))
        )
        for who, own in times.items()
    }


def _time(leg: Leg, told: Times) -> int | None:
    """None also for an end before the beginning, which is a read that cannot be right."""
    begun = 0 if leg.start is None else told.get(leg.start)
    ended = told.get(leg.end)
    if begun is None or ended is None or ended <= begun:
        return None
    return ended - begun


def _places(times: Iterable[int | None]) -> dict[int, int]:
    """Time to place."""
    found: dict[int, int] = {}
    for place, ms in enumerate(sorted(ms for ms in times if ms is not None), 1):
        found.setdefault(ms, place)
    return found


def _apart(course: Course, start: int | None, end: int) -> int | None:
    begun = 0 if start is None else course.points[start].distance_m
    ended = course.points[end].distance_m
    return None if begun is None or ended is None else ended - begun
