"""A hub as in the field: a database that can be stopped, a collector as a process that can be killed,
senders on real sockets.
"""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.senders import Sender
from tests.waiting import answers, find_port, wait_until

from project88.collector.journal import Kind, TornRecord, read_records
from project88.db.cluster import Durability
from project88.db.embedded import EmbeddedPostgres, Urls
from project88.db.migrate import migrate


class Hub:
    """A migrated database of its own and settings of a collector on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal"
        self.cluster = EmbeddedPostgres(folder / "cluster", durability=Durability.FAST_AND_UNSAFE)
        self.urls: Urls
        self.status_port = find_port()
        self.process: asyncio.subprocess.Process | None = None
        self.more: dict[str, str] = {}
        """Variables for every process that is started from now on."""
        self._others: list[asyncio.subprocess.Process] = []

    async def start_database(self) -> None:
        self.urls = await asyncio.to_thread(self.cluster.start)

    async def stop_database(self) -> None:
        await asyncio.to_thread(self.cluster.stop)

    @property
    def environ(self) -> Mapping[str, str]:
        return {
            "DATABASE_URL": self.urls.service_url,
            "PROJECT88_COLLECTOR__BIND": "127.0.0.1",
            "PROJECT88_COLLECTOR__STATUS_PORT": str(self.status_port),
            "PROJECT88_COLLECTOR__MAX_CONNECTIONS_PER_IP": "100",
            "PROJECT88_JOURNAL__DIR": str(self.journal),
            "PROJECT88_LOG__LEVEL": "warning",
        }

    async def rows(self, sql: str, *arguments: object) -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(self.urls.superuser_url)
        try:
            return [tuple(row) for row in await connection.fetch(sql, *arguments)]
        finally:
            await connection.close()

    async def stored(self) -> int:
        [(count,)] = await self.rows("select count(*) from timing_reads")
        return int(count)

    async def partner_with_port(self, slug: str) -> tuple[int, int]:
        """A timing partner and the port of its listener."""
        port = find_port()
        [(partner_id,)] = await self.rows(
            "with made as (insert into timing_partners (slug, name) values ($1, $1) returning id) "
            "select id from made",
            slug,
        )
        await self.rows(
            "insert into timing_listeners (timing_partner_id, port) values ($1, $2)",
            partner_id,
            port,
        )
        return partner_id, port

    async def start_collector(self, port: int) -> None:
        """As `./project88 collector`; returns when the port answers."""
        command = [sys.executable, "-m", "project88", "collector"]
        self.process = await asyncio.create_subprocess_exec(
            *command, env={**os.environ, **self.environ, **self.more}
        )
        await wait_until(lambda: answers(port))

    async def end_collector(self, by: signal.Signals) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(by)
            await self.process.wait()

    async def start(self, command: str, **given: object) -> asyncio.subprocess.Process:
        """One more process, as `./project88 <command>` with these settings; ended with the hub."""
        settings = {f"PROJECT88_{name}": str(value) for name, value in given.items()}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "project88", command),
            env={**os.environ, **self.environ, **settings, **self.more},
        )
        self._others.append(process)
        return process

    async def end_others(self) -> None:
        for process in self._others:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def heard(self) -> bytes:
        """Everything that senders said, by every journal that is left."""
        return b"".join(
            _heard(part) for part in sorted(self.journal.glob("*-*.*"), key=lambda one: one.name)
        )


def _heard(part: Path) -> bytes:
    said = b""
    try:
        for record in read_records(part):
            if record.kind is Kind.HEARD:
                said += record.payload
    except TornRecord:
        pass
    return said


def rows_of(location: str, count: int) -> list[bytes]:
    """So many reads of one timing point, each with its own tag."""
    return [
        f"CT01_33~{n}~{location}~{location}-{n}~2026-06-27T{10 + n // 36_000:02}:{n // 600 % 60:02}:"
        f"{n // 10 % 60:02}.{n % 10}0~0~0F2A38~1".encode()
        for n in range(1, count + 1)
    ]


@pytest.fixture
def greeted() -> Callable[[int], Awaitable[Sender]]:
    """A sender at a port, told to start."""
    return Sender.greeted


@pytest.fixture
def race_rows() -> Callable[[str, int], list[bytes]]:
    """Lines of one timing point."""
    return rows_of


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="project88-journey-"))
    folder.chmod(0o755)
    return folder


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    """A hub whose database runs; the collector is the test's to start."""
    # A short path, so that the database's socket is in the same place after a restart.
    made = Hub(_folder())
    await made.start_database()
    await migrate(made.urls.owner_url)
    yield made
    await made.end_others()
    await made.end_collector(signal.SIGKILL)
    await made.stop_database()
    shutil.rmtree(made.folder, ignore_errors=True)
