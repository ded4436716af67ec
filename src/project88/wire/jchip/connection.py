"""The collector's side of one JChip connection: bytes and a clock in, events and bytes out.

It asks for the reader's clock (`GT`), tells the reader to send (`S0000`), and never answers a
read. Like the CTP01 connection it raises nothing for what a peer sends, gives the same events for
every cut of the bytes, and can be deep-copied. There are no timers: a quiet reader is healthy, and
the socket's keep-alive finds a dead one.

The protocol compares wall clocks, while `now_ms` may be any clock that does not jump. So the
configuration says once what the wall showed at which `now_ms`, and the rest is counted from there.
"""

import datetime

import msgspec

from project88.wire.jchip.clock import MICROSECOND, Correction, compare, reader_date, shifted
from project88.wire.jchip.events import (
    ClockTold,
    Closed,
    Event,
    JChipRead,
    Named,
    Quarantined,
    UnknownLine,
)
from project88.wire.jchip.rows import Fault, Name, ReaderClock, Row, read_line
from project88.wire.jchip.states import Input, State, follow
from project88.wire.lines import MAX_LINE_BYTES, LineBuffer, LineEnd, TooLong, visible
from project88.wire.lines import read_line as decode
from project88.wire.outcomes import CloseReason, Reason

ASK_CLOCK = b"GT\r"
SEND = b"S0000\r"
FORMAT = "JCHIP"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """`wall` is the naive local time where the readers stand, at the clock value `wall_at_ms`."""

    wall: datetime.datetime
    wall_at_ms: int
    max_line_bytes: int = MAX_LINE_BYTES
    max_output_bytes: int = 64 * 1024


class Connection:
    """After `Closed` (always the last event) it hears nothing and says nothing new."""

    def __init__(self, config: Config) -> None:
        self.state = State.CONNECTED
        self._config = config
        self._buffer = LineBuffer(config.max_line_bytes, LineEnd.CR_OR_LF)
        self._out = bytearray()
        self._name = ""
        self._correction: Correction | None = None

    def receive(self, data: bytes, now_ms: int) -> list[Event]:
        """The events which `data` completes."""
        events: list[Event] = []
        if self.state is State.CLOSED:
            return events
        lines = self._buffer.split(self._buffer.feed(data))
        giant = self._buffer.overflow()
        for raw in [*lines, *([giant] if giant else [])]:
            events.append(self._take(raw, now_ms))
            if len(self._out) > self._config.max_output_bytes:
                return [*events, self._close(CloseReason.OUTPUT_FULL)]
        return events

    def tick(self, now_ms: int) -> list[Event]:  # noqa: ARG002 - the shape of every conversation
        """The clock alone brings nothing here."""
        return []

    @property
    def next_tick_ms(self) -> int | None:
        return None

    def end(self, now_ms: int) -> list[Event]:  # noqa: ARG002 - the shape of every conversation
        """The reader left: an unterminated line is kept aside."""
        if self.state is State.CLOSED:
            return []
        rest = self._buffer.finish()
        closed = self._close(CloseReason.PEER_LEFT)
        if not rest:
            return [closed]
        return [Quarantined(rest, Reason.UNTERMINATED, "the line has no end"), closed]

    def to_send(self) -> bytes:
        """Take what is to be written now."""
        out = bytes(self._out)
        self._out.clear()
        return out

    def _close(self, reason: CloseReason) -> Closed:
        self.state = follow(self.state, Input.EOF)
        return Closed(reason)

    def _take(self, raw: bytes | TooLong, now_ms: int) -> Event:
        if isinstance(raw, TooLong):
            self.state = follow(self.state, Input.NOISE)
            return Quarantined(raw.start, Reason.TOO_LONG, "only its start is kept")
        line = decode(raw)
        match read_line(line.text):
            case Name() as said:
                return self._named(said)
            case ReaderClock() as told:
                return self._told(told, now_ms)
            case Row() as row:
                self.state = follow(self.state, Input.READ)
                return self._read(row, raw, line.flags)
            case Fault() as fault:
                self.state = follow(self.state, Input.NOISE)
                return Quarantined(raw, Reason.SHORT_ROW, fault.why)
        self.state = follow(self.state, Input.NOISE)
        return UnknownLine(raw)

    def _named(self, said: Name) -> Named:
        self.state = follow(self.state, Input.NAME)
        self._name = said.name
        self._out += ASK_CLOCK
        return Named(said.name, said.recorded)

    def _told(self, told: ReaderClock, now_ms: int) -> ClockTold:
        self.state = follow(self.state, Input.CLOCK)
        since = datetime.timedelta(milliseconds=now_ms - self._config.wall_at_ms)
        our_clock = self._config.wall + since
        found = self._correction = compare(told, our_clock)
        self._out += SEND
        return ClockTold(found.reader_clock, our_clock, found.diff // MICROSECOND)

    def _read(self, row: Row, raw: bytes, found: tuple[str, ...]) -> JChipRead:
        correction = self._correction
        date = reader_date(row, correction)
        time_raw = row.time_text if date is None else f"{date.isoformat()}T{row.time_text}"
        corrected = _corrected(row, date, correction)
        flags = (*self._flags(row, corrected), *found)
        return JChipRead(
            seq=row.index,
            location=self._name,
            tag=row.tag,
            time_raw=time_raw,
            lap=None,
            reader=self._name,
            gator=None,
            format=FORMAT,
            flags=flags,
            raw=visible(raw) if flags else None,
            corrected=time_raw if corrected is None else corrected,
            diff_us=None if correction is None else correction.diff // MICROSECOND,
        )

    def _flags(self, row: Row, corrected: str | None) -> tuple[str, ...]:
        facts = {
            "no_name": not self._name,
            "no_clock": self._correction is None,
            "bad_time": self._correction is not None and corrected is None,
            "date_inferred": row.date is None and self._correction is not None,
            "seq_not_int": row.index is None,
            "empty_tag": not row.tag,
        }
        return tuple(name for name, holds in facts.items() if holds)


def _corrected(row: Row, date: datetime.date | None, correction: Correction | None) -> str | None:
    if correction is None or date is None:
        return None
    at = shifted(datetime.datetime.combine(date, row.time), correction.diff)
    return None if at is None else at.isoformat(timespec="microseconds")
