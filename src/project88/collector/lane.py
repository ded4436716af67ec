"""One partner's way into the database: natural group commit.

While one transaction is under way the next chunks collect, so there is no timer: at low load a read
waits for nothing, at high load batches grow by themselves up to a limit. The lane is the only task
of its partner that waits for the database. When the database is away it tries again for as long as
it takes; the connections keep journalling meanwhile.
"""

import asyncio
import struct
from collections import deque
from collections.abc import Callable

import asyncpg

from project88 import log
from project88.collector.feed import Feed, Mark
from project88.collector.measures import BATCH_READS, COMMIT_SECONDS, READS_STORED
from project88.errors import Unavailable
from project88.timing.plan import Plan
from project88.timing.record import Recorder, Stored
from project88.timing.registry import Claimed
from project88.timing.store import SessionChanged
from project88.timing.stream import Chunk
from project88.wire.ctp01.events import Quarantined

_log = log.get(__name__)
_PAUSES_S = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
_JOURNAL_BYTES = 1_000_000
"""How much of a journal is read at a time when a feed is behind."""
REFUSED = (
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.ProgramLimitExceededError,
    ValueError,
    OverflowError,
    struct.error,
)
"""Something is wrong with a row. Everything else is about the database, and waited for."""
AWAY = (
    Unavailable,
    OSError,
    TimeoutError,
    SessionChanged,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
)
_OTHER_LANE_S = 0.02
_READS_OF_ONE_ARRIVAL = 330
"""Rows in 16 KiB, the most that one arrival brings."""

_NOT_STORABLE = "not_storable"
OnStored = Callable[[list[Chunk], Stored], None]
_Ready = tuple[list[Chunk], Plan | None]


