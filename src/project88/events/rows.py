"""Rows of a file become entrants; a row that cannot is rejected with its line and a plain reason.

Only what the file itself shows is judged here: what a row lacks, and what two rows both claim.
The first row that claims a bib, a chip or an entry keeps it. What the database knows comes later (``merge``).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from project88.events import cells, headings, names
from project88.events.cells import Unacceptable
from project88.events.model import Entrant, Rejected, RosterFile, Row
from project88.events.sheet import Sheet, SheetRow

_LONGEST_CELL = 5_000
_PLAIN = ("country", "division", "team", "wave")
_NAME = "name"
Columns: TypeAlias = Mapping[str, tuple[int, ...]]
Meanings: TypeAlias = Sequence[str | None]
"""For each column of the header the field that it holds, or None."""


def read_rows(
    sheet: Sheet, day: date, race: str = "", meanings: Meanings | None = None
) -> RosterFile:
    """``day`` gives ages from dates of birth; ``race`` is for rows that name none.

    ``meanings``: what each column is, when somebody has said so; else the headings say it.
    """
    told = [headings.meaning(one) for one in sheet.header] if meanings is None else meanings
    columns = headings.columns(sheet.header) if meanings is None else _columns(meanings)
    claims = _Claims()
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for row in sheet.rows:
        try:
            entrant = _entrant(_texts(row, columns, len(sheet.header), sheet.delimiter), day, race)
            claims.check(entrant)
        except Unacceptable as reason:
            rejected.append(Rejected(row.line, row.cells, str(reason)))
        else:
            claims.make(entrant, row.line)
            rows.append(Row(row.line, row.cells, entrant))
    known = list(zip(sheet.header, told, strict=False))
    return RosterFile(
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        header=sheet.header,
        columns=tuple((heading, field) for heading, field in known if field),
        ignored=tuple(heading for heading, field in known if not field and heading.strip()),
        sheet=sheet.name,
        rows=tuple(rows),
        rejected=tuple(rejected),
    )


class _Claims:
    """Which line of this file holds a bib, a chip, an entry, or a name where there is no number."""

    def __init__(self) -> None:
        self._lines: dict[tuple[object, ...], int] = {}

    def check(self, entrant: Entrant) -> None:
        for claim in _claims(entrant):
            if line := self._lines.get(claim):
                kind, *what = claim
                raise Unacceptable(
                    f"{kind} {what[0]} is already on line {line}."
                    if kind != _NAME
                    else f"It is the same as line {line}, and has no bib to tell them apart."
                )

    def make(self, entrant: Entrant, line: int) -> None:
        self._lines.update((claim, line) for claim in _claims(entrant))


def _claims(entrant: Entrant) -> Iterator[tuple[object, ...]]:
    if entrant.bib:
        yield "Bib", entrant.bib
    if entrant.external_id:
        yield "Entry", entrant.external_id
    if not entrant.bib and not entrant.external_id:
        name = names.key(entrant.first_name, entrant.last_name)
        yield _NAME, name, entrant.age, entrant.gender
    for chip in entrant.chips:
        yield "Chip", chip


def _columns(meanings: Meanings) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for index, field in enumerate(meanings):
        if field:
            found[field] = (*found.get(field, ()), index)
    return found


def _texts(row: SheetRow, columns: Columns, width: int, delimiter: str) -> dict[str, list[str]]:
    """For each field the clean texts of its columns that are not blank."""
    if any(cell.strip() for cell in row.cells[width:]):
        raise Unacceptable(
            f"It has {len(row.cells)} cells and the header {width}; "
            "is a separator inside a name that is not quoted?"
        )
    if any(len(cell) > _LONGEST_CELL for cell in row.cells):
        raise Unacceptable(f"A cell is longer than {_LONGEST_CELL} characters.")
    if any(_swallows_rows(cell, delimiter) for cell in row.cells):
        raise Unacceptable("A cell goes on over other rows; is a quote opened and not closed?")
    return {
        field: [text for i in indexes if i < len(row.cells) and (text := _text(row.cells[i]))]
        for field, indexes in columns.items()
    }


def _swallows_rows(cell: str, delimiter: str) -> bool:
    """An address may have line breaks; lines with several separators in them are rows."""
    return "\n" in cell and any(line.count(delimiter) > 2 for line in cell.splitlines())


def _text(cell: str) -> str:
    if "\n" in cell.strip() or "\r" in cell.strip():
        raise Unacceptable("A cell goes on over several lines; is a quote opened and not closed?")
    return cells.clean(cell)


def _entrant(texts: Mapping[str, list[str]], day: date, race: str) -> Entrant:
    def first(field: str) -> str:
        return next(iter(texts.get(field, ())), "")

    chips = sorted({chip for text in texts.get("chips", ()) for chip in cells.chips(text)})
    bib = cells.fitting("bib", cells.number(first("bib")))
    first_name, last_name = _name(first("first_name"), first("last_name"), first("full_name"))
    state = cells.fitting("state", first("state"))
    age = cells.age(first("age"))
    return Entrant(
        bib=bib,
        first_name=first_name,
        last_name=last_name,
        gender=cells.fitting("gender", cells.gender(first("gender"))),
        age=cells.age_on(day, first("dob")) if age is None else age,
        city=cells.fitting("city", cells.city(first("city"), state)),
        state=state,
        race=cells.fitting("race", first("race") or race),
        chips=tuple(cells.fitting("chip", chip) for chip in chips),
        external_id=cells.fitting("entry number", cells.number(first("external_id"))),
        source_bib=bib,
        privacy=cells.privacy(first("privacy")),
        born_on=cells.born_on(day, first("dob")),
        **{field: cells.fitting(field, first(field)) for field in _PLAIN},
    )


def _name(first: str, last: str, full: str) -> tuple[str, str]:
    if not first and not last:
        first, last = cells.full_name(full)
    if not first and not last:
        raise Unacceptable("It has no name.")
    return cells.fitting("first name", first), cells.fitting("last name", last)
