"""Changing the set-up of a race: the checks between the route and the rows.

Every change locks the race, so that a version is looked at and raised by one person at a time. One
version stands for all of a race's set-up (points, rules, its own start, state), because they are
one page, and what one person says of the course may be wrong under another's rules.

An official race is not set up anew: first somebody takes "official" back, which is in the log.
"""

from datetime import datetime

import asyncpg
import msgspec
from msgspec import UNSET

from project88.db.pool import Connection
from project88.errors import Conflict, InputError, NotFound
from project88.events.races.editing import open_event, require_fresh
from project88.race.course import faults
from project88.results.setting import schemas, store
from project88.results.setting.model import Kept, PointRow
from project88.results.setting.reading import course_of


async def set_points(
    connection: Connection, event_id: int, race_id: int, told: schemas.RacePoints
) -> None:
    """:raises InputError: a course that cannot be scored, or a point of another race.
    :raises Conflict: stale, official, or a point goes away at which times were entered by hand.
    """
    race = await race_to_change(connection, event_id, race_id, told.version)
    points = [_row(number, point) for number, point in enumerate(told.points)]
    _require_good(told.points)
    known = {
        row["id"] for row in await store.points(connection, event_id) if row["race_id"] == race_id
    }
    ids = [point.id for point in points if point.id is not None]
    _require_own(ids, known)
    for gone in await store.manual_times_at_others(connection, race_id, ids):
        times = "1 time was" if gone["times"] == 1 else f"{gone['times']} times were"
        raise Conflict(
            f"{times} entered by hand at “{gone['name']}”. Undo that first, then take the point away.",
            code="point_has_times",
        )
    await store.set_points(connection, race_id, points)
    await store.keep(connection, race_id, store.kept_of(race))


async def change_rules(
    connection: Connection, event_id: int, race_id: int, told: schemas.RaceRulesChange
) -> None:
    """:raises InputError: rules that contradict each other. :raises Conflict: stale, or official."""
    race = await race_to_change(connection, event_id, race_id, told.version)
    said = {
        name: value
        for name, value in msgspec.structs.asdict(told).items()
        if name != "version" and value is not UNSET
    }
    rules = msgspec.structs.replace(store.kept_of(race), **said)
    if rules.rank_by == "mixed" and not rules.first_by_gun:
        raise InputError(
            "Under the mixed rule some have their places by gun. Say how many, or rank all by chip.",
            code="nobody_by_gun",
            fields=[("first_by_gun", "At least 1 under the mixed rule.")],
        )
    await store.keep(connection, race_id, rules)


async def set_state(
    connection: Connection, event_id: int, race_id: int, told: schemas.RaceStateChange
) -> None:
    race = await _race(connection, event_id, race_id, told.version)
    rules = msgspec.structs.replace(store.kept_of(race), state=told.state)
    await store.keep(connection, race_id, rules)


async def close(
    connection: Connection, event_id: int, race_id: int, told: schemas.RaceClosing, now: datetime
) -> None:
    """Closed twice it stays closed since the first time. :raises Conflict: stale, or official."""
    race = await race_to_change(connection, event_id, race_id, told.version)
    kept = store.kept_of(race)
    closed_at = (kept.closed_at or now) if told.closed else None
    await store.keep(connection, race_id, msgspec.structs.replace(kept, closed_at=closed_at))


async def race_to_change(
    connection: Connection, event_id: int, race_id: int, version: int | None
) -> asyncpg.Record:
    """The race, locked, with its event. `version` None: what is changed has a version of its own.

    :raises NotFound: no such race. :raises Conflict: stale, or its results are official.
    """
    race = await _race(connection, event_id, race_id, version)
    require_not_official(race["name"], store.kept_of(race))
    return race


def require_not_official(name: str, rules: Kept) -> None:
    """:raises Conflict: it is."""
    if rules.state == "official":
        raise Conflict(
            f"The results of {name} are official. Make them provisional again before you change how "
            "they come about.",
            code="official",
        )


async def _race(
    connection: Connection, event_id: int, race_id: int, version: int | None
) -> asyncpg.Record:
    await open_event(connection, event_id)
    race = await store.lock_race(connection, event_id, race_id)
    if race is None:
        raise NotFound("There is no such race.")
    if version is not None:
        require_fresh(race["version"], version, f"The set-up of {race['name']}")
    return race


def _row(position: int, told: schemas.RacePointTold) -> PointRow:
    name = " ".join(told.name.split())
    if not name:
        raise InputError(
            "A point needs a name with at least one letter or digit.",
            fields=[(f"points.{position}.name", "Give the point a name.")],
        )
    main, backup = _names(told.main), _names(told.backup)
    if both := [one for one in main if one in backup]:
        raise InputError(
            f"“{both[0]}” is main and backup of “{name}”. Take it out of one of the two.",
            code="main_and_backup",
            fields=[(f"points.{position}.backup", "One of these is a main location already.")],
        )
    return PointRow(
        told.id,
        name,
        told.kind,
        position,
        told.distance_m,
        told.least_ms,
        told.cutoff_ms,
        main,
        backup,
    )


def _names(told: list[str]) -> list[str]:
    """Each once, in their order. As they were told: a sender may have blanks in a name."""
    return list(dict.fromkeys(told))


def _require_good(points: list[schemas.RacePointTold]) -> None:
    found = faults(course_of(points)) if points else []
    if found:
        raise InputError(
            " ".join(found), code="course", fields=[("points", sentence) for sentence in found]
        )


def _require_own(ids: list[int], known: set[int]) -> None:
    if len(set(ids)) < len(ids):
        raise InputError("One point comes twice in this course. Send each number once.")
    if set(ids) - known:
        raise InputError(
            "A point of this course was taken away meanwhile, or belongs to another race. "
            "Load the course again.",
            code="no_such_point",
        )
