"""The templates that come with the product: documents in the folder `starters`, by their names.

Screens name a starter for ever, so none is ever renamed. Read once per process.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from project88.templates.checking import checked
from project88.templates.schemas import JsonDocument, Starter

_NAME = re.compile(r"[a-z][a-z0-9-]{0,58}[a-z0-9]")


class KnownStarter(msgspec.Struct, frozen=True):
    """A starter, its hash, and its document as text."""

    told: Starter
    hash: str
    text: str


@cache
def starters() -> Mapping[str, KnownStarter]:
    """By name. :raises ValueError: a file is none, which a test looks after."""
    folder = files(__package__) / "starters"
    if not folder.is_dir():
        return {}
    found = sorted(one.name for one in folder.iterdir() if one.name.endswith(".json"))
    return {
        name.removesuffix(".json"): _starter(
            name.removesuffix(".json"), (folder / name).read_bytes()
        )
        for name in found
    }


def _starter(name: str, file: bytes) -> KnownStarter:
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} is no name of a starter")
    known = checked(msgspec.json.decode(file, type=JsonDocument))
    told = Starter(name, known.name, known.width, known.height, known.document)
    return KnownStarter(told, known.hash, known.text)
