"""From a file to the rows to send: look at its first line, and give it to the module that knows.

A name of an invented race (`demo`) stands for that race. Everything random is drawn from the one
generator that is handed in, so that a seed names a replay.
"""

import csv
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from project88.errors import InputError
from project88.replay import controller_log, ct01_file, invented, results
from project88.replay.mats import Manners
from project88.replay.rows import SECOND, Row

DEMO = "demo"


class Choices(msgspec.Struct, frozen=True):
    """What a file may not say by itself.

    `location` renames the location of files that have one; `start` is the gun of a results list
    by the wall clock of the place, and its day is the day of a CT01 file; `guns` asks for gun rows.
    """

    location: str | None = None
    start: datetime = datetime(2026, 6, 27, 9, 0)  # noqa: DTZ001 - a wall clock has no zone
    guns: bool = False
    manners: Manners = Manners()
    limit: int | None = None

    @property
    def day(self) -> date:
        """The day on which times without a date happened."""
        return self.start.date()


def rows_of(path: Path, choices: Choices, rng: random.Random) -> Sequence[Row]:
    """The rows of one file in sending order, at most `choices.limit`.

    InputError when the file is absent, empty of rows, or of no kind that we know.
    """
    if "~" in (choices.location or ""):
        raise InputError("A location's name cannot hold a ~, which separates the fields.")
    rows = _read(path, choices, rng)
    if not rows:
        raise InputError(f"{path.name} holds no rows to send.")
    return rows if choices.limit is None else rows[: choices.limit]


def opens_us(path: Path) -> int | None:
    """The wall clock at which an invented race opens; None for files, which begin with a row."""
    folder = _folder(path)
    return invented.course(folder).opens_us if (folder / invented.COURSE).is_file() else None


def event_of(path: Path) -> str:
    """What a sender of this file would say that the event is called."""
    folder = _folder(path)
    if (folder / invented.COURSE).is_file():
        return invented.course(folder).name
    return controller_log.event(path) or path.stem


def _folder(path: Path) -> Path:
    return invented.HARBOUR_MILE if str(path) == DEMO else path


def _read(path: Path, choices: Choices, rng: random.Random) -> list[Row]:
    folder = _folder(path)
    if (folder / invented.COURSE).is_file():
        return invented.read(folder, rng, guns=choices.guns)
    if not path.is_file():
        raise InputError(f"There is no file {path}.")
    lines = _lines(path)
    first = next((line for line in lines if line), "")
    for recognises, read in _KINDS:
        if recognises(first):
            return read(path, lines, choices, rng)
    raise InputError(f"{path.name} is neither a controller log, nor a CT01 file, nor results.")


def _lines(path: Path) -> list[str]:
    """The file's lines; old converters wrote Latin-1, and one log holds a stray CR in mid-file."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return [line.strip() for line in text.split("\n")]


def _log(path: Path, _lines: list[str], choices: Choices, _rng: random.Random) -> list[Row]:
    data = path.read_bytes()
    return controller_log.read(path, data, location=choices.location, guns=choices.guns)


def _ct01(_path: Path, lines: list[str], choices: Choices, _rng: random.Random) -> list[Row]:
    return ct01_file.read(lines, day=choices.day, location=choices.location)


def _results(_path: Path, lines: list[str], choices: Choices, rng: random.Random) -> list[Row]:
    gun = choices.start.replace(tzinfo=UTC)
    start = results.Start(int(gun.timestamp()) * SECOND)
    entries = list(csv.DictReader(line for line in lines if line))
    return results.read(entries, start, choices.manners, rng, guns=choices.guns)


_Read = Callable[[Path, list[str], Choices, random.Random], list[Row]]
_KINDS: tuple[tuple[Callable[[str], bool], _Read], ...] = (
    (lambda first: first.startswith("TO~"), _log),
    (ct01_file.is_row, _ct01),
    (lambda first: results.is_header(first.split(",")), _results),
)
