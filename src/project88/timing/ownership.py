"""Whose stream is this, now? For the moment between a claim and the collector's hearing of it.

The collector learns of claims by a note. A recorder of the Unclaimed pool that has just been
refused, because its session is gone, would otherwise make the source anew in the pool, and what it
stores there could not be joined with the rest any more.
"""

from project88.db.pool import Pool
from project88.timing.corrections import store


async def claimed_by(pool: Pool, source_key: str) -> int | None:
    """The partner who has claimed this stream of a shared port; None while nobody has."""
    async with pool.hub("ask whether a stream was claimed") as connection:
        return await store.claimed_by(connection, source_key)
