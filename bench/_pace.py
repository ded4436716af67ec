"""A sender that keeps time: so many reads a second, each with the instant of its sending in it.

For a process beside the measured ones. It greets as `replay.flat_out` does, then sends every read at its own instant of
a fixed schedule (never faster to make up for a late one: that would be another load).
"""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from project88.replay.flat_out import GREETING


class Pace(msgspec.Struct, frozen=True):
    """A load: reads per second of all connections together, evenly dealt."""

    rate: int
    connections: int
    seconds: float
    first: int = 1
    """The number of each connection's first row; a row number that starts anew is another load."""

    @property
    def reads(self) -> int:
        """How many in all."""
        return self.each * self.connections

    @property
    def each(self) -> int:
        """How many of one connection."""
        return int(self.rate * self.seconds) // self.connections

    def after(self) -> "Pace":
        """The same load once more, by senders that count on."""
        return msgspec.structs.replace(self, first=self.first + self.each)


def one_after_another(pace: Pace) -> Iterator[Pace]:
    """This load again and again, for the rounds of a bench on one database."""
    while True:
        yield pace
        pace = pace.after()


def tag_of(connection: int, number: int) -> str:
    """A tag for each read, so that each is a passing of its own."""
    return f"{connection:02X}{number:06X}"


def send_paced(port: int, pace: Pace) -> None:
    """Send the whole load; returns when the collector has read it and closed."""
    asyncio.run(_all(port, pace))


async def _all(port: int, pace: Pace) -> None:
    loop = asyncio.get_running_loop()
    lines = [await _welcomed(port) for _ in range(pace.connections)]
    begin = loop.time() + 0.2
    async with asyncio.TaskGroup() as group:
        for number, (reader, writer) in enumerate(lines):
            first = begin + number / pace.rate
            group.create_task(_send(reader, writer, _schedule(first, pace), number))


def _schedule(begin: float, pace: Pace) -> Iterator[tuple[float, int]]:
    """When each row of a connection is due, and its number."""
    for turn in range(pace.each):
        yield begin + turn * pace.connections / pace.rate, pace.first + turn


async def _welcomed(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(GREETING)
    while not (await asyncio.wait_for(reader.readline(), 10)).startswith(b"start"):
        pass
    return reader, writer


async def _send(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    schedule: Iterator[tuple[float, int]],
    connection: int,
) -> None:
    loop = asyncio.get_running_loop()
    answering = asyncio.create_task(_answer(reader, writer))
    for due, number in schedule:
        await asyncio.sleep(max(0.0, due - loop.time()))
        writer.write(_row(connection, number))
    writer.write_eof()
    await asyncio.wait((answering,), timeout=30)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def _row(connection: int, number: int) -> bytes:
    tag = tag_of(connection, number)
    now_us = time.time_ns() // 1000
    at = datetime.fromtimestamp(now_us // 1_000_000, UTC)
    text = f"{at:%Y-%m-%dT%H:%M:%S}.{now_us % 1_000_000:06}"
    return f"CT01_33~{number}~point {connection:02}~{tag}~{text}~1~10A1B2~1\r\n".encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := await reader.readline():
        if line.strip() == b"ping":
            writer.write(b"ack~ping\r\n")
