"""Latencies counted in classes, so that a day of a hundred screens is a few numbers a minute.

A class is 15 % wide: class 0 is no time at all, class 1 begins at a millisecond, and each begins
where the one before ends. Counts of classes can be added, which percentiles cannot. What a
percentile of them says is within 8 % of the exact one (nearest rank), as a test holds; ten minutes
and more are one class.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate

WIDTH = 1.15
CLASSES = 97
_LOG = math.log(WIDTH)
_HALF = math.sqrt(WIDTH)


def class_of(ms: int) -> int:
    """The class of a latency, 0 to `CLASSES` - 1."""
    if ms < 1:
        return 0
    # A hair's breadth keeps the power that begins a class from falling into the one before.
    return min(CLASSES - 1, 1 + int(math.log(ms) / _LOG + 1e-9))


def middle_of(number: int) -> int:
    """The latency, in milliseconds, that stands for a class."""
    return 0 if number == 0 else round(WIDTH ** (number - 1) * _HALF)


def counted(latencies: Iterable[int]) -> list[int]:
    """Counts of their classes, no longer than the slowest of them needs."""
    classes = [class_of(ms) for ms in latencies]
    counts = [0] * (max(classes, default=-1) + 1)
    for number in classes:
        counts[number] += 1
    return counts


def percentile(counts: Sequence[int], part: float) -> int | None:
    """The latency that this part (0 to 1) of all does not exceed, in ms; None where there are none."""
    total = sum(counts)
    if not total:
        return None
    rank = max(1, math.ceil(part * total - 1e-9))
    sums = accumulate(counts)
    return next(middle_of(number) for number, upto in enumerate(sums) if upto >= rank)
