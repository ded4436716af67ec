"""What a runner's times amount to: gun time, chip time, splits, status, and what is doubtful about it.

Gun times count from the wave's gun, chip times from the runner's own start; without a start read the
chip time is the gun time, and that is flagged. A penalty is added to both. A status that a referee
or the timer has given stands whatever is heard; somebody who goes on nevertheless is flagged.

Durations are milliseconds, cut off below one (`durations` rounds up what people see); instants UTC µs.
"""

import enum
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from project88.race.course import Course, Kind
from project88.race.scoring import How, Mark, Scored

_MS: Final = 1000


class Status(enum.Enum):
    """Where a runner stands; the last three are given by a person or when the race is closed."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    ON_COURSE = "on_course"
    FINISHED = "finished"
    DNF = "dnf"
    DNS = "dns"
    DQ = "dq"


class Given(msgspec.Struct, frozen=True):
    """A status that a person gave."""

    status: Status
    reason: str = ""


class Doubt(enum.Enum):
    """What the timer should look at. None of it takes a time away."""

    NO_START_READ = "no_start_read"
    MISSING_SPLIT = "missing_split"
    WRONG_ORDER = "wrong_order"
    IMPOSSIBLE_PACE = "impossible_pace"
    CHIP_OVER_GUN = "chip_over_gun"
    FINISH_BEFORE_GUN = "finish_before_gun"
    PAST_CUTOFF = "past_cutoff"
    NO_GUN = "no_gun"
    SEEN_AFTER_END = "seen_after_end"


class Flag(msgspec.Struct, frozen=True, gc=False):
    """A doubt about the time of a point (its number), compared with that of another one."""

    doubt: Doubt
    point: int | None = None
    other: int | None = None


class Split(msgspec.Struct, frozen=True, gc=False):
    """A runner's times at one point. `leg_ms`: since the last point before with a time, or the start."""

    point: int
    at_us: int
    ref: int
    how: How
    gun_ms: int | None
    chip_ms: int | None
    leg_ms: int | None
    leg_m: int | None


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """A runner's result without its places. `gun_ms` and `chip_ms` are those of a finisher."""

    status: Status
    reason: str = ""
    start_us: int | None = None
    gun_ms: int | None = None
    chip_ms: int | None = None
    penalty_ms: int = 0
    laps: int = 0
    """In a race against the clock: how many points have a time."""
    last: int | None = None
    """The last point of the course at which the runner was."""
    splits: tuple[Split, ...] = ()
    flags: tuple[Flag, ...] = ()


def outcome(
    course: Course,
    scored: Scored,
    gun_us: int | None,
    *,
    penalty_ms: int = 0,
    given: Given | None = None,
) -> Outcome:
    """The result of one runner whose wave was started at that instant, if it was."""
    marks = scored.marks
    start = _start(course, marks)
    begun_us = start.at_us if start is not None else gun_us
    splits = tuple(_splits(course, marks, gun_us, begun_us))
    end = _end(course, splits)
    status, reason = _status(course, marks, end, given)
    return Outcome(
        status=status,
        reason=reason,
        start_us=begun_us,
        gun_ms=_with(penalty_ms, end.gun_ms if end else None),
        chip_ms=_with(penalty_ms, end.chip_ms if end else None),
        penalty_ms=penalty_ms,
        laps=0 if course.limit_ms is None else len(splits),
        last=marks[-1].point if marks else None,
        splits=splits,
        flags=tuple(_flags(course, marks, splits, gun_us, given)),
    )


def closed(course: Course, found: Outcome) -> Outcome:
    """The same when nobody can come any more: on the course becomes DNF, not started DNS.

    In a race against the clock whoever has a lap has finished then.
    """
    if course.limit_ms is not None and found.laps and found.status is Status.ON_COURSE:
        return msgspec.structs.replace(found, status=Status.FINISHED)
    if found.status in (Status.ON_COURSE, Status.STARTED):
        return msgspec.structs.replace(found, status=Status.DNF, reason=CLOSED)
    if found.status is Status.NOT_STARTED:
        return msgspec.structs.replace(found, status=Status.DNS, reason=CLOSED)
    return found


CLOSED: Final = "The race was closed."
"""The reason of whoever had not finished then."""


def _start(course: Course, marks: Sequence[Mark]) -> Mark | None:
    first = marks[0] if marks else None
    return first if first and course.points[first.point].kind is Kind.START else None


