"""The rows of a race as bytes: whole, or what changed since a version that somebody has."""

import gzip
from collections.abc import Hashable

import anyio.to_thread
import brotli  # type: ignore[import-untyped]
import msgspec

from project88.db.pool import Pool
from project88.results.public import store
from project88.results.public.keeping import Kept
from project88.results.public.store import Stamp
from project88.results.public.watching import ResultsPages, Shown

SMALL = 1_000
_GZIP = 6
_BROTLI = 5


class Wanted(msgspec.Struct, frozen=True):
    """The rows of a race of an event as it is shown now; `since`: of what somebody has already."""

    shown: Shown
    race_id: int
    since: Stamp | None = None

    @property
    def key(self) -> Hashable:
        return ("rows", self.shown.found.event_id, self.race_id, self.shown.stamp, self.since)


async def rows_of(pages: ResultsPages, pool: Pool, wanted: Wanted) -> Kept:
    """Packed once a version, by a thread, however many ask."""

    async def make() -> Kept:
        return await anyio.to_thread.run_sync(packed, await read(pool, wanted))

    return await pages.shelf.of(wanted.key, make)


async def read(pool: Pool, wanted: Wanted) -> bytes:
    """A `schemas.Rows`; the database writes the columns, so nothing is taken apart here."""
    found = wanted.shown.found
    async with pool.snapshot(found.partner_id) as connection:
        # Before the rows: what changes in between comes again with the next look.
        stamp = await store.stamp(connection, found.event_id)
        total, columns = await store.rows(
            connection, found.event_id, wanted.race_id, wanted.since, stamp
        )
    whole = "true" if wanted.since is None else "false"
    head = f'{{"version":"{stamp}","total":{total},"whole":{whole},"columns":'
    return head.encode() + columns.encode() + b"}"


def packed(body: bytes) -> Kept:
    if len(body) < SMALL:
        return Kept(body)
    return Kept(None, gzip.compress(body, _GZIP, mtime=0), brotli.compress(body, quality=_BROTLI))
