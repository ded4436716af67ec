"""The single door for a read.

One transaction for all that a batch of chunks said: store the reads, derive passings from those
that are new, match them to the roster, raise each session's version, count. It may be called again
with the same chunks at any time, after any failure: the unique key of reads and the rules of
passings make a second time harmless.

A large batch whose row numbers all rise is copied, which is fast and fails on a duplicate. A small
batch, and one with a row number that is not above all earlier ones of its location (a resend, a
counter reset, two boxes under one name), goes by INSERT … ON CONFLICT, which tells which rows were
new. A copy that fails falls back to it.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

import asyncpg
import msgspec

from project88.db.pool import Connection, Pool
from project88.timing import store
from project88.timing.copying import Row, encode
from project88.timing.deriving import Derived
from project88.timing.generations import flag_repeated, settle_generations
from project88.timing.homes import LocationHome, SessionHome
from project88.timing.plan import Plan, Planner
from project88.timing.registry import Registry, instant
from project88.timing.store import LocationTally, SessionChanged, SessionTally
from project88.timing.stream import Chunk

_TRIES = 5
_SMALL = 200
"""Below this many rows one INSERT is faster than staging and copying (bench `ingest`)."""


class Raised(msgspec.Struct, frozen=True):
    """A session that has something new for its displays."""

    session_id: int
    version: int
    received_us: int


class Stored(msgspec.Struct, frozen=True):
    """What became durable."""

    reads: int = 0
    duplicates: int = 0
    passings: int = 0
    raised: tuple[Raised, ...] = ()
    by_connection: Mapping[int, tuple[int, int]] = {}
    """Connection to how many of its reads were new, and how many were stored already."""


_Heard = tuple[LocationHome, Row]


class Recorder:
    """Records the reads of one partner; one transaction at a time.

    `record` does it all. A caller under load may `plan` its next chunks while `store` is waiting
    for the database; a plan that has become stale meanwhile is noticed by `store`.
    """

    def __init__(self, pool: Pool, registry: Registry) -> None:
        self._pool = pool
        self.registry = registry
        self._planner = Planner(registry)
        self._careful = False

    async def record(self, chunks: list[Chunk], plan: Plan | None = None) -> Stored:
        """Makes everything that the chunks said durable; `plan` is theirs if one was made ahead.

        :raises Claimed: when a stream has left the Unclaimed pool; nothing was stored.
        :raises Unavailable: when the database is away; nothing was stored, or all, and trying again
            is safe.
        :raises asyncpg.PostgresError: when the database refuses a row, which is a fault of ours.
        """
        for _ in range(_TRIES):
            try:
                return await self.store(plan or await self.plan(chunks))
            except asyncpg.UniqueViolationError:
                self._careful = True
            except SessionChanged:
                pass
            plan = None
        raise SessionChanged("a timing session kept changing while its reads were being stored")

    async def plan(self, chunks: list[Chunk]) -> Plan:
        """What to store; stores nothing. Raises as `record` does."""
        try:
            plan = await self._planner.plan(chunks)
            if len(plan.rows) >= _SMALL and not (self._careful or plan.suspicious):
                plan.encoded = encode(plan.rows)
        except BaseException:
            self.registry.forget()
            raise
        return plan

    async def store(self, plan: Plan) -> Stored:
        """One attempt; raises `SessionChanged` or UniqueViolationError where `record` tries again."""
        if plan.epoch != self.registry.epoch:
            raise SessionChanged("what this plan was made with is out of date")
        try:
            return await self._transaction(plan)
        except BaseException:
            self.registry.forget()
            raise

    async def _transaction(self, plan: Plan) -> Stored:
        partner_id = self.registry.partner_id
        async with self._pool.partner(partner_id) as connection:
            derived = Derived()
            new = await self._store_reads(connection, plan, derived)
            await derived.recall(connection)
            tallies = _session_tallies(plan, new)
            fresh, known = derived.parted()
            if self._careful or len(fresh) < _SMALL:
                fresh, known = [], fresh + known
            versions = await store.publish(
                connection, partner_id, tallies, _location_tallies(plan, new), known
            )
            if len(versions) < len(tallies):
                raise SessionChanged("a session was corrected, or has another partner by now")
            if fresh:
                await store.publish_fresh(connection, partner_id, versions, fresh)
            await _store_others(connection, partner_id, plan)
        raised = tuple(Raised(one.id, versions[one.id], one.received_us) for one in tallies)
        return Stored(
            len(new),
            len(plan.rows) - len(new),
            len(fresh) + len(known),
            raised,
            _by_connection(plan, new),
        )

    async def _store_reads(
        self, connection: Connection, plan: Plan, derived: Derived
    ) -> Sequence[_Heard]:
        heard = list(zip(plan.homes, plan.rows, strict=True))
        if plan.encoded is not None and not self._careful:
            new = heard
            await _store_staged(connection, plan.encoded, derived, heard)
        else:
            new = await self._store_once(connection, heard, plan) if heard else heard
            derived.hear(new)
        if plan.suspicious:
            await settle_generations(connection, new)
        if plan.repeated:
            await flag_repeated(connection, new, plan.repeated)
        return new

    async def _store_once(
        self, connection: Connection, heard: list[_Heard], plan: Plan
    ) -> list[_Heard]:
        keys = await store.store_reads_once(connection, self.registry.partner_id, plan.rows)
        self._careful = len(keys) < len(heard)
        return _first_of_each(heard, keys) if self._careful else heard


def _by_connection(plan: Plan, new: Sequence[_Heard]) -> dict[int, tuple[int, int]]:
    if len(new) == len(plan.rows):
        return {connection: (heard, 0) for connection, heard in plan.heard.items()}
    stored = Counter(row[3] for _, row in new)
    return {
        connection: (stored[connection], heard - stored[connection])
        for connection, heard in plan.heard.items()
    }


async def _store_staged(
    connection: Connection, encoded: bytes, derived: Derived, heard: list[_Heard]
) -> None:
    """Passings are derived while the database stores the reads."""
    await store.stage_reads(connection, encoded)
    storing = asyncio.create_task(store.store_staged_reads(connection))
    await asyncio.sleep(0)
    try:
        derived.hear(heard)
    finally:
        await storing


def _first_of_each(heard: Sequence[_Heard], keys: set[store.ReadKey]) -> list[_Heard]:
    """The heard rows that were new, each key once even when a batch holds a row twice."""
    new: list[_Heard] = []
    for home, row in heard:
        key = (
            row[1],
            row[2],
            None if row[4] is None else instant(row[4]),
            row[10],
            row[6],
            row[11],
        )
        if key in keys:
            keys.remove(key)
            new.append((home, row))
    return new


def _session_tallies(plan: Plan, new: Sequence[_Heard]) -> list[SessionTally]:
    counts: dict[SessionHome, int] = dict.fromkeys(plan.received_us, 0)
    for home, _ in new:
        counts[home.session] += 1
    tallies = [
        SessionTally(
            home.id, home.revision, count, home.first_us, home.last_us, plan.received_us[home]
        )
        for home, count in counts.items()
        if count
    ]
    # The order in which corrections lock sessions, so that the two cannot wait for each other.
    return sorted(tallies, key=lambda tally: tally.id)


def _location_tallies(plan: Plan, new: Sequence[_Heard]) -> list[LocationTally]:
    counts: dict[LocationHome, int] = dict.fromkeys(plan.homes, 0)
    newest: dict[LocationHome, int] = {}
    received: dict[LocationHome, int] = {}
    for home, row in new:
        counts[home] += 1
        at_us, received[home] = row[4], row[5]
        if at_us is not None and at_us > newest.get(home, -1):
            newest[home] = at_us
    return [
        LocationTally(
            home.id,
            count,
            newest.get(home),
            received.get(home),
            home.highest_seq,
            home.generation,
        )
        for home, count in counts.items()
    ]


async def _store_others(connection: Connection, partner_id: int, plan: Plan) -> None:
    if plan.guns:
        await store.put_gun_time(
            connection,
            (
                (partner_id, gun.location.session.id, gun.location.id, gun.gun_us, gun.row.time_raw,
                 gun.row.reader, gun.row.seq, gun.received_us, gun.connection_id)
                for gun in plan.guns
            ),
        )  # fmt: skip
    for stream, lines in plan.quarantined:
        origin = stream.origin
        await store.quarantine(
            connection, partner_id, origin.listener_id, origin.connection_id, origin.peer, lines
        )
