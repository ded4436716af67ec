"""Templates in the database; each function in its caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime

import asyncpg
import msgspec
from msgspec.structs import astuple

from project88.db.pool import Connection
from project88.db.queries import load

CHANNEL = "templates"
"""Wake-ups say whose templates or builders changed: the number of the timing partner."""

_queries = load(__package__)


class Wanted(msgspec.Struct, frozen=True):
    """Which templates of a list. Sessions and screens are counted that the user reaches: all with
    `everyone`; with no user those that nobody owns.
    """

    state: str | None
    search: str
    after: int | None
    limit: int
    everyone: bool
    user_id: int | None
    id: int | None = None


class NewVersion(msgspec.Struct, frozen=True):
    """A version to be written; the document is JSON text that was checked."""

    number: int
    document: str
    hash: str
    origin: str
    restored: int | None
    changes: int
    made_at: datetime
    made_by: int | None


async def listed(connection: Connection, wanted: Wanted) -> list[asyncpg.Record]:
    """The last changed first."""
    return await connection.fetch(_queries["listed"], *astuple(wanted))


async def held(connection: Connection, template_id: int) -> asyncpg.Record | None:
    """Who holds a template changes it alone until the transaction ends."""
    return await connection.fetchrow(_queries["held"], template_id)


async def document_of(
    connection: Connection, template_id: int, number: int | None = None
) -> asyncpg.Record | None:
    """Without a number the newest version."""
    return await connection.fetchrow(_queries["document_of"], template_id, number)


async def add(  # noqa: PLR0913, PLR0917 -- whose it is, and what it is
    connection: Connection,
    partner_id: int,
    name: str,
    width: int,
    height: int,
    version: NewVersion,
) -> int:
    """A template with its first version; its number."""
    made: int = await connection.fetchval(
        _queries["add"], partner_id, name, width, height, version.made_at, version.made_by
    )
    await connection.execute(_queries["add_version"], made, *astuple(version))
    return made


async def add_version(  # noqa: PLR0913, PLR0917 -- of what, and what it is
    connection: Connection,
    template_id: int,
    name: str,
    width: int,
    height: int,
    version: NewVersion,
) -> None:
    await connection.execute(_queries["add_version"], template_id, *astuple(version))
    await connection.execute(
        _queries["set_head"], template_id, version.number, name, width, height, version.made_at
    )


async def there(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Held until the transaction ends."""
    return [row["id"] for row in await connection.fetch(_queries["there"], ids)]


async def set_state(
    connection: Connection, ids: Sequence[int], state: str, now: datetime
) -> list[int]:
    rows = await connection.fetch(_queries["set_state"], ids, state, now)
    return [row["id"] for row in rows]


async def batch(connection: Connection, template_id: int, batch_id: str) -> asyncpg.Record | None:
    return await connection.fetchrow(_queries["batch"], template_id, batch_id)


async def add_batch(  # noqa: PLR0913, PLR0917 -- which, and what was answered
    connection: Connection,
    template_id: int,
    batch_id: str,
    version: int,
    told: str,
    now: datetime,
    made_by: int | None,
) -> None:
    """`told` is JSON: what the answer is made of again."""
    await connection.execute(
        _queries["add_batch"], template_id, batch_id, version, told, now, made_by
    )


async def history(
    connection: Connection, template_id: int, newest: int, limit: int
) -> list[asyncpg.Record]:
    """From this version on backwards."""
    return await connection.fetch(_queries["history"], template_id, newest, limit)


async def versions(
    connection: Connection, template_id: int, before: int | None, limit: int
) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["versions"], template_id, before, limit)


async def label(connection: Connection, template_id: int, number: int, words: str | None) -> bool:
    """False when there is no such version."""
    found = await connection.fetchval(_queries["label"], template_id, number, words)
    return found is not None


async def publish(
    connection: Connection, template_id: int, number: int, now: datetime, by: int | None
) -> None:
    await connection.execute(_queries["publish"], template_id, number, now, by)


async def assets_ready(connection: Connection, wanted: Collection[str]) -> set[str]:
    rows = await connection.fetch(_queries["assets_ready"], list(wanted))
    return {row["sha256"] for row in rows}


async def lease(
    connection: Connection, template_id: int, window: str, user_id: int, until: datetime
) -> bool:
    """False when there is no such template."""
    found = await connection.fetchval(_queries["lease"], template_id, window, user_id, until)
    return found is not None


async def end_lease(connection: Connection, template_id: int, window: str, user_id: int) -> None:
    await connection.execute(_queries["end_lease"], template_id, window, user_id)


async def forget_leases(connection: Connection, before: datetime) -> None:
    await connection.execute(_queries["forget_leases"], before)


async def heads(connection: Connection, ids: Sequence[int]) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["heads"], ids)


async def editors(
    connection: Connection, ids: Sequence[int], now: datetime
) -> list[asyncpg.Record]:
    return await connection.fetch(_queries["editors"], ids, now)


async def shown_document(connection: Connection, document_hash: str) -> str | None:
    """None when nothing with this hash is published by the connection's partner."""
    found: str | None = await connection.fetchval(_queries["shown_document"], document_hash)
    return found


async def thin(connection: Connection, now: datetime) -> int:
    """Of the connection's partner. How many versions went."""
    gone: int = await connection.fetchval(_queries["thin"], now)
    return gone
