"""A sender's clock hangs in another zone than was thought: every instant is computed again.

The text that the sender wrote was kept for this (timing-protocols 1.8, 5.4). One transaction, with
the sessions locked: reads move to their new instants and days, gun times too, spans follow, and
passings are made anew. A recording transaction that is under way with the old zone is refused when
it wants to publish, because a session's zone is a part of what it says, and is planned anew.

A bare time of day keeps the date it was given: the local date of its old instant in the old zone.
"""

from collections.abc import AsyncIterator, Sequence

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.errors import NotFound
from project88.race.clock import local_date, recompute
from project88.race.zones import zone_of
from project88.timing import announcing
from project88.timing.corrections import store
from project88.timing.corrections.store import StagedInstant
from project88.timing.homes import Span
from project88.timing.plan import SUSPECT_US
from project88.timing.rebuilding import Subject, all_there, rebuild
from project88.timing.registry import load_roster

_AT_A_TIME = 5000
_OF_THE_ZONE = frozenset({"dst_ambiguous", "dst_gap", "clock_suspect"})
_SPAN = Span(silence_us=0)


class Rezoned(msgspec.Struct, frozen=True):
    """What it came to: sessions, reads and gun times moved, passings published and withdrawn."""

    sessions: int = 0
    reads: int = 0
    guns: int = 0
    passings: int = 0
    withdrawn: int = 0


async def rezone_source(connection: Connection, source_id: int, zone: str) -> Rezoned:
    """The zone of a sender's clock, for all of its sessions and those to come.

    :raises UnknownZone: when it is none.
    :raises NotFound: when the partner of this transaction has no such source.
    :raises Conflict: when reads were dropped for their age.
    """
    zone_of(zone)
    sessions = await store.session_ids_of_source(connection, source_id)
    done = await _rezone(connection, sessions, zone)
    if not await store.set_source_zone(connection, source_id, zone):
        raise NotFound(f"There is no source {source_id} of this partner.")
    await announcing.tell_collector(connection, sessions)
    return done


async def rezone_session(connection: Connection, session_id: int, zone: str) -> Rezoned:
    """The zone of one session alone; raises as above. Later sessions keep the sender's zone."""
    zone_of(zone)
    done = await _rezone(connection, [session_id], zone)
    if not done.sessions:
        raise NotFound(f"There is no timing session {session_id} of this partner.")
    await announcing.tell_collector(connection, [session_id])
    return done


async def _rezone(connection: Connection, session_ids: Sequence[int], zone: str) -> Rezoned:
    await store.allow_long_statements(connection)
    locked = await store.lock_sessions(connection, session_ids)
    total = Rezoned(sessions=len(locked))
    for session in locked:
        if session["zone"] == zone:
            continue
        await all_there(connection, session)
        one = await _rezone_one(connection, session, zone)
        total = Rezoned(
            total.sessions,
            total.reads + one.reads,
            total.guns + one.guns,
            total.passings + one.passings,
            total.withdrawn + one.withdrawn,
        )
    return total


async def _rezone_one(connection: Connection, session: asyncpg.Record, zone: str) -> Rezoned:
    session_id = session["id"]
    reads = await _move_reads(connection, session, zone)
    guns = await _move_guns(connection, session, zone)
    await store.set_session_zone(connection, session_id, zone, _SPAN.oldest_us, _SPAN.ahead_us)
    version = (await announcing.raise_versions(connection, [session_id]))[session_id]
    event_id = session["event_id"]
    roster = None if event_id is None else await load_roster(connection, event_id)
    rebuilt = await rebuild(connection, Subject(session_id, version, roster))
    await store.show_passings_anew(connection, session_id, version)
    return Rezoned(1, reads, guns, rebuilt.changed, rebuilt.withdrawn)


async def _move_reads(connection: Connection, session: asyncpg.Record, zone: str) -> int:
    await store.begin_instants(connection)
    moved = 0
    async for chunk in _recomputed(connection, session, zone):
        await store.stage_instants(connection, chunk)
        moved += len(chunk)
    if moved:
        await store.apply_instants(connection, session["id"])
    return moved


async def _recomputed(
    connection: Connection, session: asyncpg.Record, zone: str
) -> AsyncIterator[list[StagedInstant]]:
    """The reads whose instant or flags are others now, some thousands at a time."""
    chunk: list[StagedInstant] = []
    old_zone = session["zone"]
    async for row in store.reads_in_place(connection, session["id"]):
        instant = _instant(row, old_zone, zone)
        if instant is not None:
            chunk.append(instant)
        if len(chunk) >= _AT_A_TIME:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _instant(row: asyncpg.Record, old_zone: str, zone: str) -> StagedInstant | None:
    us, odd = recompute(row["time_raw"], zone, local_date(row["read_us"], old_zone))
    if us is None:
        return None
    before = row["flags"]
    flags = _flags(before or (), odd, row["received_us"] - us)
    if us == row["read_us"] and flags == before:
        return None
    return StagedInstant(
        row["place"], row["row_id"], row["location_id"], row["tag"], row["seq"], row["reader"],
        row["read_us"], us, flags,
    )  # fmt: skip


def _flags(before: Sequence[str], odd: Sequence[str], late_us: int) -> list[str] | None:
    """What depends on the zone is judged anew. A clock behind stays suspect if it still is: whether
    its stream was live is not known any more.
    """
    kept = [flag for flag in before if flag not in _OF_THE_ZONE]
    kept += odd
    if late_us < -SUSPECT_US or ("clock_suspect" in before and late_us > SUSPECT_US):
        kept.append("clock_suspect")
    return kept or None


async def _move_guns(connection: Connection, session: asyncpg.Record, zone: str) -> int:
    instants: dict[int, int | None] = {}
    for gun in await store.gun_times(connection, session["id"]):
        before = gun["gun_us"]
        day = session["event_day"] if before is None else local_date(before, session["zone"])
        us, _ = recompute(gun["time_raw"], zone, day)
        if us != before:
            instants[gun["id"]] = us
    if instants:
        await store.set_gun_times(connection, instants)
    return len(instants)
