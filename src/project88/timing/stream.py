"""One stream of rows and what it has said of itself.

A stream is one connection of a sender, one journal of such a connection read again after a crash,
or one log file. Its facts come as wire events among the rows, in order, so the recorder learns them
the same way in all three cases. Nothing here knows sockets or the database.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from project88.wire.ctp01.events import ConnectionId, Event, EventInfo, Greeted, Restarted

if TYPE_CHECKING:
    from project88.timing.homes import SessionHome, SourceHome

Kind: TypeAlias = Literal["ctp01", "jchip", "log"]


class Beginning(msgspec.Struct, frozen=True):
    """The moment of a connection, for a protocol that compares clocks: reading its journal again
    must give the same instants.
    """

    wall_us: int
    """UTC microseconds at `monotonic_ms`."""
    monotonic_ms: int
    clocks: tuple[tuple[str, int], ...] = ()
    """Readers' names, and how far behind UTC their clocks were before, µs."""


class Origin(msgspec.Struct, frozen=True):
    """Where a stream comes from; known before its first byte, and written at the head of its
    journal.
    """

    partner_id: int
    connection_id: int
    kind: Kind
    peer: str
    listener_id: int | None = None
    zone: str | None = None
    key: str | None = None
    """Set when the source is known beforehand (a log file); None: see `Stream.source_key`."""
    beginning: Beginning | None = None
    """Set for JChip."""


class Stream:
    """The facts of one stream so far. Changed only by `learn`, in the order of its events."""

    __slots__ = (
        "_epoch",
        "_key",
        "claimed_by",
        "connection_id_text",
        "duplicates",
        "event",
        "is_new",
        "live",
        "origin",
        "program",
        "session",
        "source",
        "stored",
        "version",
    )  # fmt: skip

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.program = ""
        self.version = ""
        self.event = EventInfo(name="", id="", description="")
        self.connection_id_text = ""
        self.live = False
        self.claimed_by: int | None = None
        self.is_new = True
        self.stored = self.duplicates = 0
        self.source: SourceHome | None = None
        self.session: SessionHome | None = None
        self._key = origin.key
        self._epoch = -1

    def belong(self, epoch: int) -> None:
        """Forgets its homes when the registry forgot them."""
        if epoch != self._epoch:
            self.source = self.session = None
            self._epoch = epoch

    def learn(self, told: Event) -> None:
        """Takes up what the sender says of itself; rows change nothing here."""
        match told:
            case (
                Greeted(program=program, version=version)
                | Restarted(program=program, version=version)
            ):
                self.program, self.version = program, version
            case EventInfo():
                self.event = told
            case ConnectionId(id=text):
                self.connection_id_text = text

    @property
    def source_key(self) -> str:
        """Tells this sender from others (timing-protocols 1.9). Decided when first asked for, and
        kept.

        Listener, address and the sender's own event id. Two things of the specification's list are
        left out: the connection id, because nothing public says whether it stays the same over a
        reconnect, and with a changing key a full resend would be stored twice; and the set of
        locations, because it grows.
        """
        if self._key is None:
            self._key = self.key_for(self.event)
        return self._key

    def key_for(self, event: EventInfo) -> str:
        """The source key of this sender when it is timing this event."""
        origin = self.origin
        host = origin.peer.rpartition(":")[0] or origin.peer
        return f"{origin.kind}:{origin.listener_id}:{host}:{event.id}"[:400]

    @property
    def known_key(self) -> str | None:
        """The source key if it was decided."""
        return self._key

    @property
    def label(self) -> str:
        """What an operator would call this sender."""
        return self.event.name or self.program or self.origin.peer


class Chunk(msgspec.Struct, gc=False):
    """What one arrival of bytes said. `mark` is the caller's own, handed back when the chunk is
    durable.
    """

    stream: Stream
    received_us: int
    told: Sequence[Event]
    mark: object = None
