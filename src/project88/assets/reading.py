"""Contents by their hash: for screens, for builders, and for bundles."""

from collections.abc import AsyncIterator, Collection

from project88.assets import store
from project88.assets.keeping import Key, Store
from project88.assets.schemas import AssetFile
from project88.assets.store import StoredFile
from project88.db.pool import Connection

__all__ = ["StoredFile", "file_of", "made_of", "original_of", "read"]


async def file_of(connection: Connection, sha256: str) -> StoredFile | None:
    """What a screen gets under this hash; None: the connection's partner has no such content.

    The original of a photograph is never given to a screen: in its place stands the largest WebP
    that was made from it, or None as long as there is none. Mind that its `sha256` is another.
    """
    return await store.shown_file(connection, sha256)


async def original_of(connection: Connection, sha256: str) -> StoredFile | None:
    """The very content, for signed-in people of the partner and for bundles."""
    return await store.file_of(connection, sha256)


async def made_of(connection: Connection, originals: Collection[str]) -> dict[str, list[AssetFile]]:
    """What was made from these originals, of the connection's partner; from large to small."""
    return await store.made_of(connection, originals)


def read(
    files: Store, file: StoredFile, first: int = 0, length: int | None = None
) -> AsyncIterator[bytes]:
    """Its bytes in pieces; raises `NotFound` before the first one when the store has lost it."""
    return files.get(Key(file.partner_id, file.sha256), first, length)
