"""What is odd about a correction: it is made all the same, and the timer is told.

Whoever stands at the finish knows more than the hub does, so nothing here refuses.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import asyncpg

from project88.db.pool import Connection
from project88.results.corrections import store
from project88.results.corrections.schemas import Oddity
from project88.results.corrections.store import Row
from project88.results.scoring.reading import rules_of_event

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SOON = timedelta(minutes=1)
"""Clocks of two machines differ by less."""


async def oddities_of(
    connection: Connection, event_id: int, row: Row, now: datetime
) -> list[Oddity]:
    """All of them, the weightiest first. Asked before the row is stored."""
    if row.kind == "clock_shift":
        return await _of_shift(connection, event_id, row)
    if row.participant_id is None:
        return []
    point = await store.point(connection, event_id, row.participant_id, row.point_id)
    found = []
    if point is not None and point["state"] == "official":
        found.append(Oddity("official", _OFFICIAL))
    if row.kind == "manual_time" and point is not None and row.at is not None:
        gun = await _gun(connection, event_id, point)
        found += await _of_time(connection, row, point["position"], gun, now)
    return found


_OFFICIAL = (
    "The race is official, so its results stay as they are. The difference is shown to you; "
    "set the race back to provisional to let it count."
)


async def _of_shift(connection: Connection, event_id: int, row: Row) -> list[Oddity]:
    found = []
    touched = await store.touched(connection, row)
    if not touched["passings"]:
        found.append(
            Oddity(
                "no_passing",
                "Nothing was heard in this interval so far. Check the box and the times.",
            )
        )
    if others := len(await store.overlapping(connection, event_id, row)):
        what = "One more shift" if others == 1 else f"{others} more shifts"
        stands = "stands" if others == 1 else "stand"
        found.append(
            Oddity("overlapping", f"{what} of the same box {stands} in this interval. They add up.")
        )
    return found


async def _gun(connection: Connection, event_id: int, person: asyncpg.Record) -> datetime | None:
    """When the wave of somebody was started, if it was."""
    rules = (await rules_of_event(connection, event_id)).get(person["race_id"])
    at_us = None if rules is None else rules.started(person["wave"] or "").at_us
    return None if at_us is None else EPOCH + timedelta(microseconds=at_us)


async def _of_time(
    connection: Connection, row: Row, position: int, gun: datetime | None, now: datetime
) -> list[Oddity]:
    assert row.at is not None
    at, times = row.at, await store.around(connection, row.participant_id or 0)
    found = []
    if gun is not None and at < gun:
        found.append(
            Oddity(
                "before_gun", "This is before the gun, so the gun time is negative. Check the hour."
            )
        )
    if at > now + _SOON:
        found.append(Oddity("future", "This is still to come. Check the day and the hour."))
    return [*found, *_out_of_order(times, at, position)]


def _out_of_order(times: Sequence[asyncpg.Record], at: datetime, position: int) -> Iterator[Oddity]:
    before = [one["point"] for one in times if one["position"] < position and one["at"] > at]
    after = [one["point"] for one in times if one["position"] > position and one["at"] < at]
    if before:
        text = f"This is earlier than the time at “{before[-1]}”, which comes before."
        yield Oddity("before_point", text)
    if after:
        text = f"This is later than the time at “{after[0]}”, which comes after."
        yield Oddity("after_point", text)
