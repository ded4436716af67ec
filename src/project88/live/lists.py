"""The live lists of displays in one process: boards, teams, who is on course, when races start.

A list is told whole, in a `feed` event, and only when it says something else than before: four times
a second at most, however many passings are scored. All screens that ask for the same list of an event
share it, encoded once. An event is read when a note says that its results moved, and every few
seconds in any case, since a note can be lost and a roster changes names. While the database is away
screens keep what they have.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from typing import NamedTuple

import asyncpg
import msgspec

from project88 import log
from project88.db.listen import Kind, Note
from project88.db.pool import Connection, Pool
from project88.errors import Unavailable
from project88.live.feed import Bell, ring_all
from project88.live.frames import event_frame
from project88.relay.wakeups import Wakeups
from project88.results.feeds.asking import Ask
from project88.results.feeds.feeds import Listed, field_of, listed

RESULTS, SCORING = "results", "scoring"
LOOK_EVERY_S = 5.0
LOOK_AT_MOST_EVERY_S = 0.25
READ_TIMEOUT_S = 5.0
REST = 10
"""A list that takes long to read is read so much more seldom: others need the database too."""

_AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_MOVED = msgspec.json.Decoder(list[tuple[int, int, int]])
_log = log.get("live")


class Wanted(msgspec.Struct, frozen=True):
    """What a display asks for: lists of an event, of these of its races (none: of all)."""

    event_id: int
    races: tuple[int, ...]
    asks: tuple[Ask, ...]


class ListFrame(msgspec.Struct, frozen=True):
    """The data of a `feed` event: replaces the list `key`. `more`: it has more rows than are told."""

    key: str
    version: int
    rows: msgspec.Raw
    more: bool


class _Key(NamedTuple):
    """One list of an event."""

    races: tuple[int, ...]
    ask: Ask


class Kept:
    """A list as all of its screens see it; another number, another frame."""

    def __init__(self) -> None:
        self.number = 0
        self.frame = b""
        self.bells: set[Bell] = set()
        self._rows = b""

    def take(self, ask: Ask, version: int, found: Listed) -> None:
        rows = msgspec.json.encode(found.rows)
        if self.number and rows == self._rows:
            return
        self._rows = rows
        self.frame = event_frame("feed", ListFrame(ask.key, version, msgspec.Raw(rows), found.more))
        self.number += 1
        ring_all(self.bells)


class _Event:
    """The lists of one event that somebody looks at."""

    def __init__(self, partner_id: int, event_id: int) -> None:
        self.partner_id = partner_id
        self.event_id = event_id
        self.lists: dict[_Key, Kept] = {}
        self.wake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None


class Lists:
    """All lists of a process."""

    def __init__(self, pool: Pool, wakeups: Wakeups) -> None:
        self._pool = pool
        self._wakeups = wakeups
        self._events: dict[tuple[int, int], _Event] = {}
        self._listening: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Nothing is kept fresh any more; streams are ended by whoever runs them."""
        tasks = [one.task for one in self._events.values() if one.task is not None]
        if self._listening is not None:
            tasks.append(self._listening)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @contextmanager
    def watching(self, partner_id: int, bell: Bell) -> "Iterator[Reader]":
        """For as long as one stream lasts."""
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="lists listen")
        reader = Reader(self, partner_id, bell)
        try:
            yield reader
        finally:
            reader.follow(None)

    def join(self, partner_id: int, wanted: Wanted, bell: Bell) -> list[Kept]:
        """The lists that are wanted; they are kept fresh while they have bells to ring."""
        event = self._event(partner_id, wanted.event_id)
        found: list[Kept] = []
        for ask in wanted.asks:
            key = _Key(wanted.races, ask)
            if key not in event.lists:
                event.lists[key] = Kept()
                event.wake.set()
            event.lists[key].bells.add(bell)
            found.append(event.lists[key])
        return found

    def leave(self, partner_id: int, wanted: Wanted, bell: Bell) -> None:
        event = self._events.get((partner_id, wanted.event_id))
        if event is None:
            return
        for key in [_Key(wanted.races, ask) for ask in wanted.asks]:
            kept = event.lists.get(key)
            if kept is not None:
                kept.bells.discard(bell)
                if not kept.bells:
                    del event.lists[key]
        if not event.lists:
            self._forget(event)

    def _event(self, partner_id: int, event_id: int) -> _Event:
        key = partner_id, event_id
        if key not in self._events:
            event = self._events[key] = _Event(partner_id, event_id)
            event.task = asyncio.create_task(self._keep_reading(event), name="lists")
            event.task.add_done_callback(lambda task: self._ended(event, task))
        return self._events[key]

    def _forget(self, event: _Event) -> None:
        key = event.partner_id, event.event_id
        if self._events.get(key) is event:
            del self._events[key]
        if event.task is not None:
            event.task.cancel()

    def _ended(self, event: _Event, task: asyncio.Task[None]) -> None:
        """A task that fails is a bug of ours; screens begin it anew when they come again."""
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("lists of an event are read no more", exc_info=error)
            self._forget(event)

    # Reading -----------------------------------------------------------------------------------

    async def _keep_reading(self, event: _Event) -> None:
        loop = asyncio.get_running_loop()
        while True:
            event.wake.clear()
            began = loop.time()
            try:
                async with (
                    asyncio.timeout(READ_TIMEOUT_S),
                    self._pool.partner(event.partner_id) as connection,
                ):
                    await _read(connection, event)
            except _AWAY as error:
                _log.warning("lists not read", number=event.event_id, error=str(error))
            await asyncio.sleep(max(LOOK_AT_MOST_EVERY_S, (loop.time() - began) * REST))
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S - LOOK_AT_MOST_EVERY_S):
                    await event.wake.wait()

    # Waking ------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen([RESULTS, SCORING])) as notes:
            async for note in notes:
                for event in self._concerned(note):
                    event.wake.set()

    def _concerned(self, note: Note) -> Sequence[_Event]:
        """Rules and starts may have changed without a result being another one: `scoring`."""
        everybody = list(self._events.values())
        if note.kind is Kind.RECONNECTED or note.channel != RESULTS:
            return everybody
        try:
            moved = _MOVED.decode(note.payload)
        except msgspec.DecodeError:
            _log.warning("note not understood", payload=note.payload[:200])
            return everybody
        return [one for each in moved if (one := self._events.get(each[:2])) is not None]


