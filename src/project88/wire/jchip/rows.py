"""One JChip line to its parts: name, clock, read (timing-protocols.md section 2). No state.

The check byte is never enforced: simulators send the constant `C7`, whatever the text. Two
characters before the tag are skipped (`DJ` from JChip, `DA` from CrossMgr's own sender).
"""

import datetime
import re

import msgspec

_NAME = re.compile(r"N([0-9]{4})(.*)", re.DOTALL)
_CLOCK = re.compile(r"GT[0-9]([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{0,9})(?: .*)?")
_DATE = re.compile(r"(?:^| )date=([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?: |$)")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]+")
_INDEX = re.compile(r"[0-9A-Fa-f]{1,15}")


class Name(msgspec.Struct, frozen=True):
    name: str
    recorded: int


class ReaderClock(msgspec.Struct, frozen=True):
    """`date` is None where the reader did not tell it; `days` is its count of days running."""

    time: datetime.time
    date: datetime.date | None
    days: int


class Row(msgspec.Struct, frozen=True):
    """`time_text` is as sent, `time` cut to microseconds. `day` counts since the reader started."""

    tag: str
    time_text: str
    time: datetime.time
    date: datetime.date | None
    day: int
    index: int | None

    @property
    def tag_key(self) -> str:
        """For comparing: CrossMgr strips the leading zeros."""
        return self.tag.lstrip("0") or "0"


class Fault(msgspec.Struct, frozen=True):
    """Looks like a read and is none; `why` is for the person who finds it in quarantine."""

    why: str


def read_line(text: str) -> Name | ReaderClock | Row | Fault | None:
    """None for a line that no rule knows. Never raises."""
    if text.startswith("N") and (found := _NAME.fullmatch(text)):
        return Name(found[2].strip(), int(found[1]))
    if text.startswith("GT"):
        return _clock(text)
    if text.startswith("D"):
        return _row(text)
    return None


def _clock(text: str) -> ReaderClock | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    clock = _time(f"{found[1]}:{found[2]}:{found[3]}.{found[4]}")
    return None if clock is None else ReaderClock(clock, _date(text), int(text[2]))


def _row(text: str) -> Row | Fault:
    tag, blank, rest = text[2:].partition(" ")
    if not blank:
        return Fault("no blank after the tag")
    colon = rest.find(":")
    if colon < 0:
        return Fault("no colon, so no time")
    found = _TIME.match(rest, max(0, colon - 2))
    clock = _time(found[0]) if found else None
    if found is None or clock is None:
        return Fault("the time is not HH:MM:SS.f")
    after = rest[found.end() :].split(" date=")[0].split()
    return Row(tag, found[0], clock, _date(text), _day(after), _index(after))


def _day(after: list[str]) -> int:
    """The second character of the field after the time: `10` is day 0, `11` day 1."""
    second = after[0][1:2] if after else ""
    return int(second) if second.isascii() and second.isdecimal() else 0


def _index(after: list[str]) -> int | None:
    return int(after[1], 16) if len(after) > 1 and _INDEX.fullmatch(after[1]) else None


def _time(text: str) -> datetime.time | None:
    whole, _, fraction = text.partition(".")
    try:
        return datetime.time.fromisoformat(f"{whole}.{fraction[:6]:0<6}")
    except ValueError:
        return None


def _date(text: str) -> datetime.date | None:
    found = _DATE.search(text)
    if found is None:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
