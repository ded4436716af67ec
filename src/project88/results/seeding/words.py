"""The words of the invented past: names of people, towns and events, each as often as is usual.

A few hundred names are common and tens of thousands rare. So names are drawn by rank, the square of
a random number making the first ones frequent.
"""

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).with_name("words.toml")
_RARE = 20_000
_DOUBLE = 40


SEED = 88


class Words(msgspec.Struct, frozen=True):
    """The file as it stands: lists as texts, in which | is a blank."""

    women: str
    men: str
    surnames: str
    roots: str
    endings: str
    clubs: str
    events: str
    towns: tuple[str, ...]
    partners: tuple[str, ...]


class Pool(msgspec.Struct, frozen=True):
    """What people and events are made of."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    towns: tuple[tuple[str, str, str], ...]
    clubs: tuple[str, ...]
    events: tuple[str, ...]
    partners: tuple[tuple[str, str], ...]


@cache
def pool() -> Pool:
    """About 1,300 first names and 20,000 surnames."""
    told = msgspec.toml.decode(_FILE.read_bytes(), type=Words)
    rng = chance_of("words", 0)
    common = _list(told.surnames)
    rare = [root + ending for root in _list(told.roots) for ending in _list(told.endings)]
    joined = [f"{a}-{b}" for a in common[:150] for b in common[:150] if a != b]
    rng.shuffle(rare)
    rng.shuffle(joined)
    surnames = (*common, *rare, *joined)[: _RARE + len(common)]
    towns = tuple((town, state, land) for town, state, land in (t.split(",") for t in told.towns))
    clubs = tuple(f"{town} {club}" for club in _list(told.clubs) for town, _, _ in towns)
    partners = tuple((name, zone) for name, zone in (p.split(",") for p in told.partners))
    women, men = _doubled(_list(told.women)), _doubled(_list(told.men))
    events = _events(told.events)
    return Pool(women, men, tuple(dict.fromkeys(surnames)), towns, clubs, events, partners)


def chance_of(what: str, number: int) -> random.Random:
    """The luck of one thing; the same whenever it is asked for."""
    return random.Random(f"{SEED} {what} {number}")  # noqa: S311 -- to be repeated, not to be secret


def drawn(of: Sequence[str], number: float) -> str:
    """One of a list by a random number of [0, 1): the first are frequent, none is impossible."""
    return of[int(number * number * len(of))]


def _list(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.replace("|", " ") for word in told.split()))


def _doubled(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and some that are made of two."""
    short = [name for name in names if len(name) < 6][:_DOUBLE]
    double = [f"{a}-{b}" for a in short for b in short if a != b]
    return (*names, *double[:400])


def _events(told: str) -> tuple[str, ...]:
    return tuple(name.replace("|", " ") for name in told.split())
