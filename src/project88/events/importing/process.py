"""Starting the reader, and talking with it without holding up anything else in the web process."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager

import msgspec

from project88 import log
from project88.errors import InputError, Unavailable
from project88.events.importing.choices import Choices, Reading
from project88.events.importing.messages import (
    LENGTH,
    Compare,
    Compared,
    Look,
    Part,
    Reply,
    Seen,
    Task,
    Unusable,
    frame,
)
from project88.events.model import Stored

MOST_AT_ONCE = 2
"""Files that one web process has read at the same time; others wait."""
_PATIENCE_S = 180
_CHUNK = 256 * 1024
_log = log.get("events.importing")
_turns = asyncio.Semaphore(MOST_AT_ONCE)


class UnreadableFile(InputError):
    """What the reader said of the file."""

    code = "unreadable_file"


async def look(data: bytes, choices: Choices) -> Reading:
    """Raises UnreadableFile with a sentence."""
    async with turn(), _reader(Look(choices), data) as process:
        reply = await _reply(process)
    assert isinstance(reply, Seen), "what Look is answered with"
    return reply.reading


async def compare(
    data: bytes, task: Compare, known: Iterable[list[Stored]]
) -> AsyncGenerator[Part | Compared, None]:
    """The rows part by part, then the counts. Raises UnreadableFile with a sentence.

    For who has a `turn`: taken before the transaction that the rows are written in, so that those
    who wait for it hold no connection.
    """
    async with _reader(task, data) as process:
        for part in known:
            await _send(process, msgspec.msgpack.encode(part))
        await _send(process, msgspec.msgpack.encode([]))
        while True:
            reply = await _reply(process)
            assert isinstance(reply, Part | Compared), "what Compare is answered with"
            yield reply
            if isinstance(reply, Compared):
                _log.info("file compared", peak_mib=reply.peak_kib // 1024)
                return


@asynccontextmanager
async def turn() -> AsyncIterator[None]:
    """One of the few files that are read at the same time."""
    async with _turns:
        yield


@asynccontextmanager
async def _reader(task: Task, data: bytes) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "project88.events.importing.reader",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await _send(process, msgspec.msgpack.encode(task))
            await _send(process, data)
            yield process
    except TimeoutError as error:
        raise UnreadableFile("Reading the file took too long; split it.") from error
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _send(process: asyncio.subprocess.Process, content: bytes) -> None:
    assert process.stdin is not None, "opened as a pipe"
    try:
        if len(content) < _CHUNK:
            process.stdin.write(frame(content))
        else:
            process.stdin.write(LENGTH.pack(len(content)))
            for start in range(0, len(content), _CHUNK):
                process.stdin.write(content[start : start + _CHUNK])
                await process.stdin.drain()
        await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        # It ended early and has said why; the reply tells.
        _log.debug("the reader stopped listening")


async def _reply(process: asyncio.subprocess.Process) -> Reply:
    assert process.stdout is not None, "opened as a pipe"
    try:
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        content = await process.stdout.readexactly(length)
    except asyncio.IncompleteReadError as error:
        raise Unavailable(
            "The file could not be read: the reader was stopped. Try again, or split the file.",
            code="reader_stopped",
        ) from error
    reply: Reply = msgspec.msgpack.decode(content, type=Reply)
    if isinstance(reply, Unusable):
        raise UnreadableFile(reply.sentence, code=reply.code)
    return reply
