"""An event's rules and its people's evidence, as rows become what `judging` takes.

The same for the live scorer, for a whole recomputation and for “why is this my time?”, so that none
of them can see another race than the others.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import asyncpg

from project88.db.pool import Connection
from project88.race.ages import AgeOn, counting_day
from project88.race.course import Course, Kind, Point, faults
from project88.race.divisions import Division
from project88.race.guns import Gun, Started, Starts, Wave, starts
from project88.race.ranking import By, Ranking
from project88.race.suggesting import suggested
from project88.results.scoring import store
from project88.results.scoring.evidence import Corrections, Evidence
from project88.results.scoring.judging import evidence_of
from project88.results.scoring.rules import NO_WAVE, RaceRules

Rows = Sequence[asyncpg.Record]


async def rules_of_event(connection: Connection, event_id: int) -> dict[int, RaceRules]:
    """Every race that can be scored; one whose course has faults, or no finish, is left out."""
    [event] = await store.rows_of_event(connection, "event", event_id)
    races = await store.rows_of_event(connection, "races", event_id)
    points = _by_race(await store.rows_of_event(connection, "points", event_id))
    waves = _by_race(await store.rows_of_event(connection, "waves", event_id))
    divisions = _by_race(await store.rows_of_event(connection, "divisions", event_id))
    started = starts_of(races, waves, await store.rows_of_event(connection, "guns", event_id))
    heard = [row["name"] for row in await store.rows_of_event(connection, "locations", event_id)]
    found: dict[int, RaceRules] = {}
    for race in races:
        number = race["id"]
        course, point_ids = _course(race, points.get(number, []), heard)
        if course is not None and not faults(course):
            found[number] = RaceRules(
                race_id=number,
                course=course,
                point_ids=point_ids,
                ranking=_ranking(race),
                exclude_overall=race["exclude_overall"] or 0,
                group_by=race["group_by"] or "",
                divisions=tuple(_division(row) for row in divisions.get(number, [])),
                age_day=_age_day(race, event["day"]),
                closed=race["closed_at"] is not None,
                official=race["state"] == "official",
                waves=_waves(number, waves.get(number, []), started),
                decimals=race["decimals"] or 0,
            )
    return found


async def evidence_of_people(
    connection: Connection,
    event_id: int,
    ids: Sequence[int],
    rules: Mapping[int, RaceRules],
    corrections: Corrections,
) -> list[Evidence]:
    """Of each that there still is; needs a transaction that sees real names, since groups are ranked."""
    # The longer one first: the database works on it while somebody else is judged.
    heard = await store.passings(connection, event_id, ids)
    people = await store.people(connection, ids)
    return [
        evidence_of(one, heard.get(one.id, ()), rules.get(one.race_id or 0), corrections)
        for one in people
    ]


async def evidence_of_one(
    connection: Connection, event_id: int, participant_id: int
) -> Evidence | None:
    """One runner's, for whoever asks why; None when there is no such person at the event."""
    rules = await rules_of_event(connection, event_id)
    known = Corrections(await store.corrections(connection, event_id))
    found = await evidence_of_people(connection, event_id, [participant_id], rules, known)
    return found[0] if found else None


def starts_of(races: Rows, waves: Mapping[int, Rows], guns: Rows) -> Starts:
    """The start of every wave; a race without waves is the wave of minus its own number."""
    known: list[Wave] = []
    for race in races:
        own = waves.get(race["id"])
        if own:
            known += [
                Wave(one["id"], one["plan_us"] or race["plan_us"], one["manual_us"]) for one in own
            ]
        else:
            known.append(Wave(-race["id"], race["plan_us"], race["manual_us"]))
    return starts(known, [Gun(gun["id"], gun["at_us"], _given_to(gun)) for gun in guns])


def _given_to(gun: asyncpg.Record) -> int | None:
    if gun["wave_id"] is not None:
        return int(gun["wave_id"])
    return None if gun["race_id"] is None else -int(gun["race_id"])


def _waves(race_id: int, own: Rows, found: Starts) -> dict[str, Started]:
    if not own:
        return {NO_WAVE: found.waves[-race_id]}
    return {one["name"].strip().casefold(): found.waves[one["id"]] for one in own}


def _course(
    race: asyncpg.Record, points: Rows, heard: Sequence[str]
) -> tuple[Course | None, tuple[int | None, ...]]:
    """What was set up; else what the names of locations suggest."""
    course: Course | None
    if points:
        course = Course(tuple(_point(row) for row in points))
        ids: tuple[int | None, ...] = tuple(row["id"] for row in points)
    else:
        course = suggested(heard, race["distance_m"])
        ids = (None,) * len(course.points if course else ())
    if course is None or race["backup_window_ms"] is None:
        return course, ids
    return Course(
        course.points,
        backup_window_ms=race["backup_window_ms"],
        start_early_ms=race["start_early_ms"],
        start_late_ms=race["start_late_ms"],
        fastest_m_s=race["fastest_m_s"],
        limit_ms=race["limit_ms"],
    ), ids


def _point(row: asyncpg.Record) -> Point:
    return Point(
        name=row["name"],
        kind=Kind(row["kind"]),
        distance_m=row["distance_m"],
        main=tuple(row["main"]),
        backup=tuple(row["backup"]),
        least_ms=row["least_ms"],
        cutoff_ms=row["cutoff_ms"],
    )


def _ranking(race: asyncpg.Record) -> Ranking:
    if race["rank_by"] is None:
        return Ranking()
    return Ranking(By(race["rank_by"]), race["first_by_gun"], race["of_each_sex"], race["tie_ms"])


def _division(row: asyncpg.Record) -> Division:
    return Division(row["name"], row["gender"], row["youngest"], row["oldest"])


def _age_day(race: asyncpg.Record, event_day: date) -> date:
    rule = AgeOn(race["age_on"] or "race_day")
    return counting_day(rule, race["start_day"] or event_day, event_day)


def _by_race(rows: Rows) -> dict[int, list[asyncpg.Record]]:
    found: dict[int, list[asyncpg.Record]] = {}
    for row in rows:
        found.setdefault(row["race_id"], []).append(row)
    return found
