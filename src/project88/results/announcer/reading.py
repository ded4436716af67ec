"""Brings the field of an event up to date: what is newer than it knows, a page at a time.

A marathon has a hundred thousand times; between two pages the loop is free for everybody else.
"""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta

import asyncpg

from project88.db.pool import Connection, Pool
from project88.errors import NotFound
from project88.race.cues import Former, series_of
from project88.race.records import Record
from project88.race.story import OVERALL, Group
from project88.results.announcer import store
from project88.results.announcer.field import (
    EventFacts,
    Field,
    Heard,
    Mark,
    Note,
    Passed,
    Person,
    Point,
    Race,
    Standing,
    Ticked,
)
from project88.results.setting.reading import course_of_event
from project88.results.setting.schemas import CourseRecord, EventCourse, RaceCourse

_US = timedelta(microseconds=1)
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_OVERLAP = timedelta(seconds=30)
"""So long a transaction may take from the instant it writes to its commit."""
ROSTER_EVERY_S = 5.0
SETUP_EVERY_S = 3.0


def no_event() -> NotFound:
    return NotFound("There is no such event.")


def us(at: datetime) -> int:
    return (at - EPOCH) // _US


class Reader:
    """One event's field, and how far it was read."""

    def __init__(self, pool: Pool, partner_id: int, event_id: int) -> None:
        self._pool = pool
        self._partner_id = partner_id
        self._event_id = event_id
        self.field: Field | None = None
        self._results = (0, 0)
        self._board = 0
        self._roster: tuple[int, datetime | None] = (-1, None)
        self._roster_at = self._setup_at = self._counted_at = -1e9
        self.roster_moved = False

    async def refresh(self) -> Field:
        """The field as it stands now.

        :raises NotFound: no such event, or not any more.
        """
        async with self._pool.snapshot(self._partner_id) as connection:
            versions = await store.versions(connection, self._event_id)
            if versions is None:
                raise no_event()
            field = self.field or await self._begin(connection)
            await self._read_setup(connection, field)
            await self._read_roster(connection, field)
            if versions.board > self._board:
                await self._read_marks(connection, field, versions.board)
            await self._read_results(connection, field, versions.results)
            rows = await store.heard(connection, self._event_id)
            field.heard = [_heard(row) for row in rows]
        self.field = field
        return field

    async def learn(self, people: set[int]) -> bool:
        """Former finishes of these people, who were not asked for before; whether there are any."""
        field = self.field
        if field is None or not (unknown := sorted(people - field.formers.keys())):
            return False
        async with self._pool.snapshot(self._partner_id) as connection:
            rows = await store.former(connection, unknown)
        found: defaultdict[int, list[Former]] = defaultdict(list)
        for row in rows:
            ms = row["gun_ms"] if row["chip_ms"] is None else row["chip_ms"]
            found[row["participant_id"]].append(
                Former(row["event_id"], row["event_name"], row["event_date"], row["distance_m"], ms)
            )
        for who in unknown:
            field.formers[who] = tuple(found.get(who, ()))
        return bool(found)

    async def _begin(self, connection: Connection) -> Field:
        row = await store.event(connection, self._event_id)
        if row is None:
            raise no_event()
        field = Field(EventFacts(row["id"], row["name"], row["zone"], row["event_date"]))
        mine = series_of(row["name"])
        for earlier in await store.earlier_events(connection, self._event_id):
            if series_of(earlier["name"]) == mine:
                field.editions.append(earlier["id"])
        return field

    async def _read_setup(self, connection: Connection, field: Field) -> None:
        if _time() - self._setup_at < SETUP_EVERY_S:
            return
        course = await course_of_event(connection, self._event_id)
        field.set_races(races_of(course))
        self._setup_at = _time()

    async def _read_roster(self, connection: Connection, field: Field) -> None:
        """Who was changed since; all of it when somebody is gone."""
        if not self.roster_moved and _time() - self._roster_at < ROSTER_EVERY_S:
            return
        self.roster_moved = False
        row = await store.event(connection, self._event_id)
        if row is None:
            raise no_event()
        self._roster_at = _time()
        told = (row["people"], row["changed_at"])
        if told == self._roster:
            return
        people, changed_at = self._roster
        since = None if changed_at is None or people < 0 else changed_at - _OVERLAP
        rows = await store.people(connection, self._event_id, since)
        field.set_people(map(_person, rows), all_of_them=since is None)
        if len(field.people) != told[0]:
            rows = await store.people(connection, self._event_id, None)
            field.set_people(map(_person, rows), all_of_them=True)
        births = await store.births(connection, self._event_id)
        field.births = {row["participant_id"]: row["born_on"] for row in births}
        self._roster = told

    async def _read_results(self, connection: Connection, field: Field, version: int) -> None:
        if version < self._results[0]:
            self._results = (0, 0)
        if version == self._results[0] and self._results[1]:
            return
        while rows := await store.results(connection, self._event_id, self._results):
            await self._take(connection, field, rows)
            self._results = (rows[-1]["version"], rows[-1]["participant_id"])
            await asyncio.sleep(0)
        self._results = (version, 2**31 - 1)
        # Whoever lost a result has no row that says so.
        if field.results and _time() - self._counted_at >= ROSTER_EVERY_S:
            self._counted_at = _time()
            here = await store.result_ids(connection, self._event_id)
            for who in field.results.keys() - here:
                field.forget(who)

    async def _take(self, connection: Connection, field: Field, rows: list[asyncpg.Record]) -> None:
        """A page of results with their times."""
        people = [row["participant_id"] for row in rows]
        if any(who not in field.people for who in people):
            self._roster, self.roster_moved = (-1, None), True
            await self._read_roster(connection, field)
        passed: defaultdict[int, list[Passed]] = defaultdict(list)
        for row in await store.splits(connection, people):
            passed[row["participant_id"]].append(_passed(row))
        for row in rows:
            who = row["participant_id"]
            if who in field.people:
                field.set_result(who, _standing(row), passed.get(who, ()))

    async def _read_marks(self, connection: Connection, field: Field, board: int) -> None:
        since = self._board
        for row in await store.said(connection, self._event_id, since):
            ticked = None if row["unsaid"] else Ticked(row["said_by"], row["said_at"])
            field.set_said(row["participant_id"], row["what"], ticked)
        for row in await store.marks(connection, self._event_id, since):
            field.marks[row["participant_id"]] = Mark(
                row["pronunciation"], row["pronoun"], row["vip"], row["version"]
            )
        for row in await store.notes(connection, self._event_id, since):
            notes = field.notes[row["participant_id"]]
            if row["removed_at"] is None:
                notes[row["id"]] = note_of(row)
            else:
                notes.pop(row["id"], None)
        self._board = board


