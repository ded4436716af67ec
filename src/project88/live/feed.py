"""One timing session as its screens see it: the ring, a recent snapshot, the last heartbeat.

Pure state without I/O: `hub` reads the database and tells the feed; screens look at the feed. A
screen waits for its bell; every feed that it is sent rings it when there is news. What a screen
lacks it asks for (`ask_for_snapshot`), and one read then answers all who asked.
"""

import asyncio
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from project88.live.frames import Place, changes_frame, heartbeat_frame, snapshot_frame
from project88.live.heard import Heard
from project88.live.messages import Changed, Facts, Heartbeat, Located, Picture
from project88.live.ring import Kept, Ring

# A snapshot as old as this may still start a screen: the ring has what came after it.
SNAPSHOT_LASTS_MS = 250

Bell = asyncio.Event
"""What one stream waits for; it is silenced before its stream looks, so that nothing is missed."""


class FeedKey(NamedTuple):
    """A session is asked for together with its partner: no partner hears another's session."""

    partner_id: int
    session_id: int


class Start(NamedTuple):
    """A snapshot, its version, and the place in the ring that follows it."""

    data: bytes
    version: int
    place: int
    made: int


class Beat(NamedTuple):
    """A heartbeat; each has another number."""

    number: int = 0
    data: bytes = b""


class Quiet:
    """What a stream without any timing session listens to: a heartbeat that speaks of none."""

    def __init__(self) -> None:
        self.bells: set[Bell] = set()
        self.beat = Beat()

    def heartbeat(self, now: int) -> None:
        self.beat = Beat(self.beat.number + 1, heartbeat_frame(Heartbeat(now)))
        ring_all(self.bells)


class Feed:
    """All that the screens of one timing session share."""

    def __init__(self, key: FeedKey, ring_size: int) -> None:
        self.key = key
        self.ring = Ring(ring_size)
        self.facts: Facts | None = None
        self.heard = Heard()
        self.bells: set[Bell] = set()
        self.idle_since: int | None = None
        self.to_read = asyncio.Event()
        self.snapshot_wanted = False
        self.locations_wanted = False
        self.beat = Beat()
        self.gone = False
        """There is no such session: it is another partner's now, or was deleted."""
        self._start: Start | None = None

    # What screens ask ------------------------------------------------------------------------

    def place_after(self, place: Place) -> int | None:
        """Where a returning screen goes on without a snapshot; None when it can't."""
        if self.facts is None or place.epoch != self.facts.epoch:
            return None
        return self.ring.after(place.version)

    def start(self, now: int) -> Start | None:
        """A snapshot to begin with, if a fresh one is at hand."""
        start = self._start
        if start is None or start.place < self.ring.first_place:
            return None
        return start if now - start.made <= SNAPSHOT_LASTS_MS else None

    def ask_for_snapshot(self) -> None:
        self.snapshot_wanted = True
        self.to_read.set()

    # What the hub tells ----------------------------------------------------------------------

    def told(self, version: int, newest: int | None) -> None:
        """A wake-up: the session is at `version` now; read it unless we are there already."""
        self.heard.told(newest)
        if self.facts is None or version > self.ring.head:
            self.to_read.set()

    def seed(self, changed: Changed, now: int) -> None:
        """Begin with what the database remembers, so that a screen survives our restart."""
        self._learn(changed.facts)
        self.ring.restart(changed.facts.version if changed.overflow else changed.since)
        for part in version_by_version(changed):
            self._append(part, now)
        self._wake()

    def changed(self, changed: Changed, now: int) -> None:
        """New changes. What they can't tell (another epoch, a new name) makes screens start anew."""
        if self._met_another(changed.facts):
            self._wake()
        elif changed.facts.version > self.ring.head:
            self._append(changed, now)
            self._wake()

    def pictured(self, picture: Picture, now: int) -> None:
        """A snapshot was read; screens that lack one may start, at the place that follows it.

        When the ring is not there yet, the snapshot itself closes the gap for every screen.
        """
        self.snapshot_wanted = False
        self._met_another(picture.facts)
        data = snapshot_frame(picture, now)
        if picture.facts.version > self.ring.head:
            self.ring.append(Kept(0, picture.facts.version, data))
        self.heard.passed(picture.passings)
        self._start = Start(data, picture.facts.version, self.ring.next_place, now)
        self._wake()

    def ask_for_locations(self) -> None:
        """When reads came since: the next heartbeat is to say how old each location is."""
        if self.heard.moved:
            self.locations_wanted = True
            self.to_read.set()

    def located(self, locations: Iterable[Located], newest: int | None) -> None:
        self.locations_wanted = False
        self.heard.told(newest)
        self.heard.located(locations, self.heard.newest)

    def heartbeat(self, now: int) -> None:
        heartbeat = self.heard.heartbeat(self.key.session_id, self.ring.head, now)
        self.beat = Beat(self.beat.number + 1, heartbeat_frame(heartbeat))
        self._wake()

    def end(self) -> None:
        """There is nothing to be told any more."""
        self.gone = True
        self._wake()

    def _learn(self, facts: Facts) -> None:
        self.facts = facts
        self.heard.told(facts.newest)

    def _met_another(self, facts: Facts) -> bool:
        """Whether this is not the session we knew: restored from a copy, renamed, closed."""
        known = self.facts or facts
        self._learn(facts)
        same = (known.epoch, known.session) == (facts.epoch, facts.session)
        if same and facts.version >= self.ring.head:
            return False
        self.ring.restart(facts.version)
        return True

    def _append(self, changed: Changed, now: int) -> None:
        self.heard.passed(changed.passings)
        self.ring.append(Kept(changed.since, changed.facts.version, changes_frame(changed, now)))

    def _wake(self) -> None:
        ring_all(self.bells)


def ring_all(bells: Iterable[Bell]) -> None:
    for bell in bells:
        bell.set()


def version_by_version(changed: Changed) -> Iterator[Changed]:
    """The same changes as one step per version, so that a screen at any of them can go on."""
    if changed.overflow or changed.facts.version == changed.since:
        return
    since, facts = changed.since, changed.facts
    for version, passings in groupby(changed.passings, key=lambda passing: passing.version):
        if version < facts.version:
            step = msgspec.structs.replace(facts, version=version)
            yield Changed(step, since, tuple(passings), (), overflow=False)
            since = version
    newest = tuple(passing for passing in changed.passings if passing.version == facts.version)
    yield Changed(facts, since, newest, changed.withdrawn, overflow=False)
