"""Raw reads of one tag at one location become passings.

``passings`` is the definition, over all reads in order of time: the first read opens a passing,
later reads within the ignore window *after that first read* belong to it, the next read opens the
next passing. Reads are heard up to 7 seconds out of order (timing-protocols 5.1) and, on a replay,
days late, so a passing that is on a screen may have to move, split, merge or take another number.

``TagReads`` reaches the same result read by read. What it tells its caller after each read is the
difference to what it told before; applied in order, in whatever order the reads are heard, the
differences add up to exactly what the definition says. It keeps only the reads since the start of
the passing before the current one. A read older than that cannot be judged from what is kept: the
answer is then ``NEEDS_HISTORY``, the read is *not* taken in, and the caller builds a new
``TagReads.from_reads`` from all reads and publishes the ``difference`` to what it had published.

A read more never makes fewer passings, so hearing withdraws nothing; numbers are withdrawn when a
rule or a zone is corrected and ``difference`` compares the old with the new.

Published are number, instant and first read of a passing. Its last read (under the rule FIRST) and
its count of reads change with almost every read and are not worth a message; they are right at
the time a passing is told.
"""

import enum
from array import array
from collections.abc import Iterable, Sequence
from typing import Final, Self

import msgspec

ORDERING_WINDOW_US = 7_000_000
"""No row of the real race files was later than 6.12 s behind its neighbours."""
KEPT_READS = 256
_NEVER = 1 << 62


class Takes(enum.Enum):
    """Which read of a passing is its time: the first (finish), or the last (a start line)."""

    FIRST = "first"
    LAST = "last"


class Rule(msgspec.Struct, frozen=True, gc=False):
    """How a location makes passings of reads; fixed for the life of a TagReads."""

    ignore_window_us: int
    takes: Takes = Takes.FIRST


class Passing(msgspec.Struct, frozen=True, gc=False):
    """The n-th crossing of one location by one tag, from 1. ``reads`` counts equal times too."""

    no: int
    at_us: int
    first_us: int
    last_us: int
    reads: int


class Change(msgspec.Struct, frozen=True, gc=False):
    """Passings that are new or moved, by number, and the numbers that are no more.

    `opened`: the one passing changed has a number that was never told before.
    """

    changed: tuple[Passing, ...] = ()
    withdrawn: tuple[int, ...] = ()
    opened: bool = False


class History(enum.Enum):
    """The answer to a read that is older than what is kept."""

    NEEDED = "needed"


NOTHING: Final = Change()
NEEDS_HISTORY: Final = History.NEEDED


def passings(reads: Sequence[int], rule: Rule, before: int = 0) -> tuple[Passing, ...]:
    """The definition. ``reads`` are sorted; numbers go on after ``before``."""
    found: list[Passing] = []
    start = 0
    for index in range(1, len(reads) + 1):
        if index < len(reads) and reads[index] - reads[start] <= rule.ignore_window_us:
            continue
        first, last = reads[start], reads[index - 1]
        at = first if rule.takes is Takes.FIRST else last
        found.append(Passing(before + len(found) + 1, at, first, last, index - start))
        start = index
    return tuple(found)


def difference(old: Iterable[Passing], new: Sequence[Passing]) -> Change:
    """What turns the old published passings into the new, in order of number."""
    published = {passing.no: (passing.at_us, passing.first_us) for passing in old}
    changed = tuple(p for p in new if published.pop(p.no, None) != (p.at_us, p.first_us))
    if not changed and not published:
        return NOTHING
    return Change(changed, tuple(sorted(published)))


def settled(
    passing: Passing, newest_at_location_us: int, ordering_window_us: int = ORDERING_WINDOW_US
) -> bool:
    """Whether the location has heard so much newer reads that none before this passing will come.

    Replays and backup lines do not keep to the window: a settled passing is *expected* to stay.
    """
    return newest_at_location_us - passing.first_us >= ordering_window_us


def stored_passing(no: int, at_us: int, first_us: int) -> Passing:
    """A passing as it was published; the last read and the count are not stored."""
    return Passing(no, at_us, first_us, max(at_us, first_us), 1)


