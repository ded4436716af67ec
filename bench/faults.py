"""What may break on a race day: the database is gone for a minute, the collector is killed ten times in a burst.

Thirty senders push real rows. First the database is stopped in the middle of the burst and started again; senders go
on, and the time to the answer of each ping is taken meanwhile. Then, at other timing points, the collector is killed
(`kill -9`) again and again in a burst, started again each time, and every sender resends everything from its first row.
Must: 0 lost, 0 stored twice, order kept. Rows are compared one by one with what was sent. Order: a transaction never
stores an earlier row number of a location than a transaction before it.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from _bed import Bed, add_partner, options, progress, report
from _collector import PATIENCE_S, Link, Process, add_listener, link, pieces, real_rows
from project88 import log
from project88.db.embedded import EmbeddedPostgres
from project88.db.migrate import migrate
from project88.replay.rows import Row, time_text
from project88.settings import LogSettings, load_settings

CONNECTIONS = 30
AT_ONCE = 500
Key = tuple[str, int, str, str]


class Scene(msgspec.Struct, frozen=True):
    """What both faults are played on."""

    on: Bed
    cluster: EmbeddedPostgres
    collector: Process


class Checked(msgspec.Struct, frozen=True):
    """What the table holds, against what was sent."""

    sent: int
    stored: int
    lost: int
    twice: int
    foreign: int
    out_of_order: int

    @property
    def sound(self) -> bool:
        return not (self.lost or self.twice or self.foreign or self.out_of_order)


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    """A durable cluster that can be stopped, and a collector process that can be killed."""
    with tempfile.TemporaryDirectory(prefix="p88-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        await asyncio.to_thread(folder.chmod, 0o755)
        cluster = EmbeddedPostgres(folder / "cluster")
        urls = await asyncio.to_thread(cluster.start)
        await migrate(urls.owner_url)
        on = Bed(urls, load_settings({"DATABASE_URL": urls.service_url}), folder)
        collector = Process(on, await add_listener(on, await add_partner(on)))
        try:
            await collector.start()
            yield Scene(on, cluster, collector)
        finally:
            await collector.kill()
            await asyncio.to_thread(cluster.stop)


class Outage:
    """What the senders do while the database is away."""

    def __init__(self, senders: int, pause_s: float) -> None:
        self.begun, self.over, self.third_sent = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.answers: list[float] = []
        self._pause_s = pause_s
        self._still_sending = senders

    async def send(self, port: int, rows: Sequence[Row]) -> None:
        """A third of the rows before, a third while the database is away, a third after."""
        third = len(rows) // 3
        async with link(port) as line:
            await self._push(line, rows[:third])
            self._still_sending -= 1
            if not self._still_sending:
                self.third_sent.set()
            await self._push(line, rows[third : 2 * third])
            while not self.over.is_set():
                await self._note(line, b"ping\r\n")
            await self._push(line, rows[2 * third :])

    async def _push(self, line: Link, rows: Sequence[Row]) -> None:
        for piece in pieces(rows, AT_ONCE):
            await self._note(line, piece)

    async def _note(self, line: Link, piece: bytes) -> None:
        seconds = await line.push(piece)
        if self.begun.is_set() and not self.over.is_set():
            self.answers.append(seconds)
            await asyncio.sleep(self._pause_s)


async def database_away(
    on: Scene, streams: Sequence[Sequence[Row]], stop_s: float
) -> dict[str, float]:
    """Stopped in the middle of the burst, and started again."""
    outage = Outage(len(streams), stop_s / 2 / (len(streams[0]) / 3 / AT_ONCE))
    sending = [asyncio.create_task(outage.send(on.collector.port, rows)) for rows in streams]
    await outage.third_sent.wait()
    began = time.monotonic()
    await asyncio.to_thread(on.cluster.stop)
    outage.begun.set()
    progress(f"the database is away for {stop_s:.0f} s")
    await asyncio.sleep(max(stop_s - (time.monotonic() - began), 0))
    outage.over.set()
    started = time.monotonic()
    await asyncio.to_thread(on.cluster.start)
    await asyncio.gather(*sending)
    sent = time.monotonic()
    await _stored(on.on, sum(map(len, streams)))
    return {
        "away_s": started - began,
        "pings_while_away": len(outage.answers),
        "worst_ping_ms": max(outage.answers) * 1000,
        "all_sent_s": sent - started,
        "catch_up_s": time.monotonic() - started,
    }


class Burst:
    """Every sender from its first row; says when so many pieces have been answered."""

    def __init__(self, written: Sequence[Sequence[bytes]], until: int) -> None:
        self.reached = asyncio.Event()
        self._written = written
        self._left = until

    async def send(self, port: int) -> int:
        """How many senders were cut off."""
        whole = await asyncio.gather(*(self._send(port, stream) for stream in self._written))
        return whole.count(False)

    async def _send(self, port: int, stream: Sequence[bytes]) -> bool:
        try:
            async with link(port) as line:
                for piece in stream:
                    await line.push(piece)
                    self._left -= 1
                    if not self._left:
                        self.reached.set()
        except OSError:
            return False
        return True


async def killed(on: Scene, streams: Sequence[Sequence[Row]], kills: int) -> dict[str, float]:
    """Every sender begins at its first row after each kill; the last time nobody is killed."""
    written = [pieces(rows, AT_ONCE) for rows in streams]
    total = sum(map(len, written))
    moments = random.Random(88)
    restarts: list[float] = []
    cut_off = 0
    for number in range(kills):
        burst = Burst(written, moments.randrange(total // 10, total * 9 // 10))
        sending = asyncio.create_task(burst.send(on.collector.port))
        await burst.reached.wait()
        await on.collector.kill()
        cut_off += await sending
        restarts.append(await on.collector.start())
        progress(f"kill {number + 1}: {cut_off} senders cut off so far")
    assert await Burst(written, 0).send(on.collector.port) == 0, (
        "cut off although nobody was killed"
    )
    return {
        "kills": kills,
        "senders_cut_off": cut_off,
        "slowest_restart_s": max(restarts, default=0),
    }


async def _stored(on: Bed, wanted: int) -> None:
    """Waits until so many reads are in the table, or until nothing more comes."""
    admin = await on.administer()
    before, since = -1, time.monotonic()
    try:
        while before < wanted and time.monotonic() - since < PATIENCE_S / 4:
            count = await admin.fetchval("select count(*) from timing_reads")
            if count != before:
                before, since = count, time.monotonic()
            await asyncio.sleep(0.05)
    finally:
        await admin.close()


async def check(on: Bed, streams: Sequence[Sequence[Row]]) -> Checked:
    """Row by row."""
    sent = {_key(row) for rows in streams for row in rows}
    admin = await on.administer()
    try:
        found = [tuple(row) for row in await admin.fetch(_READS)]
        disorder = await admin.fetchval(_DISORDER)
    finally:
        await admin.close()
    distinct = set(found)
    return Checked(
        sent=len(sent),
        stored=len(found),
        lost=len(sent - distinct),
        twice=len(found) - len(distinct),
        foreign=len(distinct - sent),
        out_of_order=disorder,
    )


def _key(row: Row) -> Key:
    return row.location, row.seq, row.tag, time_text(row.at_us, "iso")


_READS = """
select location.name, read.seq, read.tag, read.time_raw
from timing_reads read join timing_locations location on location.id = read.location_id
"""
# One lane stores one transaction after the other, so their numbers tell the order in which rows became visible.
_DISORDER = """
with stored as (
    select location.name, read.xmin::text::bigint as transaction, min(read.seq) as first, max(read.seq) as last
    from timing_reads read join timing_locations location on location.id = read.location_id
    group by 1, 2
), followed as (
    select first, max(last) over (
        partition by name order by transaction rows between unbounded preceding and 1 preceding
    ) as before
    from stored
)
select count(*) from followed where first < before
"""


async def main() -> None:
    """Both faults, one after the other, and then the whole table is compared."""
    asked = options((__doc__ or "").partition("\n")[0])
    asked.add_argument(
        "--reads", type=int, default=300_000, help="rows of each fault, all senders together"
    )
    asked.add_argument("--stop-s", type=float, default=60.0, help="how long the database is away")
    asked.add_argument("--kills", type=int, default=10, help="how often the collector is killed")
    given = asked.parse_args()
    log.configure(LogSettings(level="error"), "bench")
    each = given.reads // CONNECTIONS
    first = [real_rows(f"point {number:02}", each) for number in range(CONNECTIONS)]
    second = [real_rows(f"mat {number:02}", each) for number in range(CONNECTIONS)]
    async with scene() as on:
        figures = await database_away(on, first, given.stop_s)
        figures |= await killed(on, second, given.kills)
        await _stored(on.on, 2 * each * CONNECTIONS)
        checked = await check(on.on, [*first, *second])
    report(
        "faults",
        {"reads": 2 * each * CONNECTIONS, "connections": CONNECTIONS, "stop_s": given.stop_s},
        msgspec.structs.asdict(checked) | figures,
        {},
        {},
        as_json=given.json,
    )
    if not checked.sound:
        raise SystemExit("reads were lost, stored twice or stored out of order")


if __name__ == "__main__":
    asyncio.run(main())
