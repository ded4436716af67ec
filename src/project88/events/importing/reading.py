"""A file is looked at, and compared with a roster. Pure: bytes and people in, rows out."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from project88.events import headings
from project88.events.importing.choices import Choices, Counts, Reading
from project88.events.importing.messages import ImportedRow
from project88.events.merge import Decision, Outcome, Plan, plan
from project88.events.model import Rejected, RosterFile, Stored
from project88.events.rows import read_rows
from project88.events.sheet import Header, Sheet, read_sheet

_SAMPLES = 4
_SAMPLE_LENGTH = 80
_SAMPLED_ROWS = 200


def look(data: bytes, choices: Choices) -> Reading:
    """Raises UnreadableFile, with a sentence."""
    sheet = read_sheet(data, choices.encoding, choices.sheet, Header.ANY)
    return Reading(
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        sheet=sheet.name,
        sheets=list(sheet.names),
        header=[heading.strip()[:_SAMPLE_LENGTH] for heading in sheet.header],
        suggested=[headings.meaning(heading) for heading in sheet.header],
        samples=[_samples(sheet, index) for index in range(len(sheet.header))],
        rows=len(sheet.rows),
        key=headings.key(sheet.header),
    )


def compare(
    data: bytes, choices: Choices, day: date, known: Sequence[Stored]
) -> tuple[list[ImportedRow], Counts]:
    """Every row of the file with what it comes to, in the order of the file."""
    sheet = read_sheet(data, choices.encoding, choices.sheet, Header.ANY)
    file = read_rows(sheet, day, choices.race, choices.columns)
    decided = plan(known, file.rows, choices.local_edits, choices.wishes)
    rows = sorted(_rows(file, decided), key=lambda row: row.line)
    return rows, _counts(file, decided, len(known))


def _samples(sheet: Sheet, index: int) -> list[str]:
    found: list[str] = []
    for row in sheet.rows[:_SAMPLED_ROWS]:
        text = row.cells[index].strip()[:_SAMPLE_LENGTH] if index < len(row.cells) else ""
        if text and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return found


def _rows(file: RosterFile, decided: Plan) -> Iterator[ImportedRow]:
    for refused in file.rejected:
        yield _rejected(refused, None)
    for one in decided.decisions:
        if one.result is None:
            refused = Rejected(one.row.line, one.row.cells, one.reasons[0])
            yield _rejected(refused, one.participant_id)
        else:
            yield _accepted(one)


def _rejected(row: Rejected, participant_id: int | None) -> ImportedRow:
    return ImportedRow(
        line=row.line,
        outcome=Outcome.REJECTED,
        participant_id=participant_id,
        bib="",
        reasons=_json([row.reason]),
        cells=_json(row.cells),
    )


def _accepted(one: Decision) -> ImportedRow:
    return ImportedRow(
        line=one.row.line,
        outcome=one.outcome,
        participant_id=one.participant_id,
        bib=one.result.bib if one.result else "",
        reasons=_json(one.reasons),
        result=_json(one.result),
        before=_json(one.before) if one.before else None,
        kept=_json(one.kept) if one.kept else None,
    )


def _json(value: object) -> str:
    # PostgreSQL keeps no NUL in a text; cells are cleaned of it, rejected ones are not.
    return msgspec.json.encode(value).decode().replace("\\u0000", "")


def _counts(file: RosterFile, decided: Plan, people: int) -> Counts:
    meant = sum(1 for one in decided.decisions if one.participant_id is not None)
    return Counts(
        new=len(decided.of(Outcome.NEW)),
        changed=len(decided.of(Outcome.CHANGED)),
        unchanged=len(decided.of(Outcome.UNCHANGED)),
        rejected=len(decided.of(Outcome.REJECTED)) + len(file.rejected),
        kept=sum(1 for one in decided.decisions if one.kept and one.result is not None),
        missing=people - meant,
    )
