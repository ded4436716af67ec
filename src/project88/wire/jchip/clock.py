"""The reader's clock against ours: one difference for all later reads of a connection.

All clocks are local and without a zone (naive), as the protocol has them. Where a row has no date
it is counted from the day on which the reader told its clock; where the reader told no date then,
it is the day that puts its clock nearest to ours, since a race may run through midnight.
"""

import datetime

import msgspec

from project88.wire.jchip.rows import ReaderClock, Row

DAY = datetime.timedelta(days=1)
MICROSECOND = datetime.timedelta(microseconds=1)


class Correction(msgspec.Struct, frozen=True):
    """`reader_clock` at our `our_clock`; `days` is the reader's own day count at that moment."""

    reader_clock: datetime.datetime
    our_clock: datetime.datetime
    days: int

    @property
    def diff(self) -> datetime.timedelta:
        return self.our_clock - self.reader_clock


def compare(told: ReaderClock, our_clock: datetime.datetime) -> Correction:
    """`our_clock` is naive local time at the moment when the reader's line came."""
    if told.date is not None:
        clock = datetime.datetime.combine(told.date, told.time)
    else:
        today = datetime.datetime.combine(our_clock.date(), told.time)
        days = (near for days in (0, -1, 1) if (near := shifted(today, days * DAY)) is not None)
        clock = min(days, key=lambda day: abs(our_clock - day))
    return Correction(clock, our_clock, told.days)


def reader_date(row: Row, correction: Correction | None) -> datetime.date | None:
    """The date by the reader's clock; None where neither row nor clock tells one."""
    if row.date is not None or correction is None:
        return row.date
    day = shifted(correction.reader_clock, (row.day - correction.days) * DAY)
    return None if day is None else day.date()


def shifted(at: datetime.datetime, by: datetime.timedelta) -> datetime.datetime | None:
    """None beyond the years which a date can have: a peer may tell any year."""
    try:
        return at + by
    except OverflowError:
        return None
