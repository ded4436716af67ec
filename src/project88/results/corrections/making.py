"""How corrections are made, undone and made again.

Nothing here scores: a row is written, and whoever scores is woken by it. A correction that is odd is
made all the same and says so, because the timer at the finish knows more than the hub does; one that
cannot mean anything is refused with what to do instead.
"""

from datetime import datetime

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.errors import Conflict, InputError, NotFound
from project88.events.participants import store as people
from project88.events.races.starts import instant_of
from project88.results.corrections import schemas, store
from project88.results.corrections.oddities import oddities_of
from project88.results.corrections.store import Row


class AlreadyStands(Conflict):
    """The same correction is there."""

    code = "stands_already"


class Desk(msgspec.Struct, frozen=True):
    """One caller who corrects the results of one event, inside a transaction."""

    connection: Connection
    caller: Caller
    event_id: int
    now: datetime

    async def void(self, data: schemas.NewVoid) -> schemas.Made:
        """A passing that was heard and is not to count."""
        await people.lock_event(self.connection, self.event_id)
        key = (data.session_id, data.location_id, data.tag, data.passing_no)
        found = await store.passing(self.connection, self.event_id, key)
        if found is None:
            raise NotFound(
                "There is no such passing at this event. It may have been corrected; look again."
            )
        row = Row(
            "void", data.reason.strip(), found["participant_id"], None, data.session_id, data.location_id,
            data.tag, found["passing_at"],
        )  # fmt: skip
        return await self._make(row)

    async def manual_time(self, data: schemas.NewManualTime) -> schemas.Made:
        """A time that a person saw."""
        event = await people.lock_event(self.connection, self.event_id)
        await self._point_of(data.participant_id, data.point_id)
        at = instant_of(data.at, event.zone, data.occurrence)
        return await self._make(
            Row("manual_time", data.reason.strip(), data.participant_id, data.point_id, at=at)
        )

    async def status(self, data: schemas.NewStatus) -> schemas.Made:
        """DNF, DNS or DQ."""
        await people.lock_event(self.connection, self.event_id)
        await self._point_of(data.participant_id)
        return await self._make(
            Row("status", data.reason.strip(), data.participant_id, status=data.status)
        )

    async def penalty(self, data: schemas.NewPenalty) -> schemas.Made:
        """Time that is added, or given back."""
        await people.lock_event(self.connection, self.event_id)
        await self._point_of(data.participant_id)
        _not_zero(data.ms, "A penalty")
        return await self._make(
            Row("penalty", data.reason.strip(), data.participant_id, ms=data.ms)
        )

    async def clock_shift(self, data: schemas.NewClockShift) -> schemas.Made:
        """What a box heard in an interval was so much later, or earlier."""
        event = await people.lock_event(self.connection, self.event_id)
        _not_zero(data.ms, "A shift")
        return await self._make(await self._interval(data, event.zone, data.ms, data.reason))

    async def touched(self, data: schemas.Interval) -> schemas.Touched:
        """What a shift of this interval would move."""
        event = await people.event(self.connection, self.event_id)
        row = await self._interval(data, event.zone, 1, "")
        found = await store.touched(self.connection, row)
        overlapping = await store.overlapping(self.connection, self.event_id, row)
        return schemas.Touched(**dict(found), overlapping=overlapping)

    async def undo(self, correction_id: int) -> schemas.Correction:
        """It stays in the list, as undone."""
        await people.lock_event(self.connection, self.event_id)
        if not await store.undo(self.connection, self.event_id, self.caller, correction_id):
            await self._stored(correction_id)
            raise Conflict("This correction is undone already.", code="undone_already")
        return await self._shown(correction_id)

    async def redo(self, correction_id: int) -> schemas.Made:
        """Makes an undone one again, as a new correction."""
        await people.lock_event(self.connection, self.event_id)
        row, undone_at = await self._stored(correction_id)
        if undone_at is None:
            raise AlreadyStands("This correction stands, so there is nothing to make again.")
        return await self._make(row)

    async def _make(self, row: Row) -> schemas.Made:
        if row.kind == "void" and await store.standing_void(self.connection, self.event_id, row):
            raise AlreadyStands("This passing is void already.")
        oddities = await oddities_of(self.connection, self.event_id, row, self.now)
        made = await store.add(self.connection, self.event_id, self.caller, row)
        return schemas.Made(await self._shown(made), oddities)

    async def _point_of(self, participant_id: int, point_id: int | None = None) -> None:
        found = await store.point(self.connection, self.event_id, participant_id, point_id)
        if found is None:
            raise NotFound("There is no such participant at this event.")
        if point_id is None or found["point_id"] is not None:
            return
        if not await store.has_course(self.connection, participant_id):
            raise InputError(
                "The course of this race is only suggested so far. Save its points under race set-up, "
                "then enter the time.",
                code="no_course",
            )
        raise InputError(
            "This point belongs to another race. Choose one of the participant's own race.",
            fields=[("point_id", "This is no point of the participant's race.")],
        )

    async def _interval(self, data: schemas.Interval, zone: str, ms: int, reason: str) -> Row:
        box = await store.box(self.connection, self.event_id, data.session_id, data.location_id)
        if box is None or (data.location_id is not None and box["location_id"] is None):
            raise NotFound("There is no such box, or no such location of it, at this event.")
        since, until = (instant_of(text, zone, "earlier") for text in (data.since, data.until))
        if since >= until:
            raise InputError(
                "The interval ends before it begins. Exchange the two times.",
                fields=[("until", "This must be later than the beginning.")],
            )
        return Row(
            "clock_shift", reason.strip(), None, None, data.session_id, data.location_id,
            at=since, until=until, ms=ms,
        )  # fmt: skip

    async def _stored(self, correction_id: int) -> tuple[Row, datetime | None]:
        found = await store.stored(self.connection, self.event_id, correction_id)
        if found is None:
            raise NotFound("There is no such correction at this event.")
        return found

    async def _shown(self, correction_id: int) -> schemas.Correction:
        found = await store.one(self.connection, self.event_id, correction_id)
        assert found is not None
        return shown(found)


def shown(row: asyncpg.Record) -> schemas.Correction:
    """A row of `store.page`."""
    person = passing = None
    if row["bib"] is not None:
        name = f"{row['first_name']} {row['last_name']}".strip()
        person = schemas.CorrectedPerson(row["participant_id"], row["bib"], name, row["race_id"])
    if row["session_id"] is not None:
        passing = schemas.CorrectedPassing(
            row["session_id"], row["session"], row["location_id"], row["location"], row["tag"]
        )
    return schemas.Correction(
        row["id"], row["kind"], person, row["point_id"], row["point"], passing, row["at"], row["until"],
        row["status"], row["ms"], row["reason"], row["made_by_name"], row["made_at"], row["undone_at"],
        row["undone_by_name"],
    )  # fmt: skip


def _not_zero(ms: int, what: str) -> None:
    if ms == 0:
        raise InputError(
            f"{what} of nothing changes nothing. Enter a time.",
            fields=[("ms", "This must not be 0.")],
        )
