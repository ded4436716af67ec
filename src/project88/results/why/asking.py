"""The answer to “why is this my time?”, made with the same code that made the time.

The evidence is read again and judged again, as the scorer would, and every step of it is told. Only
what is shown leaves: the transaction sees names as their owners want them, and the division is the
stored one, as an age is not everybody's to know.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import starmap

import msgspec

from project88.db.pool import Connection
from project88.events.participants import store as people
from project88.race.explaining import (
    Note,
    Place,
    Step,
    Told,
    explained,
    unscored,
    unused_step,
)
from project88.race.scoring import Scorer
from project88.race.zones import zone_of
from project88.results.corrections import store as corrections
from project88.results.corrections.making import shown
from project88.results.corrections.schemas import Correction
from project88.results.listing import listing
from project88.results.listing.schemas import Result
from project88.results.scoring.evidence import VOID_WITHIN_US, Evidence, Passing
from project88.results.scoring.judging import Judged, judged
from project88.results.scoring.reading import evidence_of_one
from project88.results.scoring.rules import RaceRules
from project88.results.why import schemas, store

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Clock = Callable[[int], str]


class Gathered(msgspec.Struct, frozen=True):
    """All that an answer is made from."""

    evidence: Evidence
    found: Judged | None
    told: Told | None
    known: Sequence[Correction]
    sessions: Mapping[int, str]
    reads: Mapping[store.Key, int]


async def why(connection: Connection, event_id: int, participant_id: int) -> schemas.Why:
    """:raises NotFound: nobody of this number is in the event."""
    event = await people.event(connection, event_id)
    detail = await listing.one(connection, event_id, participant_id)
    of = await _gathered(connection, event_id, participant_id, detail.result)
    clock = clock_of(event.zone)
    rules = of.evidence.rules
    gun_us = None if of.found is None else of.found.started.at_us
    stored = await store.stored(connection, event_id, participant_id)
    return schemas.Why(
        detail=detail,
        zone=event.zone,
        day=event.day.isoformat(),
        official=rules is not None and rules.official,
        decimals=0 if rules is None else rules.decimals,
        gun=None if gun_us is None else _at(gun_us),
        points=_points(of.found, clock),
        steps=_steps(of, clock),
        reads=_reads(of, clock),
        corrections=list(of.known),
        scored=_scored(of.found, dict(stored) if stored is not None else {}),
    )


def clock_of(zone: str) -> Clock:
    """Instants in µs as the time of day there, with tenths; nothing is rounded up."""
    place = zone_of(zone)

    def clock(at_us: int) -> str:
        at = _at(at_us).astimezone(place)
        return f"{at:%H:%M:%S}.{at.microsecond // 100_000}"

    return clock


async def _gathered(
    connection: Connection, event_id: int, participant_id: int, result: Result
) -> Gathered:
    evidence = await evidence_of_one(connection, event_id, participant_id)
    if evidence is None:
        raise LookupError("somebody has a result and is nowhere")
    heard = sorted({(one.session_id, one.tag) for one in evidence.passings})
    rows = await corrections.concerning(connection, event_id, participant_id, heard)
    known = [shown(row) for row in rows]
    found = told = None
    if evidence.rules is not None:
        found = judged(evidence, Scorer(evidence.rules.course))
        stored = await store.stored(connection, event_id, participant_id)
        wave = await _wave(connection, evidence.rules, found.wave)
        told = _told(evidence, found, known, wave)
        told = msgspec.structs.replace(
            told,
            places=_places(result, evidence.rules, evidence, wave),
            by_gun=stored is not None and stored["by_gun"],
        )
    return Gathered(
        evidence,
        found,
        told,
        known,
        await store.sessions(connection, {one.session_id for one in evidence.passings}),
        await store.reads_of(connection, event_id, participant_id),
    )


async def _wave(connection: Connection, rules: RaceRules, wave: str) -> str:
    """As it is written in the set-up; empty for a race without waves."""
    names = await store.wave_names(connection, rules.race_id)
    return next((name for name in names if name.strip().casefold() == wave), "")


def _told(of: Evidence, found: Judged, known: Sequence[Correction], wave: str) -> Told:
    standing = [one for one in known if one.undone_at is None]
    return Told(
        course=found.rules.course,
        heard={one.ref: one for one in of.heard},
        scored=found.scored,
        outcome=found.outcome,
        gun=found.started,
        wave=wave,
        ranking=found.rules.ranking,
        exclude_overall=found.rules.exclude_overall,
        notes=_notes(of, standing),
        shifts=_shifts(of, standing),
        penalties=[
            Note(one.made_by, one.reason, one.ms or 0)
            for one in reversed(standing)
            if one.kind == "penalty"
        ],
        decimals=found.rules.decimals,
        official=found.rules.official,
    )


def _notes(of: Evidence, standing: Sequence[Correction]) -> dict[int, Note]:
    """Who said what of voided passings and of times by hand."""
    notes = {-one.id: _note(one) for one in standing if one.kind == "manual_time"}
    for ref, passing in enumerate(of.passings):
        if of.heard[ref].void and (void := _void_of(passing, standing)) is not None:
            notes[ref] = _note(void)
    return notes


def _void_of(passing: Passing, standing: Sequence[Correction]) -> Correction | None:
    for one in standing:
        at = one.passing
        if one.kind != "void" or at is None or one.at is None:
            continue
        same = (at.session_id, at.location_id, at.tag) == (
            passing.session_id,
            passing.location_id,
            passing.tag,
        )
        if same and abs(_us(one.at) - passing.at_us) <= VOID_WITHIN_US:
            return one
    return None


def _shifts(of: Evidence, standing: Sequence[Correction]) -> dict[int, Note]:
    """By how much the clock of each passing was put right, and what the newest says of it."""
    found = {}
    for ref, (passing, heard) in enumerate(zip(of.passings, of.heard, strict=True)):
        moved_us = heard.at_us - passing.at_us
        if not moved_us:
            continue
        newest = next((one for one in standing if _shifts_it(one, passing)), None)
        note = Note() if newest is None else _note(newest)
        found[ref] = msgspec.structs.replace(note, ms=moved_us // 1000)
    return found


def _shifts_it(one: Correction, passing: Passing) -> bool:
    at = one.passing
    if one.kind != "clock_shift" or at is None or one.at is None or one.until is None:
        return False
    return (
        at.session_id == passing.session_id
        and at.location_id in (None, passing.location_id)
        and _us(one.at) <= passing.at_us < _us(one.until)
    )


def _note(of: Correction) -> Note:
    return Note(of.made_by, of.reason, of.ms or 0)


def _places(result: Result, rules: RaceRules, of: Evidence, wave: str) -> list[Place]:
    """As they are stored: places are of the whole field, which nobody reads here again."""
    places = result.places
    found = [
        Place("overall", "", places.overall),
        Place("sex", result.sex, places.sex),
        Place("division", result.division, places.division),
    ]
    if wave:
        found.append(Place("wave", wave, places.wave))
    group = of.person.group.get(rules.group_by, "")
    if group:
        found.append(Place("group", group, places.group))
    return found


def _steps(of: Gathered, clock: Clock) -> list[schemas.Step]:
    if of.told is None:
        return [_step(unscored(in_a_race=of.evidence.person.race_id is not None))]
    return [_step(one) for one in explained(of.told, clock)]


def _step(one: Step) -> schemas.Step:
    return schemas.Step(one.code, dict(one.facts), one.text)


def _reads(of: Gathered, clock: Clock) -> list[schemas.PassingHeard]:
    """Every passing in order of time."""
    used: dict[int, str] = {}
    unused: dict[int, schemas.Step] = {}
    if of.told is not None:
        points = of.told.course.points
        used = {one.ref: points[one.point].name for one in of.told.scored.marks}
        unused = {one.ref: _step(unused_step(of.told, one, clock)) for one in of.told.scored.unused}
    standing = [one for one in of.known if one.undone_at is None]

    def read(ref: int, passing: Passing) -> tuple[int, int, schemas.PassingHeard]:
        at_us = of.evidence.heard[ref].at_us
        void = _void_of(passing, standing)
        key = (passing.session_id, passing.location_id, passing.tag, passing.passing_no)
        return (
            at_us,
            ref,
            schemas.PassingHeard(
                session_id=passing.session_id,
                session=of.sessions.get(passing.session_id, ""),
                location_id=passing.location_id,
                location=passing.location,
                tag=passing.tag,
                passing_no=passing.passing_no,
                reads=of.reads.get(key, 0),
                at=_at(at_us),
                clock=clock(at_us),
                heard=clock(passing.at_us) if at_us != passing.at_us else None,
                used_as=used.get(ref),
                not_used=unused.get(ref),
                void_id=None if void is None else void.id,
            ),
        )

    return [one for *_, one in sorted(starmap(read, enumerate(of.evidence.passings)))]


def _points(found: Judged | None, clock: Clock) -> list[schemas.CoursePoint]:
    if found is None:
        return []
    at = {mark.point: clock(mark.at_us) for mark in found.scored.marks}
    return [
        schemas.CoursePoint(
            found.rules.point_ids[number], point.name, point.kind.value, at.get(number)
        )
        for number, point in enumerate(found.rules.course.points)
    ]


def _scored(found: Judged | None, stored: Mapping[str, object]) -> schemas.AsScored:
    if found is None:
        return schemas.AsScored("not_started", None, None, differs=bool(stored))
    of = found.outcome
    finished = found.timed is not None
    told = (
        of.status.value,
        of.gun_ms if finished else None,
        of.chip_ms if finished else None,
    )
    known = (stored.get("status", "not_started"), stored.get("gun_ms"), stored.get("chip_ms"))
    return schemas.AsScored(*told, differs=told != known)


def _at(at_us: int) -> datetime:
    return EPOCH + timedelta(microseconds=at_us)


def _us(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)
