"""What has happened at one point of a race so far, in the order in which people were there.

An announcer's cue is about a moment: "takes the lead" is true for who was quicker than everybody who
had been there before. Reads come late and out of order, so a moment is told by the instants of the
crossings and never by when the hub heard of them: whatever the order of arrival, the story is the
same. Adding a crossing costs a search in a short list; who corrects a time tells the story anew.

Instants are UTC microseconds, times milliseconds by the rule of the race.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

Group: TypeAlias = tuple[str, str]
"""What people are compared in, and which: ``("overall", "")``, ``("sex", "F")``, ``("town", "Delft")``."""
OVERALL: Group = ("overall", "")


class Crossing(NamedTuple):
    """Somebody was at the point. `ms` is None where no start is known."""

    at_us: int
    who: int
    ms: int | None = None
    groups: tuple[Group, ...] = (OVERALL,)
    """In which it can be the best time, the widest first."""
    origins: tuple[Group, ...] = ()
    """Town, club, country: of which it can be the first."""


class Lead(NamedTuple):
    """A best time at its moment."""

    at_us: int
    who: int
    ms: int


class Story:
    """All crossings of one point."""

    def __init__(self, crossings: Iterable[Crossing] = ()) -> None:
        self._order: list[tuple[int, int]] = []
        self._leads: dict[Group, list[Lead]] = {}
        self._first: dict[Group, tuple[int, int]] = {}
        for crossing in crossings:
            self.add(crossing)

    def __len__(self) -> int:
        return len(self._order)

    def add(self, crossing: Crossing) -> None:
        """A crossing of somebody who was not here yet."""
        moment = (crossing.at_us, crossing.who)
        insort(self._order, moment)
        for origin in crossing.origins:
            self._first[origin] = min(moment, self._first.get(origin, moment))
        if crossing.ms is not None:
            for group in crossing.groups:
                self._lead(group, Lead(crossing.at_us, crossing.who, crossing.ms))

    def _lead(self, group: Group, lead: Lead) -> None:
        leads = self._leads.setdefault(group, [])
        number = bisect_left(leads, lead)
        if number and leads[number - 1].ms <= lead.ms:
            return
        beaten = number
        while beaten < len(leads) and leads[beaten].ms >= lead.ms:
            beaten += 1
        leads[number:beaten] = [lead]

    def number(self, at_us: int, who: int) -> int:
        """The how-manieth somebody was here."""
        return bisect_left(self._order, (at_us, who)) + 1

    def best_before(self, group: Group, at_us: int, who: int) -> Lead | None:
        """Whose the best time of the group was at that moment."""
        leads = self._leads.get(group, [])
        number = bisect_left(leads, (at_us, who))
        return leads[number - 1] if number else None

    def leads(self, group: Group, at_us: int, who: int) -> bool:
        """Whether nobody of the group had been quicker when this one was here."""
        leads = self._leads.get(group, [])
        number = bisect_left(leads, (at_us, who))
        return number < len(leads) and leads[number].who == who

    def is_first(self, origin: Group, who: int) -> bool:
        return self._first.get(origin, (0, 0))[1] == who

    def neighbours(self, at_us: int, who: int, within_us: int) -> list[tuple[int, int]]:
        """(who, microseconds after) of the next ones before and behind, if they were that close."""
        number = bisect_left(self._order, (at_us, who))
        found = []
        for other in (number - 1, number + 1):
            if 0 <= other < len(self._order):
                at, neighbour = self._order[other]
                if abs(at - at_us) <= within_us:
                    found.append((neighbour, at - at_us))
        return found

    def last(self) -> int | None:
        """Who was here last."""
        return self._order[-1][1] if self._order else None

    def newest(self, most: int) -> list[tuple[int, int]]:
        """(instant, who) of the last ones, the newest first."""
        return self._order[: -most - 1 : -1]

    def since(self, at_us: int) -> int:
        """How many came at this instant or later."""
        return len(self._order) - bisect_left(self._order, (at_us, -1))
