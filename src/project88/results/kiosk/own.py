"""One runner's result, put together: what was heard, the places, and what is still to come."""

from datetime import UTC, datetime, timedelta
from typing import Final

import asyncpg

from project88.db.pool import Connection
from project88.race.projecting import projected
from project88.results.kiosk import store
from project88.results.kiosk.field import Field, Fields, Place
from project88.results.kiosk.schemas import Among, OwnArrival, OwnPlace, OwnResult, OwnSplit

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_US: Final = timedelta(microseconds=1)
_UNDER_WAY: Final = frozenset({"started", "on_course"})
_NO_FIELD: Final = Field((), {}, ())
_GROUPS: Final = {"team": "team", "city": "city", "state": "region", "country": "country"}


async def own_result(
    connection: Connection, fields: Fields, event_id: int, participant_id: int, now_ms: int
) -> OwnResult | None:
    """None: nobody of this event has this number."""
    row = await store.runner(connection, event_id, participant_id)
    if row is None:
        return None
    splits = await store.splits(connection, participant_id)
    race_id: int | None = row["race_id"]
    field = _NO_FIELD if race_id is None else await fields.of(connection, race_id, now_ms)
    return composed(row, splits, field)


def composed(row: asyncpg.Record, splits: list[asyncpg.Record], field: Field) -> OwnResult:
    """From rows as `queries.sql` gives them."""
    return OwnResult(
        bib=row["bib"],
        name=f"{row['first_name']} {row['last_name']}".strip(),
        sex=row["sex"],
        division=row["division"],
        team=row["team"],
        city=row["city"],
        race=row["race"],
        distance_m=row["distance_m"],
        status=row["status"],
        state=row["race_state"],
        decimals=row["decimals"],
        gun_ms=row["gun_ms"],
        chip_ms=row["chip_ms"],
        penalty_ms=row["penalty_ms"],
        by_chip=row["rank_by"] == "chip" or (row["rank_by"] == "mixed" and not row["by_gun"]),
        started_at=row["start_at"],
        finished_at=row["finish_at"],
        places=_places(row, field) if row["status"] == "finished" else [],
        splits=[_split(split) for split in splits],
        arrivals=_arrivals(row, splits, field.course, field),
    )


def _places(row: asyncpg.Record, field: Field) -> list[OwnPlace]:
    sex, division = row["sex"], row["division"]
    group = row[_GROUPS[row["group_by"]]] if row["group_by"] in _GROUPS else ""
    found: list[tuple[Among, str, int | None, int | None]] = [
        ("overall", "", row["place_overall"], field.among()),
        ("sex", sex, row["place_sex"], field.among(sex=sex)),
        ("division", division, row["place_division"], field.among(division=division)),
        ("wave", row["wave"], row["place_wave"], None),
        ("group", group, row["place_group"], None),
    ]
    return [
        OwnPlace(among, of, place, None if number is None else max(number, place))
        for among, of, place, number in found
        if place is not None and (of or among == "overall")
    ]


def _split(row: asyncpg.Record) -> OwnSplit:
    return OwnSplit(
        row["point"],
        row["kind"],
        row["distance_m"],
        row["at"],
        row["gun_ms"],
        row["chip_ms"],
        row["leg_ms"],
        row["leg_m"],
        row["place_overall"],
        row["place_sex"],
    )


def _arrivals(
    row: asyncpg.Record, splits: list[asyncpg.Record], course: tuple[Place, ...], field: Field
) -> list[OwnArrival]:
    """Only of who is on the way: a guess about somebody who dropped out keeps a family waiting."""
    if row["status"] not in _UNDER_WAY:
        return []
    begun = row["start_at"]
    found = projected(
        [0 if place.kind == "start" else place.distance_m for place in course],
        {split["position"]: _us(split["at"]) for split in splits},
        None if begun is None else _us(begun),
        field.usual,
    )
    return [
        OwnArrival(
            course[arrival.point].point,
            course[arrival.point].kind,  # type: ignore[arg-type]  # the table's own check
            course[arrival.point].distance_m,
            _instant(arrival.at_us),
            _instant(arrival.earliest_us),
            _instant(arrival.latest_us),
        )
        for arrival in found
    ]


def _us(at: datetime) -> int:
    return (at - _EPOCH) // _US


def _instant(us: int) -> datetime:
    """To the second: a guess has no more."""
    return _EPOCH + timedelta(seconds=round(us / 1_000_000))
