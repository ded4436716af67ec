"""One timing session as it is now: what came last, how much comes, and how old it is.

What can be large is read as the dashboard reads it: the minutes that are over once, the raw reads
of the last two again. Everybody who looks at a session looks at the same picture, so names are
those that anybody may see.
"""

from collections.abc import Sequence
from datetime import timedelta

import asyncpg

from project88.db.pool import Connection
from project88.errors import NotFound
from project88.race.clock import local_text
from project88.timing.choosing import store
from project88.timing.choosing.listing import event_of, locations_of
from project88.timing.choosing.schemas import PreviewPassing, TimingPreview
from project88.timing.choosing.store import Wanted
from project88.timing.dashboard.instants import ms, of_ms, us
from project88.timing.dashboard.minutes import MINUTES, Heard
from project88.timing.dashboard.minutes import Minutes as KnownMinutes
from project88.timing.dashboard.schemas import Minutes
from project88.timing.dashboard.store import recent_reads
from project88.timing.sessions.listing import live_of

PASSINGS = 20
_MINUTE_MS = 60_000
_MARGIN = timedelta(minutes=5)
_MOST_SHIFT = timedelta(hours=30)
"""A clock that is further off is not followed; its reads are missing in the little curve alone."""


class Preview:
    """One timing session of one partner, and what is known of it between two looks."""

    def __init__(self, session_id: int) -> None:
        self._session_id = session_id
        self._minutes = KnownMinutes()

    async def look(self, connection: Connection, now: int) -> TimingPreview:
        """The session as it is now, in a transaction of its partner.

        :raises NotFound: the partner has no such session.
        """
        rows = await store.choices(connection, Wanted(only=self._session_id))
        if not rows:
            raise no_session(self._session_id)
        locations = await store.locations(connection, [self._session_id])
        heard = await self._heard(connection, locations, now)
        passings = await store.newest_passings(connection, self._session_id, PASSINGS)
        return _preview(rows[0], locations, passings, heard, now)

    async def _heard(
        self, connection: Connection, locations: Sequence[asyncpg.Record], now: int
    ) -> list[Heard]:
        here, minute = of_ms(now), now // _MINUTE_MS
        first = self._minutes.first_to_read([self._session_id], minute)
        since = of_ms(first * _MINUTE_MS)
        least, most = _ahead(locations)
        window = (self._session_id, since + least - _MARGIN, here + most + _MARGIN)
        read = await recent_reads(connection, [window], since, here - timedelta(minutes=1))
        return self._minutes.take(read, minute)


def no_session(session_id: int) -> NotFound:
    return NotFound(
        f"There is no timing session {session_id} of this partner.", code="no_timing_session"
    )


def _ahead(locations: Sequence[asyncpg.Record]) -> tuple[timedelta, timedelta]:
    """Between what the sender's clock is ahead of ours, as the newest read of each location tells."""
    told = [
        row["newest_read_at"] - row["newest_received_at"]
        for row in locations
        if row["newest_read_at"] is not None and row["newest_received_at"] is not None
    ]
    near = [one for one in told if abs(one) <= _MOST_SHIFT] + [timedelta()]
    return min(near), max(near)


def _preview(
    row: asyncpg.Record,
    locations: Sequence[asyncpg.Record],
    passings: Sequence[asyncpg.Record],
    heard: Sequence[Heard],
    now: int,
) -> TimingPreview:
    return TimingPreview(
        now=now,
        id=row["id"],
        name=row["name"],
        zone=row["zone"],
        state=row["state"],
        live=live_of(row["connection_state"], row["told_at"], of_ms(now)),
        event=event_of(row),
        reads=row["reads"],
        reads_last_minute=sum(one.last_minute for one in heard),
        minutes=_minutes(heard, now),
        locations=locations_of(locations, now),
        passings=tuple(_passing(one, row["zone"]) for one in passings),
    )


def _minutes(heard: Sequence[Heard], now: int) -> Minutes:
    first = now // _MINUTE_MS - MINUTES + 1
    reads = [0] * MINUTES
    for one in heard:
        if 0 <= one.minute - first < MINUTES:
            reads[one.minute - first] += one.reads
    return Minutes(first * _MINUTE_MS, tuple(reads))


def _passing(row: asyncpg.Record, zone: str) -> PreviewPassing:
    at = us(row["passing_at"])
    names = (row["first_name"], row["last_name"])
    return PreviewPassing(
        key=f"{row['location_id']}:{row['tag']}:{row['passing_no']}",
        location_id=row["location_id"],
        location=row["location_name"],
        at=at // 1000,
        time=local_text(at, zone),
        received=ms(row["received_at"]) or 0,
        tag=row["tag"],
        bib=row["bib"],
        name=" ".join(part for part in names if part) or None,
        race=row["race_name"],
        corrected=row["corrections"] > 0,
    )
