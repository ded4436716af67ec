"""Correcting a roster by hand: add, change, take off, chips, and the undo of all of it.

Whatever somebody sets here is remembered as set here, so that an import does not take it back. A bib
or a chip is one person's within the event; who has it already is told by the bib, never by the
name, which may be hidden.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import UnsetType

from project88.db.actor import Names
from project88.errors import Conflict, InputError
from project88.events.cells import clean
from project88.events.model import Entrant, Stored
from project88.events.participants import store
from project88.events.participants.schemas import NewParticipant, ParticipantChange
from project88.events.privacy import require_may_show
from project88.race.ages import age_at

if TYPE_CHECKING:
    from project88.db.pool import Connection

_TEXTS = (
    *("bib", "first_name", "last_name", "gender", "city", "state", "country", "division", "team"),
    *("wave", "external_id"),
)
STALE = "Somebody else has changed this participant meanwhile; look at it again, then change it."


async def add(
    connection: "Connection", partner_id: int, event_id: int, told: NewParticipant
) -> int:
    """The new person's id. Raises Conflict for a bib or chip that somebody has, InputError."""
    event = await store.lock_event(connection, event_id)
    races = await store.race_names(connection, event_id)
    entrant = _entrant(Entrant(privacy="public"), msgspec.structs.asdict(told), races)
    if told.born_on is not None:
        entrant = _aged(entrant, event.day, told.age)
    (number,) = await store.new_ids(connection, 1)
    local = ("bib",) if entrant.bib else ()
    person = Stored(number, entrant, local, told.note.strip())
    await require_free(connection, event_id, [person])
    by_name = {name: race for race, name in races.items()}
    await store.add_people(connection, partner_id, event_id, [person], by_name)
    await store.give_chips(
        connection, partner_id, event_id, [(number, chip) for chip in entrant.chips]
    )
    return number


async def change(  # noqa: PLR0913, PLR0917 -- who, what, and by whom
    connection: "Connection",
    partner_id: int,
    event_id: int,
    participant_id: int,
    told: ParticipantChange,
    names: Names,
) -> int:
    """The id of the undo. Raises Conflict ``stale`` for another version than was seen; Refused, see ``privacy``."""
    event = await store.lock_event(connection, event_id)
    before = await store.one(connection, event_id, participant_id)
    if before.version != told.version:
        raise Conflict(STALE, code="stale")
    races = await store.race_names(connection, event_id)
    fields = {
        field: value
        for field, value in msgspec.structs.asdict(told).items()
        if value is not msgspec.UNSET and field != "version"
    }
    note = fields.pop("note", before.note)
    entrant = _entrant(before.entrant, fields, races)
    if isinstance(told.born_on, date):
        entrant = _aged(entrant, event.day, told.age)
    after = msgspec.structs.replace(
        before, entrant=entrant, note=str(note).strip(), local=_local(before, entrant)
    )
    require_may_show([before], [after], names)
    return await put(connection, partner_id, event_id, [before], [after])


async def set_chips(
    connection: "Connection", partner_id: int, event_id: int, participant_id: int, chips: list[str]
) -> int:
    """All chips that the person has from now on; the id of the undo."""
    await store.lock_event(connection, event_id)
    before = await store.one(connection, event_id, participant_id)
    entrant = msgspec.structs.replace(before.entrant, chips=tuple(sorted(set(chips))))
    after = msgspec.structs.replace(before, entrant=entrant, local=_local(before, entrant))
    return await put(connection, partner_id, event_id, [before], [after], "chips")


async def remove(
    connection: "Connection", partner_id: int, event_id: int, ids: Sequence[int], action: str
) -> int:
    """Off the roster; the id of the undo. Raises NotFound when one of them is not there."""
    await store.lock_event(connection, event_id)
    before = [await store.one(connection, event_id, number) for number in ids]
    await store.delete_people(connection, event_id, ids)
    return await store.keep_undo(connection, partner_id, event_id, action, before)


async def put(  # noqa: PLR0913, PLR0917 -- both states and what it was
    connection: "Connection",
    partner_id: int,
    event_id: int,
    before: Sequence[Stored],
    after: Sequence[Stored],
    action: str = "changed",
    gone: Sequence[int] = (),
) -> int:
    """Known people as they are to be from now on, those in ``gone`` off the roster; the undo's id.

    Raises Conflict for a bib or a chip that somebody else has.
    """
    await store.delete_people(connection, event_id, gone)
    await require_free(connection, event_id, after)
    await write(connection, partner_id, event_id, before, after)
    return await store.keep_undo(connection, partner_id, event_id, action, before)


async def write(
    connection: "Connection",
    partner_id: int,
    event_id: int,
    before: Sequence[Stored],
    after: Sequence[Stored],
) -> None:
    """The rows of known people and their chips, without asking who has what."""
    races = {name: race for race, name in (await store.race_names(connection, event_id)).items()}
    await store.let_bibs_swap(connection)
    had = {(one.id, chip) for one in before for chip in one.entrant.chips}
    having = {(one.id, chip) for one in after for chip in one.entrant.chips}
    stay = {one.id for one in after}
    await store.take_chips(
        connection, event_id, sorted(pair for pair in had - having if pair[0] in stay)
    )
    known = {one.id: one for one in before}
    changed = [one for one in after if one != known.get(one.id)]
    await store.change_people(connection, event_id, changed, races)
    await store.give_chips(connection, partner_id, event_id, sorted(having - had))


