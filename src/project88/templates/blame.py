"""Who changed a property last, and when: found in the versions since a builder last looked.

Nothing is written down for this. A conflict is rare, and of the versions since then a few of the
newest nearly always know; each is read once, however many conflicts there are.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.templates import store
from project88.templates.listing import document_of
from project88.templates.ops import Clash, same, value_at
from project88.templates.schemas import Json, JsonDocument

TOGETHER = 10
MOST_VERSIONS = 200
"""So far back is looked; who is not found by then is not known."""

Path = tuple[str, ...]


class Blame(msgspec.Struct, frozen=True):
    """A user's number, None for a key; milliseconds UTC."""

    by: int | None
    at: int


class Looked(msgspec.Struct, frozen=True):
    """A version that was read."""

    number: int
    document: JsonDocument
    blame: Blame


async def who_changed(
    connection: Connection, template_id: int, head: int, base: int, clashes: Collection[Clash]
) -> Mapping[Path, Blame]:
    """By path; those that nobody is known to have changed since version `base` are left out."""
    wanted = {tuple(clash.op.path) for clash in clashes}
    found: dict[Path, Blame] = {}
    newer: Looked | None = None
    looked = 0
    while wanted and looked < MOST_VERSIONS:
        newest = head if newer is None else newer.number - 1
        rows = await store.history(connection, template_id, newest, TOGETHER)
        looked += len(rows)
        for older in map(_looked, rows):
            if newer is not None:
                found |= {
                    path: newer.blame
                    for path in wanted
                    if _differs(older.document, newer.document, path)
                }
                wanted -= found.keys()
            newer = older
            if older.number <= base:
                return found
        if len(rows) < TOGETHER:
            return found
    return found


def _looked(row: asyncpg.Record) -> Looked:
    blame = Blame(row["made_by"], _ms(row["made_at"]))
    return Looked(row["number"], document_of(row), blame)


def _differs(before: JsonDocument, after: JsonDocument, path: Sequence[str]) -> bool:
    """Also when the block or page is not there any more of which it is a property."""
    return not same(_seen(before, path), _seen(after, path))


def _seen(document: JsonDocument, path: Sequence[str]) -> list[Json]:
    return [value_at(document, path), value_at(document, path[:2]) is None]


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
