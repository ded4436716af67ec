"""The asyncio shell round a CTP01 sender: sockets and the clock, and no decisions.

`wire.ctp01.sender` knows when to greet, ping and give up; `feed` knows which rows and faults are
next. This module carries bytes between the two and a socket, one task for each sender. A half
line and a silence hold everything back, pings too, since a stalled network does not let them
past.

At the end only our own side is closed first: closing a socket with unread answers would reset
the connection, and the last rows with it. TCP can not tell a hub that read to the end from one
that was killed just then; a rehearsal in which hubs are killed has to linger, as senders do.
"""

import asyncio
import socket
import struct
from collections.abc import Callable
from enum import Enum
from time import monotonic

from project88.replay.feed import Action, Cut, Done, Feed, Half, Rows, Silence, Wait
from project88.replay.pings import PingWatch
from project88.replay.rows import Shape
from project88.replay.target import Sent, Target
from project88.wire.ctp01.sender import Sender
from project88.wire.ctp01.sender_events import (
    Failed,
    SenderConfig,
    SenderEvent,
    StartWanted,
    StopWanted,
)

PARTING_S = 120.0
"""A hub whose database is away holds senders back, so the last rows may take a while."""
LONGEST_NAP_S = 1.0
CONNECT_S = 10.0
_RESET = struct.pack("ii", 1, 0)
_SHAPES: dict[str, Shape] = {"iso": "iso", "normal": "normal", "unix": "unix", "msecs": "msecs"}


class Ending(Enum):
    """How a connection ended."""

    DONE = "everything was sent"
    CUT = "we broke it on purpose"
    LOST = "the other side or the line broke it"
    UNHEARD = "everything was written, and nobody said that it was read"


_AGAIN = frozenset({Ending.CUT, Ending.LOST})


async def send(
    feed: Feed,
    config: SenderConfig,
    target: Target,
    progress: Callable[[int], None] | None = None,
) -> Sent:
    """Send one feed to its end, over as many connections as it takes.

    `progress` hears of rows that go for the first time. Returns with `finished` False when the
    sender gave up, as Fusion does after 31 failed attempts (timing-protocols.md 1.6); a refused
    connection is such an attempt and raises nothing.
    """
    return await _Box(feed, config, target, progress).run()


