"""The life of a display session: opened, changed, copied, put away, shared, taken over.

Each function is one transaction's work and begins by asking `reach` whether the caller may.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

import asyncpg
import msgspec
from msgspec import UnsetType

from project88.accounts.access import Caller
from project88.accounts.audit.store import note
from project88.db.pool import Connection
from project88.displays.binding.binding import select
from project88.displays.binding.schemas import BindingChoice
from project88.displays.sessions import store
from project88.displays.sessions.reach import (
    manages,
    open_session,
    owns,
    reached,
    user_of,
)
from project88.displays.sessions.schemas import (
    DisplaySessionChange,
    DisplaySettings,
    NewDisplaySession,
)
from project88.displays.sessions.store import Fields, Wanted
from project88.displays.templates import References
from project88.errors import Conflict, InputError, NotFound, Refused

_LONGEST_NAME = 100
_COPY = " (copy)"
_T = TypeVar("_T")


async def create(
    connection: Connection,
    caller: Caller,
    told: NewDisplaySession,
    references: References,
    now: datetime,
) -> int:
    """The number of the new one, which is the caller's.

    :raises NotFound: no such event or timing session. :raises InputError: a race of another event,
    or a template that can't be chosen.
    :raises Conflict: a timing session of another event.
    """
    event = await store.event_name(connection, told.event_id)
    if event is None:
        raise NotFound("There is no such event.")
    await _require_races(connection, told.event_id, told.race_ids)
    await references.require(connection, told.template)
    fields = Fields(
        (_words(told.name) if told.name else event[:_LONGEST_NAME].strip()) or "Display",
        told.mode,
        told.template,
        _once(told.race_ids),
        told.unknown_tags,
        _lines(told.messages),
        _json(told.settings),
    )
    session_id = await store.add(
        connection, caller.partner_id, told.event_id, user_of(caller), now, fields
    )
    for timing_id in _once(told.timing_session_ids):
        await select(connection, caller, timing_id, BindingChoice(session_id))
    return session_id


async def change(  # noqa: PLR0913, PLR0917 -- by whom, what, how, and when
    connection: Connection,
    caller: Caller,
    session_id: int,
    told: DisplaySessionChange,
    references: References,
    now: datetime,
) -> None:
    """:raises NotFound: not within reach. :raises Conflict: stale, or archived.
    :raises InputError: a race of another event, or a template that can't be chosen.
    """
    was = await open_session(connection, caller, session_id)
    await references.require(connection, told.template, was["template"])
    races = _new(told.race_ids, was["race_ids"])
    if not isinstance(told.race_ids, UnsetType):
        await _require_races(connection, was["event_id"], races)
    fields = Fields(
        _words(_new(told.name, was["name"])),
        _new(told.mode, was["mode"]),
        _new(told.template, was["template"]),
        _once(races),
        _new(told.unknown_tags, was["unknown_tags"]),
        _lines(_new(told.messages, was["messages"])),
        was["settings"] if isinstance(told.settings, UnsetType) else _json(told.settings),
    )
    if not await store.change(connection, session_id, told.version, now, fields):
        raise Conflict(
            "This display session was changed by somebody else meanwhile. Look at it again, then "
            "change it.",
            code="stale",
        )


async def clone(
    connection: Connection, caller: Caller, session_id: int, name: str | None, now: datetime
) -> int:
    """The number of the copy, which is the caller's. :raises NotFound: not within reach."""
    original = await reached(connection, caller, session_id)
    shortened = original["name"][: _LONGEST_NAME - len(_COPY)].rstrip()
    called = _words(name) if name else shortened + _COPY
    return await store.clone(connection, session_id, user_of(caller), called, now)


async def set_state(
    connection: Connection, caller: Caller, session_id: int, state: str, now: datetime
) -> None:
    """:raises NotFound: not within reach."""
    await reached(connection, caller, session_id)
    await store.set_state(connection, session_id, state, now)


async def clear_queue(
    connection: Connection, caller: Caller, session_id: int, now: datetime
) -> None:
    """:raises NotFound: not within reach. :raises Conflict: archived."""
    await open_session(connection, caller, session_id)
    await store.clear_queue(connection, session_id, now)


async def share(  # noqa: PLR0913, PLR0917 -- by whom, what, with whom, among whom, when
    connection: Connection,
    caller: Caller,
    session_id: int,
    user_ids: Sequence[int],
    present: Collection[int],
    now: datetime,
) -> None:
    """Shared with exactly these people; the owner is left out of them.

    :raises NotFound: not within reach. :raises Refused: it is only shared with the caller.
    :raises InputError: somebody may not run displays here.
    """
    session = await reached(connection, caller, session_id)
    if not owns(caller, session) and not manages(caller):
        raise Refused(
            "Only its owner shares a display session, and who manages displays.", code="not_allowed"
        )
    wanted = [one for one in _once(user_ids) if one != session["owner_id"]]
    # Whom it was shared with before may have left since, and stays as they are until taken out.
    before = {row["user_id"] for row in await store.people(connection, [session_id])}
    if not set(wanted) <= before | set(present):
        raise InputError("One of these people may not run displays here.", code="no_such_person")
    await store.share(connection, caller.partner_id, session_id, wanted, now)
    told = {"user_ids": wanted}
    await note(connection, "shared", "display session", session_id, session["event_id"], new=told)


async def take_over(
    connection: Connection,
    caller: Caller,
    session_id: int,
    present: Collection[int],
    now: datetime,
) -> None:
    """The session is the caller's from now on.

    :raises NotFound: it belongs to somebody who is there, and the caller does not manage displays.
    :raises Refused: the session is shared with the caller by somebody who is there; or it is a key.
    """
    if (user_id := user_of(caller)) is None:
        raise Refused("A display session is taken over by a person.", code="not_allowed")
    session = await _found(connection, caller, session_id, present)
    await store.set_owner(connection, session_id, user_id, now)
    told = {"from": session["owner_id"], "to": user_id}
    await note(
        connection, "taken over", "display session", session_id, session["event_id"], new=told
    )


async def _found(
    connection: Connection, caller: Caller, session_id: int, present: Collection[int]
) -> asyncpg.Record:
    """A session to take over: one that nobody has who is there, or any, for who manages displays."""
    not_of = None if manages(caller) else sorted(present)
    rows = await store.reached(
        connection, Wanted(everyone=True, user_id=caller.id, id=session_id, not_of=not_of)
    )
    if rows:
        return rows[0]
    session = await reached(connection, caller, session_id)
    if owns(caller, session):
        return session
    raise Refused("Its owner is here; ask them, or who manages displays.", code="not_allowed")


async def _require_races(
    connection: Connection, event_id: int | None, race_ids: Sequence[int]
) -> None:
    wanted = _once(race_ids)
    if wanted and await store.races_of(connection, event_id, wanted) != len(wanted):
        raise InputError("One of these races is not of this event.", code="no_such_race")


def _new(told: _T | UnsetType, was: _T) -> _T:
    return was if isinstance(told, UnsetType) else told


def _once(numbers: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _words(text: str) -> str:
    return " ".join(text.split())


def _lines(told: Sequence[str]) -> list[str]:
    return [words for line in told if (words := _words(line))]


def _json(settings: DisplaySettings) -> str:
    return msgspec.json.encode(settings).decode()
