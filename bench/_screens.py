"""Screens without a browser, for a process of their own: each reads a live stream and notes when a read was there.

As little as can be is done per delivery, because all screens share one processor here and must not measure themselves.
"""

import asyncio
import re
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from project88.live.frames import changes_frame
from project88.live.messages import Changed, Facts, Passing, Session

READY_S, ALL_S = 30.0, 120.0
_SNAPSHOT = b"event: snapshot\n"
_CHANGES = re.compile(rb"event: changes\ndata: ([^\n]*)\n\n")
_AT = re.compile(rb'"at":(\d+)')


class Screen(asyncio.Protocol):
    """One stream. `delays` grows by one for each passing that arrives: seconds since it was sent."""

    def __init__(self, request: bytes, delays: list[float], ready: asyncio.Semaphore) -> None:
        self._request = request
        self._delays = delays
        self._ready = ready
        self._rest = b""
        self._started = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Count whole events; what has come of the next one waits for the rest."""
        now_ms = time.time_ns() / 1e6
        data = self._rest + data
        if not self._started and _SNAPSHOT in data:
            self._started = True
            self._ready.release()
        end = 0
        for event in _CHANGES.finditer(data):
            end = event.end()
            self._delays.extend((now_ms - int(at)) / 1e3 for at in _AT.findall(event[1]))
        self._rest = data[end:] if end else data[-65_536:]


def watch(told: Connection, port: int, path: str, screens: int, reads: int) -> None:
    """Open so many screens, say when all have their first picture, then the delays of all reads."""
    asyncio.run(_watch(told, port, path, screens, reads))


async def _watch(told: Connection, port: int, path: str, screens: int, reads: int) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: hub\r\nAccept: text/event-stream\r\n\r\n".encode()
    delays: list[float] = []
    ready = asyncio.Semaphore(0)
    loop = asyncio.get_running_loop()
    for _ in range(screens):
        await loop.create_connection(lambda: Screen(request, delays, ready), "127.0.0.1", port)
    async with asyncio.timeout(READY_S):
        for _ in range(screens):
            await ready.acquire()
    told.send("all are watching")
    until = loop.time() + ALL_S
    while True:
        await asyncio.sleep(0.1)
        if len(delays) >= screens * reads or loop.time() > until:
            break
    told.send(delays)


def broadcast(told: Connection) -> None:
    """The yardstick: rows in, the same frames out to everybody, and nothing between. Until killed."""
    asyncio.run(_broadcast(told))


async def _broadcast(told: Connection) -> None:
    screens: set[asyncio.StreamWriter] = set()

    async def take_rows(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"start\r\n")
        while line := await reader.readline():
            frame = _frame(line.decode().split("~"))
            for screen in screens:
                screen.write(frame)
        writer.close()

    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + _SNAPSHOT)
        screens.add(writer)

    servers = [await asyncio.start_server(one, "127.0.0.1", 0) for one in (take_rows, welcome)]
    told.send([server.sockets[0].getsockname()[1] for server in servers])
    await asyncio.gather(*(server.serve_forever() for server in servers))


def _frame(row: list[str]) -> bytes:
    """What the hub would tell of this row."""
    at = datetime.fromisoformat(row[4]).replace(tzinfo=UTC)
    at_ms = int(at.timestamp() * 1000)
    seq = int(row[1])
    passing = Passing(
        key=f"1:{row[3]}:1", version=seq, location=row[2], location_id=1, at=at_ms, time=row[4][11:19], tag=row[3],
        bib=row[3], name=f"Wilhelmina Vandenberg {seq}", first_name="Wilhelmina", last_name=f"Vandenberg {seq}",
        town="Saltmere, CO", race="Harbour Mile", race_id=1, lap=1, received=at_ms, corrected=False,
    )  # fmt: skip
    facts = Facts(Session(1, "bench", "UTC", "open"), "epoch", seq, at_ms)
    return changes_frame(Changed(facts, seq - 1, (passing,), (), overflow=False), at_ms)
