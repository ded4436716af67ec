"""The live streams of templates in one process: what the newest version is, and who has it open.

Builders of one partner hear of each other's work. Each process listens once; a note says whose
templates changed, never what, and whoever watches looks by himself, never more than five times a
second. A lease ends by itself, so everybody looks again from time to time. While the database is
away watchers keep what they have.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager

import asyncpg
import msgspec

from project88 import log
from project88.accounts.access import Caller
from project88.accounts.instants import instant
from project88.accounts.people.names import names_of
from project88.db.listen import Kind, Note
from project88.db.pool import Pool
from project88.live.dashboards import StillMay
from project88.live.rounds import AWAY, Pace, Rounds, Watcher, event_frame
from project88.relay.wakeups import Wakeups
from project88.templates import store
from project88.templates.listing import no_template, person
from project88.templates.schemas import TemplateEditor, TemplateHead

LOOK_EVERY_S = 5.0
LOOK_AT_MOST_EVERY_S = 0.2

_log = log.get("templates")


class Seen(msgspec.Struct, frozen=True):
    """A template at one moment."""

    head: TemplateHead
    editors: tuple[TemplateEditor, ...]


class _Watcher(Watcher):
    """One stream. `sent` is what its browser knows."""

    def __init__(self, partner_id: int, template_id: int) -> None:
        super().__init__()
        self.partner_id = partner_id
        self.template_id = template_id
        self.names: dict[int, str] = {}
        self.sent: Seen | None = None


class TemplateWatching:
    """All watchers of a process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, wakeups: Wakeups, now: Callable[[], int]) -> None:
        self._pool = pool
        self._now = now
        self._wakeups = wakeups
        self._watchers: set[_Watcher] = set()
        self._listening: asyncio.Task[None] | None = None
        self._rounds = Rounds(now)

    async def close(self) -> None:
        """Every stream says bye and ends."""
        self._rounds.close()
        for watcher in self._watchers:
            watcher.wake.set()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def require(self, partner_id: int, template_id: int) -> None:
        """:raises NotFound: the partner has no such template."""
        async with self._pool.partner(partner_id) as connection:
            if not await store.heads(connection, [template_id]):
                raise no_template()

    async def stream(
        self, caller: Caller, template_id: int, still_may: StillMay
    ) -> AsyncGenerator[bytes]:
        """Chunks to write as they are; close the generator when the watcher has gone."""
        with self._watcher(caller.partner_id, template_id) as watcher:
            pace = Pace(LOOK_EVERY_S, LOOK_AT_MOST_EVERY_S)
            chunks = self._rounds.stream(watcher, self._look, still_may, pace)
            async with aclosing(chunks):
                async for chunk in chunks:
                    yield chunk

    async def _look(self, watcher: _Watcher) -> bytes:
        """What there is to say: what is different, a heartbeat when one is due, or nothing."""
        try:
            seen = await self._seen(watcher)
        except AWAY as error:
            _log.warning("a template could not be looked at", reason=str(error))
            return b""
        watcher.checked = self._now()
        known, watcher.sent = watcher.sent, seen
        chunk = b""
        if known is None or known.head != seen.head:
            chunk += event_frame(b"head", seen.head)
        if known is None or _who(known) != _who(seen):
            chunk += event_frame(b"editors", seen.editors)
        return chunk

    async def _seen(self, watcher: _Watcher) -> Seen:
        async with self._pool.partner(watcher.partner_id) as connection:
            heads = await store.heads(connection, [watcher.template_id])
            open_by = await store.editors(connection, [watcher.template_id], instant(self._now()))
        if not heads:
            raise no_template()
        head = heads[0]
        people = {head["made_by"], *(row["user_id"] for row in open_by)} - {None}
        if not people <= watcher.names.keys():
            watcher.names = await names_of(self._pool, people)
        told = TemplateHead(
            head["version"],
            head["hash"],
            person(head["made_by"], watcher.names),
            head["published"],
            head["state"],
        )
        return Seen(told, tuple(_editor(row, watcher.names) for row in open_by))

    @contextmanager
    def _watcher(self, partner_id: int, template_id: int) -> Iterator[_Watcher]:
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="templates listen")
        watcher = _Watcher(partner_id, template_id)
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen([store.CHANNEL])) as notes:
            async for note in notes:
                for watcher in self._concerned(note):
                    watcher.wake.set()

    def _concerned(self, note: Note) -> list[_Watcher]:
        """Whoever does not know whose templates changed wakes everybody."""
        everybody = list(self._watchers)
        if note.kind is Kind.RECONNECTED or not note.payload.isdecimal() or note.payload == "0":
            return everybody
        return [one for one in everybody if one.partner_id == int(note.payload)]


def _editor(row: asyncpg.Record, names: dict[int, str]) -> TemplateEditor:
    number = row["user_id"]
    return TemplateEditor(names.get(number, ""), row["until"], number, row["window_key"])


def _who(seen: Seen) -> list[tuple[int, str]]:
    """A lease that was only made longer is no news."""
    return [(one.id, one.window) for one in seen.editors]
