"""Screens without a browser, for a process of their own: each says when it was told what somebody waits for."""

import asyncio
import time
from multiprocessing.connection import Connection

READY_S, SEEN_S = 60.0, 10.0
_REST = 65_536


class Waiting:
    """What all screens are to see next, and when each saw it (wall clock, ns)."""

    def __init__(self) -> None:
        self.needle = b""
        self.seen: dict[int, int] = {}
        self.all = asyncio.Event()

    def begin(self, needle: bytes) -> None:
        self.needle, self.seen = needle, {}
        self.all.clear()


class Screen(asyncio.Protocol):
    """One stream. An event that was cut in two is looked at when the rest has come."""

    def __init__(self, number: int, request: bytes, waiting: Waiting, screens: int) -> None:
        self._number = number
        self._request = request
        self._waiting = waiting
        self._screens = screens
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Look for it in whole events only, and note the first time."""
        now = time.time_ns()
        whole, end, rest = (self._rest + data).rpartition(b"\n\n")
        self._rest = rest[-_REST:]
        waiting = self._waiting
        if end and waiting.needle in whole and self._number not in waiting.seen:
            waiting.seen[self._number] = now
            if len(waiting.seen) == self._screens:
                waiting.all.set()


def watch(told: Connection, port: int, paths: list[str]) -> None:
    """Open these streams; then for each text that is asked for, say when each screen was told it."""
    asyncio.run(_watch(told, port, paths))


async def _watch(told: Connection, port: int, paths: list[str]) -> None:
    loop = asyncio.get_running_loop()
    waiting = Waiting()
    waiting.begin(b"event: snapshot\n")
    began = time.time_ns()
    for number, path in enumerate(paths):
        request = f"GET {path} HTTP/1.1\r\nHost: hub\r\nAccept: text/event-stream\r\n\r\n".encode()
        await loop.create_connection(
            lambda number=number, request=request: Screen(number, request, waiting, len(paths)),  # type: ignore[misc]
            "127.0.0.1",
            port,
        )
    async with asyncio.timeout(READY_S):
        await waiting.all.wait()
    told.send([seen - began for seen in waiting.seen.values()])
    while needle := await asyncio.to_thread(told.recv):
        waiting.begin(needle)
        told.send("looking")
        try:
            await asyncio.wait_for(waiting.all.wait(), SEEN_S)
        finally:
            told.send(list(waiting.seen.values()))
