"""What an import came to, in words for a terminal, and the rejected rows as a file to mend."""

import csv
import io
from collections.abc import Iterator

from project88.events.model import Rejected, Report, RosterFile

_SHOWN = 20
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def sentences(report: Report) -> Iterator[str]:
    """The report, line by line; at most 20 rejected rows are told one by one."""
    file = report.file
    yield _how(file)
    yield "Columns: " + ", ".join(f"{heading} → {field}" for heading, field in file.columns) + "."
    if file.ignored:
        yield f"Not used: {', '.join(file.ignored)}."
    yield (
        f"{report.event.name} ({report.event.zone}): {report.new} new, {report.changed} changed, "
        f"{report.unchanged} unchanged, {len(report.rejected)} rejected."
    )
    yield from rejected_lines(report.rejected)


def _how(file: RosterFile) -> str:
    if file.sheet:
        return f"Read from the sheet {file.sheet}."
    return f"Read as {file.encoding}, cells separated by {_DELIMITERS[file.delimiter]}."


def rejected_lines(rejected: tuple[Rejected, ...]) -> Iterator[str]:
    """``line 17: It has no name.``"""
    for row in rejected[:_SHOWN]:
        yield f"  line {row.line}: {row.reason}"
    if len(rejected) > _SHOWN:
        yield f"  … and {len(rejected) - _SHOWN} more."


def rejects_csv(file: RosterFile, rejected: tuple[Rejected, ...]) -> str:
    """The rejected rows as they came, with line and reason in front: mend it and import it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=file.delimiter or ",", lineterminator="\n")
    writer.writerow(("line", "reason", *file.header))
    writer.writerows((row.line, row.reason, *row.cells) for row in rejected)
    return text.getvalue()
