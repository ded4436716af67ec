"""What a sender does next: which rows, which fault, or how long to wait.

Pure: the caller has the clock and the socket. The feed outlives connections. It knows how many
rows have gone for the first time (the cursor) and what the hub asked for on the present one. A
`start` gives everything from the beginning and then the live rows; `start~loc~seq` only that
location, from that number, which it includes (timing-protocols.md 1.9). Rows of a location that
was not asked for stay in the box. Faults strike by the cursor, once each, however often the
connection is made anew.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

import msgspec

from project88.replay.faults import Fault, Kind
from project88.replay.rows import Row, Shape, encode, locations

AT_ONCE = 2_000
"""Rows in one write at most: as many as a real relay was seen to send (1.8)."""


class Rows(msgspec.Struct, frozen=True):
    """Write this; it is so many rows."""

    data: bytes
    count: int


class Wait(msgspec.Struct, frozen=True):
    """Nothing is due before this second of the replay."""

    until_s: float


class Half(msgspec.Struct, frozen=True):
    """Write the head of a row, nothing at all for a while, then the tail."""

    head: bytes
    tail: bytes
    seconds: float


class Silence(msgspec.Struct, frozen=True):
    """Write nothing for a while, no pings either."""

    seconds: float


class Cut(msgspec.Struct, frozen=True):
    """End the connection: by tearing it in the middle of a row, or (resume) in good order."""

    torn: bytes
    resume: bool


class Done(msgspec.Struct, frozen=True):
    """Everything that was asked for has gone."""


Action = Rows | Wait | Half | Silence | Cut | Done


class Feed:
    """One stream's rows on their way; `due` holds seconds of the replay, one per row, rising."""

    def __init__(
        self,
        rows: Sequence[Row],
        due: Sequence[float],
        faults: Sequence[Fault],
        shape: Shape = "iso",
    ) -> None:
        self.rows = rows
        self._due = due
        self._faults = list(faults)
        self._shape = shape
        self._lines = encode(rows, shape)
        self._cursor = 0
        self._again: Iterator[int] = iter(())
        self._asked: set[str | None] = set()
        self._resuming = False
        self.struck: list[Fault] = []

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def cursor(self) -> int:
        """How many rows have had their turn, the first time."""
        return self._cursor

    @property
    def locations(self) -> tuple[str, ...]:
        """The locations of this stream, for the answer to `getlocations`."""
        return tuple(locations(self.rows))

    @property
    def resuming(self) -> bool:
        """Will the next connection go on where this one ends, whatever it is asked for?"""
        return self._resuming

    def connected(self, shape: Shape) -> None:
        """A new connection: forget what was asked on the last one, obey its `time-format`."""
        self._asked, self._again = set(), iter(())
        if shape != self._shape:
            self._shape, self._lines = shape, encode(self.rows, shape)

    def lost(self) -> None:
        """The connection broke without our doing, so nobody knows what arrived: no resuming."""
        self._resuming = False

    def start(self, location: str | None, seq: int | None) -> None:
        """The hub said `start`, `start~location` or `start~location~seq`."""
        self._asked.add(location)
        if not self._resuming:
            self._again = chain(self._again, self._sent(location, seq or 0, self._cursor))

    def stop(self, location: str | None) -> None:
        """The hub said `stop` or `stop~location`."""
        self._asked = set() if location is None else self._asked - {location}
        self._again = filter(self._wanted, self._again)

    def _sent(self, location: str | None, seq: int, cursor: int) -> Iterator[int]:
        for place in range(cursor):
            row = self.rows[place]
            if location in {None, row.location} and row.seq >= seq:
                yield place

    def _wanted(self, place: int) -> bool:
        return None in self._asked or self.rows[place].location in self._asked

    def next(self, now_s: float) -> Action:
        """The next thing to do at this second; the caller must do it, it is not offered again."""
        if not self._asked:
            return Wait(now_s + 1)
        again = list(islice(self._again, AT_ONCE))
        if again:
            return Rows(b"".join([self._lines[place] for place in again]), len(again))
        if self._faults and self._faults[0].row <= self._cursor:
            return self._strike(now_s)
        return self._take_due(now_s)

    def _strike(self, now_s: float) -> Action:
        due = self._due[self._cursor] if self._cursor < len(self.rows) else now_s
        if self._faults[0].kind is Kind.HALF and due > now_s:
            return Wait(due)
        fault = self._faults.pop(0)
        self.struck.append(fault)
        return _STRIKES[fault.kind](self, fault)

    def _take_due(self, now_s: float) -> Action:
        begin = self._cursor
        if begin == len(self.rows):
            return Done()
        limit = min(len(self.rows), begin + AT_ONCE)
        if self._faults:
            limit = min(limit, self._faults[0].row)
        self._cursor = bisect_right(self._due, now_s, begin, limit)
        if self._cursor == begin:
            return Wait(self._due[begin])
        lines = [self._lines[p] for p in range(begin, self._cursor) if self._wanted(p)]
        return Rows(b"".join(lines), len(lines))

    def _half(self, fault: Fault) -> Action:
        if self._cursor == len(self.rows) or not self._wanted(self._cursor):
            return Silence(fault.amount)
        line = self._lines[self._cursor]
        self._cursor += 1
        return Half(line[: len(line) // 2], line[len(line) // 2 :], fault.amount)

    def _cut(self, fault: Fault) -> Action:
        self._resuming = fault.kind is Kind.CUT_RESUME
        line = self._lines[min(self._cursor, len(self._lines) - 1)]
        return Cut(b"" if self._resuming else line[: len(line) // 2], self._resuming)

    def _resend(self, _fault: Fault) -> Action:
        self._again = filter(self._wanted, range(self._cursor))
        return Rows(b"", 0)

    def _burst(self, fault: Fault) -> Action:
        begin = max(0, self._cursor - int(fault.amount))
        self._again = filter(self._wanted, range(begin, self._cursor))
        return Rows(b"", 0)

    def _silent(self, fault: Fault) -> Action:
        return Silence(fault.amount)

    def _jump(self, _fault: Fault) -> Action:
        return Rows(b"", 0)


_STRIKES: dict[Kind, Callable[[Feed, Fault], Action]] = {
    Kind.CUT: Feed._cut,
    Kind.CUT_RESUME: Feed._cut,
    Kind.HALF: Feed._half,
    Kind.RESEND: Feed._resend,
    Kind.BURST: Feed._burst,
    Kind.SILENT: Feed._silent,
    Kind.CLOCK: Feed._jump,
}