async def undo(  # noqa: PLR0913, PLR0917 -- what, where, and by whom
    connection: "Connection",
    partner_id: int,
    event_id: int,
    undo_id: int,
    names: Names,
    actions: Sequence[str] | None = None,
) -> int:
    """Everything that the action touched is as it was; how many people that are.

    ``actions``: which kinds may be undone here, None all of them.
    Raises Conflict when somebody has edited one of them since, or has a bib or chip of theirs;
    Refused, see ``privacy``.
    """
    await store.lock_event(connection, event_id)
    then, became = await store.take_undo(connection, event_id, undo_id, actions)
    wanted = {one.id for one in then}
    now = await store.some(connection, event_id, wanted)
    if _facts(now) != _facts(became):
        raise Conflict(
            "This cannot be undone any more: somebody has edited it since.", code="edited_since"
        )
    require_may_show(now, then, names)
    await require_free(connection, event_id, then)
    here = {one.id for one in now}
    races = {name: race for race, name in (await store.race_names(connection, event_id)).items()}
    back = [one for one in then if one.id not in here]
    await store.let_bibs_swap(connection)
    await write(
        connection,
        partner_id,
        event_id,
        now,
        [one for one in then if one.id in here],
    )
    await store.add_people(connection, partner_id, event_id, back, races)
    await store.give_chips(
        connection, partner_id, event_id, [(o.id, chip) for o in back for chip in o.entrant.chips]
    )
    return len(then)


async def require_free(connection: "Connection", event_id: int, people: Sequence[Stored]) -> None:
    """Nobody else has their bibs and chips. Raises Conflict, naming only bibs."""
    ids = [one.id for one in people]
    bibs = [one.entrant.bib for one in people if one.entrant.bib]
    _require_once("bib", bibs)
    for held in await store.holders_of_bibs(connection, event_id, bibs, ids):
        raise Conflict(f"Bib {held.what} is somebody else's already.", code="bib_taken")
    chips = [chip for one in people for chip in one.entrant.chips]
    _require_once("chip", chips)
    for held in await store.holders_of_chips(connection, event_id, chips, ids):
        whose = f"belongs to bib {held.bib}" if held.bib else "belongs to somebody without a bib"
        raise Conflict(f"Chip {held.what} {whose} already.", code="chip_taken")


def _facts(people: Sequence[Stored]) -> list[Stored]:
    """Without the version, which also rises when something is done and undone."""
    return [msgspec.structs.replace(one, version=0) for one in people]


def _require_once(what: str, texts: Sequence[str]) -> None:
    twice = (
        next((text for text in texts if texts.count(text) > 1), None)
        if (len(set(texts)) < len(texts))
        else None
    )
    if twice is not None:
        raise Conflict(f"Two people would have the {what} {twice}.", code=f"{what}_taken")


def _entrant(before: Entrant, told: dict[str, object], races: dict[int, str]) -> Entrant:
    fields: dict[str, object] = {
        field: clean(str(told[field])) for field in _TEXTS if field in told
    }
    if "age" in told:
        fields["age"] = told["age"]
    if "born_on" in told:
        fields["born_on"] = told["born_on"]
    if "privacy" in told:
        fields["privacy"] = told["privacy"]
    if "chips" in told:
        fields["chips"] = tuple(sorted(set(_texts(told["chips"]))))
    if "race_id" in told:
        fields["race"] = _race(told["race_id"], races)
    entrant = msgspec.structs.replace(before, **fields)
    if not entrant.first_name and not entrant.last_name:
        raise InputError("Give a first or a last name.", code="no_name")
    return entrant


def _aged(entrant: Entrant, day: date, told: int | UnsetType | None) -> Entrant:
    """With the age that a new date of birth gives; an age that is told with it stays.

    Raises InputError for a day that nobody of this event can be born on.
    """
    age = age_at(entrant.born_on, None, day)
    if age is None:
        raise InputError("Nobody of this event was born on that day.", code="born_on")
    return msgspec.structs.replace(entrant, age=told if isinstance(told, int) else age)


def _race(race_id: object, races: dict[int, str]) -> str:
    if race_id is None:
        return ""
    if not isinstance(race_id, int) or race_id not in races:
        raise InputError("There is no such race in this event.", code="no_race")
    return races[race_id]


def _texts(value: object) -> Iterable[str]:
    return (str(one) for one in value) if isinstance(value, list) else ()


def _local(before: Stored, entrant: Entrant) -> tuple[str, ...]:
    """Fields that were set here by now."""
    changed = {
        field
        for field in Entrant.__struct_fields__
        if getattr(before.entrant, field) != getattr(entrant, field)
    }
    return tuple(sorted({*before.local, *changed}))
