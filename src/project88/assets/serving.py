"""Bytes of an asset as an answer over HTTP, for builders and for screens.

Whatever an upload holds, a browser takes it for what we found it to be, runs nothing in it, and
keeps it for ever: its address is its hash.
"""

import re
from collections.abc import AsyncIterator

import msgspec
from litestar.response import Stream

from project88.assets import reading
from project88.assets.keeping import Store
from project88.assets.store import StoredFile
from project88.errors import InputError, NotFound

HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}
_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")


class Part(msgspec.Struct, frozen=True):
    """What of a file is wanted."""

    first: int
    length: int


def require(file: StoredFile | None) -> StoredFile:
    """Raises `NotFound`."""
    if file is None:
        raise NotFound("There is no such file.", code="no_file")
    return file


async def answer(files: Store, file: StoredFile, wanted: str | None = None) -> Stream:
    """The whole file, or the part that the header `Range` asks for.

    :raises NotFound: the store does not have it.
    :raises InputError: a part that is not in it.
    """
    part = part_of(wanted, file.bytes)
    got = Part(0, file.bytes) if part is None else part
    pieces = reading.read(files, file, got.first, None if part is None else got.length)
    # Asked for here, so that a file that is missing is a 404 and no broken answer.
    begun = await anext(pieces, b"")
    headers = {**HEADERS, "Content-Length": str(got.length)}
    if part is not None:
        last = part.first + part.length - 1
        headers["Content-Range"] = f"bytes {part.first}-{last}/{file.bytes}"
    return Stream(
        _joined(begun, pieces),
        status_code=200 if part is None else 206,
        media_type=file.mime,
        headers=headers,
    )


def part_of(wanted: str | None, size: int) -> Part | None:
    """None: all of it. Several parts at once are answered by the whole."""
    match = _RANGE.fullmatch(wanted.strip()) if wanted else None
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if first is None:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
    if start > end:
        raise InputError("The file has no such part.", code="no_such_part")
    return Part(start, end - start + 1)


async def _joined(begun: bytes, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield begun
    async for piece in pieces:
        yield piece
