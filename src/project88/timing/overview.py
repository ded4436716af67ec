"""A partner's timing sessions as an operator looks at them, and how a person names what is meant."""

import msgspec

from project88.db.pool import Connection
from project88.errors import Conflict, NotFound
from project88.timing.corrections import store


class Location(msgspec.Struct, frozen=True):
    """A location with its rule, the reads heard and the passings that stand."""

    id: int
    name: str
    rule: str
    ignore_window_s: int
    reads: int
    passings: int


class Session(msgspec.Struct, frozen=True):
    """A timing session with its locations. `event` is blank when it has none."""

    id: int
    source_id: int
    name: str
    day: str
    zone: str
    state: str
    reads: int
    event: str
    locations: tuple[Location, ...]


async def sessions(connection: Connection, limit: int) -> list[Session]:
    """The newest sessions of the partner of this transaction."""
    rows = await store.sessions_of_partner(connection, limit)
    places: dict[int, list[Location]] = {row["id"]: [] for row in rows}
    for row in await store.locations_of_sessions(connection, list(places)):
        session_id, *rest = row.values()
        places[session_id].append(Location(*rest))
    return [
        Session(
            row["id"],
            row["source_id"],
            row["name"],
            str(row["event_day"]),
            row["zone"],
            row["state"],
            row["reads"],
            row["event_name"] or "",
            tuple(places[row["id"]]),
        )
        for row in rows
    ]


async def source_of(connection: Connection, session_id: int) -> int:
    """The source of a session. Raises NotFound."""
    source_id = await store.source_of_session(connection, session_id)
    if source_id is None:
        raise NotFound(f"There is no timing session {session_id} of this partner.")
    return source_id


async def event_named(connection: Connection, name: str) -> int:
    """The number of the event that a person names, by name or number.

    :raises NotFound: there is none.
    :raises Conflict: there are several; the sentence has their numbers and days.
    """
    found = await store.events_named(connection, name)
    if not found:
        raise NotFound(f"There is no event “{name}” of this partner.")
    if len(found) > 1:
        days = ", ".join(f"{row['id']} ({row['event_date']})" for row in found)
        raise Conflict(f"There are several events “{name}”; say the number of one: {days}.")
    event_id: int = found[0]["id"]
    return event_id
