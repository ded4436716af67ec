"""Which passings a batch of new reads makes, moves or takes back.

The decisions are race/passings'; here they meet the roster, and the database's memory of older
reads. `hear` needs no database, so it runs while the database is busy storing the same reads; what
it could not judge from memory is judged by `recall` afterwards.
"""

from collections.abc import Iterable

from project88.db.pool import Connection
from project88.race.passings import (
    NEEDS_HISTORY,
    NOTHING,
    Change,
    TagReads,
    difference,
    passings,
    stored_passing,
)
from project88.timing import store
from project88.timing.copying import PassingRow, Row
from project88.timing.homes import LocationHome
from project88.timing.registry import microseconds

_Key = tuple[int, str, int]
_LIVE, _WITHDRAWN = "live", "withdrawn"


class Derived:
    """The passings that a batch publishes; the last word on each wins."""

    __slots__ = ("_fresh", "_known", "_unsure")

    def __init__(self) -> None:
        self._fresh: dict[_Key, PassingRow] = {}
        self._known: dict[_Key, PassingRow] = {}
        self._unsure: dict[tuple[LocationHome, str], int] = {}

    def parted(self) -> tuple[list[PassingRow], list[PassingRow]]:
        """What to publish: passings that no table holds yet, and those that it may hold."""
        return list(self._fresh.values()), list(self._known.values())

    def hear(self, heard: Iterable[tuple[LocationHome, Row]]) -> None:
        """Takes in reads that are new in the database."""
        for home, row in heard:
            at_us, tag = row[4], row[10]
            if at_us is None:
                continue
            tag_reads = home.tags.get(tag)
            if tag_reads is None:
                tag_reads = home.tags[tag] = TagReads()
            change = tag_reads.hear(at_us, home.rule)
            if change is NOTHING:
                continue
            if isinstance(change, Change):
                self._publish(home, tag, change, row[5])
            elif change is NEEDS_HISTORY:
                self._unsure[home, tag] = row[5]

    async def recall(self, connection: Connection) -> None:
        """Judges anew, from all of their reads, the tags whose reads were too old for memory."""
        for (home, tag), received_us in self._unsure.items():
            session_id = home.session.id
            stored = await store.reads_of_tag(connection, session_id, home.id, tag)
            reads = [microseconds(at) for at in stored]
            before = {
                row["passing_no"]: stored_passing(
                    row["passing_no"],
                    microseconds(row["passing_at"]),
                    microseconds(row["first_read_at"]),
                )
                for row in await store.passings_of_tag(connection, session_id, home.id, tag)
            }
            home.tags[tag] = TagReads.from_reads(reads, home.rule)
            self._forget(home, tag)
            change = difference(before.values(), passings(reads, home.rule))
            self._publish(home, tag, change, received_us)

    def _forget(self, home: LocationHome, tag: str) -> None:
        """What was said of this tag earlier in the batch is in no table yet, and is said again."""
        for told in (self._fresh, self._known):
            for key in [key for key in told if key[:2] == (home.id, tag)]:
                del told[key]

    def _publish(self, home: LocationHome, tag: str, change: Change, received_us: int) -> None:
        session = home.session
        roster = session.roster
        participant = None if roster is None else roster.match(tag)
        location_id, session_id = home.id, session.id
        for one in change.changed:
            key = (location_id, tag, one.no)
            rows = self._fresh if change.opened or key in self._fresh else self._known
            rows[key] = (
                session_id, location_id, tag, one.no, participant, one.at_us, one.first_us, received_us, _LIVE,
            )  # fmt: skip
        for number in change.withdrawn:
            self._fresh.pop((location_id, tag, number), None)
            self._known[location_id, tag, number] = (
                session_id, location_id, tag, number, participant, received_us, received_us, received_us,
                _WITHDRAWN,
            )  # fmt: skip