class Reader:
    """One stream's hold on its lists. `follow` says which; `frames` gives what is new of them."""

    def __init__(self, lists: Lists, partner_id: int, bell: Bell) -> None:
        self._lists = lists
        self._partner_id = partner_id
        self._bell = bell
        self._wanted: Wanted | None = None
        self._sent: dict[Kept, int] = {}

    def follow(self, wanted: Wanted | None) -> None:
        """From now on these and no others; what goes on is not sent again."""
        if wanted == self._wanted:
            return
        before, self._wanted = self._wanted, wanted
        found = [] if wanted is None else self._lists.join(self._partner_id, wanted, self._bell)
        if before is not None:
            self._lists.leave(self._partner_id, _without(before, wanted), self._bell)
        self._sent = {one: self._sent.get(one, 0) for one in found}

    def frames(self) -> list[bytes]:
        """Each list that says something else since it was sent."""
        news = [one for one, sent in self._sent.items() if one.number != sent]
        for one in news:
            self._sent[one] = one.number
        return [one.frame for one in news]


def _without(before: Wanted, now: Wanted | None) -> Wanted:
    """What is not wanted any more."""
    same = now is not None and (now.event_id, now.races) == (before.event_id, before.races)
    kept = now.asks if now is not None and same else ()
    return msgspec.structs.replace(before, asks=tuple(a for a in before.asks if a not in kept))


async def _read(connection: Connection, event: _Event) -> None:
    """All lists of the event at one instant each; the races are read once for those who show the same."""
    for races in {key.races for key in event.lists}:
        field = await field_of(connection, event.event_id, races)
        for key, kept in list(event.lists.items()):
            if key.races == races:
                kept.take(key.ask, field.version, await listed(connection, field, key.ask))
