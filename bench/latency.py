"""Socket to durable at 1,000 reads/s by 30 connections: how long until a read can no longer be lost.

Each read carries the instant of its sending in its own time text (µs; one machine, one clock), and is compared with
the moment its transaction had committed, before anything else is done with it. The sender is a process of its own.
Yardstick of the same run: a single row by one INSERT, committed, on the same table. Must: p50 2 ms, p99 10 ms.
"""

import asyncio
import multiprocessing
import time
from array import array
from datetime import UTC, datetime

from _bed import Bed, add_partner, bed, medians, options, percentiles, progress, report
from _pace import Pace, one_after_another, send_paced
from project88 import log
from project88.collector.main import Collector, collecting
from project88.timing.record import Stored
from project88.timing.stream import Chunk
from project88.wire.ctp01.events import Read

YARDSTICK_ROWS = 1_000
WARM_UP_S = 2.0


class Committed:
    """What was committed when. Flat, so that it is no work for the measured process's own memory."""

    def __init__(self) -> None:
        self.batches = 0
        self._texts: list[str] = []
        self._at_us = array("q")

    def note(self, batch: list[Chunk]) -> None:
        """All reads of a batch are durable now."""
        now_us = time.time_ns() // 1000
        self.batches += 1
        for chunk in batch:
            for told in chunk.told:
                if isinstance(told, Read):
                    self._texts.append(told.time_raw)
                    self._at_us.append(now_us)

    def delays(self) -> list[float]:
        """Seconds from sending to durable, without the first two seconds of the load."""
        sent = [_microseconds(text) for text in self._texts]
        begin_us = min(sent) + int(WARM_UP_S * 1e6)
        pairs = zip(sent, self._at_us, strict=True)
        return [(at_us - sent_us) / 1e6 for sent_us, at_us in pairs if sent_us >= begin_us]


async def measure(on: Bed, pace: Pace) -> dict[str, float]:
    """One run; the first two seconds (connections, the session's rows, caches) are not counted."""
    committed = Committed()
    async with collecting(on.settings) as collector:
        listen_to_commits(collector, committed)
        port = next(iter(collector.server.ports.values()))
        process = multiprocessing.get_context("spawn").Process(target=send_paced, args=(port, pace))
        process.start()
        cpu = time.process_time()
        await _stored(collector, pace.reads)
        cpu = time.process_time() - cpu
        await asyncio.to_thread(process.join)
    delays = committed.delays()
    return percentiles(delays) | {
        "reads": len(delays),
        "batches": committed.batches,
        "collector_cpu_share": cpu / pace.seconds,
    }


def listen_to_commits(collector: Collector, committed: Committed) -> None:
    """Note the time right after each commit; what was in it is looked at when all is over."""
    hall = collector.hall
    account = hall._stored

    def noted(partner_id: int, batch: list[Chunk], stored: Stored) -> None:
        committed.note(batch)
        account(partner_id, batch, stored)

    hall._stored = noted  # type: ignore[method-assign]  # the one place that hears of every commit


async def _stored(collector: Collector, wanted: int) -> None:
    async with asyncio.timeout(300):
        while True:
            if collector.hall.reads >= wanted:
                return
            await asyncio.sleep(0.05)


def _microseconds(text: str) -> int:
    at = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return int(at.timestamp()) * 1_000_000 + at.microsecond


async def insert_yardstick(on: Bed) -> dict[str, float]:
    """One row, one INSERT, one commit, over a connection that stands."""
    admin = await on.administer()
    delays = []
    try:
        for number in range(YARDSTICK_ROWS):
            began = time.perf_counter()
            await admin.execute(
                "insert into timing_reads (timing_partner_id, session_id, location_id, connection_id, read_at, "
                "received_at, seq, tag, reader, time_raw, format) "
                "values (1, -1, 1, 1, now(), now(), $1, 'x', 'r', 't', 'f')",
                number,
            )
            delays.append(time.perf_counter() - began)
    finally:
        await admin.close()
    return {f"insert_{name}": value for name, value in percentiles(delays).items()}


async def main() -> None:
    """Runs both by turns."""
    asked = options(__doc__ or "")
    asked.add_argument(
        "--rate", type=int, default=1_000, help="reads per second, all senders together"
    )
    asked.add_argument("--connections", type=int, default=30)
    asked.add_argument("--seconds", type=float, default=20)
    given = asked.parse_args()
    pace = Pace(given.rate, given.connections, given.seconds)
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        await add_partner(on)
        progress(
            f"{given.rate:,} reads/s by {given.connections} connections for {given.seconds:.0f} s"
        )
        paces = one_after_another(pace)
        hub, insert = await medians(
            given.rounds, lambda: measure(on, next(paces)), lambda: insert_yardstick(on)
        )
    report(
        "latency",
        {
            "rate": pace.rate,
            "connections": pace.connections,
            "seconds": pace.seconds,
            "rounds": given.rounds,
        },
        hub,
        insert,
        {
            "p50_of_insert": hub["p50_ms"] / insert["insert_p50_ms"],
            "p99_of_insert": hub["p99_ms"] / insert["insert_p99_ms"],
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
