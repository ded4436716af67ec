"""Ranges, giving bibs out, and the swap at the last minute, each in its caller's transaction.

A bib that was read already carries passings: whoever gets it gets them too. So it is never given to
somebody else without saying so first.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from project88.errors import Conflict, InputError, NotFound
from project88.events import names
from project88.events.bibs import giving, store
from project88.events.bibs.schemas import Assignment, BibRange, BibRangeChange, NewBibRange, Swap
from project88.events.cells import clean
from project88.events.model import Stored
from project88.events.participants import editing
from project88.events.participants import store as people

if TYPE_CHECKING:
    from project88.db.pool import Connection

SWAPPED = "bibs"
GIVEN = "bibs given"
CHIPS = "chips"
UNDOABLE_HERE = (SWAPPED, GIVEN, CHIPS)
"""What may be undone with the permission for bibs."""
MOST_BIBS = 100_000
"""In one range."""
MOST_RANGES = 50
"""At one event."""

Change: TypeAlias = tuple[Stored, str]
"""Somebody, and the bib from now on."""


async def add_range(
    connection: "Connection", partner_id: int, event_id: int, told: NewBibRange
) -> int:
    """Raises InputError for a range that cannot be, Conflict for one too many."""
    await people.lock_event(connection, event_id)
    if len(await store.ranges(connection, event_id)) >= MOST_RANGES:
        raise Conflict(f"An event has at most {MOST_RANGES} bib ranges.", code="most_ranges")
    made = BibRange(id=0, free=0, **msgspec.structs.asdict(told))
    await _require_possible(connection, event_id, made)
    return await store.add_range(connection, partner_id, event_id, made)


async def change_range(
    connection: "Connection", event_id: int, range_id: int, told: BibRangeChange
) -> None:
    """Raises NotFound, InputError for a range that cannot be."""
    await people.lock_event(connection, event_id)
    before = next(
        (one for one in await store.ranges(connection, event_id) if one.id == range_id), None
    )
    if before is None:
        raise NotFound("There is no such bib range in this event.", code="no_range")
    fields = {
        name: value
        for name, value in msgspec.structs.asdict(told).items()
        if value is not msgspec.UNSET
    }
    after = msgspec.structs.replace(before, **fields)
    await _require_possible(connection, event_id, after)
    await store.change_range(connection, event_id, after)


async def free(
    connection: "Connection", event_id: int, race_id: int | None, limit: int
) -> list[str]:
    """The lowest bibs of the ranges that nobody has, for people of this race."""
    await people.event(connection, event_id)
    ranges = [
        giving.Range(one.first_bib, one.last_bib, one.prefix)
        for one in await store.ranges(connection, event_id)
        if one.race_id is None or race_id is None or one.race_id == race_id
    ]
    taken = await store.taken(connection, event_id)
    # Fifty full ranges are millions of bibs to look through; meanwhile others are answered.
    return await asyncio.to_thread(giving.lowest_free, ranges, taken, limit)


async def assign(
    connection: "Connection", partner_id: int, event_id: int, told: Assignment
) -> tuple[list[tuple[int, str]], int, int | None]:
    """Who gets which bib, for how many there is none, and the undo. A dry run writes nothing."""
    await people.lock_event(connection, event_id)
    waiting = await store.waiting(connection, event_id, told.race_id)
    before = {one.id: one for one in await people.some(connection, event_id, waiting)}
    ordered = _ordered([before[number] for number in waiting], told.order)
    races = await people.race_names(connection, event_id)
    ranges = [
        giving.Range(
            one.first_bib,
            one.last_bib,
            one.prefix,
            None if one.race_id is None else races.get(one.race_id, ""),
            one.gender,
        )
        for one in await store.ranges(connection, event_id)
    ]
    taken = await store.taken(connection, event_id)
    given, left = await asyncio.to_thread(giving.give, ordered, ranges, taken)
    told_bibs = [(person.id, bib) for person, bib in given]
    undo_id = None
    if given and not told.dry_run:
        await store.give_bibs(connection, event_id, told_bibs)
        concerned = sorted((person for person, _ in given), key=lambda one: one.id)
        undo_id = await people.keep_undo(connection, partner_id, event_id, GIVEN, concerned)
    return told_bibs, len(left), undo_id


async def swap(
    connection: "Connection", partner_id: int, event_id: int, told: Swap
) -> tuple[list[tuple[int, str, str]], int]:
    """Who had and has which bib, and the undo.

    Raises Conflict for a bib that somebody has (``bib_taken``) or that was read (``bib_read``).
    """
    await people.lock_event(connection, event_id)
    changes = await _changes(connection, event_id, told)
    before = [person for person, _ in changes]
    if not told.although_read:
        await _require_unread(connection, event_id, before)
    after = [_with_bib(person, bib) for person, bib in changes]
    undo_id = await editing.put(connection, partner_id, event_id, before, after, SWAPPED)
    return [(person.id, person.entrant.bib, bib) for person, bib in changes], undo_id


async def _changes(connection: "Connection", event_id: int, told: Swap) -> list[Change]:
    one = await people.one(connection, event_id, told.participant_id)
    if told.with_participant_id is not None:
        if told.with_participant_id == told.participant_id:
            raise InputError("Nobody can swap bibs with himself.", code="same_person")
        other = await people.one(connection, event_id, told.with_participant_id)
        return [(one, other.entrant.bib), (other, one.entrant.bib)]
    if told.new_bib is None:
        raise InputError("Say the new bib, or with whom to swap.", code="no_bib")
    bib = clean(told.new_bib)
    held = await people.holders_of_bibs(connection, event_id, [bib], [one.id]) if bib else []
    if not held:
        return [(one, bib)]
    if told.if_taken == "refuse":
        raise Conflict(f"Bib {bib} is somebody else's already.", code="bib_taken")
    other = await people.one(connection, event_id, held[0].participant_id)
    return [(one, bib), (other, one.entrant.bib if told.if_taken == "swap" else "")]


async def _require_unread(
    connection: "Connection", event_id: int, concerned: Sequence[Stored]
) -> None:
    read = await people.already_read(connection, event_id, [one.id for one in concerned])
    bibs = [one.entrant.bib or "without a bib" for one in concerned if one.id in read]
    if bibs:
        raise Conflict(
            f"There are reads of {' and '.join(bibs)} already. Whoever gets the bib gets them too; "
            "say so to do it nevertheless.",
            code="bib_read",
        )


async def _require_possible(connection: "Connection", event_id: int, told: BibRange) -> None:
    if told.first_bib > told.last_bib:
        raise InputError("The first bib of a range is not above the last.", code="range")
    if told.last_bib - told.first_bib >= MOST_BIBS:
        raise InputError(f"A range has at most {MOST_BIBS} bibs.", code="range")
    if told.race_id is not None and not await people.race_exists(
        connection, event_id, told.race_id
    ):
        raise InputError("There is no such race in this event.", code="no_race")


def _with_bib(person: Stored, bib: str) -> Stored:
    entrant = msgspec.structs.replace(person.entrant, bib=bib)
    local = tuple(sorted({*person.local, "bib"}))
    return msgspec.structs.replace(person, entrant=entrant, local=local)


def _ordered(waiting: list[Stored], order: str) -> list[Stored]:
    """Registration is the order in which they came, which is how they are asked for."""
    if order == "registration":
        return waiting
    by_name = sorted(waiting, key=_alphabetical)
    return by_name if order == "name" else sorted(by_name, key=lambda one: one.entrant.race)


def _alphabetical(one: Stored) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    return names.words(one.entrant.last_name), names.words(one.entrant.first_name), one.id
