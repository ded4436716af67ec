"""Proofs of play as people read them: by pages, and as a file however long.

An export is many short transactions, one a page, so that a slow reader holds no connection. Whoever
is hidden while it runs is hidden in what has not been written yet. That somebody exported stands in
the audit log.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Literal

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.accounts.audit import note
from project88.db.pool import Connection, Pool
from project88.displays.plays import store
from project88.displays.plays.schemas import Play, Plays, PlayScreen, PlaySession
from project88.displays.plays.store import PlaysAsked
from project88.displays.sessions.reach import reach_of, reached
from project88.errors import InputError
from project88.events.tables import table

EXPORT_PAGE = 2000
Form = Literal["csv", "json"]
HEADINGS = (
    "from", "until", "seconds", "screen", "screen name", "display session", "event", "what", "bib",
    "name", "location", "words", "latency ms",
)  # fmt: skip


class Wanted(msgspec.Struct, frozen=True):
    """What somebody asks for; None asks for everything within reach."""

    display_session_id: int | None = None
    screen_id: int | None = None
    event_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None


async def page(pool: Pool, caller: Caller, wanted: Wanted, after: str | None, limit: int) -> Plays:
    """:raises NotFound: the display session is none of the caller's."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        asked = await _asked(connection, caller, wanted)
        asked = msgspec.structs.replace(asked, after=_place(after))
        rows = await store.plays(connection, asked, limit + 1)
    shown = rows[:limit]
    following = _after(shown[-1]) if len(rows) > limit else None
    return Plays([play_of(row) for row in shown], following)


async def export(pool: Pool, caller: Caller, wanted: Wanted, form: Form) -> AsyncIterator[bytes]:
    """CSV, or JSON with one play a line within one array; the newest first. Noted before it begins.

    :raises NotFound: the display session is none of the caller's.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        asked = await _asked(connection, caller, wanted)
        await note_export(connection, "proof of play", form, msgspec.structs.asdict(wanted))
    return (_csv if form == "csv" else _json)(_pages(pool, caller, asked))


async def note_export(
    connection: Connection, what: str, form: str, wanted: Mapping[str, object]
) -> None:
    """Who took what away stands in the audit log, with the event if there was one."""
    asked = {name: value for name, value in wanted.items() if value is not None}
    event_id = wanted.get("event_id")
    of = event_id if isinstance(event_id, int) else None
    await note(connection, "exported", what, form, of, new=asked)


async def sessions_meant(
    connection: Connection, caller: Caller, display_session_id: int | None, event_id: int | None
) -> list[int] | None:
    """Numbers of the display sessions that are meant and reached; None is everything.

    :raises NotFound: the display session is none of the caller's.
    """
    if display_session_id is not None:
        await reached(connection, caller, display_session_id)
        meant: list[int] | None = [display_session_id]
    else:
        meant = await reach_of(connection, caller)
    if event_id is None:
        return meant
    of_event = await store.sessions_of_event(connection, event_id)
    return [one for one in of_event if meant is None or one in meant]


def play_of(row: asyncpg.Record) -> Play:
    session = None
    if row["display_session_id"] is not None:
        session = PlaySession(
            row["display_session_id"], row["display_session_name"], row["event_name"]
        )
    names = (row["first_name"], row["last_name"])
    return Play(
        id=row["id"],
        at=row["at"],
        until=row["until"],
        kind=row["kind"],
        screen=PlayScreen(row["screen_id"], row["screen_number"], row["screen_name"]),
        session=session,
        bib=row["bib"],
        name=" ".join(part for part in names if part),
        location=row["location"] or "",
        words=row["words"],
        latency_ms=row["latency_ms"],
    )


async def _asked(connection: Connection, caller: Caller, wanted: Wanted) -> PlaysAsked:
    sessions = await sessions_meant(connection, caller, wanted.display_session_id, wanted.event_id)
    return PlaysAsked(sessions, wanted.screen_id, wanted.since, wanted.until, wanted.kind)


async def _pages(pool: Pool, caller: Caller, asked: PlaysAsked) -> AsyncIterator[list[Play]]:
    while True:
        async with pool.partner(caller.partner_id, by=caller.actor) as connection:
            rows = await store.plays(connection, asked, EXPORT_PAGE)
        if rows:
            yield [play_of(row) for row in rows]
        if len(rows) < EXPORT_PAGE:
            return
        asked = msgspec.structs.replace(asked, after=(rows[-1]["at"], rows[-1]["id"]))


async def _csv(pages: AsyncIterator[list[Play]]) -> AsyncIterator[bytes]:
    yield table([HEADINGS]).encode()
    async for plays in pages:
        yield table(_cells(one) for one in plays).encode()


async def _json(pages: AsyncIterator[list[Play]]) -> AsyncIterator[bytes]:
    yield b"["
    before = b"\n"
    async for plays in pages:
        for one in plays:
            yield before + msgspec.json.encode(one)
            before = b",\n"
    yield b"\n]\n"


def _cells(one: Play) -> list[str]:
    seconds = "" if one.until is None else f"{(one.until - one.at).total_seconds():.1f}"
    return [
        written(one.at),
        "" if one.until is None else written(one.until),
        seconds,
        str(one.screen.number),
        one.screen.name,
        one.session.name if one.session else "",
        (one.session.event if one.session else None) or "",
        one.kind,
        one.bib or "",
        one.name,
        one.location,
        one.words,
        "" if one.latency_ms is None else str(one.latency_ms),
    ]


def written(at: datetime) -> str:
    """An instant as spreadsheets and people read it, UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _after(row: asyncpg.Record) -> str:
    return f"{row['at'].isoformat()}_{row['id']}"


def _place(after: str | None) -> tuple[datetime, int] | None:
    if after is None:
        return None
    at, _, number = after.partition("_")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), int(number)
    except (ValueError, OverflowError) as error:
        raise InputError("This is no place in the list; begin with the first page.") from error
