"""The rows of assets and of their files; see queries.sql."""

from collections.abc import Collection, Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.assets.schemas import Asset, AssetFile, Category, Kind, Variant
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class NewAsset(msgspec.Struct, frozen=True):
    """What is known of an upload when it was looked at."""

    sha256: str
    kind: Kind
    mime: str
    bytes: int
    width: int | None
    height: int | None
    name: str
    category: Category
    licence: str
    family: str | None
    state: str


class StoredFile(msgspec.Struct, frozen=True):
    """A content that the store has, and what it is."""

    partner_id: int
    sha256: str
    mime: str
    bytes: int
    kind: Kind
    variant: Variant


class Room(msgspec.Struct, frozen=True):
    """What a partner has in the store."""

    bytes: int
    files: int


class Wanted(msgspec.Struct, frozen=True):
    """What a page shall hold; None: any."""

    removed: bool
    kind: str | None
    category: str | None
    search: str
    after: int | None
    limit: int


async def lock_room(connection: Connection, partner_id: int) -> None:
    await connection.execute(_QUERIES["lock_room"], partner_id)


async def room(connection: Connection, partner_id: int) -> Room:
    row = await connection.fetchrow(_QUERIES["room"], partner_id)
    assert row is not None
    return Room(row["bytes"], row["files"])


async def find_content(
    connection: Connection, partner_id: int, sha256: str
) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["find_content"], partner_id, sha256)


async def insert(
    connection: Connection, partner_id: int, new: NewAsset, made_by: int | None
) -> asyncpg.Record:
    row = await connection.fetchrow(
        _QUERIES["insert_asset"], partner_id, *msgspec.structs.astuple(new), made_by
    )
    assert row is not None
    return row


async def bring_back(
    connection: Connection, partner_id: int, asset_id: int, new: NewAsset
) -> asyncpg.Record:
    row = await connection.fetchrow(
        _QUERIES["bring_back"],
        partner_id,
        asset_id,
        new.state,
        new.name,
        new.category,
        new.licence,
    )
    assert row is not None
    return row


async def insert_file(
    connection: Connection, partner_id: int, asset_id: int, file: AssetFile
) -> None:
    await connection.execute(
        _QUERIES["insert_file"],
        partner_id,
        file.sha256,
        asset_id,
        file.variant,
        file.mime,
        file.bytes,
        file.width,
        file.height,
    )


async def remove_files(connection: Connection, partner_id: int, asset_id: int) -> list[str]:
    """The hashes of what it had."""
    rows = await connection.fetch(_QUERIES["remove_files"], partner_id, asset_id)
    return sorted({row["sha256"] for row in rows})


async def unneeded(connection: Connection, partner_id: int, contents: Sequence[str]) -> list[str]:
    rows = await connection.fetch(_QUERIES["unneeded"], partner_id, list(contents))
    return [row["sha256"] for row in rows]


async def asset(connection: Connection, partner_id: int, asset_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["asset"], partner_id, asset_id)


async def page(connection: Connection, partner_id: int, wanted: Wanted) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["page"], partner_id, *msgspec.structs.astuple(wanted))


async def fonts(connection: Connection, partner_id: int) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["fonts"], partner_id)


async def change(
    connection: Connection,
    partner_id: int,
    asset_id: int,
    values: tuple[str | None, str | None, str | None],
) -> asyncpg.Record | None:
    """Name, category and licence; None leaves one as it is."""
    return await connection.fetchrow(_QUERIES["change"], partner_id, asset_id, *values)


async def remove(connection: Connection, partner_id: int, asset_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["remove"], partner_id, asset_id)


async def restore(connection: Connection, partner_id: int, asset_id: int) -> asyncpg.Record | None:
    return await connection.fetchrow(_QUERIES["restore"], partner_id, asset_id)


async def file_of(connection: Connection, sha256: str) -> StoredFile | None:
    return _stored(await connection.fetchrow(_QUERIES["file_of"], sha256))


async def shown_file(connection: Connection, sha256: str) -> StoredFile | None:
    return _stored(await connection.fetchrow(_QUERIES["shown_file"], sha256))


async def made_of(connection: Connection, originals: Collection[str]) -> dict[str, list[AssetFile]]:
    """By the original's hash; nothing of what has none."""
    found: dict[str, list[AssetFile]] = {}
    for row in await connection.fetch(_QUERIES["made_of"], list(originals)):
        found.setdefault(row["original"], []).append(_file(row))
    return found


async def next_waiting(connection: Connection, skipped: set[int]) -> asyncpg.Record | None:
    """Number, partner, content and age of one."""
    return await connection.fetchrow(_QUERIES["next_waiting"], sorted(skipped))


async def settle(
    connection: Connection, partner_id: int, asset_id: int, failure: str | None
) -> None:
    await connection.execute(_QUERIES["settle"], partner_id, asset_id, failure)


async def forgettable(
    connection: Connection, partner_id: int, before: datetime, most: int
) -> list[int]:
    rows = await connection.fetch(_QUERIES["forgettable"], partner_id, before, most)
    return [row["id"] for row in rows]


async def become_maker(connection: Connection) -> bool:
    got: bool = await connection.fetchval(_QUERIES["become_maker"])
    return got


async def whole(
    connection: Connection, partner_id: int, rows: Sequence[asyncpg.Record]
) -> list[Asset]:
    """Assets with their files, in the order of their rows."""
    files: dict[int, list[AssetFile]] = {row["id"]: [] for row in rows}
    for row in await connection.fetch(_QUERIES["files"], partner_id, list(files)):
        files[row["asset_id"]].append(_file(row))
    return [_asset(row, files[row["id"]]) for row in rows]


def _stored(row: asyncpg.Record | None) -> StoredFile | None:
    if row is None:
        return None
    return StoredFile(
        row["timing_partner_id"],
        row["sha256"],
        row["mime"],
        row["bytes"],
        row["kind"],
        row["variant"],
    )


def _file(row: asyncpg.Record) -> AssetFile:
    return AssetFile(
        row["variant"], row["sha256"], row["mime"], row["bytes"], row["width"], row["height"]
    )


def _asset(row: asyncpg.Record, files: list[AssetFile]) -> Asset:
    return Asset(
        id=row["id"],
        sha256=row["sha256"],
        kind=row["kind"],
        mime=row["mime"],
        bytes=row["bytes"],
        width=row["width"],
        height=row["height"],
        name=row["name"],
        category=row["category"],
        licence=row["licence"],
        family=row["family"],
        state=row["state"],
        failure=row["failure"],
        files=files,
        made_at=row["made_at"],
        removed=row["removed_at"] is not None,
    )
