"""A document as it is kept: checked, with what the rest of the product has to know of it."""

import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import UnsetType

from project88.templates.document import TemplateDocument, decode, encode
from project88.templates.schemas import JsonDocument


class KnownAsset(msgspec.Struct, frozen=True):
    """A file that a document names; `name` is for people."""

    sha256: str
    name: str


class Checked(msgspec.Struct, frozen=True):
    """A document that may be kept, as JSON and as its text; `assets` by their ids in it."""

    document: JsonDocument
    text: str
    hash: str
    name: str
    width: int
    height: int
    assets: Mapping[str, KnownAsset]


def checked(source: bytes | str | Mapping[str, object]) -> Checked:
    """:raises InputError: (`bad_template`) it is no document; `fields` says where."""
    document = decode(source)
    text = encode(document)
    return Checked(
        msgspec.json.decode(text),
        text.decode(),
        # As `hash_of` does, without writing the document once more.
        hashlib.sha256(text).hexdigest(),
        document.name,
        document.size.w,
        document.size.h,
        _assets(document),
    )


def _assets(document: TemplateDocument) -> dict[str, KnownAsset]:
    if isinstance(document.assets, UnsetType):
        return {}
    return {
        key: KnownAsset(one.sha256, key if isinstance(one.name, UnsetType) else one.name)
        for key, one in document.assets.items()
    }
