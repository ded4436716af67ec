"""What an event's passings say so far: who was heard where, and which chips nobody knows.

A race has tens of thousands of passings and a dashboard is looked at every second, so only what
changed since the last look is read, and laid upon what is known. Pure state: `board` reads the rows
and hands them in, in the order of their versions.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import asyncpg
import msgspec

from project88.race.due import Overdue, Point, Runner, overdue
from project88.timing.dashboard.instants import us

_KEPT_DELAYS = 10


class Delay(msgspec.Struct, frozen=True, gc=False):
    """When a passing was received, and how long after its first read by the sender's clock, µs."""

    received_us: int
    late_us: int


class SessionField:
    """The passings of one timing session."""

    def __init__(self) -> None:
        self.version = 0
        self.epoch = ""
        self.who: dict[str, int | None] = {}
        """Chip to participant; a chip stays here when its passings are withdrawn, with none left
        in `at`, so counts are made of `at`."""
        self.at: dict[int, dict[str, dict[int, int]]] = {}
        """Location to chip to passing number to instant."""
        self.passings = 0
        self.delays: deque[Delay] = deque(maxlen=_KEPT_DELAYS)

    def take(self, row: asyncpg.Record) -> None:
        """One row as it is now."""
        tag, number = row["tag"], row["passing_no"]
        numbers = self.at.setdefault(row["location_id"], {}).setdefault(tag, {})
        if row["state"] == "live":
            if number not in numbers:
                self.passings += 1
                received_us = us(row["received_at"])
                self.delays.append(Delay(received_us, received_us - us(row["first_read_at"])))
            numbers[number] = us(row["passing_at"])
            self.who[tag] = row["participant_id"]
        elif numbers.pop(number, None) is not None:
            self.passings -= 1
        if not numbers:
            del self.at[row["location_id"]][tag]

    @property
    def tags(self) -> set[str]:
        """The chips that were heard."""
        return set().union(*self.at.values())

    def unknown(self) -> set[str]:
        """The chips that match no participant."""
        who = self.who
        return {tag for tag in self.tags if who[tag] is None}


class Stay(NamedTuple):
    """From the first to the newest passing of a chip at one location, UTC µs."""

    session_id: int
    location_id: int
    first_us: int
    newest_us: int


class UnknownHeard(msgspec.Struct, frozen=True):
    """A chip that nobody knows, and where it was heard; the newest place last."""

    tag: str
    passings: int
    stays: tuple[Stay, ...]

    @property
    def newest(self) -> Stay:
        return self.stays[-1]


class Field:
    """All timing sessions of one event."""

    def __init__(self) -> None:
        self.sessions: dict[int, SessionField] = {}
        self.races: Mapping[int, int | None] = {}

    def keep(self, epochs: Mapping[int, str]) -> None:
        """These sessions belong to the event now. One of another epoch is begun anew: its database
        was restored from a copy.
        """
        for session_id in self.sessions.keys() - epochs.keys():
            del self.sessions[session_id]
        for session_id, epoch in epochs.items():
            known = self.sessions.get(session_id)
            if known is None or known.epoch != epoch:
                fresh = self.sessions[session_id] = SessionField()
                fresh.epoch = epoch

    def behind(self, versions: Mapping[int, int]) -> dict[int, int]:
        """The sessions that have moved, with the version up to which they are known."""
        return {
            session_id: one.version
            for session_id, one in self.sessions.items()
            if one.version < versions[session_id]
        }

    def take(self, rows: Iterable[asyncpg.Record], versions: Mapping[int, int]) -> None:
        """Everything that was changed up to these versions."""
        sessions = self.sessions
        for row in rows:
            sessions[row["session_id"]].take(row)
        for session_id, version in versions.items():
            sessions[session_id].version = version

    # What is asked ----------------------------------------------------------------------------

    @property
    def passings(self) -> int:
        """Passings that stand."""
        return sum(one.passings for one in self.sessions.values())

    def tags(self) -> set[str]:
        """Every chip that was heard."""
        return set().union(*(one.tags for one in self.sessions.values()))

    def unknown(self) -> set[str]:
        """Chips that no session can match."""
        return set().union(*(one.unknown() for one in self.sessions.values()))

    def seen(self) -> int:
        """Participants who were heard anywhere."""
        found: set[int | None] = set()
        for one in self.sessions.values():
            found.update(one.who[tag] for tag in one.tags)
        return len(found - {None})

    def newest_unknown(self, limit: int) -> list[UnknownHeard]:
        """The unknown chips that were heard last, the newest first."""
        newest: dict[str, int] = {}
        for one in self.sessions.values():
            unknown = one.unknown()
            for tags in one.at.values():
                for tag in tags.keys() & unknown:
                    newest[tag] = max(*tags[tag].values(), newest.get(tag, 0))
        chosen = sorted(newest, key=lambda tag: (-newest[tag], tag))[:limit]
        return [self._unknown_heard(tag) for tag in chosen]

    def _unknown_heard(self, tag: str) -> UnknownHeard:
        passings = 0
        stays = []
        for session_id, one in self.sessions.items():
            for location_id, tags in one.at.items():
                if numbers := tags.get(tag):
                    passings += len(numbers)
                    instants = numbers.values()
                    stays.append(Stay(session_id, location_id, min(instants), max(instants)))
        stays.sort(key=lambda stay: stay.newest_us)
        return UnknownHeard(tag, passings, tuple(stays))

    def due(self, names: Mapping[int, str], now_us: int) -> list[Overdue]:
        """Who should have been heard by now. `names` are those of the locations.

        By participant and race; without any roster by chip, all of one race.
        """
        found: list[Overdue] = []
        for race in self._passed(names).values():
            found += overdue(race, now_us)
        return found

    def _passed(self, names: Mapping[int, str]) -> dict[int | None, dict[Runner, dict[Point, int]]]:
        """Race to runner to point to instant; where several mats have one name, the earliest."""
        races: dict[int | None, dict[Runner, dict[Point, int]]] = {}
        for one in self.sessions.values():
            who = one.who
            for location_id, tags in one.at.items():
                name = names.get(location_id, "")
                for tag, numbers in tags.items():
                    runner = who[tag]
                    if runner is None and self.races:
                        continue
                    race = races.setdefault(self.races.get(runner) if runner else None, {})
                    passed = race.setdefault(tag if runner is None else runner, {})
                    for number, at_us in numbers.items():
                        point = (name, number)
                        passed[point] = min(at_us, passed.get(point, at_us))
        return races
