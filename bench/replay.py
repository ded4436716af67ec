"""All rows of the real controller logs flat out over sockets, twice: every distinct row stored once, then none.

Five logs of one race day, a connection each, in file order; a third of the rows are out of time order, row numbers
start anew, and START1 is an exact copy of the beginning of FINISH1, sent at the same time by another connection of the
same box. Distinct is what the unique key of reads says: location, instant, tag, row number, reader. Yardstick of the
same run: the stored rows by one INSERT … SELECT into a copy of the table with the same key.
"""

import asyncio
import random
import time
from pathlib import Path

from _bed import LOGS, Bed, add_partner, bed, medians, options, progress, report
from project88 import log
from project88.collector.main import Collector, collecting
from project88.replay.flat_out import chunked, fast_send
from project88.replay.rows import Row, encode
from project88.replay.sources import Choices, rows_of

TABLES = (
    "timing_reads, timing_passings, timing_gun_times, timing_locations, timing_sessions, timing_sources, "
    "timing_quarantine, timing_connections, display_urls"
)


def logs() -> list[list[Row]]:
    """The reads of each log, the box's own id as the location."""
    return [list(rows_of(path, Choices(), random.Random(1))) for path in files()]


def files() -> list[Path]:
    """The logs, START1 last so that it is the copy that brings nothing."""
    return sorted(LOGS.glob("*.csv"), key=lambda path: (path.name.startswith("START"), path.name))


async def measure(on: Bed, senders: list[list[Row]]) -> dict[str, float]:
    """Twice through one running collector; fails unless every distinct row is stored exactly once."""
    await _sql(on, f"truncate {TABLES} restart identity")
    chunks = [chunked(encode(rows), 64 * 1024) for rows in senders]
    distinct = len(
        {
            (row.location, row.at_us, row.tag, row.seq, row.reader)
            for rows in senders
            for row in rows
        }
    )
    rows = sum(map(len, senders))
    async with collecting(on.settings) as collector:
        first_s = await _play(collector, chunks, rows)
        stored = collector.hall.reads
        second_s = await _play(collector, chunks, 2 * rows)
        second = collector.hall.reads - stored
    in_table = await _count(on)
    assert (in_table, stored, second) == (distinct, distinct, 0), (
        f"{in_table=} {stored=} {second=} {distinct=}"
    )
    return {
        "rows": rows,
        "distinct": distinct,
        "stored": stored,
        "stored_by_second": second,
        "seconds": first_s,
        "rows_per_s": rows / first_s,
        "second_seconds": second_s,
        "second_rows_per_s": rows / second_s,
    }


async def _play(collector: Collector, chunks: list[list[bytes]], until: int) -> float:
    """Seconds from the first connection to the last commit."""
    port = next(iter(collector.server.ports.values()))
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for one in chunks:
            group.create_task(fast_send("127.0.0.1", port, one))
        group.create_task(_accounted(collector, until))
    return time.monotonic() - began


async def _accounted(collector: Collector, rows: int) -> None:
    """Until the collector has stored or recognised so many."""
    async with asyncio.timeout(300):
        while True:
            if collector.hall.reads + collector.hall.duplicates >= rows:
                return
            await asyncio.sleep(0.002)


async def insert_select(on: Bed) -> dict[str, float]:
    """What the database alone takes for the same rows, key and all."""
    await _sql(
        on,
        "drop table if exists yardstick; create table yardstick (like timing_reads including all)",
    )
    await _sql(
        on,
        "create unique index on yardstick (session_id, read_at, tag, location_id, seq, reader) nulls not distinct",
    )
    began = time.monotonic()
    await _sql(on, "insert into yardstick select * from timing_reads")
    return {"insert_select_rows_per_s": await _count(on) / (time.monotonic() - began)}


async def _sql(on: Bed, statement: str) -> None:
    admin = await on.administer()
    try:
        await admin.execute(statement)
    finally:
        await admin.close()


async def _count(on: Bed) -> int:
    admin = await on.administer()
    try:
        found: int = await admin.fetchval("select count(*) from timing_reads")
        return found
    finally:
        await admin.close()


async def main() -> None:
    """Runs both by turns."""
    given = options(__doc__ or "").parse_args()
    senders = logs()
    if not senders:
        raise SystemExit(f"There are no logs in {LOGS}, so there is nothing to replay.")
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        await add_partner(on)
        progress(f"{sum(map(len, senders)):,} rows of {len(senders)} logs, twice")
        hub, select = await medians(
            given.rounds, lambda: measure(on, senders), lambda: insert_select(on)
        )
    report(
        "replay",
        {"logs": len(senders), "rounds": given.rounds},
        hub,
        select,
        {"of_insert_select": hub["rows_per_s"] / select["insert_select_rows_per_s"]},
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
