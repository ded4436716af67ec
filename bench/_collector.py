"""For benches that hurt the collector: it runs as a process of its own, and its senders can take a broken line.

A sender writes some rows and a ping, and goes on when the ping is answered, as a relay does that watches its link. So
what is unanswered is bounded, and the time to the answer says what an operator would see.
"""

import asyncio
import os
import random
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from _bed import LOGS, Bed
from project88.replay.flat_out import GREETING
from project88.replay.rows import Row, encode, moved
from project88.replay.sources import Choices, rows_of

PATIENCE_S = 120.0
DAY_US = 86_400_000_000
LOG = LOGS / "FINISH1_5071909.csv"


def real_rows(location: str, wanted: int) -> list[Row]:
    """Rows of a real race at one timing point; a long stream is the same race on the next days."""
    race = rows_of(LOG, Choices(location=location), random.Random(1))
    found: list[Row] = []
    for day in range(-(-wanted // len(race))):
        found += [later(row, day * DAY_US, day * race[-1].seq) for row in race]
    return found[:wanted]


def later(row: Row, by_us: int, numbers: int) -> Row:
    """The same crossing again, so much later and so many row numbers on."""
    after = moved(row, by_us)
    return Row(
        after.seq + numbers,
        after.location,
        after.tag,
        after.at_us,
        after.reader,
        after.gator,
        after.lap,
    )


def pieces(rows: Sequence[Row], each: int) -> list[bytes]:
    """What is written at once: so many rows and a ping."""
    lines = encode(rows)
    return [
        b"".join([*lines[start : start + each], b"ping\r\n"])
        for start in range(0, len(lines), each)
    ]


class Process:
    """`project88 collector` on one port."""

    def __init__(self, on: Bed, port: int) -> None:
        self.port = port
        self.status_port = free_port()
        self._environ = {
            **os.environ,
            "DATABASE_URL": on.urls.service_url,
            "PROJECT88_CONFIG": os.devnull,
            "PROJECT88_JOURNAL__DIR": str(on.folder / "journal"),
            "PROJECT88_COLLECTOR__BIND": "127.0.0.1",
            "PROJECT88_COLLECTOR__STATUS_PORT": str(self.status_port),
            "PROJECT88_COLLECTOR__MAX_CONNECTIONS_PER_IP": "400",
            "PROJECT88_LOG__LEVEL": "error",
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> float:
        """Returns when it takes connections; says after how many seconds."""
        began = time.monotonic()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "project88", "collector", env=self._environ, stdout=sys.stderr
        )
        while not _answers(self.port):
            await asyncio.sleep(0.01)
            assert time.monotonic() - began < PATIENCE_S, "the collector does not start"
        return time.monotonic() - began

    async def kill(self) -> None:
        """As `kill -9` does."""
        await self._end(lambda process: process.kill())

    async def stop(self) -> None:
        """Politely."""
        await self._end(lambda process: process.terminate())

    def resident_mib(self) -> float:
        """Memory of the process in RAM."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    async def _end(self, how: Callable[[asyncio.subprocess.Process], None]) -> None:
        if self._process is not None and self._process.returncode is None:
            how(self._process)
            await self._process.wait()


class Link:
    """One connection of a sender."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def push(self, piece: bytes) -> float:
        """Seconds to the answer of its ping. Raises OSError when the line breaks."""
        began = time.monotonic()
        self._writer.write(piece)
        await self._writer.drain()
        await self._line(b"ack~ping")
        return time.monotonic() - began

    async def greet(self) -> None:
        self._writer.write(GREETING)
        await self._line(b"start")

    async def _line(self, wanted: bytes) -> None:
        while line := await self._reader.readline():
            if line.strip() == b"ping":
                self._writer.write(b"ack~ping\r\n")
            elif line.startswith(wanted):
                return
        raise ConnectionResetError("the collector has hung up")

    def close(self) -> None:
        self._writer.close()


@asynccontextmanager
async def link(port: int) -> AsyncIterator[Link]:
    """A connection whose sender was told to start."""
    made = Link(*await asyncio.open_connection("127.0.0.1", port))
    try:
        await made.greet()
        yield made
    finally:
        made.close()


async def add_listener(on: Bed, partner_id: int) -> int:
    """The port of a new listener of this partner."""
    port = free_port()
    admin = await on.administer()
    try:
        await admin.execute(
            "insert into timing_listeners (timing_partner_id, port) values ($1, $2)",
            partner_id,
            port,
        )
    finally:
        await admin.close()
    return port


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
