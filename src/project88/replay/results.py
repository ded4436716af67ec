"""Rows from a results list: who was where after how long becomes reads on mats.

The list needs a `bib` (or `chip`) column and cumulative net times in columns named `<place>_ms`,
in the order of the course. A net time runs from the runner's own start, so a start line is
invented: the fast stand in front, the last cross it twenty minutes after the gun. Wheelchair rows
(`wheelchair` = 1) are a race of their own and start earlier.
"""

import random
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from project88.errors import InputError
from project88.replay.mats import Crossing, Manners, reported
from project88.replay.rows import GUN, SECOND, Row

_MILLISECOND = 1_000
_SUFFIX = "_ms"
Entry = Mapping[str, str]


class Start(msgspec.Struct, frozen=True):
    """When the guns fire, by the wall clock of the place, and how long the field takes to leave."""

    gun_us: int
    wheelchair_lead_s: int = 1_500
    field_s: int = 1_200


def is_header(columns: Sequence[str]) -> bool:
    """Is this the first line of a list that can be replayed?"""
    return bool({"bib", "chip"} & set(columns)) and any(c.endswith(_SUFFIX) for c in columns)


def read(
    entries: Sequence[Entry],
    start: Start,
    manners: Manners,
    rng: random.Random,
    *,
    guns: bool,
) -> list[Row]:
    """The reads of a whole race in the order they are sent; the same seed gives the same rows."""
    splits = [column for column in entries[0] if column.endswith(_SUFFIX)] if entries else []
    crossings = list(_crossings(entries, splits, start, rng))
    if guns:
        crossings = [*_guns(entries, start), *crossings]
    return reported(crossings, manners, rng)


def _guns(entries: Iterable[Entry], start: Start) -> list[Crossing]:
    chairs = {_in_chair(entry) for entry in entries}
    return [
        Crossing(_gun(start, chair=chair), "start", GUN) for chair in sorted(chairs, reverse=True)
    ]


def _gun(start: Start, *, chair: bool) -> int:
    return start.gun_us - (start.wheelchair_lead_s * SECOND if chair else 0)


def _in_chair(entry: Entry) -> bool:
    return entry.get("wheelchair") == "1"


def _crossings(
    entries: Sequence[Entry], splits: Sequence[str], start: Start, rng: random.Random
) -> Iterable[Crossing]:
    ahead = sorted(entries, key=lambda entry: _milliseconds(entry, splits[-1]) or 0)
    for place, entry in enumerate(ahead):
        chair = _in_chair(entry)
        field_us = 5 * SECOND if chair else start.field_s * SECOND * place // len(ahead)
        own_us = _gun(start, chair=chair) + field_us + rng.randrange(1_000) * 10_000
        yield from _race_of(entry, splits, own_us)


def _race_of(entry: Entry, splits: Sequence[str], own_us: int) -> Iterable[Crossing]:
    """One runner's way: a split that the list lacks was missed by the mats that day too."""
    tag = entry.get("chip") or entry.get("bib") or ""
    yield Crossing(own_us, "start", tag)
    for column in splits:
        after = _milliseconds(entry, column)
        if after is not None:
            yield Crossing(own_us + after * _MILLISECOND, column.removesuffix(_SUFFIX), tag)


def _milliseconds(entry: Entry, column: str) -> int | None:
    text = entry.get(column) or ""
    if not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise InputError(f"{column} of bib {entry.get('bib')} is not a number: {text}") from error
