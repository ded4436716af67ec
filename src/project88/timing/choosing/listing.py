"""Rows of timing sessions turned into what is chosen from. Ages are by our clock, never a sender's."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.timing.choosing import store
from project88.timing.choosing.counting import TagCounts, Tags
from project88.timing.choosing.guessing import guessed_role
from project88.timing.choosing.schemas import ChoiceLocation, ChoiceState, TimingChoice
from project88.timing.choosing.store import Wanted
from project88.timing.dashboard.instants import ms, of_ms
from project88.timing.sessions.listing import live_of
from project88.timing.sessions.schemas import SessionEvent

MOST_WORDS = 10
_STATES = {"active": "open", "past": "closed", "all": None}


class Choices(msgspec.Struct, frozen=True):
    """A page of timing sessions; `after` None: there are no more."""

    items: list[TimingChoice]
    after: int | None


def wanted_of(search: str | None, state: ChoiceState, after: int | None, limit: int) -> Wanted:
    """Every word of the search has to be found somewhere."""
    words = tuple((search or "").lower().split()[:MOST_WORDS])
    return Wanted(_STATES[state], words, after, limit=limit)


async def page(connection: Connection, counts: TagCounts, wanted: Wanted, now: int) -> Choices:
    """One page, the newest first. `now` in milliseconds UTC."""
    rows = await store.choices(connection, wanted, more=1)
    more, rows = len(rows) > wanted.limit, rows[: wanted.limit]
    ids = [row["id"] for row in rows]
    places: dict[int, list[asyncpg.Record]] = {number: [] for number in ids}
    for row in await store.locations(connection, ids):
        places[row["session_id"]].append(row)
    tags = await counts.of(connection, rows)
    items = [_choice(row, places[row["id"]], tags[row["id"]], now) for row in rows]
    return Choices(items, ids[-1] if more else None)


def locations_of(rows: Sequence[asyncpg.Record], now: int) -> tuple[ChoiceLocation, ...]:
    """Locations with their age and what their names suggest."""
    return tuple(
        ChoiceLocation(
            row["id"],
            row["name"],
            row["reads"],
            ms(row["newest_received_at"]),
            age(row["newest_received_at"], now),
            guessed_role(row["name"]),
        )
        for row in rows
    )


def age(received: datetime | None, now: int) -> int | None:
    """Clocks of two of our machines may disagree a little; an age is never below zero."""
    at = ms(received)
    return None if at is None else max(0, now - at)


def event_of(row: asyncpg.Record) -> SessionEvent | None:
    return None if row["event_name"] is None else SessionEvent(row["event_id"], row["event_name"])


def _choice(
    row: asyncpg.Record, places: Sequence[asyncpg.Record], tags: Tags, now: int
) -> TimingChoice:
    return TimingChoice(
        id=row["id"],
        name=row["name"],
        day=row["event_day"].isoformat(),
        zone=row["zone"],
        state=row["state"],
        sender=row["program"] or row["kind"],
        told_event=row["told_event"],
        live=live_of(row["connection_state"], row["told_at"], of_ms(now)),
        event=event_of(row),
        locations=locations_of(places, now),
        reads=row["reads"],
        tags=tags.heard,
        unknown_tags=tags.unknown,
        first_read=ms(row["first_read_at"]),
        last_read=ms(row["last_read_at"]),
        newest_received=ms(row["newest_received_at"]),
        age=age(row["newest_received_at"], now),
    )
