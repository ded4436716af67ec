"""One number in two places: two people carry chips of one bib, or a chip was lost and picked up.

Two chips of one bib cross every mat together, in a bag as on two shoes. Where they cross one minutes
apart they are on two people, and one of these runs under a wrong name. And nobody is at two mats at
once, unless the mats lie side by side; that the field itself tells, as then everybody is.

Instants and spans are UTC µs.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

import msgspec

Who: TypeAlias = Hashable

TOGETHER_US: Final = 10_000_000
"""Chips on one person cross a mat within this time of each other."""
FEW: Final = 3
SHARE: Final = 0.02
"""Mats at which more than so many of all who were heard are at once lie side by side."""


class Crossed(msgspec.Struct, frozen=True, gc=False):
    """A passing of somebody who has several chips."""

    who: Who
    tag: str
    location: str
    at_us: int


class TwoChips(msgspec.Struct, frozen=True):
    """Two chips of one number that crossed a mat apart: where it was the most."""

    who: Who
    first: Crossed
    second: Crossed

    @property
    def apart_us(self) -> int:
        return abs(self.second.at_us - self.first.at_us)


class AtOnce(msgspec.Struct, frozen=True, gc=False):
    """Somebody who was heard at one location and right after that at another one."""

    who: Who
    first: str
    first_us: int
    second: str
    second_us: int


def two_chips(crossed: Iterable[Crossed], together_us: int = TOGETHER_US) -> list[TwoChips]:
    """One finding a person, in the order of persons as they come."""
    people: dict[Who, dict[str, dict[str, list[Crossed]]]] = defaultdict(lambda: defaultdict(dict))
    for one in crossed:
        people[one.who][one.location].setdefault(one.tag, []).append(one)
    found = []
    for locations in people.values():
        worst = max(
            (
                _apart(here, there)
                for tags in locations.values()
                for here, there in combinations(tags.values(), 2)
            ),
            key=lambda one: one.apart_us,
            default=None,
        )
        if worst is not None and worst.apart_us > together_us:
            found.append(worst)
    return found


def _apart(one: Sequence[Crossed], other: Sequence[Crossed]) -> TwoChips:
    """The crossing of the chip with fewer that has its nearest of the other one farthest away.

    A mat may have missed one of two chips once, so what only the other one crossed says nothing.
    """
    fewer, more = sorted((one, other), key=len)
    pairs = [
        TwoChips(here.who, *_in_time(here, min(more, key=lambda it: abs(it.at_us - here.at_us))))
        for here in fewer
    ]
    return max(pairs, key=lambda pair: pair.apart_us)


def _in_time(one: Crossed, other: Crossed) -> tuple[Crossed, Crossed]:
    return (one, other) if one.at_us <= other.at_us else (other, one)


def at_once(near: Sequence[AtOnce], heard: int, places: Mapping[str, int]) -> list[AtOnce]:
    """Those who cannot have been at both; one for each person and pair of locations.

    `heard`: how many people were heard at all; `places`: locations that are one place have one
    number (main and backup of a point).
    """
    apart: dict[tuple[Who, frozenset[str]], AtOnce] = {}
    for one in near:
        pair = frozenset((one.first, one.second))
        if len(pair) == 2 and not _same_place(one, places):
            apart.setdefault((one.who, pair), one)
    usual = Counter(pair for _, pair in apart)
    most = max(FEW, int(heard * SHARE))
    return [one for (_, pair), one in apart.items() if usual[pair] <= most]


def _same_place(one: AtOnce, places: Mapping[str, int]) -> bool:
    first, second = places.get(one.first), places.get(one.second)
    return first is not None and first == second
