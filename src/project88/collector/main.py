"""The collector's life: recover, listen, obey the table of listeners, stop politely.

The order is that of the sender's patience. Ports open first of all, from the remembered table if
the database is away; reads are journalled from the first moment. The status API comes after, and
the way back is the same in reverse: stop accepting, close connections (senders come again at once),
store what is in memory, sync the journals.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server as StatusServer

from project88 import garbage, log, relay
from project88.collector import store
from project88.collector.conversations import conversation_for
from project88.collector.duties import Duties
from project88.collector.hall import Hall
from project88.collector.journal_folder import JournalFolder
from project88.collector.moment import Moment, SystemMoment
from project88.collector.presence import Presence
from project88.collector.recovery import recover
from project88.collector.server import Server
from project88.collector.status import status_app
from project88.db.listen import listen
from project88.db.pool import Connection, Pool
from project88.errors import Misconfigured, Unavailable
from project88.settings import Settings

_log = log.get(__name__)
CHANNELS = ("listeners", "rosters", "timing")
_RETIRE_EVERY_S = 3600
_REOPEN_EVERY_S = 1.0
_MEASURE_EVERY_S = 1.0
_ASK_EVERY_S = 2.0
_GOODBYE_S = 1.0


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Serves until `stop` is set. Raises `UnsafeRole` for a login that policies do not bind, and
    whatever a part of the collector failed with.
    """
    garbage.keep_rare()
    async with collecting(settings) as collector:
        waits = [asyncio.create_task(stop.wait()), asyncio.create_task(collector.failed())]
        done, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        for task in done:
            task.result()


@asynccontextmanager
async def collecting(
    settings: Settings, moment: Moment | None = None
) -> AsyncIterator["Collector"]:
    """A running collector, for a process or a test."""
    async with AsyncExitStack() as stack:
        pool = await _pool(settings)
        stack.push_async_callback(pool.close)
        folder = JournalFolder(
            _journal_dir(settings),
            max_bytes=int(settings.journal.max_bytes),
            keep_days=settings.journal.keep_days,
        )
        duties = Duties()
        opened = await stack.enter_async_context(relay.open(settings, pool))
        hall = Hall(settings, pool, folder, moment or SystemMoment(), duties, opened.wakeups)
        collector = Collector(settings, pool, hall, duties)
        stack.push_async_callback(collector.stop)
        await collector.start()
        yield collector


