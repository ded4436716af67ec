"""Run the web process until it is told to stop.

One process, one event loop: granian's embedded server takes connections in its own threads and
calls the application here, so that settings, pool and hub are simply handed in and the order of the
end is ours: streams say bye, the server stops, the pool closes, all within three seconds. Several
web processes on one machine are several of these on ports of their own.
"""

import asyncio
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from granian.constants import Interfaces
from granian.server.embed import Server

from project88 import garbage, log, relay
from project88.db.pool import Pool
from project88.errors import Misconfigured, PortTaken, Unavailable
from project88.live.hub import Hub
from project88.settings import Settings
from project88.timing.following import following
from project88.web.app import create_app
from project88.web.services import Services, services_of

# granian lets only this many connections in at a time; its default would be its backlog.
MOST_CONNECTIONS = 20_000
BACKLOG = 4_096
STOP_S = 1.0
POOL_CLOSE_S = 0.5
DATABASE_RETRY_S = 1.0

_log = log.get("web")


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; raises `UnsafeRole` for a login that policies do not bind."""
    stopped_in_time = asyncio.run(_run(settings))
    if not stopped_in_time:
        # A client that reads nothing keeps the server's threads waiting; it has had its second.
        logging.shutdown()
        sys.stderr.flush()
        os._exit(0)


async def _run(settings: Settings) -> bool:
    _require_free(settings.web.bind, settings.web.port)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with _services(settings, stop) as services:
        return services is None or await serve(services, settings, stop)


async def serve(services: Services, settings: Settings, stop: asyncio.Event) -> bool:
    """Serve until `stop`; says whether the server ended within its second."""
    server = _server(services, settings)
    garbage.keep_rare()
    serving = asyncio.create_task(server.serve())
    waiting = [asyncio.create_task(event.wait()) for event in (stop, services.hub.failed)]
    _log.info("serving", address=settings.web.bind, port=settings.web.port)
    await asyncio.wait((serving, *waiting), return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    services.closing.set()
    await asyncio.gather(
        services.hub.close(),
        services.dashboards.close(),
        services.announcers.close(),
        services.previews.close(),
        services.watching.close(),
        services.cards.close(),
    )
    await services.following.close()
    await services.lists.close()
    await services.tables.close()
    server.stop()  # type: ignore[no-untyped-call]
    done, _ = await asyncio.wait((serving,), timeout=STOP_S)
    if done:
        serving.result()
    if not stop.is_set():
        raise RuntimeError("the web server ended by itself")
    return bool(done)


@asynccontextmanager
async def _services(settings: Settings, stop: asyncio.Event) -> AsyncIterator[Services | None]:
    """All parts, started; None when we were told to stop before the database was there."""
    pool = await _pool(settings, stop)
    if pool is None:
        yield None
        return
    try:
        async with relay.open(settings, pool) as opened:
            hub = Hub(pool, settings.web, now, opened.wakeups)
            hub.start()
            try:
                services = services_of(pool, hub, opened, settings, now)
                async with following(pool), services.gathering.running():
                    yield services
            finally:
                await hub.close()
    finally:
        # A database that hangs is no reason to hang as well; asyncpg then drops its connections.
        with suppress(TimeoutError):
            async with asyncio.timeout(POOL_CLOSE_S):
                await pool.close()


async def _pool(settings: Settings, stop: asyncio.Event) -> Pool | None:
    """A pool; a database that is not there yet is waited for."""
    if settings.database.url is None:
        raise Misconfigured("The web process needs DATABASE_URL.")
    url = settings.database.url.get_secret_value()
    while not stop.is_set():
        try:
            return await Pool.open(url, size=settings.database.pool_max)
        except Unavailable as error:
            _log.warning("waiting for the database", reason=error.sentence)
            await asyncio.sleep(DATABASE_RETRY_S)
    return None


def _require_free(address: str, port: int) -> None:
    """The server would share a port with another process of its kind; raises `PortTaken`."""
    try:
        family, kind, number, _, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise PortTaken(
            f"The web process cannot listen on {address} port {port}: {error.strerror}. "
            "Stop the other program, or set PROJECT88_WEB__PORT."
        ) from error


def _server(services: Services, settings: Settings) -> Server:
    return Server(
        create_app(services),
        address=settings.web.bind,
        port=settings.web.port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=BACKLOG,
        backpressure=MOST_CONNECTIONS,
        log_enabled=False,
    )


def now() -> int:
    """Milliseconds UTC."""
    return time.time_ns() // 1_000_000