def note_of(row: asyncpg.Record) -> Note:
    return Note(
        row["id"],
        row["participant_id"],
        (row["author_kind"], row["author_id"]),
        row["author_name"],
        row["text"],
        row["scope"],
        row["made_at"],
        row["changed_at"],
        row["version"],
    )


def races_of(course: EventCourse) -> dict[int, Race]:
    return {race.id: _race(race) for race in course.races}


def _race(race: RaceCourse) -> Race:
    points = race.points or race.suggested
    starts = [start.at for start in (race.start, *(wave.start for wave in race.waves)) if start]
    known = [us(at) for at in starts if at is not None]
    return Race(
        id=race.id,
        name=race.name,
        distance_m=race.distance_m,
        points=tuple(
            Point(one.name, one.kind, one.distance_m, frozenset(one.main + one.backup))
            for one in points
        ),
        by_chip=race.rules.rank_by == "chip",
        tie_ms=1000 if race.rules.decimals == 0 else 10 ** (3 - race.rules.decimals),
        decimals=race.rules.decimals,
        start_us=min(known, default=None),
        records={_group(one.scope, one.scope_value): _record(one) for one in race.records},
    )


def _group(scope: str, value: str) -> Group:
    return OVERALL if scope == "course" else (scope, value)


def _record(one: CourseRecord) -> Record:
    return Record(_group(one.scope, one.scope_value), one.ms, one.holder, one.year)


def _person(row: asyncpg.Record) -> Person:
    # The columns of the query are the fields, in their order.
    return Person(*row)


def _standing(row: asyncpg.Record) -> Standing:
    return Standing(
        row["race_id"],
        row["status"],
        None if row["start_at"] is None else us(row["start_at"]),
        row["gun_ms"],
        row["chip_ms"],
        row["sex"],
        row["division"],
        row["place_overall"],
        row["place_sex"],
        row["place_division"],
    )


def _passed(row: asyncpg.Record) -> Passed:
    return Passed(
        row["position"],
        row["point"],
        row["kind"],
        us(row["at"]),
        row["gun_ms"],
        row["chip_ms"],
        row["place_overall"],
        row["place_sex"],
        None
        if row["session_id"] is None
        else (row["session_id"], row["location_id"], row["tag"], row["passing_no"]),
    )


def _heard(row: asyncpg.Record) -> Heard:
    return Heard(
        row["participant_id"],
        row["location"],
        us(row["passing_at"]),
        (row["session_id"], row["location_id"], row["tag"], row["passing_no"]),
    )


def _time() -> float:
    return asyncio.get_running_loop().time()
