"""What a screen is told of a timing session, as the JSON of the live stream's events.

Two texts carry everything: a *snapshot* replaces what a screen shows of a timing session, *changes*
are laid upon it. Both say the session's version, which the recorder raised in the transaction that
stored them. One stream may carry several timing sessions, so each event names its own. All instants
are milliseconds UTC; `Passing.time` is the one text that is already local.
"""

import msgspec

from project88.results.feeds.rows import Result


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


class Located(msgspec.Struct, frozen=True):
    """A timing location and when the hub received its newest read."""

    id: int
    name: str
    received: int | None


class Passing(msgspec.Struct, frozen=True, gc=False):
    """One passing; everything about the person is null while the tag is unknown.

    Of a person who asked to be hidden only bib, race, gender and division are told. `result` comes
    later than the passing, with the same key: null until it is known.
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
    race_id: int | None
    lap: int
    received: int
    corrected: bool
    city: str | None = None
    state: str | None = None
    country: str | None = None
    gender: str | None = None
    age: int | None = None
    division: str | None = None
    team: str | None = None
    wave: str | None = None
    result: Result | None = None


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
    """The data of a `snapshot` event; `session` is the number of the timing session."""

    session: int
    epoch: str
    version: int
    now: int
    timing: Session
    locations: tuple[Location, ...]
    passings: tuple[Passing, ...]


class Changes(msgspec.Struct, frozen=True):
    """The data of a `changes` event."""

    session: int
    epoch: str
    version: int
    since: int
    now: int
    passings: tuple[Passing, ...]
    withdrawn: tuple[str, ...]


class Age(msgspec.Struct, frozen=True):
    """How long ago the newest read of a location was received, in ms; null: none yet."""

    id: int
    name: str
    age: int | None


class Heartbeat(msgspec.Struct, frozen=True):
    """The data of an `hb` event; `age` is null until the timing session has a first read.

    A stream that shows no timing session has one heartbeat whose `session` is null.
    """

    now: int
    session: int | None = None
    version: int = 0
    age: int | None = None
    locations: tuple[Age, ...] = ()


class Bye(msgspec.Struct, frozen=True):
    """The data of a `bye` event: the stream ends here, politely."""

    reason: str
