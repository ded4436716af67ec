"""How many chips each timing session has heard, counted again only when it moved.

A list of timing sessions is asked for every few seconds by everybody who chooses one, and counting
goes over every passing of every session on it. A session's version rises with everything that changes
its passings, so what was counted at a version stays true at it.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import asyncpg

from project88.db.pool import Connection
from project88.timing.sessions.store import tags as tags_of

MOST_KEPT = 10_000


class Tags(NamedTuple):
    """Different chips, and those of them that match nobody."""

    heard: int
    unknown: int


class TagCounts:
    """What one process has counted. Epoch and version tell a restored database from the one before."""

    def __init__(self) -> None:
        self._counted: OrderedDict[int, tuple[str, int, Tags]] = OrderedDict()

    async def of(
        self, connection: Connection, sessions: Sequence[asyncpg.Record]
    ) -> Mapping[int, Tags]:
        """By the number of each of these sessions: rows with id, epoch and version."""
        moved = {row["id"]: row for row in sessions if self._known(row) is None}
        if moved:
            found = {row["session_id"]: row for row in await tags_of(connection, list(moved))}
            for number, row in moved.items():
                tags = found.get(number)
                counted = Tags(tags["tags"], tags["unknown_tags"]) if tags else Tags(0, 0)
                self._counted[number] = (row["epoch"], row["version"], counted)
        counts = {row["id"]: self._counted[row["id"]][2] for row in sessions}
        for number in counts:
            self._counted.move_to_end(number)
        while len(self._counted) > MOST_KEPT:
            self._counted.popitem(last=False)
        return counts

    def _known(self, row: asyncpg.Record) -> Tags | None:
        epoch, version, tags = self._counted.get(row["id"], ("", -1, None))
        return tags if (epoch, version) == (row["epoch"], row["version"]) else None
