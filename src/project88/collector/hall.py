"""What all connections of one collector share: journals, lanes, limits, clocks, and the list of who
is here.

Joined in one place and handed in, so that a session knows no settings and no database.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from project88 import log
from project88.collector.admission import Admission
from project88.collector.clocks import Clocks
from project88.collector.duties import Duties
from project88.collector.journal import Origins
from project88.collector.journal_folder import JournalFolder
from project88.collector.lane import Lane
from project88.collector.measures import CONNECTIONS, DURABLE_SECONDS
from project88.collector.moment import Moment
from project88.collector.parts import Part, Syncer
from project88.db.pool import Pool
from project88.relay.wakeups import Wakeups
from project88.settings import Settings
from project88.timing.record import Recorder, Stored
from project88.timing.registry import Registry
from project88.timing.stream import Chunk, Stream
from project88.wire.reads import Read

if TYPE_CHECKING:
    from project88.collector.facts import ConnectionFacts
    from project88.collector.session import Session

_log = log.get(__name__)
STALE_US = 15_000_000
"""A connection so long silent is closed when its sender has connected anew (requirement C25)."""


_DEPARTED_KEPT = 10_000


class Departure(NamedTuple):
    """A connection that has ended, when (UTC µs) and why."""

    session: "Session"
    reason: str
    at_us: int


class Hall:
    """The shared state of one collector process."""

    def __init__(  # noqa: PLR0913, PLR0917 -- joined in one place
        self,
        settings: Settings,
        pool: Pool,
        folder: JournalFolder,
        moment: Moment,
        duties: Duties,
        wakeups: Wakeups,
    ) -> None:
        self.settings = settings
        self.moment = moment
        self.folder = folder
        self.wakeups = wakeups
        self.syncer = Syncer(settings.journal.fsync_ms / 1000)
        self.admission = Admission(
            most=settings.collector.max_connections,
            most_per_address=settings.collector.max_connections_per_ip,
        )
        self.arrival = bytearray(16 * 1024)
        """Where every connection's bytes arrive; they are copied out before the next arrive."""
        self.clocks = Clocks(folder.folder / "clocks.json")
        self.rotate_bytes = int(settings.journal.rotate_bytes)
        self.sessions: set[Session] = set()
        self.lanes: dict[int, Lane] = {}
        self.reads = self.duplicates = 0
        self.unreachable = False
        """Whether the database did not answer when last asked; lanes know only of their own reads.
        """
        self.journal_full = False
        """Whether the room for journals that wait is used up; senders keep what they have then."""
        self.came_or_went = asyncio.Event()
        """Set when a connection was made or has ended."""
        self.departed: deque[Departure] = deque(maxlen=_DEPARTED_KEPT)
        """Who has gone and is not written down yet."""
        self._session_of: dict[Stream, Session] = {}
        self.claims: dict[str, int] = {}
        self.positions: dict[str, dict[str, int]] = {}
        self._pool = pool
        self._duties = duties
        self._empty = asyncio.Event()
        self._empty.set()

    def lane(self, partner_id: int) -> Lane:
        """The lane of a partner, running from its first use."""
        lane = self.lanes.get(partner_id)
        if lane is None:
            lane = self.lanes[partner_id] = self._new_lane(partner_id)
            self._duties.begin(lane.run(), f"lane {partner_id}")
        return lane

    def begin_part(self, origins: Origins, wall_us: int, monotonic_us: int) -> Part:
        """A journal part on the disk. Raises OSError when it can't be made."""
        part = Part(self.folder.begin(origins, wall_us, monotonic_us), self._retire)
        self.syncer.watch(part)
        return part

    def enter(self, session: "Session") -> None:
        """A connection was made."""
        self.sessions.add(session)
        if session.stream.origin.kind == "jchip":
            session.facts.on_introduced = lambda: self._introduced(session)
        self._session_of[session.stream] = session
        self._empty.clear()
        self.came_or_went.set()
        CONNECTIONS.set(len(self.sessions))
        _log.info("sender connected", peer=session.facts.peer, listener=session.facts.listener_id)

    def leave(self, session: "Session", reason: str) -> None:
        """A connection has ended."""
        self.sessions.discard(session)
        self._session_of.pop(session.stream, None)
        self.departed.append(Departure(session, reason, self.moment.wall_us()))
        self.came_or_went.set()
        if not self.sessions:
            self._empty.set()
        CONNECTIONS.set(len(self.sessions))
        self.admission.leave(session.host)
        _log.info("sender left", peer=session.facts.peer, reason=reason)

    def preamble(self, stream: Stream, facts: "ConnectionFacts") -> Sequence[bytes]:
        """What a CTP01 sender told of itself, as it would say it: the head of the next journal
        part.
        """
        if stream.origin.kind != "ctp01":
            return []
        lines = [f"{facts.program}~{facts.version}~CTP01"] if facts.program else []
        if facts.event.name or facts.event.id:
            event = facts.event
            lines.append(f"ack~geteventinfo~{event.name}~{event.id}~{event.description}")
        if facts.peer_connection_id:
            lines.append(f"ack~getconnectionid~{facts.peer_connection_id}")
        return [line.encode() for line in lines]

    def forget(self) -> None:
        """Somebody changed rosters, zones, claims or bindings: every lane looks again."""
        for partner_id, lane in self.lanes.items():
            lane.recorder.registry.claims = self.claims if partner_id == 0 else {}
            lane.recorder.registry.ask_to_forget()

    @property
    def database_away(self) -> bool:
        """Whether reads wait for a database that does not answer, or would."""
        return self.unreachable or any(lane.database_away for lane in self.lanes.values())

    async def emptied(self) -> None:
        """Waits until every connection has ended."""
        await self._empty.wait()

    async def drained(self) -> None:
        """Stores what is in memory if the database is there; the journals hold it in any case."""
        for lane in self.lanes.values():
            with suppress(TimeoutError):
                async with asyncio.timeout(0.01 if lane.database_away else 5):
                    await lane.drained()

    def _new_lane(self, partner_id: int) -> Lane:
        collector = self.settings.collector
        registry = Registry(
            self._pool,
            partner_id,
            silence_hours=collector.session_silence_hours,
            zone=collector.zone,
        )
        registry.claims = self.claims if partner_id == 0 else {}
        return Lane(
            Recorder(self._pool, registry),
            batch_reads=collector.batch_reads,
            memory_reads=collector.memory_reads,
            on_stored=lambda batch, stored: self._stored(partner_id, batch, stored),
            lane_of=self.lane,
        )

    def _stored(self, partner_id: int, batch: list[Chunk], stored: Stored) -> None:
        self.reads += stored.reads
        self.duplicates += stored.duplicates
        now_us = self.moment.wall_us()
        for stream in {chunk.stream for chunk in batch}:
            new, known = stored.by_connection.get(stream.origin.connection_id, (0, 0))
            stream.stored += new
            stream.duplicates += known
        for chunk in batch:
            if chunk.told:
                DURABLE_SECONDS.observe(max(now_us - chunk.received_us, 0) / 1e6)
                self._judge_clock(chunk)
        notes = [
            (partner_id, one.session_id, one.version, one.received_us // 1000)
            for one in stored.raised
        ]
        for start in range(0, len(notes), 100):
            self.wakeups.post("live", msgspec.json.encode(notes[start : start + 100]).decode())
        self._close_stale(batch)

    def _judge_clock(self, chunk: Chunk) -> None:
        """By the last read of each arrival: it is the freshest, or nearly."""
        session, home, last = (
            self._session_of.get(chunk.stream),
            chunk.stream.session,
            chunk.told[-1],
        )
        if session is None or home is None or not isinstance(last, Read):
            return
        at_us, _ = home.clock.instant(last.time_raw, chunk.received_us, last.location)
        if at_us is not None:
            session.facts.drift.hear(chunk.received_us, at_us)

    def _introduced(self, session: "Session") -> None:
        """A JChip reader told its name or its clock. An older connection of the name is stale."""
        facts = session.facts
        if not facts.program:
            return
        if facts.reader_clock_behind_us is not None:
            self.clocks.told(facts.listener_id, facts.program, facts.reader_clock_behind_us)
        for other in list(self.sessions):
            if (
                other is not session
                and other.facts.program == facts.program
                and other.facts.listener_id == facts.listener_id
            ):
                _log.info("closing the older connection of a reader", peer=other.facts.peer)
                other.close()

    def _close_stale(self, batch: list[Chunk]) -> None:
        """A sender that connected anew has left its old connection behind, if that is silent."""
        fresh = {one.stream for one in batch if one.stream.is_new and one.stream.known_key}
        for stream in fresh:
            stream.is_new = False
            for session in list(self.sessions):
                old = session.stream
                if (
                    old is not stream
                    and old.known_key == stream.known_key
                    and session.silent_us > STALE_US
                ):
                    _log.info(
                        "closing a silent connection of the same sender", peer=session.facts.peer
                    )
                    session.close()

    def _retire(self, part: Part) -> None:
        self.folder.retire(part.path)
