"""What was decided about rows is written: the one way, for the browser and the command line.

Chips are freed before anybody gets one, and bibs are looked at only when the transaction ends, so
people may swap either. The caller has locked the event.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from project88.events.model import Entrant, Stored
from project88.events.participants import store

if TYPE_CHECKING:
    from project88.db.pool import Connection


class Change(msgspec.Struct, frozen=True):
    """Somebody new (``participant_id`` None), or somebody known with what he or she is from now on."""

    participant_id: int | None
    result: Entrant
    chips_before: tuple[str, ...] = ()


async def free_chips(connection: "Connection", event_id: int, changes: Sequence[Change]) -> None:
    """First, for all changes: chips that their holders are not to have any more."""
    await store.take_chips(
        connection,
        event_id,
        [
            (one.participant_id, chip)
            for one in changes
            if one.participant_id is not None
            for chip in one.chips_before
            if chip not in one.result.chips
        ],
    )


async def write(
    connection: "Connection",
    partner_id: int,
    event_id: int,
    changes: Sequence[Change],
    races: Mapping[str, int],
) -> list[int]:
    """Then, part by part: people and the chips that they get. The id of each, new or known."""
    ids = await _ids(connection, changes)
    people = [Stored(number, one.result) for number, one in zip(ids, changes, strict=True)]
    new = [who for who, one in zip(people, changes, strict=True) if one.participant_id is None]
    known = [
        who for who, one in zip(people, changes, strict=True) if one.participant_id is not None
    ]
    if new:
        await store.add_people(connection, partner_id, event_id, new, races)
    if known:
        await store.change_entrants(connection, event_id, known, races)
    given = [
        (number, chip)
        for number, one in zip(ids, changes, strict=True)
        for chip in one.result.chips
        if chip not in one.chips_before
    ]
    await store.give_chips(connection, partner_id, event_id, given)
    return ids


async def _ids(connection: "Connection", changes: Sequence[Change]) -> list[int]:
    wanted = sum(1 for one in changes if one.participant_id is None)
    fresh = iter(await store.new_ids(connection, wanted) if wanted else ())
    return [next(fresh) if one.participant_id is None else one.participant_id for one in changes]
