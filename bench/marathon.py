"""A real marathon through the collector flat out, scored while it comes in, and every place held against the file's.

31,931 foot and 53 wheelchair finishers, ten points each, one connection a point. Three times: in order; doubled and up
to 7 s late, as real lines are; and all reads shuffled, doubled. Must: every overall and sex place is the file's (those
with equal times share one). Then everything is scored anew from what was heard: must 5 s. Yardstick of the same run:
the rows of results and interval times, by INSERT … SELECT into tables with the same keys.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable

import asyncpg

from _bed import Bed, add_partner, bed, options, progress, report
from _field import FILE, RACES, Finisher, enter, finishers, reads
from project88 import log, relay
from project88.collector.main import Collector, collecting
from project88.db.pool import Pool
from project88.replay.flat_out import chunked, fast_send
from project88.replay.rows import Row, encode, locations
from project88.results.scoring.duty import scored
from project88.results.scoring.scoring import events_waiting, score_anew

LATE_US = 7_000_000
PATIENCE_S = 600.0
TABLES = (
    "timing_reads, timing_passings, timing_gun_times, timing_locations, timing_sessions, timing_sources, "
    "timing_quarantine, timing_connections, display_urls, normalized_results, result_splits, scoring_progress, "
    "result_changes, event_results"
)
Order = Callable[[list[Row]], list[Row]]


def in_order(rows: list[Row]) -> list[Row]:
    """As they happened."""
    return rows


def late(rows: list[Row]) -> list[Row]:
    """Each twice, each time up to seven seconds late."""
    choice = random.Random(7)
    return sorted(rows * 2, key=lambda row: row.at_us + choice.randrange(LATE_US))


def shuffled(rows: list[Row]) -> list[Row]:
    """Each twice, in no order at all."""
    mixed = rows * 2
    random.Random(11).shuffle(mixed)
    return mixed


async def replay(on: Bed, field: list[Finisher], event: int, order: Order) -> dict[str, float]:
    """Seconds until everything was stored, and until everything had its place; and whether it is the right one."""
    await _sql(on, f"truncate {TABLES} restart identity cascade")
    rows = order(reads(field))
    by_point = [
        chunked(encode([row for row in rows if row.location == one]), 64 * 1024)
        for one in locations(rows)
    ]
    pool = await Pool.open(on.settings.database.url.get_secret_value())  # type: ignore[union-attr]  # a bed has one
    try:
        async with (
            relay.open(on.settings, pool) as shared,
            scored(pool, shared.wakeups),
            collecting(on.settings) as collector,
        ):
            began = time.monotonic()
            await _play(collector, by_point, len(rows))
            stored_s = time.monotonic() - began
            await _all_scored(pool, on, len(field))
            scored_s = time.monotonic() - began
    finally:
        await pool.close()
    wrong = await compared(on, field, event)
    return {
        "reads": len(rows), "stored_s": stored_s, "scored_s": scored_s, "wrong_places": wrong,
        "reads_per_s": len(rows) / stored_s,
    }  # fmt: skip


async def _play(collector: Collector, chunks: list[list[bytes]], rows: int) -> None:
    port = next(iter(collector.server.ports.values()))
    async with asyncio.TaskGroup() as group:
        for one in chunks:
            group.create_task(fast_send("127.0.0.1", port, one))
        group.create_task(_accounted(collector, rows))


async def _accounted(collector: Collector, rows: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if collector.hall.reads + collector.hall.duplicates >= rows:
                return
            await asyncio.sleep(0.01)


async def _all_scored(pool: Pool, on: Bed, wanted: int) -> None:
    """Until nothing waits, and the places of those who were moved are settled."""
    async with asyncio.timeout(PATIENCE_S):
        steady = 0
        version = -1
        while steady < 3:
            waiting = await events_waiting(pool)
            now = await _value(on, "select coalesce(max(version), 0) from event_results")
            done = await _value(
                on, "select count(*) from normalized_results where rank_key is not null"
            )
            steady = steady + 1 if not waiting and now == version and done == wanted else 0
            version = now
            await asyncio.sleep(0.5)


async def compared(on: Bed, field: list[Finisher], event: int) -> int:
    """How many places are not the file's; equal times share the place that the file gives the first of them."""
    admin = await on.administer()
    try:
        found = await admin.fetch(
            "select bib, chip_ms, place_overall, place_sex from normalized_results result "
            "join normalized_participants person on person.id = participant_id where result.event_id = $1", event,
        )  # fmt: skip
    finally:
        await admin.close()
    placed = {row["bib"]: row for row in found}
    wrong = sum(one.bib not in placed for one in field)
    for race in RACES:
        people = [one for one in field if one.race == race and one.bib in placed]
        wrong += _wrong(people, lambda one: one.place, "place_overall", placed)
        for sex in {one.sex for one in people}:
            same = [one for one in people if one.sex == sex]
            wrong += _wrong(same, lambda one: one.sex_place, "place_sex", placed)
    return wrong


