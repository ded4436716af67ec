"""The journal: what a sender said, on disk before anything else can fail.

In CTP01 nothing is acknowledged, so this file is the only proof that a read was received
(timing-protocols 5.2). One file per connection, append-only: a record is written by one `write`
call, so a process killed at any moment loses nothing that it had received, and a machine that loses
power loses at most the last moments before the background sync. Each record carries a checksum; the
last one may be torn and is then recognised as such.

A part closes at a size limit, at a moment when no line is half said, and the next part begins with
the facts that the sender had told (its greeting and its answers), so that every part can be read by
itself.
"""

import os
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from pathlib import Path

import msgspec

from project88.timing.stream import Origin

MAGIC = b"P88J1\n"
_HEAD = struct.Struct(">IIqqB")
_MAX_PAYLOAD = 16 * 1024 * 1024
"""More than one arrival of bytes can be; a longer record is a torn one, and is not allocated."""


class Kind(IntEnum):
    """What a record is."""

    ORIGIN = 0
    HEARD = 1
    SAID = 2
    ENDED = 3


class Record(msgspec.Struct, frozen=True, gc=False):
    """One entry. Times are UTC and monotonic microseconds; `end` is the offset behind it in its
    file.
    """

    kind: Kind
    received_us: int
    monotonic_us: int
    payload: bytes
    end: int


class Origins(msgspec.Struct, frozen=True):
    """The first record of a part: where the stream comes from and what it had told before this
    part.
    """

    origin: Origin
    part: int
    preamble: Sequence[bytes] = ()


class TornRecord(Exception):
    """The file ends inside a record or a checksum is wrong: what follows `offset` can't be trusted."""

    def __init__(self, path: Path, offset: int) -> None:
        super().__init__(f"the journal {path.name} is torn at byte {offset}")
        self.path = path
        self.offset = offset


class Journal:
    """One part being written. Every method may raise OSError (a full disk); nothing is half-
    appended then.
    """

    def __init__(self, path: Path, origins: Origins, received_us: int, monotonic_us: int) -> None:
        self.path = path
        self.size = 0
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        try:
            self._write(MAGIC)
            self.append(Kind.ORIGIN, received_us, monotonic_us, msgspec.json.encode(origins))
        except OSError:
            self.close()
            path.unlink()
            raise

    def append(self, kind: Kind, received_us: int, monotonic_us: int, payload: bytes) -> int:
        """Writes one record and returns the offset behind it."""
        rest = struct.pack(">qqB", received_us, monotonic_us, kind)
        check = zlib.crc32(payload, zlib.crc32(rest))
        self._write(struct.pack(">II", len(payload), check) + rest + payload)
        return self.size

    def sync(self) -> None:
        """Puts on the disk what was appended; may take milliseconds, so it runs in a thread."""
        os.fdatasync(self._file)

    def close(self) -> None:
        """Closes the file; appending afterwards is a mistake of ours."""
        os.close(self._file)

    def _write(self, data: bytes) -> None:
        try:
            written = os.write(self._file, data)
            while written < len(data):
                written += os.write(self._file, data[written:])
        except OSError:
            os.ftruncate(self._file, self.size)
            raise
        self.size += len(data)


def read_records(path: Path, offset: int = 0) -> Iterator[Record]:
    """The records of one part from an offset that a record ended at (0 = all).

    :raises TornRecord: where the file stops making sense; everything before it was yielded.
    """
    with path.open("rb") as file:
        if offset == 0:
            if file.read(len(MAGIC)) != MAGIC:
                raise TornRecord(path, 0)
        else:
            file.seek(offset)
        while head := file.read(_HEAD.size):
            yield _record(path, file.tell() - len(head), head, file.read)


def _record(path: Path, offset: int, head: bytes, read: Callable[[int], bytes]) -> Record:
    if len(head) < _HEAD.size:
        raise TornRecord(path, offset)
    length, check, received_us, monotonic_us, kind = _HEAD.unpack(head)
    payload = read(length) if length <= _MAX_PAYLOAD else b""
    if len(payload) < length or zlib.crc32(payload, zlib.crc32(head[8:])) != check:
        raise TornRecord(path, offset)
    return Record(Kind(kind), received_us, monotonic_us, payload, offset + len(head) + length)


def origins_of(path: Path) -> Origins:
    """The first record of a part, decoded.

    :raises TornRecord: when the file was cut before its first record was whole.
    """
    for record in read_records(path):
        if record.kind is Kind.ORIGIN:
            return msgspec.json.decode(record.payload, type=Origins)
        break
    raise TornRecord(path, len(MAGIC))
