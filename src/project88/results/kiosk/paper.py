"""What certificate and card share: what is printed, and how long texts become short enough."""

from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from project88.race.durations import duration
from project88.results.kiosk.schemas import OwnResult, Ticket
from project88.results.kiosk.words import Language, words_of
from project88.results.printing.lettering import Lettering, Weight

Colour = tuple[int, int, int]
_LEAST_OF_TWO: Final = 0.7
_MM_A_POINT: Final = 0.3528
_LEADING: Final = 1.15
PRINTED: Final = frozenset({"overall", "sex", "division"})


class Sheet(Struct, frozen=True):
    """Everything that a page says."""

    event: str
    day: date
    zone: str
    place: str
    timed_by: str
    language: Language
    result: OwnResult
    card: Ticket | None = None

    @property
    def title(self) -> str:
        return f"{self.event} · {self.result.bib}"


class Text(Struct, frozen=True):
    """A line at `y`, in points; down to `least` it becomes smaller before it breaks or is cut."""

    y: float
    text: str
    size: float
    weight: Weight
    colour: Colour
    least: float = 9
    may_break: bool = False


def kept_small(letters: Lettering, text: Text, room: float) -> float:
    """The size in which it has room, not below the least."""
    wide = letters.width(text.text, text.size, text.weight)
    if wide <= room:
        return text.size
    # A tenth of a point below, so that rounding does not cut the last letter off.
    return max(text.least, text.size * room / wide - 0.1)


def in_lines(letters: Lettering, text: Text, room: float) -> list[Text]:
    """One line, or where that would be too small, two of about the same length and of one size."""
    if not text.may_break or letters.width(text.text, text.least, text.weight) <= room:
        return [replace(text, size=kept_small(letters, text, room))]
    cuts = [at for at, letter in enumerate(text.text) if letter == " "]
    if not cuts:
        return [replace(text, size=text.least)]
    cut = min(cuts, key=lambda at: abs(at - len(text.text) / 2))
    told = replace(text, size=text.least, least=text.least * _LEAST_OF_TWO)
    halves = [replace(told, text=text.text[:cut]), replace(told, text=text.text[cut + 1 :])]
    size = min(kept_small(letters, half, room) for half in halves)
    step = size * _MM_A_POINT * _LEADING
    return [
        replace(half, size=size, y=text.y - step * (1 - number))
        for number, half in enumerate(halves)
    ]


def penalty(ms: int, decimals: int) -> str:
    """``0:30``, so that nobody asks: thirty what?"""
    written = duration(ms, decimals)
    return written if ":" in written else f"0:{written:0>2}"


def places(sheet: Sheet) -> list[tuple[str, int, int | None]]:
    """(among whom in words, place, of how many) of the places that stand on paper."""
    words = words_of(sheet.language)
    return [
        (_among(one.among, one.of, words.overall, words.sexes), one.place, one.finishers)
        for one in sheet.result.places
        if one.among in PRINTED
    ]


def _among(among: str, of: str, overall: str, sexes: dict[str, str]) -> str:
    if among == "overall":
        return overall
    return sexes.get(of, of) if among == "sex" else of
