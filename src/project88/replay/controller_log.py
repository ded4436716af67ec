"""Rows from a controller's own log: `TO~…` lines, and the markers in the `.mrk` file beside it.

The log does not say where the box stood. Its marker file says which box it was, and every file of
one box's session (an early copy, a later copy) names the same one; so the box's id is the
location unless someone names it. That is what lets a hub see that the early copy holds nothing
new. Lines that are not reads are passed over: a replay sends what a sender would have sent.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from project88.replay.rows import GUN, SECOND, Row
from project88.wire.controller.ct01 import NO_LAP
from project88.wire.controller.rows import Marker, ToRow, read_file


def event(path: Path) -> str | None:
    """The name that the crew gave the event on the box, from the marker file beside a log."""
    return next((mark.detail for mark in _markers(path) if mark.kind == "Event"), None)


def read(path: Path, data: bytes, *, location: str | None, guns: bool) -> list[Row]:
    """Every read of a log in file order, and its guns at the places where they fired."""
    marks = _markers(path)
    place = location or next((mark.box for mark in marks), path.stem)
    reads = [
        _row(row, row.seq, place)
        for row in read_file(data)
        if isinstance(row, ToRow) and row.seq is not None
    ]
    return _with_guns(reads, marks, place) if guns else reads


def _row(row: ToRow, seq: int, location: str) -> Row:
    return Row(seq, location, row.tag, row.epoch_us, row.reader, row.antenna or 0, int(NO_LAP))


def _markers(log: Path) -> list[Marker]:
    path = log.with_suffix(".mrk")
    if not path.is_file():
        return []
    return [row for row in read_file(path.read_bytes()) if isinstance(row, Marker)]


def _with_guns(reads: Sequence[Row], marks: Iterable[Marker], location: str) -> list[Row]:
    """Each gun after the last read that the log held when it fired."""
    guns = [mark for mark in marks if mark.is_gun]
    out: list[Row] = []
    for row in reads:
        while guns and (guns[0].seq or 0) < row.seq:
            out.append(_gun(guns.pop(0), location))
        out.append(row)
    return [*out, *(_gun(mark, location) for mark in guns)]


def _gun(mark: Marker, location: str) -> Row:
    """Numbered by its line in the marker file, as an import numbers it."""
    at = datetime.fromisoformat(mark.time_raw).replace(tzinfo=UTC)
    at_us = int(at.timestamp()) * SECOND + at.microsecond
    return Row(mark.line, location, GUN, at_us, mark.box)
