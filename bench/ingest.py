"""Socket to durable: 30 senders flat out into one collector, beside a raw COPY and the original's way.

Measured: real controller rows by 30 connections (one process beside), through journal, parser, matching, passings, to
the commit of the last one. Yardsticks of the same run: the same rows by one binary COPY into the same table (by a
superuser: COPY refuses a table under row-level security), and the original's way, a new connection and an INSERT per
read. Must: 60,000 reads/s, 0.2 of the COPY, 150 times the original.
"""

import asyncio
import multiprocessing
import random
import time
from io import BytesIO

import asyncpg

from _bed import LOGS, Bed, add_partner, bed, medians, options, progress, report
from project88 import garbage
from project88.collector.main import Collector, collecting
from project88.replay.flat_out import chunked, fast_send
from project88.replay.rows import encode
from project88.replay.sources import Choices, rows_of
from project88.timing import copying

CONNECTIONS = 30
ORIGINAL_READS = 300


def lines_of(connection: int, wanted: int) -> list[bytes]:
    """Real rows as one timing point would send them, under that point's own name."""
    choices = Choices(location=f"point {connection:02}", limit=wanted)
    return encode(rows_of(LOGS / "FINISH1_5071909.csv", choices, random.Random(1)))


def send(port: int, wanted: int, begun: object) -> None:
    """The process beside: encodes first, then pushes over all connections at once."""

    async def all_at_once() -> None:
        streams = [chunked(lines_of(number, wanted), 64 * 1024) for number in range(CONNECTIONS)]
        begun.wait()  # type: ignore[attr-defined]  # multiprocessing's barrier has no public type
        await asyncio.gather(*(fast_send("127.0.0.1", port, stream) for stream in streams))

    asyncio.run(all_at_once())


async def measure(on: Bed, wanted: int) -> dict[str, float]:
    """One flat-out run into an empty table."""
    await _empty(on)
    async with collecting(on.settings) as collector:
        barrier = multiprocessing.get_context("spawn").Barrier(2)
        port = next(iter(collector.server.ports.values()))
        process = multiprocessing.get_context("spawn").Process(
            target=send, args=(port, wanted, barrier)
        )
        process.start()
        await asyncio.to_thread(barrier.wait)
        began, cpu = time.monotonic(), time.process_time()
        await _stored(collector, wanted * CONNECTIONS)
        seconds = time.monotonic() - began
        cpu = time.process_time() - cpu
        await asyncio.to_thread(process.join)
    stored = await _count(on)
    assert stored == wanted * CONNECTIONS, f"{stored} stored"
    return {"reads_per_s": stored / seconds, "collector_cpu_us_per_read": cpu / stored * 1e6}


async def _stored(collector: Collector, wanted: int) -> None:
    async with asyncio.timeout(300):
        while collector.hall.reads < wanted:  # noqa: ASYNC110 -- an event would burden what is measured
            await asyncio.sleep(0.002)


async def copy_yardstick(on: Bed) -> dict[str, float]:
    """The rows that the last run stored, by one COPY into the emptied table."""
    admin = await on.administer()
    try:
        rows = [_plain(row) for row in await admin.fetch(_SELECT)]
        await _empty(on)
        data = BytesIO(copying.encode(rows))
        began = time.monotonic()
        await admin.copy_to_table(
            "timing_reads", source=data, columns=copying.COLUMNS, format="binary"
        )
        return {"copy_rows_per_s": len(rows) / (time.monotonic() - began)}
    finally:
        await admin.close()


async def original_way(on: Bed) -> dict[str, float]:
    """As the original stored a read: connect, look the location up, INSERT, commit, hang up."""
    began = time.monotonic()
    for number in range(ORIGINAL_READS):
        connection = await asyncpg.connect(on.urls.superuser_url)
        await connection.execute(
            "insert into timing_reads (timing_partner_id, session_id, location_id, connection_id, read_at, "
            "received_at, seq, tag, reader, time_raw, format) "
            "values (1, -1, 1, 1, now(), now(), $1, 'x', 'r', 't', 'f')",
            number,
        )
        await connection.close()
    return {"original_reads_per_s": ORIGINAL_READS / (time.monotonic() - began)}


_SELECT = (
    f"select {', '.join(copying.COLUMNS)} from timing_reads where session_id > 0 order by ctid"
)


def _plain(row: "asyncpg.Record") -> copying.Row:
    values = list(row)
    values[4], values[5] = (round(values[at].timestamp() * 1e6) for at in (4, 5))
    values[14] = tuple(values[14] or ())
    return tuple(values)


async def _count(on: Bed) -> int:
    admin = await on.administer()
    try:
        found: int = await admin.fetchval("select count(*) from timing_reads where session_id > 0")
        return found
    finally:
        await admin.close()


async def _empty(on: Bed) -> None:
    admin = await on.administer()
    try:
        await admin.execute(
            "truncate timing_connections, timing_reads, timing_passings, timing_gun_times, timing_locations, "
            "timing_sessions, timing_sources, display_urls restart identity"
        )
        await admin.execute("checkpoint")
    finally:
        await admin.close()


async def main() -> None:
    """Runs all three by turns."""
    asked = options(__doc__ or "")
    asked.add_argument(
        "--reads", type=int, default=300_000, help="reads of one run, all senders together"
    )
    given = asked.parse_args()
    wanted = given.reads // CONNECTIONS
    garbage.keep_rare()
    async with bed() as on:
        await add_partner(on)
        progress(f"{wanted * CONNECTIONS:,} reads by {CONNECTIONS} connections")
        hub, copy, original = await medians(
            given.rounds,
            lambda: measure(on, wanted),
            lambda: copy_yardstick(on),
            lambda: original_way(on),
        )
    rate = hub["reads_per_s"]
    report(
        "ingest",
        {"reads": wanted * CONNECTIONS, "connections": CONNECTIONS, "rounds": given.rounds},
        hub,
        copy | original,
        {
            "of_copy": rate / copy["copy_rows_per_s"],
            "times_original": rate / original["original_reads_per_s"],
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
