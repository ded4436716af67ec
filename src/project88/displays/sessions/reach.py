"""Who may touch which display session: decided here and nowhere else.

A person reaches their own sessions and those shared with them; who manages displays reaches all of
the partner. An API key has no sessions of its own: it reaches those that nobody owns. To everybody
else a session does not exist: the answer is the same as for a number that was never given out.
"""

import asyncpg

from project88.accounts.access import Caller
from project88.accounts.roles import Permission
from project88.db.pool import Connection
from project88.displays.sessions import store
from project88.displays.sessions.store import Wanted
from project88.errors import Conflict, NotFound

Reach = list[int] | None
"""Numbers of display sessions; None is every one of the partner."""


def manages(caller: Caller) -> bool:
    """Whether the caller may see and take over everyone's displays."""
    return caller.may(Permission.DISPLAYS_MANAGE)


def user_of(caller: Caller) -> int | None:
    """The person, for whom sessions are made and with whom they are shared; None for a key."""
    return caller.id if caller.kind == "user" else None


def owns(caller: Caller, session: asyncpg.Record) -> bool:
    """Whether the session is the caller's own, not only shared; a key's are those of nobody."""
    return bool(session["owner_id"] == user_of(caller))


async def reached(connection: Connection, caller: Caller, session_id: int) -> asyncpg.Record:
    """The row of the session, with `event`, the name of its event.

    :raises NotFound: there is no such session, or not for this caller.
    """
    wanted = Wanted(manages(caller), user_of(caller), id=session_id)
    rows = await store.reached(connection, wanted)
    if not rows:
        raise no_display_session()
    return rows[0]


async def open_session(connection: Connection, caller: Caller, session_id: int) -> asyncpg.Record:
    """The same of a session in which one can work.

    :raises NotFound: as `reached`. :raises Conflict: it is archived.
    """
    session = await reached(connection, caller, session_id)
    if session["state"] != "open":
        raise Conflict("This display session is archived; restore it first.", code="archived")
    return session


async def reach_of(connection: Connection, caller: Caller, *, everyone: bool = True) -> Reach:
    """What the caller reaches; without `everyone` only what is their own or shared with them."""
    if everyone and manages(caller):
        return None
    rows = await store.reached(connection, Wanted(everyone=False, user_id=user_of(caller)))
    return [row["id"] for row in rows]


def no_display_session() -> NotFound:
    return NotFound("There is no such display session.", code="no_display_session")
