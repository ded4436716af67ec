"""Events, races and rosters in the database. Each function works in its caller's transaction."""

from typing import TYPE_CHECKING

from project88.db.queries import load
from project88.errors import NotFound
from project88.events.model import Event, Target
from project88.race.matching import Entry

if TYPE_CHECKING:
    from project88.db.pool import Connection

CHANNEL = "rosters"
"""Wake-ups say which event's roster changed: the payload is its id."""

_queries = load(__package__)


async def put_event(connection: "Connection", target: Target) -> Event:
    """The event of this name and day, locked until the transaction ends; its zone stays as it is."""
    row = await connection.fetchrow(
        _queries["put_event"], target.partner_id, target.event, target.day, target.zone
    )
    if row is None:
        raise NotFound("There is no such timing partner.")
    return Event(id=row["id"], name=row["name"], zone=row["zone"])


async def announce(connection: "Connection", event_id: int) -> None:
    """Tell the other processes, when this transaction commits, that the roster changed."""
    await connection.execute(_queries["announce"], str(event_id))


async def roster_rows(connection: "Connection", event_id: int) -> list[Entry]:
    """What ``race.matching.Roster`` is built from."""
    chips = await _chips(connection, event_id)
    rows = await connection.fetch(_queries["bibs"], event_id)
    return [Entry(row["id"], row["bib"], tuple(sorted(chips.get(row["id"], ())))) for row in rows]


async def _chips(connection: "Connection", event_id: int) -> dict[int, list[str]]:
    held: dict[int, list[str]] = {}
    for row in await connection.fetch(_queries["chips"], event_id):
        held.setdefault(row["participant_id"], []).append(row["chip"])
    return held
