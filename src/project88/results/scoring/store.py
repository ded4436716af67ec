"""What the scorer reads and writes. Each function works in its caller's transaction.

Instants go in and out as UTC µs. Whole columns are sent as arrays, so one statement takes one runner
or thirty thousand.
"""

from collections.abc import Iterable, Mapping, Sequence

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.results.scoring.evidence import Correction, Passing, Person

PassingKey = tuple[int, int, str, int]
"""Session, location, tag and number of a passing."""
Row = tuple[object, ...]
MOST_TOUCHED = 200
"""Passings that are published again at once: more than any screen still shows."""

_queries = load(__package__)
_passings = msgspec.json.Decoder(list[Passing]).decode
_RESULT_COLUMNS, _SPLIT_COLUMNS = 25, 19


async def lock(connection: Connection, event_id: int) -> int | None:
    """The version of the event's results, which nobody else raises until this transaction ends."""
    version: int | None = await connection.fetchval(_queries["lock"], event_id)
    return version


async def take_changes(
    connection: Connection, event_id: int
) -> list[tuple[int | None, int | None]]:
    """Races and participants to be looked at again; (None, None) is the whole event."""
    rows = await connection.fetch(_queries["take_changes"], event_id)
    return [(row["race_id"], row["participant_id"]) for row in rows]


async def heard_since(connection: Connection, event_id: int) -> tuple[dict[int, int], set[int]]:
    """The versions of sessions that moved on, and whose passings did."""
    rows = await connection.fetch(_queries["heard_since"], event_id)
    people = {one for row in rows for one in row["people"] or ()}
    return {row["id"]: row["version"] for row in rows}, people


async def put_progress(connection: Connection, event_id: int, versions: Mapping[int, int]) -> None:
    """These sessions were read up to these versions."""
    await connection.execute(
        _queries["put_progress"], event_id, list(versions), list(versions.values())
    )


async def progress(connection: Connection, sessions: Sequence[int]) -> dict[int, int]:
    """Up to which version each was read."""
    rows = await connection.fetch(_queries["progress"], sessions)
    return {row["session_id"]: row["version"] for row in rows}


async def rows_of_event(connection: Connection, name: str, event_id: int) -> list[asyncpg.Record]:
    """One of the parts of an event's set-up, or of what is stored of it, by the query's name."""
    return await connection.fetch(_queries[name], event_id)


async def rows_of_races(
    connection: Connection, name: str, race_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """What is stored of these races, by the query's name."""
    return await connection.fetch(_queries[name], race_ids)


async def corrections(connection: Connection, event_id: int) -> list[Correction]:
    """What is in force, the oldest first."""
    rows = await connection.fetch(_queries["corrections"], event_id)
    return [Correction(*row) for row in rows]


async def people(connection: Connection, ids: Sequence[int]) -> list[Person]:
    """Participants by id; who is gone is left out."""
    rows = await connection.fetch(_queries["people"], ids)
    return [
        Person(
            row["id"],
            row["race_id"],
            row["gender"],
            row["division"],
            row["wave"],
            row["age"],
            row["born_on"],
            {name: row[name] for name in ("team", "city", "state", "country")},
        )
        for row in rows
    ]


async def people_of_races(
    connection: Connection, race_ids: Sequence[int], closed: Sequence[int]
) -> list[int]:
    """Everybody whose result a change of these races may touch."""
    rows = await connection.fetch(_queries["people_of_races"], race_ids, closed)
    return [row["id"] for row in rows]


async def passings(
    connection: Connection, event_id: int, ids: Sequence[int]
) -> dict[int, list[Passing]]:
    """The live passings of each, in order of time."""
    rows = await connection.fetch(_queries["passings"], ids, event_id)
    return {row["participant_id"]: _passings(row["heard"]) for row in rows}


async def put_results(
    connection: Connection, event_id: int, version: int, rows: Sequence[Row]
) -> None:
    """Results with their places, in the order of the query's columns."""
    columns = _columns(rows, _RESULT_COLUMNS)
    await connection.execute(_queries["put_results"], event_id, version, *columns)


async def put_splits(
    connection: Connection, event_id: int, version: int, rows: Sequence[Row], ids: Sequence[int]
) -> list[PassingKey]:
    """All splits of these people; the passings that are shown with another result now."""
    columns = _columns(rows, _SPLIT_COLUMNS)
    touched = await connection.fetch(
        _queries["put_splits"], event_id, version, *columns, ids, MOST_TOUCHED
    )
    return [_key(row) for row in touched]


async def finishes(
    connection: Connection, changed: Sequence[int], moved: Sequence[int], newest_us: int
) -> list[PassingKey]:
    """The newest passings that are finishes of these people; of those who were only moved recent ones."""
    rows = await connection.fetch(_queries["finishes"], changed, moved, newest_us, MOST_TOUCHED)
    return [_key(row) for row in rows]


async def newest_us(connection: Connection, event_id: int) -> int:
    """The newest time at the event; 0 when there is none."""
    return await connection.fetchval(_queries["newest"], event_id) or 0


async def want(connection: Connection, event_id: int, race_id: int | None = None) -> None:
    """Has a race scored anew, or every race of the event; whoever scores finds it."""
    await connection.execute(_queries["want"], event_id, race_id)


async def drop_results(connection: Connection, ids: Sequence[int]) -> None:
    """These people have none any more."""
    await connection.execute(_queries["begin_scoring"])
    await connection.execute(_queries["drop_results"], ids)


async def settle_places(connection: Connection, version: int, rows: Sequence[Row]) -> None:
    """Participant, rank key, by gun, the five places, and the digest of places at points."""
    await connection.execute(_queries["settle_places"], version, *_columns(rows, 9))


async def settle_splits(connection: Connection, version: int, rows: Sequence[Row]) -> None:
    """Participant, position, place overall and by sex."""
    await connection.execute(_queries["settle_splits"], version, *_columns(rows, 4))


async def publish_again(connection: Connection, keys: Iterable[PassingKey]) -> None:
    """Under the versions that their sessions have in this transaction."""
    await connection.execute(_queries["publish_again"], *_columns(list(keys), 4))


async def raise_version(connection: Connection, event_id: int, version: int, payload: str) -> None:
    """The results of the event are at this version from now on; wakes who follows them, at commit."""
    await connection.execute(_queries["raise_version"], event_id, version, payload)


async def waiting(connection: Connection) -> list[tuple[int, int]]:
    """Partner and event of all that waits to be scored; through the door across partners."""
    return [tuple(row) for row in await connection.fetch(_queries["waiting"])]


async def sessions_of_events(connection: Connection) -> dict[int, tuple[int, int] | None]:
    """Partner and event of every session that may still be heard; through the door across partners."""
    rows = await connection.fetch(_queries["sessions_of_events"])
    return {
        row["id"]: None if row["event_id"] is None else (row["timing_partner_id"], row["event_id"])
        for row in rows
    }


def _columns(rows: Sequence[Sequence[object]], count: int) -> list[list[object]]:
    if not rows:
        return [[] for _ in range(count)]
    return [list(column) for column in zip(*rows, strict=True)]


def _key(row: asyncpg.Record) -> PassingKey:
    return row["session_id"], row["location_id"], row["tag"], row["passing_no"]
