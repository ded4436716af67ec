"""What can happen on a CTP01 connection.

Every line that is not blank gives exactly one event, so nothing vanishes. Two additions: a line
with rows inside it that had to be cut out gives `Quarantined` with the whole line and then the
salvaged rows, and whatever ends the connection adds `Closed`, always as the last event.
"""

from enum import StrEnum

import msgspec

from project88.wire import reads

Read = reads.Read


class Reason(StrEnum):
    """Why a line is kept aside instead of being understood."""

    TOO_LONG = "too_long"
    SHORT_ROW = "short_row"
    BEFORE_GREETING = "before_greeting"
    UNTERMINATED = "unterminated"
    SALVAGED = "salvaged"
    CONTROLLER_ROW = "controller_row"
    BAD_TIME = "bad_time"


class CloseReason(StrEnum):
    """Why a connection ended; every one but `PEER_LEFT` is our decision."""

    PEER_LEFT = "peer_left"
    GREETING_TIMEOUT = "greeting_timeout"
    BAD_LINES = "bad_lines"
    SILENT = "silent"
    OUTPUT_FULL = "output_full"


class Greeted(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The peer's first greeting; our reply is in `to_send()`."""

    program: str
    version: str


class GreetingRepeated(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The greeting again within 15 s of our reply: Fusion repeats it, nothing is answered."""

    program: str
    version: str


class Restarted(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The greeting again later: a new session on the same socket, and a full reply."""

    program: str
    version: str


class GunTime(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A gun was fired at that location (one per wave). Never a read."""

    seq: int | None
    location: str
    time_raw: str
    reader: str
    format: str
    flags: tuple[str, ...] = ()
    raw: str | None = None
    gator: int | None = None


class LocationAdded(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The sender has a new timing point or device. Never a read."""

    seq: int | None
    location: str
    time_raw: str
    reader: str
    flags: tuple[str, ...] = ()
    raw: str | None = None
    format: str = "CT01_33"


class EventInfo(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The answer to `geteventinfo`; what the sender left out is an empty text."""

    name: str
    id: str
    description: str


class Locations(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The answer to `getlocations`."""

    names: tuple[str, ...]


class ConnectionId(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The answer to `getconnectionid`; opaque."""

    id: str


class Pinged(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The peer asked whether we live; `ack~ping` is in `to_send()`."""


class Acked(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The peer acknowledged a command (also `ping`); `fields` is what follows its name."""

    command: str
    fields: tuple[str, ...] = ()


class PeerError(msgspec.Struct, frozen=True, gc=False, tag=True):
    """`err~command~text`; the command may be empty. Counted, the connection stays."""

    command: str
    text: str


class Commanded(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The peer sent a command to us; the answer, where there is one, is in `to_send()`."""

    command: str
    fields: tuple[str, ...] = ()


class Setting(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The peer announced `key=value` (PointCam does)."""

    key: str
    value: str


class Quarantined(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A line to keep for a person to look at. `hint` says what may be wrong; it may be empty."""

    line: bytes
    reason: str
    hint: str = ""


class UnknownLine(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A line which no rule knows. Never answered: senders fail on unknown answers."""

    line: bytes


class Closed(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The connection is over; send what is left and close the socket."""

    reason: str


Event = (
    Read
    | GunTime
    | LocationAdded
    | Greeted
    | GreetingRepeated
    | Restarted
    | EventInfo
    | Locations
    | ConnectionId
    | Pinged
    | Acked
    | PeerError
    | Commanded
    | Setting
    | Quarantined
    | UnknownLine
    | Closed
)
