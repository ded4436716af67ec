"""A JChip reader, told in the events that the collector knows, its reads by our clock.

Readers write their local time by a clock that nobody has set right, and the protocol's answer is to
compare clocks once a connection (timing-protocols 2). The comparison is made with UTC, so a read
carries an instant with its offset and no zone is asked: a reader that stands in another zone, or
hangs an hour behind since the clocks changed, is corrected like any other. What the reader wrote
itself is kept beside it, in `raw`.

Two things follow from the journal being read again after a crash, and from readers that send
everything again after a reconnect: the same read must get the same instant.

* What the comparison needs to know of the moment (`Beginning`) is in the head of the journal. And a
  connection has one part however long it is, never rotated: the clock is told once, at its
  beginning, and a part without that could not be read by itself.
* A comparison is only as good as the network was at that moment. A reader whose clock is found
  where it was before, but for half a second, keeps the difference that it had.
"""

import datetime
from collections.abc import Mapping

from project88.timing.stream import Beginning
from project88.wire.ctp01.events import Event, Greeted, Setting
from project88.wire.jchip import connection as wire
from project88.wire.jchip.events import ClockTold, JChipRead, Named
from project88.wire.jchip.events import Event as Told
from project88.wire.reads import Read

PROGRAM_VERSION = "JChip"
CLOCK = "clock_behind_us"
"""The setting by which a reader's clock is told on: how far it is behind UTC."""
SAME_CLOCK_US = 500_000
QUARTER_US = 900_000_000
_EPOCH = datetime.datetime(1970, 1, 1)  # noqa: DTZ001 -- UTC without saying so, as the protocol has it


class Readers:
    """One connection of a reader. A `Conversation`."""

    def __init__(self, beginning: Beginning, max_line_bytes: int) -> None:
        wall = _EPOCH + datetime.timedelta(microseconds=beginning.wall_us)
        self._wire = wire.Connection(
            wire.Config(wall=wall, wall_at_ms=beginning.monotonic_ms, max_line_bytes=max_line_bytes)
        )
        self._known: Mapping[str, int] = dict(beginning.clocks)
        self._name = ""
        self._moved_us = 0

    def receive(self, data: bytes, now_ms: int) -> list[Event]:
        """Reads with their instants, by a clock that was told before them."""
        return [self._as_known(told) for told in self._wire.receive(data, now_ms)]

    def tick(self, now_ms: int) -> list[Event]:
        """The clock alone brings nothing."""
        return [self._as_known(told) for told in self._wire.tick(now_ms)]

    def end(self, now_ms: int) -> list[Event]:
        """The reader left; what was half said."""
        return [self._as_known(told) for told in self._wire.end(now_ms)]

    def to_send(self) -> bytes:
        """What the reader should be sent now."""
        return self._wire.to_send()

    @property
    def next_tick_ms(self) -> int | None:
        """Never: a quiet reader is healthy."""
        return self._wire.next_tick_ms

    def _as_known(self, told: Told) -> Event:
        match told:
            case Named(name=name):
                self._name = name
                return Greeted(name, PROGRAM_VERSION)
            case ClockTold(diff_us=diff_us):
                return self._clock(diff_us)
            case JChipRead():
                return self._read(told)
            case _:
                return told

    def _clock(self, diff_us: int) -> Setting:
        known = self._known.get(self._name)
        steady = known is not None and abs(known - diff_us) <= SAME_CLOCK_US
        self._moved_us = known - diff_us if steady and known is not None else 0
        return Setting(CLOCK, str(diff_us + self._moved_us))

    def _read(self, told: JChipRead) -> Read:
        instant = None if told.diff_us is None else _moved(told.corrected, self._moved_us)
        return Read(
            seq=told.seq,
            location=told.location,
            tag=told.tag,
            time_raw=told.time_raw if instant is None else instant,
            lap=told.lap,
            reader=told.reader,
            gator=told.gator,
            format=told.format,
            flags=told.flags,
            raw=told.raw or told.time_raw,
        )


def _moved(corrected: str, by_us: int) -> str | None:
    """The instant as a stamp in UTC; None for what is no stamp (an impossible time)."""
    try:
        at = datetime.datetime.fromisoformat(corrected)
        at += datetime.timedelta(microseconds=by_us)
    except (ValueError, OverflowError):
        return None
    return f"{at.isoformat(timespec='microseconds')}Z"


def error_us(behind_us: int) -> int:
    """How wrong a reader's clock is, apart from its zone: whole quarter hours are taken for one."""
    return (behind_us + QUARTER_US // 2) % QUARTER_US - QUARTER_US // 2