class Collector:
    """The parts of one collector process, joined."""

    def __init__(self, settings: Settings, pool: Pool, hall: Hall, duties: Duties) -> None:
        self.hall = hall
        self.server = Server(hall, hall.folder.folder / "listeners.json")
        self._settings = settings
        self._pool = pool
        self._duties = duties
        self._status: StatusServer | None = None
        self.presence = Presence(hall, pool, hall.wakeups)
        self._resuming = False

    async def start(self) -> None:
        """Recovers, opens the ports, and begins to obey changes."""
        collector = self._settings.collector
        recover(self.hall, lambda origin: conversation_for(origin, collector, None, {}))
        try:
            await self.look_again()
        except Unavailable:
            self.hall.unreachable = True
            _log.warning("the database is away; listening as in the last run")
            await self.server.listen_on(self.server.remembered())
        self._duties.begin(self.hall.syncer.run(), "journal sync")
        self._duties.begin(self._obey(), "obey changes")
        self._duties.begin(self._ask_after_database(), "ask after the database")
        self._duties.begin(self._reopen(), "open ports that failed")
        self._duties.begin(self._measure_journals(), "measure the journals")
        self._duties.begin(self._forget_old_journals(), "old journals")
        self._duties.begin(self._serve_status(), "status API")
        self._duties.begin(self.presence.run(), "write down who is connected")

    async def failed(self) -> None:
        """Raises what a part of the collector failed with; waits for ever while none does."""
        await self._duties.failed()

    async def look_again(self) -> None:
        """Reads listeners, claims and resume positions anew, and makes every lane look again."""
        collector = self._settings.collector
        async with self._pool.hub("find the listeners of every partner") as connection:
            wanted = await store.listeners(connection)
            if not wanted:
                await _first_listeners(connection, self._settings)
                wanted = await store.listeners(connection)
            self.hall.unreachable = False
            self.hall.claims = await store.claims(connection)
            self._resuming = collector.resume or any(one.resume for one in wanted)
            if self._resuming:
                self.hall.positions = await store.positions(connection)
        self.hall.forget()
        await self.server.listen_on(wanted)

    async def stop(self) -> None:
        """Stops accepting, lets senders go, stores what is left."""
        self.server.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE_S):
                await self.hall.emptied()
        await self.hall.drained()
        if self._status is not None:
            self._status.stop()  # type: ignore[no-untyped-call]  # granian has no types here
        await self._duties.end()
        await self.hall.syncer.round()
        if not self.hall.database_away:
            with suppress(TimeoutError):
                async with asyncio.timeout(_GOODBYE_S):
                    await self.presence.round()

    async def _obey(self) -> None:
        # Told inside transactions, so by PostgreSQL alone: see `project88.relay.wakeups`.
        async for _ in listen(self._pool.dedicated, CHANNELS):
            with suppress(Unavailable):
                await self.look_again()

    async def _ask_after_database(self) -> None:
        """A quiet collector would not know, and its status would call all well."""
        while True:
            await asyncio.sleep(_ASK_EVERY_S)
            try:
                await self._look_after_positions()
                self.hall.unreachable = False
            except (Unavailable, OSError):
                self.hall.unreachable = True

    async def _look_after_positions(self) -> None:
        """Asks after the database; where senders are asked to resume, also how far they got."""
        async with self._pool.no_partner():
            pass
        if self._resuming:
            async with self._pool.hub("find where resumed streams go on") as connection:
                self.hall.positions = await store.positions(connection)

    async def _measure_journals(self) -> None:
        """The journals are the queue while the database is away; a disk has an end."""
        while True:
            full = await asyncio.to_thread(self.hall.folder.full)
            if full and not self.hall.journal_full:
                _log.error("the journals fill their room; senders are paused until some is stored")
            self.hall.journal_full = full
            await asyncio.sleep(_MEASURE_EVERY_S)

    async def _reopen(self) -> None:
        """A port may still be held by a collector that is on its way out."""
        while True:
            await asyncio.sleep(_REOPEN_EVERY_S)
            await self.server.reopen()

    async def _forget_old_journals(self) -> None:
        while True:
            gone = await asyncio.to_thread(self.hall.folder.forget_expired)
            if gone:
                _log.info("old journals deleted", parts=gone)
            await asyncio.sleep(_RETIRE_EVERY_S)

    async def _serve_status(self) -> None:
        collector = self._settings.collector
        self._status = StatusServer(
            status_app(self.hall, self.server, self._pool),
            address=collector.status_bind,
            port=collector.status_port,
            interface=Interfaces.ASGI,
            log_enabled=False,
        )
        await self._status.serve()


async def _first_listeners(connection: Connection, settings: Settings) -> None:
    """A hub without any listener gets the usual ports: for its only partner, else shared."""
    partners = await store.partner_ids(connection)
    partner_id = partners[0] if len(partners) == 1 else 0
    await store.add_listener(connection, partner_id, "ctp01", settings.collector.ctp01_port)
    if settings.collector.jchip_enabled:
        await store.add_listener(connection, partner_id, "jchip", settings.collector.jchip_port)


async def _pool(settings: Settings) -> Pool:
    if settings.database.url is None:
        raise Misconfigured(
            "The collector needs DATABASE_URL; `./project88 up` starts a database by itself."
        )
    url, size = settings.database.url.get_secret_value(), settings.database.pool_max
    try:
        return await Pool.open(url, size=size)
    except Unavailable:
        return await Pool.expect(url, size=size)


def _journal_dir(settings: Settings) -> Path:
    return settings.journal.dir or Path(".project88") / "journal"
