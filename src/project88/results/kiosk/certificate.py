"""A certificate to frame: one page of A4, lying, set with air around the name and the time.

A long name becomes smaller before it is cut; names of every script are printed. What is not final
says so in small letters, because the page outlives the race.
"""

from typing import Final

from fpdf import FPDF

from project88.race.durations import duration, pace
from project88.results.kiosk.paper import Sheet, Text, in_lines, penalty, places
from project88.results.kiosk.words import day_in_words, number, words_of
from project88.results.printing.faces import Faces
from project88.results.printing.lettering import Lettering, Weight

_WIDE, _HIGH = 297.0, 210.0
_MIDDLE: Final = _WIDE / 2
_ROOM: Final = 236.0
_INK, _GREY, _ACCENT = (24, 30, 42), (96, 104, 118), (176, 128, 36)


def certificate(sheet: Sheet, faces: Faces) -> bytes:
    """The page, as a PDF."""
    pdf = FPDF(orientation="landscape", unit="mm", format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(sheet.title)
    pdf.set_lang(sheet.language)
    pdf.add_page()
    texts = _texts(sheet)
    letters = Lettering(pdf, faces, [text.text for text in texts] + _figures(sheet))
    _frame(pdf)
    for text in texts:
        for line in in_lines(letters, text, _ROOM):
            _line(pdf, letters, line)
    _blocks(pdf, letters, sheet)
    return bytes(pdf.output())


def _texts(sheet: Sheet) -> list[Text]:
    """Everything but the row of figures, from above."""
    words, result = words_of(sheet.language), sheet.result
    name = result.name or words.bib.format(result.bib)
    under = " · ".join(
        part for part in (words.bib.format(result.bib) if result.name else "", result.team) if part
    )
    time = result.chip_ms if result.by_chip else result.gun_ms
    state = words.states[result.state]
    added = penalty(result.penalty_ms, result.decimals) if result.penalty_ms else ""
    foot = " · ".join(part for part in (state, words.timed_by.format(sheet.timed_by)) if part)
    return [
        Text(39, sheet.event, 20, Weight.BOLD, _INK),
        Text(47.5, _when_and_where(sheet), 12, Weight.REGULAR, _GREY),
        Text(67, spaced(words.certificate.upper()), 15, Weight.REGULAR, _ACCENT),
        Text(90, name, 46, Weight.BOLD, _INK, least=24, may_break=True),
        Text(101, under, 13, Weight.REGULAR, _GREY),
        Text(115, words.has_finished.format(result.race), 13, Weight.REGULAR, _INK),
        Text(139, duration(time or 0, result.decimals), 60, Weight.BOLD, _ACCENT),
        Text(185.5, foot, 9, Weight.REGULAR, _GREY),
        Text(190.5, words.penalty.format(added) if added else "", 9, Weight.REGULAR, _GREY),
    ]


def _when_and_where(sheet: Sheet) -> str:
    day = day_in_words(sheet.day, sheet.language)
    return f"{sheet.place}, {day}" if sheet.place else day


def _frame(pdf: FPDF) -> None:
    pdf.set_draw_color(*_ACCENT)
    pdf.set_line_width(1.1)
    pdf.rect(12, 12, _WIDE - 24, _HIGH - 24)
    pdf.set_line_width(0.25)
    pdf.rect(14.5, 14.5, _WIDE - 29, _HIGH - 29)
    pdf.line(_MIDDLE - 22, 53.5, _MIDDLE + 22, 53.5)


def _line(pdf: FPDF, letters: Lettering, text: Text) -> None:
    if text.text:
        pdf.set_text_color(*text.colour)
        letters.write(_MIDDLE, text.y, text.text, text.size, text.weight, "center", _ROOM)


def _cells(sheet: Sheet) -> list[tuple[str, str, str]]:
    """(what, the figure, beside it) of each block: places first, then times."""
    words, result = words_of(sheet.language), sheet.result
    found = [
        (among, number(place, sheet.language), _of(sheet, finishers))
        for among, place, finishers in places(sheet)
    ]
    other = (words.gun, result.gun_ms) if result.by_chip else (words.chip, result.chip_ms)
    if other[1] is not None and result.gun_ms != result.chip_ms:
        found.append((other[0], duration(other[1], result.decimals), ""))
    if (time := result.chip_ms or result.gun_ms) and result.distance_m:
        found.append((words.section, pace(time, result.distance_m), ""))
    return found


def _of(sheet: Sheet, finishers: int | None) -> str:
    words = words_of(sheet.language)
    return "" if finishers is None else words.of.format(number(finishers, sheet.language))


def _figures(sheet: Sheet) -> list[str]:
    return [part for cell in _cells(sheet) for part in cell]


def _blocks(pdf: FPDF, letters: Lettering, sheet: Sheet) -> None:
    cells = _cells(sheet)
    if not cells:
        return
    wide = min(52.0, _ROOM / len(cells))
    left = _MIDDLE - wide * len(cells) / 2
    for at, (what, figure, beside) in enumerate(cells):
        x = left + wide * (at + 0.5)
        if at:
            pdf.set_draw_color(215, 218, 224)
            pdf.set_line_width(0.25)
            pdf.line(x - wide / 2, 152, x - wide / 2, 172)
        pdf.set_text_color(*_GREY)
        letters.write(x, 155, what, 10, Weight.REGULAR, "center", wide - 5)
        pdf.set_text_color(*_INK)
        letters.write(x, 165, figure, 22, Weight.BOLD, "center", wide - 5)
        pdf.set_text_color(*_GREY)
        letters.write(x, 171.5, beside, 10, Weight.REGULAR, "center", wide - 5)


def spaced(text: str) -> str:
    """Capitals are set apart."""
    return " ".join(text)
