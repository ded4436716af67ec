"""The one way to a connection, and the only place that commits.

``partner`` opens a transaction in which row-level security shows one timing partner's rows and no
others; ``hub`` is the second, separately named door for what spans partners (listeners, wake-ups,
closing sessions), allowed in a short list of files that a test keeps. One ``async with`` is one
transaction: it commits at the end, and rolls back when anything is raised. Opening it costs one
round trip, because the transaction and its partner are named in the same message.

What every request asks first (whose session, which partner, which link) is one statement across
partners. It goes through ``hub_look``: connections that stand in the hub's role and commit each
statement by itself, one round trip instead of three.

A plain ``connection.transaction()`` does not work inside (asyncpg says so): what should be undone
alone is a `savepoint`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

from project88 import log
from project88.db import roles
from project88.db.actor import HUB, Actor, Names, settings_of

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

# Texts, because asyncpg's own classes take no parameters while the program runs.
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
_RawPool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
# Any: what awaiting a coroutine sends and takes, which nobody uses.
_Prepare: TypeAlias = "Callable[[asyncpg.Connection[asyncpg.Record]], Coroutine[Any, Any, None]]"

_STATEMENT_TIMEOUT_S = 30
_CLOSE_S = 10
_SERVER_SETTINGS = {
    "application_name": "project88",
    "timezone": "UTC",
    "statement_timeout": f"{_STATEMENT_TIMEOUT_S}s",
    "idle_in_transaction_session_timeout": "60s",
}
# The server gives up first; this is for a server that cannot even say so.
_COMMAND_TIMEOUT_S = _STATEMENT_TIMEOUT_S + 5
_ACQUIRE_S = 10
_ONE_MOMENT = "begin isolation level repeatable read read only"
_LOOKING = 4
"""Connections for single statements across partners; each is held for a fraction of a millisecond."""
_log = log.get(__name__)


class Pool:
    """Connections of one process to one database, as the plain service role."""

    def __init__(self, url: str, raw: _RawPool, looking: _RawPool) -> None:
        self._url = url
        self._raw = raw
        self._looking = looking

    @classmethod
    async def open(cls, url: str, *, size: int = 10) -> "Pool":
        """Connect; raises `UnsafeRole` for a login that policies do not bind, `Unavailable`."""
        connection = await roles.connect(url)
        try:
            await roles.require_plain(connection)
        finally:
            await connection.close()
        return await cls._prepared(url, size, ready=1)

    @classmethod
    async def expect(cls, url: str, *, size: int = 10) -> "Pool":
        """For a process that must work before the database does: connects when first asked.

        Every transaction raises `Unavailable` until then, or `UnsafeRole`.
        """
        return await cls._prepared(url, size, ready=0)

    @classmethod
    async def _prepared(cls, url: str, size: int, *, ready: int) -> "Pool":
        raw = await _connections(url, ready, size, roles.require_plain)
        looking = await _connections(url, 0, min(size, _LOOKING), roles.stand_in_the_hub)
        return cls(url, raw, looking)

    async def close(self) -> None:
        """Wait ten seconds for what is under way, then cut it off."""
        try:
            async with asyncio.timeout(_CLOSE_S):
                await self._looking.close()
                await self._raw.close()
        except TimeoutError:
            self._looking.terminate()
            self._raw.terminate()

    @asynccontextmanager
    async def partner(
        self, partner_id: int, *, by: Actor = HUB, names: Names = Names.SHOWN
    ) -> AsyncIterator[Connection]:
        """One transaction on one timing partner's rows, on behalf of `by`.

        Raises `Unavailable` when the database is away, before it or in the middle.
        """
        async with self._transaction(settings_of(partner_id, by, names)) as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(
        self, partner_id: int, *, by: Actor = HUB, names: Names = Names.SHOWN
    ) -> AsyncIterator[Connection]:
        """Reading alone, and all statements see the same moment; otherwise as `partner`.

        For an answer that is put together by several statements: a runner who changes between two
        of them would be in it twice, or not at all.
        """
        begin = settings_of(partner_id, by, names, _ONE_MOMENT)
        async with self._transaction(begin) as connection:
            yield connection

    @asynccontextmanager
    async def hub(self, reason: str) -> AsyncIterator[Connection]:
        """One transaction across partners; the reason is for the log and the reader."""
        _log.debug("transaction across partners", reason=reason)
        async with self._transaction(f"begin; set local role {roles.HUB_ROLE}") as connection:
            yield connection

    @asynccontextmanager
    async def hub_look(self, reason: str) -> AsyncIterator[Connection]:
        """For one statement across partners, committed by itself: there is nothing to roll back.

        Raises `Unavailable` when the database is away.
        """
        _log.debug("statement across partners", reason=reason)
        async with _borrowed(self._looking) as connection:
            try:
                yield connection
            except BaseException as error:
                if _lost(connection, error) and isinstance(error, Exception):
                    raise roles.away(error) from error
                raise

    @asynccontextmanager
    async def no_partner(self) -> AsyncIterator[Connection]:
        """One transaction on what belongs to no partner; shows no row of any partner."""
        async with self._transaction(settings_of(None, HUB, Names.SHOWN)) as connection:
            yield connection

    async def dedicated(self) -> "asyncpg.Connection[asyncpg.Record]":
        """A connection outside the pool, for LISTEN and for long streams; the caller closes it.

        It has no statement timeout and no partner. Raises `Unavailable`.
        """
        return await roles.connect(self._url)

    @asynccontextmanager
    async def _transaction(self, begin: str) -> AsyncIterator[Connection]:
        async with _borrowed(self._raw) as connection, _committed(connection, begin):
            yield connection


async def _connections(url: str, ready: int, size: int, prepare: _Prepare) -> _RawPool:
    return await asyncpg.create_pool(
        url,
        min_size=ready,
        max_size=size,
        init=prepare,
        reset=_nothing_to_reset,
        command_timeout=_COMMAND_TIMEOUT_S,
        server_settings=_SERVER_SETTINGS,
        timeout=_ACQUIRE_S,
    )


@asynccontextmanager
async def _borrowed(raw: _RawPool) -> AsyncIterator[Connection]:
    try:
        connection = await raw.acquire(timeout=_ACQUIRE_S)
    except roles.UNREACHABLE as error:
        raise roles.away(error) from error
    try:
        yield connection
    finally:
        await raw.release(connection)


@asynccontextmanager
async def savepoint(connection: Connection, name: str = "inner") -> AsyncIterator[None]:
    """What is done inside is undone alone when it raises; the transaction around it lives on."""
    quoted = '"' + name.replace('"', '""') + '"'
    await connection.execute(f"savepoint {quoted}")
    try:
        yield
    except BaseException as error:
        if not _lost(connection, error):
            await connection.execute(f"rollback to savepoint {quoted}; release savepoint {quoted}")
        raise
    await connection.execute(f"release savepoint {quoted}")


@asynccontextmanager
async def _committed(connection: Connection, begin: str) -> AsyncIterator[None]:
    """Begin, and end in the one right way; a lost connection is told as `Unavailable`."""
    try:
        await connection.execute(begin)
        yield
        await connection.execute("commit")
    except BaseException as error:
        # Cancellation too: a transaction is never left open.
        if not _lost(connection, error):
            await connection.execute("rollback")
        elif isinstance(error, Exception):
            raise roles.away(error) from error
        raise


def _lost(connection: Connection, error: BaseException) -> bool:
    """Whether there is nobody left to say "rollback" to; the pool then opens a new connection."""
    try:
        if isinstance(error, roles.SERVER_GONE):
            connection.terminate()
        return connection.is_closed()
    except asyncpg.InterfaceError:
        # The pool has taken it back already, which it does when a connection ends.
        return True


async def _nothing_to_reset(_connection: Connection) -> None:
    """Everything we set is local to its transaction; asyncpg's own reset costs a round trip."""
