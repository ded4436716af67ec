"""A row of a list as a display is told: who it is, and what the race has come to for that person.

The same fields as those of a passing on the live stream, so that a display draws both alike.
"""

from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNPLACED = frozenset(["dq", "dns"])
"""Who has no time and no place, whatever was heard."""


class Result(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What being at a point means for a runner's race: in which time, in which place.

    Times are ms without penalty; `ranked_ms` is the one that a finisher is ranked by, with it. `start`
    is the runner's own, `gun` that of the wave, both ms UTC. Places are those at this point, and at
    the finish those of the race.
    """

    status: str
    point: str
    kind: str
    gun_ms: int | None = None
    chip_ms: int | None = None
    penalty_ms: int = 0
    ranked_ms: int | None = None
    distance_m: int | None = None
    start: int | None = None
    gun: int | None = None
    overall: int | None = None
    sex: int | None = None
    division: int | None = None
    points: int | None = None


class ListRow(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Somebody in a list; of a hidden person only bib, race and groups are told. `location`: the point."""

    key: str
    version: int
    result: Result
    location: str = ""
    at: int | None = None
    bib: str | None = None
    name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    town: str | None = None
    race: str | None = None
    race_id: int | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    gender: str | None = None
    age: int | None = None
    division: str | None = None
    team: str | None = None
    wave: str | None = None


def result_of(row: asyncpg.Record) -> Result:
    """Of a row with the columns of a result and, as `split_…`, of the time at a point."""
    status, point, kind = row["status"], row["point"], row["kind"]
    if status in _UNPLACED:
        return Result(status, point, kind, start=ms_of(row["start_at"]))
    finished = kind == "finish" and status == "finished"
    gun_ms, chip_ms, penalty_ms = row["split_gun_ms"], row["split_chip_ms"], row["penalty_ms"]
    ranked_ms = chip_ms if row["by_chip"] else gun_ms
    return Result(
        status=status,
        point=point,
        kind=kind,
        gun_ms=gun_ms,
        chip_ms=chip_ms,
        penalty_ms=penalty_ms,
        ranked_ms=ranked_ms + penalty_ms if finished and ranked_ms is not None else None,
        distance_m=row["split_distance_m"],
        start=ms_of(row["start_at"]),
        gun=None if gun_ms is None else (ms_of(row["split_at"]) or 0) - gun_ms,
        overall=row["place_overall"] if finished else row["split_overall"],
        sex=row["place_sex"] if finished else row["split_sex"],
        division=row["place_division"] if finished else None,
    )


def row_of(row: asyncpg.Record, result: Result) -> ListRow:
    """With the names that the view lets through."""
    first_name, last_name = row["first_name"] or None, row["last_name"] or None
    return ListRow(
        key=f"p{row['id']}",
        version=row["version"],
        result=result,
        location=row["point"],
        at=ms_of(row["split_at"]),
        bib=row["bib"] or None,
        name=" ".join(part for part in (first_name, last_name) if part) or None,
        first_name=first_name,
        last_name=last_name,
        town=", ".join(part for part in (row["city"], row["state"]) if part) or None,
        race=row["race_name"],
        race_id=row["race_id"],
        city=row["city"] or None,
        state=row["state"] or None,
        country=row["country"] or None,
        gender=row["sex"] or row["gender"] or None,
        age=row["age"],
        division=row["division"] or None,
        team=row["team"] or None,
        wave=row["wave"] or None,
    )


def ms_of(instant: datetime | None) -> int | None:
    """Ms UTC."""
    return None if instant is None else (instant - _EPOCH) // timedelta(milliseconds=1)
