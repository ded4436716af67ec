"""Who comes next to the watched points, and when, from where they were seen last.

Of a field of thousands only those who can be near are projected: behind each point the ones who
have been under way for about as long as the others needed. Who is long overdue has probably
stopped, and would stand at the top of the list for the rest of the day.
"""

from collections.abc import Sequence
from heapq import nsmallest
from statistics import median

import msgspec

from project88.race.projecting import FEWEST, Arrival, projected
from project88.results.announcer.field import Field, Race, Spot
from project88.results.announcer.watch import Watch

MOST_COMING = 25
_MOST_PROJECTED = 150
_ASKED = 400
_OVERDUE = 1.6
"""After so many usual times of the way nobody is waited for."""
_GRACE_US = 120_000_000
"""A guess may be wrong by so much before the runner goes from the list."""
_S = 1_000_000


class Expected(msgspec.Struct, frozen=True):
    """Somebody on the way."""

    who: int
    race_id: int
    point: int
    last: int
    last_us: int
    arrival: Arrival


class Usual:
    """How long the newest runners needed for each section, looked at again every ten seconds."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, list[float | None]]] = {}

    def of(self, field: Field, race: Race, now_us: int) -> Sequence[float | None]:
        read_us, usual = self._known.get(race.id, (-(10**18), []))
        if now_us - read_us < 10 * _S and len(usual) == len(race.points):
            return usual
        usual = [self._section(field, race, number) for number in range(len(race.points))]
        self._known[race.id] = (now_us, usual)
        return usual

    @staticmethod
    def _section(field: Field, race: Race, number: int) -> float | None:
        before = field.crossing
        took = []
        for at_us, who in field.story((race.id, number)).newest(_ASKED):
            if number:
                crossing = before((race.id, number - 1), who)
                begun = None if crossing is None else crossing.at_us
            else:
                begun = field.results[who].start_us if who in field.results else None
            if begun is not None and at_us > begun:
                took.append(at_us - begun)
        return median(took) if len(took) >= FEWEST else None


def coming(field: Field, watch: Watch, usual: Usual, now_us: int) -> list[Expected]:
    """The next ones to the watched points, the next first."""
    found: list[Expected] = []
    for race in field.races.values():
        watched = watch.positions(race)
        for target_number, target in enumerate(watched):
            first = watched[target_number - 1] if target_number else -1
            for last in range(first, target):
                found += _from(field, race, (last, target), usual.of(field, race, now_us), now_us)
    return nsmallest(MOST_COMING, found, key=lambda one: one.arrival.at_us)


def _from(
    field: Field, race: Race, way: tuple[int, int], usual: Sequence[float | None], now_us: int
) -> list[Expected]:
    last, target = way
    spot: Spot = (race.id, last)
    there = field.under_way.get(spot)
    if not there:
        return []
    sections = usual[last + 1 : target + 1]
    known = [section for section in sections if section is not None]
    oldest = -(10**18)
    if len(known) == len(sections):
        oldest = now_us - round(sum(known) * _OVERDUE) - _GRACE_US
    near = nsmallest(
        _MOST_PROJECTED, ((at_us, who) for who, at_us in there.items() if at_us > oldest)
    )
    found = (_expected(field, race, who, way, usual) for _, who in near)
    return [one for one in found if one is not None and one.arrival.latest_us >= now_us - _GRACE_US]


def _expected(
    field: Field, race: Race, who: int, way: tuple[int, int], usual: Sequence[float | None]
) -> Expected | None:
    standing = field.results[who]
    passed = {one.position: one.at_us for one in field.passed.get(who, ())}
    begun = race.start_us if standing.start_us is None else standing.start_us
    distances = [point.distance_m for point in race.points]
    arrivals = projected(distances, passed, begun, usual)
    arrival = next((one for one in arrivals if one.point == way[1]), None)
    if arrival is None:
        return None
    last_us = passed.get(way[0], begun or 0)
    return Expected(who, race.id, way[1], way[0], last_us, arrival)
