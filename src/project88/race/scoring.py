"""Which crossing of a runner is the time of which point of the course.

A pure function of everything that was heard of one runner: the order of arrival cannot matter, and
one passing more means this one runner again and nobody else. The rules, in their order:

* A time that a person entered is the time of its point.
* The start is the last crossing of the start line before the runner left it, from a little before
  the gun until the start closes; without one the gun counts.
* A point that is alone at its place has the first crossing at which it can have been reached.
* Points that share a place (laps) have its crossings in turn, each between the points around it
  (`laps`).

What is not taken is told with its reason. Doubts are flags of the outcome, never a removal.
Instants are UTC µs.
"""

import enum
from collections.abc import Sequence
from typing import Final

import msgspec

from project88.race.course import Course, Kind, Place, backups, earliest_ms, lines, places
from project88.race.crossings import Crossing, Heard, Reason, Unused, crossings
from project88.race.laps import Slot, Taken, apart, in_turn, most

_EVER: Final = 1 << 62


class How(enum.Enum):
    """Where the time of a point comes from."""

    MAIN = "main"
    BACKUP = "backup"
    MANUAL = "manual"


class Manual(msgspec.Struct, frozen=True, gc=False):
    """A time that a person entered for a point (its number in the course)."""

    point: int
    at_us: int
    ref: int


class Mark(msgspec.Struct, frozen=True, gc=False):
    """The time of a point; `ref` is the passing's, or the manual entry's."""

    point: int
    at_us: int
    ref: int
    how: How


class Scored(msgspec.Struct, frozen=True, gc=False):
    """The times of a runner in the order of the course, and what was not taken."""

    marks: tuple[Mark, ...] = ()
    unused: tuple[Unused, ...] = ()


