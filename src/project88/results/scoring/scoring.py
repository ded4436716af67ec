"""Scores what was heard since: one transaction an event, from changed passings to places that are told.

Whoever changed a passing, a rule or the roster has left word of it (versions of sessions, the table
`result_changes`), so nothing is lost while no scorer runs, and two of them take turns on the event's
row. Only the people concerned are judged again, each from all of his or her passings: the order of
arrival cannot matter. A newcomer moves others; a few are moved at once, many a moment later.

Results of an official race stay as they are.
"""

import asyncio
import gc
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import aclosing, contextmanager, nullcontext
from itertools import zip_longest
from typing import Final

import msgspec

from project88.db.actor import Names
from project88.db.pool import Connection, Pool
from project88.results.scoring import reading, store
from project88.results.scoring.evidence import Corrections, Evidence
from project88.results.scoring.memory import Memory, lined_up, opened
from project88.results.scoring.writing import Writing

AT_ONCE: Final = 500
"""People who are read and judged before others get a turn."""
EVENTS_REMEMBERED: Final = 64
_ROUNDS: Final = 10


class Done(msgspec.Struct, frozen=True):
    """What came of it; `unsettled`: places of others wait for `settle`."""

    version: int = 0
    people: int = 0
    unsettled: bool = False


class Scoring:
    """One process's scorer, with what it remembers of the events it has to do with."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._memories: OrderedDict[int, Memory] = OrderedDict()

    async def score(self, partner_id: int, event_id: int, *, settle: int | None = 0) -> Done:
        """Scores what waits of one event. Of those who were moved so many get their places (None: all),
        and all of them when they are few.
        """
        async with self._pool.partner(partner_id, names=Names.REAL) as connection:
            version = await store.lock(connection, event_id)
            if version is None:
                return Done()
            # Taken out: what is remembered is true again only when all of it is committed.
            memory = self._memories.pop(event_id, None)
            if memory is None or memory.version != version:
                memory = await opened(connection, event_id, version)
            writing = Writing(connection, partner_id, event_id, memory)
            people = await _scored(writing, memory, settle)
        self._remember(event_id, memory)
        return Done(memory.version, people, memory.unsettled())

    def _remember(self, event_id: int, memory: Memory) -> None:
        memory.fresh = False
        self._memories[event_id] = memory
        while len(self._memories) > EVENTS_REMEMBERED:
            self._memories.popitem(last=False)


async def _scored(writing: Writing, memory: Memory, settle: int | None) -> int:
    connection, event_id = writing.connection, writing.event_id
    people, anew = await _changed(connection, event_id, memory)
    if memory.fresh:
        await lined_up(connection, memory, anew)
    versions, heard = await store.heard_since(connection, event_id)
    everybody = sorted(people | heard)
    with _nothing_thrown_away() if len(everybody) > AT_ONCE else nullcontext():
        await _judge(writing, memory, everybody)
        await writing.write(settle)
    await writing.tell(versions)
    return len(everybody)


async def _judge(writing: Writing, memory: Memory, everybody: Sequence[int]) -> None:
    """In parts; the next is read while one is judged."""
    rules = {race_id: field.rules for race_id, field in memory.fields.items()}

    async def read(part: Sequence[int]) -> list[Evidence]:
        return await reading.evidence_of_people(
            writing.connection, writing.event_id, part, rules, memory.corrections
        )

    parts = [everybody[at : at + AT_ONCE] for at in range(0, len(everybody), AT_ONCE)]
    async with aclosing(_read_ahead(read, parts)) as found:
        async for part, evidence in found:
            writing.judge(part, evidence)


async def _read_ahead(
    read: "Callable[[Sequence[int]], Coroutine[None, None, list[Evidence]]]",
    parts: Sequence[Sequence[int]],
) -> AsyncGenerator[tuple[Sequence[int], list[Evidence]]]:
    coming: asyncio.Task[list[Evidence]] | None = None
    try:
        for part, after in zip_longest(parts, parts[1:]):
            found = await (coming or read(part))
            coming = asyncio.create_task(read(after)) if after else None
            # It is asked for before somebody works on this one.
            await asyncio.sleep(0)
            yield part, found
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait([coming])


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """A whole race is kept until it is stored: looking for what could go takes a quarter of the time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


async def _changed(
    connection: Connection, event_id: int, memory: Memory
) -> tuple[set[int], set[int]]:
    """Takes what has to be looked at again; whom it concerns, and which races are scored anew."""
    changes = await store.take_changes(connection, event_id)
    if not changes:
        return set(), set()
    before = memory.corrections
    memory.corrections = Corrections(await store.corrections(connection, event_id))
    people = {person for _, person in changes if person is not None}
    everybody = before.of_nobody != memory.corrections.of_nobody
    if not everybody and all(person is not None for _, person in changes):
        return people, set()
    rules = await reading.rules_of_event(connection, event_id)
    anew = memory.set_rules(rules)
    told = {race for race, person in changes if race is not None and person is None}
    if everybody or (memory.fresh and (None, None) in changes):
        told |= set(rules)
    memory.begin_anew((told - anew) & set(rules), rules)
    races = sorted(anew | told)
    closed = [race_id for race_id in races if race_id in rules and rules[race_id].closed]
    found = await store.people_of_races(connection, races, closed)
    return people | set(found), set(races)


async def score_all(pool: Pool) -> int:
    """Scores everything that waits, of every partner, and settles all places; how many people."""
    scoring, people = Scoring(pool), 0
    for _ in range(_ROUNDS):
        waiting = await events_waiting(pool)
        if not waiting:
            break
        for partner_id, event_id in waiting:
            people += (await scoring.score(partner_id, event_id, settle=None)).people
    return people


async def events_waiting(pool: Pool) -> list[tuple[int, int]]:
    """Partner and event of all that waits."""
    async with pool.hub("events whose passings wait to be scored") as connection:
        return await store.waiting(connection)


async def sessions_of_events(pool: Pool) -> dict[int, tuple[int, int] | None]:
    """Partner and event of every timing session that may still be heard; None: of no event."""
    async with pool.hub("which session belongs to which event") as connection:
        return await store.sessions_of_events(connection)


async def score_anew(pool: Pool, partner_id: int, event_id: int) -> int:
    """Every race of the event from nothing but what was heard and put right; how many people."""
    async with pool.partner(partner_id) as connection:
        await store.want(connection, event_id)
    return (await Scoring(pool).score(partner_id, event_id, settle=None)).people
