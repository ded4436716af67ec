"""Files as spreadsheets write them: encodings, separators, titles, and broken ones refused."""

import pytest

from project88.events import sheet as sheet_module
from project88.events.sheet import read_sheet
from project88.events.workbook import UnreadableFile

WEST = "bib;name\n1;José García\n2;Zoë Müller\n3;François Lefèvre\n4;Søren Kjær\n"
CZECH = "bib;name\n1;Sven Dvořák\n2;Łukasz Wiśniewski\n3;Željko Šarić\n4;Jiří Novák\n"


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (WEST, "utf-8", "utf-8"),
        (WEST, "utf-8-sig", "utf-8-sig"),
        (WEST, "cp1252", "cp1252"),
        (WEST, "utf-16", "utf-16"),
        (WEST, "utf-16-le", "utf-16-le"),
        (WEST, "utf-16-be", "utf-16-be"),
        (CZECH, "cp1250", "cp1250"),
        ("bib;name\n1;José\n", "cp1252", "cp1252"),
        ("bib;name\n1;Smith\n", "ascii", "utf-8"),
    ],
)
def test_names_arrive_whole_in_whatever_encoding_they_were_written(
    text: str, written: str, read: str
) -> None:
    sheet = read_sheet(text.encode(written))
    assert sheet.encoding == read
    assert [";".join(row.cells) for row in sheet.rows] == text.splitlines()[1:]


def test_the_operator_may_say_the_encoding() -> None:
    sheet = read_sheet("bib,name\n1,Łukasz\n".encode("cp1250"), encoding="cp1250")
    assert sheet.rows[0].cells == ("1", "Łukasz")


@pytest.mark.parametrize("encoding", ["ascii", "no-such-code"])
def test_an_encoding_that_does_not_fit_is_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFile, match=f"cannot be read as {encoding}"):
        read_sheet(WEST.encode("cp1252"), encoding=encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_sense_of_the_header(delimiter: str) -> None:
    header = ("Bib", "First name", "Last name", "Club")
    cells = ("12", "Ann, Mary", "O'Neil | Park; Jr", "a\tb")
    quoted = [f'"{cell}"' for cell in cells]
    text = "\r\n".join(delimiter.join(row) for row in (header, quoted))
    sheet = read_sheet(text.encode())
    assert (sheet.delimiter, sheet.header, sheet.rows[0].cells) == (delimiter, header, cells)


def test_a_separator_inside_the_headings_does_not_mislead() -> None:
    sheet = read_sheet(b"Bib;Name, as on the list;First name\n7;x;Ann\n")
    assert sheet.delimiter == ";"


def test_titles_above_the_header_and_the_line_of_excel_are_passed_over() -> None:
    sheet = read_sheet(b"sep=;\r\nStart list 2026\r\n\r\nBib;Name\r\n7;Ann Lee\r\n")
    assert sheet.header == ("Bib", "Name")
    assert [(row.line, row.cells) for row in sheet.rows] == [(5, ("7", "Ann Lee"))]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    sheet = read_sheet(b'bib,name,note\n1,Ann,"two\nlines"\n\n  ,,\n2,Bo,\n')
    assert [(row.line, row.cells[0]) for row in sheet.rows] == [(2, "1"), (6, "2")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "headings for a name and something more"),
        (b"1,Ann,Lee\n2,Bo,Park\n", "headings for a name and something more"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "headings for a name and something more"),
        (b'bib,name\n1,Ann\n2,"Bo\n3,Cy\n', "quote that opens on line 3 is never closed"),
        (b'bib,name\n1,"' + b"x" * 140_000 + b'"\n', "Line 2 cannot be read"),
        (b"bib,name" + b"," * 500 + b"\n", "more than 400 columns"),
    ],
    ids=["empty", "no header", "a picture", "open quote", "huge cell", "wide"],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        read_sheet(data)


def test_the_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "MAX_ROWS", 3)
    assert len(read_sheet(b"bib,name\n" + b"1,Ann\n" * 3).rows) == 3
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        read_sheet(b"bib,name\n" + b"1,Ann\n" * 4)
    monkeypatch.setattr(sheet_module, "MAX_BYTES", 1024**2)
    with pytest.raises(UnreadableFile, match="larger than 1 MiB"):
        read_sheet(b"bib,name\n" + b"1,Ann\n" * 200_000)
