"""Wake-ups between processes by LISTEN and NOTIFY: says that something changed, never what.

`listen` has two loops. The outer one opens a connection outside the pool, however often that
takes; the inner one hands out notes and, after half a minute of silence, asks whether the
connection is still good. A note that was sent while nobody listened is lost, so every time
listening begins the consumer gets a note of kind RECONNECTED: look at the tables again.

`Notifier` is the other end. NOTIFY takes a lock across the database until its commit, so it never
goes into a writer's transaction: one connection sends for the whole process, and what is posted
while one NOTIFY is under way goes out with the next one, equal notes once.
"""

import asyncio
import enum
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Self, TypeAlias

import asyncpg
import msgspec

from project88 import log
from project88.db import roles
from project88.db.outbox import Outbox
from project88.db.queries import load
from project88.errors import Unavailable

if TYPE_CHECKING:
    RawConnection: TypeAlias = asyncpg.Connection[asyncpg.Record]

_KEEPALIVE_S = 30.0
_ANSWER_S = 5.0
_FAREWELL_S = 0.5
_BACKOFF_S = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
_MOST_WAITING = 10_000
_queries = load(__file__)
_log = log.get(__name__)


class Kind(enum.StrEnum):
    """What a note is about."""

    NOTIFIED = "notified"
    RECONNECTED = "reconnected"
    """Listening begins, at first or again: what was sent before is lost."""


class Note(msgspec.Struct, frozen=True):
    """One wake-up."""

    channel: str = ""
    payload: str = ""
    kind: Kind = Kind.NOTIFIED


RECONNECTED = Note(kind=Kind.RECONNECTED)


async def listen(
    open_connection: "Callable[[], Awaitable[RawConnection]]",
    channels: Sequence[str],
    *,
    keepalive_s: float = _KEEPALIVE_S,
) -> AsyncGenerator[Note]:
    """Notes of these channels, for ever; a database that is away is waited for.

    A consumer that falls ten thousand notes behind gets RECONNECTED in their place.
    """
    while True:
        connection = await _connected(open_connection)
        try:
            async with aclosing(_notes(connection, channels, keepalive_s)) as notes:
                async for note in notes:
                    yield note
        except (*roles.UNREACHABLE, asyncpg.InterfaceError) as error:
            _log.warning("listening was interrupted", reason=str(error))
        finally:
            await _closed(connection)


async def _notes(
    connection: "RawConnection", channels: Sequence[str], keepalive_s: float
) -> AsyncGenerator[Note]:
    """Notes of one connection; ends when it is lost."""
    box: asyncio.Queue[Note | None] = asyncio.Queue()

    def put(_connection: object, _pid: int, channel: str, payload: object) -> None:
        if box.qsize() >= _MOST_WAITING:
            while not box.empty():
                box.get_nowait()
            box.put_nowait(RECONNECTED)
        box.put_nowait(Note(channel, str(payload)))

    connection.add_termination_listener(lambda _connection: box.put_nowait(None))
    for channel in channels:
        await connection.add_listener(channel, put)
    yield RECONNECTED
    while True:
        try:
            async with asyncio.timeout(keepalive_s):
                note = await box.get()
        except TimeoutError:
            await connection.execute(_queries["alive"], timeout=_ANSWER_S)
            continue
        if note is None:
            return
        yield note


class Notifier:
    """Sends for one process. Use as ``async with Notifier(pool.dedicated) as notifier``."""

    def __init__(self, open_connection: "Callable[[], Awaitable[RawConnection]]") -> None:
        self._open_connection = open_connection
        self._outbox = Outbox()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run(), name="notifier")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Send what waits if that is quick, then end.

        What a database that is away does not take, nobody misses: listeners look again anyway.
        """
        self._stopping = True
        self._outbox.wake()
        if self._task is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL_S):
                await self._task

    def post(self, channel: str, payload: str) -> None:
        """Wake whoever listens; never blocks, and never fails because the database is away.

        Raises `ValueError` for a payload that PostgreSQL would refuse (8,000 bytes and more).
        """
        self._outbox.put(channel, payload)

    async def _run(self) -> None:
        """Connects when there is something to send: who only listens needs no second connection."""
        await self._outbox.filled()
        while not self._stopping or self._outbox:
            connection = await _connected(self._open_connection)
            try:
                await self._send(connection)
            except asyncio.CancelledError:
                # The farewell is over; closing politely would wait for the answer that never came.
                connection.terminate()
                raise
            except (*roles.UNREACHABLE, asyncpg.InterfaceError) as error:
                _log.warning("sending wake-ups was interrupted", reason=str(error))
            finally:
                await _closed(connection)

    async def _send(self, connection: "RawConnection") -> None:
        """Send until we are to stop; what a lost connection may not have sent waits again."""
        while True:
            await self._outbox.filled()
            batch = self._outbox.take()
            if batch:
                try:
                    await _notify(connection, batch)
                except (*roles.UNREACHABLE, asyncpg.InterfaceError):
                    self._outbox.put_back(batch)
                    raise
            if self._stopping and not self._outbox:
                return


async def _notify(connection: "RawConnection", notes: Sequence[tuple[str, str]]) -> None:
    channels = [channel for channel, _ in notes]
    payloads = [payload for _, payload in notes]
    await connection.execute(_queries["notify_many"], channels, payloads, timeout=_ANSWER_S)


async def _connected(
    open_connection: "Callable[[], Awaitable[RawConnection]]",
) -> "RawConnection":
    """A connection, however long that takes."""
    attempt = 0
    while True:
        try:
            return await open_connection()
        except (Unavailable, *roles.UNREACHABLE) as error:
            pause = _BACKOFF_S[min(attempt, len(_BACKOFF_S) - 1)]
            _log.debug("the database is away", reason=str(error), pause_s=pause)
            attempt += 1
            await asyncio.sleep(pause)


async def _closed(connection: "RawConnection") -> None:
    try:
        await connection.close(timeout=_ANSWER_S)
    except (*roles.UNREACHABLE, asyncpg.InterfaceError):
        connection.terminate()
