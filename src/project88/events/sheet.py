"""A file of rows as people send it: bytes become a header and numbered rows of cells.

Its content decides what it is, never its name: a workbook, or text.

Spreadsheets write CSV in the encoding and with the separator of their country. Both are found by
looking; the separator is the one under which the header makes most sense. Titles above the header
and Excel's ``sep=;`` line are passed over. What cannot be read as a table at all raises; what is
wrong with a single row is not decided here.
"""

import csv
import enum
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import charset_normalizer
import msgspec

from project88.events import headings
from project88.events.workbook import MAGIC, OLD_MAGIC, UnreadableFile, Workbook

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 400
DELIMITERS = (",", ";", "\t", "|")
_HEADER_WITHIN = 10
_SAMPLE = 64 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WESTERN = "cp1252"
_SINGLE_BYTE = [_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1257"]
_UNDER_ANY = re.compile(r"\Asep=(?P<delimiter>[,;\t|])\r?\n", re.IGNORECASE)


class Header(enum.Enum):
    """What to do when no line at the top reads like headings."""

    RECOGNISED = "recognised"
    """Refuse the file."""
    ANY = "any"
    """Take the first line that has several cells; a person says what they mean."""


class SheetRow(msgspec.Struct, frozen=True):
    """Cells as written; ``line`` is where the row begins, counted from 1."""

    line: int
    cells: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A table and how it was written. A workbook has sheets, a text an encoding and a delimiter."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    name: str = ""
    names: tuple[str, ...] = ()


def read_sheet(
    data: bytes,
    encoding: str | None = None,
    sheet: str | None = None,
    header: Header = Header.RECOGNISED,
) -> Sheet:
    """Raises UnreadableFile, with a sentence. Rows that are blank throughout are left out."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_BYTES // 1024**2} MiB.")
    if data.startswith(MAGIC):
        return _of_workbook(Workbook(data), sheet, header)
    if data.startswith(OLD_MAGIC):
        raise UnreadableFile("This is a workbook of an old kind; save it as .xlsx or .csv.")
    return _of_text(data, encoding, header)


def _of_text(data: bytes, encoding: str | None, rule: Header) -> Sheet:
    found = encoding or detect_encoding(data)
    try:
        text = data.decode(found)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(f"The file cannot be read as {found}.", detail=str(error)) from error
    told = _UNDER_ANY.match(text)
    delimiters = (told["delimiter"],) if told else DELIMITERS
    delimiter, header, rest = _table(lambda under: _rows(text, under), delimiters, rule)
    rows = _filled(rest)
    _refuse_open_quote(text, rows)
    return Sheet(encoding=found, delimiter=delimiter, header=header, rows=rows)


def _of_workbook(book: Workbook, name: str | None, rule: Header) -> Sheet:
    """The sheet that was asked for, else the first whose headings are understood."""
    names = (name,) if name else book.sheets
    for chosen in names:
        last = chosen == names[-1]
        try:
            _, header, rest = _table(
                lambda _, chosen=chosen: (  # type: ignore[misc]  # a default binds the loop's value
                    SheetRow(line, cells)
                    for line, cells in enumerate(book.rows(chosen, MAX_ROWS, MAX_COLUMNS), start=1)
                ),
                ("",),
                rule if last or name else Header.RECOGNISED,
            )
        except NoHeader:
            if last:
                raise
            continue
        return Sheet("", "", header, _filled(rest), chosen, book.sheets)
    raise NoHeader


class NoHeader(UnreadableFile):
    """No line has headings."""

    def __init__(self) -> None:
        super().__init__(
            "No line at the top of the file has headings for a name and something more "
            "(such as bib, first name, last name)."
        )


def detect_encoding(data: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes prove it; else the likeliest single-byte code page."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data[:_SAMPLE]:
        # Spreadsheets leave the mark out at times; Latin letters show on which side the zeros are.
        return (
            "utf-16-le" if data[1:_SAMPLE:2].count(0) > data[:_SAMPLE:2].count(0) else "utf-16-be"
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data)
    return "utf-8"


def _code_page(data: bytes) -> str:
    """Judged by the lines that have such letters; Western unless they read as a language elsewhere."""
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    best = charset_normalizer.from_bytes(telling, cp_isolation=_SINGLE_BYTE).best()
    if best is None or _WESTERN in best.could_be_from_charset or not best.coherence:
        return _WESTERN
    return best.encoding


def _table(
    read: Callable[[str], Iterator[SheetRow]], delimiters: Sequence[str], rule: Header
) -> tuple[str, tuple[str, ...], Iterator[SheetRow]]:
    """The delimiter under which most headings mean something, the header, and the rows after it."""
    tops = [
        (index, delimiter, row.cells)
        for delimiter in delimiters
        for index, row in enumerate(islice(read(delimiter), _HEADER_WITHIN))
    ]
    found = [
        (len(headings.columns(cells)), index, delimiter)
        for index, delimiter, cells in tops
        if headings.names_a_roster(cells)
    ]
    if not found and rule is Header.ANY:
        found = [
            (sum(1 for cell in cells if cell.strip()), index, delimiter)
            for index, delimiter, cells in tops
            if _could_be_headings(cells)
        ]
    if not found:
        raise NoHeader
    _, skipped, delimiter = max(found, key=lambda one: (one[0], -one[1]))
    rows = _limited(read(delimiter))
    for _ in range(skipped):
        next(rows)
    header = next(rows).cells
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(f"The header has more than {MAX_COLUMNS} columns.")
    return delimiter, header, rows


def _could_be_headings(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and all(cell.isprintable() for cell in filled)


def _filled(rows: Iterator[SheetRow]) -> tuple[SheetRow, ...]:
    return tuple(row for row in rows if any(cell.strip() for cell in row.cells))


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            yield SheetRow(line=start, cells=tuple(cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            f"Line {start} cannot be read ({error}); is a quote opened and not closed there?"
        ) from error


def _limited(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    for count, row in enumerate(rows):
        if count > MAX_ROWS:
            raise UnreadableFile(f"The file has more than {MAX_ROWS} rows.")
        yield row


def _refuse_open_quote(text: str, rows: Sequence[SheetRow]) -> None:
    """A quote that is never closed swallows everybody below it without an error."""
    if rows and text.count('"') % 2 and any("\n" in cell for cell in rows[-1].cells):
        raise UnreadableFile(f"A quote that opens on line {rows[-1].line} is never closed.")
