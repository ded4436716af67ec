"""Links are given out, extended and taken back: what is between the routes and the rows.

Each function is one transaction's work and begins by asking `reach` whether the caller may. A link
of a display session that the caller does not reach answers like one that was never given out.
"""

from datetime import datetime

import asyncpg
from msgspec import UnsetType

from project88.accounts.access import Caller
from project88.accounts.audit.store import note
from project88.db.pool import Connection
from project88.displays.address import address_of
from project88.displays.binding.binding import select
from project88.displays.binding.schemas import BindingChoice
from project88.displays.links import store
from project88.displays.links.schemas import DisplayUrlChange, NewDisplayUrl
from project88.displays.links.store import Asked
from project88.displays.links.window import USUAL_HOURS, EventDay, Window, checked, opening, window
from project88.displays.sessions import store as sessions
from project88.displays.sessions.reach import open_session, reached, user_of
from project88.displays.sessions.store import Fields
from project88.displays.templates import STANDARD
from project88.errors import Conflict, InputError, NotFound

SUBJECT = "display link"
_LONGEST_NAME = 100


async def give_out(
    connection: Connection, caller: Caller, told: NewDisplayUrl, now: datetime
) -> asyncpg.Record:
    """The new link.

    :raises NotFound: no such display session, timing session or event for this caller.
    :raises InputError: not one of the two is told, or the window is none.
    :raises Conflict: archived, of another event, or no free address.
    """
    if (told.display_session_id is None) == (told.timing_session_id is None):
        raise InputError("Name a display session or a timing session, one of them.", code="one_of")
    opens_at = opening(told.opens_at, now)
    if told.display_session_id is not None:
        if told.event_id is not None:
            raise InputError("A display session knows its event.", code="one_of")
        session_id = told.display_session_id
        await open_session(connection, caller, session_id)
    else:
        session_id = await _new_session(connection, caller, told, now)
    when = window(now, opens_at, await _end(connection, session_id, told))
    label = " ".join(told.label.split())
    return await store.add(
        connection, caller.partner_id, session_id, label, when, user_of(caller), now
    )


async def change(
    connection: Connection, caller: Caller, text: str, told: DisplayUrlChange, now: datetime
) -> asyncpg.Record:
    """Another end, opening or label; an expired link works again. The link as it is then.

    :raises NotFound: no such link for this caller. :raises Conflict: revoked, or archived.
    :raises InputError: the window is none.
    """
    was = await _reached(connection, caller, text)
    await open_session(connection, caller, was["display_session_id"])
    if was["revoked_at"] is not None:
        raise Conflict("This link was revoked; make a new one.", code="revoked")
    label = was["label"] if isinstance(told.label, UnsetType) else " ".join(told.label.split())
    when = await _changed(connection, was, told, now)
    await store.change(connection, was["id"], label, when)
    await _note(connection, "changed", was["display_session_id"], label, when)
    asked = Asked(was["display_session_id"], now, ended_too=True, address=was["id"])
    return (await store.links(connection, asked))[0]


async def revoke(connection: Connection, caller: Caller, text: str, now: datetime) -> None:
    """:raises NotFound: no such link for this caller, or it was revoked before."""
    was = await _reached(connection, caller, text)
    if not await store.revoke(connection, was["id"], now):
        raise no_link()
    when = Window(was["opens_at"], was["expires_at"])
    await _note(connection, "revoked", was["display_session_id"], was["label"], when)


async def _changed(
    connection: Connection, was: asyncpg.Record, told: DisplayUrlChange, now: datetime
) -> Window:
    moved = not isinstance(told.opens_at, UnsetType)
    opens_at = opening(
        was["opens_at"] if isinstance(told.opens_at, UnsetType) else told.opens_at, now
    )
    if isinstance(told.hours, UnsetType) and isinstance(told.until, UnsetType):
        kept = Window(opens_at if moved else was["opens_at"], was["expires_at"])
        return checked(kept, now) if moved else kept
    return window(now, opens_at, await _end(connection, was["display_session_id"], told))


async def _end(
    connection: Connection, session_id: int, told: NewDisplayUrl | DisplayUrlChange
) -> float | EventDay:
    """Hours, or the event until whose end it works."""
    if isinstance(told.until, UnsetType):
        return USUAL_HOURS if isinstance(told.hours, UnsetType) else told.hours
    if not isinstance(told.hours, UnsetType):
        raise InputError("Say how many hours or until the event's end, not both.", code="one_of")
    event = await store.event_day(connection, session_id)
    if event is None:
        raise InputError("This display session belongs to no event; say hours.", code="no_event")
    return event


async def _new_session(
    connection: Connection, caller: Caller, told: NewDisplayUrl, now: datetime
) -> int:
    """A display session for a timing session, named after the label, the event or the session."""
    assert told.timing_session_id is not None  # its caller looked
    timing = await store.timing_session(connection, told.timing_session_id)
    if timing is None:
        raise NotFound(
            f"There is no timing session {told.timing_session_id}.", code="no_timing_session"
        )
    event_id, event = timing["event_id"], timing["event"]
    if told.event_id is not None:
        event_id, event = told.event_id, await sessions.event_name(connection, told.event_id)
        if event is None:
            raise NotFound("There is no such event.")
    words = " ".join((told.label or event or timing["name"] or "").split())
    fields = Fields(words[:_LONGEST_NAME] or "Display", "results", STANDARD, [], "hidden", [], "{}")
    session_id = await sessions.add(
        connection, caller.partner_id, event_id, user_of(caller), now, fields
    )
    await select(connection, caller, told.timing_session_id, BindingChoice(session_id))
    return session_id


async def _reached(connection: Connection, caller: Caller, text: str) -> asyncpg.Record:
    address = address_of(text)
    link = None if address is None else await store.link(connection, address)
    if link is None:
        raise no_link()
    try:
        await reached(connection, caller, link["display_session_id"])
    except NotFound:
        raise no_link() from None
    return link


def no_link() -> NotFound:
    return NotFound("There is no such link, or not any more.", code="no_display_link")


async def _note(
    connection: Connection, action: str, session_id: int, label: str, when: Window
) -> None:
    await note(connection, action, SUBJECT, new=store.told_of(session_id, label, when))
