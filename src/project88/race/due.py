"""Who should have been heard by now, and was not.

A mat that is dead looks like a mat that nobody crosses. What tells the two apart is the field: who
passed the point before, and when those who did both points arrived at the next one. So the order of
the points is read off the runners themselves; the usual time of a leg is the median over those who
ran it; and a runner's arrival is projected from it, slower or faster by as much as this runner was
on the leg before, compared with the same people. Nothing is invented: a leg that hardly anybody has
run has no estimate, and after thrice the usual time a runner is taken to have stopped.

Instants are UTC microseconds. Everything is of one race: who runs five kilometres tells nothing of
who runs ten.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, pairwise
from statistics import median
from typing import Final, NamedTuple, TypeAlias

Runner: TypeAlias = Hashable
Point: TypeAlias = tuple[str, int]
"""A location's name and the how-manieth passing there: laps are points of their own."""
Seen: TypeAlias = Mapping[Runner, Mapping[Point, int]]

FEWEST: Final = 5
"""So many must have run a leg before anything is said of its time."""
GIVE_UP: Final = 3
"""After so many usual times of the leg nobody is waited for."""
_SECOND: Final = 1_000_000
_GRACE_US: Final = (30 * _SECOND, 300 * _SECOND)
_PACE: Final = (0.67, 2.0)
_SHORT_LEG_US: Final = 60 * _SECOND
"""A leg between two mats side by side tells nothing of anybody's pace."""
_MOST_COMPARED: Final = 60_000


class Overdue(NamedTuple):
    """A runner who was expected at a point and has not been heard there, nor further on."""

    runner: Runner
    point: Point
    expected_us: int


class _Leg(NamedTuple):
    """From one point to the next: the usual time, and that of the same people on the leg before."""

    start: Point
    end: Point
    usual_us: float
    before: Point | None
    before_us: float


def overdue(seen: Seen, now_us: int) -> list[Overdue]:
    """Everybody whose projected arrival at the next point, with some grace, lies before now."""
    points = order(seen)
    rank = {point: number for number, point in enumerate(points)}
    legs = _legs(seen, points)
    found = []
    for runner, passed in seen.items():
        if not passed:
            continue
        last = max(passed, key=rank.__getitem__)
        leg = legs.get(last)
        if leg is not None and (expected_us := _expected(leg, passed, now_us)) is not None:
            found.append(Overdue(runner, leg.end, expected_us))
    return found


def order(seen: Seen) -> list[Point]:
    """The points in the order in which runners pass them.

    Of two points the earlier is the one that more runners passed first. Comparing medians of all
    instants would be wrong for as long as only the fastest have been somewhere. Of a large field
    those who passed most are asked.
    """
    before: dict[tuple[Point, Point], int] = {}
    points = sorted({point for passed in seen.values() for point in passed})
    left = max(_MOST_COMPARED, len(points) ** 2)
    for passed in sorted(seen.values(), key=len, reverse=True):
        for pair in combinations(sorted(passed, key=passed.__getitem__), 2):
            before[pair] = before.get(pair, 0) + 1
            left -= 1
        if left < 0:
            break
    behind = dict.fromkeys(points, 0)
    for (early, late), times in before.items():
        if times > before.get((late, early), 0):
            behind[late] += 1
    return sorted(points, key=lambda point: (behind[point], point))


def _legs(seen: Seen, points: Sequence[Point]) -> dict[Point, _Leg]:
    """The legs of which something can be said, by where they start."""
    found = {}
    for number, (start, end) in enumerate(pairwise(points)):
        before = points[number - 1] if number else None
        leg = _leg(seen, start, end, before)
        if leg is not None:
            found[start] = leg
    return found


def _leg(seen: Seen, start: Point, end: Point, before: Point | None) -> _Leg | None:
    both = [passed for passed in seen.values() if start in passed and end in passed]
    times = [took for passed in both if (took := passed[end] - passed[start]) > 0]
    if len(times) < FEWEST:
        return None
    if before is not None:
        earlier = [passed[start] - passed[before] for passed in both if before in passed]
        if len(earlier) >= FEWEST and (usual_us := median(earlier)) >= _SHORT_LEG_US:
            return _Leg(start, end, median(times), before, usual_us)
    return _Leg(start, end, median(times), None, 0)


def _expected(leg: _Leg, passed: Mapping[Point, int], now_us: int) -> int | None:
    """When a runner should have come; None when that is still to be, or too long ago."""
    left_us = passed[leg.start]
    if now_us - left_us > GIVE_UP * leg.usual_us:
        return None
    takes_us = leg.usual_us * _pace(leg, passed)
    grace_us = min(max(takes_us / 10, _GRACE_US[0]), _GRACE_US[1])
    expected_us = left_us + int(takes_us)
    return expected_us if expected_us + grace_us <= now_us else None


def _pace(leg: _Leg, passed: Mapping[Point, int]) -> float:
    """This runner's time on the leg before, as a multiple of the usual one."""
    if leg.before is None or leg.before not in passed:
        return 1.0
    pace = (passed[leg.start] - passed[leg.before]) / leg.before_us
    return min(max(pace, _PACE[0]), _PACE[1])
