"""What the invented past consists of: how many partners, events, races, results and people.

The sizes of events are those of a lognormal curve, cut at both ends; partners are of different
size. Ids are given here, from the first free ones on, so that every row can be made by itself.
"""

import math
import random
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from statistics import NormalDist

import msgspec

from project88.results.seeding.words import chance_of, pool

LEAST, LARGEST = 21, 10_177
"""Results of the smallest and of the largest event."""
MEAN = 10_600_000 / 13_000
RETURNS = 10_600_000 / 2_400_000
"""How often one person takes part."""
_SIGMA = 1.15
_FIRST_DAY, _LAST_DAY = date(2014, 1, 4), date(2026, 11, 21)
_DISTANCES = ((5_000, "5 km"), (10_000, "10 km"), (21_098, "Half marathon"), (42_195, "Marathon"))


class Scale(msgspec.Struct, frozen=True):
    """How much to make; `mean`: results of an event, on average."""

    partners: int
    events: int
    mean: float = MEAN


SCALES = {"small": Scale(3, 24, 250), "full": Scale(13, 13_000)}


class RacePlan(msgspec.Struct, frozen=True):
    """A race: where its field lies in that of the event."""

    id: int
    name: str
    distance_m: int
    size: int
    start_us: int
    start_point: int
    finish_point: int


class EventPlan(msgspec.Struct, frozen=True):
    """An event with its races. `number` counts from 0 and is all its luck depends on."""

    number: int
    id: int
    partner_id: int
    name: str
    day: date
    zone: str
    first_participant: int
    races: tuple[RacePlan, ...]

    @property
    def size(self) -> int:
        return sum(race.size for race in self.races)


class PartnerPlan(msgspec.Struct, frozen=True):
    """A timing partner, and how many people ever ran with it."""

    number: int
    id: int
    slug: str
    name: str
    zone: str
    people: int
    events: tuple[EventPlan, ...]

    @property
    def size(self) -> int:
        return sum(event.size for event in self.events)


class First(msgspec.Struct):
    """The next free ids."""

    partner: int = 1
    event: int = 1
    race: int = 1
    point: int = 1
    participant: int = 1


def partner_names(count: int, taken: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """Slug, name and zone of so many that are not there yet; from the 14th on with a number."""
    known = pool().partners
    found: list[tuple[str, str, str]] = []
    number = 0
    while len(found) < count:
        name, zone = known[number % len(known)]
        again = number // len(known)
        told = f"{name} {again + 1}" if again else name
        slug = "-".join(_plain(told).split())
        if slug not in taken:
            found.append((slug, told, zone))
        number += 1
    return found


def plan(scale: Scale, first: First, taken: Collection[str] = ()) -> list[PartnerPlan]:
    """The whole past, in the order in which it is written; `first` goes on to what is free after."""
    rng = chance_of("sizes", 0)
    sizes = event_sizes(scale.events, scale.mean)
    rng.shuffle(sizes)
    found: list[PartnerPlan] = []
    begun = 0
    names = partner_names(scale.partners, taken)
    for number, ((slug, name, zone), count) in enumerate(zip(names, _parts(scale), strict=True)):
        mine = sizes[begun : begun + count]
        events = tuple(_events(mine, begun, first.partner, zone, first))
        # Nobody can run twice in one event, so a small partner has as many people as its largest.
        people = max(round(sum(mine) / RETURNS), max(mine, default=0))
        found.append(PartnerPlan(number, first.partner, slug, name, zone, people, events))
        begun += count
        first.partner += 1
    return found


def event_sizes(count: int, mean: float) -> list[int]:
    """So many sizes with this mean, along the curve; the first is the smallest."""
    curve = NormalDist()
    normal = [curve.inv_cdf((number + 0.5) / count) for number in range(count)]
    low, high = 0.0, 12.0
    for _ in range(60):
        middle = (low + high) / 2
        if sum(_cut(middle, z) for z in normal) < mean * count:
            low = middle
        else:
            high = middle
    sizes = [round(_cut(high, z)) for z in normal]
    if count >= 1_000:
        sizes[0], sizes[-1] = LEAST, LARGEST
    return sizes


def _cut(middle: float, z: float) -> float:
    return min(max(math.exp(middle + _SIGMA * z), LEAST), LARGEST)


def _parts(scale: Scale) -> list[int]:
    """How many events each partner has: between three and five quarters of the mean."""
    weights = [0.75 + 0.5 * ((7 * number) % 13) / 13 for number in range(scale.partners)]
    shares = [int(scale.events * weight / sum(weights)) for weight in weights]
    shares[0] += scale.events - sum(shares)
    return shares


def _events(
    sizes: Sequence[int], begun: int, partner_id: int, zone: str, first: First
) -> Iterator[EventPlan]:
    names = pool().events
    days = (_LAST_DAY - _FIRST_DAY).days // 7
    for at, size in enumerate(sizes):
        number = begun + at
        rng = chance_of("event", number)
        day = _FIRST_DAY + timedelta(days=7 * (days * at // len(sizes)) + rng.randrange(2))
        towns = pool().towns
        name = f"{towns[rng.randrange(len(towns))][0]} {names[rng.randrange(len(names))]}"
        races = tuple(_races(size, day, rng, first))
        yield EventPlan(
            number, first.event, partner_id, f"{name} {at + 1}", day, zone, first.participant, races
        )
        first.event += 1
        first.participant += size


def _races(size: int, day: date, rng: random.Random, first: First) -> Iterator[RacePlan]:
    """One to three, the shorter the earlier; half of the events have one."""
    most = 1 if size < 150 or rng.random() < 0.5 else rng.randrange(2, 4)
    chosen = sorted(rng.sample(range(len(_DISTANCES)), most))
    left = size
    for at, which in enumerate(chosen):
        share = left if at == most - 1 else round(left * rng.uniform(0.35, 0.6))
        distance, name = _DISTANCES[which]
        gun = datetime(day.year, day.month, day.day, 7, 30 + 10 * at, tzinfo=UTC)
        yield RacePlan(
            first.race, name, distance, share, int(gun.timestamp()) * 1_000_000, first.point,
            first.point + 1,
        )  # fmt: skip
        first.race += 1
        first.point += 2
        left -= share


def _plain(text: str) -> str:
    """Letters and blanks that may stand in a slug."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(c if c.isascii() and c.isalnum() else " " for c in folded if ord(c) < 0x300)
