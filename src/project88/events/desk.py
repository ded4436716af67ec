"""Who works on which event's roster, and how a change of it becomes known.

A roster is worked on with real names, because what is compared or put back must be whole; what is
answered is read apart, as much as the caller may see. The matching of tags lies above this layer
(``timing``), so it is handed in.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import msgspec

from project88.accounts.access import Caller
from project88.accounts.webhooks import Kind, announce
from project88.db.actor import Names
from project88.db.pool import Connection, Pool
from project88.events.participants import store as people

MOST_TOLD = 1_000
"""Participants that a webhook is told of by number; who needs more asks the API."""


class Rematch:
    """Matches the tags of an event's sessions anew, in the transaction that changed its roster."""

    def __init__(self, run: Callable[[Connection, int], Awaitable[object]]) -> None:
        self._run = run

    async def __call__(self, connection: Connection, event_id: int) -> None:
        await self._run(connection, event_id)


class RosterDesk(msgspec.Struct, frozen=True):
    """One caller at one event's roster."""

    pool: Pool
    caller: Caller
    event_id: int
    rematch: Rematch

    @property
    def partner_id(self) -> int:
        return self.caller.partner_id

    @asynccontextmanager
    async def real(self) -> AsyncIterator[Connection]:
        """For the work itself; nothing of what it reads leaves in an answer."""
        async with self.pool.partner(
            self.partner_id, by=self.caller.actor, names=Names.REAL
        ) as connection:
            yield connection

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[Connection]:
        """For what is answered."""
        async with self.pool.partner(
            self.partner_id, by=self.caller.actor, names=self.caller.names
        ) as connection:
            yield connection

    async def changed(
        self, connection: Connection, action: str, participant_ids: Sequence[int] = ()
    ) -> None:
        """At the end of a change: screens, matchers and webhooks hear of it as it commits."""
        told = {"action": action, "participant_ids": list(participant_ids)[:MOST_TOLD]}
        await self.known(connection, Kind.ROSTER_CHANGED, told)

    async def known(self, connection: Connection, kind: Kind, told: Mapping[str, object]) -> None:
        """The same for a change that has a name of its own; ``told`` holds no names."""
        await self.rematch(connection, self.event_id)
        await people.announce(connection, self.event_id)
        await announce(connection, kind, self.event_id, told)
