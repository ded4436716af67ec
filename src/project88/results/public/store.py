"""Published results in the database; each function in its caller's transaction."""

from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.results.public.schemas import Counts

_queries = load(__package__)


class Found(msgspec.Struct, frozen=True):
    """Whose event a slug stands for."""

    partner_id: int
    event_id: int


class Stamp(msgspec.Struct, frozen=True, order=True):
    """What changes with everything that a results page shows of people."""

    version: int
    people_ms: int
    lately: int

    def __str__(self) -> str:
        return f"{self.version}.{self.people_ms}.{self.lately}"

    @property
    def people(self) -> tuple[int, int]:
        return self.people_ms, self.lately

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        """None: it is none of ours."""
        parts = text.split(".")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
            return None
        version, people_ms, lately = (int(part[:16]) for part in parts)
        return cls(version, people_ms, lately)


async def published(hub_connection: Connection, slug: str) -> Found | None:
    row = await hub_connection.fetchrow(_queries["published"], slug)
    return None if row is None else Found(**dict(row))


async def stamp(connection: Connection, event_id: int) -> Stamp:
    row = await connection.fetchrow(_queries["stamp"], event_id)
    assert row is not None
    return Stamp(**dict(row))


async def event(connection: Connection, event_id: int, slug: str) -> asyncpg.Record | None:
    """None: it has this slug no more."""
    return await connection.fetchrow(_queries["event"], event_id, slug)


async def races(connection: Connection, event_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["races"], event_id)


async def counts(connection: Connection, event_id: int) -> dict[int, Counts]:
    """By race."""
    found: dict[int, dict[str, int]] = {}
    for row in await connection.fetch(_queries["counts"], event_id):
        found.setdefault(row["race_id"], {})[row["status"]] = row["people"]
    return {race: Counts(**people) for race, people in found.items()}


async def rows(
    connection: Connection, event_id: int, race_id: int, since: Stamp | None, now: Stamp
) -> tuple[int, str]:
    """How many the race has, and the columns as JSON, whole or of what changed since."""
    total: int = await connection.fetchval(_queries["total"], event_id, race_id)
    text: str = await connection.fetchval(
        _queries["rows"],
        event_id,
        race_id,
        None if since is None else since.version,
        # People are looked through only when somebody changed: a roster comes in one moment.
        None if since is None or since.people == now.people else since.people_ms,
    )
    return total, text


async def person(
    connection: Connection, event_id: int, participant_id: int
) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["person"], event_id, participant_id)


async def splits(
    connection: Connection, event_id: int, participant_id: int
) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["splits"], event_id, participant_id)


async def publishing(connection: Connection, event_id: int) -> asyncpg.Record | None:
    """(name, day, state, slug, published_at), held until the transaction ends."""
    return await connection.fetchrow(_queries["publishing"], event_id)


async def publish(connection: Connection, event_id: int, slug: str, now: datetime) -> None:
    """:raises asyncpg.UniqueViolationError: another event has it, of whichever partner."""
    await connection.execute(_queries["publish"], event_id, slug, now)


async def unpublish(connection: Connection, event_id: int) -> None:
    await connection.execute(_queries["unpublish"], event_id)
