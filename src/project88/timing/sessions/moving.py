"""A person says to which event a timing session belongs.

The deed is `timing/binding`'s; here it gets its limits for people (an event that was deleted is
none) and its line in the audit log, because a session is no audited table: its versions rise with
every read.
"""

from project88.accounts.audit import note
from project88.db.pool import Connection
from project88.errors import NotFound
from project88.timing.binding import Bound, bind
from project88.timing.sessions import store
from project88.timing.sessions.schemas import Binding, SessionEvent


async def bind_session(connection: Connection, session_id: int, event_id: int) -> Binding:
    """The session belongs to this event.

    :raises NotFound: the partner has no such session, or no such event.
    """
    event = await store.event(connection, event_id)
    if event is None:
        raise NotFound(f"There is no event {event_id} of this partner.")
    before = await _event_before(connection, session_id)
    bound = await bind(connection, session_id, event_id)
    if before != event_id:
        await _note(connection, "bound", session_id, event_id, before)
    return _binding(session_id, SessionEvent(event_id, event["name"]), bound)


async def unbind_session(connection: Connection, session_id: int, event_id: int) -> Binding:
    """The session, which belongs to this event, belongs to none.

    :raises NotFound: the partner has no such session in this event.
    """
    if await _event_before(connection, session_id) != event_id:
        raise NotFound(f"The timing session {session_id} does not belong to this event.")
    bound = await bind(connection, session_id, None)
    await _note(connection, "unbound", session_id, event_id, event_id)
    return _binding(session_id, None, bound)


async def _event_before(connection: Connection, session_id: int) -> int | None:
    row = await store.event_of_session(connection, session_id)
    if row is None:
        raise NotFound(f"There is no timing session {session_id} of this partner.")
    before: int | None = row["event_id"]
    return before


async def _note(
    connection: Connection, action: str, session_id: int, event_id: int, before: int | None
) -> None:
    new = {"event_id": event_id if action == "bound" else None, "event_id_before": before}
    await note(connection, action, "timing session", str(session_id), event_id=event_id, new=new)


def _binding(session_id: int, event: SessionEvent | None, bound: Bound) -> Binding:
    done = bound.rematched
    differ = event is not None and bound.event_zone != bound.session_zone
    return Binding(session_id, event, done.tags, done.passings, differ)