class _Box:
    """One sender's life: attempts, and in each of them a conversation."""

    def __init__(
        self,
        feed: Feed,
        config: SenderConfig,
        target: Target,
        progress: Callable[[int], None] | None,
    ) -> None:
        self._feed = feed
        self._sender = Sender(config)
        self._target = target
        self._progress = progress or (lambda _rows: None)
        self._began = monotonic()
        self._wake = asyncio.Event()
        self._pings = PingWatch()
        self._failed = False
        self._rows = 0
        self._connections = 0

    async def run(self) -> Sent:
        ending = Ending.LOST
        while ending in _AGAIN and (retry_ms := self._sender.retry_at_ms) is not None:
            await asyncio.sleep(max(0, retry_ms - self._now_ms()) / 1000)
            ending = await self._attempt()
        return Sent(
            locations=self._feed.locations,
            rows=self._rows,
            connections=self._connections,
            faults=tuple(f"{fault.kind}@{fault.row}" for fault in self._feed.struck),
            pings=self._pings.answered,
            slowest_ping_ms=self._pings.slowest_ms,
            seconds=monotonic() - self._began,
            finished=ending is Ending.DONE,
        )

    def _elapsed_s(self) -> float:
        return monotonic() - self._began

    def _now_ms(self) -> int:
        return int(self._elapsed_s() * 1000)

    async def _attempt(self) -> Ending:
        try:
            opening = asyncio.open_connection(self._target.host, self._target.port)
            async with asyncio.timeout(CONNECT_S):
                reader, writer = await opening
        except OSError:
            self._sender.refused(self._now_ms())
            return Ending.LOST
        self._connections += 1
        self._failed = False
        self._pings.forget()
        self._sender.connected(self._now_ms())
        ending = await self._conversation(reader, writer)
        self._sender.lost(self._now_ms())
        if ending is Ending.LOST:
            self._feed.lost()
        return ending

    async def _conversation(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Ending:
        listening = asyncio.create_task(self._listen(reader))
        try:
            return await self._talk(writer, listening)
        except OSError:
            return Ending.LOST
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            writer.close()

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while data := await reader.read(65_536):
                self._pings.heard(data, self._now_ms())
                self._obey(self._sender.receive(data, self._now_ms()))
                self._wake.set()
        finally:
            self._wake.set()

    def _obey(self, events: list[SenderEvent]) -> None:
        for event in events:
            match event:
                case StartWanted(location, seq):
                    self._feed.start(location, seq)
                case StopWanted(location):
                    self._feed.stop(location)
                case Failed():
                    self._failed = True
                case _:
                    wished = self._sender.settings.get("time-format", "iso")
                    self._feed.connected(_SHAPES.get(wished, "iso"))

    async def _talk(self, writer: asyncio.StreamWriter, listening: asyncio.Task[None]) -> Ending:
        ending = None
        while ending is None:
            if not self._tend(writer, listening):
                return Ending.LOST
            ending = await self._do(self._next(), writer)
        if ending is Ending.DONE and not await self._linger(writer, listening):
            return Ending.LOST
        return await self._part(ending, writer, listening)

    def _tend(self, writer: asyncio.StreamWriter, listening: asyncio.Task[None]) -> bool:
        """Greet, ping and answer; False when the connection is over."""
        self._wake.clear()
        self._obey(self._sender.tick(self._now_ms()))
        if self._failed or listening.done():
            return False
        replies = self._sender.to_send()
        if replies:
            self._pings.said(replies, self._now_ms())
            writer.write(replies)
        return True

    def _next(self) -> Action:
        if not self._sender.streaming:
            return Wait(self._elapsed_s() + LONGEST_NAP_S)
        before = self._feed.cursor
        action = self._feed.next(self._elapsed_s())
        self._progress(self._feed.cursor - before)
        return action

    async def _do(self, action: Action, writer: asyncio.StreamWriter) -> Ending | None:
        match action:
            case Rows(data, count):
                self._rows += count
                await self._write(writer, data)
                await asyncio.sleep(0)  # or a flat-out replay would never hear a ping
            case Wait(until_s):
                await self._nap(until_s)
            case Half(head, tail, seconds):
                self._rows += 1
                await self._write(writer, head)
                await asyncio.sleep(seconds)
                await self._write(writer, tail)
            case Silence(seconds):
                await asyncio.sleep(seconds)
            case Cut(torn):
                await self._write(writer, torn)
                return Ending.CUT
            case Done():
                return Ending.DONE
        return None

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()

    async def _nap(self, until_s: float) -> None:
        """Until then, or until the sender or the collector wants something."""
        tick_ms = self._sender.next_tick_ms
        ends_s = until_s if tick_ms is None else min(until_s, tick_ms / 1000)
        seconds = min(LONGEST_NAP_S, max(0.001, ends_s - self._elapsed_s()))
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _linger(self, writer: asyncio.StreamWriter, listening: asyncio.Task[None]) -> bool:
        """Stay after the last row, as a sender at a quiet point does. False: we lost the hub."""
        ends_s = self._elapsed_s() + self._target.linger_s
        while self._elapsed_s() < ends_s:
            if not self._tend(writer, listening):
                return False
            await self._nap(ends_s)
        return True

    async def _part(
        self, ending: Ending, writer: asyncio.StreamWriter, listening: asyncio.Task[None]
    ) -> Ending:
        """Close in good order and wait for the other side, or tear the line."""
        if ending is Ending.CUT and not self._feed.resuming:
            link: socket.socket = writer.get_extra_info("socket")
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()
            return ending
        if listening.done():  # it left before us, so nobody knows what it had read
            return Ending.LOST
        writer.write_eof()
        await asyncio.wait([listening], timeout=PARTING_S)
        if not listening.done():
            return Ending.UNHEARD
        return Ending.LOST if listening.exception() else ending
