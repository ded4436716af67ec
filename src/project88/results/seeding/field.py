"""The people of a partner and the fields of its events, as rows of PostgreSQL's binary COPY format.

Ten million rows are made while the database takes them in, so each is packed in one or two calls:
what a person brings (names, town) is packed once, what an event adds is a struct of numbers. Places
are those of the rule by gun time: the number of quicker ones in the group and one.
"""

import math
import random
import struct
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from project88.results.listing.listing import plain
from project88.results.seeding.plan import EventPlan, RacePlan
from project88.results.seeding.words import Pool, chance_of, drawn, pool

PEOPLE_COLUMNS: Final = (
    "id", "timing_partner_id", "event_id", "race_id", "age", "bib", "first_name", "last_name", "gender",
    "city", "state", "country", "team", "privacy", "division",
)  # fmt: skip
RESULT_COLUMNS: Final = (
    "participant_id", "timing_partner_id", "event_id", "race_id", "last_point", "version", "start_at", "last_at",
    "finish_at", "gun_ms", "chip_ms", "rank_key", "place_overall", "place_sex", "place_division", "status", "sex",
    "division",
)  # fmt: skip
SIGNATURE: Final = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER: Final = b"\xff\xff"
_EPOCH_2000_US: Final = 946_684_800_000_000
_NULL: Final = struct.pack(">i", -1)
_ENTRY: Final = ">h ii ii ii ii ii i{}s"
_FINISHER: Final = struct.Struct(">h ii ii ii ii ii iq iq iq iq ii ii iq ii ii ii")
_STARTER: Final = struct.Struct(">h ii ii ii ii ii iq iq iq")
_OUT: Final = 0.02
"""Share of a larger field that does not come in."""
_TENTH_MS: Final = 100


class Person(msgspec.Struct, frozen=True, gc=False):
    """Somebody who comes back; `texts` are the packed columns from first_name to privacy."""

    texts: bytes
    findable: tuple[str, str]
    """First and last name as they are shown, for the search; see migration 0018."""
    sex: str
    born: int
    pace: float
    """Seconds for a kilometre of ten."""


class Division(msgspec.Struct, frozen=True):
    """An age group, and how it stands in the rows."""

    sex: str
    name: str
    text: bytes
    finished: bytes
    """Status, sex and division of a finisher."""


class Rows(msgspec.Struct, frozen=True):
    """The rows of some events, without the ends of a COPY stream."""

    people: bytes
    results: bytes
    count: int
    names: frozenset[tuple[str, str]]
    """(first or last, name) of these people."""


def people_of(partner_number: int, count: int) -> list[Person]:
    """Everybody who ever ran with a partner."""
    rng = chance_of("partner", partner_number)
    of = pool()
    return [_person(of, rng) for _ in range(count)]


def rows_of(events: Sequence[EventPlan], people: Sequence[Person]) -> Rows:
    """Entries and results of these events."""
    entries: list[bytes] = []
    results: list[bytes] = []
    names: set[tuple[str, str]] = set()
    for event in events:
        rng = chance_of("field", event.number)
        field = rng.sample(people, event.size)
        names.update(person.findable for person in field)
        begun = 0
        for race in event.races:
            _race(entries, results, event, race, begun, field, rng)
            begun += race.size
    told = [*(("first", first) for first, _ in names), *(("last", last) for _, last in names)]
    return Rows(
        b"".join(entries),
        b"".join(results),
        sum(event.size for event in events),
        frozenset((part, name) for part, name in told if name),
    )


def _race(  # noqa: PLR0913, PLR0917 -- a loop that is entered ten million times
    entries: list[bytes],
    results: list[bytes],
    event: EventPlan,
    race: RacePlan,
    begun: int,
    field: Sequence[Person],
    rng: random.Random,
) -> None:
    year, partner, number, race_id = event.day.year, event.partner_id, event.id, race.id
    long = race.distance_m / 1000 * (race.distance_m / 10_000) ** 0.06 * 10
    out_of = _OUT if race.size >= 100 else 0.0
    finishers: list[tuple[int, int, int, Division]] = []
    chance, add = rng.random, entries.append
    for at in range(begun, begun + race.size):
        person = field[at]
        age = year - person.born
        division = _division(person.sex, age)
        participant, bib = event.first_participant + at, b"%d" % (at + 1)
        size = len(bib)
        add(
            _entry(size).pack(
                15, 4, participant, 4, partner, 4, number, 4, race_id, 4, age, size, bib
            )
        )
        add(person.texts)
        add(division.text)
        delay = int(chance() * 18) * 10 * _TENTH_MS
        if chance() < out_of:
            results.append(_unranked(participant, event, race, delay, division))
            continue
        spent = int(person.pace * long * (0.94 + 0.14 * chance())) * _TENTH_MS
        finishers.append((spent + delay, participant, delay, division))
    _rank(results, event, race, finishers)


