"""What the scorer remembers of an event between two transactions: rules, places, and what it has stored.

It is true for one version of the event's results. Whoever finds another version in the database (a
second worker was there, or this one has just begun) reads it anew. Without it, one passing in a field
of thirty thousand would cost reading thirty thousand rows. Of times and of places at points a digest
is enough to see that nothing differs.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import msgspec

from project88.db.pool import Connection
from project88.results.scoring import reading, store
from project88.results.scoring.evidence import Corrections
from project88.results.scoring.fields import (
    NO_PLACES,
    Field,
    Placed,
    Points,
    Standing,
    of_finisher,
    of_split,
)
from project88.results.scoring.judging import Judged
from project88.results.scoring.rules import RaceRules

_encode = msgspec.msgpack.Encoder().encode


class Memory:
    """One event's."""

    def __init__(self, version: int, rules: Mapping[int, RaceRules], known: Corrections) -> None:
        self.version = version
        self.corrections = known
        self.fields = {race_id: Field(each) for race_id, each in rules.items()}
        self.newest_us = 0
        """The newest time that anybody has."""
        self.race_of: dict[int, int] = {}
        self.fresh = True
        """Just read: nobody knows by which rules the stored results were made."""
        self.stored: dict[int, int | None] = {}
        """Of each participant the digest of times and status as they are stored."""
        self.splits: dict[int, dict[int, int]] = {}
        """Of participants who were stored by this process: a hash of each interval time, by position."""
        self.placed: dict[int, Placed] = {}
        self.points: dict[int, int | None] = {}
        """Of each participant the digest of places at points."""

    def field_of(self, who: int) -> Field | None:
        return self.fields.get(self.race_of.get(who, 0))

    def set_rules(self, rules: Mapping[int, RaceRules]) -> set[int]:
        """Takes over other rules; the races that have to be scored anew, their fields empty."""
        known = {race_id: field.rules for race_id, field in self.fields.items()}
        changed = {race_id for race_id, each in rules.items() if known.get(race_id) != each}
        gone = {race_id for race_id in known if race_id not in rules}
        self.begin_anew(changed, rules)
        for race_id in gone:
            del self.fields[race_id]
        return changed | gone

    def begin_anew(self, race_ids: Iterable[int], rules: Mapping[int, RaceRules]) -> None:
        """Empties the fields of these races; what is stored of them is still known."""
        for race_id in race_ids:
            self.fields[race_id] = Field(rules[race_id])

    def forget(self, who: int) -> bool:
        """Whether anything was stored of this one."""
        for known in (self.stored, self.placed, self.points, self.splits):
            known.pop(who, None)
        return self.race_of.pop(who, None) is not None

    def differs(self, who: int, placed: Placed, points: Points) -> bool:
        """Whether these places are others than the stored ones; they count as stored from now on."""
        digest = digest_of(points)
        same = self.placed.get(who) == placed and self.points.get(who) == digest
        self.placed[who], self.points[who] = placed, digest
        return not same

    def moved(self, field: Field, most: int | None) -> Iterator[tuple[int, Placed, Points | None]]:
        """Whose places are others than the stored ones, of the foremost so many who may be; None: the
        places at points are as they were.
        """
        finishers, at_points = field.candidates(most)
        for who in at_points:
            placed, points = field.placed(who), field.placed_at_points(who)
            if self.differs(who, placed, points):
                yield who, placed, points
        for who in finishers - at_points:
            placed = field.placed(who)
            if self.placed.get(who) != placed:
                self.placed[who] = placed
                yield who, placed, None

    def unsettled(self) -> bool:
        return any(field.behind() for field in self.fields.values())


async def opened(connection: Connection, event_id: int, version: int) -> Memory:
    """What the database knows, without the standings (`lined_up`)."""
    rules = await reading.rules_of_event(connection, event_id)
    known = Corrections(await store.corrections(connection, event_id))
    memory = Memory(version, rules, known)
    memory.newest_us = await store.newest_us(connection, event_id)
    for row in await store.rows_of_event(connection, "stored", event_id):
        who, race_id, digest, points, *placed = tuple(row)
        memory.race_of[who], memory.stored[who] = race_id, digest
        memory.placed[who] = tuple(placed) if placed[0] is not None else NO_PLACES
        memory.points[who] = points
    return memory


async def lined_up(connection: Connection, memory: Memory, but: Iterable[int]) -> None:
    """The standings of all races as they are stored, but for those that are scored anew."""
    race_ids = sorted(set(memory.fields) - set(but))
    if not race_ids:
        return
    standing: dict[int, list[Standing]] = {race_id: [] for race_id in race_ids}
    for row in await store.rows_of_races(connection, "ranked", race_ids):
        standing[row["race_id"]].append(of_finisher(row))
    for row in await store.rows_of_races(connection, "ranked_at_points", race_ids):
        standing[row["race_id"]].append(of_split(row))
    for race_id, found in standing.items():
        field = memory.fields[race_id]
        field.line_up(found)
        if not field.rules.official:
            # Whoever scored before may have ended before all those who were moved had their places.
            field.everybody_moved()


def digest_of(rows: object) -> int:
    """Two results with the same digest are stored alike. Any process finds the same."""
    return int.from_bytes(blake2b(_encode(rows), digest_size=8).digest(), "big", signed=True)


def enter_all(field: Field, people: Iterable[Judged]) -> None:
    """Takes everybody in: a whole race in one go, a few one by one."""
    everybody = list(people)
    if field.is_empty and len(everybody) > 1:
        field.line_up_judged(everybody)
        field.everybody_moved()
    else:
        for one in everybody:
            field.enter(one)
