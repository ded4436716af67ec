"""Whom a display session concerns, until display sessions have their own table of it."""

from project88.accounts.access import Caller
from project88.accounts.roles import Role
from project88.db.pool import Connection
from project88.displays.binding import store
from project88.errors import NotFound


def manages(caller: Caller) -> bool:
    """Whether the caller sees everyone's displays."""
    return caller.role in {Role.OWNER, Role.TIMER}


async def reached(connection: Connection, caller: Caller, display_session_id: int) -> None:
    """:raises NotFound: there is no such display session for this caller."""
    user_id = caller.id if caller.kind == "user" else None
    if not await store.reaches(connection, display_session_id, user_id, everyone=manages(caller)):
        raise NotFound("There is no such display session.", code="no_display_session")
