"""What an announcer may say about somebody, the most telling first, each with what proves it.

A cue is a code and figures, never a sentence: screens say it in their language. Nothing is guessed. A
streak counts events at which the same person finished; "first from Delft" needs more people from
Delft; a duel is told of those near the front, because in a crowd everybody runs one.

Instants are UTC microseconds, times milliseconds.
"""

import enum
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from project88.race.ages import age_at
from project88.race.records import Record, Run, broken
from project88.race.story import OVERALL, Crossing, Group, Lead, Story

DUEL_US: Final = 2_000_000
DUEL_PLACES: Final = {"overall": 20, "sex": 10}
FEWEST_FROM: Final = {"town": 3, "club": 3, "country": 1}
"""So many of the race must be from there before its first finisher is worth a word."""
MOST_OF_FIELD: Final = 0.5
"""Where half of the field is from, nobody is "the first from"."""


class CueCode(enum.StrEnum):
    """What a cue is about."""

    RECORD = "record"
    LEAD = "lead"
    FIRST = "first"
    LAST = "last"
    DUEL = "duel"
    VIP = "vip"
    BIRTHDAY = "birthday"
    NUMBER = "number"
    FIRST_FROM = "first_from"
    BEST = "best"
    STREAK = "streak"


class Cue(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cue. What each code fills in stands at the function that makes it."""

    code: CueCode
    weight: int
    scope: str = ""
    group: str = ""
    number: int | None = None
    ms: int | None = None
    gap_ms: int | None = None
    other: int | None = None
    """A participant: who led, with whom the duel is."""
    told: str = ""
    """The event, or the holder, that the cue is compared with."""
    year: int | None = None


class Former(msgspec.Struct, frozen=True):
    """The same person's finish at an earlier event."""

    event_id: int
    event: str
    day: date
    distance_m: int | None
    ms: int | None


def ranked(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """The most telling first."""
    return tuple(sorted(cues, key=lambda cue: -cue.weight))


# At a point ------------------------------------------------------------------------------------


def leading(here: Crossing, story: Story, upstream: Story | None) -> list[Cue]:
    """LEAD or FIRST in the widest group that is led; of a woman who leads all, that alone.

    LEAD: `other` led before and `gap_ms` is by how much he or she is behind here, where that is
    known. FIRST: nobody was here before, and nobody else led at the point before.
    """
    for group in here.groups:
        if story.leads(group, here.at_us, here.who):
            return [_lead(group, here, story, upstream)]
    return []


_WEIGHTS: Final = {"overall": 90, "sex": 85, "division": 55}


def _lead(group: Group, here: Crossing, story: Story, upstream: Story | None) -> Cue:
    scope, value = group
    weight = _WEIGHTS.get(scope, 50)
    beaten = story.best_before(group, here.at_us, here.who)
    if beaten is not None and here.ms is not None:
        gap_ms = beaten.ms - here.ms
        return Cue(CueCode.LEAD, weight + 2, scope, value, gap_ms=gap_ms, other=beaten.who)
    led = None if upstream is None else _leader(upstream, group, here)
    if led is not None and led.who != here.who:
        return Cue(CueCode.LEAD, weight + 2, scope, value, other=led.who)
    return Cue(CueCode.FIRST, weight, scope, value)


def _leader(upstream: Story, group: Group, here: Crossing) -> Lead | None:
    return upstream.best_before(group, here.at_us, -1)


def records(
    here: Crossing, story: Story, known: Mapping[Group, Record], tie_ms: int = 1
) -> list[Cue]:
    """RECORD in each group whose best time this was at its moment, the course's before the others:
    `gap_ms` under what was the record until then, `told` and `year` whose and when that was.
    """
    if here.ms is None:
        return []
    today = {group: story.best_before(group, here.at_us, here.who) for group in here.groups}
    best: dict[Hashable, int] = {
        group: record.ms if lead is None else min(record.ms, lead.ms)
        for group, lead in today.items()
        if (record := known.get(group)) is not None
    }
    run = Run(here.who, here.ms, here.groups)
    quicker = broken(run, best, tie_ms)
    return [
        _record(group, here.ms, best[group], known[group], today[group])
        for group in here.groups
        if group in quicker
    ]


def _record(group: Group, ms: int, best: int, record: Record, today: Lead | None) -> Cue:
    weight, gap_ms = 100 if group == OVERALL else 97, best - ms
    if today is not None and best < record.ms:
        return Cue(CueCode.RECORD, weight, *group, ms=ms, gap_ms=gap_ms, other=today.who)
    return Cue(
        CueCode.RECORD, weight, *group,
        ms=ms, gap_ms=gap_ms, told=record.holder, year=record.year,
    )  # fmt: skip


def duel(here: Crossing, story: Story, places: Mapping[str, int | None]) -> list[Cue]:
    """DUEL with who was next, within two seconds: `gap_ms` is positive when the other came later.
    Only of the first twenty, or the first ten of a sex.
    """
    near = any(
        place is not None and place <= DUEL_PLACES.get(scope, 0) for scope, place in places.items()
    )
    if not near:
        return []
    close = story.neighbours(here.at_us, here.who, DUEL_US)
    if not close:
        return []
    other, after_us = min(close, key=lambda one: abs(one[1]))
    return [Cue(CueCode.DUEL, 75, gap_ms=after_us // 1000, other=other)]


def firsts_from(here: Crossing, story: Story, sizes: Mapping[Group, int], field: int) -> list[Cue]:
    """FIRST_FROM a town, club or country: `number` people of the race are from there."""
    weights = {"country": 50, "town": 35, "club": 30}
    return [
        Cue(CueCode.FIRST_FROM, weights.get(origin[0], 30), *origin, number=size)
        for origin in here.origins
        if (size := sizes.get(origin, 0)) >= FEWEST_FROM.get(origin[0], 3)
        and size <= field * MOST_OF_FIELD
        and story.is_first(origin, here.who)
    ]


def numbered(here: Crossing, story: Story) -> list[Cue]:
    """NUMBER: the 100th, the 500th, each 1000th who comes; the order is that of the line."""
    number = story.number(here.at_us, here.who)
    if number in {100, 500} or (number and number % 1000 == 0):
        return [Cue(CueCode.NUMBER, 70 if number % 1000 == 0 else 60, number=number)]
    return []


def last(here: Crossing, story: Story, on_course: int) -> list[Cue]:
    """LAST: nobody of the race is on the course any more, and this one came last of all."""
    if on_course == 0 and len(story) > 1 and story.last() == here.who:
        return [Cue(CueCode.LAST, 80, number=len(story))]
    return []


# Of a person -----------------------------------------------------------------------------------


def turns(born_on: date | None, day: date) -> int | None:
    """How old somebody becomes on that day; None on every other. 29 February is had on 1 March."""
    if born_on is None or not day.year - 130 <= born_on.year < day.year:
        return None
    leap = born_on.month == 2 and born_on.day == 29
    moved = leap and (day.month, day.day) == (3, 1) and not _is_leap(day.year)
    if (born_on.month, born_on.day) != (day.month, day.day) and not moved:
        return None
    return age_at(born_on, None, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def birthday(born_on: date | None, day: date) -> list[Cue]:
    """BIRTHDAY: `number` years old on that day."""
    years = turns(born_on, day)
    return [] if years is None else [Cue(CueCode.BIRTHDAY, 72, number=years)]


def vip() -> Cue:
    """VIP: somebody here said so."""
    return Cue(CueCode.VIP, 95)


def personal_best(
    ms: int | None, distance_m: int | None, formers: Iterable[Former], tie_ms: int = 1000
) -> list[Cue]:
    """BEST over this distance at events whose results are here: `gap_ms` quicker than at `told`."""
    known = [one for one in formers if one.ms is not None and one.distance_m == distance_m]
    if ms is None or distance_m is None or not known:
        return []
    best = min(known, key=lambda one: one.ms or 0)
    before = best.ms or 0
    if -(-ms // tie_ms) >= -(-before // tie_ms):
        return []
    return [Cue(CueCode.BEST, 45, ms=ms, gap_ms=before - ms, told=best.event, year=best.day.year)]


_YEAR: Final = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th|e|\.))(?!\w)", re.IGNORECASE)


def series_of(event: str) -> str:
    """What the editions of an event have in common: its name without year and number."""
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", event).casefold()))


def streak(editions: Sequence[int], ran: Iterable[int]) -> tuple[int, int]:
    """(in a row, in all), this time included. `editions`: former ones, the newest first."""
    mine = set(ran)
    row = 1
    for edition in editions:
        if edition not in mine:
            break
        row += 1
    return row, 1 + len(mine.intersection(editions))


def streaks(editions: Sequence[int], formers: Sequence[Former]) -> list[Cue]:
    """STREAK: `number` times in a row, from the third on, or in all, each fifth; `scope` says which."""
    row, times = streak(editions, (one.event_id for one in formers))
    if row >= 3:
        return [Cue(CueCode.STREAK, min(40 + row, 65), "row", number=row)]
    if times >= 5 and times % 5 == 0:
        return [Cue(CueCode.STREAK, 45, "all", number=times)]
    return []
