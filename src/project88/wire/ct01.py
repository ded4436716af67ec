"""CT01 rows, on the socket and in files: eight fields, two separators, and everything real files hold (spec 1.7, 4.2).

The field order is lap, reader, gator. Sources disagree; this is the order in which real values
make sense, and mixing it up cost the original product its antenna numbers. A row is quarantined
only when it has too few fields; any other fault is a flag on the read.
"""

import re
from collections.abc import Callable

from project88.wire.lines import Line, visible
from project88.wire.outcomes import Quarantined, Reason
from project88.wire.reads import GunTime, LocationAdded, Read
from project88.wire.timeshape import Shape, shape

FIELDS = 8
KNOWN_FORMATS = frozenset({"CT01_33", "CT01_13"})
GUNTIME, NEWLOCATION = "guntime", "newlocation"
PLAIN_NUMBERS = {str(number): number for number in range(1000)}
"""Laps and antenna ports as real senders write them; a lookup is cheaper than `int`."""

_START = re.compile(r"(CT[0-9]{2}_[0-9]+)([~,]|$)", re.IGNORECASE)
_INSIDE = re.compile(r"CT[0-9]{2}_[0-9]+[~,]", re.IGNORECASE)
_SEQ = re.compile(r"[0-9]{1,18}")
_SMALL = re.compile(r"-?[0-9]{1,9}")

RowEvent = Read | GunTime | LocationAdded | Quarantined


def is_row(text: str) -> bool:
    """Whether the first field is `CTdd_d…`, the mark of a data row."""
    return _START.match(text) is not None


def read_row(line: Line) -> RowEvent:
    """The event of a line for which `is_row` holds. Fewer than eight fields are quarantined."""
    found = _START.match(line.text)
    separator = (found[2] if found else "") or "~"
    fields = line.text.split(separator)
    if len(fields) < FIELDS:
        hint = f"a data row has {FIELDS} fields, this one has {len(fields)}"
        return Quarantined(line.raw, Reason.SHORT_ROW, hint)
    return _KINDS.get(fields[3].strip().lower(), _read)(fields, line)


def salvage(line: Line) -> list[RowEvent]:
    """Rows glued into another line by a lost line end, with the whole line quarantined first.

    Empty when the line holds no whole row besides the one it may begin with.
    """
    starts = [found.start() for found in _INSIDE.finditer(line.text)]
    if not starts or starts == [0]:
        return []
    pieces = [line.text[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    flags = (*line.flags, "salvaged")
    rows = [read_row(Line(line.raw, piece, flags)) for piece in pieces]
    whole = [row for row in rows if not isinstance(row, Quarantined)]
    if not whole:
        return []
    return [Quarantined(line.raw, Reason.SALVAGED, "rows glued to other text"), *whole]


def _seq(text: str, flags: list[str]) -> int | None:
    return _number(text, _SEQ, "seq_not_int", flags)


def _number(text: str, form: re.Pattern[str], flag: str, flags: list[str]) -> int | None:
    if form.fullmatch(text):
        return int(text)
    flags.append(flag)
    return None


def _finish(fields: list[str], line: Line, flags: list[str]) -> tuple[str, tuple[str, ...]]:
    """The format's name, and the flags which any kind of row may carry."""
    name = fields[0].upper()
    if shape(fields[4]) is Shape.BAD:
        flags.append("bad_time")
    if name not in KNOWN_FORMATS:
        flags.append("unknown_format")
    if len(fields) > FIELDS:
        flags.append("extra_fields")
    return name, (*flags, *line.flags)


def _raw(line: Line, flags: tuple[str, ...]) -> str | None:
    return visible(line.raw) if flags else None


def _read(fields: list[str], line: Line) -> RowEvent:
    flags = [
        f"empty_{name}"
        for name, text in zip(("location", "tag"), fields[2:4], strict=True)
        if not text.strip()
    ]
    seq = _seq(fields[1], flags)
    lap = _number(fields[5], _SMALL, "lap_not_int", flags)
    gator = _number(fields[7], _SMALL, "gator_not_int", flags)
    name, found = _finish(fields, line, flags)
    if name == "CT01_13" and gator == 0:
        found = (*found, "gator_zero")
    return Read(
        seq, fields[2], fields[3], fields[4], lap, fields[6], gator, name, found, _raw(line, found)
    )


def _gun(fields: list[str], line: Line) -> RowEvent:
    flags: list[str] = []
    seq = _seq(fields[1], flags)
    gator = _number(fields[7], _SMALL, "gator_not_int", flags)
    name, found = _finish(fields, line, flags)
    return GunTime(seq, fields[2], fields[4], fields[6], name, found, _raw(line, found), gator)


def _location(fields: list[str], line: Line) -> RowEvent:
    flags: list[str] = []
    seq = _seq(fields[1], flags)
    name, found = _finish(fields, line, flags)
    return LocationAdded(seq, fields[2], fields[4], fields[6], found, _raw(line, found), name)


_KINDS: dict[str, Callable[[list[str], Line], RowEvent]] = {
    GUNTIME: _gun,
    NEWLOCATION: _location,
}
