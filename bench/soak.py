"""A million reads through one collector process: its memory must stay flat.

Thirty senders push real rows as laps of one race: the same field passes each timing point again and again. A runner at
a timing point costs memory, once; a read may not. So the field is whole before a tenth of the rows has been stored,
and the collector's memory at that moment is the yardstick. Each sender waits for the answer of a ping behind every 500
rows: as fast as the collector takes it, and bounded. Must: within 20 % of the yardstick until the end.
"""

import asyncio
import time
from collections.abc import Sequence

import msgspec

from _bed import Bed, add_partner, bed, options, progress, report
from _collector import PATIENCE_S, Process, add_listener, later, link, pieces, real_rows
from project88 import log
from project88.replay.rows import Row
from project88.settings import LogSettings

CONNECTIONS = 30
AT_ONCE = 500
SAMPLE_S = 0.25
LAP = 1_500
MINUTE_US = 60_000_000


class Sample(msgspec.Struct, frozen=True):
    """Memory when so many rows had been stored."""

    stored: int
    mib: float


async def soak(on: Bed, reads: int) -> tuple[list[Sample], float]:
    """The samples, and the seconds that it took."""
    collector = Process(on, await add_listener(on, await add_partner(on)))
    await collector.start()
    try:
        began = time.monotonic()
        each = reads // CONNECTIONS
        sampling = asyncio.create_task(_sampled(on, collector, each * CONNECTIONS))
        await asyncio.gather(
            *(_send(collector.port, f"point {number:02}", each) for number in range(CONNECTIONS))
        )
        return await sampling, time.monotonic() - began
    finally:
        await collector.stop()


def laps(location: str, wanted: int) -> list[Row]:
    """The first reads of a real race, over and over, each lap a minute after the one before."""
    lap = real_rows(location, LAP)
    length_us = max(row.at_us for row in lap) - min(row.at_us for row in lap) + MINUTE_US
    return [
        later(row, number * length_us, number * lap[-1].seq)
        for number in range(-(-wanted // LAP))
        for row in lap
    ][:wanted]


async def _send(port: int, location: str, count: int) -> None:
    rows = laps(location, count)
    async with link(port) as line:
        for start in range(0, count, 20 * AT_ONCE):
            for piece in pieces(rows[start : start + 20 * AT_ONCE], AT_ONCE):
                await line.push(piece)


async def _sampled(on: Bed, collector: Process, wanted: int) -> list[Sample]:
    """Until all is stored; gives up when nothing more comes."""
    admin = await on.administer()
    samples: list[Sample] = []
    since = time.monotonic()
    try:
        while not samples or samples[-1].stored < wanted:
            stored = await admin.fetchval(
                "select coalesce(sum(reads), 0)::int from timing_sessions"
            )
            if not samples or stored > samples[-1].stored:
                since = time.monotonic()
            assert time.monotonic() - since < PATIENCE_S, (
                f"only {stored:,} of {wanted:,} were stored"
            )
            samples.append(Sample(stored, collector.resident_mib()))
            if len(samples) % 20 == 0:
                progress(f"{stored:,} stored, {samples[-1].mib:.1f} MiB")
            await asyncio.sleep(SAMPLE_S)
    finally:
        await admin.close()
    return samples


def judged(samples: Sequence[Sample], wanted: int) -> tuple[dict[str, float], dict[str, float]]:
    """Figures and ratios."""
    begin = next(place for place, one in enumerate(samples) if one.stored >= wanted / 10)
    base, later = samples[begin].mib, [one.mib for one in samples[begin:]]
    figures = {
        "rss_at_start_mib": samples[0].mib,
        "rss_at_tenth_mib": base,
        "rss_least_after_mib": min(later),
        "rss_most_after_mib": max(later),
        "rss_at_end_mib": later[-1],
    }
    return figures, {"least_of_tenth": min(later) / base, "most_of_tenth": max(later) / base}


async def main() -> None:
    """One run; a soak is not repeated."""
    asked = options((__doc__ or "").partition("\n")[0])
    asked.add_argument("--reads", type=int, default=1_000_000, help="all senders together")
    given = asked.parse_args()
    log.configure(LogSettings(level="error"), "bench")
    wanted = given.reads // CONNECTIONS * CONNECTIONS
    async with bed() as on:
        samples, seconds = await soak(on, wanted)
    figures, ratios = judged(samples, wanted)
    report(
        "soak",
        {"reads": wanted, "connections": CONNECTIONS},
        figures | {"seconds": seconds, "reads_per_s": wanted / seconds, "samples": len(samples)},
        {},
        ratios,
        as_json=given.json,
    )
    if not (ratios["least_of_tenth"] >= 0.8 and ratios["most_of_tenth"] <= 1.2):
        raise SystemExit("the collector's memory is not flat")


if __name__ == "__main__":
    asyncio.run(main())
