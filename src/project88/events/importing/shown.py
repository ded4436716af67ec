"""Imports and their rows as answers: what leaves is what the transaction could see."""

from collections.abc import Iterator
from datetime import date

from project88.events.importing import schemas, store
from project88.events.importing.choices import Counts
from project88.events.importing.store import Brief, Import, ShownRow
from project88.events.model import FIELDS, Entrant

_NOT_SHOWN_OF_NEW = frozenset({"source_bib"})


def brief(one: Brief, undoable: int | None) -> schemas.ImportBrief:
    return schemas.ImportBrief(
        id=one.id,
        state=one.state,  # type: ignore[arg-type]  # the table allows no other
        file_name=one.file_name,
        made_by=one.made_by_name,
        made_at=one.made_at,
        committed_at=one.committed_at,
        undone_at=one.undone_at,
        counts=_counts(one.counts),
        undoable=one.id == undoable,
    )


def whole(one: Import, undoable: int | None) -> schemas.RosterImport:
    reading, choices = one.reading, one.choices
    columns = choices.columns or [None] * len(reading.header)
    samples = reading.samples or [[]] * len(reading.header)
    return schemas.RosterImport(
        id=one.id,
        state=one.state,  # type: ignore[arg-type]  # the table allows no other
        file_name=one.file_name,
        rows=reading.rows,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        sheet=reading.sheet,
        sheets=reading.sheets,
        columns=[
            schemas.ImportColumn(heading, field, cells)  # type: ignore[arg-type]  # checked before
            for heading, field, cells in zip(reading.header, columns, samples, strict=True)
        ],
        remembered=reading.remembered,
        race=choices.race,
        local_edits=choices.local_edits.value,
        counts=_counts(one.counts),
        progress=None if one.progress is None else _progress(one.progress),
        made_by=one.made_by_name,
        made_at=one.made_at,
        committed_at=one.committed_at,
        undone_at=one.undone_at,
        undoable=one.id == undoable,
        undone=None if one.undone is None else _undone(one.undone),
    )


def row(one: ShownRow) -> schemas.RosterImportRow:
    return schemas.RosterImportRow(
        line=one.line,
        outcome=one.outcome,  # type: ignore[arg-type]  # the table allows no other
        participant_id=one.participant_id,
        bib=one.bib,
        name=_name(one.result) if one.result else "",
        hidden=not one.whole,
        changes=list(_changes(one)),
        kept=list(_kept(one)),
        reasons=one.reasons,
        cells=one.cells,
    )


def _changes(one: ShownRow) -> Iterator[schemas.FieldDiff]:
    if one.result is None or not one.whole:
        return
    if one.outcome == "new":
        for field in FIELDS:
            value = _plain(getattr(one.result, field))
            if value and field not in _NOT_SHOWN_OF_NEW:
                yield schemas.FieldDiff(field, None, value)
        return
    before = one.before or {}
    for field in FIELDS:
        if field in before and not (field == "source_bib" and "bib" in before):
            new = _plain(getattr(one.result, field))
            yield schemas.FieldDiff(field, _plain(before[field]), new)


def _kept(one: ShownRow) -> Iterator[schemas.KeptField]:
    if one.result is not None:
        for field, told in (one.kept or {}).items():
            here = _plain(getattr(one.result, field))
            yield schemas.KeptField(field, here, _plain(told))


def _plain(value: object) -> schemas.Value:
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int) else None


def _name(entrant: Entrant) -> str:
    return f"{entrant.first_name} {entrant.last_name}".strip()


def _counts(counts: Counts) -> schemas.ImportCounts:
    return schemas.ImportCounts(
        counts.new, counts.changed, counts.unchanged, counts.rejected, counts.kept, counts.missing
    )


def _progress(progress: store.Progress) -> schemas.ImportProgress:
    return schemas.ImportProgress(
        progress.stage,  # type: ignore[arg-type]  # only `work` writes it
        progress.done,
        progress.total,
    )


def _undone(what: store.Undone) -> schemas.UndoReport:
    return schemas.UndoReport(
        what.restored,
        what.removed,
        what.left_alone,
        [schemas.LeftAlone(one.participant_id, one.bib, one.fields) for one in what.left],
    )
