"""A controller's own row as the CT01_33 row that a sender would have made of it.

Replays and imports meet here, so both give a hub the same text for the same row and the store
knows it again. The one thing a file does not say is what its clock means (timing-protocols.md
1.8): in real files of 2021 the epoch is the wall clock written as if it were UTC, in a session of
2024 it is UTC. So the rule is always handed in.
"""

import datetime
from functools import lru_cache

import msgspec

from project88.wire.controller.rows import Marker, ToRow
from project88.wire.reads import GunTime, Read

FORMAT = "CT01_33"
NO_LAP = "0"
"""A controller does not count a tag's laps; real senders write 0 for a first report."""


class WallClock(msgspec.Struct, frozen=True):
    """The epoch is the local wall clock, written as if it were UTC."""


class TrueUtc(msgspec.Struct, frozen=True):
    """The epoch is UTC; `zone` is where the race is."""

    zone: datetime.tzinfo


ZoneRule = WallClock | TrueUtc


def local_time(row: ToRow, rule: ZoneRule) -> str:
    """The wall clock's ISO text, with the fraction as the controller wrote it."""
    whole, point, fraction = row.epoch.partition(".")
    return f"{_second(int(whole), rule)}{point}{fraction}"


def fields(row: ToRow, location: str, rule: ZoneRule) -> tuple[str, ...]:
    """The eight fields of a CT01_33 row: format, seq, location, tag, time, lap, reader, gator."""
    return (
        FORMAT,
        "" if row.seq is None else str(row.seq),
        location,
        row.tag,
        local_time(row, rule),
        NO_LAP,
        row.reader,
        "" if row.antenna is None else str(row.antenna),
    )


def line(row: ToRow, location: str, rule: ZoneRule) -> bytes:
    """The row as bytes for a socket, with its line end."""
    return "~".join(fields(row, location, rule)).encode() + b"\r\n"


def read(row: ToRow, location: str, rule: ZoneRule) -> Read:
    """The same row as the read which a collector would have made of that line."""
    flags = tuple(
        flag
        for flag, number in (("seq_not_int", row.seq), ("gator_not_int", row.antenna))
        if number is None
    )
    texts = fields(row, location, rule)
    raw = "~".join(texts) if flags else None
    return Read(
        row.seq,
        location,
        row.tag,
        texts[4],
        int(NO_LAP),
        row.reader,
        row.antenna,
        FORMAT,
        flags,
        raw,
    )


def gun_time(marker: Marker, location: str) -> GunTime:
    """A `Gun` marker as a gun time. Its clock is taken for the wall clock; `seq` is the marker's
    own line, because the row number in it belongs to a read."""
    return GunTime(marker.line, location, marker.time_raw, marker.box, FORMAT, gator=0)


@lru_cache(maxsize=8_192)
def _second(epoch: int, rule: ZoneRule) -> str:
    zone = rule.zone if isinstance(rule, TrueUtc) else datetime.UTC
    at = datetime.datetime.fromtimestamp(epoch, zone)
    return at.replace(tzinfo=None).isoformat(timespec="seconds")
