"""Scores for as long as the worker runs: woken by every recorded batch and by every correction.

A wake-up says that a session moved; whose event it is, is remembered from the last look. Events are
scored side by side, each by one task that starts again when something came meanwhile, so what arrives
while one transaction runs is taken together by the next (as the recorder does with reads). What a
wake-up should have said and did not, a look every two seconds finds.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Final

import asyncpg
import msgspec

from project88 import log
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.relay.wakeups import Wakeups
from project88.results.scoring.scoring import Scoring, events_waiting, sessions_of_events
from project88.results.scoring.settling import SETTLED_IN_A_GO, Settling

LOOK_ANYWAY_S: Final = 2.0
CHANNELS: Final = ("live", "scoring")
AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_log = log.get(__name__)


@asynccontextmanager
async def scored(pool: Pool, wakeups: Wakeups) -> AsyncIterator[None]:
    """Results are made meanwhile."""
    duty = Duty(pool, wakeups)
    tasks = [
        asyncio.create_task(duty.hear(), name="scoring: hear"),
        asyncio.create_task(duty.look(), name="scoring: look"),
    ]
    try:
        yield
    finally:
        await duty.end(tasks)


class Duty:
    """One process's."""

    def __init__(self, pool: Pool, wakeups: Wakeups) -> None:
        self._pool = pool
        self._wakeups = wakeups
        self._scoring = Scoring(pool)
        self._event_of: dict[int, tuple[int, int]] = {}
        self._without: set[int] = set()
        """Sessions that belong to no event, as far as the last look knows."""
        self._wanted: dict[int, asyncio.Event] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

    async def end(self, tasks: "list[asyncio.Task[None]]") -> None:
        every = [*tasks, *self._tasks.values()]
        for task in every:
            task.cancel()
        await asyncio.gather(*every, return_exceptions=True)

    async def hear(self) -> None:
        async with aclosing(self._wakeups.listen(CHANNELS)) as notes:
            async for note in notes:
                for session_id in _sessions(note.payload) if note.channel == "live" else [None]:
                    self._note(session_id)

    def _note(self, session_id: int | None) -> None:
        event = self._event_of.get(session_id) if session_id is not None else None
        if event is not None:
            self._want(*event)
        elif session_id not in self._without:
            self._woken.set()

    async def look(self) -> None:
        """Finds all that waits, at once when somebody unknown moved."""
        while True:
            try:
                for partner_id, event_id in await events_waiting(self._pool):
                    self._want(partner_id, event_id)
                await self._learn()
            except AWAY as error:
                _log.warning("results wait for the database", reason=str(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_ANYWAY_S):
                    await self._woken.wait()
            self._woken.clear()

    async def _learn(self) -> None:
        known = await sessions_of_events(self._pool)
        self._event_of = {session: event for session, event in known.items() if event is not None}
        self._without = {session for session, event in known.items() if event is None}

    def _want(self, partner_id: int, event_id: int) -> None:
        self._wanted.setdefault(event_id, asyncio.Event()).set()
        task = self._tasks.get(event_id)
        if task is None or task.done():
            name = f"scoring: event {event_id}"
            task = asyncio.create_task(self._score(partner_id, event_id), name=name)
            task.add_done_callback(_tell)
            self._tasks[event_id] = task

    async def _score(self, partner_id: int, event_id: int) -> None:
        """Until nothing is wanted any more. Newcomers come first, then whom they moved."""
        wanted, settling = self._wanted[event_id], Settling()
        now = asyncio.get_running_loop().time
        try:
            while wanted.is_set() or settling.due is not None:
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(settling.due):
                        await wanted.wait()
                if wanted.is_set():
                    wanted.clear()
                    done = await self._scoring.score(partner_id, event_id)
                    settling.scored(now(), unsettled=done.unsettled)
                if settling.is_due(now()):
                    done = await self._scoring.score(partner_id, event_id, settle=SETTLED_IN_A_GO)
                    settling.stepped(now(), unsettled=done.unsettled)
        except AWAY as error:
            # What waits stays where it is; the next look finds it.
            _log.warning("an event was not scored", event_id=event_id, reason=str(error))
        finally:
            if self._tasks.get(event_id) is asyncio.current_task() and not wanted.is_set():
                self._tasks.pop(event_id, None)


def _tell(task: "asyncio.Task[None]") -> None:
    """A fault of ours in one event is told and keeps no other event waiting."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("scoring failed", task=task.get_name(), exc_info=error)


def _sessions(payload: str) -> "list[int | None]":
    """Whose sessions a note of the channel `live` speaks of; anything else asks for a look."""
    try:
        return [
            one[1]
            for one in msgspec.json.decode(payload, type=list[tuple[int, int, int, int | None]])
        ]
    except msgspec.DecodeError:
        return [None]
