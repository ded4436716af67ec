"""A list of results as a workbook: numbers are numbers and times can be added up."""

import io
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from project88.results.public.tables import HEADINGS, Line, Listed

_DAY_MS: Final = 86_400_000
_WIDTHS: Final = (7, 8, 28, 6, 8, 12, 8, 6, 24, 20, 9, 11, 11, 14)
_SHOWN: Final = ("[h]:mm:ss", "[h]:mm:ss.0", "[h]:mm:ss.00", "[h]:mm:ss.000")


def workbook(listed: Listed) -> bytes:
    """One sheet with filters; its rows are written one by one and not kept."""
    out = io.BytesIO()
    # Names are text, whatever they look like: no formula, no link, no number is made of them.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"{listed.event.name}, {listed.race.name}"})
        head = book.add_format({"bold": True, "bottom": 1})
        times = book.add_format({"num_format": _SHOWN[listed.race.decimals]})
        sheet = book.add_worksheet(_sheet_name(listed.race.name))
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(listed.columns)), len(_WIDTHS) - 1)
        for column, heading in enumerate(HEADINGS[listed.language]):
            sheet.write_string(0, column, heading, head)
        unit = 10 ** (3 - listed.race.decimals)
        for at, line in enumerate(listed.lines(), start=1):
            _write(sheet, at, line, times, unit)
    return out.getvalue()


def _write(sheet: Worksheet, at: int, line: Line, times: Format, unit: int) -> None:
    texts = (
        (1, line.bib), (2, line.name), (3, line.sex), (5, line.division), (8, line.club),
        (9, line.town), (10, line.country), (13, line.status),
    )  # fmt: skip
    numbers = ((0, line.place), (4, line.place_sex), (6, line.place_division), (7, line.age))
    for column, told in texts:
        if told:
            sheet.write_string(at, column, told)
    for column, number in numbers:
        if number is not None:
            sheet.write_number(at, column, number)
    for column, ms in ((11, line.gun), (12, line.chip)):
        if ms is not None:
            # A begun second counts, as everywhere.
            sheet.write_number(at, column, -(-ms // unit) * unit / _DAY_MS, times)


def _sheet_name(race: str) -> str:
    """What Excel lets a sheet be called."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in race)
    return plain.strip("' ")[:31].strip("' ") or "Results"
