"""Seals: so that whoever could change the log behind the hub's back cannot do it unseen.

The service cannot change the log, but whoever has the database's owner can. Every hour each
partner's new entries get a seal that holds the one before; the worker says its digest in its own
log, which goes elsewhere. `verify` works all of them out again: an entry that was changed, removed
or slipped in shows, and with a digest from the worker's log even a log that was sealed anew.
"""

from datetime import datetime

import asyncpg
import msgspec

from project88 import log
from project88.accounts.audit import store
from project88.db.pool import Pool

LOCK_TIMEOUT = "1s"
_log = log.get(__name__)


class Seal(msgspec.Struct, frozen=True):
    """A stretch of a partner's log under one digest."""

    number: int
    digest: bytes
    entries: int
    last_id: int


class CheckedSeal(msgspec.Struct, frozen=True):
    """A seal beside what its entries give now."""

    number: int
    first_id: int
    last_id: int
    made_at: datetime
    digest: bytes
    sealed_entries: int
    digest_now: bytes
    entries_now: int

    @property
    def holds(self) -> bool:
        return self.digest == self.digest_now and self.sealed_entries == self.entries_now


class Verified(msgspec.Struct, frozen=True):
    """How the log of one partner is."""

    slug: str
    seals: list[CheckedSeal]
    unsealed: int

    @property
    def broken(self) -> list[CheckedSeal]:
        return [seal for seal in self.seals if not seal.holds]

    @property
    def head(self) -> str:
        """The newest digest, for comparing with the worker's log; '' without a seal."""
        return self.seals[-1].digest.hex() if self.seals else ""


async def seal_all(pool: Pool) -> int:
    """Seals what is new in every partner's log; how many seals were made.

    A log that is being written to is left for the next hour rather than waited for.
    """
    made = 0
    for partner_id, slug in await _partners(pool):
        while seal := await _seal_one(pool, partner_id):
            made += 1
            _log.info(
                "audit log sealed",
                partner=slug,
                number=seal.number,
                entries=seal.entries,
                last_id=seal.last_id,
                digest=seal.digest.hex(),
            )
    return made


async def verify(pool: Pool) -> list[Verified]:
    """Every partner's seals, worked out again; reads the whole log."""
    found = []
    for partner_id, slug in await _partners(pool):
        async with pool.partner(partner_id) as connection:
            seals = await store.checked_seals(connection)
            unsealed = await store.unsealed(connection)
        found.append(Verified(slug, [CheckedSeal(*row) for row in seals], unsealed))
    return found


async def _seal_one(pool: Pool, partner_id: int) -> Seal | None:
    try:
        async with pool.partner(partner_id) as connection:
            row = await store.seal(connection, LOCK_TIMEOUT)
    except asyncpg.LockNotAvailableError:
        _log.info("the audit log is being written to; sealed later", partner_id=partner_id)
        return None
    return None if row is None else Seal(*row)


async def _partners(pool: Pool) -> list[tuple[int, str]]:
    async with pool.hub("whose audit logs there are") as connection:
        return await store.partners_with_log(connection)
