"""When a delivery that failed is tried again: soon at first, then ever more seldom, never in step."""

from collections.abc import Callable
from datetime import timedelta

FIRST = timedelta(seconds=10)
LONGEST = timedelta(hours=6)
GROWTH = 3
SPREAD = 0.2


def wait(tries: int, chance: Callable[[], float]) -> timedelta:
    """After this many tries (1 or more); `chance` gives 0 to 1 and spreads it by a fifth each way."""
    grown = LONGEST if tries > 12 else min(LONGEST, FIRST * GROWTH ** (tries - 1))
    return grown * (1 - SPREAD + 2 * SPREAD * chance())
