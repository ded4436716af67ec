"""What the web process and its reader say to each other: frames of msgpack, each with its length.

To the reader: a task, the file, and, to compare, the people of the roster part by part, closed by
an empty part. Back: what was seen, or the rows part by part and the counts at the end.
"""

import struct
from datetime import date

import msgspec

from project88.events.importing.choices import Choices, Counts, Reading
from project88.events.merge import Outcome

LENGTH = struct.Struct(">I")


class Look(msgspec.Struct, frozen=True, tag=True):
    """Which table is it, and what are its columns?"""

    choices: Choices


class Compare(msgspec.Struct, frozen=True, tag=True):
    """What does every row come to, beside the roster that follows?"""

    choices: Choices
    day: date


class ImportedRow(msgspec.Struct, frozen=True):
    """One row as it is stored; the JSON parts are texts already."""

    line: int
    outcome: Outcome
    participant_id: int | None
    bib: str
    reasons: str
    cells: str | None = None
    result: str | None = None
    before: str | None = None
    kept: str | None = None


class Seen(msgspec.Struct, frozen=True, tag=True):
    """The answer to Look."""

    reading: Reading


class Part(msgspec.Struct, frozen=True, tag=True):
    """Some rows of the answer to Compare; ``of`` is how many there are in all."""

    rows: list[ImportedRow]
    of: int


class Compared(msgspec.Struct, frozen=True, tag=True):
    """The end of the answer to Compare. ``peak_kib``: the most memory that the reader had."""

    counts: Counts
    peak_kib: int


class Unusable(msgspec.Struct, frozen=True, tag=True):
    """The file cannot be read; a sentence for the person who brought it."""

    code: str
    sentence: str


Task = Look | Compare
Reply = Seen | Part | Compared | Unusable


def frame(content: bytes) -> bytes:
    """The content behind its length."""
    return LENGTH.pack(len(content)) + content
