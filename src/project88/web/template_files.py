"""Joins templates and assets, which do not know each other: what bundles need of a partner's files."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from pathlib import Path

import anyio
import msgspec
from msgspec import UNSET

from project88.accounts.access import Caller
from project88.assets import library, reading, store, taking_in
from project88.assets.keeping import Key
from project88.assets.schemas import Asset, AssetFile
from project88.assets.taking_in import Intake, Upload
from project88.templates.bundle.shelf import KnownFile, TakenFile
from project88.templates.document.pieces import Asset as Entry
from project88.templates.document.pieces import Variant


class AssetShelf(msgspec.Struct, frozen=True):
    """The assets of a partner, as `templates/bundle` asks for them."""

    intake: Intake

    async def known(self, caller: Caller, contents: Collection[str]) -> Mapping[str, KnownFile]:
        async with self.intake.pool.partner(caller.partner_id, by=caller.actor) as connection:
            rows = [
                await store.find_content(connection, caller.partner_id, sha256)
                for sha256 in contents
            ]
        return {
            row["sha256"]: KnownFile(
                row["sha256"], row["kind"], row["mime"], row["bytes"],
                row["name"], row["licence"], row["family"],
            )
            for row in rows
            if row is not None
        }  # fmt: skip

    async def read(self, caller: Caller, sha256: str) -> AsyncIterator[bytes]:
        key = Key(caller.partner_id, sha256)
        async for piece in self.intake.store.get(key):
            yield piece

    async def have(self, caller: Caller, sha256: str) -> TakenFile | None:
        async with self.intake.pool.partner(caller.partner_id, by=caller.actor) as connection:
            row = await store.find_content(connection, caller.partner_id, sha256)
            if row is None or await reading.original_of(connection, sha256) is None:
                return None
            if row["removed_at"] is not None:
                await store.restore(connection, caller.partner_id, row["id"])
            asset = await library.one(connection, caller.partner_id, row["id"])
        return _taken(asset, is_new=False)

    async def take(self, caller: Caller, content: Path, name: str, licence: str) -> TakenFile:
        found = await anyio.Path(content).stat()
        taking_in.require_size(found.st_size, self.intake.settings)
        taken = await taking_in.take_in(self.intake, caller, Upload(content, name, licence))
        return _taken(taken.asset, is_new=taken.is_new)

    async def put_back(self, caller: Caller, asset_ids: Sequence[int]) -> None:
        async with self.intake.pool.partner(caller.partner_id, by=caller.actor) as connection:
            for asset_id in asset_ids:
                await library.remove(connection, caller.partner_id, asset_id)


def _taken(asset: Asset, *, is_new: bool) -> TakenFile:
    entry = Entry(
        kind=asset.kind,
        mime=asset.mime,
        bytes=asset.bytes,
        sha256=asset.sha256,
        w=asset.width or UNSET,
        h=asset.height or UNSET,
        name=asset.name,
        family=asset.family or UNSET,
        variants=[made for file in asset.files if (made := _variant(file)) is not None] or UNSET,
    )
    return TakenFile(asset.id, is_new, entry)


def _variant(file: AssetFile) -> Variant | None:
    if file.variant == "original":
        return None
    return Variant(
        name=file.variant,
        mime=file.mime,
        sha256=file.sha256,
        bytes=file.bytes,
        w=file.width or UNSET,
        h=file.height or UNSET,
    )
