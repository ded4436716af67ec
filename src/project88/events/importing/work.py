"""Bringing, comparing, committing and undoing an import, each as the transactions that it takes.

The order of a commit: lock the event, look whether the roster is the one that was compared, write
what the preview showed, all of it or nothing. Where the roster has changed meanwhile, the file is
compared again and the person asked to look again. Who asks meanwhile is told the progress.
"""

import asyncio
import hashlib
from contextlib import AbstractAsyncContextManager, aclosing, suppress
from typing import TYPE_CHECKING

import msgspec

from project88.accounts.webhooks import Kind
from project88.db.actor import Names
from project88.errors import Conflict, InputError, Unavailable
from project88.events.cells import clean
from project88.events.desk import RosterDesk
from project88.events.importing import process, store
from project88.events.importing.choices import Choices, Reading, problem_with
from project88.events.importing.messages import Compare, Compared, Part
from project88.events.importing.store import Import, Progress
from project88.events.importing.undo import take_back
from project88.events.merge import Wishes
from project88.events.model import Stored
from project88.events.participants import store as people
from project88.events.writing import free_chips, write

if TYPE_CHECKING:
    from project88.db.pool import Connection

_PROGRESS_S = 0.5
BUSY = "Somebody is working on this import; wait until it is ready."
STALE = (
    "The roster has changed since the preview, so the file was compared again. "
    "Look at the preview, then import."
)


NOT_YOURS = (
    "Somebody who may see real names made this preview, so the file was compared again for you. "
    "Look at the preview, then import."
)


class Desk(RosterDesk, frozen=True):
    """With the progress of an import."""

    async def say(self, import_id: int, stage: str, done: int = 0, total: int = 0) -> None:
        """Seen by others at once, whatever becomes of the work.

        The work holds a connection while it says this over a second one. When others hold all the
        rest, perhaps waiting for this very work, it is left unsaid.
        """
        with suppress(TimeoutError, Unavailable):
            async with asyncio.timeout(_PROGRESS_S), self._beside() as connection:
                await store.say_progress(connection, import_id, Progress(stage, done, total))

    def _beside(self) -> "AbstractAsyncContextManager[Connection]":
        return self.pool.partner(self.partner_id, by=self.caller.actor)

    async def find(self, import_id: int) -> Import:
        async with self.shown() as connection:
            return await store.find(connection, self.event_id, import_id)


async def bring(desk: Desk, file_name: str, data: bytes) -> Import:
    """Read a file and keep it. Raises UnreadableFile with a sentence."""
    async with desk.real() as connection:
        await people.event(connection, desk.event_id)
    choices, reading = await _suggested(desk, data, Choices())
    name = clean(file_name).rpartition("/")[2].rpartition("\\")[2][-255:] or "roster"
    async with desk.real() as connection:
        await people.lock_event(connection, desk.event_id)
        await store.put_away(connection, desk.event_id)
        made_by = desk.caller.id if desk.caller.kind == "user" else None
        import_id = await store.add_import(
            connection,
            desk.caller.partner_id,
            desk.event_id,
            name,
            data,
            hashlib.sha256(data).digest(),
            reading,
            choices,
            made_by,
            desk.caller.name,
        )
    return await desk.find(import_id)


async def reread(desk: Desk, import_id: int, choices: Choices) -> Import:
    """The same file, another sheet or encoding: its columns are suggested anew."""
    async with desk.real() as connection:
        data = await _file(connection, await _open(connection, desk, import_id))
    told, reading = await _suggested(desk, data, msgspec.structs.replace(choices, columns=None))
    async with desk.real() as connection:
        _require_open(await _mine(connection, desk, import_id))
        await store.drop_rows(connection, [import_id])
        if not await store.reread(connection, import_id, reading, told):
            raise _over()
    return await desk.find(import_id)


async def preview(desk: Desk, import_id: int, choices: Choices) -> Import:
    """Compare the file with the roster; nothing of the roster is written."""
    wishes = Wishes.AS_TOLD if desk.caller.names is Names.REAL else Wishes.STAY
    async with process.turn():
        await _preview(desk, import_id, msgspec.structs.replace(choices, wishes=wishes))
    return await desk.find(import_id)


async def _preview(desk: Desk, import_id: int, choices: Choices) -> None:
    async with desk.real() as connection:
        found = await _open(connection, desk, import_id)
        if problem := problem_with(choices.columns or [], len(found.reading.header)):
            raise InputError(problem, code="columns")
        day = (await people.event(connection, desk.event_id)).day
        fingerprint = await people.fingerprint(connection, desk.event_id)
        known = [part async for part in people.everybody(connection, desk.event_id)]
        data = await _file(connection, found)
    await desk.say(import_id, "reading")
    async with desk.real() as connection:
        _require_open(await _mine(connection, desk, import_id))
        await store.drop_rows(connection, [import_id])
        await _compare(desk, connection, import_id, data, Compare(choices, day), known, fingerprint)
        await store.remember_mapping(
            connection, desk.caller.partner_id, found.reading.key, choices.columns or []
        )


async def carry_out(desk: Desk, import_id: int) -> Import:
    """Write what the preview showed. Again, it changes nothing. Raises Conflict, see above."""
    async with desk.real() as connection:
        event = await people.lock_event(connection, desk.event_id)
        found = await _mine(connection, desk, import_id)
        if found.state != "committed":
            _require_preview(found)
            compared_with = await people.fingerprint(connection, event.id)
            stale = None if compared_with == found.fingerprint else STALE
            if stale is None and not _may_write(desk, found.choices):
                stale = NOT_YOURS
            if stale is None:
                await _write(desk, connection, found)
    if found.state != "committed" and stale is not None:
        await preview(desk, import_id, found.choices)
        raise Conflict(stale, code="roster_changed")
    return await desk.find(import_id)


