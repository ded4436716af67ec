"""What is done again and again, whoever asks for it: each can run twice, or late, without harm."""

from datetime import date, datetime, timedelta

import asyncpg
import msgspec

from project88 import log
from project88.accounts.partners import partners
from project88.accounts.sign_in.store import forget_ended
from project88.db.listen import Notifier
from project88.db.pool import Pool
from project88.displays.analytics.store import forget as forget_played
from project88.events.calendar.store import remove_deleted
from project88.events.importing.store import forget_old
from project88.events.participants.store import forget_used_undos
from project88.settings import RetentionSettings
from project88.templates.store import thin
from project88.timing.store import close_silent_sessions
from project88.worker import metrics, store

ENDED_SIGN_INS_KEPT = timedelta(days=7)
DELETED_EVENTS_KEPT = timedelta(days=30)
_log = log.get(__name__)
CONNECTIONS_KEPT = timedelta(days=30)


class Days(msgspec.Struct, frozen=True):
    """How many day partitions of raw reads were made and dropped."""

    made: int
    dropped: int


async def keep_days(pool: Pool, retention: RetentionSettings, today: date) -> Days:
    """Room for the reads of the days to come, and none for those that are kept long enough.

    ``today`` is a UTC day. Two transactions, so that dropping, which needs a lock that a busy race
    may refuse, never keeps the room for tomorrow from being made.
    """
    ahead = today + timedelta(days=retention.partitions_ahead_days)
    async with pool.no_partner() as connection:
        # From yesterday: a sender's day may have begun before ours.
        made = await store.ensure_read_partitions(connection, today - timedelta(days=1), ahead)
    async with pool.no_partner() as connection:
        oldest_kept = today - timedelta(days=retention.reads_days)
        dropped = await store.drop_read_partitions(connection, oldest_kept)
    metrics.READ_DAYS.labels("made").inc(made)
    metrics.READ_DAYS.labels("dropped").inc(dropped)
    if made or dropped:
        _log.info("days of raw reads", made=made, dropped=dropped, kept_since=str(oldest_kept))
    return Days(made, dropped)


async def _wake_displays(pool: Pool, closed: list[asyncpg.Record]) -> None:
    """Tells the displays of these sessions that their state has changed."""
    async with Notifier(pool.dedicated) as notifier:
        for start in range(0, len(closed), 100):
            notes = [
                (row["timing_partner_id"], row["id"], row["version"], row["received_ms"])
                for row in closed[start : start + 100]
            ]
            notifier.post("live", msgspec.json.encode(notes).decode())
        # The collector forgets what it holds of sessions, so its memory does not grow by race days.
        notifier.post("timing", "")


async def close_sessions(pool: Pool, silence_hours: float) -> int:
    """Close the timing sessions of every partner that were silent for so long; how many."""
    async with pool.hub("close silent timing sessions") as connection:
        closed = await close_silent_sessions(connection, silence_hours)
    if closed:
        await _wake_displays(pool, closed)
    metrics.SESSIONS_CLOSED.inc(len(closed))
    for session in closed:
        _log.info("timing session closed after silence", session=session["id"])
    return len(closed)


async def forget_connections(pool: Pool, now: datetime) -> int:
    """Who was connected is of interest for a month; how many connections were removed."""
    async with pool.no_partner() as connection:
        gone = await store.forget_ended_connections(connection, now - CONNECTIONS_KEPT)
    if gone:
        _log.info("old connections of senders forgotten", connections=gone)
    return gone


async def forget_ended_sign_ins(pool: Pool, now: datetime) -> int:
    """Remove sessions and links that were over a week ago; how many."""
    async with pool.no_partner() as connection:
        gone = await forget_ended(connection, now - ENDED_SIGN_INS_KEPT)
    if gone:
        _log.info("ended sign-ins and links forgotten", rows=gone)
    return gone


async def remove_deleted_events(pool: Pool, now: datetime) -> int:
    """Remove for good the events that were deleted 30 days ago; how many. Partner by partner, each
    on its own rows.
    """
    removed = 0
    for partner in await partners(pool):
        async with pool.partner(partner.id) as connection:
            gone = await remove_deleted(connection, now - DELETED_EVENTS_KEPT)
        removed += len(gone)
        if gone:
            _log.info("deleted events removed for good", partner=partner.id, events=gone)
    return removed


async def forget_rosters(pool: Pool, retention: RetentionSettings, now: datetime) -> int:
    """Files that nobody imported, rows of imports that are over, and what was undone: whole people
    whom nothing needs any more. How many files; partner by partner, each on its own rows.
    """
    before = now - timedelta(days=retention.roster_days)
    forgotten = 0
    for partner in await partners(pool):
        async with pool.partner(partner.id) as connection:
            files = await forget_old(connection, before)
            undos = await forget_used_undos(connection, before)
        forgotten += files
        if files or undos:
            _log.info("old rosters forgotten", partner=partner.id, files=files, undos=undos)
    return forgotten


async def forget_plays(pool: Pool, retention: RetentionSettings, now: datetime) -> int:
    """What screens showed, and the numbers made of it, before the days for which they are kept; how
    many rows. Partner by partner, each on its own rows.
    """
    before = now - timedelta(days=retention.plays_days)
    forgotten = 0
    for partner in await partners(pool):
        async with pool.partner(partner.id) as connection:
            gone = await forget_played(connection, before)
        forgotten += gone
        if gone:
            _log.info("old proofs of play forgotten", partner=partner.id, rows=gone)
    return forgotten


async def thin_templates(pool: Pool, now: datetime) -> int:
    """Of versions that nobody named: all of the last day are kept, one an hour of the last week, one
    a day before that, and always the first, the newest and the published one. How many went; partner
    by partner, each on its own rows.
    """
    thinned = 0
    for partner in await partners(pool):
        async with pool.partner(partner.id) as connection:
            gone = await thin(connection, now)
        thinned += gone
        if gone:
            _log.info("versions of templates thinned", partner=partner.id, versions=gone)
    return thinned
