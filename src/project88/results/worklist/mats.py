"""Mats that were dead, and mats that are: read off the runners whom they missed."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import asyncpg

from project88.race.silences import FEWEST, Missed, Silence, silences
from project88.results.setting.schemas import RaceCourse, RacePoint
from project88.results.worklist import store
from project88.results.worklist.looking import Look, of_us, points_of, us
from project88.results.worklist.model import Found

if TYPE_CHECKING:
    from project88.db.pool import Connection

_ALL = ("main", "backup")
_MINUTE_US = 60_000_000
_HALF = 0.5
"""Of a way that nobody was heard on whole."""


async def dead_mats(connection: "Connection", look: Look) -> list[Found]:
    """Points that missed several in a row; main lines that only their backup made up for; and
    locations that are silent now.
    """
    told = [
        (race.id, point.name, position)
        for race in look.races
        for position, point in enumerate(points_of(race))
        if point.kind == "split"
    ]
    missed = await _missed(connection, look, told)
    found = [_quiet(one.location, one.runners, one.seconds) for one in look.quiet]
    for race in look.races:
        for position, point in enumerate(points_of(race)):
            here = missed.get((race.id, position), [])
            found += await _of_point(connection, race, point, position, here)
    return found


async def _of_point(
    connection: "Connection",
    race: RaceCourse,
    point: RacePoint,
    position: int,
    missed: Sequence[Missed],
) -> list[Found]:
    found: list[Found] = []
    if len(missed) >= FEWEST:
        heard = await store.heard_at(connection, race.id, position, _ALL)
        told = silences(missed, [us(at) for at in heard])
        found += [_silence(race, point, "", (*point.main, *point.backup), one) for one in told]
    if point.backup:
        spare = await store.heard_by_backup(connection, race.id, position)
        if len(spare) >= FEWEST:
            heard = await store.heard_at(connection, race.id, position, _ALL[:1])
            by_backup = [
                Missed(row["participant_id"], us(row["at"]), us(row["at"])) for row in spare
            ]
            told = silences(by_backup, [us(at) for at in heard])
            found += [_silence(race, point, "main", tuple(point.main), one) for one in told]
    return found


async def _missed(
    connection: "Connection", look: Look, points: Sequence[tuple[int, str, int]]
) -> dict[tuple[int, int], list[Missed]]:
    """By race and position, those of points that missed more than a few."""
    rows = await store.missed(connection, look.event_id, points)
    many = Counter((row["race_id"], row["position"]) for row in rows)
    rows = [row for row in rows if many[row["race_id"], row["position"]] >= FEWEST]
    shares = await store.usual_shares(connection, {_way(row) for row in rows})
    found: dict[tuple[int, int], list[Missed]] = {}
    for row in rows:
        found.setdefault((row["race_id"], row["position"]), []).append(
            Missed(
                row["participant_id"],
                us(row["before_at"]),
                us(row["after_at"]),
                min(max(shares.get(_way(row), _HALF), 0.0), 1.0),
            )
        )
    return found


def _way(row: asyncpg.Record) -> tuple[int, int, int, int]:
    return row["race_id"], row["position"], row["before"], row["after"]


def _silence(
    race: RaceCourse, point: RacePoint, line: str, locations: tuple[str, ...], one: Silence
) -> Found:
    return Found(
        kind="dead_mat",
        key=f"dead_mat:{race.id}:{point.name}:{line}:{one.from_us // _MINUTE_US}",
        order=f"1:{one.from_us:020}:{race.id}:{point.name}:{line}",
        to="location",
        to_text=locations[0] if locations else "",
        race_id=race.id,
        point=point.name,
        other=line,
        locations=locations,
        first_at=of_us(one.from_us),
        last_at=of_us(one.until_us),
        count=one.people,
        detail="" if one.ever else "never",
    )


def _quiet(location: str, runners: int, seconds: int) -> Found:
    return Found(
        kind="dead_mat",
        key=f"dead_mat:now:{location}",
        order=f"0:{location}",
        to="location",
        to_text=location,
        point=location,
        locations=(location,),
        count=runners,
        ms=seconds * 1000,
        detail="now",
    )