class TagReads:
    """The reads of one tag at one location, as far as the next read may need them.

    One lives for every tag at every location. To save memory it may be thrown away at any time
    and made again by ``from_published``.
    """

    __slots__ = ("_before", "_first", "_last", "_no", "_reads", "_taken")

    def __init__(self) -> None:
        self._no = 0  # number of the current passing
        self._first = _NEVER
        self._last = _NEVER
        self._taken = 0  # reads in the current passing
        self._before = 0  # passings that lie before the kept reads
        self._reads: array[int] | None = array("q")  # None: inside of the current one unknown

    @classmethod
    def from_reads(cls, reads: Iterable[int], rule: Rule) -> Self:
        """From all reads of the tag at the location, in any order. Exact."""
        return cls._of(sorted(reads), rule, 0)

    @classmethod
    def from_published(
        cls, published: Sequence[Passing], rule: Rule, recent: Iterable[int] = ()
    ) -> Self:
        """After a restart, from the published passings in order of number. Exact in what it tells.

        Without ``recent``, any read before the current passing needs history once. ``recent`` must
        be *all* reads since the start of the passing before the current one (older ones do no
        harm); reads that do not give the published passings are not used.
        """
        tail = published[-2:]
        if not tail:
            return cls()
        before = tail[0].no - 1
        kept = sorted(at for at in recent if at >= tail[0].first_us)
        if difference(tail, passings(kept, rule, before)) is NOTHING:
            return cls._of(kept, rule, before)
        made = cls()
        made._follow(tail[-1])
        made._forget()
        return made

    def hear(self, at_us: int, rule: Rule) -> Change | History:
        """Take in one read. Within the current passing, the cost does not grow with the reads."""
        first = self._first
        if not first <= at_us <= first + rule.ignore_window_us:
            if at_us > first + rule.ignore_window_us or not self._no:
                return self._open(at_us)
            return self._judge(at_us, rule)
        self._taken += 1
        reads = self._reads
        if reads is not None:
            reads.append(at_us)
            if len(reads) > KEPT_READS:
                self._shorten()
        if at_us <= self._last:
            return NOTHING
        self._last = at_us
        if rule.takes is Takes.FIRST:
            return NOTHING
        return Change((Passing(self._no, at_us, first, at_us, self._taken),))

    def _open(self, at_us: int) -> Change:
        """A read after the newest passing: the common way to the next one, without a sort."""
        if self._reads is None:
            self._reads = array("q")
        elif self._before < self._no - 1:
            self._reads = array("q", (at for at in self._reads if at >= self._first))
            self._before = self._no - 1
        self._reads.append(at_us)
        self._no += 1
        self._first = self._last = at_us
        self._taken = 1
        if len(self._reads) > KEPT_READS:
            self._shorten()
        return Change((Passing(self._no, at_us, at_us, at_us, 1),), opened=True)

    def _judge(self, at_us: int, rule: Rule) -> Change | History:
        kept = sorted(self._reads or ())
        oldest = kept[0] if kept else self._first
        if self._before and at_us < oldest:
            return NEEDS_HISTORY
        old = passings(kept, rule, self._before)
        kept.append(at_us)
        kept.sort()
        new = passings(kept, rule, self._before)
        self._keep(kept, new)
        return difference(old, new)

    @classmethod
    def _of(cls, reads: list[int], rule: Rule, before: int) -> Self:
        made = cls()
        found = passings(reads, rule, before)
        if found:
            made._before = before
            made._keep(reads, found)
        return made

    def _keep(self, reads: list[int], found: tuple[Passing, ...]) -> None:
        tail = found[-2:]
        self._follow(tail[-1])
        self._before = tail[0].no - 1
        self._reads = array("q", (at for at in reads if at >= tail[0].first_us))
        if len(self._reads) > KEPT_READS:
            self._shorten()

    def _follow(self, passing: Passing) -> None:
        self._no, self._first = passing.no, passing.first_us
        self._last, self._taken = passing.last_us, passing.reads

    def _shorten(self) -> None:
        """Too many: give up the passing before, and then also the inside of this one."""
        kept = array("q", (at for at in self._reads or () if at >= self._first))
        if len(kept) > KEPT_READS:
            self._forget()
        else:
            self._before, self._reads = self._no - 1, kept

    def _forget(self) -> None:
        self._before, self._reads = self._no, None
