"""A roster as it is shown: pages, search, counts, history; as much as the transaction may see.

A search for a number looks at bibs and chips, which are quick to find; one for a word looks at
names and teams as they are shown, so nobody finds a hidden name by trying.
"""

import base64
import binascii
import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

from project88.db.actor import Names
from project88.errors import InputError, NotFound
from project88.events.participants import store
from project88.events.participants.schemas import (
    History,
    HistoryEntry,
    Participant,
    ParticipantPage,
    RaceSize,
    RosterSummary,
)

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection

_SHOWN = tuple(field for field in Participant.__struct_fields__ if field not in {"chips", "hidden"})
MOST = 2_000
"""People that one page may have."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended."""

    bib_order: str = ""
    id: int = 0


async def page(  # noqa: PLR0913, PLR0917 -- a list has its filters
    connection: "Connection",
    event_id: int,
    asked: store.Filter,
    after: str | None,
    limit: int,
    names: Names,
) -> ParticipantPage:
    """People in the order of bibs. Raises InputError for an ``after`` that is none of ours."""
    place = _place(after) if after else Place()
    rows = await store.page(
        connection, event_id, asked, (place.bib_order, place.id), _plain(asked.search), limit
    )
    found = [shown(row, names) for row in rows]
    last = rows[-1] if len(rows) == limit else None
    chips = await store.chips(connection, event_id, [one.id for one in found])
    return ParticipantPage(
        [msgspec.structs.replace(one, chips=sorted(chips.get(one.id, ()))) for one in found],
        None if last is None else _text(Place(last["bib_order"], last["id"])),
    )


async def one(
    connection: "Connection", event_id: int, participant_id: int, names: Names
) -> Participant:
    """Raises NotFound."""
    found = await some(connection, event_id, [participant_id], names)
    if participant_id not in found:
        raise NotFound("There is no such participant in this event.", code="no_participant")
    return found[participant_id]


async def some(
    connection: "Connection", event_id: int, ids: Collection[int], names: Names
) -> dict[int, Participant]:
    """Certain people by id."""
    rows = await store.shown_some(connection, event_id, list(ids))
    chips = await store.chips(connection, event_id, list(ids))
    found = [shown(row, names) for row in rows]
    return {
        one.id: msgspec.structs.replace(one, chips=sorted(chips.get(one.id, ()))) for one in found
    }


async def summary(connection: "Connection", event_id: int) -> RosterSummary:
    """Raises NotFound for the event."""
    await store.event(connection, event_id)
    told = await store.counts(connection, event_id)
    sizes = await store.sizes(connection, event_id)
    races: dict[int | None, str] = {}
    races.update((await store.race_names(connection, event_id)).items())
    if sizes.get(None):
        races[None] = ""
    return RosterSummary(
        told["people"],
        told["without_bib"],
        told["without_chip"],
        told["not_public"],
        [RaceSize(race, name, sizes.get(race, 0)) for race, name in races.items()],
    )


async def history(
    connection: "Connection", event_id: int, participant_id: int, before: int | None, limit: int
) -> History:
    """Newest first; also of somebody who is off the roster by now."""
    rows = await store.history(connection, event_id, participant_id, before, limit)
    return History(
        [
            HistoryEntry(
                id=row["id"],
                at=row["at"],
                actor_kind=row["actor_kind"],
                actor=row["actor_name"],
                action=row["action"],
                reason=row["reason"],
                old=_fields(row["old"]),
                new=_fields(row["new"]),
            )
            for row in rows
        ],
        rows[-1]["id"] if len(rows) == limit else None,
    )


def shown(row: "asyncpg.Record", names: Names) -> Participant:
    told = {field: row[field] for field in _SHOWN}
    told["bib"] = told["bib"] or ""
    hidden = names is not Names.REAL and told["privacy"] != "public"
    return Participant(chips=[], hidden=hidden, **told)


def _fields(told: str | None) -> dict[str, str | int | list[str] | None]:
    if told is None:
        return {}
    return {
        field: value if value is None or isinstance(value, str | int) else _list(value)
        for field, value in msgspec.json.decode(told, type=dict[str, object]).items()
    }


def _list(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _plain(search: str) -> str:
    """As ``plain_name`` in the database makes it."""
    parts = unicodedata.normalize("NFD", " ".join(search.split()).lower())
    return "".join(c for c in parts if not "\u0300" <= c <= "\u036f")


def _text(place: Place) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _place(after: str) -> Place:
    try:
        told = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))
        place = msgspec.json.decode(told, type=Place)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise InputError("This is no `after` of a page of this roster.", code="after") from error
    if "\0" in place.bib_order or not 0 <= place.id < 2**31:
        raise InputError("This is no `after` of a page of this roster.", code="after")
    return place
