"""Rows of timing sessions turned into what people look at."""

from datetime import UTC, datetime, timedelta

import asyncpg

from project88.db.pool import Connection
from project88.timing.dashboard.instants import ms
from project88.timing.sessions import store
from project88.timing.sessions.schemas import (
    Live,
    SessionEvent,
    SessionLocation,
    SessionPage,
    TimingSession,
)

UNSURE_AFTER = timedelta(seconds=20)
"""The collector reports every five seconds; after four reports that are missing it is gone."""


async def page(
    connection: Connection, event_id: int | None, before: int | None, limit: int
) -> SessionPage:
    """One page of the partner's sessions."""
    rows = await store.sessions(connection, event_id, before, limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    ids = [row["id"] for row in rows]
    places: dict[int, list[SessionLocation]] = {number: [] for number in ids}
    for row in await store.locations(connection, ids):
        place = SessionLocation(row["id"], row["name"], row["reads"], ms(row["newest_received_at"]))
        places[row["session_id"]].append(place)
    tags = {row["session_id"]: row for row in await store.tags(connection, ids)}
    now = datetime.now(UTC)
    items = [_session(row, tuple(places[row["id"]]), tags.get(row["id"]), now) for row in rows]
    return SessionPage(items, ids[-1] if more else None)


def _session(
    row: asyncpg.Record,
    locations: tuple[SessionLocation, ...],
    tags: asyncpg.Record | None,
    now: datetime,
) -> TimingSession:
    event = None if row["event_id"] is None else SessionEvent(row["event_id"], row["event_name"])
    return TimingSession(
        id=row["id"],
        name=row["name"],
        day=row["event_day"].isoformat(),
        zone=row["zone"],
        state=row["state"],
        sender=row["program"] or row["kind"],
        told_event=row["told_event"],
        live=live_of(row["connection_state"], row["told_at"], now),
        event=event,
        locations=locations,
        reads=row["reads"],
        tags=tags["tags"] if tags else 0,
        unknown_tags=tags["unknown_tags"] if tags else 0,
        first_read=ms(row["first_read_at"]),
        last_read=ms(row["last_read_at"]),
        newest_received=ms(row["newest_received_at"]),
    )


def live_of(state: str | None, told_at: datetime | None, now: datetime) -> Live:
    """How the sender of a session is, from the newest of its connections."""
    if state is None or told_at is None:
        return "never"
    if state == "ended":
        return "gone"
    if now - told_at > UNSURE_AFTER:
        return "unsure"
    return "silent" if state == "silent" else "connected"
