"""The real marathon as a roster, a course and reads, for benches of results.

Times of the file are net, so everybody gets a start of their own within ten minutes after the gun. Foot runners and
wheelchairs are two races on one course, ranked by chip time as the file is.
"""

import csv
import random
from collections.abc import Iterable

import asyncpg
import msgspec

from _bed import ROOT, Bed
from project88.replay.rows import Row, numbered

FILE = ROOT.parent / "shared" / "data" / "marathon.csv"
DAY = "2026-06-14"
GUN_US = 1_781_424_000_000_000
"""08:00 UTC that day."""
POINTS = (
    ("5 km", "5K", 5_000, "5k_ms"), ("10 km", "10K", 10_000, "10k_ms"), ("20 km", "20K", 20_000, "20k_ms"),
    ("Half", "HALF", 21_097, "half_ms"), ("25 km", "25K", 25_000, "25k_ms"), ("30 km", "30K", 30_000, "30k_ms"),
    ("35 km", "35K", 35_000, "35k_ms"), ("40 km", "40K", 40_000, "40k_ms"), ("Finish", "FINISH", 42_195, "finish_ms"),
)  # fmt: skip
RACES = ("Marathon", "Wheelchair")


class Finisher(msgspec.Struct, frozen=True):
    """A line of the file: times in ms by the name of the location."""

    bib: str
    sex: str
    age: int
    race: str
    start_ms: int
    times: dict[str, int]
    place: int
    sex_place: int


def finishers(limit: int | None = None) -> list[Finisher]:
    """All of the file, or the first so many of its foot race."""
    choice = random.Random(88)
    found = []
    with FILE.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            found.append(
                Finisher(
                    line["bib"], line["sex"], int(line["age"]), RACES[int(line["wheelchair"])],
                    choice.randrange(600_000),
                    {location: int(line[column]) for _, location, _, column in POINTS if line[column]},
                    int(line["overall_place"]), int(line["sex_place"]),
                )
            )  # fmt: skip
    return found if limit is None else [one for one in found if one.race == RACES[0]][:limit]


def reads(field: Iterable[Finisher]) -> list[Row]:
    """One read at each point where the file has a time, in order of time."""
    rows = []
    for one in field:
        start_us = GUN_US + one.start_ms * 1000
        rows.append(Row(0, "START", one.bib, start_us, "box"))
        for location, ms in one.times.items():
            rows.append(Row(0, location, one.bib, start_us + ms * 1000, "box"))
    return numbered(sorted(rows, key=lambda row: (row.at_us, row.tag)))


async def enter(on: Bed, partner: int, field: Iterable[Finisher]) -> int:
    """The event with its races, courses and roster; every bib is the number of its chip."""
    admin = await on.administer()
    try:
        async with admin.transaction():
            return await _entered(admin, partner, list(field))
    finally:
        await admin.close()


async def _entered(
    admin: "asyncpg.Connection[asyncpg.Record]", partner: int, field: list[Finisher]
) -> int:
    await admin.execute("select set_config('app.partner_id', $1, true)", str(partner))
    event: int = await admin.fetchval(
        "insert into normalized_events (timing_partner_id, name, event_date, zone) "
        "values ($1, 'City Marathon', $2::text::date, 'UTC') returning id", partner, DAY,
    )  # fmt: skip
    await admin.execute(f"select ensure_read_partitions('{DAY}', '{DAY}')")
    races = {name: await _race(admin, partner, event, name) for name in RACES}
    await admin.execute(
        "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, gender, age) "
        "select $1, $2, * from unnest($3::int[], $4::text[], $5::text[], $6::int[])",
        partner, event, [races[one.race] for one in field], [one.bib for one in field],
        [one.sex for one in field], [one.age for one in field],
    )  # fmt: skip
    await admin.execute(
        "insert into participant_chips (timing_partner_id, event_id, chip, participant_id) "
        "select timing_partner_id, event_id, bib, id from normalized_participants where event_id = $1", event,
    )  # fmt: skip
    return event


async def _race(
    admin: "asyncpg.Connection[asyncpg.Record]", partner: int, event: int, name: str
) -> int:
    race: int = await admin.fetchval(
        "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
        "values ($1, $2, $3, 42195, to_timestamp($4)) returning id", partner, event, name, GUN_US / 1e6,
    )  # fmt: skip
    await admin.execute(
        "insert into race_rules (timing_partner_id, race_id, rank_by, fastest_m_s) values ($1, $2, 'chip', 12)",
        partner, race,
    )  # fmt: skip
    points = [("Start", "start", 0, "START")]
    points += [
        (told, "finish" if told == "Finish" else "split", metres, location)
        for told, location, metres, _ in POINTS
    ]
    for position, (told, kind, metres, location) in enumerate(points):
        await admin.execute(
            "insert into race_points (timing_partner_id, race_id, name, kind, position, distance_m, main) "
            "values ($1, $2, $3, $4, $5, $6, $7)", partner, race, told, kind, position, metres, [location],
        )  # fmt: skip
    return race
