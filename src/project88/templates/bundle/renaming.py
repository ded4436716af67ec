"""Ids of a foreign document that cannot be ids here get other ones, wherever they are named.

Other programs number their blocks as they like (``block 7``, ``ü``). What an id is called shows
nowhere, so that is no reason to refuse a template.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from project88.templates.document.checking import RESERVED

Json: TypeAlias = dict[str, object]
_FINE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_MAPS = ("pages", "blocks", "assets", "fonts")
_OF_BLOCKS = (
    ("page", "pages"),
    ("parent", "blocks"),
    ("group", "blocks"),
    ("asset", "assets"),
    ("fallback", "assets"),
)


def with_ids_of_ours(document: Json) -> Json:
    """The same template. What is no document is left as it is, for the check to refuse."""
    names = {kind: _renamed(document.get(kind)) for kind in _MAPS}
    if not any(names.values()):
        return document
    return {key: _mended(key, one, names) for key, one in document.items()}


Names: TypeAlias = dict[str, dict[str, str]]


def _renamed(entries: object) -> dict[str, str]:
    """The ids that must change, and what they become."""
    if not isinstance(entries, dict):
        return {}
    taken = {key for key in entries if isinstance(key, str)}
    renamed: dict[str, str] = {}
    for key in entries:
        if isinstance(key, str) and (_FINE.fullmatch(key) is None or key in RESERVED):
            renamed[key] = next(name for name in _proposed(key) if name not in taken)
            taken.add(renamed[key])
    return renamed


def _proposed(key: str) -> Iterator[str]:
    stem = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")[:30] or "id"
    if stem not in RESERVED:
        yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _mended(kind: str, entries: object, names: Names) -> object:
    if kind not in _MAPS or not isinstance(entries, dict):
        return entries
    mend = {"pages": _page, "blocks": _block, "fonts": _font}.get(kind)
    return {
        names[kind].get(key, key): mend(one, names)
        if mend is not None and isinstance(one, dict)
        else one
        for key, one in entries.items()
    }


def _page(page: Json, names: Names) -> Json:
    return _inside(page, "bg", "asset", names["assets"])


def _font(font: Json, names: Names) -> Json:
    files = font.get("src")
    if not isinstance(files, list):
        return font
    return {**font, "src": [_other(one, names["assets"]) for one in files]}


def _block(block: Json, names: Names) -> Json:
    mended = dict(block)
    for key, kind in _OF_BLOCKS:
        if key in mended:
            mended[key] = _other(mended[key], names[kind])
    mended = _inside(mended, "fill", "asset", names["assets"])
    mended = _inside(mended, "font", "font", names["fonts"])
    for key in ("items", "columns"):
        if isinstance(several := mended.get(key), list):
            mended[key] = [_entry(one, names) for one in several]
    return mended


def _entry(entry: object, names: Names) -> object:
    """A picture of a carousel, or a column of a table."""
    if not isinstance(entry, dict):
        return entry
    mended = dict(entry)
    if "asset" in mended:
        mended["asset"] = _other(mended["asset"], names["assets"])
    return _inside(mended, "font", "font", names["fonts"])


def _inside(owner: Json, part: str, key: str, names: dict[str, str]) -> Json:
    inner = owner.get(part)
    if not isinstance(inner, dict) or key not in inner:
        return owner
    return {**owner, part: {**inner, key: _other(inner[key], names)}}


def _other(value: object, names: dict[str, str]) -> object:
    return names.get(value, value) if isinstance(value, str) else value
