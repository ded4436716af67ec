"""What lies where in a bundle, and how much of it is read."""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from project88.templates.bundle.shelf import KnownFile

FORMAT: Final = "project88-templates"
DOCUMENT = "template.json"
MANIFEST = "manifest.json"
ASSETS = "assets/"
MANY = "templates/"

MIB = 1024 * 1024
MOST_BYTES = 100 * MIB
"""Of a bundle, and of all that is imported at once."""
MOST_UNPACKED = 300 * MIB
MOST_ENTRIES = 2000
MOST_TEMPLATES = 200
MOST_MANIFEST = 2 * MIB


class InBundle(msgspec.Struct, frozen=True):
    """A template of a bundle: its file, its name and the hash of its document."""

    path: str
    name: str
    hash: str


class Manifest(msgspec.Struct, frozen=True):
    """What a person needs to know of a bundle; nothing in it is needed to read one."""

    format: Literal["project88-templates"]
    v: Literal[1]
    templates: Annotated[list[InBundle], Meta(max_length=MOST_TEMPLATES)]
    assets: Annotated[list[KnownFile], Meta(max_length=MOST_ENTRIES)]
    missing: Annotated[list[str], Meta(max_length=MOST_ENTRIES)] = []
    """sha256 of originals that the hub had no more when the bundle was made."""


def asset_path(sha256: str) -> str:
    return f"{ASSETS}{sha256}"
