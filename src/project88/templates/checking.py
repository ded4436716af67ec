"""A document as it is kept: checked, with what the rest of the product has to know of it."""

import hashlib
from collections.abc import Mapping

import msgspec

from project88.errors import InputError
from project88.templates.schemas import JsonDocument

MOST_BYTES = 1024 * 1024


class Checked(msgspec.Struct, frozen=True):
    """A document that may be kept. `assets` are sha256 of its files, by their ids in it."""

    document: JsonDocument
    text: str
    hash: str
    name: str
    width: int
    height: int
    assets: Mapping[str, str]


def checked(document: JsonDocument) -> Checked:
    """:raises InputError: (`bad_template`) it is no document; `fields` says where."""
    text = msgspec.json.encode(document, order="deterministic")
    size, name = document.get("size"), document.get("name")
    try:
        assert isinstance(size, dict)
        assert isinstance(name, str)
        width, height = int(size["w"]), int(size["h"])
        assets = {key: str(one["sha256"]) for key, one in document.get("assets", {}).items()}
    except (AssertionError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError("This is no template.", code="bad_template") from error
    return Checked(
        document, text.decode(), hashlib.sha256(text).hexdigest(), name, width, height, assets
    )
