"""What announcers write: ticks, marks on people, and notes. The routes say when."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec import UNSET

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.errors import Conflict, InputError, NotFound, Refused
from project88.results.announcer import store
from project88.results.announcer.cards import Viewer, told_note
from project88.results.announcer.reading import no_event, note_of
from project88.results.announcer.schemas import (
    AnnouncerNote,
    AnnouncerNoteChange,
    AnnouncerNoteHistory,
    AnnouncerPersonChange,
    AnnouncerSaid,
    FormerText,
    NewAnnouncerNote,
    Tick,
    TickTold,
)

MOST_NOTES = 20
"""Of one author on one participant."""


class Writing(msgspec.Struct, frozen=True):
    """One transaction of one caller in one event."""

    connection: Connection
    caller: Caller
    event_id: int
    now: datetime

    @property
    def author(self) -> store.Author:
        return store.Author(self.caller.kind, self.caller.id, self.caller.name)

    @property
    def viewer(self) -> Viewer:
        return viewer_of(self.caller)

    async def stamp(self) -> int:
        stamp = await store.raise_board(self.connection, self.caller.partner_id, self.event_id)
        if stamp is None:
            raise no_event()
        return stamp

    async def require(self, people: set[int]) -> None:
        """:raises NotFound: one of them is nobody of this event."""
        known = await store.known(self.connection, self.event_id, sorted(people))
        if known != people:
            raise NotFound("There is no such participant in this event.")


def viewer_of(caller: Caller) -> Viewer:
    return Viewer(caller.kind, caller.id)


async def say(writing: Writing, ticks: Sequence[Tick]) -> list[TickTold]:
    """Who said each of them first; saying again changes nothing."""
    await writing.require({tick.participant_id for tick in ticks})
    pairs = sorted({(tick.participant_id, tick.what) for tick in ticks})
    standing = await store.standing(writing.connection, pairs)
    if len(standing) < len(pairs):
        stamp, by = await writing.stamp(), writing.caller.name
        await store.say(writing.connection, writing.event_id, pairs, by, writing.now, stamp)
        standing = await store.standing(writing.connection, pairs)
    return [
        TickTold(row["participant_id"], AnnouncerSaid(row["what"], row["said_by"], row["said_at"]))
        for row in standing
    ]


async def unsay(writing: Writing, tick: Tick) -> None:
    """Anybody's tick: a slip of one is put right by the other. What does not stand is no fault."""
    await writing.require({tick.participant_id})
    pair = (tick.participant_id, tick.what)
    if await store.standing(writing.connection, [pair]):
        stamp = await writing.stamp()
        by = writing.caller.name
        await store.unsay(writing.connection, writing.event_id, pair, by, writing.now, stamp)


async def change_person(
    writing: Writing, participant_id: int, change: AnnouncerPersonChange
) -> None:
    """:raises Conflict: somebody else changed it first."""
    await writing.require({participant_id})
    row = await store.mark(writing.connection, participant_id)
    was = ("", "", False) if row is None else (row["pronunciation"], row["pronoun"], row["vip"])
    told = (
        was[0] if change.pronunciation is UNSET else change.pronunciation.strip(),
        was[1] if change.pronoun is UNSET else change.pronoun.strip(),
        was[2] if change.vip is UNSET else change.vip,
    )
    if change.version != (0 if row is None else row["version"]):
        raise _stale()
    if told == was:
        return
    stamp = await writing.stamp()
    written = await store.write_mark(
        writing.connection, participant_id, change.version, told, stamp
    )
    if written is None:
        raise _stale()


async def add_note(writing: Writing, new: NewAnnouncerNote) -> AnnouncerNote:
    """:raises InputError: the author has twenty on this participant."""
    await writing.require({new.participant_id})
    stamp = await writing.stamp()
    author = writing.author
    if await store.count_notes(writing.connection, new.participant_id, author) >= MOST_NOTES:
        raise InputError(
            f"You have {MOST_NOTES} notes on this participant. Change one of them.",
            code="too_many_notes",
        )
    number = await store.add_note(
        writing.connection,
        new.participant_id,
        author,
        new.text.strip(),
        new.scope,
        writing.now,
        stamp,
    )
    return await _note(writing, number)


async def change_note(writing: Writing, note_id: int, change: AnnouncerNoteChange) -> AnnouncerNote:
    """:raises Conflict: the author changed it in another window."""
    note = await _own_note(writing, note_id)
    stamp = await writing.stamp()
    note = await _note(writing, note_id)
    if note.version != change.version:
        raise _stale()
    text = note.text if change.text is UNSET else change.text.strip()
    scope = note.scope if change.scope is UNSET else change.scope
    if (text, scope) != (note.text, note.scope):
        await store.change_note(writing.connection, note_id, text, scope, writing.now, stamp)
    return await _note(writing, note_id)


async def remove_note(writing: Writing, note_id: int) -> None:
    await _own_note(writing, note_id)
    await store.remove_note(writing.connection, note_id, writing.now, await writing.stamp())


async def history(writing: Writing, note_id: int) -> AnnouncerNoteHistory:
    """Former texts of a note that the caller sees; one that was the author's alone stays so."""
    note = await _note(writing, note_id)
    rows = await store.former_texts(writing.connection, note_id)
    return AnnouncerNoteHistory(
        [
            FormerText(row["version"], row["text"], row["scope"], row["written_at"])
            for row in rows
            if note.mine or row["scope"] == "everybody"
        ]
    )


async def _own_note(writing: Writing, note_id: int) -> AnnouncerNote:
    note = await _note(writing, note_id)
    if not note.mine:
        raise Refused("Only its author changes a note. Write one of your own.", code="not_yours")
    return note


async def _note(writing: Writing, note_id: int) -> AnnouncerNote:
    row = await store.note(writing.connection, writing.event_id, note_id)
    note = None if row is None else told_note(note_of(row), writing.viewer)
    if note is None or (note.scope == "author" and not note.mine):
        raise NotFound("There is no such note.")
    return note


def _stale() -> Conflict:
    return Conflict("Somebody else changed this first. Look at it again.", code="stale")
