"""One line of a controller's file to a value, or to quarantine with the reason.

Numbers may be padded with zeros, older firmware leaves the last field out, and one real file of
39,000 rows holds a CR in the middle of nowhere: it is taken for a line end if both sides of it are
rows, else it is dropped. Time is kept as text and as microseconds, never as a float.
"""

import datetime
import re
from collections.abc import Iterator, Sequence

import msgspec

from project88.wire.ct01 import is_row, read_row
from project88.wire.lines import Line, read_line
from project88.wire.outcomes import Quarantined, Reason
from project88.wire.reads import GunTime, LocationAdded, Read

TEST_TAGS = frozenset({"99995", "99997", "99998"})
"""Sent by operators to try a mat or to mark a place in the file; seen with events 1 and 13."""
FULL, OLD = 12, 11
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_EPOCH = re.compile(r"([0-9]{1,10})(?:\.([0-9]{0,9}))?")
_LAST_EPOCH = 7_258_118_400  # 2200-01-01
_STAMP = re.compile(r"[0-9]{14}")
_CENTURY_PIVOT = 70
_HINT = f"a controller's row has {FULL} fields, or {OLD} from older firmware"


class ToRow(msgspec.Struct, frozen=True, gc=False):
    """A read in a controller's log. A number that is none is None; `count` too on old firmware.

    `seq` counts the rows of the file, `reader_seq` those of one reader. `epoch` is the text as
    written. Whether it means UTC or the wall clock, the file does not say: see `ct01.ZoneRule`.
    """

    seq: int | None
    tag: str
    timer: int | None
    event: int | None
    epoch: str
    epoch_us: int
    reader: str
    antenna: int | None
    rssi: int | None
    reader_seq: int | None
    type: str
    count: int | None

    @property
    def is_test(self) -> bool:
        """A test or marker tag, not a runner."""
        return self.tag.lstrip("0") in TEST_TAGS


class Marker(msgspec.Struct, frozen=True, gc=False):
    """A line of a marker file: what happened to the box, by its own wall clock.

    `seq` is the number of rows in the log at that moment; `time_raw` is ISO text with hundredths.
    """

    box: str
    line: int
    kind: str
    seq: int | None
    time_raw: str
    detail: str

    @property
    def is_gun(self) -> bool:
        return self.kind == "Gun"


FileRow = ToRow | Marker | Read | GunTime | LocationAdded | Quarantined


def read_file(data: bytes) -> Iterator[FileRow]:
    """One value for each line that is not blank, in the order of the file. Never raises."""
    for raw in data.split(b"\n"):
        line = raw.strip(b"\r")
        if line.strip(b" \t\r"):
            yield from _rows_of(line)


def _rows_of(line: bytes) -> Sequence[FileRow]:
    """A stray CR is a lost line end where both sides are rows, else it is dropped."""
    if b"\r" in line:
        parts = [read_row_of_file(part) for part in line.split(b"\r") if part.strip(b" \t")]
        if not any(isinstance(part, Quarantined) for part in parts):
            return parts
    return [read_row_of_file(line)]


def read_row_of_file(raw: bytes) -> FileRow:
    """A single line without its end, of whichever kind it is."""
    line = read_line(raw)
    if line.text.startswith("TO~"):
        return parse_to(line)
    return read_row(line) if is_row(line.text) else parse_marker(line)


def parse_to(line: Line) -> ToRow | Quarantined:
    """A `TO~…` row. What is beyond the twelfth field is ignored."""
    fields = line.text.split("~")
    if len(fields) < OLD:
        return Quarantined(line.raw, Reason.SHORT_ROW, _HINT)
    _, seq, tag, timer, event, epoch, reader, antenna, rssi, reader_seq, kind, *rest = fields
    epoch_us = microseconds(epoch)
    if epoch_us is None:
        return Quarantined(line.raw, Reason.BAD_TIME, f"{epoch!r} is no count of seconds")
    return ToRow(
        seq=_number(seq),
        tag=tag,
        timer=_number(timer),
        event=_number(event),
        epoch=epoch,
        epoch_us=epoch_us,
        reader=reader,
        antenna=_number(antenna),
        rssi=_number(rssi),
        reader_seq=_number(reader_seq),
        type=kind,
        count=_number(rest[0]) if rest else None,
    )


def parse_marker(line: Line) -> Marker | Quarantined:
    """A line of a `.mrk` file: box, line, kind, row number, YYMMDDHHMMSShh, detail."""
    fields = line.text.split(",", 5)
    if len(fields) < 5 or not _NUMBER.fullmatch(fields[1]):
        return Quarantined(line.raw, Reason.SHORT_ROW, "neither a TO row, a CT01 row nor a marker")
    time_raw = stamp(fields[4])
    if time_raw is None:
        return Quarantined(line.raw, Reason.BAD_TIME, f"{fields[4]!r} is not YYMMDDHHMMSShh")
    detail = fields[5] if len(fields) > 5 else ""
    return Marker(fields[0], int(fields[1]), fields[2], _number(fields[3]), time_raw, detail)


def microseconds(epoch: str) -> int | None:
    """`1620458668.64` → µs since 1970, from the text; None for no such count before 2200."""
    found = _EPOCH.fullmatch(epoch)
    if found is None or int(found[1]) >= _LAST_EPOCH:
        return None
    return int(found[1]) * 1_000_000 + int(f"{found[2] or '':0<6}"[:6])


def stamp(text: str) -> str | None:
    """`21050808005516` → `2021-05-08T08:00:55.16`. A box without its battery starts in 1980."""
    if not _STAMP.fullmatch(text):
        return None
    year, month, day, hour, minute, second, hundredths = re.findall("..", text)
    century = "19" if int(year) >= _CENTURY_PIVOT else "20"
    whole = f"{century}{year}-{month}-{day}T{hour}:{minute}:{second}"
    try:
        datetime.datetime.fromisoformat(whole)
    except ValueError:
        return None
    return f"{whole}.{hundredths}"


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None
