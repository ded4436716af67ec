"""Rows of results turned into what people look at."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from project88.race import durations
from project88.results.listing import store
from project88.results.listing.schemas import Doubt, Pace, Places, Result
from project88.timing.dashboard.instants import ms

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection

NO_PACE = Pace("", "")
_NO_PLACES = Places(None, None, None, None, None)
_DOUBTS = msgspec.json.Decoder(list[Doubt])


async def results_of(connection: "Connection", event_id: int, ids: Sequence[int]) -> list[Result]:
    """Results of certain people, in that order; who is not of the event is left out."""
    rows = await store.shown(connection, event_id, ids)
    # The course of a race without one was suggested: its points have no number.
    nameless = [row["id"] for row in rows if row["last_at"] and row["last_point"] is None]
    points = await store.last_points(connection, nameless) if nameless else {}
    return [result_of(row, row["last_point"] or points.get(row["id"])) for row in rows]


def result_of(row: "asyncpg.Record", last_point: str | None) -> Result:
    """One row as it is told."""
    heard = row["status"] is not None
    return Result(
        participant_id=row["id"],
        bib=row["bib"] or "",
        name=name_of(row),
        first_name=row["first_name"],
        last_name=row["last_name"],
        sex=row["sex"] or row["gender"],
        age=row["age"],
        town=", ".join(part for part in (row["city"], row["state"]) if part),
        country=row["country"],
        team=row["team"],
        race_id=row["race_id"],
        status=row["status"] or "not_started",
        reason=row["reason"] or "",
        gun_ms=row["gun_ms"],
        chip_ms=row["chip_ms"],
        penalty_ms=row["penalty_ms"] or 0,
        start=ms(row["start_at"]),
        finish=ms(row["finish_at"]),
        laps=row["laps"] or 0,
        pace=pace_of(first_of(row["chip_ms"], row["gun_ms"]), row["distance_m"]),
        places=_places(row) if heard else _NO_PLACES,
        division=row["division"] or row["told_division"],
        wave=row["wave"] or row["told_wave"],
        last_point=last_point,
        last=ms(row["last_at"]),
        flags=_DOUBTS.decode(row["flags"]) if heard and row["flags"] != "[]" else [],
        version=row["version"] or 0,
    )


def name_of(row: "asyncpg.Record") -> str:
    """First and last name as they may be shown."""
    return f"{row['first_name']} {row['last_name']}".strip()


def pace_of(spent_ms: int | None, distance_m: int | None) -> Pace:
    """For a kilometre and for a mile."""
    if not spent_ms or spent_ms < 0 or not distance_m:
        return NO_PACE
    return Pace(
        durations.pace(spent_ms, distance_m),
        durations.pace(spent_ms, distance_m, durations.MILE_M),
    )


def first_of(*told: int | None) -> int | None:
    """The first that is known."""
    return next((one for one in told if one is not None), None)


def _places(row: "asyncpg.Record") -> Places:
    return Places(
        overall=row["place_overall"],
        sex=row["place_sex"],
        division=row["place_division"],
        wave=row["place_wave"],
        group=row["place_group"],
    )


def ids_of(rows: "Iterable[asyncpg.Record]") -> list[int]:
    """The people of a page."""
    return [row["participant_id"] for row in rows]
