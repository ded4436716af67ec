"""“Why is this my time?”: from a result back to the reads behind it and the rule that was applied.

Each step is a code with its facts, so that the app can say it in another language, and a sentence
in English that a volunteer at the help desk can read out. It is made from the same `Scored` and
`Outcome` that made the result: nothing is decided here a second time. What was heard and what came
of it stand in the order in which they happened; then come the sum, the doubts, and the places.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from project88.race.course import Course, Kind
from project88.race.crossings import Heard, Reason, Unused
from project88.race.durations import duration
from project88.race.guns import Started
from project88.race.outcome import CLOSED, Doubt, Flag, Outcome, Split, Status
from project88.race.ranking import By, Ranking
from project88.race.scoring import How, Mark, Scored
from project88.race.sentences import SENTENCES

Clock: TypeAlias = Callable[[int], str]
"""An instant (UTC µs) as the time of day of the event, with tenths."""
Fact: TypeAlias = str | int

_SEXES: Final = {"F": "women", "M": "men"}
_UNITS: Final = {10: "hundredths", 100: "tenths", 1000: "seconds"}


class Step(msgspec.Struct, frozen=True):
    """One step of the way: a code, what belongs in it, and the sentence."""

    code: str
    facts: Mapping[str, Fact]
    text: str


class Note(msgspec.Struct, frozen=True):
    """What a person has said about something that he or she put right, and for `shift_ms` by how much."""

    by: str = ""
    reason: str = ""
    ms: int = 0


class Place(msgspec.Struct, frozen=True):
    """A place in a group; `scope` is overall, sex, division, wave or group."""

    scope: str
    group: str
    place: int | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """All that a result was made of. Refs are those of `scored`."""

    course: Course
    heard: Mapping[int, Heard]
    scored: Scored
    outcome: Outcome
    gun: Started
    wave: str = ""
    ranking: Ranking = Ranking()
    by_gun: bool = False
    """Under the mixed rule: whether this is one of the first by gun."""
    exclude_overall: int = 0
    places: Sequence[Place] = ()
    notes: Mapping[int, Note] = {}
    """Of what was voided and of times entered by hand."""
    shifts: Mapping[int, Note] = {}
    """Of passings whose clock was put right; `ms` is what was added."""
    penalties: Sequence[Note] = ()
    decimals: int = 0
    official: bool = False


def explained(of: Told, clock: Clock) -> list[Step]:
    """The whole way."""
    return [
        *_gun(of, clock),
        *_no_start(of),
        *_heard(of, clock),
        *_times(of, clock),
        *_penalties(of),
        *(_flag(of, flag) for flag in of.outcome.flags),
        *_status(of),
        *_rank(of),
    ]


def unscored(*, in_a_race: bool) -> Step:
    """The whole way of somebody whom nobody can score."""
    return _step("unscored.no_course" if in_a_race else "unscored.no_race", {})


def unused_step(of: Told, unused: Unused, clock: Clock) -> Step:
    """Why one passing is no time; the list of all passings says it beside each."""
    one = of.heard[unused.ref]
    facts: dict[str, Fact] = {"at": clock(one.at_us), "location": one.location}
    if unused.instead is not None:
        facts |= _instead(of, unused.instead, clock)
    facts |= _why_facts(of, one, unused, clock)
    return _step(f"unused.{_why(of, one, unused)}", facts)


def _why(of: Told, one: Heard, unused: Unused) -> str:
    """The reason, told apart where one sentence would not be true of all."""
    if unused.reason is Reason.BEFORE_START and _is_before_gun(of, one):
        return "before_gun"
    if unused.reason is Reason.AGAIN and unused.instead is None:
        return "again_at_end"
    if unused.reason is Reason.AGAIN and unused.instead == _start_ref(of):
        return "again_at_start"
    return unused.reason.value


def _why_facts(of: Told, one: Heard, unused: Unused, clock: Clock) -> dict[str, Fact]:
    match unused.reason:
        case Reason.VOID:
            return _said(of.notes.get(unused.ref))
        case Reason.SAME_CROSSING | Reason.MAIN_WINS:
            return {"window": _seconds(of.course.backup_window_ms)}
        case Reason.BEFORE_START:
            gun_us = of.gun.at_us or 0
            return {"start": clock(gun_us if _is_before_gun(of, one) else _base_us(of))}
        case Reason.TOO_LATE_START:
            return {"late": duration(of.course.start_late_ms)}
        case Reason.AFTER_LIMIT:
            over_us = (of.gun.at_us or 0) + (of.course.limit_ms or 0) * 1000
            return {"limit": clock(over_us)}
        case _:
            return {}


def _is_before_gun(of: Told, one: Heard) -> bool:
    return of.gun.at_us is not None and one.at_us < of.gun.at_us


def _gun(of: Told, clock: Clock) -> Iterator[Step]:
    of_wave = {"wave": of.wave} if of.wave else {}
    facts: dict[str, Fact] = {**of_wave}
    if of.gun.at_us is not None:
        facts["at"] = clock(of.gun.at_us)
    yield _step(f"{'gun_of_wave' if of.wave else 'gun'}.{of.gun.by.value}", facts)


def _no_start(of: Told) -> Iterator[Step]:
    start = of.course.points[0]
    if start.kind is Kind.START and of.scored.marks and of.scored.marks[0].point != 0:
        code = "start.none" if of.gun.at_us is not None else "start.unknown"
        yield _step(code, {"point": start.name})


def _heard(of: Told, clock: Clock) -> Iterator[Step]:
    """Times and what is none, as they happened."""
    steps = [(one.at_us, 0, one.point, one.ref, _mark(of, one, clock)) for one in of.scored.marks]
    steps += [
        (of.heard[one.ref].at_us, 1, one.ref, one.ref, unused_step(of, one, clock))
        for one in of.scored.unused
    ]
    for _, _, _, ref, step in sorted(steps, key=lambda found: found[:3]):
        yield from _shifted(of, ref, clock)
        yield step


def _shifted(of: Told, ref: int, clock: Clock) -> Iterator[Step]:
    note = of.shifts.get(ref)
    if note is None:
        return
    one = of.heard[ref]
    shift = f"{'+' if note.ms > 0 else '−'}{_seconds(abs(note.ms))}"
    raw = clock(one.at_us - note.ms * 1000)
    facts: dict[str, Fact] = {"location": one.location, "shift": shift, "raw": raw}
    yield _step("shifted", facts | _said(note))


def _mark(of: Told, mark: Mark, clock: Clock) -> Step:
    point = of.course.points[mark.point]
    kind = "start" if point.kind is Kind.START else "split"
    facts: dict[str, Fact] = {"at": clock(mark.at_us), "point": point.name}
    if mark.how is How.MANUAL:
        facts |= _said(of.notes.get(mark.ref))
    else:
        facts["location"] = of.heard[mark.ref].location
    return _step(f"{kind}.{mark.how.value}", facts)


def _times(of: Told, clock: Clock) -> Iterator[Step]:
    """Of somebody who has finished, before any penalty."""
    found = of.outcome
    end = found.splits[-1] if found.splits else None
    if end is None or (found.gun_ms is None and found.chip_ms is None):
        return
    if found.laps:
        yield _step("time.laps", {"laps": found.laps, "end": clock(end.at_us)})
    if end.gun_ms is not None and of.gun.at_us is not None:
        time = duration(end.gun_ms, of.decimals)
        start = clock(of.gun.at_us)
        yield _step("time.gun", {"start": start, "end": clock(end.at_us), "time": time})
    yield from _chip_time(of, end, clock)


def _chip_time(of: Told, end: Split, clock: Clock) -> Iterator[Step]:
    if end.chip_ms is None or of.course.points[0].kind is not Kind.START:
        return
    time = duration(end.chip_ms, of.decimals)
    if of.scored.marks[0].point != 0:
        yield _step("time.chip_from_gun", {"time": time})
    elif of.outcome.start_us is not None:
        facts: dict[str, Fact] = {"start": clock(of.outcome.start_us), "end": clock(end.at_us)}
        yield _step("time.chip", facts | {"time": time})


def _penalties(of: Told) -> Iterator[Step]:
    for one in of.penalties:
        code = "penalty.added" if one.ms > 0 else "penalty.given_back"
        yield _step(code, {"time": _length(abs(one.ms), of.decimals), **_said(one)})
    found = of.outcome
    if not of.penalties or found.chip_ms is None:
        return
    facts: dict[str, Fact] = {"chip": duration(found.chip_ms, of.decimals)}
    if found.gun_ms is None:
        yield _step("penalty.sum_chip", facts)
    else:
        yield _step("penalty.sum", facts | {"gun": duration(found.gun_ms, of.decimals)})


def _flag(of: Told, flag: Flag) -> Step:
    points = of.course.points
    facts: dict[str, Fact] = {}
    if flag.point is not None:
        facts["point"] = points[flag.point].name
    if flag.other is not None:
        facts["other"] = points[flag.other].name
    elif flag.doubt is Doubt.IMPOSSIBLE_PACE:
        facts["other"] = points[0].name
    if flag.doubt is Doubt.PAST_CUTOFF and flag.point is not None:
        facts["cutoff"] = duration(points[flag.point].cutoff_ms or 0)
    return _step(f"flag.{flag.doubt.value}", facts)


def _status(of: Told) -> Iterator[Step]:
    found = of.outcome
    facts: dict[str, Fact] = {}
    code = f"status.{found.status.value}"
    if found.status is Status.ON_COURSE and found.last is not None:
        facts["point"] = of.course.points[found.last].name
    elif found.reason == CLOSED:
        code += "_closed"
    elif found.status in (Status.DNF, Status.DNS, Status.DQ):
        facts["reason"] = found.reason
    yield _step(code, facts)
    if of.official:
        yield _step("official", {})


def _rank(of: Told) -> Iterator[Step]:
    """The rule and the places of a finisher."""
    if of.outcome.status is not Status.FINISHED:
        return
    if of.outcome.laps:
        yield _step("rank.laps", {})
    yield _rule(of)
    if of.ranking.tie_ms in _UNITS:
        yield _step(f"rank.{_UNITS[of.ranking.tie_ms]}", {})
    for one in of.places:
        if one.place is not None:
            scope = _SEXES.get(one.group, "sex") if one.scope == "sex" else one.scope
            yield _step(f"place.{scope}", {"place": one.place, "group": one.group})
        elif one.scope == "division" and one.group and of.exclude_overall:
            facts: dict[str, Fact] = {"group": one.group, "first": of.exclude_overall}
            yield _step("place.no_division", facts)


def _rule(of: Told) -> Step:
    ranking = of.ranking
    if ranking.by is not By.MIXED:
        return _step(f"rank.{ranking.by.value}", {})
    code = "rank.mixed_gun" if of.by_gun else "rank.mixed_chip"
    if ranking.of_each_sex:
        code += "_of_each_sex"
    return _step(code, {"first": ranking.first_by_gun})


def _start_ref(of: Told) -> int | None:
    first = of.scored.marks[0] if of.scored.marks else None
    if first is None or of.course.points[first.point].kind is not Kind.START:
        return None
    return first.ref


def _base_us(of: Told) -> int:
    """From when on something that was heard can have been reached."""
    first = of.scored.marks[0] if of.scored.marks else None
    if first is not None and of.course.points[first.point].kind is Kind.START:
        return first.at_us
    return of.gun.at_us or 0


def _instead(of: Told, ref: int, clock: Clock) -> dict[str, Fact]:
    """What was taken: something heard, or what a person entered."""
    if ref in of.heard:
        one = of.heard[ref]
        return {"instead_at": clock(one.at_us), "instead_location": one.location}
    entered = next((mark for mark in of.scored.marks if mark.ref == ref), None)
    return {} if entered is None else {"instead_at": clock(entered.at_us)}


def _said(note: Note | None) -> dict[str, Fact]:
    """Who, and why; somebody, where nobody knows any more."""
    if note is None:
        return {"by": "The timer", "reason": "no reason was given"}
    return {
        "by": note.by or "The timer",
        "reason": note.reason.rstrip(". ") or "no reason was given",
    }


def _length(ms: int, decimals: int) -> str:
    """``2:00``, and ``30 s``, as a bare number would be read out as minutes."""
    return duration(ms, decimals) + (" s" if ms < 60_000 else "")


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


def _step(code: str, facts: Mapping[str, Fact]) -> Step:
    return Step(code, facts, SENTENCES[code].format_map(facts))
