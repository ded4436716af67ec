"""A bundle is made: the newest version of each template, and every original once.

The same templates make the same bytes: entries have no time. Originals are packed already, so they
are stored as they are.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

import anyio.to_thread
import msgspec

from project88.accounts.access import Caller
from project88.errors import InputError, NotFound
from project88.templates.bundle import manifest
from project88.templates.bundle.manifest import InBundle, Manifest
from project88.templates.bundle.shelf import KnownFile, Shelf
from project88.templates.document import TemplateDocument, encode, hash_of

_BEGINNING = (1980, 1, 1, 0, 0, 0)


async def write(
    file: IO[bytes], documents: Sequence[TemplateDocument], shelf: Shelf, caller: Caller
) -> Manifest:
    """The bundle, and what it tells of itself. Raises InputError for one that could not be read again."""
    wanted = sorted(
        {one.sha256 for document in documents for one in (document.assets or {}).values()}
    )
    known = await shelf.known(caller, wanted)
    if sum(one.bytes for one in known.values()) > manifest.MOST_BYTES:
        raise InputError(
            "Together the files of these templates are too large for one bundle "
            f"({manifest.MOST_BYTES // manifest.MIB} MiB). Export fewer at once.",
            code="bundle_too_large",
        )
    with zipfile.ZipFile(file, "w") as archive:
        templates = [_document(archive, *one) for one in _places(documents)]
        packed = [one for one in known.values() if await _asset(archive, one, shelf, caller)]
        there = {one.sha256 for one in packed}
        told = Manifest(
            manifest.FORMAT, 1, templates, packed, [one for one in wanted if one not in there]
        )
        _text(archive, manifest.MANIFEST, msgspec.json.format(msgspec.json.encode(told), indent=1))
    return told


def _places(documents: Sequence[TemplateDocument]) -> Iterable[tuple[str, TemplateDocument]]:
    """One lies at the top; of several each has a folder."""
    if len(documents) == 1:
        return [(manifest.DOCUMENT, documents[0])]
    return [
        (f"{manifest.MANY}{number}-{slug(document.name)}/{manifest.DOCUMENT}", document)
        for number, document in enumerate(documents, 1)
    ]


def _document(archive: zipfile.ZipFile, path: str, document: TemplateDocument) -> InBundle:
    _text(archive, path, msgspec.json.format(encode(document), indent=1))
    return InBundle(path, document.name, hash_of(document))


async def _asset(archive: zipfile.ZipFile, known: KnownFile, shelf: Shelf, caller: Caller) -> bool:
    """Whether its bytes were still there."""
    pieces = shelf.read(caller, known.sha256)
    try:
        piece = await anext(pieces, b"")
    except NotFound:
        return False
    entry = zipfile.ZipInfo(manifest.asset_path(known.sha256), _BEGINNING)
    with archive.open(entry, "w", force_zip64=False) as packed:
        while piece:
            await anyio.to_thread.run_sync(packed.write, piece)
            piece = await anext(pieces, b"")
    return True


def _text(archive: zipfile.ZipFile, path: str, text: bytes) -> None:
    entry = zipfile.ZipInfo(path, _BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def slug(name: str) -> str:
    """What every system takes as a name of a file."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "template"
