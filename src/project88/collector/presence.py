"""Writes down who is connected, for those who look from elsewhere: the dashboard and its alarms.

One statement every few seconds for all connections, sooner when one came or went. It stands beside
the reads, never before them: a look at what the sessions counted anyway, written through the hub's
door on a connection of the pool, and when the database is away it is simply not written. Who has
gone meanwhile is remembered, up to a limit, and told when it is back.
"""

import asyncio
from collections import deque

import asyncpg

from project88 import log
from project88.collector import store
from project88.collector.hall import Departure, Hall
from project88.collector.session import Session
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.relay.wakeups import Wakeups

EVERY_S = 5.0
AT_MOST_EVERY_S = 0.25
CHANNEL = "senders"
RESTARTED = "the collector was started again"
_GONE_KEPT = 10_000
_log = log.get(__name__)


class Presence:
    """The connections of this collector as rows of `timing_connections`."""

    def __init__(self, hall: Hall, pool: Pool, wakeups: Wakeups) -> None:
        self._hall = hall
        self._pool = pool
        self._wakeups = wakeups
        self._gone: deque[store.Connected] = deque(maxlen=_GONE_KEPT)
        self._states: dict[int, str] = {}
        self._buried = False
        collector = hall.settings.collector
        self._silent_us = {
            "jchip": int(collector.silence_s * 1e6),
            # Pings are answered, so two that are missing tell; at `silence_s` the line is cut.
            "ctp01": int(min(2 * collector.ping_interval_s + 5, collector.silence_s) * 1e6),
        }

    async def run(self) -> None:
        """For ever; a database that is away changes nothing."""
        while True:
            await self.round()
            try:
                async with asyncio.timeout(EVERY_S):
                    await self._hall.came_or_went.wait()
            except TimeoutError:
                continue
            await asyncio.sleep(AT_MOST_EVERY_S)

    async def round(self) -> None:
        """Writes all that stand, and those that have gone since the last time."""
        hall, now_us = self._hall, self._hall.moment.wall_us()
        hall.came_or_went.clear()
        self._gone.extend(self._ended(one) for one in hall.departed)
        hall.departed.clear()
        standing = [self._standing(session, now_us) for session in hall.sessions]
        gone = list(self._gone)
        rows = [*standing, *gone]
        try:
            async with self._pool.hub("write down who is connected") as connection:
                if not self._buried:
                    await store.end_connections(connection, RESTARTED)
                if rows:
                    await store.put_connections(connection, rows)
        except (Unavailable, OSError, TimeoutError, asyncpg.PostgresError) as error:
            _log.warning("who is connected could not be written", reason=str(error))
            return
        self._buried = True
        self._gone.clear()
        self._tell(rows)
        self._states = {row.id: row.state for row in standing}

    def _tell(self, rows: list[store.Connected]) -> None:
        """Wakes who watches a partner whose senders came, went or fell silent."""
        moved = {row.partner_id for row in rows if self._states.get(row.id) != row.state}
        for partner_id in moved:
            self._wakeups.post(CHANNEL, str(partner_id))

    def _standing(self, session: Session, now_us: int) -> store.Connected:
        silent = session.silent_us > self._silent_us[session.stream.origin.kind]
        return _row(session, "silent" if silent else "connected", now_us)

    @staticmethod
    def _ended(departure: Departure) -> store.Connected:
        return _row(departure.session, "ended", departure.at_us, departure.reason)


def _row(session: Session, state: str, told_us: int, end_reason: str = "") -> store.Connected:
    facts, stream = session.facts, session.stream
    offset_us = facts.drift.offset_us
    return store.Connected(
        id=facts.connection_id,
        partner_id=stream.claimed_by or stream.origin.partner_id,
        likely_key=_likely_key(session),
        source_id=stream.source.id if stream.source else None,
        session_id=stream.session.id if stream.session else None,
        listener_id=facts.listener_id,
        kind=stream.origin.kind,
        peer=facts.peer,
        program=f"{facts.program} {facts.version}".strip(),
        event_name=facts.event.name,
        state=state,
        connected_us=facts.opened_us,
        heard_us=facts.last_byte_us,
        told_us=told_us,
        last_row_us=facts.last_row_us,
        rows_heard=facts.rows,
        gaps=facts.gaps,
        unreadable=facts.quarantined,
        clock_ahead_ms=None if offset_us is None else -offset_us // 1000,
        behind=session.behind,
        end_reason=end_reason,
    )


def _likely_key(session: Session) -> str:
    """A sender that is back is known again before its first row, once it has said who it is.

    What it says goes to the lane, which learns it in its own time; here it was heard just now.
    """
    facts, stream = session.facts, session.stream
    if not facts.program:
        return ""
    return stream.known_key or stream.key_for(facts.event)
