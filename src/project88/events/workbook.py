"""A workbook (.xlsx) becomes the same rows of text that a CSV file has.

A workbook is a zip of XML and may be a bomb: what it says it unpacks to is checked before anything
is opened. Whole numbers lose the ".0" that spreadsheets give them, dates are written year first, and
text stays text, so a bib 007 that was typed as text keeps its zeros.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeAlias

import python_calamine

from project88.errors import InputError

MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 150
MOST_MEMBERS = 2_000
_SMALL = 10 * 1024 * 1024
"""Up to this size any ratio is fine: a sheet of zeros packs well."""

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


class UnreadableFile(InputError):
    """The file is no table of participants."""

    code = "unreadable_file"


class Workbook:
    """An opened workbook; sheets are read when asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableFile with a sentence."""
        _refuse_bomb(data)
        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except (python_calamine.CalamineError, OSError) as error:
            raise UnreadableFile(_UNOPENED, detail=str(error)) from error
        visible = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible is python_calamine.SheetVisibleEnum.Visible
            and sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
        if not visible:
            raise UnreadableFile("The workbook has no sheet with rows.")
        self.sheets = tuple(visible)

    def rows(self, sheet: str, most_rows: int, most_columns: int) -> Iterator[tuple[str, ...]]:
        """The rows of a sheet as text, from its first line. Raises UnreadableFile."""
        if sheet not in self.sheets:
            raise UnreadableFile(f"The workbook has no sheet called {sheet[:100]}.")
        try:
            found = self._book.get_sheet_by_name(sheet)
        except (python_calamine.CalamineError, OSError) as error:
            raise UnreadableFile(_UNOPENED, detail=str(error)) from error
        if found.total_width > most_columns:
            raise UnreadableFile(f"The sheet has more than {most_columns} columns.")
        first = found.start[0] if found.start else 0
        if first > most_rows:
            raise UnreadableFile(f"The sheet has more than {most_rows} rows.")
        yield from ((),) * first
        for row in islice(found.iter_rows(), most_rows + 20):
            yield tuple(_text(cell) for cell in row)


_UNOPENED = "The workbook cannot be opened; save it again as .xlsx, without a password."


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFile(_UNOPENED, detail=str(error)) from error
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
        raise UnreadableFile("The file is no workbook; save it as .xlsx or .csv.")
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED
        or (unpacked > _SMALL and unpacked > MOST_RATIO * len(data))
    ):
        raise UnreadableFile("The workbook unpacks to more than can be read; save it as .csv.")


def _text(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)