async def undo(desk: Desk, import_id: int) -> Import:
    """Take the last import back, but for what somebody has edited since. Raises Conflict."""
    async with desk.real() as connection:
        await people.lock_event(connection, desk.event_id)
        found = await _mine(connection, desk, import_id)
        if found.state != "undone":
            if found.state != "committed":
                raise Conflict("This import was not committed.", code="not_committed")
            if await store.last_committed(connection, desk.event_id) != import_id:
                raise Conflict(
                    "A later import stands on this one; undo that one first.", code="not_last"
                )
            await desk.say(import_id, "undoing")
            what = await take_back(
                connection, desk.caller.partner_id, desk.event_id, found, desk.caller.names
            )
            await store.undone(connection, import_id, what)
            counted = {"restored": what.restored, "removed": what.removed}
            await store.note(connection, "undone", import_id, desk.event_id, counted)
            await desk.changed(connection, "import undone")
    return await desk.find(import_id)


async def _suggested(desk: Desk, data: bytes, choices: Choices) -> tuple[Choices, Reading]:
    """What the columns are: as they were the last time for this header, else by the headings."""
    reading = await process.look(data, choices)
    async with desk.real() as connection:
        remembered = await store.mapping(connection, reading.key)
    usable = remembered is not None and problem_with(remembered, len(reading.header)) is None
    columns = remembered if usable else reading.suggested
    reading = msgspec.structs.replace(reading, remembered=usable)
    return msgspec.structs.replace(choices, columns=columns), reading


async def _compare(  # noqa: PLR0913, PLR0917 -- what a comparison needs
    desk: Desk,
    connection: "Connection",
    import_id: int,
    data: bytes,
    task: Compare,
    known: list[list[Stored]],
    fingerprint: str,
) -> None:
    done = 0
    async with aclosing(process.compare(data, task, known)) as replies:
        async for reply in replies:
            match reply:
                case Part(rows, of):
                    await store.add_rows(connection, desk.caller.partner_id, import_id, rows)
                    done += len(rows)
                    await desk.say(import_id, "comparing", done, of)
                case Compared(counts):
                    if not await store.previewed(
                        connection, import_id, task.choices, counts, fingerprint
                    ):
                        raise _over()


async def _write(desk: Desk, connection: "Connection", found: Import) -> None:
    partner_id, event_id = desk.caller.partner_id, desk.event_id
    await desk.say(found.id, "writing", 0, found.counts.new + found.counts.changed)
    told = await store.races_told(connection, found.id)
    races, made = await people.put_races(connection, partner_id, event_id, told)
    await people.let_bibs_swap(connection)
    moving = [row.change for row in await store.rows_that_move(connection, found.id)]
    await free_chips(connection, event_id, moving)
    done = 0
    async for rows in store.rows_to_write(connection, found.id, people.AT_ONCE):
        ids = await write(connection, partner_id, event_id, [row.change for row in rows], races)
        new = [
            (row.line, number)
            for row, number in zip(rows, ids, strict=True)
            if row.participant_id is None
        ]
        await store.name_people(connection, found.id, [one for one, _ in new], [n for _, n in new])
        done += len(rows)
        await desk.say(found.id, "writing", done, found.counts.new + found.counts.changed)
    await store.committed(connection, found.id, made)
    counts = {"new": found.counts.new, "changed": found.counts.changed}
    what = {"file": found.file_name, **counts}
    await store.note(connection, "imported", found.id, event_id, what)
    await desk.known(connection, Kind.ROSTER_IMPORTED, {"import_id": found.id, **counts})


async def _open(connection: "Connection", desk: Desk, import_id: int) -> Import:
    found = await store.find(connection, desk.event_id, import_id)
    _require_open(found)
    return found


def _may_write(desk: Desk, choices: Choices) -> bool:
    """Whether the preview shows no more of anybody's name than this caller may make seen."""
    return choices.wishes is Wishes.STAY or desk.caller.names is Names.REAL


def _require_open(found: Import) -> None:
    if found.state not in {"read", "previewed"}:
        raise _over()


def _over() -> Conflict:
    """It was committed, taken back, or another file has taken its place, perhaps just now."""
    return Conflict(
        "This import is over; bring the file again to compare it again.", code="import_over"
    )


async def _file(connection: "Connection", found: Import) -> bytes:
    data = await store.file_of(connection, found.id)
    if data is None:
        raise Conflict("The file is not kept any more; bring it again.", code="import_over")
    return data


async def _mine(connection: "Connection", desk: Desk, import_id: int) -> Import:
    """The import as it is from when nobody else works on it until this transaction ends.

    Raises Conflict while somebody does; NotFound, before that, for an import of somebody else.
    """
    await store.find(connection, desk.event_id, import_id)
    if not await store.take_turn(connection, import_id):
        raise Conflict(BUSY, code="busy")
    return await store.find(connection, desk.event_id, import_id)


def _require_preview(found: Import) -> None:
    if found.state == "read":
        raise Conflict("Look at the preview before you import.", code="no_preview")
    if found.state != "previewed":
        raise Conflict(
            "This import is over; bring the file again to import it again.", code="import_over"
        )
