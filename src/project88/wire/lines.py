"""Bytes to lines, whatever the cuts (timing-protocols.md 1.2).

A TCP segment may hold many lines or a part of one, so the rest is kept for as long as the
connection lives: collectors which dropped a rest after half a second lost reads. What is bounded
is its size: a line above the limit is handed on by its start, the remainder is thrown away up to
the next line end, and the connection stays.

The limit counts the bytes before the LF, a CR included, because only that count is the same for
every cut of the stream.
"""

import re
from enum import Enum

import msgspec

MAX_LINE_BYTES = 4096
CONTROLS = bytes(range(0x20)) + b"\x7f"
BLANKS = " \t"
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_VISIBLE = {code: f"\\x{code:02x}" for code in CONTROLS}


class LineEnd(Enum):
    """What ends a line. JChip readers send a bare CR, and people with a terminal send LF."""

    LF = "lf"
    CR_OR_LF = "cr_or_lf"


class TooLong(msgspec.Struct, frozen=True, gc=False):
    """The first bytes of a line above the limit; the rest of it is not kept."""

    start: bytes


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line: the bytes as they came (without their end) and the text to parse.

    `flags` says what had to be done to get the text: `encoding` (not UTF-8, read as Latin-1) or
    `control` (control characters removed).
    """

    raw: bytes
    text: str
    flags: tuple[str, ...] = ()


class LineBuffer:
    """Keeps the unfinished line. `feed` gives whole lines, `overflow` an unfinished giant's start.

    Two calls, because the fast path of a protocol wants the block of whole lines in one piece.
    """

    def __init__(self, max_line_bytes: int = MAX_LINE_BYTES, end: LineEnd = LineEnd.LF) -> None:
        self._max = max_line_bytes
        self._end = end
        self._rest = b""
        self._discarding = False

    def feed(self, data: bytes) -> bytes:
        """The lines which `data` completes, each with its LF; empty when there is none."""
        if self._end is LineEnd.CR_OR_LF:
            data = data.replace(b"\r", b"\n")
        if self._discarding:
            data = self._after_giant(data)
        cut = data.rfind(b"\n") + 1
        if not cut:
            self._rest += data
            return b""
        block = self._rest + data[:cut]
        self._rest = data[cut:]
        return block

    def overflow(self) -> TooLong | None:
        """Call after each `feed`: the unfinished line, once it can't become a lawful one."""
        if len(self._rest) <= self._max:
            return None
        giant = TooLong(self._rest[: self._max])
        self._rest = b""
        self._discarding = True
        return giant

    def split(self, block: bytes) -> list[bytes | TooLong]:
        """The single lines of a block without their ends, blank lines left out (unless giant)."""
        return [
            self._checked(raw)
            for raw in block.split(b"\n")
            if raw.strip(b" \t\r") or len(raw) > self._max
        ]

    def finish(self) -> bytes:
        """End of the stream: the unterminated line, empty when there is none."""
        rest, self._rest, self._discarding = self._rest, b"", False
        return rest if rest.strip(b" \t\r") else b""

    def _checked(self, raw: bytes) -> bytes | TooLong:
        if len(raw) > self._max:
            return TooLong(raw[: self._max])
        return raw.removesuffix(b"\r")

    def _after_giant(self, data: bytes) -> bytes:
        found = data.find(b"\n")
        if found < 0:
            return b""
        self._discarding = False
        return data[found + 1 :]


def read_line(raw: bytes) -> Line:
    """Decode as UTF-8, else as Latin-1; drop control characters and the blanks at both ends."""
    flags: tuple[str, ...] = ()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text, flags = raw.decode("latin-1"), ("encoding",)
    text = text.strip(BLANKS)
    if _CONTROL.search(text):
        text, flags = _CONTROL.sub("", text).strip(BLANKS), (*flags, "control")
    return Line(raw, text, flags)


def visible(raw: bytes) -> str:
    """The bytes as text that a database can keep: NUL and its like are written as `\\x00`."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return text.translate(_VISIBLE)
