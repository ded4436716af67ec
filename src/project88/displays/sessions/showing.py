"""Display sessions as the caller sees them, joined from their rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection, Pool
from project88.displays.binding.schemas import LocationUse
from project88.displays.sessions import store
from project88.displays.sessions.people import names_of, runners_of_displays
from project88.displays.sessions.reach import owns
from project88.displays.sessions.schemas import (
    DisplaySession,
    DisplaySettings,
    SessionOwner,
    SessionPerson,
    SessionTiming,
)

_locations = msgspec.json.Decoder(list[LocationUse]).decode
_settings = msgspec.json.Decoder(DisplaySettings).decode
_AS_THEY_ARE = (
    "id", "name", "event_id", "event", "mode", "template", "race_ids", "unknown_tags", "messages",
    "queue_cleared_at", "state", "version", "created_at", "updated_at", "archived_at",
)  # fmt: skip


class Whole(msgspec.Struct, frozen=True):
    """Sessions with all that their partner's transaction knows of them; names are still missing."""

    sessions: Sequence[asyncpg.Record]
    people: Mapping[int, list[int]]
    timing: Mapping[int, list[SessionTiming]]
    use: Mapping[int, asyncpg.Record]


async def whole(connection: Connection, sessions: Sequence[asyncpg.Record], now: datetime) -> Whole:
    """What belongs to these sessions; three statements however many they are."""
    ids = [one["id"] for one in sessions]
    people, timing = defaultdict[int, list[int]](list), defaultdict[int, list[SessionTiming]](list)
    for row in await store.people(connection, ids):
        people[row["display_session_id"]].append(row["user_id"])
    for row in await store.timing_sessions(connection, ids):
        timing[row["display_session_id"]].append(_timing(row))
    use = {row["id"]: row for row in await store.use(connection, ids, now)}
    return Whole(sessions, people, timing, use)


async def shown(pool: Pool, caller: Caller, known: Whole, now: datetime) -> list[DisplaySession]:
    """With the names of owners and of those with whom sessions are shared. In no transaction."""
    owners = {one["owner_id"] for one in known.sessions}
    names = await names_of(pool, owners.union(*known.people.values()))
    others = owners - {None, caller.id if caller.kind == "user" else None}
    here = await runners_of_displays(pool, caller.partner_id, now) if others else []
    present = {one.user_id for one in here} | {caller.id if caller.kind == "user" else 0}
    return [_shown(known, one, caller, names, present) for one in known.sessions]


def _shown(
    known: Whole,
    session: asyncpg.Record,
    caller: Caller,
    names: Mapping[int, str],
    present: set[int],
) -> DisplaySession:
    use, owner_id = known.use[session["id"]], session["owner_id"]
    owner = None
    if owner_id is not None:
        owner = SessionOwner(owner_id, names.get(owner_id, ""), owner_id not in present)
    people = [SessionPerson(one, names.get(one, "")) for one in known.people.get(session["id"], ())]
    return DisplaySession(
        **{name: session[name] for name in _AS_THEY_ARE},
        settings=_settings(session["settings"]),
        last_used_at=use["last_used_at"],
        owner=owner,
        mine=owns(caller, session),
        people=people,
        timing_sessions=known.timing.get(session["id"], []),
        screens=use["screens"],
        screens_down=use["screens_down"],
        links=use["links"],
        viewers=use["viewers"],
    )


def _timing(row: asyncpg.Record) -> SessionTiming:
    return SessionTiming(
        id=row["id"],
        name=row["name"],
        zone=row["zone"],
        state=row["state"],
        locations=_locations(row["locations"]),
        only_listed=row["only_listed"],
        bound_at=row["bound_at"],
    )
