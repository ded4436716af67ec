"""What a published event looks like now, asked of the database every other second at most.

All viewers of a process share one look. That an event was published, taken back or changed is seen
two seconds later; which slugs lead nowhere is remembered as long, so that guessing costs no more.
"""

import asyncio
import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

import asyncpg
import msgspec

from project88.db.pool import Connection, Pool
from project88.errors import NotFound
from project88.results.public import publishing, store
from project88.results.public.keeping import Shelf
from project88.results.public.pacing import Pace
from project88.results.public.schemas import SLUG, Counts, PublishedEvent, PublishedRace, State
from project88.results.public.store import Found, Stamp

LOOK_MS = 2_000
REMEMBERED = 2_000
_SLUG = re.compile(SLUG)
_STATES: Sequence[State] = ("live", "provisional", "official")


class Shown(msgspec.Struct, frozen=True):
    """An event as everybody sees it; `etag` changes with every byte of `body`."""

    found: Found
    event: PublishedEvent
    stamp: Stamp
    body: bytes
    etag: str

    def race(self, race_id: int) -> PublishedRace:
        """:raises NotFound: it is no race of this event."""
        for race in self.event.races:
            if race.id == race_id:
                return race
        raise NotFound("There is no such race here.")


_Look: TypeAlias = "asyncio.Task[Shown | None]"


class ResultsPages:
    """What one process knows of published results."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.pace = Pace()
        self._seen: OrderedDict[str, tuple[int, Shown | None]] = OrderedDict()
        self._looking: dict[str, _Look] = {}

    async def shown(self, pool: Pool, slug: str, now: int) -> Shown:
        """`now` in ms UTC. :raises NotFound: nothing is published there."""
        if not _SLUG.fullmatch(slug):
            raise _nothing()
        at, known = self._seen.get(slug, (None, None))
        if at is None or not 0 <= now - at < LOOK_MS:
            known = await self._look(pool, slug, now)
        if known is None:
            raise _nothing()
        return known

    async def _look(self, pool: Pool, slug: str, now: int) -> Shown | None:
        looking = self._looking.get(slug)
        if looking is None:
            looking = self._looking[slug] = asyncio.ensure_future(self._remember(pool, slug, now))
            looking.add_done_callback(lambda _: self._looking.pop(slug))
        return await asyncio.shield(looking)

    async def _remember(self, pool: Pool, slug: str, now: int) -> Shown | None:
        _, before = self._seen.get(slug, (0, None))
        found = await publishing.find(pool, slug)
        shown = None if found is None else await _read(pool, found, slug, before)
        self._seen[slug] = (now, shown)
        self._seen.move_to_end(slug)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return shown


def _nothing() -> NotFound:
    return NotFound("No results are published at this address.", code="not_published")


async def _read(pool: Pool, found: Found, slug: str, before: Shown | None) -> Shown | None:
    async with pool.snapshot(found.partner_id) as connection:
        row = await store.event(connection, found.event_id, slug)
        if row is None:
            return None
        stamp = await store.stamp(connection, found.event_id)
        races = await store.races(connection, found.event_id)
        counts = await _counts(connection, found, stamp, before)
    event = _event(slug, row, stamp, [_race(race, counts) for race in races])
    body = msgspec.json.encode(event)
    return Shown(found, event, stamp, body, hashlib.sha256(body).hexdigest()[:20])


async def _counts(
    connection: Connection, found: Found, stamp: Stamp, before: Shown | None
) -> dict[int, Counts]:
    """Counted again only when a result has changed: a marathon has 30,000 of them."""
    if before is not None and before.found == found and before.stamp.version == stamp.version:
        return {race.id: race.counts for race in before.event.races}
    return await store.counts(connection, found.event_id)


def _race(row: asyncpg.Record, counts: dict[int, Counts]) -> PublishedRace:
    return PublishedRace(counts=counts.get(row["id"], Counts()), **dict(row))


def _event(
    slug: str, row: asyncpg.Record, stamp: Stamp, races: list[PublishedRace]
) -> PublishedEvent:
    least = min((_STATES.index(race.state) for race in races if _begun(race)), default=0)
    return PublishedEvent(
        slug=slug,
        name=row["name"],
        day=row["day"],
        zone=row["zone"],
        place=row["place"],
        timed_by=row["timed_by"],
        state=_STATES[least],
        version=str(stamp),
        changed_at=row["changed_at"],
        races=races,
    )


def _begun(race: PublishedRace) -> bool:
    """A race without results says nothing about how far the event is."""
    return race.counts != Counts() or race.state != "live"
