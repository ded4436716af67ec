"""A whole rehearsal: which files, how fast, with which faults, to whom. From here to sockets.

Everything random and slow happens in `prepare`, before a connection is made, so that a replay's
bytes depend on its plan alone and its pace on nothing but the clock.
"""

import asyncio
import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from project88.replay import pace, sources
from project88.replay.faults import Asked, jumped, plan
from project88.replay.feed import Feed
from project88.replay.rows import SECOND, Row, locations
from project88.replay.sender import send
from project88.replay.sources import Choices, rows_of
from project88.replay.streams import dealt
from project88.replay.target import Sent, Target
from project88.wire.ctp01.sender_events import SenderConfig


class Plan(msgspec.Struct, frozen=True):
    """What to replay. `now_us` moves the opening to that wall clock; None keeps the files' times.

    Of `manners` (Fusion's, unless changed) the event, the locations and the connection id are
    filled in here.
    """

    files: tuple[Path, ...]
    choices: Choices = Choices()
    speed: float = 1
    seed: int = 88
    faults: tuple[Asked, ...] = ()
    now_us: int | None = None
    connections: int | None = None
    manners: SenderConfig = SenderConfig()


class Stream(msgspec.Struct, frozen=True):
    """One sender: what it sends and what it says of itself."""

    feed: Feed
    config: SenderConfig


def wall_clock(zone: ZoneInfo, now: datetime) -> int:
    """What a clock on the wall shows in that zone, as microseconds; `now` knows its own zone."""
    shown = now.astimezone(zone).replace(tzinfo=UTC)
    return int(shown.timestamp() * 100) * (SECOND // 100)


def prepare(asked: Plan) -> list[Stream]:
    """A sender for each connection, ready to go. InputError says what is wrong with a file."""
    files = [rows_of(path, asked.choices, _dice(asked, path.name)) for path in asked.files]
    hands = dealt(files, asked.connections)
    opens = [at_us for at_us in map(sources.opens_us, asked.files) if at_us is not None]
    origin_us = min(opens, default=pace.origin(hands))
    events = [sources.event_of(path) for path in asked.files]
    events = events if len(events) == len(hands) else events[:1] * len(hands)
    return [
        Stream(_feed(asked, n, rows, origin_us), _config(asked.manners, event, rows))
        for n, (rows, event) in enumerate(zip(hands, events, strict=True))
    ]


def _dice(asked: Plan, what: str) -> random.Random:
    return random.Random(f"{asked.seed} {what}")  # noqa: S311 - to be repeated, not to be secret


def _feed(asked: Plan, n: int, rows: list[Row], origin_us: int) -> Feed:
    faults = plan(asked.faults, len(rows), _dice(asked, f"stream {n}"))
    due = pace.due(rows, asked.speed, origin_us)
    if asked.now_us is not None:
        rows = pace.rebased(rows, origin_us, asked.now_us)
    return Feed(jumped(rows, faults), due, faults)


def _config(manners: SenderConfig, event: str, rows: Iterable[Row]) -> SenderConfig:
    """The same locations have the same connection id on every replay: it is the same box."""
    event = event.replace("~", " ")
    places = tuple(locations(rows))
    box = hashlib.sha1("~".join(sorted(places)).encode(), usedforsecurity=False).hexdigest()
    return msgspec.structs.replace(
        manners, event_name=event, event_id=event, locations=places, connection_id=box
    )


async def perform(
    streams: Sequence[Stream], target: Target, progress: Callable[[int], None] | None = None
) -> list[Sent]:
    """Send all streams at once, each as a sender of its own. One that gives up stops no other."""
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(send(stream.feed, stream.config, target, progress))
            for stream in streams
        ]
    return [task.result() for task in tasks]
