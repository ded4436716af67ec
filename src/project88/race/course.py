"""The course of a race: which points a runner passes, in which order, and where each of them is heard.

A point is a place in the race (start, 10 km, finish); a location is equipment. A point has main and
backup locations, and one location may serve several points: a loop of three laps is three points
that are heard at the same mat. What is heard there says where somebody was, not for the how-manieth
time, so points that share a location are judged together: they are one `Place`.

Distances are metres from the start, durations milliseconds.
"""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise

import msgspec


class Kind(enum.Enum):
    """What a point is in the race."""

    START = "start"
    SPLIT = "split"
    FINISH = "finish"


class Point(msgspec.Struct, frozen=True):
    """One point of the course."""

    name: str
    kind: Kind
    distance_m: int | None = None
    main: tuple[str, ...] = ()
    backup: tuple[str, ...] = ()
    least_ms: int = 0
    """Nobody is here sooner after the point before."""
    cutoff_ms: int | None = None
    """The gun time at which this point closes."""


class Course(msgspec.Struct, frozen=True):
    """The points in order, a start first if one is heard, and the rules that hold for all of them."""

    points: tuple[Point, ...]
    backup_window_ms: int = 10_000
    """What main and backup hear within this time is one crossing, and the main one is its time."""
    start_early_ms: int = 0
    """So long before the gun a start still counts."""
    start_late_ms: int = 3_600_000
    """So long after the gun somebody may still start."""
    fastest_m_s: float = 7.2
    """Whoever is faster between two points did not run there."""
    limit_ms: int | None = None
    """A race against the clock: what is heard later after the gun does not count."""


class Place(msgspec.Struct, frozen=True):
    """Where some points of the course are heard; their numbers in the course, ascending."""

    points: tuple[int, ...]
    locations: frozenset[str]


def places(course: Course) -> tuple[Place, ...]:
    """The points parted by where they are heard, in the order of the first of each."""
    found: list[Place] = []
    for number, point in enumerate(course.points):
        mine = frozenset(point.main + point.backup)
        shared = [place for place in found if place.locations & mine]
        found = [place for place in found if place not in shared]
        numbers = sorted({number}.union(*(place.points for place in shared)))
        found.append(Place(tuple(numbers), mine.union(*(place.locations for place in shared))))
    return tuple(sorted(found, key=lambda place: place.points))


def backups(course: Course) -> frozenset[str]:
    """Locations that are a backup wherever they are heard."""
    main = {location for point in course.points for location in point.main}
    return frozenset(one for point in course.points for one in point.backup) - main


def earliest_ms(course: Course) -> tuple[int, ...]:
    """For each point, the least time after the start in which anybody can be there."""
    return tuple(accumulate(point.least_ms for point in course.points))


def faults(course: Course) -> list[str]:
    """What is wrong with a course, in sentences that say what to do; empty when it can be scored."""
    points = course.points
    found = []
    if not points or points[-1].kind is not Kind.FINISH:
        found.append("The last point of a course is its finish. Add one, or move it to the end.")
    if any(point.kind is Kind.FINISH for point in points[:-1]):
        found.append("A course has one finish. Make the others splits.")
    if any(point.kind is Kind.START for point in points[1:]):
        found.append("Only the first point of a course can be its start.")
    found += _double_names(point.name for point in points)
    found += _wrong_distances(points)
    return found


def _double_names(names: Iterable[str]) -> list[str]:
    return [
        f"{'Two' if times == 2 else times} points are called “{name}”. Give each its own name."
        for name, times in Counter(names).items()
        if times > 1
    ]


def _wrong_distances(points: tuple[Point, ...]) -> list[str]:
    known = [point for point in points if point.distance_m is not None]
    return [
        f"“{later.name}” lies no farther on than “{early.name}”. Check their distances."
        for early, later in pairwise(known)
        if (later.distance_m or 0) <= (early.distance_m or 0)
    ]


Lines = Mapping[str, int]
"""Location to the number of its place."""


def lines(found: Iterable[Place]) -> Lines:
    """Where a location is heard."""
    return {name: no for no, place in enumerate(found) for name in place.locations}
