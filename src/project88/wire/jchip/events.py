"""What can happen on a JChip connection; every line that is not blank gives exactly one event.

`Quarantined`, `UnknownLine` and `Closed` are the same for all protocols, so a collector treats them alike.
"""

import datetime

import msgspec

from project88.wire import outcomes
from project88.wire.reads import Read

Quarantined = outcomes.Quarantined
UnknownLine = outcomes.UnknownLine
Closed = outcomes.Closed


class Named(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A reader said who it is, and how many times it has recorded.

    An older connection with the same name is stale; closing it is the collector's decision.
    """

    name: str
    recorded: int


class ClockTold(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The reader's clock beside ours, both local and without a zone.

    `diff_us` = ours - theirs: above zero the reader is slow. More than a second is worth an alarm.
    """

    reader_clock: datetime.datetime
    our_clock: datetime.datetime
    diff_us: int


class JChipRead(Read, frozen=True, gc=False, tag=True):
    """A `Read` of a reader whose clock may be wrong: `time_raw` as the reader has it, and corrected.

    `location` is the reader's name and `seq` its row index; `reader` is the name again, `lap` and
    `gator` do not exist here. `time_raw` is the reader's own local time, with its date where one is
    known. `corrected` is the local time to believe: ISO with six digits, or the same as `time_raw`
    with `diff_us` None where the reader never told its clock (flag `no_clock`). Store by
    `time_raw`, show by `corrected`: a reader that connects again is corrected anew, by a slightly
    other difference, and its repeated rows must still be known as the same.
    """

    corrected: str = ""
    diff_us: int | None = None


Event = Named | ClockTold | JChipRead | Quarantined | UnknownLine | Closed
"""`JChipRead` is a `Read`, so `isinstance(event, Read)` holds for it."""
