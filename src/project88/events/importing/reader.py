"""The reader: a process that reads one file and ends.

Its memory and its time are bounded by the operating system, so a file that is a bomb ends this
process and nothing else. It knows no database and no network; all it has comes in on standard
input, and what it found goes out on standard output.
"""

import contextlib
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from project88.errors import Project88Error
from project88.events.importing import reading
from project88.events.importing.messages import (
    LENGTH,
    Compare,
    Compared,
    Look,
    Part,
    Reply,
    Seen,
    Task,
    Unusable,
    frame,
)
from project88.events.model import Stored

MOST_MEMORY = 3 * 1024**3
MOST_SECONDS = 120
AT_ONCE = 5_000
TOO_MUCH = Unusable(
    "unreadable_file",
    "The file takes more memory than there is for one; split it, or save as .csv.",
)


def main() -> None:
    """Answers one task."""
    _bound(resource.RLIMIT_AS, MOST_MEMORY)
    _bound(resource.RLIMIT_CPU, MOST_SECONDS)
    try:
        for reply in _replies(sys.stdin.buffer):
            _say(reply)
    except Project88Error as error:
        _say(Unusable(error.code, error.sentence))
    except MemoryError:
        _say(TOO_MUCH)


def _replies(source: BinaryIO) -> Iterator[Reply]:
    task = msgspec.msgpack.decode(_frame(source), type=Task)
    data = _frame(source)
    match task:
        case Look(choices):
            yield Seen(reading.look(data, choices))
        case Compare(choices, day):
            rows, counts = reading.compare(data, choices, day, list(_people(source)))
            for start in range(0, len(rows), AT_ONCE):
                yield Part(rows[start : start + AT_ONCE], len(rows))
            yield Compared(counts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _people(source: BinaryIO) -> Iterator[Stored]:
    decoder = msgspec.msgpack.Decoder(list[Stored])
    while part := decoder.decode(_frame(source)):
        yield from part


def _frame(source: BinaryIO) -> bytes:
    (length,) = LENGTH.unpack(source.read(LENGTH.size))
    return source.read(length)


def _say(reply: Reply) -> None:
    sys.stdout.buffer.write(frame(msgspec.msgpack.encode(reply)))
    sys.stdout.buffer.flush()


def _bound(what: int, most: int) -> None:
    """A system without such a limit, or with a lower one, keeps what it has."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
