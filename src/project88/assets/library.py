"""The assets of a partner as people see and change them."""

from msgspec import UNSET

from project88.assets import store
from project88.assets.refusing import RefusedFile
from project88.assets.schemas import Asset, AssetChange, AssetPage, AssetUsage
from project88.assets.store import Wanted
from project88.db.pool import Connection
from project88.errors import Conflict, NotFound
from project88.settings import AssetSettings


async def page(connection: Connection, partner_id: int, wanted: Wanted) -> AssetPage:
    rows = await store.page(connection, partner_id, wanted)
    last = rows[-1]["id"] if len(rows) == wanted.limit else None
    return AssetPage(await store.whole(connection, partner_id, rows), last)


async def fonts(connection: Connection, partner_id: int) -> list[Asset]:
    rows = await store.fonts(connection, partner_id)
    return await store.whole(connection, partner_id, rows)


async def usage(connection: Connection, partner_id: int, settings: AssetSettings) -> AssetUsage:
    room = await store.room(connection, partner_id)
    return AssetUsage(
        bytes=room.bytes,
        quota_bytes=settings.quota_bytes,
        files=room.files,
        max_bytes=settings.max_bytes,
        max_pixels=settings.max_pixels,
    )


async def one(connection: Connection, partner_id: int, asset_id: int) -> Asset:
    """Raises `NotFound`."""
    row = await store.asset(connection, partner_id, asset_id)
    if row is None:
        raise NotFound("There is no such asset.", code="no_asset")
    return (await store.whole(connection, partner_id, [row]))[0]


async def change(
    connection: Connection, partner_id: int, asset_id: int, wanted: AssetChange
) -> Asset:
    """Raises `NotFound`; `RefusedFile` for a font that would be left without a licence note."""
    known = await one(connection, partner_id, asset_id)
    if known.kind == "font" and wanted.licence is not UNSET and not wanted.licence.strip():
        raise RefusedFile("A font needs a licence note.", code="no_licence")
    name, category, licence = (
        None if value is UNSET else value
        for value in (wanted.name, wanted.category, wanted.licence)
    )
    await store.change(connection, partner_id, asset_id, (name and name.strip(), category, licence))
    return await one(connection, partner_id, asset_id)


async def remove(connection: Connection, partner_id: int, asset_id: int) -> Asset:
    """The same again changes nothing; raises `NotFound`."""
    await store.remove(connection, partner_id, asset_id)
    return await one(connection, partner_id, asset_id)


async def restore(connection: Connection, partner_id: int, asset_id: int) -> Asset:
    """Raises `NotFound`, and `Conflict` when its files have gone meanwhile."""
    known = await one(connection, partner_id, asset_id)
    if not known.files:
        raise Conflict(
            "The files of this asset have gone. Bring the file again.", code="asset_is_gone"
        )
    await store.restore(connection, partner_id, asset_id)
    return await one(connection, partner_id, asset_id)
