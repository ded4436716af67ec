"""What the live stream reads: a session's newest passings, and what changed since a version.

Always on a connection of the session's own partner, so that row-level security stands behind it:
a session of somebody else simply does not exist. Each read is one statement, hence of one instant;
its version is true for exactly the rows that came with it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load
from project88.live.messages import (
    Changed,
    Facts,
    Located,
    Location,
    Passing,
    Picture,
    Session,
)
from project88.race.clock import local_text
from project88.results.feeds.rows import result_of

SNAPSHOT_PASSINGS = 50
MOST_CHANGES = 500

_queries = load(__package__)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


async def snapshot(
    connection: Connection, session_id: int, limit: int = SNAPSHOT_PASSINGS
) -> Picture | None:
    """The newest `limit` passings, oldest first; None when the partner has no such session."""
    rows = await connection.fetch(_queries["newest"], session_id, limit)
    if not rows:
        return None
    places = await connection.fetch(_queries["locations"], session_id)
    return Picture(
        facts=_facts(rows[0]),
        locations=tuple(
            Location(place["id"], place["name"], _ms(place["newest_read_at"])) for place in places
        ),
        passings=tuple(reversed(_passings(rows))),
    )


async def changes(
    connection: Connection,
    session_id: int,
    since: int,
    limit: int = MOST_CHANGES,
    *,
    until: int | None = None,
) -> Changed | None:
    """What changed after version `since`, up to `until` (now, when None); None as above.

    Past `limit` rows the answer only says `overflow`: versions are never cut in the middle.
    """
    rows = await connection.fetch(_queries["changes"], session_id, since, until, limit + 1)
    if not rows:
        return None
    facts = _facts(rows[0], until)
    if len(rows) > limit:
        return Changed(facts, since, (), (), overflow=True)
    gone = tuple(_key(row) for row in rows if row["state"] == "withdrawn")
    return Changed(facts, since, _passings(rows), gone, overflow=False)


async def recent(connection: Connection, session_id: int, limit: int) -> Changed | None:
    """The last changes, about `limit` passings: what a ring begins with; None as above."""
    since = await connection.fetchval(_queries["version_before"], session_id, limit)
    return await changes(connection, session_id, since or 0, limit)


async def located(
    connection: Connection, session_id: int
) -> tuple[tuple[Located, ...], int | None]:
    """When each location was heard last, and when the newest read of all was received."""
    rows = await connection.fetch(_queries["located"], session_id)
    places = (Located(row["id"], row["name"], _ms(row["newest_received_at"])) for row in rows)
    return tuple(places), _ms(rows[0]["newest_of_session"]) if rows else None


def _facts(row: asyncpg.Record, version: int | None = None) -> Facts:
    session = Session(row["session_id"], row["session_name"], row["zone"], row["session_state"])
    newest = _ms(row["newest_received_at"])
    return Facts(session, row["epoch"], version or row["session_version"], newest)


def _passings(rows: Sequence[asyncpg.Record]) -> tuple[Passing, ...]:
    return tuple(_passing(row) for row in rows if row["state"] == "live")


def _passing(row: asyncpg.Record) -> Passing:
    # Blank where the person's privacy says so: the screen then shows the bib and nothing else.
    first_name, last_name = row["first_name"] or None, row["last_name"] or None
    passed = (row["passing_at"] - _EPOCH) // _MICROSECOND
    return Passing(
        key=_key(row),
        version=row["version"],
        location=row["location_name"],
        location_id=row["location_id"],
        at=passed // 1000,
        time=local_text(passed, row["zone"]),
        tag=row["tag"],
        bib=row["bib"],
        name=" ".join(part for part in (first_name, last_name) if part) or None,
        first_name=first_name,
        last_name=last_name,
        town=_town(row["city"], row["participant_state"]),
        race=row["race_name"],
        race_id=row["race_id"],
        lap=row["passing_no"],
        received=(row["received_at"] - _EPOCH) // timedelta(milliseconds=1),
        corrected=row["corrections"] > 0,
        city=row["city"] or None,
        state=row["participant_state"] or None,
        country=row["country"] or None,
        gender=row["gender"] or None,
        age=row["age"],
        division=row["division"] or None,
        team=row["team"] or None,
        wave=row["wave"] or None,
        result=None if row["point"] is None or row["status"] is None else result_of(row),
    )


def _key(row: asyncpg.Record) -> str:
    return f"{row['location_id']}:{row['tag']}:{row['passing_no']}"


def _town(city: str | None, state: str | None) -> str | None:
    return ", ".join(part for part in (city, state) if part) or None


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else (instant - _EPOCH) // timedelta(milliseconds=1)
