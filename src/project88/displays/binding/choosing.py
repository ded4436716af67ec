"""The timing sessions to choose from, with the caller's display sessions that each of them feeds."""

from collections.abc import Sequence

import msgspec

from project88.accounts.access import Caller
from project88.accounts.partners import partner_of
from project88.accounts.roles import Permission
from project88.db.pool import Connection, Pool
from project88.displays.binding import store
from project88.displays.binding.schemas import ClaimedStream, TimingChoicePage, UnclaimedStream
from project88.displays.sessions.reach import reach_of
from project88.timing.choosing import listing
from project88.timing.choosing.counting import TagCounts
from project88.timing.choosing.schemas import BoundTo, TimingChoice
from project88.timing.choosing.store import Wanted
from project88.timing.claim import assign, unclaimed


async def page(
    pool: Pool, counts: TagCounts, caller: Caller, wanted: Wanted, now: int
) -> TimingChoicePage:
    """One page, the newest first. `now` in milliseconds UTC."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        found = await listing.page(connection, counts, wanted, now)
        bound = await _bound_to(connection, caller, found.items)
    items = [
        msgspec.structs.replace(one, bound_to=tuple(bound.get(one.id, ()))) for one in found.items
    ]
    first = wanted.before is None
    nobodys = await unclaimed_streams(pool) if first and caller.hub_administrator else []
    return TimingChoicePage(items, found.after, nobodys)


async def unclaimed_streams(pool: Pool) -> list[UnclaimedStream]:
    """What came in on shared ports and belongs to nobody, the newest first."""
    return [
        UnclaimedStream(
            id=one.id,
            key=one.key,
            kind=one.kind,
            program=one.program,
            told_event=one.event_name,
            timing_sessions=one.sessions,
            reads=one.reads,
            newest_received=one.newest_received_ms,
        )
        for one in await unclaimed(pool)
    ]


async def claim(pool: Pool, caller: Caller, source_id: int, slug: str) -> ClaimedStream:
    """A stream of nobody is this partner's from now on.

    :raises NotFound: there is no such stream, or no such partner.
    :raises Conflict: it belongs to somebody already, or the partner has one with the same key.
    """
    owner = await partner_of(pool, slug)
    done = await assign(pool, source_id, owner.id, by=caller.actor)
    return ClaimedStream(done.key, done.sessions, done.reads, done.bound, done.zones)


async def _bound_to(
    connection: Connection, caller: Caller, items: Sequence[TimingChoice]
) -> dict[int, list[BoundTo]]:
    if not caller.may(Permission.DISPLAYS_RUN):
        return {}
    found: dict[int, list[BoundTo]] = {}
    among = await reach_of(connection, caller)
    for row in await store.bound_to(connection, [one.id for one in items], among):
        found.setdefault(row["session_id"], []).append(BoundTo(row["id"], row["name"]))
    return found
