"""A list of results as a PDF to hang up: A4, some fifty people a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from fpdf import FPDF

from project88.results.printing.faces import faces_in
from project88.results.printing.lettering import NARROW, Align, Lettering, Weight
from project88.results.public.tables import STATES, Language, Line, Listed, number, time

_LEFT: Final = 12.0
_WIDE: Final = 186.0
_TOP: Final = 34.0
_LAST: Final = 281.0
_ROW: Final = 4.9
_SIZE: Final = 8.5
_GAP: Final = 2.0
_GREY: Final = 244
_HEADS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Place", "Bib", "Name", "Club", "Sex", "Division", "Gun", "Chip"),
    "de": ("Platz", "Nr.", "Name", "Verein", "Geschl.", "Klasse", "Brutto", "Netto"),
}
_TIMED: Final[dict[Language, str]] = {"en": "Timing: {}", "de": "Zeitnahme: {}"}


class Column(msgspec.Struct, frozen=True):
    """A column of the page, in millimetres; `x` is where its text is held."""

    x: float
    wide: float
    align: Align


def printed(listed: Listed) -> bytes:
    """The whole list; who did not finish has the status where the times are."""
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_title(f"{listed.event.name}, {listed.race.name}")
    return bytes(_Pages(pdf, listed).written())


class _Pages:
    """The pages while they are written."""

    def __init__(self, pdf: FPDF, listed: Listed) -> None:
        self._pdf = pdf
        self._listed = listed
        rows = [_row(line, listed.race.decimals) for line in listed.lines()]
        self._rows = rows
        self._columns = _columns(any(row[3] for row in rows))
        head = [*_HEADS[listed.language], *_about(listed)]
        texts = (text for row in ([head] if not rows else [head, *rows]) for text in row)
        self._letters = Lettering(pdf, faces_in(Path(listed.faces)), texts, NARROW)
        each = int((_LAST - _TOP) / _ROW)
        self._pages = [rows[at : at + each] for at in range(0, len(rows), each)] or [[]]

    def written(self) -> bytearray:
        for page, rows in enumerate(self._pages, start=1):
            self._pdf.add_page()
            self._head(page)
            self._stripes(len(rows))
            for at, row in enumerate(rows):
                self._line(_TOP + (at + 1) * _ROW - 1.3, row)
        return self._pdf.output()

    def _head(self, page: int) -> None:
        name, about, state, timed = _about(self._listed)
        right = _LEFT + _WIDE
        self._letters.write(_LEFT, 17, name, 15, Weight.BOLD, most=_WIDE * 0.72)
        self._letters.write(_LEFT, 23, about, 10, most=_WIDE * 0.72)
        self._letters.write(right, 17, state, 10, Weight.BOLD, "right")
        self._letters.write(right, 23, f"{page} / {len(self._pages)}", 9, align="right")
        self._letters.write(_LEFT, 290, timed, 7.5, most=_WIDE)
        heads = _HEADS[self._listed.language]
        for column, text in zip(self._columns, heads, strict=True):
            if column is not None:
                self._letters.write(
                    column.x, _TOP - 2, text, 7.5, Weight.BOLD, column.align, column.wide
                )
        self._pdf.set_draw_color(90)
        self._pdf.line(_LEFT, _TOP - 0.5, right, _TOP - 0.5)

    def _stripes(self, rows: int) -> None:
        self._pdf.set_fill_color(_GREY)
        for at in range(1, rows, 2):
            self._pdf.rect(_LEFT, _TOP + at * _ROW, _WIDE, _ROW, style="F")
        # Letters are black; another colour of fill would be set for each of them again.
        self._pdf.set_fill_color(0)

    def _line(self, y: float, row: tuple[str, ...]) -> None:
        for column, text in zip(self._columns, row, strict=True):
            if text and column is not None:
                self._letters.write(
                    column.x, y, text, _SIZE, Weight.REGULAR, column.align, column.wide
                )


def _about(listed: Listed) -> tuple[str, str, str, str]:
    event, race = listed.event, listed.race
    about = " · ".join(part for part in (race.name, event.day.isoformat(), event.place) if part)
    timed = _TIMED[listed.language].format(event.timed_by)
    return event.name, about, STATES[listed.language][race.state], timed


def _row(line: Line, decimals: int) -> tuple[str, ...]:
    finished = line.place is not None
    times = (time(line.gun, decimals), time(line.chip, decimals)) if finished else ("", line.status)
    return (
        number(line.place),
        line.bib,
        line.name or "–",
        line.club,
        f"{line.sex} {number(line.place_sex)}".strip(),
        f"{line.division} {_in_brackets(line.place_division)}".strip(),
        *times,
    )


def _in_brackets(place: int | None) -> str:
    return "" if place is None else f"({place})"


def _columns(with_clubs: bool) -> list[Column | None]:
    """Names have the room of the clubs where there are none."""
    widths = (13, 15, 48, 34, 15, 27, 17, 17) if with_clubs else (13, 15, 78, 0, 17, 29, 17, 17)
    aligns: tuple[Align, ...] = (
        *("right", "right", "left", "left"),
        *("right", "right", "right", "right"),
    )
    return list(_placed(widths, aligns))


def _placed(widths: tuple[int, ...], aligns: tuple[Align, ...]) -> Iterator[Column | None]:
    x = _LEFT
    for wide, align in zip(widths, aligns, strict=True):
        held = x + wide if align == "right" else x + _GAP
        yield Column(held, wide - _GAP, align) if wide else None
        x += wide