class Scorer:
    """The rules for one course: made once, asked for every runner."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.places = places(course)
        self.place_of = lines(self.places)
        self.backups = backups(course)
        self.window_us = course.backup_window_ms * 1000
        self.floor_us = tuple(ms * 1000 for ms in earliest_ms(course))
        self.has_start = course.points[0].kind is Kind.START
        """A start is the first point of the first place."""
        self._only_point = _only_points(course, self.places)

    def score(
        self, heard: Sequence[Heard], gun_us: int | None, manual: Sequence[Manual] = ()
    ) -> Scored:
        """The times of one runner whose wave was started at that instant, if it was."""
        return (None if manual else self._plain(heard, gun_us)) or self._ruled(
            heard, gun_us, manual
        )

    def _plain(self, heard: Sequence[Heard], gun_us: int | None) -> Scored | None:
        """Of somebody who was heard at most once at each point, when he or she could be there: most
        people, for whom there is nothing to rule. None where there is.
        """
        found: dict[int, Heard] = {}
        for one in heard:
            point = self._only_point.get(one.location)
            if point is None or point in found or one.void:
                return None
            found[point] = one
        base_us = gun_us or 0
        start = found.get(0) if self.has_start else None
        if start is not None:
            base_us = start.at_us
            if gun_us is not None and not self._in_time(base_us - gun_us):
                return None
        until_us = _EVER
        if self.course.limit_ms is not None and gun_us is not None:
            until_us = gun_us + self.course.limit_ms * 1000
        marks = []
        for point in sorted(found):
            one = found[point]
            if one is not start and not base_us + self.floor_us[point] <= one.at_us <= until_us:
                return None
            marks.append(Mark(point, one.at_us, one.ref, How.MAIN))
        return Scored(tuple(marks))

    def _in_time(self, after_gun_us: int) -> bool:
        """Whether a start so long after the gun counts."""
        course = self.course
        return -course.start_early_ms * 1000 <= after_gun_us <= course.start_late_ms * 1000

    def _ruled(
        self, heard: Sequence[Heard], gun_us: int | None, manual: Sequence[Manual]
    ) -> Scored:
        run = _Run(self, gun_us, manual)
        run.hear(heard)
        if self.has_start:
            run.start()
        run.all_but_start()
        return run.scored()


def _only_points(course: Course, found: Sequence[Place]) -> dict[str, int]:
    """Locations that are heard for one point alone, and are all that this point has."""
    return {
        next(iter(place.locations)): place.points[0]
        for place in found
        if len(place.points) == 1
        and len(place.locations) == 1
        and not course.points[place.points[0]].backup
    }


class _Run:
    """One runner's way through the rules."""

    __slots__ = ("_at", "_gun_us", "_marks", "_rules", "_unused")

    def __init__(self, rules: Scorer, gun_us: int | None, manual: Sequence[Manual]) -> None:
        self._rules = rules
        self._gun_us = gun_us
        self._marks = {
            one.point: Mark(one.point, one.at_us, one.ref, How.MANUAL)
            for one in sorted(manual, key=lambda one: one.ref)
        }
        self._unused: list[Unused] = []
        self._at: list[list[Heard]] = [[] for _ in rules.places]

    def hear(self, heard: Sequence[Heard]) -> None:
        """Parts by places what was heard, in order of time."""
        for one in sorted(heard, key=lambda one: (one.at_us, one.ref)):
            place = self._rules.place_of.get(one.location)
            if one.void:
                self._leave(one, Reason.VOID)
            elif place is None:
                self._leave(one, Reason.ELSEWHERE)
            else:
                self._at[place].append(one)

    def start(self) -> None:
        """Chooses the start; what can be a lap stays at its place."""
        alone = len(self._rules.places[0].points) == 1
        if 0 in self._marks:
            if alone:
                self._start_by_hand()
            return
        course, heard = self._rules.course, self._at[0]
        from_us, until_us = 0, _EVER
        if self._gun_us is not None:
            from_us = self._gun_us - course.start_early_ms * 1000
            until_us = self._gun_us + course.start_late_ms * 1000
        starts = [one for one in heard if from_us <= one.at_us <= until_us]
        if starts:
            left_us = self._left_us(starts[0].at_us)
            self._begin([one for one in starts if one.at_us <= left_us])
        if alone:
            for one in self._at[0]:
                self._leave(one, self._why_no_start(one, from_us, until_us), self._ref(0))
            self._at[0] = []

    def _start_by_hand(self) -> None:
        for one in self._at[0]:
            self._leave(one, Reason.MANUAL_WINS, self._ref(0))
        self._at[0] = []

    def _left_us(self, first_us: int) -> int:
        """When somebody who was at the start first then was surely away from it."""
        away = [one.at_us for place in self._at[1:] for one in place if one.at_us > first_us]
        points = self._rules.places[0].points
        if len(points) > 1:
            lap_us = self._rules.floor_us[points[1]] or self._rules.window_us
            away.append(first_us + lap_us - 1)
        return min(away, default=_EVER)

    def _begin(self, starts: list[Heard]) -> None:
        """The last; of main and backup within the window the main one."""
        rules = self._rules
        chosen = starts[-1]
        if chosen.location in rules.backups:
            near = [
                one for one in starts
                if one.location not in rules.backups and chosen.at_us - one.at_us <= rules.window_us
            ]  # fmt: skip
            chosen = near[-1] if near else chosen
        how = How.BACKUP if chosen.location in rules.backups else How.MAIN
        self._marks[0] = Mark(0, chosen.at_us, chosen.ref, how)
        for one in starts:
            if one is not chosen:
                self._leave(one, Reason.NOT_LAST_START, chosen.ref)
        self._at[0] = [one for one in self._at[0] if one not in starts]

    def _why_no_start(self, one: Heard, from_us: int, until_us: int) -> Reason:
        if one.at_us < from_us:
            return Reason.BEFORE_START
        return Reason.TOO_LATE_START if one.at_us > until_us else Reason.AGAIN

    def all_but_start(self) -> None:
        """Single points first, as laps lie between them."""
        loops = []
        for number, place in enumerate(self._rules.places):
            points = tuple(no for no in place.points if no > 0 or not self._rules.has_start)
            found = self._crossed(number, points)
            if len(points) == 1:
                self._alone(points[0], found)
            elif points:
                loops.append((number, points, found))
        if loops:
            self._loops(loops)

    def _crossed(self, place: int, points: Sequence[int]) -> list[Crossing]:
        """The crossings of a place that can be times, without what a person's time stands for."""
        from_us, until_us = self._base_us, self._limit_us
        heard = self._at[place]
        inside = []
        for one in heard:
            if one.at_us < from_us:
                self._leave(one, Reason.BEFORE_START)
            elif one.at_us > until_us:
                self._leave(one, Reason.AFTER_LIMIT)
            else:
                inside.append(one)
        found, unused = crossings(inside, self._rules.backups, self._rules.window_us)
        self._unused += unused
        return self._without_manual(found, points)

    def _without_manual(self, found: list[Crossing], points: Sequence[int]) -> list[Crossing]:
        entered = [self._marks[no] for no in points if no in self._marks]
        kept = []
        for one in found:
            near = [
                mark for mark in entered
                if len(points) == 1 or abs(mark.at_us - one.at_us) <= self._rules.window_us
            ]  # fmt: skip
            if near:
                self._leave(one, Reason.MANUAL_WINS, near[0].ref)
            else:
                kept.append(one)
        return kept

    def _alone(self, point: int, found: Sequence[Crossing]) -> None:
        earliest_us = self._base_us + self._rules.floor_us[point]
        for one in found:
            if one.at_us < earliest_us:
                self._leave(one, Reason.TOO_SOON)
            elif point in self._marks:
                self._leave(one, Reason.AGAIN, self._ref(point))
            else:
                self._take(point, one)

    def _loops(self, loops: Sequence[tuple[int, tuple[int, ...], list[Crossing]]]) -> None:
        if len(loops) == 1:
            place, points, found = loops[0]
            taken = in_turn(self._slots(place, points), found)
        else:
            taken = self._alternating(loops)
        for one in taken:
            self._take(one.point, one.crossing)
        used = {one.crossing.ref for one in taken}
        for _, _, found in loops:
            for crossing in found:
                if crossing.ref not in used:
                    self._leave(crossing, self._why_no_lap(crossing, taken))

    def _alternating(
        self, loops: Sequence[tuple[int, tuple[int, ...], list[Crossing]]]
    ) -> list[Taken]:
        slots: list[Slot] = []
        found: list[tuple[int, Crossing]] = []
        for place, points, crossed in loops:
            mine = self._slots(place, points)
            slots += mine
            found += [(place, one) for one in apart(mine, crossed)]
        slots.sort(key=lambda slot: slot.point)
        found.sort(key=lambda one: (one[1].at_us, one[1].ref))
        return most(slots, found)

    def _slots(self, place: int, points: Sequence[int]) -> list[Slot]:
        """What is free, each between the points around it that have a time."""
        floor_us = self._rules.floor_us
        return [
            Slot(
                no,
                place,
                max([self._base_us + floor_us[no], *(m.at_us + 1 for m in self._marks.values() if 0 < m.point < no)]),
                min((m.at_us for m in self._marks.values() if m.point > no), default=_EVER),
                floor_us[no],
            )
            for no in points
            if no not in self._marks
        ]  # fmt: skip

    def _why_no_lap(self, crossing: Crossing, taken: Sequence[Taken]) -> Reason:
        last_us = max((one.crossing.at_us for one in taken), default=0)
        return Reason.AGAIN if crossing.at_us > last_us and taken else Reason.TOO_SOON

    @property
    def _base_us(self) -> int:
        """From when on anything but the start can have been reached."""
        begun = self._marks.get(0) if self._rules.has_start else None
        return begun.at_us if begun is not None else self._gun_us or 0

    @property
    def _limit_us(self) -> int:
        limit_ms = self._rules.course.limit_ms
        if limit_ms is None or self._gun_us is None:
            return _EVER
        return self._gun_us + limit_ms * 1000

    def _ref(self, point: int) -> int | None:
        mark = self._marks.get(point)
        return None if mark is None else mark.ref

    def _take(self, point: int, one: Crossing) -> None:
        how = How.BACKUP if one.backup else How.MAIN
        self._marks[point] = Mark(point, one.at_us, one.ref, how)

    def _leave(self, one: Heard | Crossing, reason: Reason, instead: int | None = None) -> None:
        self._unused.append(Unused(one.ref, reason, instead))

    def scored(self) -> Scored:
        """All marks in the order of the course."""
        marks = tuple(self._marks[no] for no in sorted(self._marks))
        return Scored(marks, tuple(sorted(self._unused, key=lambda one: one.ref)))
