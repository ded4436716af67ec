"""The invented race, run now: a sender that plays it to the collector, again and again.

Each demo is a sender of its own (an event id nobody used before), so that it gets a timing session
of its own and nobody begins with lap 2. Within one demo the field goes round again when the last
runner is in; those are further laps, and the screen says so.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from project88.errors import Unavailable
from project88.replay import invented, pace, rehearsal
from project88.replay.feed import Feed
from project88.replay.rehearsal import Plan, Stream
from project88.replay.rows import GUN, Row, numbered
from project88.replay.sources import DEMO, Choices
from project88.replay.target import Target
from project88.wire.ctp01.sender_events import SenderConfig

PAUSE_S = 20.0
"""Between the last runner and the next start; the sender stays connected."""


def gun_for(now: datetime) -> datetime:
    """When the gun went off for a race that is shown from now on, by the clock of the place."""
    course = invented.course()
    return (now - timedelta(seconds=course.opens_s)).astimezone(ZoneInfo(course.zone))


async def run_for_ever(port: int, name: str) -> None:
    """Play the race to this port of ours until cancelled; `name` tells this demo from others.

    Raises `Unavailable` when the collector does not come back for as long as a sender waits.
    """
    target = Target("127.0.0.1", port, linger_s=PAUSE_S)
    while True:
        sents = await rehearsal.perform(streams(datetime.now(UTC), name), target)
        if not all(sent.finished for sent in sents):
            raise Unavailable("The collector did not take the demo's race for five minutes.")
        await asyncio.sleep(0)


def streams(now: datetime, name: str) -> list[Stream]:
    """The senders of a race that is shown from now on; they greet at once instead of after 3 s."""
    now_us = rehearsal.wall_clock(ZoneInfo(invented.course().zone), now)
    plan = Plan(
        files=(Path(DEMO),),
        choices=Choices(guns=True),
        now_us=now_us,
        manners=SenderConfig(greet_after_ms=0),
    )
    return [
        Stream(
            _from(stream.feed.rows, now_us), msgspec.structs.replace(stream.config, event_id=name)
        )
        for stream in rehearsal.prepare(plan)
    ]


def _from(rows: Iterable[Row], now_us: int) -> Feed:
    """The guns, and what happens from now on: what was read before would all come on the screen
    at once, as the crowd that it never was.
    """
    kept = numbered(row for row in rows if row.tag == GUN or row.at_us >= now_us)
    return Feed(kept, pace.due(kept, speed=1, origin_us=now_us), faults=())