def _wrong(
    people: list[Finisher],
    told: Callable[[Finisher], int],
    column: str,
    placed: dict[str, asyncpg.Record],
) -> int:
    ties = Counter(one.times["FINISH"] for one in people)
    wrong = 0
    for one in people:
        row = placed[one.bib]
        equal = ties[one.times["FINISH"]]
        in_reach = row[column] <= told(one) < row[column] + equal
        wrong += not in_reach or row["chip_ms"] != one.times["FINISH"]
    return wrong


async def recomputed(on: Bed, partner: int, event: int) -> dict[str, float]:
    """Everything anew, from passings to places: as it is stored already, and when every row is another."""
    same = await _recomputed(on, partner, event)
    await _sql(on, "update normalized_results set digest = null, points_digest = null")
    await _sql(on, "update result_splits set gun_ms = 0, chip_ms = 0, place_overall = 0")
    await _sql(on, "vacuum analyze normalized_results, result_splits")
    other = await _recomputed(on, partner, event)
    return same | {f"all_rows_{name}": value for name, value in other.items()}


async def _recomputed(on: Bed, partner: int, event: int) -> dict[str, float]:
    pool = await Pool.open(on.settings.database.url.get_secret_value())  # type: ignore[union-attr]  # a bed has one
    try:
        began = time.monotonic()
        people = await score_anew(pool, partner, event)
        return {"recompute_s": time.monotonic() - began, "recomputed": people}
    finally:
        await pool.close()


async def written(on: Bed) -> dict[str, float]:
    """What the database alone takes for the same rows, keys and all."""
    await _sql(
        on,
        "drop table if exists plain_results, plain_splits; "
        "create table plain_results (like normalized_results including all); "
        "create table plain_splits (like result_splits including all)",
    )
    began = time.monotonic()
    await _sql(
        on,
        "insert into plain_results select * from normalized_results; "
        "insert into plain_splits select * from result_splits",
    )
    return {"insert_select_s": time.monotonic() - began}


async def _sql(on: Bed, statement: str) -> None:
    admin = await on.administer()
    try:
        await admin.execute(statement)
    finally:
        await admin.close()


async def _value(on: Bed, query: str) -> int:
    admin = await on.administer()
    try:
        found: int = await admin.fetchval(query)
        return found
    finally:
        await admin.close()


async def main() -> None:
    """The three orders, then everything anew, by turns with the yardstick."""
    asked = options(__doc__ or "")
    asked.add_argument("--finishers", type=int, default=None, help="only the first so many")
    given = asked.parse_args()
    if not FILE.exists():
        raise SystemExit(f"There is no {FILE.name}, so there is nothing to replay.")
    field = finishers(given.finishers)
    figures: dict[str, float] = {"finishers": len(field)}
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        partner = await add_partner(on)
        event = await enter(on, partner, field)
        for order in (in_order, late, shuffled):
            found = await replay(on, field, event, order)
            progress(f"{order.__name__}: {found}")
            figures |= {f"{order.__name__}_{name}": value for name, value in found.items()}
        rounds = []
        for _ in range(given.rounds):
            rounds.append((await recomputed(on, partner, event), await written(on)))
            progress(str(rounds[-1]))
        figures["wrong_places_after"] = await compared(on, field, event)
    middle = sorted(rounds, key=lambda one: one[0]["recompute_s"])[len(rounds) // 2]
    report(
        "marathon",
        {"rounds": given.rounds},
        figures | middle[0],
        middle[1],
        {"recompute_of_insert_select": middle[0]["recompute_s"] / middle[1]["insert_select_s"]},
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
