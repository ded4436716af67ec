"""Reading the log: pages for the screen, and the whole of it as a file.

An export is many short transactions, one a page, so that a slow reader of a long log holds no
connection; what is written meanwhile is not in it. That somebody exported stands in the log itself.
"""

import csv
import io
from collections.abc import AsyncIterator, Sequence

import msgspec

from project88.accounts.access import Caller
from project88.accounts.audit import store
from project88.accounts.audit.schemas import (
    ActorKind,
    AuditActor,
    AuditChoices,
    AuditEntry,
    AuditPage,
    ExportFormat,
    Who,
)
from project88.accounts.audit.store import Filter, Row
from project88.db.pool import Pool

EXPORT_PAGE = 2000
COLUMNS = (
    "id", "at", "actor_kind", "actor_id", "actor_name", "actor_address", "action", "subject",
    "subject_id", "event_id", "old", "new", "reason", "change",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def page(
    pool: Pool, caller: Caller, partner_id: int, wanted: Filter, limit: int
) -> AuditPage:
    """The newest entries that fit, and where to go on."""
    async with pool.partner(partner_id, by=caller.actor, names=caller.names) as connection:
        rows = await store.entries(connection, wanted, limit + 1)
    shown = rows[:limit]
    return AuditPage([entry_of(row) for row in shown], shown[-1].id if len(rows) > limit else None)


async def choices(pool: Pool, caller: Caller, partner_id: int) -> AuditChoices:
    async with pool.partner(partner_id, by=caller.actor) as connection:
        found = await store.choices(connection)
    return AuditChoices(
        actors=[
            AuditActor(msgspec.convert(one.kind, ActorKind), one.number, one.name)
            for one in found
            if one.choice == "actor"
        ],
        subjects=[one.name for one in found if one.choice == "subject"],
        actions=[one.name for one in found if one.choice == "action"],
    )


async def export(
    pool: Pool, caller: Caller, partner_id: int, wanted: Filter, form: ExportFormat
) -> AsyncIterator[bytes]:
    """The log as CSV, or as JSON with one entry a line within one array; newest first.

    Noted in the log before the first entry leaves.
    """
    asked = {
        name: value for name, value in msgspec.structs.asdict(wanted).items() if value is not None
    }
    async with pool.partner(partner_id, by=caller.actor) as connection:
        await store.note(connection, "exported", "audit log", form, new=asked)
    return (_csv if form == "csv" else _json)(_pages(pool, caller, partner_id, wanted))


async def _pages(
    pool: Pool, caller: Caller, partner_id: int, wanted: Filter
) -> AsyncIterator[list[Row]]:
    while True:
        async with pool.partner(partner_id, by=caller.actor, names=caller.names) as connection:
            rows = await store.entries(connection, wanted, EXPORT_PAGE)
        if rows:
            yield rows
        if len(rows) < EXPORT_PAGE:
            return
        wanted = msgspec.structs.replace(wanted, before=rows[-1].id)


async def _csv(pages: AsyncIterator[list[Row]]) -> AsyncIterator[bytes]:
    yield _lines([COLUMNS])
    async for rows in pages:
        yield _lines([[_cell(value) for value in msgspec.structs.astuple(row)] for row in rows])


async def _json(pages: AsyncIterator[list[Row]]) -> AsyncIterator[bytes]:
    yield b"["
    before = b"\n"
    async for rows in pages:
        for row in rows:
            yield before + msgspec.json.encode(entry_of(row))
            before = b",\n"
    yield b"\n]\n"


def entry_of(row: Row) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        at=row.at,
        who=Who(
            msgspec.convert(row.actor_kind, ActorKind),
            row.actor_id,
            row.actor_name,
            row.actor_address,
        ),
        action=row.action,
        subject=row.subject,
        subject_id=row.subject_id,
        event_id=row.event_id,
        old=None if row.old is None else msgspec.json.decode(row.old, type=dict[str, object]),
        new=None if row.new is None else msgspec.json.decode(row.new, type=dict[str, object]),
        reason=row.reason,
        change=row.change,
    )


def _cell(value: object) -> str:
    """A spreadsheet takes a cell that begins like a formula for one; a quote before it prevents that."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()
