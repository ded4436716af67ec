"""What happens to a sender, and what it is told to be: values only."""

import msgspec

Location = str | None
"""A command without a location means all of them."""


class SenderConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The times are Fusion's, as measured in its log. Texts answer the collector's questions.

    With empty `locations` any location may be asked for. `connection_id=None` does not answer
    `getconnectionid`, as a sender would that does not know the command but bears it.
    """

    program: str = "SimpleClient"
    version: str = "1.2.3"
    event_name: str = ""
    event_id: str = ""
    event_description: str = ""
    locations: tuple[str, ...] = ()
    connection_id: str | None = None
    greet_after_ms: int = 3_050
    greet_every_ms: int = 3_000
    init_limit_ms: int = 10_000
    start_limit_ms: int = 15_050
    ping_every_ms: int = 5_000
    pong_limit_ms: int = 15_100
    retry_every_ms: int = 10_050
    max_failures: int = 31
    max_line_bytes: int = 4_096


class Row(msgspec.Struct, frozen=True, gc=False):
    """One line to send (with its line end), and what decides whether it was asked for."""

    seq: int
    location: str
    line: bytes


class Welcomed(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The collector's reply and all its settings have come; `settings` is in order."""

    program: str
    version: str
    settings: tuple[tuple[str, str], ...]


class StartWanted(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Send from the beginning (`seq` None) or from row `seq`, which is included."""

    location: Location
    seq: int | None


class StopWanted(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Send no more of this location, or nothing at all."""

    location: Location


class Failed(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Close the socket now; `retry_at_ms` says when to come again."""

    reason: str


class GaveUp(msgspec.Struct, frozen=True, gc=False, tag=True):
    """No more attempts, until a person starts the stream again."""


SenderEvent = Welcomed | StartWanted | StopWanted | Failed | GaveUp
