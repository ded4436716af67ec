"""Fonts: WOFF2 that can be unpacked and has letters in it. Runs apart."""

import struct
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

from project88.assets.answers import Found
from project88.assets.refusing import RefusedFile

MOST_UNPACKED = 96 * 1024 * 1024
_HEADER = struct.Struct(">4sLLHHLL")
_FAMILIES = (16, 1)
"""Name records: the typographic family, then the plain one."""


def look(content: Path) -> Found:
    """Raises `RefusedFile`."""
    require_sizes(content)
    try:
        with TTFont(content, lazy=False, fontNumber=0) as font:
            family = family_of(font)
            if not font.getBestCmap() or not font["maxp"].numGlyphs:
                raise RefusedFile("The font has no letters in it.")
            # Unpacked now, all of it: what is broken further on is found here.
            for tag in list(font.reader.keys()):
                font.reader[tag]
    except RefusedFile:
        raise
    except (TTLibError, KeyError, ValueError, struct.error, EOFError, OSError, AssertionError,
            IndexError, TypeError, AttributeError, OverflowError, RecursionError) as error:  # fmt: skip
        raise RefusedFile("The font is broken and cannot be read.") from error
    return Found("font", "font/woff2", family=family)


def require_sizes(content: Path) -> None:
    """What the header says of the sizes, before anything is unpacked."""
    with content.open("rb") as file:
        head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise RefusedFile("The font ends early.", code="truncated_file")
    _, _, length, _, _, unpacked, _ = _HEADER.unpack(head)
    if length > content.stat().st_size:
        raise RefusedFile(
            "The font ends early: it did not arrive whole. Bring it again.", code="truncated_file"
        )
    if unpacked > MOST_UNPACKED:
        raise RefusedFile("The font is too large when it is unpacked.", code="file_too_large")


def family_of(font: TTFont) -> str:
    """The family by which style sheets name it; raises `RefusedFile`."""
    names = font["name"]
    for number in _FAMILIES:
        told = names.getDebugName(number)
        if told and (plain := " ".join(told.split())) and plain.isprintable():
            # It stands in quotes in style sheets.
            return plain.replace('"', "").replace("\\", "")[:80]
    raise RefusedFile("The font does not say how its family is called.")
