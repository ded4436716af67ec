"""The small card to take along: on A6, or on the 80 mm roll of a receipt printer, in black alone.

It says what the kiosk says: time, places, every split, and a code for the telephone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from fpdf import FPDF

from project88.race.durations import duration, pace
from project88.race.zones import zone_of
from project88.results.kiosk.paper import Sheet, Text, in_lines, penalty, places
from project88.results.kiosk.schemas import OwnSplit
from project88.results.kiosk.words import day_in_words, moment, number, words_of
from project88.results.printing import qr
from project88.results.printing.faces import Faces
from project88.results.printing.lettering import Lettering, Weight

Paper: TypeAlias = Literal["a6", "receipt"]
_BLACK: Final = (0, 0, 0)
_ROW: Final = 5.2
_CODE: Final = 30.0
_LEAST_CODE: Final = 24.0
"""A telephone reads no smaller one from a hand that trembles."""
_MM_A_POINT: Final = 0.3528
_COLUMNS: Final = (0.58, 0.79, 1.0)
"""Where time, pace and place end, of the width."""
_MOST_ROWS: Final = {"a6": 7, "receipt": 60}


class _Form(NamedTuple):
    """Width, margin and least height in mm."""

    wide: float
    margin: float
    high: float

    @property
    def room(self) -> float:
        return self.wide - 2 * self.margin


_FORMS: Final[dict[Paper, _Form]] = {"a6": _Form(105, 8, 148), "receipt": _Form(80, 4, 60)}


class _Slip:
    """One card while it is written; `y` is how far down."""

    def __init__(self, sheet: Sheet, faces: Faces, paper: Paper) -> None:
        self.sheet, self.form = sheet, _FORMS[paper]
        self.splits = shown(sheet.result.splits, _MOST_ROWS[paper])
        high = max(self.form.high, self._needed()) if paper == "receipt" else self.form.high
        self.pdf = FPDF(unit="mm", format=(self.form.wide, high))
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_title(sheet.title)
        self.pdf.set_lang(sheet.language)
        self.pdf.add_page()
        self.letters = Lettering(self.pdf, faces, [*self._texts()])
        self.y = self.form.margin

    def _needed(self) -> float:
        rows = len(self.splits) + len(places(self.sheet))
        return 86 + rows * _ROW + (0 if self.sheet.card is None else _CODE + 10)

    def _texts(self) -> list[str]:
        result, words = self.sheet.result, words_of(self.sheet.language)
        told = [self.sheet.event, self.sheet.place, result.name, result.team, result.race]
        told += [split.point for split in self.splits] + [result.division, result.bib]
        told += [*words.statuses.values(), *words.states.values(), *words.sexes.values()]
        return [
            *told, words.bib, words.gun, words.chip, words.overall, words.follow, words.until, words.of,
            words.penalty, words.timed_by, words.time, words.place, words.section,
            day_in_words(self.sheet.day, self.sheet.language), self.sheet.timed_by,
        ]  # fmt: skip

    def line(
        self, text: str, size: float, weight: Weight = Weight.REGULAR, *, after: float = 2
    ) -> None:
        """In the middle; smaller, where it is too long, and in two lines where it is much too long."""
        if not text:
            return
        told = Text(0, text, size, weight, _BLACK, least=min(size, 10), may_break=True)
        for line in in_lines(self.letters, told, self.form.room):
            self.y += line.size * _MM_A_POINT + (0 if line.y < 0 or line.text == text else 0.8)
            self.letters.write(
                self.form.wide / 2, self.y, line.text, line.size, weight, "center", self.form.room
            )
        self.y += after

    def pair(self, left: str, right: str, *, bold: bool = False) -> None:
        weight = Weight.BOLD if bold else Weight.REGULAR
        end = self.form.wide - self.form.margin
        self.y += _ROW - 1.4
        wide = self.letters.width(right, 10, weight)
        self.letters.write(
            self.form.margin, self.y, left, 10, Weight.REGULAR, "left", self.form.room - wide - 3
        )
        self.letters.write(end, self.y, right, 10, weight, "right")
        self.y += 1.4

    def row(self, cells: Sequence[str], size: float = 10) -> None:
        """A row of the table: the first cell begins at the left, the others end at their columns."""
        self.y += _ROW - 1.4
        left, room = self.form.margin, self.form.room
        self.letters.write(
            left, self.y, cells[0], size, Weight.REGULAR, "left", _COLUMNS[0] * room - 15
        )
        for share, cell in zip(_COLUMNS, cells[1:], strict=True):
            self.letters.write(left + share * room, self.y, cell, size, Weight.REGULAR, "right")
        self.y += 1.4

    def rule(self) -> None:
        self.y += 1.2
        self.pdf.set_line_width(0.2)
        self.pdf.line(self.form.margin, self.y, self.form.wide - self.form.margin, self.y)
        self.y += 1.2


def slip(sheet: Sheet, faces: Faces, paper: Paper) -> bytes:
    """The card, as a PDF."""
    made = _Slip(sheet, faces, paper)
    _head(made)
    _times(made)
    _places(made)
    _splits(made)
    _code(made)
    return bytes(made.pdf.output())


def shown(splits: list[OwnSplit], most: int) -> list[OwnSplit]:
    """The splits for which there is room: of many those that lie evenly apart, and the last."""
    told = [split for split in splits if split.kind != "start"]
    if len(told) <= most:
        return told
    step = len(told) / most
    return [told[round((number + 1) * step) - 1] for number in range(most)]


def _head(made: _Slip) -> None:
    sheet, words = made.sheet, words_of(made.sheet.language)
    result = sheet.result
    made.line(sheet.event, 13, Weight.BOLD, after=1.6)
    made.line(
        " · ".join(part for part in (result.race, day_in_words(sheet.day, sheet.language)) if part),
        9,
        after=3,
    )
    made.rule()
    made.line(result.name, 17, Weight.BOLD, after=1.6)
    bib = words.bib.format(result.bib)
    made.line(" · ".join(part for part in (bib, result.team) if part), 9, after=3.4)


def _times(made: _Slip) -> None:
    result, words = made.sheet.result, words_of(made.sheet.language)
    time = result.chip_ms if result.by_chip else result.gun_ms
    if result.status != "finished" or time is None:
        made.line(words.statuses[result.status], 16, Weight.BOLD, after=3)
        return
    made.line(duration(time, result.decimals), 34, Weight.BOLD, after=3)
    made.rule()
    for label, ms in ((words.gun, result.gun_ms), (words.chip, result.chip_ms)):
        if ms is not None:
            made.pair(label, duration(ms, result.decimals))
    if result.distance_m and (own := result.chip_ms or result.gun_ms):
        made.pair("min/km", pace(own, result.distance_m))


def _places(made: _Slip) -> None:
    words, language = words_of(made.sheet.language), made.sheet.language
    for among, place, finishers in places(made.sheet):
        of = "" if finishers is None else " " + words.of.format(number(finishers, language))
        made.pair(among, number(place, language) + of, bold=True)


def _splits(made: _Slip) -> None:
    result = made.sheet.result
    if not made.splits:
        return
    words = words_of(made.sheet.language)
    made.rule()
    made.row(("", words.time, words.section, words.place), 7.5)
    for split in made.splits:
        ms = split.chip_ms if result.by_chip else split.gun_ms
        time = "" if ms is None else duration(ms, result.decimals)
        own = "" if split.leg_ms is None or not split.leg_m else pace(split.leg_ms, split.leg_m)
        place = "" if split.place_overall is None else str(split.place_overall)
        made.row((split.point, time, own, place))


def _code(made: _Slip) -> None:
    sheet, words = made.sheet, words_of(made.sheet.language)
    made.rule()
    made.y += 1
    made.line(words.states[sheet.result.state], 7.5, after=1)
    if sheet.result.penalty_ms:
        made.line(words.penalty.format(penalty(sheet.result.penalty_ms, 0)), 7.5, after=1)
    wide = min(_CODE, made.pdf.h - made.y - 8)
    if sheet.card is None or wide < _LEAST_CODE:
        return
    rows = qr.modules(sheet.card.url)
    left, top = (made.form.wide - wide) / 2, made.y + 1
    side = wide / len(rows)
    made.pdf.set_fill_color(*_BLACK)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                made.pdf.rect(left + x * side, top + y * side, side, side, style="F")
    made.y = top + wide + 1
    ends = moment(_local(sheet.card.until, sheet.zone), sheet.language)
    made.line(f"{words.follow} ({words.until.format(ends)})", 7.5, after=0)


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(zone_of(zone))