def _splits(
    course: Course, marks: Sequence[Mark], gun_us: int | None, begun_us: int | None
) -> Iterator[Split]:
    points = course.points
    before_us: int | None = begun_us
    before_m: int | None = 0
    for mark in marks:
        point, at_us = points[mark.point], mark.at_us
        if point.kind is Kind.START:
            continue
        # Written out, since a marathon has a third of a million of these.
        yield Split(
            mark.point,
            at_us,
            mark.ref,
            mark.how,
            None if gun_us is None else (at_us - gun_us) // _MS,
            None if begun_us is None else (at_us - begun_us) // _MS,
            None if before_us is None else (at_us - before_us) // _MS,
            _apart(point.distance_m, before_m),
        )
        before_us, before_m = at_us, point.distance_m


def _apart(here_m: int | None, before_m: int | None) -> int | None:
    return None if here_m is None or before_m is None else here_m - before_m


def _with(penalty_ms: int, time_ms: int | None) -> int | None:
    return None if time_ms is None else time_ms + penalty_ms


def _end(course: Course, splits: Sequence[Split]) -> Split | None:
    """What the result's time is taken from: the finish, or against the clock the last lap."""
    if not splits:
        return None
    last = splits[-1]
    if course.limit_ms is not None or course.points[last.point].kind is Kind.FINISH:
        return last
    return None


def _status(
    course: Course, marks: Sequence[Mark], end: Split | None, given: Given | None
) -> tuple[Status, str]:
    if given is not None:
        return given.status, given.reason
    if end is not None and course.limit_ms is None:
        return Status.FINISHED, ""
    if not marks:
        return Status.NOT_STARTED, ""
    only_start = len(marks) == 1 and course.points[marks[0].point].kind is Kind.START
    return (Status.STARTED if only_start else Status.ON_COURSE), ""


def _flags(
    course: Course,
    marks: Sequence[Mark],
    splits: Sequence[Split],
    gun_us: int | None,
    given: Given | None,
) -> Iterator[Flag]:
    """All doubts, in the order of the course."""
    if not marks:
        return
    start = _start(course, marks)
    if gun_us is None:
        yield Flag(Doubt.NO_GUN)
    if start is None and course.points[0].kind is Kind.START:
        yield Flag(Doubt.NO_START_READ, 0)
    if start is not None and gun_us is not None and start.at_us < gun_us:
        yield Flag(Doubt.CHIP_OVER_GUN, 0)
    yield from _missing(course, marks)
    yield from _between(course, splits)
    if gun_us is not None:
        yield from _against_the_gun(course, splits)
    if given is not None and _went_on(course, marks, given):
        yield Flag(Doubt.SEEN_AFTER_END, marks[-1].point)


def _missing(course: Course, marks: Sequence[Mark]) -> Iterator[Flag]:
    """Splits on the way to the last point; of laps against the clock nobody knows how many."""
    timed = {mark.point for mark in marks}
    for number in range(marks[-1].point):
        if number not in timed and course.points[number].kind is Kind.SPLIT:
            yield Flag(Doubt.MISSING_SPLIT, number)


def _between(course: Course, splits: Sequence[Split]) -> Iterator[Flag]:
    """What two times of one runner say together."""
    latest: Split | None = None
    fastest = course.fastest_m_s / _MS
    for split in splits:
        leg_ms, leg_m = split.leg_ms, split.leg_m
        if latest is not None and split.at_us < latest.at_us:
            yield Flag(Doubt.WRONG_ORDER, split.point, latest.point)
            continue
        if leg_ms is not None and leg_m is not None and leg_m > fastest * max(leg_ms, 0):
            yield Flag(Doubt.IMPOSSIBLE_PACE, split.point, latest.point if latest else None)
        latest = split


def _against_the_gun(course: Course, splits: Sequence[Split]) -> Iterator[Flag]:
    for split in splits:
        cutoff_ms, gun_ms = course.points[split.point].cutoff_ms, split.gun_ms or 0
        if gun_ms < 0:
            yield Flag(Doubt.FINISH_BEFORE_GUN, split.point)
        if cutoff_ms is not None and gun_ms > cutoff_ms:
            yield Flag(Doubt.PAST_CUTOFF, split.point)


def _went_on(course: Course, marks: Sequence[Mark], given: Given) -> bool:
    """Whether somebody who did not start was heard, or somebody who dropped out has a finish."""
    if given.status is Status.DNS:
        return True
    return given.status is Status.DNF and course.points[marks[-1].point].kind is Kind.FINISH
