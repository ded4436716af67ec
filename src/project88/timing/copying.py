"""Raw reads in PostgreSQL's binary COPY format.

The hot path of the hub. The driver can encode rows itself, at several times the cost for this
table, because every instant must first become a datetime; here an instant stays the integer it
already is. The texts of reads have few lengths, so one prepared struct per combination of lengths
packs a whole row in one call.
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

COLUMNS = (
    "timing_partner_id", "session_id", "location_id", "connection_id", "read_at", "received_at", "seq", "lap",
    "gator", "generation", "tag", "reader", "time_raw", "format", "flags", "raw",
)  # fmt: skip

Row: TypeAlias = tuple[
    int, int, int, int, int | None, int, int | None, int | None, int | None, int,
    str, str, str, str, tuple[str, ...], str | None,
]  # fmt: skip
"""One read in the order of COLUMNS; instants are UTC microseconds since 1970."""

PassingRow: TypeAlias = tuple[int, int, str, int, int | None, int, int, int, str]
"""One passing as it is published: session, location, tag, number, participant, time, first read and
receive time (UTC µs), state. A plain tuple: in a crowd every second read makes one."""

PASSING_COLUMNS = (
    "timing_partner_id", "session_id", "location_id", "passing_no", "passing_at", "first_read_at",
    "received_at", "corrections", "version", "tag", "state", "participant_id",
)  # fmt: skip

_SIGNATURE = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_TRAILER = b"\xff\xff"
_EPOCH_2000_US = 946_684_800_000_000
_NULL = struct.pack(">i", -1)
_PASSING = struct.Struct(">h ii ii ii ii iq iq iq ii iq i")
_LENGTH, _NUMBER = struct.Struct(">i"), struct.Struct(">ii")
_TEXT_OID = 25
_LENGTHS_KEPT = 4096
_WIDTHS = {"i": 4, "q": 8, "h": 2}


def encode(rows: Iterable[Row]) -> bytes:
    """The rows as one binary COPY stream.

    :raises struct.error: when an integer does not fit its column.
    """
    parts = [_SIGNATURE]
    add = parts.append
    for row in rows:
        (partner, session, location, connection, read_us, received_us, seq, lap, gator, generation,
         tag, reader, time_raw, form, flags, raw) = row  # fmt: skip
        if (
            flags
            or raw is not None
            or read_us is None
            or seq is None
            or lap is None
            or gator is None
        ):
            add(_odd(row))
            continue
        tag_bytes, reader_bytes, time_bytes = tag.encode(), reader.encode(), time_raw.encode()
        form_bytes = form.encode()
        lengths = (len(tag_bytes), len(reader_bytes), len(time_bytes), len(form_bytes))
        add(
            _packer(lengths)(
                16, 4, partner, 4, session, 4, location, 8, connection,
                8, read_us - _EPOCH_2000_US, 8, received_us - _EPOCH_2000_US, 8, seq, 4, lap, 4, gator,
                2, generation, lengths[0], tag_bytes, lengths[1], reader_bytes, lengths[2], time_bytes,
                lengths[3], form_bytes, -1, -1,
            )
        )  # fmt: skip
    add(_TRAILER)
    return b"".join(parts)


def encode_passings(
    partner_id: int, versions: Mapping[int, int], rows: Iterable[PassingRow]
) -> bytes:
    """Passings as one binary COPY stream in the order of PASSING_COLUMNS."""
    parts = [_SIGNATURE]
    pack, length, number = _PASSING.pack, _LENGTH.pack, _NUMBER.pack
    for session, location, tag, no, participant, at_us, first_us, received_us, state in rows:
        tag_bytes, state_bytes = tag.encode(), state.encode()
        parts += (
            pack(
                12, 4, partner_id, 4, session, 4, location, 4, no, 8, at_us - _EPOCH_2000_US,
                8, first_us - _EPOCH_2000_US, 8, received_us - _EPOCH_2000_US, 4, 0, 8, versions[session],
                len(tag_bytes),
            ),
            tag_bytes, length(len(state_bytes)), state_bytes,
            _NULL if participant is None else number(4, participant),
        )  # fmt: skip
    parts.append(_TRAILER)
    return b"".join(parts)


@lru_cache(maxsize=_LENGTHS_KEPT)
def _packer(lengths: tuple[int, int, int, int]) -> Callable[..., bytes]:
    texts = "".join(f"i{length}s" for length in lengths)
    return struct.Struct(f">h ii ii ii iq iq iq iq ii ii ih {texts} ii").pack


def _odd(row: Row) -> bytes:
    """A read with nulls, flags or its raw text."""
    read_us, received_us = row[4], row[5]
    return b"".join((
        struct.pack(">h", len(COLUMNS)),
        *(_number("i", value) for value in row[:3]),
        _number("q", row[3]),
        _number("q", None if read_us is None else read_us - _EPOCH_2000_US),
        _number("q", received_us - _EPOCH_2000_US),
        _number("q", row[6]), _number("i", row[7]), _number("i", row[8]), _number("h", row[9]),
        *(_text(value) for value in row[10:14]),
        _texts(row[14]), _text(row[15]),
    ))  # fmt: skip


def _number(width: str, value: int | None) -> bytes:
    return _NULL if value is None else struct.pack(">i" + width, _WIDTHS[width], value)


def _text(value: str | None) -> bytes:
    if value is None:
        return _NULL
    data = value.encode()
    return struct.pack(">i", len(data)) + data


def _texts(values: tuple[str, ...]) -> bytes:
    """A one-dimensional text[]; nothing to say is null, not an empty array."""
    if not values:
        return _NULL
    body = struct.pack(">iiiii", 1, 0, _TEXT_OID, len(values), 1) + b"".join(map(_text, values))
    return struct.pack(">i", len(body)) + body
