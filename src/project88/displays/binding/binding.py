"""A timing session feeds a display session, or does no longer.

A display session gets timing sessions of its own event: those of another event would show its
runners under the wrong names. One that belongs to no event may be bound, because timing hardware is
often there before anybody made its event; its chips have no names until somebody binds it to the
event, which `bind_event` does at once for who may change timing. Displays hear of the binding by a
trigger of the database.
"""

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.accounts.roles import IN_WORDS, Permission
from project88.db.pool import Connection
from project88.displays.binding import store
from project88.displays.binding.schemas import (
    LONGEST_LOCATION,
    MOST_LOCATIONS,
    BindingChoice,
    BoundTimingSession,
    LocationUse,
)
from project88.displays.sessions.reach import open_session, reached
from project88.errors import Conflict, InputError, NotFound, Refused
from project88.timing.choosing import store as timing
from project88.timing.choosing.guessing import guessed_role
from project88.timing.choosing.preview import no_session
from project88.timing.dashboard.instants import ms
from project88.timing.sessions.moving import bind_session
from project88.timing.sessions.schemas import SessionEvent

MOST_BOUND = 16
"""Timing sessions that feed one display session: main and backup boxes of several mats."""


async def select(
    connection: Connection, caller: Caller, session_id: int, choice: BindingChoice
) -> BoundTimingSession:
    """Binds the timing session, or changes how it is bound.

    :raises NotFound: the caller reaches no such display session, or there is no such timing session.
    :raises InputError: a location is listed twice.
    :raises Conflict: another event, sixteen are bound already, or the display session is archived.
    :raises Refused: `bind_event` of who may not change timing.
    """
    _check(choice)
    await store.lock_display_session(connection, choice.display_session_id)
    opened = await open_session(connection, caller, choice.display_session_id)
    session = await timing.timing_session(connection, session_id)
    if session is None:
        raise no_session(session_id)
    event, zones_differ = await _event(connection, caller, opened, session, choice)
    locations, only_listed = await _wanted(connection, session_id, choice)
    at = await store.bind(
        connection,
        caller.partner_id,
        choice.display_session_id,
        session_id,
        msgspec.json.encode(locations).decode(),
        only_listed,
        caller.id if caller.kind == "user" else None,
    )
    return BoundTimingSession(
        display_session_id=choice.display_session_id,
        id=session_id,
        name=session["name"],
        event=event,
        locations=tuple(locations),
        only_listed=only_listed,
        bound_at=ms(at) or 0,
        without_names=event is None,
        zones_differ=zones_differ,
    )


async def unbind(
    connection: Connection, caller: Caller, display_session_id: int, session_id: int
) -> None:
    """The timing session feeds this display session no more.

    :raises NotFound: the caller reaches no such display session, or it is not bound.
    """
    await reached(connection, caller, display_session_id)
    if not await store.unbind(connection, display_session_id, session_id):
        raise NotFound(
            f"The timing session {session_id} does not feed this display session.",
            code="not_bound",
        )


def _check(choice: BindingChoice) -> None:
    names = [one.name for one in choice.locations or ()]
    if len(names) != len(set(names)):
        raise InputError("A location is listed twice; say once what to do with it.", code="twice")


async def _event(
    connection: Connection,
    caller: Caller,
    opened: asyncpg.Record,
    session: asyncpg.Record,
    choice: BindingChoice,
) -> tuple[SessionEvent | None, bool]:
    """The event of the timing session after this, and whether its clock is of another zone."""
    known = None
    if session["event_name"] is not None:
        known = SessionEvent(session["event_id"], session["event_name"])
    event_id: int | None = opened["event_id"]
    if known is not None and event_id is not None and known.id != event_id:
        raise Conflict(
            f"This timing session belongs to another event, “{known.name}”. Bind it to the event of "
            "the display session first, or choose another one.",
            code="other_event",
        )
    if known is not None or not choice.bind_event:
        return known, False
    if event_id is None:
        raise InputError("The display session belongs to no event itself.", code="no_event")
    if not caller.may(Permission.TIMING_EDIT):
        raise Refused(f"You may not {IN_WORDS[Permission.TIMING_EDIT]} here.", code="not_allowed")
    done = await bind_session(connection, session["id"], event_id)
    return done.event, done.zones_differ


async def _wanted(
    connection: Connection, session_id: int, choice: BindingChoice
) -> tuple[list[LocationUse], bool]:
    """What was asked for, what was there where nothing was, and at first what names suggest."""
    row = await store.binding(connection, choice.display_session_id, session_id)
    if row is None:
        if await store.bindings(connection, choice.display_session_id) >= MOST_BOUND:
            raise Conflict(
                f"{MOST_BOUND} timing sessions feed this display session already; unbind one first.",
                code="too_many",
            )
        locations, only_listed = await _guessed(connection, session_id), False
    else:
        locations = msgspec.json.decode(row["locations"], type=list[LocationUse])
        only_listed = row["only_listed"]
    if choice.locations is not msgspec.UNSET:
        locations = choice.locations
    if choice.only_listed is not msgspec.UNSET:
        only_listed = choice.only_listed
    return locations, only_listed


async def _guessed(connection: Connection, session_id: int) -> list[LocationUse]:
    rows = await timing.locations(connection, [session_id])
    return [
        LocationUse(row["name"], guessed_role(row["name"]))
        for row in rows[:MOST_LOCATIONS]
        if len(row["name"]) <= LONGEST_LOCATION
    ]
