"""What a screen is told, as the JSON of the live stream's events.

Two texts carry everything: a *snapshot* replaces what a screen shows, *changes* are laid upon it.
Both say the session's version, which the recorder raised in the transaction that stored them. All
instants are milliseconds UTC; `Passing.time` is the one text that is already local.
"""

import msgspec


class Session(msgspec.Struct, frozen=True):
    """The timing session as a screen needs to know it."""

    id: int
    name: str
    zone: str
    state: str


class Facts(msgspec.Struct, frozen=True):
    """Where a session stands: the first thing every read of it says."""

    session: Session
    epoch: str
    version: int
    newest: int | None


class Location(msgspec.Struct, frozen=True):
    """A timing location and the instant of the newest read there."""

    id: int
    name: str
    newest: int | None


class Passing(msgspec.Struct, frozen=True, gc=False):
    """One passing; everything about the person is null while the tag is unknown.

    Of a person who asked to be hidden only bib and race are told.
    """

    key: str
    version: int
    location: str
    location_id: int
    at: int | None
    time: str | None
    tag: str
    bib: str | None
    name: str | None
    first_name: str | None
    last_name: str | None
    town: str | None
    race: str | None
    lap: int
    received: int
    corrected: bool


class Picture(msgspec.Struct, frozen=True):
    """All that a screen needs to start: the newest passings, oldest of them first."""

    facts: Facts
    locations: tuple[Location, ...]
    passings: tuple[Passing, ...]


class Changed(msgspec.Struct, frozen=True):
    """What became different after version `since`, up to and with `facts.version`.

    `overflow` says that there is more than a screen could use: a picture is the better answer.
    """

    facts: Facts
    since: int
    passings: tuple[Passing, ...]
    withdrawn: tuple[str, ...]
    overflow: bool


class Snapshot(msgspec.Struct, frozen=True):
    """The data of a `snapshot` event."""

    epoch: str
    version: int
    now: int
    session: Session
    locations: tuple[Location, ...]
    passings: tuple[Passing, ...]


class Changes(msgspec.Struct, frozen=True):
    """The data of a `changes` event."""

    version: int
    since: int
    now: int
    passings: tuple[Passing, ...]
    withdrawn: tuple[str, ...]


class Heartbeat(msgspec.Struct, frozen=True):
    """The data of an `hb` event; `age` is null until the session has a first read."""

    now: int
    version: int
    age: int | None


class Bye(msgspec.Struct, frozen=True):
    """The data of a `bye` event: the stream ends here, politely."""

    reason: str
