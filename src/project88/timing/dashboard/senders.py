"""The senders of an event: who is there, who is silent, who is gone, and what their alarms need."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal, TypeAlias

import asyncpg

from project88.timing.dashboard.field import Field
from project88.timing.dashboard.health import SenderFacts, steady_offset_ms
from project88.timing.dashboard.instants import ms, us
from project88.timing.dashboard.schemas import Sender

UNSURE_MS = 20_000
"""The collector reports every five seconds; after four reports that are missing it is gone."""

NOTICED_LATE = timedelta(seconds=60)

State: TypeAlias = Literal["connected", "silent", "gone", "unsure"]


def senders_of(
    connections: Sequence[asyncpg.Record],
    sessions: Sequence[asyncpg.Record],
    field: Field,
    now: int,
) -> list[SenderFacts]:
    """Those of one name are told apart by a number, which stays theirs when they reconnect."""
    by_source = {row["source_id"]: row for row in sessions}
    by_id = {row["id"]: row for row in sessions}
    found = []
    names: Counter[str] = Counter()
    for row in present_or_missed(connections):
        name = row["program"] or row["event_name"] or "without a name"
        names[name] += 1
        if names[name] > 1:
            name = f"{name} ({names[name]})"
        session = by_id.get(row["session_id"]) or by_source.get(row["source_id"])
        found.append(_facts(row, name, session, field, now))
    return found


def present_or_missed(connections: Sequence[asyncpg.Record]) -> list[asyncpg.Record]:
    """Of all connections, oldest first, those that stand and those after which nobody came back.

    Several boxes behind one router can be one source. So each connection is taken for the return
    of one that ended before it (or little after it: a line that died is noticed late) and had the
    same program; what is left over is missed. Who never sent a row is missed only by itself.
    """
    left: list[asyncpg.Record] = []
    for row in connections:
        former = [one for one in left if _came_back_as(one, row)]
        if former:
            left.remove(max(former, key=lambda one: one["ended_at"]))
        left.append(row)
    of_source = Counter(row["source_id"] for row in left)
    return [
        row
        for row in left
        if row["ended_at"] is None or row["rows_heard"] or of_source[row["source_id"]] == 1
    ]


def _came_back_as(former: asyncpg.Record, row: asyncpg.Record) -> bool:
    ended_at = former["ended_at"]
    return (
        former["source_id"] is not None
        and former["source_id"] == row["source_id"]
        and former["program"] == row["program"]
        and ended_at is not None
        and ended_at <= row["connected_at"] + NOTICED_LATE
    )


def _facts(
    row: asyncpg.Record,
    name: str,
    session: asyncpg.Record | None,
    field: Field,
    now: int,
) -> SenderFacts:
    told_ms = us(row["told_at"]) // 1000
    state = _state(row["state"], now - told_ms)
    one = None if session is None else field.sessions.get(session["id"])
    steady = None if one is None else steady_offset_ms(one.delays)
    ahead_ms = row["clock_ahead_ms"] if steady is None else steady
    sender = Sender(
        id=str(row["id"]),
        name=name,
        session_id=None if session is None else session["id"],
        state=state,
        since=_since(row, state),
        heard=us(row["heard_at"]) // 1000,
        connected=us(row["connected_at"]) // 1000,
        rows=row["rows_heard"],
        gaps=row["gaps"],
        unreadable=row["unreadable"],
        clock_ahead_ms=ahead_ms,
        reason=row["end_reason"],
        address=row["peer"],
    )
    return SenderFacts(
        sender=sender,
        kind=row["kind"],
        told_ms=told_ms,
        behind=row["behind"],
        open_session=session is not None and session["state"] == "open",
        newest_row=ms(row["last_row_at"]),
        clock_ahead_ms=ahead_ms,
    )


def _state(stored: str, told_age_ms: int) -> State:
    if stored == "ended":
        return "gone"
    if told_age_ms > UNSURE_MS:
        return "unsure"
    return "silent" if stored == "silent" else "connected"


def _since(row: asyncpg.Record, state: State) -> int:
    """A silent sender is so since its last byte."""
    instant = {
        "connected": row["connected_at"],
        "silent": row["heard_at"],
        "gone": row["ended_at"] or row["heard_at"],
        "unsure": row["told_at"],
    }[state]
    return us(instant) // 1000