class Lane:
    """Chunks in, transactions out, in order of arrival for every stream."""

    def __init__(
        self,
        recorder: Recorder,
        *,
        batch_reads: int,
        memory_reads: int,
        on_stored: OnStored,
        lane_of: "Callable[[int], Lane]",
    ) -> None:
        self.recorder = recorder
        self._lane_of = lane_of
        self.database_away = False
        self.waiting_reads = 0
        self._batch_reads = batch_reads
        self._memory_reads = memory_reads
        self._on_stored = on_stored
        self._chunks: deque[Chunk] = deque()
        self._wanting: deque[Callable[[], None]] = deque()
        self._behind: deque[Feed] = deque()
        self._something = asyncio.Event()
        self._idle = asyncio.Event()

    @property
    def full(self) -> bool:
        """Whether a sender should wait a moment: memory for reads is used up, or others wait.

        Senders take turns; one that went on while others wait would keep them from their turn so
        long that they fall behind, and their bytes would be read twice.
        """
        return bool(self._wanting) or self.waiting_reads >= self._memory_reads

    def put(self, chunk: Chunk) -> None:
        """Takes a chunk of a live feed."""
        self._chunks.append(chunk)
        self.waiting_reads += len(chunk.told)
        self._wake()

    def put_behind(self, feed: Feed) -> None:
        """Takes over a feed that must be read from its journal."""
        self._behind.append(feed)
        self._wake()

    def wait_for_room(self, come_in: Callable[[], None]) -> None:
        """Calls back once when memory has room again, in order of asking."""
        self._wanting.append(come_in)

    async def run(self) -> None:
        """For ever; cancelling it in the middle of a transaction loses nothing that is journalled."""
        ready: _Ready | None = None
        while True:
            if ready is None:
                await self._something.wait()
                self.recorder.registry.forget_if_asked()
                ready = await self._next()
                if ready is None:
                    await self._rest()
                    continue
            ready = await self._store_and_prepare(ready)
            self.recorder.registry.forget_if_asked()

    async def _rest(self) -> None:
        """Nothing can be taken: until something comes, or another lane has stored what a feed of
        this one must wait for.
        """
        if self._behind:
            await asyncio.sleep(_OTHER_LANE_S)
            return
        self._something.clear()
        self._idle.set()

    async def drained(self) -> None:
        """Waits until nothing is left to store."""
        while self._something.is_set():
            self._idle.clear()
            await self._idle.wait()

    def _wake(self) -> None:
        self._idle.clear()
        self._something.set()

    async def _store_and_prepare(self, ready: "_Ready") -> "_Ready | None":
        """Stores one batch and, when a good part of another waits, plans that one meanwhile."""
        plan = ready[1]
        storing = asyncio.create_task(self._store(*ready))
        following: _Ready | None = None
        try:
            if plan and not plan.suspicious and self.waiting_reads >= self._batch_reads // 2:
                following = await self._next()
        except BaseException:
            storing.cancel()
            raise
        await storing
        return following

    async def _next(self) -> "_Ready | None":
        """The next batch with its plan; without one where making it failed, and storing will say
        why.
        """
        while batch := self._take():
            while batch:
                try:
                    return batch, await self.recorder.plan(batch)
                except Claimed as claimed:
                    batch = self._hand_over(batch, claimed)
                except (*AWAY, *REFUSED) as error:
                    _log.debug("a plan could not be made yet", reason=str(error))
                    return batch, None
        return None

    def _take(self) -> list[Chunk]:
        batch: list[Chunk] = []
        reads = 0
        limit = self._batch_reads // (2 if self._behind else 1)
        while self._chunks and reads < limit:
            chunk = self._chunks.popleft()
            batch.append(chunk)
            reads += len(chunk.told)
        self.waiting_reads -= reads
        batch.extend(self._from_journals())
        self._let_in()
        return batch

    def _let_in(self) -> None:
        """Calls back so many of those who wait as there is room for."""
        room = self._memory_reads - self.waiting_reads
        while self._wanting and room > 0:
            self._wanting.popleft()()
            room -= _READS_OF_ONE_ARRIVAL

    def _from_journals(self) -> list[Chunk]:
        """One helping from the first feed behind that has one and whose earlier chunks are stored."""
        for _ in range(len(self._behind)):
            feed = self._behind.popleft()
            if feed.in_lane:
                self._behind.append(feed)
                continue
            helping = list(feed.read(_JOURNAL_BYTES))
            if feed.behind:
                self._behind.append(feed)
            feed.maybe_settled()
            if helping:
                return helping
        return []

    async def _store(self, batch: list[Chunk], plan: Plan | None = None) -> None:
        attempt = 0
        while True:
            try:
                with COMMIT_SECONDS.time():
                    stored = await self.recorder.record(batch, plan)
            except Claimed as claimed:
                plan = None
                batch = self._hand_over(batch, claimed)
                if not batch:
                    return
            except REFUSED as error:
                await self._store_apart(batch, error)
                return
            except AWAY as error:
                plan = None
                self._say_away(error)
                await asyncio.sleep(_PAUSES_S[min(attempt, len(_PAUSES_S) - 1)])
                attempt += 1
            else:
                self._say_back()
                self._account(batch, stored)
                return

    def _hand_over(self, batch: list[Chunk], claimed: Claimed) -> list[Chunk]:
        """A stream that left the Unclaimed pool goes on in its partner's lane; returns the rest."""
        stream = claimed.stream
        stream.claimed_by = claimed.partner_id
        lane = self._lane_of(claimed.partner_id)
        for chunk in batch:
            if chunk.stream is stream:
                lane.put(chunk)
        return [chunk for chunk in batch if chunk.stream is not stream]

    def _account(self, batch: list[Chunk], stored: Stored) -> None:
        READS_STORED.inc(stored.reads)
        BATCH_READS.observe(stored.reads + stored.duplicates)
        self._on_stored(batch, stored)
        for chunk in batch:
            if isinstance(chunk.mark, Mark):
                chunk.mark.durable()

    async def _store_apart(self, batch: list[Chunk], error: Exception) -> None:
        """The database refuses something in this batch: halve it until that one row stands alone."""
        if len(batch) > 1:
            half = len(batch) // 2
            await self._store(batch[:half])
            await self._store(batch[half:])
            return
        chunk = batch[0]
        if len(chunk.told) > 1:
            await self._store_rows_apart(chunk)
            return
        if _is_refused_row(chunk):
            _log.error(
                "a row is refused even by the quarantine; the journal keeps it", reason=str(error)
            )
            self._account(batch, Stored())
            return
        _log.error("the database refuses a row; it is kept in quarantine", reason=str(error))
        line = Quarantined(line=repr(chunk.told[0]).encode(), reason=_NOT_STORABLE, hint=str(error))
        await self._store([Chunk(chunk.stream, chunk.received_us, [line], chunk.mark)])

    async def _store_rows_apart(self, chunk: Chunk) -> None:
        half = len(chunk.told) // 2
        for told, mark in ((chunk.told[:half], None), (chunk.told[half:], chunk.mark)):
            await self._store([Chunk(chunk.stream, chunk.received_us, told, mark)])

    def _say_away(self, error: BaseException) -> None:
        if not self.database_away:
            _log.warning("the database is away; reads wait in the journal", reason=str(error))
        self.database_away = True

    def _say_back(self) -> None:
        if self.database_away:
            _log.info("the database is back; the journal is being stored")
        self.database_away = False


def _is_refused_row(chunk: Chunk) -> bool:
    """Whether this is what `_store_apart` made of a row that the database refused."""
    return all(isinstance(one, Quarantined) and one.reason == _NOT_STORABLE for one in chunk.told)
