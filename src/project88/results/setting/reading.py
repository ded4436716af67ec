"""The set-up of an event's races as it is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import asyncpg
import msgspec
from msgspec.structs import asdict

from project88.db.pool import Connection
from project88.errors import NotFound
from project88.race.course import Course, Kind, Point, faults
from project88.race.suggesting import suggested
from project88.race.zones import zone_of
from project88.results.setting import schemas, store
from project88.results.setting.model import Kept
from project88.results.setting.starting import Counted, Owned, counted, instant_of_us

_RULES = tuple(field.name for field in msgspec.structs.fields(schemas.RaceRules))


class _Parts(msgspec.Struct, frozen=True):
    """What the races of an event are put together from, by race."""

    zone: str
    heard: list[str]
    starts: Counted
    points: Mapping[int, list[asyncpg.Record]]
    waves: Mapping[int, list[asyncpg.Record]]
    divisions: Mapping[int, list[asyncpg.Record]]
    records: Mapping[int, list[asyncpg.Record]]


async def course_of_event(connection: Connection, event_id: int) -> schemas.EventCourse:
    """:raises NotFound: no such event."""
    event = await store.event(connection, event_id)
    if event is None:
        raise NotFound("There is no such event.")
    races = await store.races(connection, event_id)
    waves = await store.waves(connection, event_id)
    guns = await store.guns(connection, event_id)
    heard = await store.heard(connection, event_id)
    parts = _Parts(
        zone=event["zone"],
        heard=[row["name"] for row in heard],
        starts=counted(races, waves, guns),
        points=_by_race(await store.points(connection, event_id)),
        waves=_by_race(waves),
        divisions=_by_race(await store.divisions(connection, event_id)),
        records=_by_race(await store.records(connection, event_id)),
    )
    return schemas.EventCourse(
        zone=event["zone"],
        races=[_race(row, parts) for row in races],
        guns=[_gun(row, parts.starts) for row in guns],
        heard=[schemas.HeardLocation(**dict(row)) for row in heard],
    )


def wall_clock(at: datetime, zone: str) -> str:
    """To the millisecond where it has some, as a person would type it again."""
    text = at.astimezone(zone_of(zone)).replace(tzinfo=None).isoformat(timespec="milliseconds")
    return text.removesuffix(".000")


def course_of(points: Iterable[schemas.RacePointTold | schemas.RacePoint]) -> Course:
    """The points as the rules of racing know them."""
    return Course(
        tuple(
            Point(
                point.name,
                Kind(point.kind),
                point.distance_m,
                tuple(point.main),
                tuple(point.backup),
                point.least_ms,
                point.cutoff_ms,
            )
            for point in points
        )
    )


def _by_race(rows: Sequence[asyncpg.Record]) -> Mapping[int, list[asyncpg.Record]]:
    found: defaultdict[int, list[asyncpg.Record]] = defaultdict(list)
    for row in rows:
        found[row["race_id"]].append(row)
    return found


def _race(row: asyncpg.Record, parts: _Parts) -> schemas.RaceCourse:
    kept, race_id = store.kept_of(row), row["id"]
    points = [_point(point) for point in parts.points.get(race_id, ())]
    waves = parts.waves.get(race_id, [])
    return schemas.RaceCourse(
        id=race_id,
        name=row["name"],
        distance_m=row["distance_m"],
        version=row["version"],
        points=points,
        suggested=[] if points else _suggested(parts.heard, row["distance_m"]),
        faults=faults(course_of(points)) if points else [],
        rules=_rules(kept),
        start=None if waves else _start(row, Owned(race_id, None), parts),
        waves=[_wave(wave, parts) for wave in waves],
        state=kept.state,  # type: ignore[arg-type]  # the database has no other ones
        closed_at=kept.closed_at,
        divisions=[one["name"] for one in parts.divisions.get(race_id, ())],
        records=[record_of(one) for one in parts.records.get(race_id, ())],
    )


def record_of(row: asyncpg.Record) -> schemas.CourseRecord:
    return schemas.CourseRecord(**dict(row))


def _point(row: asyncpg.Record) -> schemas.RacePoint:
    return schemas.RacePoint(
        row["id"],
        row["name"],
        row["kind"],
        row["distance_m"],
        row["least_ms"],
        row["cutoff_ms"],
        row["main"],
        row["backup"],
    )


def _suggested(heard: list[str], distance_m: int | None) -> list[schemas.RacePoint]:
    course = suggested(heard, distance_m)
    return [
        schemas.RacePoint(
            None,
            point.name,
            point.kind.value,
            point.distance_m,
            point.least_ms,
            point.cutoff_ms,
            list(point.main),
            list(point.backup),
        )
        for point in (course.points if course else ())
    ]


def _rules(kept: Kept) -> schemas.RaceRules:
    told = asdict(kept)
    return schemas.RaceRules(**{name: told[name] for name in _RULES})


def _wave(row: asyncpg.Record, parts: _Parts) -> schemas.WaveStart:
    owned = Owned(row["race_id"], row["id"])
    return schemas.WaveStart(row["id"], row["name"], row["version"], _start(row, owned, parts))


def _start(row: asyncpg.Record, owned: Owned, parts: _Parts) -> schemas.RaceStart:
    started, manual = parts.starts.of(owned), row["manual_start_at"]
    return schemas.RaceStart(
        plan_at=row["start_at"],
        manual_at=manual,
        manual=None if manual is None else wall_clock(manual, parts.zone),
        at=instant_of_us(started.at_us),
        by=started.by.value,
        gun_id=started.gun,
    )


def _gun(row: asyncpg.Record, starts: Counted) -> schemas.HeardGun:
    owned = starts.owner_of_gun(row["id"])
    return schemas.HeardGun(
        id=row["id"],
        at=row["gun_at"],
        time=row["time_raw"],
        location=row["location"],
        session=row["session"],
        given_to=(
            None if row["race_id"] is None else schemas.GunOwner(row["race_id"], row["wave_id"])
        ),
        counts_for=None if owned is None else schemas.GunOwner(owned.race_id, owned.wave_id),
    )
