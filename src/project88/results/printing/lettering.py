"""Writes text of any script into a PDF, at a place and no wider than its room.

A word is set in the piece of a font that has its letters; Arabic, Hebrew and Thai words are shaped,
and a text that begins with Arabic or Hebrew is read from the right, word by word. Without fonts (the
front end was not built) the PDF's own Helvetica writes what it can, and a question mark for the rest.
"""

import enum
from collections.abc import Iterable
from itertools import groupby
from typing import Final, Literal, TypeAlias

import msgspec
from fpdf import FPDF

from project88.results.printing.faces import Face, Faces, cut

Align: TypeAlias = Literal["left", "center", "right"]
NARROW: Final = 87.5
NORMAL: Final = 100.0
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | {"…", "–", "−", "·", "’"}
_CORE = "helvetica"
_WIDEST = 1.1
"""No letter of ours is wider, in sizes: what is short enough by that need not be measured."""


class Weight(enum.IntEnum):
    """How heavy letters are."""

    REGULAR = 400
    BOLD = 700


class Run(msgspec.Struct, frozen=True, gc=False):
    """Letters that one piece of a font has; without one they are Helvetica's."""

    face: Face | None
    text: str


class Lettering:
    """Of one document; `texts` is all that will be written, so that letters are cut out once."""

    def __init__(
        self, pdf: FPDF, faces: Faces, texts: Iterable[str], width: float = NORMAL
    ) -> None:
        self._pdf = pdf
        self._faces = faces
        self._width = width
        self._letters = _ALWAYS.union(*map(frozenset, texts))
        self._families: dict[tuple[str, int], str] = {}
        # Widths of letters in sizes: fpdf copies all that it knows each time it is asked for one.
        self._widths: dict[tuple[str, int], dict[str, float]] = {}
        self._used: tuple[str, int, float] | None = None
        self._page = 0
        self._plain = faces.of("a")
        pdf.c_margin = 0

    def write(  # noqa: PLR0913, PLR0917 -- where, what, how
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        weight: Weight = Weight.REGULAR,
        align: Align = "left",
        most: float | None = None,
    ) -> None:
        """On the line at `y`; `x` is where the text begins, its middle or its end, by `align`. What
        is wider than `most` is shortened.
        """
        if most is not None and len(text) * size * _WIDEST > most * self._pdf.k:
            text = self.fitted(text, size, weight, most)
        if align != "left":
            room = self.width(text, size, weight)
            x -= room if align == "right" else room / 2
        runs = self.runs(text)
        for run in runs:
            self._draw(x, y, run, size, weight)
            if len(runs) > 1:
                x += self._measured(run, size, weight)

    def width(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        return sum(self._measured(run, size, weight) for run in self.runs(text))

    def fitted(self, text: str, size: float, weight: Weight, most: float) -> str:
        """As much of it as there is room for, ending in … where it was cut."""
        if self.width(text, size, weight) <= most:
            return text
        low, high = 0, len(text) - 1
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip() + "…", size, weight) <= most
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…"

    def runs(self, text: str) -> list[Run]:
        """In the order in which they stand on paper, from the left."""
        if text.isascii():
            return [Run(self._plain, text)] if text else []
        words = [_pieces(word, self._faces) for word in text.split(" ")]
        if any(_turns(word) for word in words):
            words = _from_the_right(words)
        space = Run(self._plain, " ")
        return _joined([run for word in words for run in (space, *word)][1:])

    def _draw(self, x: float, y: float, run: Run, size: float, weight: Weight) -> None:
        self._use(run, size, weight)
        text = _writable(run)
        if run.face is None or not run.face.shaped:
            self._pdf.text(x, y, text)
            return
        self._shape(run.face)
        room = self._pdf.get_string_width(text)
        height = size / self._pdf.k
        # fpdf puts the line at half the height and three tenths of the size.
        self._pdf.set_xy(x, y - 0.8 * height)
        self._pdf.cell(room, height, text)
        self._pdf.set_text_shaping(False)

    def _measured(self, run: Run, size: float, weight: Weight) -> float:
        text = _writable(run)
        if run.face is not None and run.face.shaped:
            self._use(run, size, weight)
            self._shape(run.face)
            room = self._pdf.get_string_width(text)
            self._pdf.set_text_shaping(False)
            return room
        known = self._widths.setdefault((self._family(run, weight), weight), {})
        missing = [letter for letter in text if letter not in known]
        if missing:
            self._use(run, size, weight)
            for letter in missing:
                known[letter] = self._pdf.get_string_width(letter) / size
        return sum(map(known.__getitem__, text)) * size

    def _shape(self, face: Face) -> None:
        self._pdf.set_text_shaping(True, direction="rtl" if face.turned else "ltr")

    def _use(self, run: Run, size: float, weight: Weight) -> None:
        wanted = (self._family(run, weight), weight, size)
        if wanted == self._used and self._pdf.page == self._page:
            return
        self._used, self._page = wanted, self._pdf.page
        bold = wanted[0] == _CORE and weight is Weight.BOLD
        self._pdf.set_font(wanted[0], "B" if bold else "", size)

    def _family(self, run: Run, weight: Weight) -> str:
        face = run.face or self._plain
        if face is None:
            return _CORE
        key = (face.name, int(weight))
        if key not in self._families:
            name = f"letters{len(self._families)}"
            self._pdf.add_font(name, "", cut(face, self._letters, weight, self._width))
            self._families[key] = name
        return self._families[key]


def _writable(run: Run) -> str:
    """What nobody has a letter for is a question mark."""
    if run.face is not None:
        return run.text
    return run.text.encode("latin-1", "replace").decode("latin-1")


def _pieces(word: str, faces: Faces) -> list[Run]:
    return [Run(face, "".join(letters)) for face, letters in groupby(word, key=faces.of)]


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours in the same letters are written at once."""
    return [
        Run(face, "".join(run.text for run in same))
        for face, same in groupby(runs, key=lambda run: run.face)
    ]


def _from_the_right(words: list[list[Run]]) -> list[list[Run]]:
    """Words that are read from the right change places; those between that are not keep theirs."""
    groups = [(turns, list(group)) for turns, group in groupby(words, key=_turns)]
    turned: list[list[Run]] = []
    for turns, group in reversed(groups):
        turned += [[*reversed(word)] for word in reversed(group)] if turns else group
    return turned


def _turns(word: list[Run]) -> bool:
    return any(run.face is not None and run.face.turned for run in word)
