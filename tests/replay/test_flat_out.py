"""The benches' sender loses nothing, answers pings, and says what is wrong with a deaf peer."""

import asyncio
import random
import socket
from pathlib import Path
from typing import Protocol

import pytest

from project88.errors import Unavailable
from project88.replay.flat_out import chunked, fast_send
from project88.replay.rows import encode
from project88.replay.sources import Choices, rows_of
from project88.wire.ctp01.events import Read


class Hears(Protocol):
    port: int

    @property
    def reads(self) -> list[Read]: ...


def lines() -> list[bytes]:
    return encode(rows_of(Path("demo"), Choices(), random.Random(1)))


def test_chunks_hold_whole_lines_and_all_of_them() -> None:
    chunks = chunked(lines(), 1000)
    assert b"".join(chunks) == b"".join(lines())
    assert all(chunk.endswith(b"\r\n") for chunk in chunks)
    assert all(1000 <= len(chunk) < 1100 for chunk in chunks[:-1])
    assert chunked([]) == []


async def test_everything_that_is_pushed_arrives_in_order(collector: Hears) -> None:
    pushed = await fast_send("127.0.0.1", collector.port, chunked(lines(), 1000))
    assert pushed.bytes == len(b"".join(lines()))
    wanted = rows_of(Path("demo"), Choices(), random.Random(1))
    assert [(read.seq, read.location, read.tag) for read in collector.reads] == [
        (row.seq, row.location, row.tag) for row in wanted
    ]


async def test_a_refused_connection_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unavailable, match="Nothing takes rows"):
            await fast_send("127.0.0.1", taken.getsockname()[1], [])


async def test_a_collector_that_hangs_up_on_the_greeting_is_said_in_words() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Unavailable, match="during the greeting"):
            await fast_send("127.0.0.1", port, [b"x"])


async def test_pings_are_answered_between_the_rows() -> None:
    answers: list[bytes] = []

    async def collect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"Hub~1~0\r\nstart\r\nping\r\n")
        while (line := await reader.readline()) and not line.startswith(b"ack"):
            pass
        answers.append(line)
        while await reader.read(65_536):
            pass
        writer.close()

    async with await asyncio.start_server(collect, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await fast_send("127.0.0.1", port, [(b"x" * 998 + b"\r\n") * 100] * 200)
    assert answers == [b"ack~ping\r\n"]
