"""Keeps what screens have to show fresh while their streams run.

Operators rebind, point, darken and write while hundreds of streams look on. Each process listens
once; a note says whose displays changed, never what, and one statement then reads what all streams
of that partner here have to show. Notes that come while it is read, or shortly after, share the next
read. A note can be lost, and some things change by themselves (a link opens, a message is over), so
every partner is looked at again from time to time. While the database is away streams show what they
have. Nobody waits for us: a change is committed whoever looks on.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from types import MappingProxyType

import asyncpg
import msgspec

from project88 import log
from project88.db.listen import Kind, Note, listen
from project88.db.pool import Pool
from project88.displays.assignments.choosing import BROKEN, Assigned, Looking, assigned
from project88.displays.assignments.store import world
from project88.displays.store import CHANNEL, Display
from project88.errors import Unavailable

LOOK_EVERY_S = 5.0
# Two hundred screens that come at once, or an operator's ten changes, are read together.
TOGETHER_S = 0.03
RETRY_S = 0.5
READ_TIMEOUT_S = 5.0

_AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_log = log.get("displays")


class Followed:
    """One stream. `changed` is called after `now_shows` was replaced; it must not wait."""

    def __init__(self, looking: Looking, changed: Callable[[], None]) -> None:
        self.looking = looking
        self.now_shows: Assigned | None = None
        self._changed = changed

    def shows(self, other: Assigned) -> None:
        if other != self.now_shows:
            self.now_shows = other
            self._changed()


class _Partner:
    """The streams of one partner."""

    def __init__(self) -> None:
        self.streams: set[Followed] = set()
        self.wake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None


class Following:
    """All streams of a process. `now` gives milliseconds UTC; `starters` are the hashes of the
    templates that come with the product, by name.
    """

    def __init__(
        self, pool: Pool, now: Callable[[], int], starters: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._pool = pool
        self._now = now
        self._starters = starters
        self._partners: dict[int, _Partner] = {}
        self._listening: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Nothing is kept fresh any more; streams are ended by whoever runs them."""
        tasks = [one.task for one in self._partners.values() if one.task is not None]
        if self._listening is not None:
            tasks.append(self._listening)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @contextmanager
    def follow(
        self, display: Display, key_hash: bytes | None, changed: Callable[[], None]
    ) -> Iterator[Followed]:
        """For as long as a stream runs; what it shows is known shortly after."""
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="displays listen")
        followed = Followed(Looking(display.id, key_hash), changed)
        partner = self._partner(display.partner_id)
        partner.streams.add(followed)
        partner.wake.set()
        try:
            yield followed
        finally:
            partner.streams.discard(followed)
            if not partner.streams:
                self._forget(display.partner_id, partner)

    def _partner(self, partner_id: int) -> _Partner:
        known = self._partners.get(partner_id)
        if known is None:
            known = self._partners[partner_id] = _Partner()
            known.task = asyncio.create_task(self._keep_looking(partner_id, known), name="displays")
            known.task.add_done_callback(lambda task: self._looked(partner_id, known, task))
        return known

    def _forget(self, partner_id: int, partner: _Partner) -> None:
        if self._partners.get(partner_id) is partner:
            del self._partners[partner_id]
        if partner.task is not None:
            partner.task.cancel()

    # Looking -----------------------------------------------------------------------------------

    async def _keep_looking(self, partner_id: int, partner: _Partner) -> None:
        while True:
            partner.wake.clear()
            pause = LOOK_EVERY_S
            try:
                async with asyncio.timeout(READ_TIMEOUT_S):
                    pause = await self._look(partner_id, partner)
            except _AWAY as error:
                _log.warning("displays not read", partner=partner_id, error=str(error))
                pause = RETRY_S
            await asyncio.sleep(TOGETHER_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await partner.wake.wait()

    async def _look(self, partner_id: int, partner: _Partner) -> float:
        """Everybody is told what is different; says in how many seconds to look again."""
        streams = list(partner.streams)
        lookings = {one.looking for one in streams}
        keys = {one.key_hash for one in lookings if one.key_hash is not None}
        async with self._pool.partner(partner_id) as connection:
            known = await world(connection, {one.link for one in lookings}, keys)
        known = msgspec.structs.replace(known, templates={**known.templates, **self._starters})
        now = self._now()
        show = {one: assigned(known, one, now) for one in lookings}
        for stream in streams:
            stream.shows(show[stream.looking])
        due = min((one.due for one in show.values() if one.due is not None), default=None)
        return LOOK_EVERY_S if due is None else min(LOOK_EVERY_S, max(0, due - now) / 1000)

    def _looked(self, partner_id: int, partner: _Partner, task: asyncio.Task[None]) -> None:
        """A task that fails is a bug of ours; streams that stood still would hide it."""
        if task.cancelled() or (error := task.exception()) is None:
            return
        _log.error("displays are followed no more", exc_info=error)
        for stream in list(partner.streams):
            stream.shows(BROKEN)
        self._forget(partner_id, partner)

    # Waking ------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        async with aclosing(listen(self._pool.dedicated, [CHANNEL])) as notes:
            async for note in notes:
                for partner in self._concerned(note):
                    partner.wake.set()

    def _concerned(self, note: Note) -> list[_Partner]:
        """Whoever does not know whose displays changed wakes everybody."""
        everybody = list(self._partners.values())
        if note.kind is Kind.RECONNECTED or not note.payload.isdecimal() or note.payload == "0":
            return everybody
        partner = self._partners.get(int(note.payload))
        return [] if partner is None else [partner]