def _rank(
    results: list[bytes],
    event: EventPlan,
    race: RacePlan,
    finishers: list[tuple[int, int, int, Division]],
) -> None:
    """Finishers by places; equal times share one, and the next is skipped."""
    finishers.sort()
    partner, number, race_id, point = event.partner_id, event.id, race.id, race.finish_point
    start_us, pack, add = race.start_us - _EPOCH_2000_US, _FINISHER.pack, results.append
    # Of each group: how many are in, the last time, its place.
    groups: dict[str, list[int]] = defaultdict(lambda: [0, -1, 0])
    overall = groups[""]
    for gun_ms, participant, delay, division in finishers:
        of_sex, of_division = groups[division.sex], groups[division.name]
        for group in (overall, of_sex, of_division):
            group[0] += 1
            if gun_ms != group[1]:
                group[1], group[2] = gun_ms, group[0]
        finish_us = start_us + gun_ms * 1000
        add(
            pack(
                18, 4, participant, 4, partner, 4, number, 4, race_id, 4, point, 8, 1,
                8, start_us + delay * 1000, 8, finish_us, 8, finish_us, 4, gun_ms, 4, gun_ms - delay,
                8, gun_ms, 4, overall[2], 4, of_sex[2], 4, of_division[2],
            )
        )  # fmt: skip
        add(division.finished)


def _unranked(
    participant: int, event: EventPlan, race: RacePlan, delay: int, division: Division
) -> bytes:
    """Somebody who started and did not come in, or was disqualified."""
    start_us = race.start_us - _EPOCH_2000_US + delay * 1000
    head = _STARTER.pack(
        18, 4, participant, 4, event.partner_id, 4, event.id, 4, race.id, 4, race.start_point, 8, 1,
        8, start_us, 8, start_us,
    )  # fmt: skip
    status = "dq" if participant % 11 == 0 else "dnf"
    return b"".join((head, _NULL * 7, _text(status), _text(division.sex), division.text))


def _person(of: Pool, rng: random.Random) -> Person:
    woman = rng.random() < 0.46
    first = drawn(of.women if woman else of.men, rng.random())
    last = drawn(of.surnames, rng.random())
    town, state, land = of.towns[int(rng.random() ** 2 * len(of.towns))]
    club = of.clubs[rng.randrange(len(of.clubs))] if rng.random() < 0.25 else ""
    wish = rng.random()
    privacy = "hidden" if wish < 0.01 else "short" if wish < 0.03 else "public"
    sex = "F" if woman else "M"
    texts = b"".join(map(_text, (first, last, sex, town, state, land, club, privacy)))
    pace = (330 if woman else 300) * math.exp(rng.gauss(0, 0.17))
    born = 1944 + int((rng.random() + rng.random() + rng.random()) * 20)
    return Person(texts, _findable(first, last, privacy), sex, born, max(pace, 172.0))


def _findable(first: str, last: str, privacy: str) -> tuple[str, str]:
    if privacy == "hidden":
        return "", ""
    return _plain(first), _plain(last)[: None if privacy == "public" else 1]


@cache
def _plain(name: str) -> str:
    return plain(name)


@cache
def _division(sex: str, age: int) -> Division:
    """The division of ten years."""
    band = f"{age // 10 * 10}-{age // 10 * 10 + 9}"
    if age < 20:
        band = "0-19"
    elif age >= 70:
        band = "70+"
    name = sex + band
    return Division(sex, name, _text(name), _text("finished") + _text(sex) + _text(name))


@cache
def _entry(bib_length: int) -> struct.Struct:
    return struct.Struct(_ENTRY.format(bib_length))


@cache
def _text(value: str) -> bytes:
    data = value.encode()
    return struct.pack(">i", len(data)) + data
