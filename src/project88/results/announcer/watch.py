"""What one announcer's screen looks at: points of races; without a choice the finish of each."""

from collections.abc import Iterator

import msgspec

from project88.results.announcer.field import Field, Heard, Race, Spot


class Watch(msgspec.Struct, frozen=True):
    """The choice; empty: all races, the finish."""

    races: frozenset[int] = frozenset()
    points: frozenset[str] = frozenset()
    missed_after_ms: int = 20_000
    """So long after the crossing a name that was not said is missed."""

    def positions(self, race: Race) -> list[int]:
        """Numbers of the points that are watched in this race."""
        if self.races and race.id not in self.races:
            return []
        chosen = [number for number, point in enumerate(race.points) if point.name in self.points]
        return chosen or [
            number for number, point in enumerate(race.points) if point.kind == "finish"
        ]

    def spots(self, field: Field) -> list[Spot]:
        return [
            (race.id, position)
            for race in field.races.values()
            for position in self.positions(race)
        ]


def unscored(field: Field, watch: Watch) -> Iterator[tuple[Heard, str, str]]:
    """(passing, point, its kind) of who was heard at a watched point and has no time there yet.

    Which point of a loop it is, is told by where the runner was before; the scorer has the last word.
    """
    seen: set[tuple[int, str]] = set()
    for heard in field.heard:
        found = _point(field, watch, heard)
        if found is not None and (heard.who, found[0]) not in seen:
            seen.add((heard.who, found[0]))
            yield heard, *found


def _point(field: Field, watch: Watch, heard: Heard) -> tuple[str, str] | None:
    person = field.people.get(heard.who)
    if person is None:
        return None
    race = None if person.race_id is None else field.races.get(person.race_id)
    if race is None:
        return _of_any(field, watch, heard)
    passed = field.passed.get(heard.who, ())
    if any(one.passing == heard.passing for one in passed):
        return None
    last = passed[-1].position if passed else -1
    for number in range(last + 1, len(race.points)):
        point = race.points[number]
        if heard.location in point.locations:
            return (point.name, point.kind) if number in watch.positions(race) else None
    return None


def _of_any(field: Field, watch: Watch, heard: Heard) -> tuple[str, str] | None:
    """Somebody without a race has no course; the location is a watched one of some race."""
    for race in field.races.values():
        for number in watch.positions(race):
            point = race.points[number]
            if heard.location in point.locations:
                return point.name, point.kind
    return None
