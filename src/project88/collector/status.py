"""How the collector is, over HTTP on the loopback: the original's fields, and what operators asked
for since.

`GET /status` and `GET /health` keep the fields of the original (timing-protocols 5.8), so that
existing monitors go on working. `connections` is the exact number of the moment. Everything per
connection is in `GET /connections` (5.3), lines that could not be read in `GET /quarantine`. The
document of all this is at `/schema`.
"""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from litestar import Litestar, Response, get
from litestar.openapi.config import OpenAPIConfig
from litestar.params import Parameter

from project88 import metrics
from project88.collector.hall import Hall
from project88.collector.jchip import error_us
from project88.collector.server import Server
from project88.collector.session import Session
from project88.db.pool import Pool
from project88.timing import store as timing


class Status(msgspec.Struct, frozen=True):
    """The original's fields, with what it lacked."""

    service: str
    status: str
    tcp_port: int
    connections: int
    total_reads: int
    current_session: str | None
    timestamp: str
    database_connected: bool
    duplicates: int
    waiting_reads: int
    connections_behind: int
    journal_parts_waiting: int
    ports: dict[int, int]
    ports_failed: dict[int, str]


class Health(msgspec.Struct, frozen=True):
    """Whether the process answers; `degraded` when reads wait for the database."""

    status: str
    timestamp: str


class Sender(msgspec.Struct, frozen=True):
    """One connection. Ages in seconds; `clock_ahead_ms` above zero: the sender's clock is ahead of
    ours. `reader_clock_behind_ms` is of JChip readers, whose reads are corrected by it (without the
    whole quarter hours of a zone).
    """

    connection_id: str
    peer: str
    listener_id: int
    partner_id: int
    program: str
    version: str
    event_name: str
    event_id: str
    locations: dict[str, int]
    rows: int
    gun_times: int
    quarantined: int
    gaps: int
    errors: int
    stored: int
    duplicates: int
    connected_s: float
    last_row_age_s: float | None
    last_ping_age_s: float | None
    last_byte_age_s: float
    clock_ahead_ms: int | None
    reader_clock_behind_ms: int | None
    behind: bool
    alarms: list[str]


class QuarantineLine(msgspec.Struct, frozen=True):
    """A line that could not be read as a row. `line` is shown with unreadable bytes escaped."""

    partner_id: int
    peer: str
    reason: str
    hint: str
    line: str
    times: int
    first_received_at: datetime
    last_received_at: datetime


def status_app(hall: Hall, server: Server, pool: Pool) -> Litestar:
    """The HTTP application; it reads the collector's state and changes nothing."""

    @get("/status", summary="The original's status fields and more")
    async def status() -> Status:
        return _status(hall, server)

    @get("/health", summary="Whether the collector answers")
    async def health() -> Health:
        return Health("degraded" if hall.database_away else "healthy", _now())

    @get("/connections", summary="Every sender that is connected now")
    async def connections() -> list[Sender]:
        return [_sender(hall, session) for session in sorted(hall.sessions, key=_opened)]

    @get("/quarantine", summary="Lines that could not be read as rows, newest first")
    async def quarantine(
        limit: Annotated[int, Parameter(ge=1, le=1000, description="How many lines at most")] = 100,
    ) -> list[QuarantineLine]:
        return await _quarantine(pool, limit)

    @get("/metrics", summary="Prometheus metrics", media_type="text/plain")
    async def measured() -> Response[bytes]:
        return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)

    return Litestar(
        [status, health, connections, quarantine, measured],
        openapi_config=OpenAPIConfig("Project88Hub collector", "1", path="/schema"),
        # Its own would take the place of ours in the whole process, and masks no secrets.
        logging_config=None,
    )


def _status(hall: Hall, server: Server) -> Status:
    sessions = {session.stream.session for session in hall.sessions} - {None}
    newest = max((one.id for one in sessions if one is not None), default=None)
    return Status(
        service="timing-collector",
        status="degraded" if hall.database_away else "running",
        tcp_port=next(iter(server.ports.values()), hall.settings.collector.ctp01_port),
        connections=len(hall.sessions),
        total_reads=hall.reads,
        current_session=None if newest is None else str(newest),
        timestamp=_now(),
        database_connected=not hall.database_away,
        duplicates=hall.duplicates,
        waiting_reads=sum(lane.waiting_reads for lane in hall.lanes.values()),
        connections_behind=sum(session.behind for session in hall.sessions),
        journal_parts_waiting=len(hall.folder.waiting()),
        ports=server.ports,
        ports_failed=server.failed,
    )


def _sender(hall: Hall, session: Session) -> Sender:
    facts, now_us = session.facts, hall.moment.wall_us()
    offset, reader_us = facts.drift.offset_us, facts.reader_clock_behind_us

    def age(then_us: int | None) -> float | None:
        return None if then_us is None else round((now_us - then_us) / 1e6, 3)

    return Sender(
        connection_id=f"{facts.connection_id:016x}",
        peer=facts.peer,
        listener_id=facts.listener_id,
        partner_id=session.stream.claimed_by or session.stream.origin.partner_id,
        program=facts.program,
        version=facts.version,
        event_name=facts.event.name,
        event_id=facts.event.id,
        locations=facts.locations,
        rows=facts.rows,
        gun_times=facts.gun_times,
        quarantined=facts.quarantined,
        gaps=facts.gaps,
        errors=facts.errors,
        stored=session.stream.stored,
        duplicates=session.stream.duplicates,
        connected_s=age(facts.opened_us) or 0.0,
        last_row_age_s=age(facts.last_row_us),
        last_ping_age_s=age(facts.last_ping_us),
        last_byte_age_s=age(facts.last_byte_us) or 0.0,
        clock_ahead_ms=None if offset is None else -offset // 1000,
        reader_clock_behind_ms=None if reader_us is None else error_us(reader_us) // 1000,
        behind=session.behind,
        alarms=list(_alarms(session)),
    )


def _alarms(session: Session) -> list[str]:
    """What an operator should do something about, in plain sentences."""
    found = []
    facts = session.facts
    offset = facts.drift.offset_us
    if offset is not None and offset < -1_000_000:
        found.append(f"The sender's clock is {-offset / 1e6:.1f} s ahead of ours.")
    if offset is not None and offset > 10_000_000:
        found.append(
            f"Reads arrive {offset / 1e6:.0f} s after they were made: clock behind, or a slow line."
        )
    reader_us = facts.reader_clock_behind_us
    if reader_us is not None and abs(error_us(reader_us)) > 1_000_000:
        found.append(
            f"The reader's clock is {error_us(reader_us) / 1e6:.1f} s behind ours; reads are corrected."
        )
    if facts.gaps:
        found.append(
            f"Row numbers jumped {facts.gaps} times: reads may be missing on the way to us."
        )
    if session.behind:
        found.append("Reads wait in the journal for the database.")
    return found


async def _quarantine(pool: Pool, limit: int) -> list[QuarantineLine]:
    async with pool.hub("show quarantined lines to the operator of this machine") as connection:
        rows = await timing.quarantined_lines(connection, limit)
    return [
        QuarantineLine(
            row["timing_partner_id"], row["peer"], row["reason"], row["hint"],
            row["line"].decode("utf-8", "backslashreplace"), row["times"],
            row["first_received_at"], row["last_received_at"],
        )
        for row in rows
    ]  # fmt: skip


def _opened(session: Session) -> int:
    return session.facts.opened_us


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
