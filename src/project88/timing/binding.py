"""What a person decides about a session: its event, and how reads become passings at a location.

A new session finds its event by itself when its partner has one event that day. This is for all
other cases, and for an event that was made after its first read.
"""

import msgspec

from project88.db.pool import Connection
from project88.errors import InputError, NotFound
from project88.race.passings import Takes
from project88.timing import announcing
from project88.timing.corrections import store
from project88.timing.rebuilding import Rebuilt, Subject, all_there, rebuild
from project88.timing.registry import load_roster
from project88.timing.rematch import Rematched, rematch

LONGEST_WINDOW_S = 86_400


class RuleChange(msgspec.Struct, frozen=True):
    """None leaves what is. The window is in seconds after the first read of a passing."""

    takes: Takes | None = None
    ignore_window_s: int | None = None


class Bound(msgspec.Struct, frozen=True):
    """Where the session belongs now. The session keeps its own zone."""

    event: str | None
    event_zone: str | None
    session_zone: str
    rematched: Rematched


async def bind(connection: Connection, session_id: int, event_id: int | None) -> Bound:
    """The session belongs to this event (None: to none), and its tags are matched to that roster.

    :raises NotFound: the partner has no such session or event.
    """
    event = None if event_id is None else await store.event(connection, event_id)
    if event is None and event_id is not None:
        raise NotFound(f"There is no event {event_id} of this partner.")
    locked = await store.lock_sessions(connection, [session_id])
    if not locked:
        raise NotFound(f"There is no timing session {session_id} of this partner.")
    await store.set_event(connection, [session_id], event_id)
    rematched = await rematch(connection, [session_id])
    await announcing.tell_collector(connection, [session_id])
    return Bound(
        event["name"] if event else None,
        event["zone"] if event else None,
        locked[0]["zone"],
        rematched,
    )


async def bind_waiting(connection: Connection, event_id: int) -> int:
    """Binds the sessions that would have found this event, had it been there at their first read;
    how many. Their tags are for `rematch_roster`, which is called after a change of roster anyway.
    """
    waiting = await store.sessions_waiting_for_event(connection, event_id)
    await store.lock_sessions(connection, waiting)
    await store.set_event(connection, waiting, event_id)
    await announcing.tell_collector(connection, waiting)
    return len(waiting)


async def change_rule(connection: Connection, location_id: int, change: RuleChange) -> Rebuilt:
    """Another rule for a location; its passings are made anew.

    :raises NotFound: the partner has no such location.
    :raises InputError: for a window that is negative or longer than a day.
    :raises Conflict: when reads were dropped for their age.
    """
    window_s = change.ignore_window_s
    if window_s is not None and not 0 <= window_s <= LONGEST_WINDOW_S:
        raise InputError(f"An ignore window has 0 to {LONGEST_WINDOW_S} seconds.")
    session_id = await store.session_of_location(connection, location_id)
    if session_id is None:
        raise NotFound(f"There is no location {location_id} of this partner.")
    await store.allow_long_statements(connection)
    [session] = await store.lock_sessions(connection, [session_id])
    await all_there(connection, session)
    await store.set_rule(connection, location_id, change.takes and change.takes.value, window_s)
    event_id = session["event_id"]
    roster = None if event_id is None else await load_roster(connection, event_id)
    version = (await announcing.raise_versions(connection, [session_id]))[session_id]
    done = await rebuild(connection, Subject(session_id, version, roster, location_id))
    await announcing.tell_collector(connection, [session_id])
    return done


async def location_named(connection: Connection, session_id: int, name: str) -> int:
    """The location that a person means: its exact name, else the only one whatever its case.

    :raises NotFound: there is none.
    """
    found = await store.locations_named(connection, session_id, name)
    exact = [row["id"] for row in found if row["name"] == name]
    if exact or len(found) == 1:
        chosen: int = exact[0] if exact else found[0]["id"]
        return chosen
    raise NotFound(f"The timing session {session_id} has no location “{name}”.")
