"""Collector and web for a bench, as an operator starts them: two processes, ports of their own, a roster."""

import asyncio
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

import msgspec

from _bed import Bed, add_partner
from _pace import Pace, send_paced, tag_of
from project88.db.pool import Pool
from project88.displays.link import give_out, path_of
from project88.errors import NotFound
from project88.events.roster import Rejects, read_roster, take_in, target_of

SLUG = "bench"
PATIENCE_S = 30.0
WARM = Pace(rate=10, connections=1, seconds=0.1, first=0)


class Ports(msgspec.Struct, frozen=True):
    """Where the processes listen."""

    sender: int
    status: int
    web: int


class Durable(msgspec.Struct, frozen=True):
    """The collector's histogram of arrival to commit: how many within how many seconds."""

    within: dict[float, float]
    seconds: float

    def since(self, before: "Durable") -> "Durable":
        """What was added since then."""
        added = {edge: count - before.within[edge] for edge, count in self.within.items()}
        return Durable(added, self.seconds - before.seconds)

    @property
    def mean_ms(self) -> float:
        """Of all arrivals."""
        return self.seconds / self.within[float("inf")] * 1000

    @property
    def p99_ms(self) -> float:
        """The edge within which 99 of 100 arrivals were committed."""
        wanted = 0.99 * self.within[float("inf")]
        return 1000 * min(edge for edge, count in self.within.items() if count >= wanted)


def durable(ports: Ports) -> Durable:
    """The histogram as it is now."""
    within, seconds = {}, 0.0
    for line in _body(f"http://127.0.0.1:{ports.status}/metrics").splitlines():
        name, _, value = line.rpartition(" ")
        if name.startswith("project88_durable_seconds_bucket"):
            within[float(name.split('"')[1])] = float(value)
        elif name == "project88_durable_seconds_sum":
            seconds = float(value)
    return Durable(within, seconds)


@asynccontextmanager
async def processes(on: Bed, pace: Pace, rounds: int) -> AsyncIterator[Ports]:
    """Both processes, and everybody that so many rounds of this load will read on the roster."""
    ports = Ports(*(_free_port() for _ in range(3)))
    await _prepare(on, ports, list(_roster(pace, rounds)))
    environ = {
        **os.environ,
        "DATABASE_URL": on.urls.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_JOURNAL__DIR": str(on.folder / "journal"),
        "PROJECT88_COLLECTOR__BIND": "127.0.0.1",
        "PROJECT88_COLLECTOR__STATUS_PORT": str(ports.status),
        "PROJECT88_WEB__BIND": "127.0.0.1",
        "PROJECT88_WEB__PORT": str(ports.web),
        "PROJECT88_LOG__LEVEL": "error",
    }
    with _running("collector", environ), _running("web", environ):
        for url in (f":{ports.status}/health", f":{ports.web}/api/health"):
            await _until(lambda url=url: bool(_body(f"http://127.0.0.1{url}")))  # type: ignore[misc]
        yield ports


async def warm_display(on: Bed, ports: Ports) -> str:
    """The path of a display of the session that a first read opens."""
    await asyncio.to_thread(send_paced, ports.sender, WARM)
    pool = await Pool.open(on.urls.service_url, size=1)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    return path_of((await give_out(pool, SLUG, None, timedelta(hours=1))).id)
                except NotFound:
                    await asyncio.sleep(0.1)
    finally:
        await pool.close()


def _roster(pace: Pace, rounds: int) -> Iterator[str]:
    yield "bib,first_name,last_name,city,state,race,chip"
    for connection in range(pace.connections):
        for number in range(pace.first, pace.first + rounds * pace.each):
            tag = tag_of(connection, number)
            yield f"{connection}-{number},Wilhelmina,Vandenberg {number},Saltmere,CO,Harbour Mile,{tag}"


async def _prepare(on: Bed, ports: Ports, roster: list[str]) -> None:
    partner_id = await add_partner(on, SLUG)
    admin = await on.administer()
    try:
        await admin.execute(
            "insert into timing_listeners (timing_partner_id, port) values ($1, $2)",
            partner_id,
            ports.sender,
        )
    finally:
        await admin.close()
    pool = await Pool.open(on.urls.service_url, size=2)
    try:
        today = datetime.now(UTC).date()
        target = await target_of(pool, SLUG, "Harbour Mile", today, "UTC")
        async with pool.partner(partner_id) as connection:
            file = read_roster("\n".join(roster).encode(), today)
            await take_in(connection, target, file, Rejects.REFUSE)
    finally:
        await pool.close()


@contextmanager
def _running(name: str, environ: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "project88", name], env=environ, stdout=sys.stderr
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


async def _until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if await asyncio.to_thread(look):
                return
            await asyncio.sleep(0.05)


def _body(url: str) -> str:
    """What is answered there; empty when nobody does."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except urllib.error.HTTPError as error:
        error.close()
        return ""
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
