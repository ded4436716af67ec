"""What the hub knows of an event while announcers look at it: roster, times, stories, and marks.

Kept in memory because every card asks how it stands in the whole field: who led here before, who is
the first from Delft. It is made from the database alone and can be thrown away at any time. Only
names that the view `participants` shows are in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import msgspec

from project88.race.cues import Former
from project88.race.records import Record
from project88.race.story import OVERALL, Crossing, Group, Story

Spot = tuple[int, int]
"""A race, and the number of a point in its course."""


class Person(msgspec.Struct, frozen=True, gc=False):
    """A row of the roster."""

    id: int
    race_id: int | None
    bib: str | None
    first_name: str
    last_name: str
    gender: str
    age: int | None
    city: str
    state: str
    country: str
    team: str
    division: str
    privacy: str

    @property
    def origins(self) -> tuple[Group, ...]:
        told = (("country", self.country), ("town", self.city), ("club", self.team))
        return tuple((scope, value.strip()) for scope, value in told if value.strip())


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A row of the results."""

    race_id: int
    status: str
    start_us: int | None
    gun_ms: int | None
    chip_ms: int | None
    sex: str
    division: str
    place_overall: int | None
    place_sex: int | None
    place_division: int | None


class Passed(msgspec.Struct, frozen=True, gc=False):
    """A time at a point."""

    position: int
    point: str
    kind: str
    at_us: int
    gun_ms: int | None
    chip_ms: int | None
    place_overall: int | None
    place_sex: int | None
    passing: tuple[int, int, str, int] | None


class Heard(msgspec.Struct, frozen=True, gc=False):
    """A passing that the scorer has not looked at yet."""

    who: int
    location: str
    at_us: int
    passing: tuple[int, int, str, int]


class Point(msgspec.Struct, frozen=True):
    """A point of a course."""

    name: str
    kind: str
    distance_m: int | None
    locations: frozenset[str]


class Race(msgspec.Struct, frozen=True):
    """A race as it is set up."""

    id: int
    name: str
    distance_m: int | None
    points: tuple[Point, ...]
    by_chip: bool
    tie_ms: int
    decimals: int
    start_us: int | None
    records: Mapping[Group, Record]

    def number(self, name: str) -> int | None:
        for number, point in enumerate(self.points):
            if point.name == name:
                return number
        return None


class Mark(msgspec.Struct, frozen=True):
    """Spoken name and guest of honour."""

    pronunciation: str = ""
    pronoun: str = ""
    vip: bool = False
    version: int = 0


class Note(msgspec.Struct, frozen=True):
    """A note as it is kept."""

    id: int
    participant_id: int
    author: tuple[str, int]
    author_name: str
    text: str
    scope: str
    made_at: datetime
    changed_at: datetime
    version: int


class Ticked(msgspec.Struct, frozen=True, gc=False):
    """A tick."""

    by: str
    at: datetime


class EventFacts(msgspec.Struct, frozen=True):
    """The event itself."""

    id: int
    name: str
    zone: str
    day: date


