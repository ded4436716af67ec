"""The fastest honest sender: greet, wait for `start`, then push bytes as TCP takes them.

Benches measure a collector, so the sender beside it must cost almost nothing: lines are encoded
before the clock starts and leave in large chunks. It keeps the three manners without which a
collector could not be measured fairly: the greeting (without the silence before it), `ack~ping`,
and an end that closes only its own side first, since a closed socket with unread answers would
reset the connection and take the last rows with it.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from time import monotonic

import msgspec

from project88.errors import Unavailable

GREETING = b"SimpleClient~1.2.3~CTP01\r\n"
CHUNK = 256 * 1024
HANDSHAKE_S = 10.0
PARTING_S = 30.0


class Pushed(msgspec.Struct, frozen=True):
    """What one flat-out stream took, from its first row's write to the peer's own close."""

    bytes: int
    seconds: float


def chunked(lines: Iterable[bytes], size: int = CHUNK) -> list[bytes]:
    """Whole lines joined to pieces of about `size` bytes."""
    chunks: list[bytes] = []
    held: list[bytes] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= size:
            chunks.append(b"".join(held))
            held, length = [], 0
    return [*chunks, b"".join(held)] if held else chunks


async def fast_send(host: str, port: int, chunks: Sequence[bytes]) -> Pushed:
    """Push everything over one connection, and return when the peer has read to the end.

    Unavailable when the peer refuses or resets the connection, does not say `start` within 10 s,
    or does not take its leave within 30 s of the last byte.
    """
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except OSError as error:
        raise Unavailable(f"Nothing takes rows at {host}:{port}.") from error
    try:
        return await _pushed(reader, writer, chunks)
    except OSError as error:
        raise Unavailable("The collector broke the connection.") from error
    finally:
        writer.close()


async def _pushed(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, chunks: Sequence[bytes]
) -> Pushed:
    writer.write(GREETING)
    await _within(HANDSHAKE_S, _started(reader), "did not answer the greeting with start")
    began = monotonic()
    answering = asyncio.create_task(_answer(reader, writer))
    try:
        sent = await _push(writer, chunks)
    finally:
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)
    writer.write_eof()
    await _within(PARTING_S, _emptied(reader), "did not close after the last row")
    return Pushed(sent, monotonic() - began)


async def _within(seconds: float, waiting: Awaitable[None], what: str) -> None:
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError as error:
        raise Unavailable(f"The collector {what} within {seconds:.0f} s.") from error


async def _started(reader: asyncio.StreamReader) -> None:
    while not (line := await reader.readline()).startswith(b"start"):
        if not line:
            raise Unavailable("The collector closed the connection during the greeting.")


async def _push(writer: asyncio.StreamWriter, chunks: Iterable[bytes]) -> int:
    sent = 0
    for chunk in chunks:
        writer.write(chunk)
        sent += len(chunk)
        await writer.drain()
    return sent


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := await reader.readline():
        if line.strip() == b"ping":
            writer.write(b"ack~ping\r\n")


async def _emptied(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass
