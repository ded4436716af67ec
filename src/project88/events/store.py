"""Events, races and rosters in the database. Each function works in its caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from project88.db.queries import load
from project88.errors import NotFound
from project88.events.model import Entrant, Event, Stored, Target
from project88.race.matching import Entry

if TYPE_CHECKING:
    from project88.db.pool import Connection

CHANNEL = "rosters"
"""Wake-ups say which event's roster changed: the payload is its id."""

_queries = load(__package__)
_TEXTS = ("bib", "first_name", "last_name", "gender")
_MORE_TEXTS = ("city", "state", "country", "division", "team", "wave")


async def partner_of(hub_connection: "Connection", slug: str) -> int:
    """:raises NotFound: no timing partner has this short name."""
    partner_id: int | None = await hub_connection.fetchval(_queries["partner_of_slug"], slug)
    if partner_id is None:
        raise NotFound(f"There is no timing partner with the short name {slug}.")
    return partner_id


async def put_event(connection: "Connection", target: Target) -> Event:
    """The event of this name and day, locked until the transaction ends; its zone stays as it is."""
    row = await connection.fetchrow(
        _queries["put_event"], target.partner_id, target.event, target.day, target.zone
    )
    if row is None:
        raise NotFound("There is no such timing partner.")
    return Event(id=row["id"], name=row["name"], zone=row["zone"])


async def put_races(
    connection: "Connection", partner_id: int, event_id: int, names: Iterable[str]
) -> dict[str, int]:
    """All races of the event by name, those of ``names`` made where missing."""
    wanted = sorted({name for name in names if name})
    await connection.execute(_queries["put_races"], partner_id, event_id, wanted)
    return await _races(connection, event_id)


async def participants(connection: "Connection", event_id: int) -> dict[str, Stored]:
    """The roster of an event by bib, with real names, whatever the transaction was opened for."""
    await connection.execute(_queries["see_real_names"])
    races = {number: name for name, number in (await _races(connection, event_id)).items()}
    chips = await _chips(connection, event_id)
    found: dict[str, Stored] = {}
    for row in await connection.fetch(_queries["participants"], event_id):
        texts = dict(row)
        number = texts.pop("id")
        race = races.get(texts.pop("race_id"), "")
        entrant = Entrant(race=race, chips=tuple(sorted(chips.get(number, ()))), **texts)
        found[entrant.bib] = Stored(number, entrant)
    return found


async def put_participants(
    connection: "Connection",
    partner_id: int,
    event_id: int,
    entrants: Sequence[Entrant],
    races: Mapping[str, int],
) -> dict[str, int]:
    """Write them whole and without their chips; their ids by bib."""
    rows = await connection.fetch(
        _queries["put_participants"],
        partner_id,
        event_id,
        [races.get(entrant.race) for entrant in entrants],
        *([getattr(entrant, field) for entrant in entrants] for field in _TEXTS),
        [entrant.age for entrant in entrants],
        *([getattr(entrant, field) for entrant in entrants] for field in _MORE_TEXTS),
    )
    return {row["bib"]: row["id"] for row in rows}


async def put_chips(
    connection: "Connection",
    partner_id: int,
    event_id: int,
    holders: Sequence[tuple[int, Sequence[str]]],
) -> None:
    """From now on each of these participants has these chips and no others."""
    given = [(chip, holder) for holder, chips in holders for chip in chips]
    await connection.execute(
        _queries["take_chips"], event_id, [participant for participant, _ in holders]
    )
    await connection.execute(
        _queries["give_chips"],
        partner_id,
        event_id,
        [chip for chip, _ in given],
        [holder for _, holder in given],
    )


async def announce(connection: "Connection", event_id: int) -> None:
    """Tell the other processes, when this transaction commits, that the roster changed."""
    await connection.execute(_queries["announce"], str(event_id))


async def roster_rows(connection: "Connection", event_id: int) -> list[Entry]:
    """What ``race.matching.Roster`` is built from."""
    chips = await _chips(connection, event_id)
    rows = await connection.fetch(_queries["bibs"], event_id)
    return [Entry(row["id"], row["bib"], tuple(sorted(chips.get(row["id"], ())))) for row in rows]


async def _races(connection: "Connection", event_id: int) -> dict[str, int]:
    rows = await connection.fetch(_queries["races"], event_id)
    return {row["name"]: row["id"] for row in rows}


async def _chips(connection: "Connection", event_id: int) -> dict[int, list[str]]:
    held: dict[int, list[str]] = {}
    for row in await connection.fetch(_queries["chips"], event_id):
        held.setdefault(row["participant_id"], []).append(row["chip"])
    return held
