"""When a mat was dead: a time in which nobody was heard there, though people went by.

Every mat misses one now and then; between two whom it missed it hears hundreds. A mat that is off
misses everybody, one after the other. So those whom a point missed are put in the order in which
they must have been there, as their times before and after tell, and several in a row without
anybody heard between them are a silence. It is told by runners and not by seconds: at the end of a
field a mat hears nobody for minutes and is well.

Instants are UTC µs. Everything is of one point of one race.
"""

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Final, TypeAlias

import msgspec

Who: TypeAlias = Hashable
FEWEST: Final = 5
"""So many in a row are no chance: of a mat that hears nine of ten, once in 100,000 runners."""


class Missed(msgspec.Struct, frozen=True, gc=False):
    """Somebody whom the point did not hear, who was at the points before and after it.

    `share`: how much of the time between the two others need until the point, 0 to 1.
    """

    who: Who
    before_us: int
    after_us: int
    share: float = 0.5

    @property
    def about_us(self) -> int:
        """When he or she went by."""
        return self.before_us + int((self.after_us - self.before_us) * self.share)


class Silence(msgspec.Struct, frozen=True):
    """From about when to about when nobody was heard, and how many went by."""

    from_us: int
    until_us: int
    people: int
    ever: bool
    """Whether the point heard anybody at all."""


def silences(missed: Sequence[Missed], heard_us: Sequence[int]) -> list[Silence]:
    """In the order of time; `heard_us`: when the point heard anybody, in order."""
    found: list[Silence] = []
    run: list[int] = []
    before = -1
    for about_us in sorted(one.about_us for one in missed):
        here = bisect_right(heard_us, about_us)
        if run and here != before:
            found += _told(run, ever=bool(heard_us))
            run = []
        run.append(about_us)
        before = here
    return found + _told(run, ever=bool(heard_us))


def _told(run: Sequence[int], *, ever: bool) -> list[Silence]:
    return [Silence(run[0], run[-1], len(run), ever)] if len(run) >= FEWEST else []