class Field:
    """All of one event. `change` tells it what the database says; everything else asks."""

    def __init__(self, event: EventFacts) -> None:
        self.event = event
        self.races: dict[int, Race] = {}
        self.people: dict[int, Person] = {}
        self.results: dict[int, Standing] = {}
        self.passed: dict[int, tuple[Passed, ...]] = {}
        self.heard: list[Heard] = []
        self.marks: dict[int, Mark] = {}
        self.notes: dict[int, dict[int, Note]] = defaultdict(dict)
        self.said: dict[int, dict[str, Ticked]] = defaultdict(dict)
        self.births: dict[int, date] = {}
        self.formers: dict[int, tuple[Former, ...]] = {}
        self.editions: list[int] = []
        self.sizes: dict[int, Counter[Group]] = {}
        self.expected: Counter[int] = Counter()
        self.statuses: dict[int, Counter[str]] = defaultdict(Counter)
        self.under_way: dict[Spot, dict[int, int]] = defaultdict(dict)
        """Where those who are on the course were seen last, and when; −1: nowhere, but started."""
        self.unsaid: dict[Spot, dict[int, int]] = defaultdict(dict)
        self._crossings: dict[Spot, dict[int, Crossing]] = defaultdict(dict)
        self._spots: dict[int, tuple[Spot, ...]] = {}
        self._stories: dict[Spot, Story] = {}
        self._retell: set[Spot] = set()

    # What it is told ---------------------------------------------------------------------------

    def set_people(self, people: Iterable[Person], *, all_of_them: bool) -> None:
        """The roster, or who of it changed."""
        told = {one.id: one for one in people}
        changed = {number for number, one in told.items() if self.people.get(number) != one}
        if all_of_them:
            gone = self.people.keys() - told.keys()
            self.people = told
            for number in gone:
                self.forget(number)
        else:
            self.people.update(told)
        if changed or all_of_them:
            self._count_roster()
        for number in changed & self.passed.keys():
            self._cross(number, self.passed[number])
        for number in changed:
            self.formers.pop(number, None)

    def _count_roster(self) -> None:
        self.expected = Counter(
            one.race_id for one in self.people.values() if one.race_id is not None
        )
        self.sizes = defaultdict(Counter)
        for one in self.people.values():
            if one.race_id is not None:
                self.sizes[one.race_id].update(one.origins)

    def set_result(self, who: int, standing: Standing, passed: Sequence[Passed]) -> None:
        former = self.results.get(who)
        if former is not None:
            self.statuses[former.race_id][former.status] -= 1
            self._depart(who, former)
        self.results[who] = standing
        self.statuses[standing.race_id][standing.status] += 1
        if standing.status in {"started", "on_course"}:
            last = passed[-1] if passed else None
            spot = (standing.race_id, -1 if last is None else last.position)
            at_us = standing.start_us if last is None else last.at_us
            if at_us is not None:
                self.under_way[spot][who] = at_us
        self._cross(who, passed)
        self.passed[who] = tuple(passed)

    def forget(self, who: int) -> None:
        """Somebody without a result, or who is on the roster no more."""
        former = self.results.pop(who, None)
        if former is not None:
            self.statuses[former.race_id][former.status] -= 1
            self._depart(who, former)
        self._cross(who, ())
        self.passed.pop(who, None)

    def _depart(self, who: int, former: Standing) -> None:
        passed = self.passed.get(who, ())
        self.under_way[former.race_id, passed[-1].position if passed else -1].pop(who, None)

    def _cross(self, who: int, passed: Sequence[Passed]) -> None:
        """The crossings of one runner are these and no others."""
        standing = self.results.get(who)
        wanted: dict[Spot, Crossing] = {}
        if standing is not None:
            for one in passed:
                wanted[standing.race_id, one.position] = self._crossing(who, standing, one)
        for spot in self._spots.pop(who, ()):
            if spot not in wanted:
                del self._crossings[spot][who]
                self.unsaid[spot].pop(who, None)
                self._retell.add(spot)
        if wanted:
            self._spots[who] = tuple(wanted)
        for (spot, crossing), one in zip(wanted.items(), passed, strict=bool(wanted)):
            self._put(spot, crossing, one.point)

    def _put(self, spot: Spot, crossing: Crossing, point: str) -> None:
        known = self._crossings[spot].get(crossing.who)
        self._crossings[spot][crossing.who] = crossing
        if known is None and spot not in self._retell:
            self._stories.setdefault(spot, Story()).add(crossing)
        elif known != crossing:
            self._retell.add(spot)
        if f"at:{point}" in self.said.get(crossing.who, {}):
            self.unsaid[spot].pop(crossing.who, None)
        else:
            self.unsaid[spot][crossing.who] = crossing.at_us

    def _crossing(self, who: int, standing: Standing, one: Passed) -> Crossing:
        person = self.people.get(who)
        race = self.races.get(standing.race_id)
        counts = standing.status not in {"dq", "dns", "dnf"}
        times = standing if one.kind == "finish" and standing.status == "finished" else one
        first, second = (
            (times.chip_ms, times.gun_ms)
            if race is not None and race.by_chip
            else (times.gun_ms, times.chip_ms)
        )
        groups = [OVERALL]
        if standing.sex:
            groups.append(("sex", standing.sex))
        if standing.division:
            groups.append(("division", standing.division))
        return Crossing(
            one.at_us,
            who,
            (second if first is None else first) if counts and one.kind != "start" else None,
            tuple(groups),
            person.origins if person is not None and one.kind == "finish" else (),
        )

    def set_races(self, races: Mapping[int, Race]) -> None:
        """Another rule of ranking tells every story anew."""
        former, self.races = self.races, dict(races)
        for number, race in races.items():
            known = former.get(number)
            if known is None or known.by_chip != race.by_chip:
                for who, standing in self.results.items():
                    if standing.race_id == number:
                        self._cross(who, self.passed.get(who, ()))

    def set_said(self, who: int, what: str, ticked: Ticked | None) -> None:
        """None: unsaid."""
        if ticked is None:
            self.said[who].pop(what, None)
        else:
            self.said[who][what] = ticked
        standing = self.results.get(who)
        if standing is None or not what.startswith("at:"):
            return
        for one in self.passed.get(who, ()):
            if one.point == what[3:]:
                spot = (standing.race_id, one.position)
                if ticked is None:
                    self.unsaid[spot][who] = one.at_us
                else:
                    self.unsaid[spot].pop(who, None)

    # What it is asked --------------------------------------------------------------------------

    def story(self, spot: Spot) -> Story:
        if spot in self._retell:
            self._retell.discard(spot)
            self._stories[spot] = Story(sorted(self._crossings[spot].values()))
        return self._stories.setdefault(spot, Story())

    def crossing(self, spot: Spot, who: int) -> Crossing | None:
        return self._crossings[spot].get(who)

    def upstream(self, spot: Spot) -> Story | None:
        """The story of the last point before at which anybody was."""
        race_id, position = spot
        for before in range(position - 1, -1, -1):
            story = self.story((race_id, before))
            if len(story):
                return story
        return None

    def at_point(self, who: int, point: str) -> Passed | None:
        return next((one for one in self.passed.get(who, ()) if one.point == point), None)

    def on_course(self, race_id: int) -> int:
        counted = self.statuses[race_id]
        return counted["started"] + counted["on_course"]
