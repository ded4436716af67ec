"""What one process knows of one event between two looks at its dashboard.

Reading is one transaction of small statements. Passings, the one thing that grows without an end,
are read as far as they changed; who is due is worked out every few seconds only, because every
runner is asked; raw reads of unknown chips are counted where those chips were.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import asyncpg

from project88.db.pool import Connection
from project88.errors import NotFound
from project88.timing.dashboard import store
from project88.timing.dashboard.field import Delay, Field, UnknownHeard
from project88.timing.dashboard.health import steady_offset_ms
from project88.timing.dashboard.instants import of_ms, of_us
from project88.timing.dashboard.minutes import Heard, Minutes
from project88.timing.dashboard.picture import Known, picture
from project88.timing.dashboard.schemas import Dashboard

DUE_EVERY_MS = 5_000
UNKNOWN_SHOWN = 50
_LATE = timedelta(minutes=5)
_AHEAD = timedelta(minutes=5)
_MOST_SHIFT = timedelta(hours=30)
_SCREEN_SILENT = timedelta(seconds=30)
"""As for displays: three of its reports did not come."""
_SCREEN_GIVEN_UP = timedelta(hours=12)
_MINUTE_MS = 60_000
_STANDING_US = 120_000_000
_MOST_MARGIN_S = 900


class Board:
    """One event of one partner."""

    def __init__(self, event_id: int) -> None:
        self._event_id = event_id
        self._field = Field()
        self._minutes = Minutes()
        self._roster: object = None
        self._due: Counter[str] = Counter()
        self._due_at = 0
        self._unknown: list[UnknownHeard] = []
        self._unknown_reads: dict[str, int] = {}

    async def look(self, connection: Connection, now: int) -> Dashboard:
        """The event as it is now, in a transaction of its partner.

        :raises NotFound: the partner has no such event.
        """
        event = await store.event(connection, self._event_id)
        if event is None:
            raise NotFound(f"There is no event {self._event_id} of this partner.")
        await self._learn_roster(connection, event)
        sessions = await store.sessions(connection, self._event_id)
        ids = [row["id"] for row in sessions]
        locations = await store.locations(connection, ids)
        await self._learn_passings(connection, sessions, locations, now)
        known = Known(
            event=event,
            sessions=sessions,
            locations=locations,
            recent=await self._recent_reads(connection, now),
            guns=await store.guns(connection, ids),
            connections=await store.senders(connection, [row["source_id"] for row in sessions]),
            screens=await self._silent_screens(connection, now),
            due=self._due,
            unknown=self._unknown,
            unknown_reads=self._unknown_reads,
        )
        return picture(known, self._field, now)

    async def _learn_roster(self, connection: Connection, event: asyncpg.Record) -> None:
        roster = (event["participants"], event["changed_at"])
        if roster != self._roster:
            self._field.races = await store.races_of_participants(connection, self._event_id)
            self._roster = roster

    async def _learn_passings(
        self,
        connection: Connection,
        sessions: Sequence[asyncpg.Record],
        locations: Sequence[asyncpg.Record],
        now: int,
    ) -> None:
        field = self._field
        field.keep({row["id"]: row["epoch"] for row in sessions})
        versions = {row["id"]: row["version"] for row in sessions}
        behind = field.behind(versions)
        if behind:
            field.take(await store.passings(connection, behind), versions)
            await self._learn_unknown(connection, locations)
        if now - self._due_at >= DUE_EVERY_MS:
            names = {row["id"]: row["name"] for row in locations}
            late = field.due(names, now * 1000)
            self._due = Counter(one.point[0] for one in late)
            self._due_at = now

    async def _learn_unknown(
        self, connection: Connection, locations: Sequence[asyncpg.Record]
    ) -> None:
        """Reads are counted again of chips that passed again, or may be standing on a mat now."""
        known = {one.tag: one for one in self._unknown}
        self._unknown = self._field.newest_unknown(UNKNOWN_SHOWN)
        if not self._unknown:
            return
        recent_us = self._unknown[0].newest.newest_us - _STANDING_US
        moved = [
            one
            for one in self._unknown
            if known.get(one.tag) != one or one.newest.newest_us >= recent_us
        ]
        windows = {row["id"]: row["ignore_window_s"] for row in locations}
        spans = [span for one in moved for span in _spans(one, windows)]
        kept = {one.tag: self._unknown_reads.get(one.tag, 0) for one in self._unknown}
        self._unknown_reads = kept | await store.reads_of_tags(connection, spans)

    async def _silent_screens(self, connection: Connection, now: int) -> list[asyncpg.Record]:
        here = of_ms(now)
        return await store.silent_screens(
            connection, self._event_id, here - _SCREEN_SILENT, here - _SCREEN_GIVEN_UP
        )

    async def _recent_reads(self, connection: Connection, now: int) -> list[Heard]:
        """Each session's window of instants is shifted by as much as its clock is wrong."""
        here, minute = of_ms(now), now // _MINUTE_MS
        first = self._minutes.first_to_read(self._field.sessions, minute)
        since = of_ms(first * _MINUTE_MS)
        windows = []
        for session_id, one in self._field.sessions.items():
            least, most = _ahead(one.delays)
            windows.append((session_id, since + least - _LATE, here + most + _AHEAD))
        read = await store.recent_reads(connection, windows, since, here - timedelta(minutes=1))
        return self._minutes.take(read, minute)


def _ahead(delays: Sequence[Delay]) -> tuple[timedelta, timedelta]:
    """Between what the sender's clock is ahead of ours: as its passings tell, or as each of the last
    does while they tell different things. A clock that is days off is not followed.
    """
    steady = steady_offset_ms(delays)
    told = [steady] if steady is not None else [-one.late_us // 1000 for one in delays]
    found = [timedelta(milliseconds=one) for one in told]
    near = [one for one in found if abs(one) <= _MOST_SHIFT] or [timedelta()]
    return min(near), max(near)


def _spans(one: UnknownHeard, windows: Mapping[int, int]) -> Iterator[store.TagSpan]:
    """Reads belong to a passing while they lie within its location's window."""
    for stay in one.stays:
        margin = timedelta(seconds=min(windows.get(stay.location_id, 0), _MOST_MARGIN_S) + 1)
        yield (
            one.tag,
            stay.session_id,
            of_us(stay.first_us) - margin,
            of_us(stay.newest_us) + margin,
        )
