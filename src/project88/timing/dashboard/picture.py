"""What a board knows, turned into what is shown. Pure: rows and a clock in, a picture out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import asyncpg
import msgspec

from project88.race.zones import local_date
from project88.timing.dashboard.field import Field, UnknownHeard
from project88.timing.dashboard.health import SilentScreen, Situation, judge
from project88.timing.dashboard.instants import ms
from project88.timing.dashboard.minutes import MINUTES, Heard
from project88.timing.dashboard.schemas import (
    BoundSession,
    Dashboard,
    EventFacts,
    GunTime,
    LocationHealth,
    Minutes,
    Totals,
    UnknownTag,
)
from project88.timing.dashboard.senders import senders_of

LIVE_MS = 120_000
_MINUTE_MS = 60_000


class Known(msgspec.Struct, frozen=True):
    """The rows of one look. `due` is how many runners each location name waits for."""

    event: asyncpg.Record
    sessions: Sequence[asyncpg.Record]
    locations: Sequence[asyncpg.Record]
    recent: Sequence[Heard]
    guns: Sequence[asyncpg.Record]
    connections: Sequence[asyncpg.Record]
    screens: Sequence[asyncpg.Record]
    due: Mapping[str, int]
    unknown: Sequence[UnknownHeard]
    unknown_reads: Mapping[str, int]


def picture(known: Known, field: Field, now: int) -> Dashboard:
    """The dashboard of this moment."""
    event = known.event
    day: date = event["event_date"]
    first_minute = now // _MINUTE_MS - MINUTES + 1
    locations = _locations(known, field, first_minute, now)
    totals = _totals(known, field)
    senders = senders_of(known.connections, known.sessions, field, now)
    today = local_date(now * 1000, event["zone"]) == day
    screens = [_screen(row, now) for row in known.screens]
    situation = Situation(now, totals, locations, senders, len(known.sessions), today, screens)
    return Dashboard(
        now=now,
        event=EventFacts(event["id"], event["name"], day.isoformat(), event["zone"]),
        health=judge(situation),
        totals=totals,
        minutes=Minutes(first_minute * _MINUTE_MS, _added([one.minutes for one in locations])),
        locations=locations,
        unknown=_unknown(known),
        guns=_guns(known.guns),
        senders=tuple(one.sender for one in senders),
        sessions=tuple(_session(row) for row in known.sessions),
    )


def _totals(known: Known, field: Field) -> Totals:
    received = [at for row in known.sessions if (at := ms(row["newest_received_at"])) is not None]
    return Totals(
        reads=sum(row["reads"] for row in known.sessions),
        tags=len(field.tags()),
        unknown_tags=len(field.unknown()),
        passings=field.passings,
        seen=field.seen(),
        participants=known.event["participants"],
        reads_last_minute=sum(one.last_minute for one in known.recent),
        newest_received=max(received, default=None),
    )


def _locations(
    known: Known, field: Field, first_minute: int, now: int
) -> tuple[LocationHealth, ...]:
    minutes: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    for heard in known.recent:
        place = heard.minute - first_minute
        if 0 <= place < MINUTES:
            minutes.setdefault(heard.location_id, [0] * MINUTES)[place] += heard.reads
        last[heard.location_id] = last.get(heard.location_id, 0) + heard.last_minute
    unknown = {number: one.unknown() for number, one in field.sessions.items()}
    return tuple(
        _location(
            row, field, unknown[row["session_id"]],
            tuple(minutes.get(row["id"], [0] * MINUTES)), last.get(row["id"], 0),
            known.due.get(row["name"], 0), now,
        )
        for row in known.locations
    )  # fmt: skip


def _location(  # noqa: PLR0913, PLR0917 -- what was counted of it, one by one
    row: asyncpg.Record,
    field: Field,
    unknown: set[str],
    minutes: tuple[int, ...],
    last_minute: int,
    due: int,
    now: int,
) -> LocationHealth:
    tags = field.sessions[row["session_id"]].at.get(row["id"], {})
    received = ms(row["newest_received_at"])
    return LocationHealth(
        id=row["id"],
        session_id=row["session_id"],
        name=row["name"],
        reads=row["reads"],
        tags=len(tags),
        unknown_tags=len(tags.keys() & unknown),
        reads_last_minute=last_minute,
        minutes=minutes,
        newest_read=ms(row["newest_read_at"]),
        newest_received=received,
        due=due,
        state=_state(received, now),
    )


def _state(received: int | None, now: int) -> Literal["live", "quiet", "never"]:
    if received is None:
        return "never"
    return "live" if now - received < LIVE_MS else "quiet"


def _unknown(known: Known) -> tuple[UnknownTag, ...]:
    names = {row["id"]: row["name"] for row in known.locations}
    return tuple(
        UnknownTag(
            tag=one.tag,
            passings=one.passings,
            reads=known.unknown_reads.get(one.tag, 0),
            location=names.get(one.newest.location_id, ""),
            newest_read=one.newest.newest_us // 1000,
        )
        for one in known.unknown
    )


def _guns(rows: Sequence[asyncpg.Record]) -> tuple[GunTime, ...]:
    return tuple(
        GunTime(row["name"], row["session_id"], ms(row["gun_at"]), row["time_raw"]) for row in rows
    )


def _screen(row: asyncpg.Record, now: int) -> SilentScreen:
    """A name of its own is said beside the number."""
    number, name = str(row["number"]), row["name"]
    words = number if name == f"Screen {number}" else f"{number} ({name})"
    silent_s = (now - (ms(row["seen_at"]) or now)) // 1000
    return SilentScreen(words, silent_s, row["closed"])


def _session(row: asyncpg.Record) -> BoundSession:
    return BoundSession(
        id=row["id"],
        name=row["name"],
        zone=row["zone"],
        state=row["state"],
        reads=row["reads"],
        newest_received=ms(row["newest_received_at"]),
    )


def _added(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * MINUTES
