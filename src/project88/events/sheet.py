"""A file of rows as people send it: bytes become a header and numbered rows of cells.

Spreadsheets write CSV in the encoding and with the separator of their country. Both are found by
looking; the separator is the one under which the header makes most sense. Titles above the header
and Excel's ``sep=;`` line are passed over. What cannot be read as a table at all raises; what is
wrong with a single row is not decided here.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

import charset_normalizer
import msgspec

from project88.errors import InputError
from project88.events import headings

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


class UnreadableFile(InputError):
    """The file is no table of participants."""

    code = "unreadable_file"


class SheetRow(msgspec.Struct, frozen=True):
    """Cells as written; ``line`` is where the row begins, counted from 1."""

    line: int
    cells: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A table and how it was written."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(data: bytes, encoding: str | None = None) -> Sheet:
    """Raises UnreadableFile, with a sentence. Rows that are blank throughout are left out."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_BYTES // 1024**2} MiB.")
    found = encoding or detect_encoding(data)
    try:
        text = data.decode(found)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(f"The file cannot be read as {found}.", detail=str(error)) from error
    delimiter, header, rest = _header(text)
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(f"The header has more than {MAX_COLUMNS} columns.")
    rows = tuple(row for row in rest if any(cell.strip() for cell in row.cells))
    _refuse_open_quote(text, rows)
    return Sheet(encoding=found, delimiter=delimiter, header=header, rows=rows)


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


def _header(text: str) -> tuple[str, tuple[str, ...], Iterator[SheetRow]]:
    """The delimiter under which most headings mean something, the header, and the rows after it."""
    told = _UNDER_ANY.match(text)
    found = [
        (len(headings.columns(row.cells)), index, delimiter)
        for delimiter in ((told["delimiter"],) if told else DELIMITERS)
        for index, row in enumerate(islice(_rows(text, delimiter), _HEADER_WITHIN))
        if headings.names_a_roster(row.cells)
    ]
    if not found:
        raise UnreadableFile(
            "No line at the top of the file has headings for a bib and a name "
            "(such as bib, first name, last name)."
        )
    _, skipped, delimiter = max(found, key=lambda one: one[0])
    rows = _limited(_rows(text, delimiter))
    for _ in range(skipped):
        next(rows)
    return delimiter, next(rows).cells, rows


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
