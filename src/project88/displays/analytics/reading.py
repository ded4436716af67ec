"""How displays did, for charts and as a file.

The time for which a screen should have been up is that between its first and its last sign of life
in what was asked for: nobody told the hub when it was meant to be switched off.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection, Pool
from project88.displays.analytics import store
from project88.displays.analytics.latency import percentile
from project88.displays.analytics.schemas import (
    DisplayAnalytics,
    DisplayMinute,
    DisplayScreen,
    DisplayTotals,
    ShownLatency,
)
from project88.displays.analytics.store import Place, Span
from project88.displays.plays.reading import Form, note_export, sessions_meant, written
from project88.events.tables import table

MOST_STEPS = 1440
STEPS_S = (60, 300, 900, 3600, 21_600, 86_400)
EXPORT_PAGE = 2000
HEADINGS = (
    "minute", "event", "display session", "screen", "screen name", "seconds heard", "opened",
    "runners shown", "latencies measured", "p50 ms", "p95 ms", "p99 ms",
)  # fmt: skip
_NOTHING = (None, None, None)


class Wanted(msgspec.Struct, frozen=True):
    """What somebody asks for; None asks for everything within reach."""

    display_session_id: int | None = None
    event_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


class ScreenMinute(msgspec.Struct, frozen=True):
    """A line of the export."""

    minute: datetime
    event: str | None
    session: str
    screen: int
    screen_name: str
    seen_s: int
    opened: int
    shown: int
    latencies: int
    p50: int | None
    p95: int | None
    p99: int | None


async def analytics(pool: Pool, caller: Caller, wanted: Wanted) -> DisplayAnalytics:
    """:raises NotFound: the display session is none of the caller's."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        span = await _span(connection, caller, wanted)
        screens = await store.totals(connection, span)
        step_s = _step(screens)
        steps = await store.steps(connection, span, step_s)
        classes = _Classes(await store.latencies(connection, span, step_s))
    return DisplayAnalytics(
        totals=_totals(screens, classes),
        step_s=step_s,
        minutes=[_minute(row, classes) for row in steps],
        screens=[_screen(row, classes) for row in screens],
    )


async def export(pool: Pool, caller: Caller, wanted: Wanted, form: Form) -> AsyncIterator[bytes]:
    """Every minute of every screen, by display session, the oldest first. Noted in the audit log before it begins.

    :raises NotFound: the display session is none of the caller's.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        span = await _span(connection, caller, wanted)
        await note_export(connection, "display analytics", form, msgspec.structs.asdict(wanted))
    return (_csv if form == "csv" else _json)(_pages(pool, caller, span))


class _Classes:
    """Counts of latency classes by step and by screen, and of all."""

    def __init__(self, rows: Iterable[asyncpg.Record]) -> None:
        self.by_step: dict[datetime, list[int]] = {}
        self.by_screen: dict[int, list[int]] = {}
        self.of_all: list[int] = []
        for row in rows:
            if row["screen_id"] is None:
                _count(self.by_step.setdefault(row["step"], []), row)
            else:
                _count(self.by_screen.setdefault(row["screen_id"], []), row)
                _count(self.of_all, row)


def _count(counts: list[int], row: asyncpg.Record) -> None:
    counts.extend([0] * (row["class"] + 1 - len(counts)))
    counts[row["class"]] += row["counted"]


def _percentiles(counts: Sequence[int] | None) -> tuple[int | None, int | None, int | None]:
    if not counts:
        return _NOTHING
    return percentile(counts, 0.5), percentile(counts, 0.95), percentile(counts, 0.99)


def _step(screens: Sequence[asyncpg.Record]) -> int:
    """The shortest step that gives no more points than a chart can show."""
    if not screens:
        return STEPS_S[0]
    first, last = min(r["first_minute"] for r in screens), max(r["last_minute"] for r in screens)
    span_s = (last - first).total_seconds()
    return next((step for step in STEPS_S if span_s / step < MOST_STEPS), STEPS_S[-1])


def _totals(screens: Sequence[asyncpg.Record], classes: _Classes) -> DisplayTotals:
    seen, expected = sum(r["seen_s"] for r in screens), sum(r["expected_s"] for r in screens)
    return DisplayTotals(
        opened=sum(row["opened"] for row in screens),
        screens=len(screens),
        uptime_s=seen,
        uptime_percent=_share(seen, expected),
        shown=sum(row["shown"] for row in screens),
        latency=ShownLatency(*_percentiles(classes.of_all)),
    )


def _share(seen_s: int, expected_s: int) -> float | None:
    return round(min(100.0, 100 * seen_s / expected_s), 2) if expected_s else None


def _minute(row: asyncpg.Record, classes: _Classes) -> DisplayMinute:
    found = _percentiles(classes.by_step.get(row["step"]))
    return DisplayMinute(row["step"], row["screens"], row["opened"], row["shown"], *found)


def _screen(row: asyncpg.Record, classes: _Classes) -> DisplayScreen:
    return DisplayScreen(
        row["id"],
        row["number"],
        row["name"],
        row["seen_s"],
        _share(row["seen_s"], row["expected_s"]),
        row["shown"],
        row["opened"],
        *_percentiles(classes.by_screen.get(row["id"])),
    )


async def _span(connection: Connection, caller: Caller, wanted: Wanted) -> Span:
    sessions = await sessions_meant(connection, caller, wanted.display_session_id, wanted.event_id)
    return Span(sessions, wanted.since, wanted.until)


async def _pages(pool: Pool, caller: Caller, span: Span) -> AsyncIterator[list[ScreenMinute]]:
    """Display session by display session: each page is then read where the one before ended."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        sessions = await store.sessions(connection, span)
    for session_id in sessions:
        after: Place | None = None
        rows: list[asyncpg.Record] | None = None
        while rows is None or len(rows) == EXPORT_PAGE:
            async with pool.partner(caller.partner_id, by=caller.actor) as connection:
                rows = await store.minutes(connection, session_id, span, after, EXPORT_PAGE)
            if rows:
                after = (rows[-1]["minute"], rows[-1]["screen_id"])
                yield [_line(row) for row in rows]


def _line(row: asyncpg.Record) -> ScreenMinute:
    counts = row["latencies"]
    return ScreenMinute(
        row["minute"],
        row["event_name"],
        row["display_session_name"],
        row["screen_number"],
        row["screen_name"],
        row["seen_s"],
        row["opened"],
        row["shown"],
        sum(counts),
        *_percentiles(counts),
    )


async def _csv(pages: AsyncIterator[list[ScreenMinute]]) -> AsyncIterator[bytes]:
    yield table([HEADINGS]).encode()
    async for lines in pages:
        yield table(_cells(one) for one in lines).encode()


async def _json(pages: AsyncIterator[list[ScreenMinute]]) -> AsyncIterator[bytes]:
    yield b"["
    before = b"\n"
    async for lines in pages:
        for one in lines:
            yield before + msgspec.json.encode(one)
            before = b",\n"
    yield b"\n]\n"


def _cells(one: ScreenMinute) -> list[str]:
    minute, *others = msgspec.structs.astuple(one)
    return [written(minute), *("" if other is None else str(other) for other in others)]
