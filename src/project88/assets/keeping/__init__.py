"""Where the bytes of assets lie: content by its hash, in a folder or in an S3-compatible store.

The database says what there is; a store only keeps it. Each partner's files lie apart, so the same
picture of two partners is there twice, and neither can find out about the other.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import msgspec

from project88.errors import NotFound

CHUNK_BYTES = 256 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Key(msgspec.Struct, frozen=True):
    """Where one content lies. Raises `ValueError` for what is no hash: it becomes part of a path."""

    partner_id: int
    sha256: str

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError("this is no sha256")

    @property
    def path(self) -> str:
        return f"{self.partner_id}/{self.sha256[:2]}/{self.sha256}"


class Store(Protocol):
    """Keeps contents. Every method raises `Unavailable` when the store is away."""

    async def put(self, key: Key, content: Path) -> None:
        """Keep this file's content: durable when it returns, and whole or not there at all. The
        same again changes nothing. Raises `DiskFull`.
        """

    def get(self, key: Key, first: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """The content in pieces; raises `NotFound` before the first one."""

    async def exists(self, key: Key) -> bool:
        """Whether it is there, whole."""

    async def remove(self, key: Key) -> None:
        """It is gone; what was not there is gone as well."""


def missing() -> NotFound:
    return NotFound("The file is not in the store.", code="no_file")
