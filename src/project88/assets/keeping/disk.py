"""Assets in a folder: a content is written beside its place, synced, and moved there in one step.

After a power cut a file is there whole or it is not there; what was half written lies in `.new`
and is swept away at the next start of the worker.
"""

import asyncio
import errno
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from project88.assets.keeping import CHUNK_BYTES, Key, missing
from project88.errors import DiskFull, Misconfigured, Unavailable

_NEW = ".new"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Disk:
    """A store in this folder, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, key: Key, content: Path) -> None:
        with _told():
            await asyncio.to_thread(self._put, key, content)

    async def get(
        self, key: Key, first: int = 0, length: int | None = None
    ) -> AsyncIterator[bytes]:
        with _told():
            try:
                file = await asyncio.to_thread(self._place(key).open, "rb")
            except FileNotFoundError as error:
                raise missing() from error
            try:
                await asyncio.to_thread(file.seek, first)
                while piece := await asyncio.to_thread(_piece, file, length):
                    yield piece
                    length = None if length is None else length - len(piece)
            finally:
                file.close()

    async def exists(self, key: Key) -> bool:
        with _told():
            return await asyncio.to_thread(self._place(key).is_file)

    async def remove(self, key: Key) -> None:
        with _told():
            await asyncio.to_thread(self._place(key).unlink, missing_ok=True)

    async def sweep(self, older_than_s: float) -> int:
        """Remove what was begun so long ago and never finished; how many files."""
        return await asyncio.to_thread(self._sweep, time.time() - older_than_s)

    def _place(self, key: Key) -> Path:
        return self._folder / key.path

    def _put(self, key: Key, content: Path) -> None:
        place = self._place(key)
        if place.is_file():
            return
        for folder in (place.parent, self._folder / _NEW):
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        number, name = tempfile.mkstemp(dir=self._folder / _NEW)
        try:
            with os.fdopen(number, "wb") as copy, content.open("rb") as original:
                shutil.copyfileobj(original, copy, CHUNK_BYTES)
                copy.flush()
                os.fsync(copy.fileno())
            Path(name).replace(place)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()
        for folder in (place.parent, place.parent.parent, self._folder):
            _sync(folder)

    def _sweep(self, before: float) -> int:
        gone = 0
        for left in (self._folder / _NEW).glob("*"):
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < before:
                    left.unlink()
                    gone += 1
        return gone


def _piece(file: BinaryIO, left: int | None) -> bytes:
    return file.read(CHUNK_BYTES if left is None else min(left, CHUNK_BYTES))


def _sync(folder: Path) -> None:
    """The move itself is durable when its folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _told() -> Iterator[None]:
    """What the system says, in words for who can do something about it."""
    try:
        yield
    except PermissionError as error:
        raise Misconfigured(
            "The folder of assets cannot be written or read: see PROJECT88_ASSETS__DIR.",
            detail=str(error),
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull("The disk of the assets is full.", detail=str(error)) from error
        raise Unavailable("The folder of assets does not answer.", detail=str(error)) from error
