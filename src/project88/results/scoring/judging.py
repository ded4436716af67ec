"""From the evidence of one runner to the rows of the result: pure, the same live, anew, and for “why?”."""

from collections.abc import Sequence

import msgspec

from project88.race.crossings import Heard
from project88.race.guns import Started
from project88.race.outcome import Flag, Given, Outcome, Split, Status, closed, outcome
from project88.race.ranking import Timed
from project88.race.scoring import Manual, Mark, Scored, Scorer
from project88.race.standings import Group
from project88.results.scoring.evidence import (
    Correction,
    Corrections,
    Evidence,
    Passing,
    Person,
)
from project88.results.scoring.rules import NOT_STARTED, RaceRules

Row = tuple[object, ...]


class Judged(msgspec.Struct, frozen=True, gc=False):
    """What a runner's evidence amounts to; `timed` is of a finisher, by its place in the course."""

    person: Person
    rules: RaceRules
    started: Started
    scored: Scored
    outcome: Outcome
    division: str
    wave: str
    passings: tuple[Passing, ...]

    @property
    def timed(self) -> Timed | None:
        """What places are made of. Without a gun and a start of one's own: the order of arrival."""
        found = self.outcome
        if found.status is not Status.FINISHED or not found.splits:
            return None
        chip_ms = found.chip_ms
        if chip_ms is None:
            chip_ms = found.splits[-1].at_us // 1000
        return Timed(found.gun_ms, chip_ms, self.person.gender, found.laps)

    @property
    def groups(self) -> tuple[Group, ...]:
        """In which a finisher has a place, beside overall."""
        told = (
            ("sex", self.person.gender),
            ("division", self.division),
            ("wave", self.wave),
            ("group", self.person.group.get(self.rules.group_by, "")),
        )
        return tuple(group for group in told if group[1])


def evidence_of(
    person: Person,
    passings: Sequence[Passing],
    rules: RaceRules | None,
    corrections: Corrections,
) -> Evidence:
    """Puts together what was heard and what people have put right."""
    own = corrections.of_people.get(person.id, ())
    return Evidence(
        person=person,
        passings=tuple(passings),
        heard=_heard(passings, corrections),
        manual=tuple(_manual(own, rules)),
        given=_given(own),
        penalty_ms=sum(one.ms or 0 for one in own if one.kind == "penalty"),
        rules=rules,
    )


def _heard(passings: Sequence[Passing], corrections: Corrections) -> tuple[Heard, ...]:
    if not corrections.touch_passings:
        return tuple([Heard(one.location, one.at_us, ref) for ref, one in enumerate(passings)])
    return tuple(
        Heard(one.location, one.at_us + corrections.shift_us(one), ref, corrections.is_void(one))
        for ref, one in enumerate(passings)
    )


def judged(of: Evidence, scorer: Scorer) -> Judged:
    """The result of a runner who is in a race that can be scored."""
    rules, person = of.rules, of.person
    if rules is None:
        raise ValueError("a runner without a race has no result")
    started = rules.waves.get(rules.wave_of(person.wave), NOT_STARTED)
    scored = scorer.score(of.heard, started.at_us, of.manual)
    found = outcome(rules.course, scored, started.at_us, penalty_ms=of.penalty_ms, given=of.given)
    return Judged(
        person=person,
        rules=rules,
        started=started,
        scored=scored,
        outcome=closed(rules.course, found) if rules.closed else found,
        division=rules.division_of(person.gender, person.age, person.born_on, person.division),
        wave=rules.wave_of(person.wave),
        passings=of.passings,
    )


def _manual(own: Sequence[Correction], rules: RaceRules | None) -> list[Manual]:
    """The last entry for a point counts; one for a point that is no more counts for nothing."""
    if rules is None:
        return []
    numbers = {point: number for number, point in enumerate(rules.point_ids)}
    found = {
        numbers[one.point_id]: Manual(numbers[one.point_id], one.at_us or 0, -one.id)
        for one in own
        if one.kind == "manual_time" and one.point_id in numbers
    }
    return list(found.values())


def _given(own: Sequence[Correction]) -> Given | None:
    told = [one for one in own if one.kind == "status"]
    return Given(Status(told[-1].status), told[-1].reason) if told else None


# Rows -------------------------------------------------------------------------------------------


def result_row(of: Judged) -> Row:
    """A row of normalized_results without places, rank key and version, as `put_results` takes it."""
    found, rules = of.outcome, of.rules
    last = None if found.last is None else rules.point_ids[found.last]
    marks = of.scored.marks
    return (
        of.person.id,
        rules.race_id,
        found.status.value,
        found.reason,
        found.start_us,
        found.splits[-1].at_us if of.timed is not None else None,
        marks[-1].at_us if marks else None,
        last,
        found.gun_ms if of.timed is not None else None,
        found.chip_ms if of.timed is not None else None,
        found.penalty_ms,
        found.laps,
        of.person.gender,
        of.division,
        of.wave,
        _flags_text(rules, found.flags),
    )


def sum_of(of: Judged) -> tuple[object, ...]:
    """All of a runner's that rows are made of, quicker made than those of the splits: where it is the
    same, and the points of the course are, so are the rows.
    """
    passings = of.passings
    heard = [
        (one.session_id, one.location_id, one.tag, one.passing_no)
        for mark in of.scored.marks
        if mark.ref >= 0
        for one in (passings[mark.ref],)
    ]
    return (
        result_row(of),
        [(mark.point, mark.at_us, mark.how) for mark in of.scored.marks],
        [(split.gun_ms, split.chip_ms, split.leg_ms, split.leg_m) for split in of.outcome.splits],
        heard,
    )


def split_rows(of: Judged) -> list[Row]:
    """Rows of result_splits in the order of the course, without places and version: `put_splits`."""
    splits = {split.point: split for split in of.outcome.splits}
    return [_split_row(of, mark, splits.get(mark.point)) for mark in of.scored.marks]


def _split_row(of: Judged, mark: Mark, split: Split | None) -> Row:
    rules = of.rules
    point = rules.course.points[mark.point]
    heard = of.passings[mark.ref] if mark.ref >= 0 else None
    return (
        of.person.id,
        mark.point,
        rules.race_id,
        rules.point_ids[mark.point],
        point.name,
        point.kind.value,
        point.distance_m,
        mark.at_us,
        mark.how.value,
        None if split is None else split.gun_ms,
        None if split is None else split.chip_ms,
        None if split is None else split.leg_ms,
        None if split is None else split.leg_m,
        None if heard is None else heard.session_id,
        None if heard is None else heard.location_id,
        None if heard is None else heard.tag,
        None if heard is None else heard.passing_no,
    )


def _flags_text(rules: RaceRules, flags: Sequence[Flag]) -> str:
    if not flags:
        return "[]"
    names = [point.name for point in rules.course.points]
    told = [
        {
            "doubt": flag.doubt.value,
            "point": None if flag.point is None else names[flag.point],
            "other": None if flag.other is None else names[flag.other],
        }
        for flag in flags
    ]
    return msgspec.json.encode(told).decode()


def timed_at(split: Split, sex: str) -> Timed | None:
    """What a place at a point is made of."""
    if split.chip_ms is None:
        return None
    return Timed(split.gun_ms, split.chip_ms, sex)
