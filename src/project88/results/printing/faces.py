"""The fonts in which a name can be printed, whatever script it is in.

They are those that displays fall back to, as the front end's build left them (``ui/build/fallback.ts``):
some 140 pieces with the letters that each has in a style sheet. Of a piece that a document needs,
what it needs is cut out at one weight and width, and kept in a folder of this process.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import msgspec
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

_RULE = re.compile(r"@font-face\{(?P<rule>[^}]*)\}")
_FAMILIES: Final = ("Fallback Square", "Fallback Plain")
"""The later one is asked first: Latin letters stand in the first one too."""
_FROM_THE_RIGHT: Final = ("arabic", "hebrew")
_SHAPED: Final = (*_FROM_THE_RIGHT, "thai", "devanagari")
_WHOLE = 400
"""A piece with no more letters is cut out whole, so that the next document finds it."""


class Face(msgspec.Struct, frozen=True):
    """A piece of a font: `name` is short, and the piece's own. `shaped`: letters change or move
    beside others; `turned`: they are read from the right.
    """

    name: str
    file: Path
    ranges: tuple[tuple[int, int], ...]
    shaped: bool
    turned: bool

    def knows(self, letter: int) -> bool:
        return any(low <= letter <= high for low, high in self.ranges)


class Faces:
    """All pieces of a build; none when there was no build."""

    def __init__(self, folder: Path, faces: Iterable[Face]) -> None:
        self.folder = folder
        self._faces = tuple(faces)
        self._of: dict[str, Face | None] = {}

    def __bool__(self) -> bool:
        return bool(self._faces)

    def of(self, letter: str) -> Face | None:
        """The piece that has this letter; None: none has."""
        if letter not in self._of:
            code = ord(letter)
            self._of[letter] = next((face for face in self._faces if face.knows(code)), None)
        return self._of[letter]


@cache
def faces_in(folder: Path) -> Faces:
    """Of the build's folder ``assets/fallback``."""
    sheets = sorted(folder.glob("faces-*.css"))
    if not sheets:
        return Faces(folder, ())
    found = [
        face
        for rule in _RULE.finditer(sheets[0].read_text(encoding="utf-8"))
        if (face := _face(folder, rule["rule"])) is not None
    ]
    # As in a style sheet: where two have a letter, the later rule is used.
    return Faces(folder, reversed([face for _, face in sorted(found, key=lambda one: one[0])]))


def _face(folder: Path, rule: str) -> tuple[int, Face] | None:
    told = dict(part.split(":", 1) for part in rule.split(";") if ":" in part)
    family = told["font-family"].strip("'")
    if family not in _FAMILIES:
        return None
    file = folder / Path(told["src"].split("url(")[1].split(")")[0]).name
    ranges = tuple(_range(part) for part in told["unicode-range"].split(","))
    name = file.stem.rpartition("-")[0]
    shaped, turned = (
        any(f"-{script}-" in name for script in those) for those in (_SHAPED, _FROM_THE_RIGHT)
    )
    return _FAMILIES.index(family), Face(name, file, ranges, shaped, turned)


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.strip().removeprefix("U+").partition("-")
    return int(low, 16), int(high or low, 16)


def cut(face: Face, letters: frozenset[str], weight: int, width: float) -> Path:
    """A TrueType file with these letters of the face, at least."""
    known = frozenset(letter for letter in letters if face.knows(ord(letter)))
    return _cut(face.file, _least(face, known), weight, width, shaped=face.shaped)


def _least(face: Face, letters: frozenset[str]) -> frozenset[str]:
    size = sum(high - low + 1 for low, high in face.ranges)
    if size > _WHOLE:
        return letters
    return frozenset(chr(code) for low, high in face.ranges for code in range(low, high + 1))


@lru_cache(maxsize=200)
def _cut(file: Path, letters: frozenset[str], weight: int, width: float, *, shaped: bool) -> Path:
    mark = hashlib.sha256("".join(sorted(letters)).encode()).hexdigest()[:16]
    path = Path(_folder().name) / f"{file.stem}-{weight}-{width:g}-{mark}.ttf"
    font = TTFont(file, lazy=True)
    options = subset.Options(notdef_outline=True, hinting=False, name_IDs=[1, 2, 6])
    options.layout_features = ["*"] if shaped else []
    if not shaped:
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in letters])
    cutter.subset(font)
    if "fvar" in font:
        wanted = {"wght": weight, "wdth": width}
        axes = [axis.axisTag for axis in font["fvar"].axes]
        instancer.instantiateVariableFont(font, {axis: wanted[axis] for axis in axes}, inplace=True)
    font.flavor = None
    font.save(path)
    return path


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="project88-letters-")
