"""HTTP answers that proxies and browsers may keep: ETag, Cache-Control, packed as the caller reads it."""

import gzip
import re

import anyio.to_thread
from litestar import Response

from project88.results.public.keeping import Kept

POLLED = "public, max-age=2"
"""Of what changes while a race is run: a proxy asks once for all of its viewers."""
VERSIONED = "public, max-age=300"
"""Of an address that names the version. No longer: somebody may ask to be hidden."""
ASKED_AGAIN = "public, no-cache"
_GZIP, _BROTLI = "gzip", "br"
_NOT = re.compile(r";\s*q=0(\.0*)?\s*$")


def tagged(etag: str) -> str:
    return f'W/"{etag}"'


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Whether the caller has this one; packing it another way makes it no other."""
    if if_none_match is None:
        return False
    known = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return "*" in known or f'"{etag}"' in known


def headers_of(etag: str, cache: str) -> dict[str, str]:
    return {"ETag": tagged(etag), "Cache-Control": cache, "Vary": "Accept-Encoding"}


def unchanged(etag: str, cache: str) -> Response[bytes]:
    return Response(b"", status_code=304, headers=headers_of(etag, cache))


async def packed_for(accepted: str, kept: Kept) -> tuple[bytes, str | None]:
    """The body and its Content-Encoding."""
    wanted = {
        part.partition(";")[0].strip() for part in accepted.split(",") if not _NOT.search(part)
    }
    if kept.brotli is not None and _BROTLI in wanted:
        return kept.brotli, _BROTLI
    if kept.gzip is not None and _GZIP in wanted:
        return kept.gzip, _GZIP
    if kept.plain is None:
        assert kept.gzip is not None
        return await anyio.to_thread.run_sync(gzip.decompress, kept.gzip), None
    return kept.plain, None
