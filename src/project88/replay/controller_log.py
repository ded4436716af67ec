"""Rows from a controller's own log: `TO~…` lines, and the markers in the `.mrk` file beside it.

The log does not say where the box stood. Its marker file says which box it was, and every file of
one box's session (an early copy, a later copy) names the same one; so the box's id is the
location unless someone names it. That is what lets a hub see that the early copy holds nothing
new. Lines that are not reads are passed over: a replay sends what a sender would have sent.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from project88.replay.rows import GUN, SECOND, Row


class Marker(msgspec.Struct, frozen=True):
    """One line of a marker file; `seq` is the number of rows that the log held by then."""

    box: str
    kind: str
    seq: int
    at_us: int
    detail: str = ""


def event(path: Path) -> str | None:
    """The name that the crew gave the event on the box, from the marker file beside a log."""
    marks = markers(path.with_suffix(".mrk"))
    return next((mark.detail for mark in marks if mark.kind == "Event"), None)


def read(path: Path, lines: Iterable[str], *, location: str | None, guns: bool) -> list[Row]:
    """Every read of a log in file order, and its guns at the places where they fired."""
    marks = markers(path.with_suffix(".mrk"))
    place = location or next((mark.box for mark in marks), path.stem)
    reads = [row for row in (_row(line, place) for line in lines) if row is not None]
    return _with_guns(reads, marks, place) if guns else reads


def _row(line: str, location: str) -> Row | None:
    fields = line.split("~")
    if len(fields) < 11 or fields[0] != "TO":
        return None
    try:
        return Row(
            seq=int(fields[1]),
            location=location,
            tag=fields[2],
            at_us=_microseconds(fields[5]),
            reader=fields[6],
            gator=int(fields[7]),
        )
    except ValueError:
        return None


def _microseconds(epoch: str) -> int:
    """From the text, never through a float: 1620458668.64 has no exact binary form."""
    whole, _, fraction = epoch.partition(".")
    return int(whole) * SECOND + int(fraction.ljust(6, "0")[:6])


def markers(path: Path) -> list[Marker]:
    """The markers of a `.mrk` file, none when there is no such file."""
    if not path.is_file():
        return []
    lines = path.read_text("latin-1").splitlines()
    return [mark for mark in map(_marker, lines) if mark is not None]


def _marker(line: str) -> Marker | None:
    fields = line.split(",")
    if len(fields) < 5:
        return None
    try:
        at = datetime.strptime(fields[4][:12], "%y%m%d%H%M%S").replace(tzinfo=UTC)
        at_us = int(at.timestamp()) * SECOND + int(fields[4][12:14] or 0) * 10_000
        return Marker(fields[0], fields[2], int(fields[3]), at_us, ",".join(fields[5:]))
    except ValueError:
        return None


def _with_guns(reads: Sequence[Row], marks: Iterable[Marker], location: str) -> list[Row]:
    """Each gun after the last read that the log held when it fired, and with that read's number."""
    guns = [mark for mark in marks if mark.kind == "Gun"]
    out: list[Row] = []
    for row in reads:
        while guns and guns[0].seq < row.seq:
            out.append(_gun(guns.pop(0), location))
        out.append(row)
    return [*out, *(_gun(mark, location) for mark in guns)]


def _gun(mark: Marker, location: str) -> Row:
    return Row(mark.seq, location, GUN, mark.at_us, mark.box)
