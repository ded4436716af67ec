"""From a passing to new places that are published, one after another, in a field of 300, 3,000 and 30,000 finishers.

The worker is a process of its own. A passing is published as the recorder does it and told as the collector does it;
what is measured ends when the note of the event's new version arrives, and the new place is looked up each time. Must:
p99 50 ms at 30,000, and growth with the field below linear. Yardstick of the same run: a note there and back.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import msgspec

from _bed import Bed, add_partner, bed, options, percentiles, progress, report
from _field import FILE, GUN_US, Finisher, enter, finishers
from project88 import log, relay
from project88.db.pool import Pool
from project88.relay.wakeups import Wakeups

FIELDS = (300, 3_000, 30_000)
PATIENCE_S = 300.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Ground(msgspec.Struct, frozen=True):
    """Where passings go."""

    partner: int
    event: int
    session: int
    locations: dict[str, int]
    people: dict[str, int]


async def run(on: Bed, size: int, crossings: int, partner: int) -> dict[str, float]:
    """One field: all but the last so many have finished; these come in now, spread over the field."""
    field = finishers(size + crossings)
    step = max(1, len(field) // crossings)
    late = {one.bib for one in field[::step][:crossings]}
    event = await enter(on, partner, field)
    ground = await crossed(on, partner, event, field, late)
    pool = await Pool.open(on.settings.database.url.get_secret_value())  # type: ignore[union-attr]  # a bed has one
    try:
        async with worker(on), relay.open(on.settings, pool) as shared:
            heard: asyncio.Queue[float] = asyncio.Queue()
            listening = asyncio.create_task(listen(pool, event, heard))
            await scored(on, event, len(field) - len(late))
            delays = [
                await cross(pool, shared.wakeups, ground, one, heard)
                for one in field
                if one.bib in late
            ]
            notes = await there_and_back(pool, shared.wakeups)
            listening.cancel()
    finally:
        await pool.close()
    figures = {f"{name}_at_{size}": value for name, value in percentiles(delays).items()}
    return figures | {f"note_{name}": value for name, value in percentiles(notes).items()}


async def crossed(
    on: Bed, partner: int, event: int, field: list[Finisher], late: set[str]
) -> Ground:
    """Everybody's passings but the finishes of those who are late."""
    admin = await on.administer()
    try:
        source = await admin.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, $2) returning id",
            partner, str(event),
        )  # fmt: skip
        session = await admin.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch, "
            "version) values ($1, $2, $3, '2026-06-14', 'Day', 'UTC', 'bench', 1) returning id", partner, source, event,
        )  # fmt: skip
        roster = await admin.fetch(
            "select bib, id from normalized_participants where event_id = $1", event
        )
        people = {row["bib"]: row["id"] for row in roster}
        names = ["START", *field[0].times]
        locations = {
            name: await admin.fetchval(
                "insert into timing_locations (timing_partner_id, session_id, name) values ($1, $2, $3) returning id",
                partner, session, name,
            )
            for name in names
        }  # fmt: skip
        rows = [
            (partner, session, locations[name], one.bib, 1, people[one.bib], at, at, at, 1)
            for one in field
            for name, ms in [("START", 0), *one.times.items()]
            if name in locations and not (name == "FINISH" and one.bib in late)
            for at in [instant(one, ms)]
        ]
        await admin.copy_records_to_table(
            "timing_passings", records=rows,
            columns=["timing_partner_id", "session_id", "location_id", "tag", "passing_no", "participant_id",
                     "passing_at", "first_read_at", "received_at", "version"],
        )  # fmt: skip
        await admin.execute("analyze")
    finally:
        await admin.close()
    return Ground(partner, event, session, locations, people)


def instant(one: Finisher, ms: int) -> datetime:
    """So many ms after this runner's own start."""
    return EPOCH + timedelta(microseconds=GUN_US + (one.start_ms + ms) * 1000)


