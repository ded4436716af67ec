"""The work list of a real race day: controller logs imported, scored against a roster of their own tags."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from project88.cli.import_log import now_us
from project88.collector.server import new_connection_id
from project88.db.pool import Connection, Pool
from project88.results.scoring.scoring import score_all
from project88.results.worklist import readiness, store
from project88.results.worklist.gathering import GATHERED
from project88.results.worklist.listing import tallies
from project88.results.worklist.looking import look
from project88.timing.binding import bind
from project88.timing.importing import Importer, Wishes
from project88.timing.logfile import log_files
from project88.timing.record import Recorder
from project88.timing.registry import Registry

LOGS = Path(__file__).parents[3].parent / "shared" / "data" / "chronotrack"
GOLDEN = Path(__file__).parent / "golden" / "race_day.json"
FILES = {
    "FINISH1_5071909.csv": "FINISH",
    "START1_5071909.csv": "FINISH",
    "9K_5071949.csv": "9K",
    "19K_5072019.csv": "19K",
    "27k_5072049.csv": "27K",
}
"""The start and the finish of that day are one mat, and one box wrote both files."""
OWN_CODE = "18"
"""The event code in the rows of that race's tags; others' and test tags have another one."""
MARATHON = (("9 km", 9_000, "9K"), ("19 km", 19_000, "19K"), ("27 km", 27_000, "27K"))

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not LOGS.is_dir(), reason="shared data folder is absent"),
]


def rows() -> dict[str, list[list[str]]]:
    """By location, what the boxes wrote: the finish holds all of the start's."""
    return {
        location: [
            line.split("~") for line in (LOGS / name).read_text().splitlines() if line[:3] == "TO~"
        ]
        for name, location in FILES.items()
        if not name.startswith("START")
    }


def own_tags() -> tuple[set[str], set[str]]:
    """Tags of the marathon (heard out on the course) and of all other races."""
    own: dict[str, set[str]] = {}
    for location, told in rows().items():
        for row in told:
            if row[4].lstrip("0") == OWN_CODE:
                own.setdefault(row[2].lstrip("0"), set()).add(location)
    marathon = {tag for tag, where in own.items() if where - {"FINISH"}}
    return marathon, set(own) - marathon


@pytest.fixture
async def race_day(pool: Pool, partner: int) -> int:
    """The logs imported, twice where a file is a part of another; two races; the event's number."""
    registry = Registry(pool, partner, silence_hours=24, zone="UTC")
    for name, location in FILES.items():
        importer = Importer(
            pool, Recorder(pool, registry), Wishes(location, "UTC"), now_us, lambda _: None
        )
        for file in log_files([LOGS / name]):
            await importer.take(file, new_connection_id(now_us()), lambda _: None)
    async with pool.partner(partner) as connection:
        event: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Race day', '2021-05-08', 'UTC') returning id", partner,
        )  # fmt: skip
        marathon, others = own_tags()
        await a_race(connection, partner, event, "Marathon", marathon, 42_195)
        await a_race(connection, partner, event, "Others", others, 10_000)
        sessions = await connection.fetch("select id from timing_sessions")
        for session in sessions:
            await bind(connection, session["id"], event)
    await score_all(pool)
    return event


LEAST_MS = {"Marathon": 5_400_000, "Others": 1_800_000}
PLANS = {
    "Marathon": datetime(2021, 5, 8, 8, 0, tzinfo=UTC),
    "Others": datetime(2021, 5, 8, 8, 16, tzinfo=UTC),
}


async def a_race(
    connection: Connection, partner: int, event: int, name: str, tags: set[str], metres: int
) -> None:
    race = await connection.fetchval(
        "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
        "values ($1, $2, $3, $4, $5) returning id", partner, event, name, metres, PLANS[name],
    )  # fmt: skip
    ways = MARATHON if name == "Marathon" else ()
    points = [("Start", 0, "FINISH"), *ways, ("Finish", metres, "FINISH")]
    for position, (point, far, location) in enumerate(points):
        kind = {0: "start", len(points) - 1: "finish"}.get(position, "split")
        # Who stands about at the start is on the finish mat: nobody finishes so soon.
        least = LEAST_MS[name] if point == "Finish" else 0
        await connection.execute(
            "insert into race_points (timing_partner_id, race_id, name, kind, position, distance_m, main, least_ms) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8)",
            partner, race, point, kind, position, far, [location], least,
        )  # fmt: skip
    await connection.executemany(
        "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, last_name) "
        "values ($1, $2, $3, $4, 'Runner')",
        [(partner, event, race, tag) for tag in sorted(tags)],
    )


async def figures(connection: Connection, event: int) -> dict[str, Any]:
    here = await look(connection, event)
    names = {race.id: race.name for race in here.races}
    found: dict[str, Any] = {}
    for one in await tallies(connection, here):
        name = names.get(one.race_id or 0, "event")
        kinds = found.setdefault(name, {})
        kinds[one.kind] = kinds.get(one.kind, 0) + one.open
    found["standing"] = {
        names[race]: counts for race, counts in (await store.standing(connection, event)).items()
    }
    tags = await store.unknown_tags(connection, event)
    reads = await store.reads_of_tags(connection, event, {row["tag"] for row in tags})
    found["unknown"] = {
        "tags": len(tags),
        "passings": sum(row["passings"] for row in tags),
        "reads": sum(reads.values()),
    }
    found["dead"] = [
        [one.point, one.count, str(one.first_at), str(one.last_at)]
        for one in await GATHERED["dead_mat"](connection, here)
    ]
    found["ready"] = {
        one.race: {check.check: check.count for check in one.checks}
        for one in (await readiness.read(connection, here)).races
    }
    return found


async def test_every_figure_of_the_list_is_the_golden_one(
    race_day: int, pool: Pool, partner: int
) -> None:
    """Each was checked by other means than the hub's: `test_golden_by_hand` reckons them in plain Python."""
    async with pool.partner(partner) as connection:
        found = await figures(connection, race_day)
    assert found == json.loads(GOLDEN.read_text())
