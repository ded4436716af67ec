"""A stream that came in on a shared port belongs to a partner, with all that it has said so far.

A shared port cannot say whose hardware it is; such streams are kept in the Unclaimed pool until an
administrator assigns them. One transaction through the hub door moves the source, its sessions,
locations, reads, gun times, passings and unreadable lines, with the sessions locked first. A
recording transaction that is under way for the pool finds its session gone when it wants to
publish, stores nothing, and is handed to the partner once the collector has looked again at who
claims what. The partner's own event of the day, if there is one, is found afterwards.
"""

from collections.abc import Sequence

import msgspec

from project88.accounts.audit import concerning, note
from project88.db.actor import COMMAND, Actor
from project88.db.pool import Connection, Pool
from project88.errors import Conflict, NotFound
from project88.timing import announcing
from project88.timing import store as timing
from project88.timing.binding import bind
from project88.timing.corrections import store
from project88.timing.dashboard.instants import ms

UNCLAIMED = 0


class Stream(msgspec.Struct, frozen=True):
    """A source that belongs to nobody yet, as an administrator tells it from others."""

    id: int
    key: str
    kind: str
    program: str
    event_name: str
    sessions: int
    reads: int
    newest_received: str
    """UTC, or blank when nothing came yet."""
    newest_received_ms: int | None


class Assigned(msgspec.Struct, frozen=True):
    """What was moved. `zones` are those of the sessions' clocks, which stay as they are."""

    key: str
    sessions: int
    reads: int
    zones: tuple[str, ...]
    bound: int


async def unclaimed(pool: Pool) -> list[Stream]:
    """The streams in the pool, the newest first."""
    async with pool.hub("list the streams that nobody has claimed") as connection:
        rows = await store.unclaimed_streams(connection)
    return [
        Stream(
            row["id"],
            row["source_key"],
            row["kind"],
            f"{row['program']} {row['program_version']}".strip(),
            row["event_name"],
            row["sessions"],
            row["reads"],
            f"{row['newest_received_at']:%Y-%m-%d %H:%M:%S}" if row["newest_received_at"] else "",
            ms(row["newest_received_at"]),
        )
        for row in rows
    ]


async def assign(pool: Pool, source_id: int, partner_id: int, by: Actor = COMMAND) -> Assigned:
    """Moves a stream out of the pool.

    :raises NotFound: there is no such stream, or no such partner.
    :raises Conflict: it belongs to somebody already, or the partner has one with the same key.
    """
    async with pool.hub("assign an unclaimed stream to its partner") as connection:
        await store.allow_long_statements(connection)
        session_ids = await store.session_ids_of_source(connection, source_id)
        sessions = await store.lock_sessions(connection, session_ids)
        key = await _checked(connection, source_id, partner_id)
        await store.give_source(connection, source_id, session_ids, partner_id)
        await announcing.tell_collector(connection, session_ids)
        await announcing.tell_of_listeners(connection)
        await concerning(connection, partner_id, by)
        told = {"key": key, "sessions": session_ids}
        await note(connection, "claimed", "timing stream", source_id, new=told)
    bound = await _find_events(pool, partner_id, session_ids, by)
    zones = tuple(sorted({row["zone"] for row in sessions}))
    return Assigned(key, len(sessions), sum(row["reads"] for row in sessions), zones, bound)


async def _checked(connection: Connection, source_id: int, partner_id: int) -> str:
    """The key of the stream, if it may be moved."""
    if not await store.partner_exists(connection, partner_id):
        raise NotFound("There is no such timing partner.")
    source = await store.lock_source(connection, source_id)
    if source is None:
        raise NotFound(f"There is no stream {source_id}.")
    if source["timing_partner_id"] != UNCLAIMED:
        raise Conflict(f"The stream {source_id} belongs to a partner already.")
    key: str = source["source_key"]
    if await store.has_source(connection, partner_id, key):
        raise Conflict(
            f"The partner has a stream with the key {key} already; two streams with the same key "
            "cannot become one, because their rows could not be told apart."
        )
    return key


async def _find_events(pool: Pool, partner_id: int, session_ids: Sequence[int], by: Actor) -> int:
    """Binds each session to the partner's only event of its day, as at its first read."""
    bound = 0
    async with pool.partner(partner_id, by=by) as connection:
        for session in await store.lock_sessions(connection, session_ids):
            event = await timing.event_of_day(connection, session["event_day"])
            if event is not None:
                await bind(connection, session["id"], event["id"])
                bound += 1
    return bound
