"""What can happen on a CTP01 connection.

Every line that is not blank gives exactly one event, so nothing vanishes. Two additions: a line
with rows inside it that had to be cut out gives `Quarantined` with the whole line and then the
salvaged rows, and whatever ends the connection adds `Closed`, always as the last event.
"""

import msgspec

from project88.wire import outcomes, reads

Read = reads.Read
GunTime = reads.GunTime
LocationAdded = reads.LocationAdded
Quarantined = outcomes.Quarantined
UnknownLine = outcomes.UnknownLine
Closed = outcomes.Closed
Reason = outcomes.Reason
CloseReason = outcomes.CloseReason


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
