"""From judged runners to rows, and to whoever has to hear of them, within one transaction.

First everybody is judged and enters the standings, then all are stored: so a place is counted among
everybody of the batch. What is stored already is not written again.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from project88.db.pool import Connection
from project88.race.outcome import Status
from project88.race.scoring import Mark
from project88.results.scoring import store
from project88.results.scoring.evidence import Evidence
from project88.results.scoring.fields import Field
from project88.results.scoring.judging import Judged, judged, result_row, split_rows, sum_of
from project88.results.scoring.memory import Memory, digest_of, enter_all
from project88.timing import announcing

SETTLED_AT_ONCE: Final = 100
"""So many places that were moved are put right in the same transaction: of some 30 people."""
_ROWS: Final = 5_000


class Change(msgspec.Struct, frozen=True, gc=False):
    """Somebody whose rows differ from what is stored; `splits` are those of the marks, in their order."""

    result: Judged
    row: store.Row
    splits: list[store.Row]
    digest: int

    @property
    def marked(self) -> Iterator[tuple[Mark, store.Row]]:
        return zip(self.result.scored.marks, self.splits, strict=True)


class Writing:
    """The work of one transaction on one event."""

    def __init__(
        self, connection: Connection, partner_id: int, event_id: int, memory: Memory
    ) -> None:
        self.connection = connection
        self._partner_id = partner_id
        self.event_id = event_id
        self._memory = memory
        self._judged: dict[int, list[Judged]] = {}
        self._changed: list[Change] = []
        self._dropped: list[int] = []
        self._touched: list[store.PassingKey] = []
        self._version = memory.version + 1
        self._moved = 0

    # Judging ---------------------------------------------------------------------------------

    def judge(self, asked: Sequence[int], found: Sequence[Evidence]) -> None:
        """Takes note of all of them as they are now; who is gone leaves."""
        for who in set(asked) - {one.person.id for one in found}:
            self._drop(who)
        for one in found:
            self._judge(one)

    def _judge(self, one: Evidence) -> None:
        field = self._memory.fields.get(one.rules.race_id) if one.rules else None
        if field is None:
            self._drop(one.person.id)
        elif not field.rules.official:
            self._take(field, judged(one, field.scorer))

    def _take(self, field: Field, result: Judged) -> None:
        who, race_id = result.person.id, field.rules.race_id
        if result.outcome.status is Status.NOT_STARTED and not result.scored.marks:
            self._drop(who)
            return
        before = self._memory.field_of(who)
        if before is not None and before is not field:
            before.leave(who)
        self._memory.race_of[who] = race_id
        if result.scored.marks:
            newest_us = result.scored.marks[-1].at_us
            self._memory.newest_us = max(self._memory.newest_us, newest_us)
        self._judged.setdefault(race_id, []).append(result)
        digest = digest_of((field.drawn, sum_of(result)))
        if self._memory.stored.get(who) != digest:
            self._memory.stored[who] = digest
            row, splits = result_row(result), split_rows(result)
            self._changed.append(Change(result, row, splits, digest))

    def _drop(self, who: int) -> None:
        """Nothing is known of this one any more."""
        field = self._memory.field_of(who)
        if field is not None and field.rules.official:
            return
        if field is not None:
            field.leave(who)
        if self._memory.forget(who):
            self._dropped.append(who)

    # Storing ---------------------------------------------------------------------------------

    async def write(self, settle: int | None) -> None:
        """Everything that differs from what is stored; of those who were moved so many (None: all)."""
        for race_id, people in self._judged.items():
            enter_all(self._memory.fields[race_id], people)
        if self._dropped:
            await store.drop_results(self.connection, self._dropped)
        for start in range(0, len(self._changed), _ROWS):
            await self._put(self._changed[start : start + _ROWS])
        moved: list[int] = []
        for field in self._memory.fields.values():
            behind = field.behind()
            at_once = behind <= SETTLED_AT_ONCE + 2 * len(self._changed)
            if behind and (at_once or settle != 0):
                moved += await self._settle(field, None if at_once else settle)
        if moved or self._changed:
            people_changed = [change.result.person.id for change in self._changed]
            self._touched += await store.finishes(
                self.connection, people_changed, moved, self._memory.newest_us
            )
        self._moved = len(moved)

    async def _put(self, part: Sequence[Change]) -> None:
        """Results first: a split belongs to a result."""
        results: list[store.Row] = []
        splits: list[store.Row] = []
        whole: list[int] = []
        for change in part:
            who = change.result.person.id
            field = self._memory.fields[change.result.rules.race_id]
            placed, points = field.placed(who), field.placed_at_points(who)
            self._memory.differs(who, placed, points)
            results.append((*change.row, *placed, change.digest, self._memory.points[who]))
            at = {number: (overall, sex) for number, overall, sex in points}
            known = self._memory.splits.get(who)
            now = {mark.point: hash(row) for mark, row in change.marked}
            if known is None or not known.keys() <= now.keys():
                # Whatever else is stored of this one goes.
                whole.append(who)
                known = {}
            splits += [
                (*row, *at.get(mark.point, (None, None)))
                for mark, row in change.marked
                if known.get(mark.point) != now[mark.point]
            ]
            self._memory.splits[who] = now
        await store.put_results(self.connection, self.event_id, self._version, results)
        self._touched += await store.put_splits(
            self.connection, self.event_id, self._version, splits, whole
        )

    async def _settle(self, field: Field, most: int | None) -> list[int]:
        found = list(self._memory.moved(field, most))
        field.settled()
        for start in range(0, len(found), _ROWS):
            part = found[start : start + _ROWS]
            places = [(who, *placed, self._memory.points[who]) for who, placed, _ in part]
            points = [(who, *point) for who, _, points in part for point in points or ()]
            await store.settle_places(self.connection, self._version, places)
            if points:
                await store.settle_splits(self.connection, self._version, points)
        return [who for who, _, _ in found]

    # Telling ---------------------------------------------------------------------------------

    async def tell(self, versions: Mapping[int, int]) -> None:
        """Raises the version of the event, publishes passings again, and notes how far was read."""
        read = dict(versions)
        if self._changed or self._dropped or self._moved:
            self._memory.version = self._version
            note = [[self._partner_id, self.event_id, self._version]]
            told = msgspec.json.encode(note).decode()
            await store.raise_version(self.connection, self.event_id, self._version, told)
            read |= await self._publish_again(versions)
        if read:
            await store.put_progress(self.connection, self.event_id, read)

    async def _publish_again(self, versions: Mapping[int, int]) -> dict[int, int]:
        """The sessions of which nobody else has published anything meanwhile are read up to now."""
        keys = list(dict.fromkeys(self._touched))
        if not keys:
            return {}
        sessions = sorted({key[0] for key in keys})
        raised = await announcing.raise_versions(self.connection, sessions)
        await store.publish_again(self.connection, keys)
        known = await store.progress(self.connection, sessions)
        return {
            session: version
            for session, version in raised.items()
            if versions.get(session, known.get(session)) == version - 1
        }
