"""The repository's own small race, for the demo and for tests on machines without real files.

A course (TOML) says which races there are and how fast they go; a roster (CSV, the same that
`project88 import-roster` reads) says who runs. Who is how fast comes from the seed. The field is
quick at first, then thick, then thin, with a club that crosses together, people who never came,
people who dropped out, and tags that nobody knows.
"""

import csv
import math
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec

from project88.replay.mats import Crossing, Manners, reported
from project88.replay.rows import GUN, SECOND, Row

HARBOUR_MILE = Path(__file__).parent / "races" / "harbour_mile"
COURSE = "course.toml"
ROSTER = "roster.csv"
_SPREAD = 0.24
_FRONT = 8


class Race(msgspec.Struct, frozen=True):
    """One competition: where its runners pass, as shares of its whole distance."""

    name: str
    gun_s: int
    fastest_s: int
    median_s: int
    passes: tuple[tuple[str, float], ...]


class Course(msgspec.Struct, frozen=True):
    """The description of an invented event; times of day are the wall clock of `zone`."""

    name: str
    date: date
    gun: time
    zone: str
    opens_s: int
    races: tuple[Race, ...]
    packs: tuple[str, ...] = ()
    missing: int = 0
    dropped: int = 0

    @property
    def gun_us(self) -> int:
        """The first gun as wall clock microseconds."""
        return int(datetime.combine(self.date, self.gun, UTC).timestamp()) * SECOND

    @property
    def opens_us(self) -> int:
        """The moment at which a replay starts: a few seconds before the first finisher."""
        return self.gun_us + self.opens_s * SECOND


class Runner(msgspec.Struct, frozen=True):
    """What the mats need to know of a person."""

    tag: str
    race: str
    team: str


def course(folder: Path = HARBOUR_MILE) -> Course:
    """Read and check a race's description."""
    return msgspec.toml.decode((folder / COURSE).read_bytes(), type=Course)


def runners(folder: Path = HARBOUR_MILE) -> list[Runner]:
    """Everybody on the roster; who has no chip is read by the bib."""
    with (folder / ROSTER).open(encoding="utf-8", newline="") as lines:
        return [
            Runner(entry["chip"] or entry["bib"], entry["race"], entry["team"])
            for entry in csv.DictReader(lines)
        ]


def read(folder: Path, rng: random.Random, *, guns: bool) -> list[Row]:
    """The rows of the whole race, in the order they are sent."""
    described = course(folder)
    crossings = [crossing for race in described.races for crossing in _guns(described, race, guns)]
    crossings.extend(_crossings(described, runners(folder), rng))
    return reported(crossings, Manners(unknown_share=0.01), rng)


def _guns(described: Course, race: Race, guns: bool) -> Iterable[Crossing]:
    if guns:
        yield Crossing(described.gun_us + race.gun_s * SECOND, "Start", GUN)


def _crossings(described: Course, field: list[Runner], rng: random.Random) -> Iterable[Crossing]:
    absent = rng.sample(range(len(field)), described.missing + described.dropped)
    for race in described.races:
        entered = [place for place, runner in enumerate(field) if runner.race == race.name]
        seconds = _seconds(race, [field[place] for place in entered], described.packs, rng)
        for place, taken in zip(entered, seconds, strict=True):
            passes = _passes(race, absent, described.missing, place)
            gun_us = described.gun_us + race.gun_s * SECOND
            yield from _way(field[place].tag, passes, taken, gun_us, rng)


def _passes(
    race: Race, absent: Sequence[int], missing: int, place: int
) -> Sequence[tuple[str, float]]:
    """Where this runner is seen: nowhere, everywhere, or no further than the start."""
    whole = (("Start", 0.0), *race.passes)
    if place not in absent:
        return whole
    return whole[:0] if absent.index(place) < missing else whole[:1]


def _seconds(
    race: Race, field: Sequence[Runner], packs: Sequence[str], rng: random.Random
) -> list[float]:
    """How long each takes. Somebody wins in the fastest time, and a front group follows closely."""
    captains = dict.fromkeys(packs, race.median_s * 0.92)
    taken = [
        captains[runner.team] + rng.uniform(0, 2)
        if runner.team in captains
        else max(
            race.fastest_s + rng.uniform(2, 25), race.median_s * math.exp(rng.gauss(0, _SPREAD))
        )
        for runner in field
    ]
    alone = [place for place, runner in enumerate(field) if runner.team not in captains]
    behind = 0.0
    for place in rng.sample(alone, _FRONT):
        taken[place] = race.fastest_s + behind
        behind += rng.uniform(1, 9)
    return taken


def _alone(race: Race, rng: random.Random) -> float:
    taken = race.median_s * math.exp(rng.gauss(0, _SPREAD))
    return max(race.fastest_s + rng.uniform(2, 25), taken)


def _way(
    tag: str, passes: Iterable[tuple[str, float]], taken: float, gun_us: int, rng: random.Random
) -> Iterable[Crossing]:
    wait_s = rng.uniform(0.2, 3) if taken < 300 else rng.uniform(0.2, 18)
    for location, share in passes:
        yield Crossing(gun_us + int(max(wait_s, share * taken) * SECOND), location, tag)
