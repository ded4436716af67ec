"""From what senders said to what a recording transaction stores.

A plan holds the rows of one batch with their homes beside them. Making one reads and makes registry
rows, but stores no read, so it may be made again whenever the transaction that it was for could not
be committed.
"""

import msgspec

from project88.race.clock import Instant, local_date
from project88.timing.copying import Row
from project88.timing.homes import LocationHome, SessionHome
from project88.timing.registry import Registry
from project88.timing.store import QuarantinedLine
from project88.timing.stream import Chunk, Stream
from project88.wire.ctp01.events import (
    ConnectionId,
    Event,
    EventInfo,
    Greeted,
    GunTime,
    LocationAdded,
    Quarantined,
    Read,
    Restarted,
    UnknownLine,
)

LIVE_US = 5 * 60 * 1_000_000
"""A read this fresh shows that the stream is live, not a resend (timing-protocols 5.4)."""
SUSPECT_US = 12 * 3_600_000_000
_INT4, _INT8 = 2**31, 2**63


class GunRow(msgspec.Struct, frozen=True):
    """A gun time with its home."""

    location: LocationHome
    gun_us: int | None
    row: GunTime
    received_us: int
    connection_id: int


class Plan:
    """One batch, ready to be stored. `rows[i]` belongs to `homes[i]`."""

    __slots__ = (
        "encoded",
        "epoch",
        "guns",
        "heard",
        "homes",
        "quarantined",
        "received_us",
        "repeated",
        "rows",
        "suspicious",
    )

    def __init__(self, epoch: int) -> None:
        self.epoch = epoch
        """The registry's when the plan was made; its homes are stale in another."""
        self.rows: list[Row] = []
        self.heard: dict[int, int] = {}
        """Rows of each connection."""
        self.encoded: bytes | None = None
        """The rows ready for COPY, when they are worth it; made while an earlier batch is stored.
        """
        self.homes: list[LocationHome] = []
        self.guns: list[GunRow] = []
        self.quarantined: list[tuple[Stream, list[QuarantinedLine]]] = []
        self.received_us: dict[SessionHome, int] = {}
        self.repeated: list[Row] = []
        """Rows with the tag and instant of a recent row of the location."""
        self.suspicious = False
        """Whether a row number came that is not above all of its location: a resend, or a counter
        reset.
        """


