"""Log files through the single door for reads: after a race, or when a line was down in it.

An imported read is judged like one from a socket, so importing a file twice, or an early copy after
a later one, stores nothing new. What the file itself shows about the box (gaps in its numbers, rows
out of time order) is counted on the way.
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from project88.db.pool import Pool
from project88.errors import InputError
from project88.race.timetext import Epoch, Stamp, TimeOfDay, read_time
from project88.timing.corrections import store
from project88.timing.logfile import Block, LogFile, blocks, undated
from project88.timing.record import Raised, Recorder
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.events import Event, EventInfo, Greeted, Quarantined
from project88.wire.reads import GunTime, Read

PROGRAM = "log file"


class Wishes(msgspec.Struct, frozen=True):
    """What a person says that the files do not."""

    location: str | None = None
    zone: str | None = None
    event_day: date | None = None


class Tally(msgspec.Struct):
    """What a file came to. `unknown` holds tags without a participant; None: there is no roster."""

    name: str
    rows: int = 0
    stored: int = 0
    duplicates: int = 0
    gaps: int = 0
    missing: int = 0
    out_of_order: int = 0
    guns: int = 0
    test_tags: int = 0
    quarantined: int = 0
    unknown: set[str] | None = None

    def add(self, other: "Tally") -> None:
        """Takes another file in, for a total."""
        for field in self.__struct_fields__[1:-1]:
            setattr(self, field, getattr(self, field) + getattr(other, field))
        if other.unknown is not None:
            self.unknown = (self.unknown or set()) | other.unknown


class Importer:
    """Takes files in for one partner, one after another.

    `now_us` gives UTC microseconds, `raised` hears what screens should.
    """

    def __init__(
        self,
        pool: Pool,
        recorder: Recorder,
        wishes: Wishes,
        now_us: Callable[[], int],
        raised: Callable[[Sequence[Raised]], None],
    ) -> None:
        self._pool = pool
        self._recorder = recorder
        self._wishes = wishes
        self._now_us = now_us
        self._raised = raised

    async def take(self, file: LogFile, number: int, advance: Callable[[int], None]) -> Tally:
        """Takes a file in; `number` is its connection id, `advance` hears how many bytes are done.

        :raises InputError: for a file that can't be read or is of no such kind, and for times
            without
            a date where no day was told.
        """
        stream = self._stream(file, number)
        if self._wishes.event_day is not None:
            await self._date(file, self._wishes.event_day)
        tally, order, done = Tally(file.path.name), _Order(), 0
        introduction: tuple[Event, ...] = (
            Greeted(PROGRAM, ""), EventInfo(name=file.event, id="", description=""),
        )  # fmt: skip
        for block in blocks(file, self._wishes.location):
            if introduction:
                _refuse_strangers(file, block)
            self._refuse_undated(file, block)
            chunk = Chunk(stream, self._now_us(), introduction + block.told)
            introduction = ()
            stored = await self._recorder.record([chunk])
            self._raised(stored.raised)
            tally.stored += stored.reads
            tally.duplicates += stored.duplicates
            _count(tally, order, block)
            _count_unknown(tally, stream, block)
            advance(block.at - done)
            done = block.at
        return tally

    def _stream(self, file: LogFile, number: int) -> Stream:
        origin = Origin(
            self._recorder.registry.partner_id,
            number,
            "log",
            file.path.name,
            zone=self._wishes.zone,
            key=file.source_key,
        )
        return Stream(origin)

    async def _date(self, file: LogFile, day: date) -> None:
        partner_id = self._recorder.registry.partner_id
        async with self._pool.partner(partner_id) as connection:
            await store.date_source(connection, partner_id, file.source_key, day)
        self._recorder.registry.forget()

    def _refuse_undated(self, file: LogFile, block: Block) -> None:
        if self._wishes.event_day is None and undated(block.told):
            raise InputError(
                f"{file.path.name} has times without a date; say on which day it begins, "
                "such as --event-day 2026-06-27."
            )


def _refuse_strangers(file: LogFile, block: Block) -> None:
    """A roster or a picture would fill the quarantine with its lines."""
    if block.told and all(isinstance(one, Quarantined) for one in block.told):
        raise InputError(
            f"{file.path.name} holds no rows of a timing box: neither TO~… nor CT01_… nor markers."
        )


class _Order:
    """Where the last row of a file stood."""

    __slots__ = ("at_us", "seq")

    def __init__(self) -> None:
        self.seq: int | None = None
        self.at_us: int | None = None


def _count(tally: Tally, order: _Order, block: Block) -> None:
    tally.test_tags += block.test_tags
    for one in block.told:
        match one:
            case Read():
                tally.rows += 1
                _follow(tally, order, one)
            case GunTime():
                tally.guns += 1
            case Quarantined():
                tally.quarantined += 1


def _follow(tally: Tally, order: _Order, read: Read) -> None:
    """Gaps only upwards: a number that is lower than the last is a counter that was reset."""
    if read.seq is not None:
        if order.seq is not None and read.seq > order.seq + 1:
            tally.gaps += 1
            tally.missing += read.seq - order.seq - 1
        order.seq = read.seq
    at_us = _wall_us(read.time_raw)
    if at_us is not None:
        if order.at_us is not None and at_us < order.at_us:
            tally.out_of_order += 1
        order.at_us = at_us


def _wall_us(text: str) -> int | None:
    match read_time(text):
        case Stamp(wall_us=us) | TimeOfDay(us=us) | Epoch(us=us):
            return us
    return None


def _count_unknown(tally: Tally, stream: Stream, block: Block) -> None:
    roster = stream.session.roster if stream.session else None
    if roster is None:
        return
    unknown = tally.unknown if tally.unknown is not None else set()
    unknown |= {
        one.tag for one in block.told if isinstance(one, Read) and roster.match(one.tag) is None
    }
    tally.unknown = unknown
