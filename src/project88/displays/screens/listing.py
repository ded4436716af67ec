"""Screens as an operator sees them: what they are to do, how they are, and whom they show.

A screen tells whom it shows by the keys of passings. Their names are looked up when somebody looks,
as they may be shown, and only among the timing sessions that feed what the screen shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.displays.link import path_of
from project88.displays.screen_settings import ScreenSettings
from project88.displays.screens import store
from project88.displays.screens.device_schemas import ScreenReport
from project88.displays.screens.schemas import (
    NoticeOnScreen,
    PassingOnScreen,
    Screen,
    ScreenLink,
    ScreenPicture,
    Screens,
    ScreenSession,
)
from project88.displays.screens.store import Asked, PassingAt
from project88.displays.screens.taking_over import SILENT
from project88.displays.sessions.reach import reach_of, reached

_KEY_PARTS = 3
_LARGEST = 2**31 - 1
_report = msgspec.json.Decoder(ScreenReport).decode
_settings = msgspec.json.Decoder(ScreenSettings).decode
_NO_REPORT = ScreenReport()
Runners = Mapping[PassingAt, asyncpg.Record]


class Looked(msgspec.Struct, frozen=True):
    """Which screens somebody wants to see."""

    display_session_id: int | None = None
    event_id: int | None = None
    everyone: bool = False
    after: int = 0
    limit: int = 500
    screen_id: int | None = None


async def look(
    connection: Connection, caller: Caller, wanted: Looked, now: datetime, origin: str
) -> Screens:
    """Those of them that the caller reaches; one whole display session whoever owns it.

    :raises NotFound: there is no such display session for this caller.
    """
    if wanted.display_session_id is not None:
        await reached(connection, caller, wanted.display_session_id)
    everyone = wanted.everyone or wanted.display_session_id is not None
    asked = Asked(
        reach=await reach_of(connection, caller, everyone=everyone),
        now=now,
        display_session_id=wanted.display_session_id,
        event_id=wanted.event_id,
        screens=None if wanted.screen_id is None else [wanted.screen_id],
        after=wanted.after,
        limit=wanted.limit,
    )
    return await page(connection, asked, origin)


async def page(connection: Connection, asked: Asked, origin: str) -> Screens:
    """Screens by number; `origin` is ours, for links."""
    rows = await store.screens(connection, asked)
    reports = {row["id"]: _said(row) for row in rows}
    wanted = {one for row in rows for one in _places(row, reports[row["id"]])}
    found = await store.shown_passings(connection, sorted(wanted))
    runners = {_place(row): row for row in found}
    items = [_screen(row, reports[row["id"]], runners, asked.now, origin) for row in rows]
    return Screens(items, items[-1].number if len(items) == asked.limit else None)


def takeover_url(link: str | None, works: bool | None, code: str, origin: str) -> str | None:
    return f"{origin}{path_of(link)}?screen={code}" if link is not None and works else None


def _said(row: asyncpg.Record) -> ScreenReport:
    return _NO_REPORT if row["report"] is None else _report(row["report"])


def _places(row: asyncpg.Record, report: ScreenReport) -> Iterator[PassingAt]:
    for key in report.showing:
        if (place := _parsed(row["session_id"], key)) is not None:
            yield place


def _parsed(display_session_id: int | None, key: str) -> PassingAt | None:
    """What a key of the stream means; None for what a screen made up."""
    location, _, rest = key.partition(":")
    tag, _, number = rest.rpartition(":")
    if display_session_id is None or not (_is_number(location) and _is_number(number)):
        return None
    return (display_session_id, int(location), tag, int(number))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= _LARGEST


def _place(row: asyncpg.Record) -> PassingAt:
    return (row["display_session_id"], row["location_id"], row["tag"], row["passing_no"])


def _screen(
    row: asyncpg.Record, report: ScreenReport, runners: Runners, now: datetime, origin: str
) -> Screen:
    state = _state(row, now)
    return Screen(
        id=row["id"],
        number=row["number"],
        name=row["name"],
        group=row["group_name"],
        state=state,
        reason=_reason(row, state),
        seen_at=row["seen_at"],
        up_since=row["up_since"],
        first_seen_at=row["first_seen_at"],
        width=report.width,
        height=report.height,
        pixel_ratio=report.pixel_ratio,
        build=report.build,
        version=report.version,
        data_age_ms=report.data_age_ms,
        frames=report.frames,
        errors=report.errors,
        latency=report.latency,
        trouble=report.trouble,
        showing=_picture(row, report, runners),
        notice=_notice(row),
        link=_link(row),
        session=_session(row),
        language=row["language"],
        locations=row["locations"],
        template=row["template"],
        settings=_settings(row["settings"]),
        blank=row["blank"],
        identify_until=_future(row["identify_until"], now),
        released_until=_future(row["takeover_until"], now),
        code=row["code"],
        takeover_url=takeover_url(row["link_id"], row["link_works"], row["code"], origin),
    )


def _state(row: asyncpg.Record, now: datetime) -> Literal["up", "down", "never", "left"]:
    """By our clock, so that it is right while the worker is away too."""
    if not row["reported"]:
        return "never"
    if row["state"] == "down" or now - row["seen_at"] >= SILENT:
        return "down"
    return "up" if row["left_at"] is None else "left"


def _reason(row: asyncpg.Record, state: str) -> Literal["", "silent", "closed"]:
    if state != "down":
        return ""
    return "silent" if row["left_at"] is None else "closed"


def _picture(row: asyncpg.Record, report: ScreenReport, runners: Runners) -> ScreenPicture | None:
    if report is _NO_REPORT:
        return None
    shown = [_passing(key, runners.get(place)) for key, place in _keyed(row, report)]
    return ScreenPicture(report.page, [one for one in shown if one is not None], report.waiting)


def _keyed(row: asyncpg.Record, report: ScreenReport) -> Iterator[tuple[str, PassingAt]]:
    for key in report.showing:
        if (place := _parsed(row["session_id"], key)) is not None:
            yield key, place


def _passing(key: str, runner: asyncpg.Record | None) -> PassingOnScreen | None:
    if runner is None:
        return None
    names = (runner["first_name"] or "", runner["last_name"] or "")
    return PassingOnScreen(key, runner["location"], runner["bib"], " ".join(filter(None, names)))


def _notice(row: asyncpg.Record) -> NoticeOnScreen | None:
    if row["notice_id"] is None:
        return None
    return NoticeOnScreen(
        row["notice_id"], row["notice_kind"], row["notice_text"], row["notice_until"]
    )


def _link(row: asyncpg.Record) -> ScreenLink | None:
    if row["link_id"] is None:
        return None
    state: Literal["works", "ended"] = "works" if row["link_works"] else "ended"
    return ScreenLink(row["link_id"], row["link_label"], row["link_expires_at"], state)


def _session(row: asyncpg.Record) -> ScreenSession | None:
    if row["session_id"] is None:
        return None
    return ScreenSession(
        id=row["session_id"],
        name=row["session_name"],
        event_id=row["event_id"],
        template=row["template"] or row["session_template"],
        by="link" if row["pointed_to"] is None else "operator",
    )


def _future(at: datetime | None, now: datetime) -> datetime | None:
    return at if at is not None and at > now else None


def numbers(rows: Sequence[asyncpg.Record]) -> list[int]:
    return [row["id"] for row in rows]