class Planner:
    """Makes plans for one partner."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    async def plan(self, chunks: list[Chunk]) -> Plan:
        """Everything the chunks said, in their order."""
        made = Plan(self._registry.epoch)
        for chunk in chunks:
            await self._take(made, chunk)
        return made

    async def _take(self, plan: Plan, chunk: Chunk) -> None:
        stream, received_us = chunk.stream, chunk.received_us
        stream.belong(self._registry.epoch)
        lines: list[QuarantinedLine] = []
        before = len(plan.rows)
        for told in chunk.told:
            if type(told) is Read:
                if not self._quickly(plan, stream, told, received_us):
                    await self._carefully(plan, stream, told, received_us)
            else:
                await self._take_other(plan, stream, told, received_us, lines)
        if lines:
            plan.quarantined.append((stream, lines))
        connection = stream.origin.connection_id
        plan.heard[connection] = plan.heard.get(connection, 0) + len(plan.rows) - before

    async def _take_other(
        self,
        plan: Plan,
        stream: Stream,
        told: Event,
        received_us: int,
        lines: list[QuarantinedLine],
    ) -> None:
        match told:
            case GunTime():
                await self._gun(plan, stream, told, received_us)
            case LocationAdded(location=name):
                await self._added(stream, name)
            case Quarantined(line=line, reason=reason, hint=hint):
                lines.append(QuarantinedLine(str(reason), hint, line, received_us))
            case UnknownLine(line=line):
                lines.append(QuarantinedLine("unknown_line", "", line, received_us))
            case Greeted() | Restarted() | EventInfo() | ConnectionId():
                stream.learn(told)
                if stream.source is not None:
                    await self._registry.tell(stream)

    def _quickly(self, plan: Plan, stream: Stream, read: Read, received_us: int) -> bool:
        """The way of nearly every read: its session and location are known, its instant within or
        just after it.
        """
        session = stream.session
        if session is None:
            return False
        location = session.locations.get(read.location)
        first, last = session.first_us, session.last_us
        if location is None or first is None or last is None:
            return False
        us, odd = session.clock.instant(read.time_raw, received_us, read.location)
        if us is None or us < first:
            return False
        if us > last:
            span = self._registry.span
            if us - last > span.silence_us or session is not session.source.sessions[-1]:
                return False
            if us <= received_us + span.ahead_us:
                session.last_us = us
        self._add(plan, stream, location, read, (us, odd), received_us)
        return True

    async def _carefully(self, plan: Plan, stream: Stream, read: Read, received_us: int) -> None:
        session, instant = await self._home(stream, read.time_raw, read.location, received_us)
        location = await self._registry.location(session, read.location)
        self._add(plan, stream, location, read, instant, received_us)

    def _add(  # noqa: PLR0913, PLR0917 -- one call per read
        self,
        plan: Plan,
        stream: Stream,
        location: LocationHome,
        read: Read,
        instant: Instant,
        received_us: int,
    ) -> None:
        us, odd = instant
        seq, lap, gator, flags = read.seq, read.lap, read.gator, read.flags
        if odd:
            flags += odd
        if us is not None:
            if -LIVE_US < received_us - us < LIVE_US:
                stream.live = True
            else:
                flags += self._doubts(stream, received_us - us)
        if (seq or 0) >= _INT8 or (lap or 0) >= _INT4 or (gator or 0) >= _INT4:
            seq, lap, gator, flags = _tamed(seq, lap, gator, flags)
        if seq is not None:
            if seq > location.highest_seq:
                location.highest_seq = seq
            else:
                plan.suspicious = True
        session = location.session
        plan.received_us[session] = received_us
        row: Row = (
            self._registry.partner_id, session.id, location.id, stream.origin.connection_id, us, received_us,
            seq, lap, gator, location.generation, read.tag, read.reader, read.time_raw, read.format,
            flags, read.raw,
        )  # fmt: skip
        if us is not None and location.repeats(us, read.tag):
            plan.repeated.append(row)
        plan.homes.append(location)
        plan.rows.append(row)

    @staticmethod
    def _doubts(stream: Stream, late_us: int) -> tuple[str, ...]:
        """A clock ahead is suspect; one behind only on a stream that was live, else it is a resend."""
        if late_us < -SUSPECT_US or (late_us > SUSPECT_US and stream.live):
            return ("clock_suspect",)
        return ()

    async def _home(
        self, stream: Stream, time_raw: str, location: str, received_us: int
    ) -> tuple[SessionHome, Instant]:
        """The session of a row, and its instant by that session's clock."""
        session = stream.session = await self._find(stream, time_raw, location, received_us)
        us, odd = session.clock.instant(time_raw, received_us, location)
        if us is not None and self._registry.span.believable(us, received_us):
            session.reach(us)
        return session, (us, odd)

    async def _find(
        self, stream: Stream, time_raw: str, location: str, received_us: int
    ) -> SessionHome:
        """The slow way: a row outside of the span of the stream's session, or the stream's first."""
        registry = self._registry
        source = stream.source
        if source is None:
            source = stream.source = await registry.source(stream)
        clock = stream.session.clock if stream.session else source.clock
        us, _ = clock.instant(time_raw, received_us, location)
        if us is None or not registry.span.believable(us, received_us):
            if stream.session is not None:
                return stream.session
            if source.sessions:
                return source.sessions[-1]
            us = received_us
        day = local_date(us, source.zone)
        chosen = registry.span.choose(source.sessions, us, day)
        return chosen or await registry.session(source, stream, day)

    async def _gun(self, plan: Plan, stream: Stream, gun: GunTime, received_us: int) -> None:
        session, (us, _) = await self._home(stream, gun.time_raw, gun.location, received_us)
        location = await self._registry.location(session, gun.location)
        plan.guns.append(GunRow(location, us, gun, received_us, stream.origin.connection_id))

    async def _added(self, stream: Stream, name: str) -> None:
        """A point that has announced itself is shown before its first read, if its session is
        known.
        """
        if stream.session is not None:
            await self._registry.location(stream.session, name)


def _tamed(
    seq: int | None, lap: int | None, gator: int | None, flags: tuple[str, ...]
) -> tuple[int | None, int | None, int | None, tuple[str, ...]]:
    """Numbers too large for their columns become null with a flag: the read itself is never lost."""
    if (seq or 0) >= _INT8:
        seq, flags = None, (*flags, "seq_not_int")
    if (lap or 0) >= _INT4:
        lap, flags = None, (*flags, "lap_not_int")
    if (gator or 0) >= _INT4:
        gator, flags = None, (*flags, "gator_not_int")
    return seq, lap, gator, flags
