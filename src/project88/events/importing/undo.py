"""Taking an import back, person by person and field by field.

People whom it added go, unless somebody has edited them since; fields that it changed get what they
were, unless they are not any more what the import made of them. A bib or a chip comes back only
when nobody else has it by now, and more of a name is shown again only by who may see real names.
What is left alone is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from project88.db.actor import Names
from project88.events.importing import store
from project88.events.importing.store import Import, Left, Undone, Written
from project88.events.model import Stored
from project88.events.participants import store as people
from project88.events.privacy import shows_more

if TYPE_CHECKING:
    from project88.db.pool import Connection

Thing: TypeAlias = tuple[str, str]
"""A bib or a chip: the field, and which one."""
TOLD = 100


class Restored(msgspec.Struct, frozen=True):
    """Somebody with what comes back, and the fields that stay because they were edited."""

    now: Stored
    then: Stored
    edited: tuple[str, ...]


async def take_back(
    connection: "Connection", partner_id: int, event_id: int, found: Import, names: Names
) -> Undone:
    """In a transaction that sees real names and has locked the event."""
    races, _ = await people.put_races(connection, partner_id, event_id, ())
    await people.let_bibs_swap(connection)
    made = await store.made_people(connection, found.id)
    gone = [number for number, version, _ in made if version == 1]
    left = [Left(number, bib, ["everything"]) for number, version, bib in made if version != 1]
    await people.delete_people(connection, event_id, gone)
    moved = await _moved(connection, event_id, found)
    restored = 0
    async for rows in store.rows_to_write(connection, found.id, people.AT_ONCE):
        part = [
            one if names is Names.REAL else _without_showing_more(one)
            for known in await _restored(connection, event_id, rows)
            for one in [moved.get(known.now.id, known)]
        ]
        back = [one for one in part if one.then != one.now]
        # What a race was called may have changed; then it is not there under that name.
        await people.change_entrants(connection, event_id, [one.then for one in back], races)
        restored += len(back)
        left += [
            Left(one.now.id, one.now.entrant.bib, list(one.edited)) for one in part if one.edited
        ]
    await _give_chips_back(connection, partner_id, event_id, list(moved.values()))
    await people.drop_empty_races(connection, event_id, found.races_made)
    return Undone(restored, len(gone), len(left), left[:TOLD])


async def _restored(
    connection: "Connection", event_id: int, rows: Sequence[Written]
) -> list[Restored]:
    """Rows of people who were changed and are still there."""
    changed = {row.participant_id: row for row in rows if row.before and row.participant_id}
    now = await people.some(connection, event_id, [who for who in changed if who is not None])
    return [restore(one, changed[one.id]) for one in now]


def restore(now: Stored, row: Written) -> Restored:
    """Field by field: what the import made of it becomes what it was; anything else stays."""
    then, edited = {}, []
    for field, before in row.before.items():
        if getattr(now.entrant, field) != getattr(row.result, field):
            edited.append(field)
        else:
            then[field] = _value(field, before)
    entrant = msgspec.structs.replace(now.entrant, **then) if then else now.entrant
    return Restored(now, msgspec.structs.replace(now, entrant=entrant), tuple(edited))


def _value(field: str, before: object) -> object:
    """As an entrant has it; JSON knows no tuples and no days."""
    if field == "born_on" and isinstance(before, str):
        return date.fromisoformat(before)
    return tuple(before) if isinstance(before, list) else before


async def _moved(connection: "Connection", event_id: int, found: Import) -> dict[int, Restored]:
    """Those whose bib or chips come back, as far as nobody else has them now."""
    moving = {
        one.now.id: one
        for one in await _restored(
            connection, event_id, await store.rows_that_move(connection, found.id)
        )
    }
    wanted = [thing for one in moving.values() for thing in _gained(one)]
    holders = {
        ("bib", held.what): held.participant_id
        for held in await people.holders_of_bibs(
            connection, event_id, [what for kind, what in wanted if kind == "bib"]
        )
    } | {
        ("chips", held.what): held.participant_id
        for held in await people.holders_of_chips(
            connection, event_id, [what for kind, what in wanted if kind == "chips"]
        )
    }
    return free_of_others(moving, holders)


def free_of_others(
    moving: Mapping[int, Restored], holders: Mapping[Thing, int]
) -> dict[int, Restored]:
    """Without what somebody keeps; who keeps a thing may keep another from coming back."""
    now = dict(moving)
    while True:
        given_up = {(who, thing) for who, one in now.items() for thing in _gained(_reversed(one))}
        blocked = [
            (who, kind)
            for who, one in now.items()
            for kind, what in _gained(one)
            if (holder := holders.get((kind, what))) is not None
            and holder != who
            and (holder, (kind, what)) not in given_up
        ]
        if not blocked:
            return now
        for who, kind in set(blocked):
            now[who] = _without(now[who], kind)


def _without(one: Restored, field: str) -> Restored:
    kept = msgspec.structs.replace(one.then.entrant, **{field: getattr(one.now.entrant, field)})
    then = msgspec.structs.replace(one.then, entrant=kept)
    return Restored(one.now, then, (*one.edited, field))


def _without_showing_more(one: Restored) -> Restored:
    more = shows_more(one.now.entrant.privacy, one.then.entrant.privacy)
    return _without(one, "privacy") if more else one


def _reversed(one: Restored) -> Restored:
    return Restored(one.then, one.now, ())


def _gained(one: Restored) -> Iterator[Thing]:
    """What ``then`` has and ``now`` has not."""
    before, after = one.now.entrant, one.then.entrant
    if after.bib and after.bib != before.bib:
        yield "bib", after.bib
    for chip in after.chips:
        if chip not in before.chips:
            yield "chips", chip


async def _give_chips_back(
    connection: "Connection", partner_id: int, event_id: int, moved: Sequence[Restored]
) -> None:
    taken = [
        (one.now.id, what)
        for one in moved
        for kind, what in _gained(_reversed(one))
        if kind == "chips"
    ]
    given = [(one.now.id, what) for one in moved for kind, what in _gained(one) if kind == "chips"]
    await people.take_chips(connection, event_id, taken)
    await people.give_chips(connection, partner_id, event_id, given)
