"""Whose passings are these? Asked again when a roster changed or a session got another event.

Tags are matched in Python by the same `Roster` that the recorder uses, each distinct tag once. A
participant who looks different now is shown anew even where the match stays: a corrected name has to
reach the screens, and a hidden one has to leave them. Who that is, triggers have kept in the table
`roster_changes`; taking from it and showing is one transaction, so nothing is forgotten or shown
twice, whichever process does it (see `following`).
"""

from collections.abc import Mapping, Sequence, Set

import msgspec

from project88.db.pool import Connection
from project88.race.matching import Roster
from project88.timing import announcing
from project88.timing.corrections import store
from project88.timing.registry import load_roster


class Rematched(msgspec.Struct, frozen=True):
    """Sessions looked at, tags with another answer than before, passings that were touched."""

    sessions: int = 0
    tags: int = 0
    passings: int = 0


async def rematch(
    connection: Connection, session_ids: Sequence[int], rewritten: Set[int | None] = frozenset()
) -> Rematched:
    """Matches every live passing of these sessions again; screens hear of it at commit.

    `rewritten` are participants who look different now.
    """
    locked = await store.lock_sessions(connection, session_ids)
    rosters: dict[int | None, Roster | None] = {None: None}
    known = await _tags(connection, [row["id"] for row in locked])
    tags = touched = 0
    for session in locked:
        event_id = session["event_id"]
        if event_id not in rosters:
            rosters[event_id] = await load_roster(connection, event_id)
        matches = _matches(known.get(session["id"], {}), rosters[event_id], rewritten)
        if matches:
            version = (await announcing.raise_versions(connection, [session["id"]]))[session["id"]]
            touched += await store.match_passings(connection, session["id"], version, matches)
            tags += len(matches)
    return Rematched(len(locked), tags, touched)


async def rematch_roster(connection: Connection, event_id: int) -> Rematched:
    """After a change of an event's roster: in the transaction that made it, or in a later one."""
    rewritten: Set[int | None] = (
        await store.take_roster_changes(connection, event_id) or frozenset()
    )
    sessions = await store.session_ids_of_event(connection, event_id)
    return await rematch(connection, sessions, rewritten)


async def show_roster_changes(connection: Connection, event_id: int) -> Rematched:
    """The same when something was changed and nobody has shown it yet, else nothing."""
    rewritten = await store.take_roster_changes(connection, event_id)
    if rewritten is None:
        return Rematched()
    sessions = await store.session_ids_of_event(connection, event_id)
    return await rematch(connection, sessions, rewritten)


async def _tags(
    connection: Connection, session_ids: Sequence[int]
) -> dict[int, dict[str, set[int | None]]]:
    """Session to tag to the participants that its passings have now."""
    known: dict[int, dict[str, set[int | None]]] = {}
    for row in await store.published_tags(connection, session_ids):
        tags = known.setdefault(row["session_id"], {})
        tags.setdefault(row["tag"], set()).add(row["participant_id"])
    return known


def _matches(
    tags: Mapping[str, set[int | None]], roster: Roster | None, rewritten: Set[int | None]
) -> dict[str, int | None]:
    """The tags to write, with their participants."""
    matches: dict[str, int | None] = {}
    for tag, before in tags.items():
        now = roster.match(tag) if roster else None
        if before != {now} or (now is not None and now in rewritten):
            matches[tag] = now
    return matches
