"""Files that timing boxes wrote, as what a sender would have said.

A controller's log (`TO~…`) does not say where the box stood nor what the event is called; the
marker file beside it (`.mrk`) knows the box and the event. The box's id is the location unless a
person names one, so that an early copy of a log and a later one are the same rows. Files of one
event have one source, hence one timing session a day, like a sender with several locations.

The epoch in these files is the wall clock written as if it were UTC (timing-protocols 1.14); it
becomes a time text without a zone, and the zone is found as for any sender. Lines are understood by
`wire.controller`; here is only what concerns files. A file is read block by block.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from project88.errors import InputError
from project88.race.timetext import TimeOfDay, read_time
from project88.wire.controller import ct01
from project88.wire.controller.rows import FileRow, Marker, ToRow, read_file
from project88.wire.ctp01.events import Event
from project88.wire.lines import LineBuffer, TooLong
from project88.wire.outcomes import Quarantined, Reason
from project88.wire.reads import GunTime, LocationAdded, Read

MARKERS = ".mrk"
BLOCK_BYTES = 256 * 1024
_WALL = ct01.WallClock()
_BOM = b"\xef\xbb\xbf"


class LogFile(msgspec.Struct, frozen=True):
    """A file to take in. `markers` is the marker file beside it; its own, when it is one itself."""

    path: Path
    size: int
    markers: Path | None
    box: str
    event: str

    @property
    def source_key(self) -> str:
        """Files of one event have one source; those that name none have one together."""
        return f"log:{self.event}"[:400]


class Block(msgspec.Struct, frozen=True):
    """What some thousand lines said; `at` is how far in the file they end, in bytes."""

    told: tuple[Event, ...]
    at: int
    test_tags: int = 0


def log_files(paths: Sequence[Path]) -> list[LogFile]:
    """The files to take in. A marker file that lies beside its log is read with it.

    :raises InputError: for a path that is no file that can be read.
    """
    logs = {path.with_suffix("") for path in paths if not _is_markers(path)}
    return [
        _log_file(path)
        for path in paths
        if not (_is_markers(path) and path.with_suffix("") in logs)
    ]


def blocks(file: LogFile, location: str | None) -> Iterator[Block]:
    """Everything the file says, in its order, and then the guns of its marker file.

    :raises InputError: when the disk does.
    """
    place = location or file.box or file.path.stem
    yield from (_block(rows, at, place, location) for rows, at in _rows(file.path))
    if file.markers is not None and file.markers != file.path:
        for rows, _ in _rows(file.markers):
            yield _block(rows, file.size, place, location)


def undated(told: Sequence[Event]) -> bool:
    """Whether a time without a date is among them."""
    return any(
        isinstance(one, Read | GunTime) and isinstance(read_time(one.time_raw), TimeOfDay)
        for one in told
    )


def _log_file(path: Path) -> LogFile:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if not path.is_file():
        raise InputError(f"{path} is not a file.")
    markers = path if _is_markers(path) else _markers_beside(path)
    box, event = _facts(markers) if markers is not None else ("", "")
    return LogFile(path, size, markers, box, event)


def _markers_beside(path: Path) -> Path | None:
    candidates = (path.with_suffix(MARKERS), path.with_suffix(MARKERS.upper()))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _is_markers(path: Path) -> bool:
    return path.suffix.lower() == MARKERS


def _facts(markers: Path) -> tuple[str, str]:
    """The box and the event that a marker file names."""
    box = event = ""
    for rows, _ in _rows(markers):
        for row in rows:
            if isinstance(row, Marker):
                box = box or row.box
                event = event or (row.detail.strip() if row.kind == "Event" else "")
    return box, event


def _rows(path: Path) -> Iterator[tuple[list[FileRow], int]]:
    buffer = LineBuffer()
    at = 0
    try:
        with path.open("rb") as source:
            while data := source.read(BLOCK_BYTES):
                whole = buffer.feed(data.removeprefix(_BOM) if at == 0 else data)
                giant = buffer.overflow()
                at += len(data)
                yield [*_understood(buffer.split(whole)), *_understood(_given(giant))], at
    except OSError as error:
        raise _unreadable(path, error) from error
    yield _understood(_given(buffer.finish())), at


def _understood(lines: Sequence[bytes | TooLong]) -> list[FileRow]:
    # Joined again, because a stray CR is judged by the reader of whole files.
    rows: list[FileRow] = list(read_file(b"\n".join(one for one in lines if type(one) is bytes)))
    rows += (Quarantined(one.start, Reason.TOO_LONG) for one in lines if isinstance(one, TooLong))
    return rows


def _given(line: bytes | TooLong | None) -> list[bytes | TooLong]:
    return [line] if line else []


def _block(rows: Sequence[FileRow], at: int, place: str, location: str | None) -> Block:
    told = tuple(said for row in rows if (said := _said(row, place, location)) is not None)
    return Block(told, at, sum(isinstance(row, ToRow) and row.is_test for row in rows))


def _said(row: FileRow, place: str, location: str | None) -> Event | None:
    """What a sender would have said for this row; nothing for most markers."""
    match row:
        case ToRow():
            return ct01.read(row, place, _WALL)
        case Marker():
            return ct01.gun_time(row, place) if row.is_gun else None
        case Read() | GunTime() | LocationAdded():
            return row if location is None else msgspec.structs.replace(row, location=location)
        case Quarantined():
            return row


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} cannot be read: {error.strerror}.")
