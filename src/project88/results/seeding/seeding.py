"""Writes the invented past: all of it, or nothing.

As the owner of the tables, and in one transaction, because PostgreSQL takes COPY into a table with
policies from nobody who is bound by them, and because rows that nobody changed are no business of
triggers. Where the tables are empty, indexes and references wait until they are full. Rows are made
in a process of their own while the database takes in those before.
"""

import asyncio
import multiprocessing
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import lru_cache

import msgspec

from project88.db.owner import Owner, all_or_nothing, owner
from project88.errors import Conflict
from project88.results.seeding import field, store
from project88.results.seeding.plan import First, PartnerPlan, Scale, plan

_AT_ONCE = 20_000
"""Rows of a piece, about."""
_AHEAD = 3
"""Pieces that are being made while one is written."""
_FEW = 100_000
"""Below so many rows a second process would cost more than it brings."""
_STEP = 0.08
"""What an index or a reference over all rows takes, measured in writing these rows."""

Tell = Callable[[str, float, float], None]
"""What is being done, how much is done and of how much."""


class Seeded(msgspec.Struct, frozen=True):
    """What was made."""

    partners: int
    events: int
    results: int
    people: int


class HasData(Conflict):
    """The hub is somebody's."""

    code = "hub_has_data"


async def seed(owner_url: str, scale: Scale, tell: Tell, *, beside_others: bool) -> Seeded:
    """Makes it, as the owner of the schema.

    :raises HasData: partners are there, and it was not said that it should be done beside them.
    :raises Unavailable: the hub is at work on the tables.
    """
    async with owner(owner_url) as connection:
        async with all_or_nothing(connection):
            done = await _written(connection, scale, tell, beside_others=beside_others)
        tell("tidying", 1, 1)
        await store.tidy(connection)
    return done


async def _written(
    connection: Owner,
    scale: Scale,
    tell: Tell,
    *,
    beside_others: bool,
) -> Seeded:
    await store.open_tables(connection)
    taken = await store.slugs(connection)
    if taken and not beside_others:
        raise HasData(
            f"This hub serves {len(taken)} timing partners already. Invented ones would stand among "
            "them for good: seed an empty hub, or say --yes."
        )
    begun = await store.first_ids(connection)
    after = First(**msgspec.structs.asdict(begun))
    partners = plan(scale, after, taken)
    empty = not await store.anybody(connection)
    await store.put_past(connection, partners, begun, after)
    aside = await store.set_aside(connection) if empty else []
    rows = sum(partner.size for partner in partners)
    whole = rows * (1 + _STEP * len(aside))
    done = 0.0
    names: dict[int, set[tuple[str, str]]] = defaultdict(set)
    async for partner_id, piece in _pieces(partners, rows):
        await store.put_rows(connection, piece)
        names[partner_id] |= piece.names
        done += piece.count
        tell("people and results", done, whole)
    for one in aside:
        tell(one.name, done, whole)
        await store.make_again(connection, one)
        done += rows * _STEP
    for partner_id, told in names.items():
        await store.put_names(connection, partner_id, told)
    await store.close_tables(connection)
    events = sum(len(partner.events) for partner in partners)
    return Seeded(len(partners), events, rows, sum(partner.people for partner in partners))


async def _pieces(
    partners: Sequence[PartnerPlan], rows: int
) -> AsyncIterator[tuple[int, field.Rows]]:
    """All rows in their order, a few pieces ahead of whoever takes them."""
    loop = asyncio.get_running_loop()
    with _elsewhere(rows) as executor:
        made: deque[tuple[int, asyncio.Future[field.Rows]]] = deque()
        try:
            for part in _parts(partners):
                made.append((part.id, loop.run_in_executor(executor, _made, part)))
                if len(made) > _AHEAD:
                    partner_id, next_one = made.popleft()
                    yield partner_id, await next_one
            for partner_id, next_one in made:
                yield partner_id, await next_one
        finally:
            for _, one in made:
                one.cancel()


def _elsewhere(rows: int) -> Executor:
    if rows < _FEW:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def _parts(partners: Sequence[PartnerPlan]) -> Iterator[PartnerPlan]:
    """Each partner with some of its events at a time."""
    for partner in partners:
        some, size = [], 0
        for event in partner.events:
            some.append(event)
            size += event.size
            if size >= _AT_ONCE:
                yield msgspec.structs.replace(partner, events=tuple(some))
                some, size = [], 0
        if some:
            yield msgspec.structs.replace(partner, events=tuple(some))


def _made(part: PartnerPlan) -> field.Rows:
    return field.rows_of(part.events, _people(part.number, part.people))


@lru_cache(maxsize=1)
def _people(number: int, count: int) -> list[field.Person]:
    return field.people_of(number, count)