@asynccontextmanager
async def worker(on: Bed) -> AsyncIterator[None]:
    """`project88 worker` on this database, ended by its own number."""
    environ = {
        **os.environ,
        "DATABASE_URL": on.urls.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_WORKER__METRICS_PORT": "0",
        "PROJECT88_LOG__LEVEL": "warning",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "project88", "worker", env=environ, stdout=sys.stderr
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def listen(pool: Pool, event: int, heard: "asyncio.Queue[float]") -> None:
    """The time of each note of the event's results."""
    connection = await pool.dedicated()

    def put(_: object, _pid: int, _channel: str, payload: object) -> None:
        if any(one[1] == event for one in msgspec.json.decode(str(payload))):
            heard.put_nowait(time.perf_counter())

    await connection.add_listener("results", put)
    try:
        await asyncio.Event().wait()
    finally:
        await connection.close()


async def scored(on: Bed, event: int, wanted: int) -> None:
    """Until the field has its places."""
    admin = await on.administer()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                done = await admin.fetchval(
                    "select count(*) from normalized_results where event_id = $1 and rank_key is not null", event
                )  # fmt: skip
                if done == wanted:
                    break
                await asyncio.sleep(0.2)
        await admin.execute("vacuum analyze normalized_results, result_splits, timing_passings")
    finally:
        await admin.close()


async def cross(
    pool: Pool,
    wakeups: Wakeups,
    ground: Ground,
    one: Finisher,
    heard: "asyncio.Queue[float]",
) -> float:
    """Seconds from the commit of the passing to the note of the new places; the place is there then."""
    who = ground.people[one.bib]
    async with pool.partner(ground.partner) as connection:
        version = await connection.fetchval(
            "update timing_sessions set version = version + 1 where id = $1 returning version", ground.session
        )  # fmt: skip
        await connection.execute(
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, participant_id, "
            "passing_at, first_read_at, received_at, version) values ($1, $2, $3, $4, 1, $5, $6, $6, $6, $7)",
            ground.partner, ground.session, ground.locations["FINISH"], one.bib, who,
            instant(one, one.times["FINISH"]), version,
        )  # fmt: skip
    began = time.perf_counter()
    wakeups.post("live", f"[[{ground.partner},{ground.session},{version},null]]")
    while True:
        at = await heard.get()
        async with pool.partner(ground.partner) as connection:
            place = await connection.fetchval(
                "select place_overall from normalized_results where participant_id = $1", who
            )
        if place is not None and at >= began:
            return at - began


async def there_and_back(pool: Pool, wakeups: Wakeups) -> list[float]:
    """What a note alone takes."""
    connection = await pool.dedicated()
    heard: asyncio.Queue[float] = asyncio.Queue()

    def put(*_: object) -> None:
        heard.put_nowait(time.perf_counter())

    await connection.add_listener("bench", put)
    delays = []
    try:
        for number in range(200):
            began = time.perf_counter()
            wakeups.post("bench", str(number))
            delays.append(await heard.get() - began)
    finally:
        await connection.close()
    return delays


async def main() -> None:
    """All fields, each in a database of its own; medians of the rounds."""
    asked = options(__doc__ or "")
    asked.add_argument("--crossings", type=int, default=200, help="finishers who are timed")
    given = asked.parse_args()
    if not FILE.exists():
        raise SystemExit(f"There is no {FILE.name}, so there is no field.")
    told: list[dict[str, float]] = []
    for number in range(given.rounds):
        figures: dict[str, float] = {}
        for size in FIELDS:
            async with bed() as on:
                log.configure(on.settings.log, "bench")
                partner = await add_partner(on)
                figures |= await run(on, size, given.crossings, partner)
            progress(f"round {number + 1}, {size}: {figures}")
        told.append(figures)
    middle = {name: sorted(one[name] for one in told)[len(told) // 2] for name in told[0]}
    yardstick = {name: value for name, value in middle.items() if name.startswith("note_")}
    figures = {name: value for name, value in middle.items() if name not in yardstick}
    most, least = FIELDS[-1], FIELDS[0]
    report(
        "places",
        {"rounds": given.rounds, "crossings": given.crossings},
        figures,
        yardstick,
        {
            "growth_per_growth_of_field": (
                figures[f"p50_ms_at_{most}"] / figures[f"p50_ms_at_{least}"] / (most / least)
            ),
            "p50_of_note": figures[f"p50_ms_at_{most}"] / yardstick["note_p50_ms"],
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
