"""The work list as it is shown: counts by kind, and pages of one kind with names and sentences."""

import base64
import binascii
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from project88.errors import InputError
from project88.results.worklist import schemas, store
from project88.results.worklist.gathering import GATHERED, nearby
from project88.results.worklist.looking import Look
from project88.results.worklist.model import (
    ORDER,
    SERIOUS,
    Found,
    Gone,
    Known,
    Place,
    Tally,
)
from project88.results.worklist.remembering import made
from project88.results.worklist.sentences import sentence

if TYPE_CHECKING:
    from project88.db.pool import Connection


class Asked(msgspec.Struct, frozen=True):
    """Which page."""

    kind: str
    dismissed: bool = False
    after: str | None = None
    limit: int = 100


async def counted(connection: "Connection", look: Look) -> schemas.WorkList:
    """How many there are of each kind."""
    opened: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    for one in await tallies(connection, look):
        opened[one.kind] += one.open
        gone[one.kind] += one.dismissed
    kinds = [
        schemas.WorkCount(kind, opened[kind], gone[kind], kind in SERIOUS)
        for kind in ORDER
        if opened[kind] or gone[kind]
    ]
    return schemas.WorkList(kinds, opened.total(), gone.total())


async def tallies(connection: "Connection", look: Look) -> list[Tally]:
    """Counts of every kind and race."""
    found = await store.tallies(connection, look.event_id, look.race)
    gone = await store.dismissals(connection, look.event_id)
    for kind, gather in GATHERED.items():
        items = await made(connection, look, kind, gather)
        found += [
            Tally(one.race_id, one.kind, int(one.key not in gone), int(one.key in gone))
            for one in items
        ]
    return found


async def page(connection: "Connection", look: Look, asked: Asked) -> schemas.WorkItems:
    """Raises InputError for an ``after`` that is none of ours."""
    event_id = look.event_id
    gone = await store.dismissals(connection, event_id, asked.kind)
    place = _place(asked.after) if asked.after else Place()
    found = await _found(connection, look, asked, place, gone)
    more = len(found) > asked.limit
    found = await _whole(connection, event_id, found[: asked.limit])
    people = await store.people(connection, event_id, _named(found))
    names = {race.id: race.name for race in look.course.races}
    return schemas.WorkItems(
        [_item(one, names, people, gone.get(one.key)) for one in found],
        _text(found[-1].place) if more else None,
    )


async def _found(
    connection: "Connection", look: Look, asked: Asked, place: Place, gone: Mapping[str, Gone]
) -> list[Found]:
    """One more than the page has, if there is one."""
    gather = GATHERED.get(asked.kind)
    if gather is None:
        return await store.doubted(
            connection,
            look.event_id,
            look.race,
            asked.kind,
            place,
            asked.limit + 1,
            dismissed=asked.dismissed,
        )
    items = [
        one
        for one in await made(connection, look, asked.kind, gather)
        if (one.key in gone) == asked.dismissed and (one.order, one.key) > (place.order, place.key)
    ]
    return sorted(items, key=lambda one: (one.order, one.key))[: asked.limit + 1]


async def _whole(connection: "Connection", event_id: int, found: Sequence[Found]) -> list[Found]:
    """With what is looked up only for those that are shown."""
    tags = {one.tag for one in found if one.kind == "unknown_tag"}
    if not tags:
        return list(found)
    reads = await store.reads_of_tags(connection, event_id, tags)
    known, unheard = await nearby(connection, event_id)
    return [
        msgspec.structs.replace(
            one, reads=reads.get(one.tag, 0), near=tuple(known.near(one.tag, unheard))
        )
        for one in found
    ]


def _named(found: Sequence[Found]) -> set[int]:
    own = {one.participant_id for one in found if one.participant_id is not None}
    return own | {near.participant_id for one in found for near in one.near}


def _item(
    one: Found, races: Mapping[int, str], people: Mapping[int, Known], gone: Gone | None
) -> schemas.WorkItem:
    person = people.get(one.participant_id) if one.participant_id is not None else None
    return schemas.WorkItem(
        key=one.key,
        kind=one.kind,  # type: ignore[arg-type]  # ORDER has no other
        sentence=sentence(one, person),
        target=schemas.WorkTarget(one.to, one.to_id, one.to_text),  # type: ignore[arg-type]  # written here
        race_id=one.race_id,
        race=races.get(one.race_id or 0, ""),
        person=_person(person),
        tag=one.tag,
        point=one.point,
        other=one.other,
        locations=list(one.locations),
        first_at=one.first_at,
        last_at=one.last_at,
        count=one.count,
        reads=one.reads,
        ms=one.ms,
        detail=one.detail,
        suggestions=[
            schemas.WorkSuggestion(shown, near.known_as, near.slip.value, near.unheard)
            for near in one.near
            if (shown := _person(people.get(near.participant_id))) is not None
        ],
        dismissed=schemas.WorkDismissal(gone.id, gone.reason, gone.by, gone.at) if gone else None,
    )


def _person(known: Known | None) -> schemas.WorkPerson | None:
    return schemas.WorkPerson(known.id, known.bib, known.name) if known else None


def _text(place: Place) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _place(after: str) -> Place:
    try:
        told = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))
        place = msgspec.json.decode(told, type=Place)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise InputError("This is no `after` of a page of this list.", code="after") from error
    if "\0" in place.order or "\0" in place.key:
        raise InputError("This is no `after` of a page of this list.", code="after")
    return place
