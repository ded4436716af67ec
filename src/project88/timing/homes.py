"""Where a read belongs: its source, its timing session, its location, held in memory while reads
come in.

These are the recorder's working copies of database rows. They are made from rows, changed only by
the recorder, and thrown away whenever a transaction fails or somebody else changed the rows: the
database is always right.
"""

from datetime import date

import msgspec

from project88.race.clock import Clock
from project88.race.matching import Roster
from project88.race.passings import Rule, TagReads


class LocationHome:
    """One timing location of one session: its rule and what every tag has done there."""

    __slots__ = (
        "generation",
        "highest_seq",
        "id",
        "name",
        "older",
        "recent",
        "rule",
        "session",
        "tags",
    )

    def __init__(  # noqa: PLR0913, PLR0917 -- the columns of its row
        self,
        session: "SessionHome",
        row_id: int,
        name: str,
        rule: Rule,
        highest_seq: int,
        generation: int,
    ) -> None:
        self.session = session
        self.id = row_id
        self.name = name
        self.rule = rule
        self.highest_seq = highest_seq
        self.generation = generation
        self.tags: dict[str, TagReads] = {}
        self.recent: set[tuple[int, str]] = set()
        self.older: set[tuple[int, str]] = set()

    def repeats(self, us: int, tag: str) -> bool:
        """Whether this tag was heard at this very instant a short while ago. Remembers 1,000 to
        2,000 reads.
        """
        key = (us, tag)
        recent = self.recent
        if key in recent or key in self.older:
            return True
        recent.add(key)
        if len(recent) >= 1000:
            self.older, self.recent = recent, set()
        return False


class SessionHome:
    """One timing session: the span of its reads (UTC µs), its clock, its roster, its locations."""

    __slots__ = (
        "clock",
        "day",
        "event_id",
        "first_us",
        "id",
        "last_us",
        "locations",
        "revision",
        "roster",
        "source",
        "zone",
    )

    def __init__(self, source: "SourceHome", row_id: int, day: date, zone: str) -> None:
        self.source = source
        self.id = row_id
        self.day = day
        self.zone = zone
        self.revision = 0
        self.clock = Clock(zone, source.event_date)
        self.event_id: int | None = None
        self.roster: Roster | None = None
        self.first_us: int | None = None
        self.last_us: int | None = None
        self.locations: dict[str, LocationHome] = {}

    def distance(self, us: int) -> int:
        """How far an instant lies outside the span of this session's reads, µs; 0 inside."""
        if self.first_us is None or self.last_us is None:
            return 0 if self.day == _utc_day(us) else 86_400_000_000
        return max(self.first_us - us, us - self.last_us, 0)

    def reach(self, us: int) -> None:
        """Widens the span to hold this instant."""
        if self.first_us is None or us < self.first_us:
            self.first_us = us
        if self.last_us is None or us > self.last_us:
            self.last_us = us


class SourceHome:
    """One sender and its sessions."""

    __slots__ = ("clock", "event_date", "id", "sessions", "zone", "zone_is_own")

    def __init__(
        self, row_id: int, zone: str, event_date: date | None, *, zone_is_own: bool
    ) -> None:
        self.id = row_id
        self.zone = zone
        self.zone_is_own = zone_is_own
        self.event_date = event_date
        self.clock = Clock(zone, event_date)
        """Only for finding the session of a stream's first row; sessions have their own."""
        self.sessions: list[SessionHome] = []

    def add(self, session: SessionHome) -> None:
        """Keeps the sessions in order of day."""
        self.sessions.append(session)
        self.sessions.sort(key=lambda one: one.day)


class Span(msgspec.Struct, frozen=True):
    """The rule by which a read finds its session: how far from the others it may lie, µs."""

    silence_us: int
    oldest_us: int = 978_307_200_000_000
    """2001-01-01: an instant before it is a controller that never had its clock set (1980)."""
    ahead_us: int = 36 * 3_600_000_000

    def believable(self, us: int, received_us: int) -> bool:
        """Whether an instant may decide about sessions at all; a wrong clock may not."""
        return self.oldest_us <= us <= received_us + self.ahead_us

    def choose(self, sessions: list[SessionHome], us: int, day: date) -> SessionHome | None:
        """The session that holds the instant, else the nearest within the silence limit, else that
        of the day.

        Spans only grow by the reads they got, so a full resend finds for every read the session
        that it had: that is what lets the unique key of reads store nothing twice.
        """
        nearest = min(sessions, key=lambda session: session.distance(us), default=None)
        if nearest is not None and nearest.distance(us) <= self.silence_us:
            return nearest
        return next((session for session in sessions if session.day == day), None)


def _utc_day(us: int) -> date:
    return date.fromordinal(719_163 + us // 86_400_000_000)
