"""Which store this process works with."""

from collections.abc import AsyncIterator
from pathlib import Path

from project88.assets.keeping import Key, Store
from project88.assets.keeping.disk import Disk
from project88.assets.keeping.s3 import bucket
from project88.errors import Misconfigured
from project88.settings import AssetSettings


def store_of(settings: AssetSettings) -> Store:
    """The store of the settings; nothing is opened or made yet.

    :raises Misconfigured: of an S3 store something is missing.
    """
    if settings.s3_endpoint is not None:
        return bucket(settings)
    return Nowhere() if settings.dir is None else Disk(settings.dir)


class Nowhere:
    """For a process that was given no place: it does everything but this, and says so."""

    async def put(self, key: Key, content: Path) -> None:
        raise no_place(key, content)

    async def get(
        self, key: Key, first: int = 0, length: int | None = None
    ) -> AsyncIterator[bytes]:
        if key:
            raise no_place(first, length)
        yield b""

    async def exists(self, key: Key) -> bool:
        raise no_place(key)

    async def remove(self, key: Key) -> None:
        raise no_place(key)


def no_place(*_unheard: object) -> Misconfigured:
    return Misconfigured("There is no place for assets: set PROJECT88_ASSETS__DIR.")
