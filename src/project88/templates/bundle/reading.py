"""A bundle from anybody is opened: what is in it is bounded before it is read, and again while it is.

A zip says of itself how large its entries are, and may lie; so what is unpacked is counted. Entries
that reach out of a folder, come twice, are links or are locked make the whole file suspicious, and
it is refused. Other files (systems add their own) are passed over.
"""

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec

from project88.errors import InputError
from project88.templates.bundle import manifest
from project88.templates.bundle.manifest import Manifest
from project88.templates.bundle.shelf import KnownFile
from project88.templates.document.model import MOST_BYTES as MOST_DOCUMENT

_ASSET = re.compile(r"assets/([0-9a-f]{64})")
_TEMPLATE = re.compile(r"(?:templates/[^/]{1,120}/)?template\.json")
_CHUNK = 256 * 1024
_LOCKED = 0x1
_END = b"PK\x05\x06"
_END_BYTES = 22
_END_64 = b"PK\x06\x07"
_MOST_INDEX = 2 * manifest.MIB
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, ValueError
)  # fmt: skip
"""What the standard library says of a file that is no zip, or a broken one."""


class Bundle(msgspec.Struct, frozen=True):
    """An open bundle: its documents as text by their place in it, and where its assets are."""

    archive: zipfile.ZipFile | None
    documents: Mapping[str, bytes]
    assets: Mapping[str, zipfile.ZipInfo]
    told: Mapping[str, KnownFile]

    def unpack(self, sha256: str, into: Path) -> bool:
        """Whether the asset was in it. Raises InputError for one that is not what its name says."""
        entry = self.assets.get(sha256)
        if entry is None or self.archive is None:
            return False
        digest = hashlib.sha256()
        try:
            with self.archive.open(entry) as packed, into.open("wb") as file:
                while piece := packed.read(_CHUNK):
                    digest.update(piece)
                    file.write(piece)
        except _BROKEN as error:
            raise _damaged() from error
        if digest.hexdigest() != sha256:
            raise _damaged()
        return True

    def close(self) -> None:
        if self.archive is not None:
            self.archive.close()


def opened(path: Path) -> Bundle:
    """A zip, or the bare JSON of one template. Raises InputError."""
    with path.open("rb") as file:
        beginning = file.read(MOST_DOCUMENT + 1)
    if beginning.lstrip()[:1] == b"{":
        return Bundle(None, {"": beginning}, {}, {})
    _require_small_index(path)
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise InputError("This is no bundle of templates.", code="no_bundle") from error
    try:
        return _read(archive)
    except BaseException:
        archive.close()
        raise


def _require_small_index(path: Path) -> None:
    """The index of a zip is read whole, into far more memory than it has bytes; so its size is looked
    at before. Raises InputError.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 0x10000 - 2 * _END_BYTES))
        tail = file.read()
    at = len(tail) - _END_BYTES
    if not (tail[at : at + 4] == _END and tail.endswith(b"\0\0")):
        at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise InputError("This is no bundle of templates.", code="no_bundle")
    (index,) = struct.unpack_from("<L", tail, at + 12)
    if index > _MOST_INDEX or tail[max(0, at - 20) :].startswith(_END_64):
        raise InputError("There are too many files in this bundle.", code="bundle_too_large")


def _read(archive: zipfile.ZipFile) -> Bundle:
    entries = archive.infolist()
    _require_decent(entries)
    documents = [one for one in entries if _TEMPLATE.fullmatch(one.filename)]
    if not documents:
        raise InputError("There is no template in this file.", code="no_bundle")
    if len(documents) > manifest.MOST_TEMPLATES:
        raise InputError("There are too many templates in this file.", code="bundle_too_large")
    found = {one.filename: _text(archive, one, MOST_DOCUMENT) for one in documents}
    assets = {path[1]: one for one in entries if (path := _ASSET.fullmatch(one.filename))}
    return Bundle(archive, found, assets, _told(archive, entries))


def _require_decent(entries: list[zipfile.ZipInfo]) -> None:
    """Raises InputError for what no honest bundle has."""
    if len(entries) > manifest.MOST_ENTRIES:
        raise InputError("There are too many files in this bundle.", code="bundle_too_large")
    if sum(one.file_size for one in entries) > manifest.MOST_UNPACKED:
        raise InputError("Unpacked this bundle would be too large.", code="bundle_too_large")
    names = Counter(one.filename.casefold() for one in entries)
    for one in entries:
        if names[one.filename.casefold()] > 1 or not _decent(one):
            raise InputError("This bundle is not safe to open.", code="unsafe_bundle")


def _decent(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    steps = name.rstrip("/").split("/")
    return (
        not any(step in ("", ".", "..") for step in steps)
        and not any(sign in name for sign in "\\:\x00")
        and not stat.S_ISLNK(entry.external_attr >> 16)
        and not entry.flag_bits & _LOCKED
        and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """At most `most` + 1 bytes: whoever reads them sees that they are too many."""
    try:
        with archive.open(entry) as packed:
            return packed.read(most + 1)
    except _BROKEN as error:
        raise _damaged() from error


def _told(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, KnownFile]:
    """Names and licences; a manifest that cannot be read says nothing."""
    for entry in entries:
        if entry.filename == manifest.MANIFEST:
            try:
                told = msgspec.json.decode(
                    _text(archive, entry, manifest.MOST_MANIFEST), type=Manifest
                )
            except (msgspec.DecodeError, RecursionError, UnicodeError):
                return {}
            return {one.sha256: one for one in told.assets}
    return {}


def _damaged() -> InputError:
    return InputError("A file in this bundle is damaged.", code="damaged_bundle")
