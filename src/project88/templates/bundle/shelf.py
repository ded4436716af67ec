"""What bundles need of the partner's assets, handed in: assets and templates do not know each other."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

from project88.accounts.access import Caller
from project88.templates.document.pieces import Asset


class KnownFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """An original as the manifest of a bundle tells of it."""

    sha256: str
    kind: str
    mime: str
    bytes: int
    name: str
    licence: str = ""
    family: str | None = None


class TakenFile(msgspec.Struct, frozen=True):
    """An asset of the partner; `entry` is what a document says of it."""

    asset_id: int
    is_new: bool
    entry: Asset


@runtime_checkable
class Shelf(Protocol):
    """The assets of the caller's partner. Each method has transactions of its own."""

    async def known(self, caller: Caller, contents: Collection[str]) -> Mapping[str, KnownFile]:
        """Those of these originals that are there, by sha256."""

    def read(self, caller: Caller, sha256: str) -> AsyncIterator[bytes]:
        """An original in pieces. Raises NotFound when its bytes are gone."""

    async def have(self, caller: Caller, sha256: str) -> TakenFile | None:
        """An asset that is there already, by its original."""

    async def take(self, caller: Caller, content: Path, name: str, licence: str) -> TakenFile:
        """A file, looked at by its content. Raises InputError for one that is no asset."""

    async def put_back(self, caller: Caller, asset_ids: Sequence[int]) -> None:
        """Removes assets that were taken for a template that was refused after all."""
