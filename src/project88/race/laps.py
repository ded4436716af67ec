"""Laps: the same mat hears several points of the course, and which crossing is which has to be found.

At one such place the crossings are taken in turn: any other choice that keeps the order gives later
times and not one more. Where two or more such places alternate (there and back, loops with a split)
a mat may have missed somebody once, and taking in turn would shift all that follows. Then the
longest common part of the course and of what was heard decides, earliest crossings first.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from project88.race.crossings import Crossing


class Slot(msgspec.Struct, frozen=True, gc=False):
    """A point that wants a crossing of its place, not before and not from those instants (UTC µs) on."""

    point: int
    place: int
    from_us: int
    until_us: int
    floor_us: int
    """Least time from the start to this point; its differences are the least times between points."""


class Taken(msgspec.Struct, frozen=True, gc=False):
    """A crossing that is the time of a point."""

    point: int
    crossing: Crossing


def in_turn(slots: Sequence[Slot], found: Sequence[Crossing]) -> list[Taken]:
    """Of one place, both in order: each point gets the first crossing that it can have."""
    taken: list[Taken] = []
    before: tuple[int, int] | None = None
    left = iter(found)
    crossing = next(left, None)
    for slot in slots:
        from_us = slot.from_us
        if before is not None:
            from_us = max(from_us, before[0] + slot.floor_us - before[1])
        while crossing is not None and crossing.at_us < from_us:
            crossing = next(left, None)
        if crossing is None or crossing.at_us >= slot.until_us:
            continue
        taken.append(Taken(slot.point, crossing))
        before = (crossing.at_us, slot.floor_us)
        crossing = next(left, None)
    return taken


def most(slots: Sequence[Slot], found: Sequence[tuple[int, Crossing]]) -> list[Taken]:
    """Of several places, slots by point and crossings (with their place) by time."""
    columns = len(found)
    longest = [[0] * (columns + 1) for _ in range(len(slots) + 1)]
    for row in range(len(slots) - 1, -1, -1):
        below, here = longest[row + 1], longest[row]
        for column in range(columns - 1, -1, -1):
            here[column] = max(below[column], here[column + 1])
            if _fits(slots[row], *found[column]):
                here[column] = max(here[column], below[column + 1] + 1)
    return _read_off(slots, found, longest)


def _read_off(
    slots: Sequence[Slot], found: Sequence[tuple[int, Crossing]], longest: list[list[int]]
) -> list[Taken]:
    """One way of that length: whoever can be taken early is."""
    taken: list[Taken] = []
    row = column = 0
    while row < len(slots) and column < len(found) and longest[row][column]:
        if (
            _fits(slots[row], *found[column])
            and longest[row][column] == longest[row + 1][column + 1] + 1
        ):
            taken.append(Taken(slots[row].point, found[column][1]))
            row, column = row + 1, column + 1
        elif longest[row + 1][column] == longest[row][column]:
            row += 1
        else:
            column += 1
    return taken


def _fits(slot: Slot, place: int, crossing: Crossing) -> bool:
    return slot.place == place and slot.from_us <= crossing.at_us < slot.until_us


def apart(slots: Sequence[Slot], found: Sequence[Crossing]) -> list[Crossing]:
    """Crossings of one place without those that follow another sooner than any two of its points can."""
    least_us = min(
        (later.floor_us - early.floor_us for early, later in pairwise(slots)),
        default=0,
    )
    kept: list[Crossing] = []
    for crossing in found:
        if not kept or crossing.at_us - kept[-1].at_us >= least_us:
            kept.append(crossing)
    return kept
