"""When a runner will probably be at the next points and at the finish.

The announcer wants to know who comes next, a family when to be at the line. The runner's last
section says how fast he or she is now; what the field took for the sections ahead says how much slower
everybody becomes there. Where the field has not been yet, the pace of the last section goes on. How
far off such a guess is was measured on a marathon's field of 31,931: the share of the time ahead by
which eight in ten runners came earlier or later at most. A section tells more than the way so far:
with the whole way instead, the same band must be half as wide again after 25 km.

Instants are UTC microseconds, distances metres from the start. Points are numbers in the course.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

Usual: TypeAlias = Sequence[float | None]
"""What the field takes for the section that ends at each point, from the point before (or from the
start of the race, at the first), in microseconds; None where too few have been."""

FEWEST: Final = 5
"""So many must have run a section before its time is called usual."""
_FACTOR: Final = (0.67, 2.0)
_WITH_FIELD: Final = (0.10, 0.15)
_BY_PACE: Final = (0.10, 0.30)
_LEAST_US: Final = 5_000_000
_SHORT_US: Final = 60_000_000
"""Two mats side by side tell nothing of anybody's pace."""


class Arrival(NamedTuple):
    """A guess for one point; eight in ten come between earliest and latest."""

    point: int
    at_us: int
    earliest_us: int
    latest_us: int


class _Stretch(NamedTuple):
    """The way between two points at which a runner was; `start` −1 is the start of the race."""

    start: int
    end: int
    took_us: int


def projected(
    distances: Sequence[float | None],
    passed: Mapping[int, int],
    begun_us: int | None = None,
    usual: Usual = (),
) -> list[Arrival]:
    """The points ahead of the last one that was passed, up to where nothing can be said.

    `passed` has the instants by the number of the point; `begun_us` is the runner's own start, or the
    gun. It counts where the course has no start point, or the runner was not heard there.
    """
    known = {number: at_us for number, at_us in passed.items() if 0 <= number < len(distances)}
    if begun_us is not None and not (0 in known and distances[0] == 0):
        known[-1] = begun_us
    if not known:
        return []
    last = max(known)
    stretch = _last_stretch(known)
    found: list[Arrival] = []
    ahead_us = early_us = late_us = 0.0
    for point in range(last + 1, len(distances)):
        section = _section(distances, point, stretch, usual)
        if section is None:
            break
        takes_us, (early, late) = section
        ahead_us += takes_us
        early_us += takes_us * early
        late_us += takes_us * late
        found.append(_arrival(point, known[last], ahead_us, early_us, late_us))
    return found


def _arrival(point: int, from_us: int, ahead_us: float, early_us: float, late_us: float) -> Arrival:
    return Arrival(
        point,
        from_us + round(ahead_us),
        from_us + round(max(ahead_us - max(early_us, _LEAST_US), 0)),
        from_us + round(ahead_us + max(late_us, _LEAST_US)),
    )


def _last_stretch(known: Mapping[int, int]) -> _Stretch | None:
    """The last way on which the runner was for a minute or more."""
    numbers = sorted(known)
    end = numbers[-1]
    for start in reversed(numbers[:-1]):
        took_us = known[end] - known[start]
        if took_us >= _SHORT_US:
            return _Stretch(start, end, took_us)
    return None


def _section(
    distances: Sequence[float | None], point: int, stretch: _Stretch | None, usual: Usual
) -> tuple[float, tuple[float, float]] | None:
    """The time of the section that ends at a point, and by which shares it may be less or more."""
    usually_us = _usual(usual, point)
    if usually_us is not None:
        return usually_us * _factor(stretch, usual), _WITH_FIELD
    metres = _metres(distances, point - 1, point)
    run = None if stretch is None else _metres(distances, stretch.start, stretch.end)
    if stretch is None or not metres or not run:
        return None
    return stretch.took_us * metres / run, _BY_PACE


def _factor(stretch: _Stretch | None, usual: Usual) -> float:
    """This runner's time as a multiple of the field's, on the last stretch."""
    if stretch is None:
        return 1.0
    sections = [_usual(usual, point) for point in range(stretch.start + 1, stretch.end + 1)]
    known = [section for section in sections if section is not None]
    if len(known) < len(sections) or sum(known) < _SHORT_US:
        return 1.0
    return min(max(stretch.took_us / sum(known), _FACTOR[0]), _FACTOR[1])


def _usual(usual: Usual, point: int) -> float | None:
    return usual[point] if point < len(usual) else None


def _metres(distances: Sequence[float | None], start: int, end: int) -> float | None:
    """None where one of the two is not known, or they do not lie one behind the other."""
    begin = 0.0 if start < 0 else distances[start]
    stop = distances[end]
    if begin is None or stop is None or stop <= begin:
        return None
    return stop - begin
