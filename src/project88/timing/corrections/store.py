"""The rows of corrections. Each correction is one transaction that has locked its sessions first.

A recording transaction ends by raising its sessions, so it waits for a correction that is under
way and then sees what changed; nothing here needs to know about reads that are still to come.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)
LONG_S = 600.0
"""What a correction of a whole race may take; a service's own statements have much less."""


class Correction(msgspec.Struct, frozen=True):
    """A passing as it is published anew; instants in UTC µs."""

    location_id: int
    tag: str
    passing_no: int
    participant_id: int | None
    passing_us: int
    first_us: int
    received_us: int


class Withdrawal(msgspec.Struct, frozen=True):
    """A passing that is no more."""

    location_id: int
    tag: str
    passing_no: int


class StagedInstant(msgspec.Struct, frozen=True):
    """A read's re-computed instant, with the place of its row and the rest of its key."""

    place: int
    row_id: object
    location_id: int
    tag: str
    seq: int | None
    reader: str
    before_us: int
    read_us: int
    flags: list[str] | None


async def lock_sessions(connection: Connection, session_ids: Sequence[int]) -> list[asyncpg.Record]:
    """Rows (id, timing_partner_id, source_id, event_id, event_day, name, zone, reads), locked."""
    return await connection.fetch(_QUERIES["lock_sessions"], list(session_ids))


async def session_ids_of_source(connection: Connection, source_id: int) -> list[int]:
    """Every session of a source."""
    rows = await connection.fetch(_QUERIES["session_ids_of_source"], source_id)
    return [row["id"] for row in rows]


async def session_ids_of_event(connection: Connection, event_id: int) -> list[int]:
    """Every session that is bound to an event."""
    rows = await connection.fetch(_QUERIES["session_ids_of_event"], event_id)
    return [row["id"] for row in rows]


async def open_session_ids(connection: Connection) -> list[int]:
    """Every session of the partner that still receives reads."""
    return [row["id"] for row in await connection.fetch(_QUERIES["open_session_ids"])]


async def raise_versions(
    connection: Connection, session_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """Rows (id, timing_partner_id, version, newest_received_ms) of the sessions, raised."""
    return await connection.fetch(_QUERIES["raise_versions"], list(session_ids))


async def notify(connection: Connection, channel: str, payloads: Sequence[str]) -> None:
    """Wakes other processes when this transaction commits."""
    await connection.execute(_QUERIES["notify"], channel, list(payloads))


async def stored_reads(connection: Connection, session_id: int) -> int:
    """How many reads of a session are there still."""
    count: int = await connection.fetchval(_QUERIES["stored_reads"], session_id)
    return count


def evidence(
    connection: Connection, session_id: int, location_id: int | None
) -> AsyncIterator[asyncpg.Record]:
    """Rows (location_id, tag, reads, received, numbers, times, firsts), streamed."""
    rows: AsyncIterator[asyncpg.Record] = aiter(
        connection.cursor(
            _QUERIES["evidence"], session_id, location_id, prefetch=1000, timeout=LONG_S
        )
    )
    return rows


async def correct_passings(
    connection: Connection, session_id: int, version: int, passings: Sequence[Correction]
) -> None:
    """Publishes passings that were made anew."""
    await connection.execute(
        _QUERIES["correct_passings"], session_id, version, *_columns(passings, 7)
    )


async def withdraw_passings(
    connection: Connection, session_id: int, version: int, gone: Sequence[Withdrawal]
) -> None:
    """Takes passings back."""
    await connection.execute(_QUERIES["withdraw_passings"], session_id, version, *_columns(gone, 3))


async def show_passings_anew(connection: Connection, session_id: int, version: int) -> None:
    """Sends every passing of a session to its displays once more."""
    await connection.execute(_QUERIES["show_passings_anew"], session_id, version, timeout=LONG_S)


async def allow_long_statements(connection: Connection) -> None:
    """For this transaction; each long statement says so to the driver as well."""
    await connection.execute(_QUERIES["allow_long_statements"], f"{LONG_S:.0f}s")


def reads_in_place(connection: Connection, session_id: int) -> AsyncIterator[asyncpg.Record]:
    """Rows (place, row_id, location_id, tag, seq, reader, time_raw, flags, read_us, received_us)."""
    rows: AsyncIterator[asyncpg.Record] = aiter(
        connection.cursor(_QUERIES["reads_in_place"], session_id, prefetch=5000, timeout=LONG_S)
    )
    return rows


async def begin_instants(connection: Connection) -> None:
    """An empty place for re-computed instants."""
    await connection.execute(_QUERIES["stage_instants"])
    await connection.execute(_QUERIES["empty_staged_instants"])


async def stage_instants(connection: Connection, instants: Sequence[StagedInstant]) -> None:
    """Puts re-computed instants aside."""
    await connection.copy_records_to_table(
        "staged_instants",
        schema_name="pg_temp",
        records=map(msgspec.structs.astuple, instants),
        columns=StagedInstant.__struct_fields__,
    )


async def apply_instants(connection: Connection, session_id: int) -> None:
    """Moves the reads of a session to the instants that were put aside."""
    await connection.execute(_QUERIES["know_staged_instants"])
    await connection.execute(_QUERIES["part_staged_twins"], timeout=LONG_S)
    await connection.execute(_QUERIES["mark_instants_in_the_way"], timeout=LONG_S)
    await connection.execute(_QUERIES["move_instants"], session_id, timeout=LONG_S)
    await connection.execute(_QUERIES["unpark_instants"], session_id, timeout=LONG_S)


async def set_source_zone(connection: Connection, source_id: int, zone: str) -> bool:
    """The zone of a sender's clock from now on; False when there is no such source."""
    return await connection.fetchval(_QUERIES["set_source_zone"], source_id, zone) is not None


async def set_session_zone(
    connection: Connection, session_id: int, zone: str, oldest_us: int, ahead_us: int
) -> None:
    """A session's zone and its span; `oldest_us` and `ahead_us` as in `homes.Span`."""
    await connection.execute(
        _QUERIES["set_session_zone"], session_id, zone, oldest_us, ahead_us, timeout=LONG_S
    )
    await connection.execute(_QUERIES["set_newest_reads"], session_id, timeout=LONG_S)


async def gun_times(connection: Connection, session_id: int) -> list[asyncpg.Record]:
    """Rows (id, time_raw, gun_us)."""
    return await connection.fetch(_QUERIES["gun_times"], session_id)


async def set_gun_times(connection: Connection, instants: Mapping[int, int | None]) -> None:
    """Gun times by id, computed again."""
    await connection.execute(
        _QUERIES["set_gun_times"], list(instants.keys()), list(instants.values())
    )


async def published_tags(
    connection: Connection, session_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """Rows (session_id, tag, participant_id), each once, of the passings that stand."""
    return await connection.fetch(_QUERIES["published_tags"], list(session_ids))


async def take_roster_changes(connection: Connection, event_id: int) -> set[int | None] | None:
    """Participants to show anew (with None, when tags may mean somebody else); None: nothing.

    Waits for whoever has taken them at the same moment.
    """
    rows = await connection.fetch(_QUERIES["take_roster_changes"], event_id)
    return {row["participant_id"] for row in rows} or None


async def changed_rosters(hub_connection: Connection) -> list[tuple[int, int]]:
    """(partner, event) of every roster that has something to show."""
    rows = await hub_connection.fetch(_QUERIES["changed_rosters"])
    return [(row["timing_partner_id"], row["event_id"]) for row in rows]


async def match_passings(
    connection: Connection, session_id: int, version: int, matches: Mapping[str, int | None]
) -> int:
    """Gives the passings of these tags their participants; how many there were."""
    said = await connection.execute(
        _QUERIES["match_passings"], session_id, version, list(matches), list(matches.values())
    )
    return int(said.rpartition(" ")[2])


async def event(connection: Connection, event_id: int) -> asyncpg.Record | None:
    """(id, name, event_date, zone) of the partner's event."""
    return await connection.fetchrow(_QUERIES["event"], event_id)


async def set_event(
    connection: Connection, session_ids: Sequence[int], event_id: int | None
) -> None:
    """Binds sessions to an event, or to none."""
    await connection.execute(_QUERIES["set_event"], list(session_ids), event_id)


async def sessions_waiting_for_event(connection: Connection, event_id: int) -> list[int]:
    """Sessions that would belong to this event, had it been there when they were opened."""
    rows = await connection.fetch(_QUERIES["sessions_waiting_for_event"], event_id)
    return [row["id"] for row in rows]


async def session_of_location(connection: Connection, location_id: int) -> int | None:
    """The session to which a location belongs."""
    found: int | None = await connection.fetchval(_QUERIES["session_of_location"], location_id)
    return found


async def locations_named(
    connection: Connection, session_id: int, name: str
) -> list[asyncpg.Record]:
    """Rows (id, name) of the locations with this name, whatever its case."""
    return await connection.fetch(_QUERIES["locations_named"], session_id, name)


async def set_rule(
    connection: Connection, location_id: int, takes: str | None, ignore_window_s: int | None
) -> asyncpg.Record | None:
    """Sets what is not None; the row (id, passing_rule, ignore_window_s)."""
    return await connection.fetchrow(_QUERIES["set_rule"], location_id, takes, ignore_window_s)


async def rules_of_session(connection: Connection, session_id: int) -> list[asyncpg.Record]:
    """Rows (id, passing_rule, ignore_window_s)."""
    return await connection.fetch(_QUERIES["rules_of_session"], session_id)


async def unclaimed_streams(hub_connection: Connection) -> list[asyncpg.Record]:
    """Rows (id, source_key, kind, program, program_version, event_name, sessions, reads,
    first_read_at, newest_received_at).
    """
    return await hub_connection.fetch(_QUERIES["unclaimed_streams"])


async def lock_source(hub_connection: Connection, source_id: int) -> asyncpg.Record | None:
    """(id, timing_partner_id, source_key) of any partner's source, locked."""
    return await hub_connection.fetchrow(_QUERIES["lock_source"], source_id)


async def has_source(hub_connection: Connection, partner_id: int, key: str) -> bool:
    """Whether the partner has a source with this key."""
    found = await hub_connection.fetchval(_QUERIES["source_of_partner"], partner_id, key)
    return found is not None


async def partner_exists(hub_connection: Connection, partner_id: int) -> bool:
    """Whether there is such a partner; the Unclaimed pool is none."""
    exists: bool = await hub_connection.fetchval(_QUERIES["partner_exists"], partner_id)
    return exists


async def give_source(
    hub_connection: Connection, source_id: int, session_ids: Sequence[int], partner_id: int
) -> None:
    """A source and everything that came from it belongs to this partner from now on."""
    ids = list(session_ids)
    lines = await hub_connection.fetch(_QUERIES["connections_of_sessions"], ids, timeout=LONG_S)
    await hub_connection.execute(_QUERIES["give_source"], source_id, partner_id)
    for table in ("sessions", "locations", "reads", "gun_times", "passings"):
        await hub_connection.execute(_QUERIES[f"give_{table}"], ids, partner_id, timeout=LONG_S)
    await hub_connection.execute(_QUERIES["give_connections"], source_id, partner_id)
    connections = [row["connection_id"] for row in lines]
    await hub_connection.execute(_QUERIES["give_quarantine"], connections, partner_id)


async def sessions_of_partner(connection: Connection, limit: int) -> list[asyncpg.Record]:
    """Rows (id, source_id, name, event_day, zone, state, reads, first_read_at, last_read_at,
    newest_received_at, event_id, event_name), the newest first.
    """
    return await connection.fetch(_QUERIES["sessions_of_partner"], limit)


async def locations_of_sessions(
    connection: Connection, session_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """Rows (session_id, id, name, passing_rule, ignore_window_s, reads, passings)."""
    return await connection.fetch(_QUERIES["locations_of_sessions"], list(session_ids))


async def date_source(connection: Connection, partner_id: int, key: str, day: date) -> None:
    """The source of log files begins on that day, as far as their times have no date."""
    await connection.execute(_QUERIES["date_source"], partner_id, key, day)


async def events_named(connection: Connection, name: str) -> list[asyncpg.Record]:
    """Rows (id, name, event_date, zone) of the events with this name, or this number."""
    return await connection.fetch(_QUERIES["events_named"], name)


async def source_of_session(connection: Connection, session_id: int) -> int | None:
    """The sender of a session."""
    found: int | None = await connection.fetchval(_QUERIES["source_of_session"], session_id)
    return found


async def claimed_by(hub_connection: Connection, source_key: str) -> int | None:
    """The partner to whom a stream of a shared port belongs by now."""
    found: int | None = await hub_connection.fetchval(_QUERIES["claimed_by"], source_key)
    return found


def _columns(rows: Sequence[msgspec.Struct], width: int) -> list[list[object]]:
    """Structs turned into one list per field, for unnest."""
    if not rows:
        return [[] for _ in range(width)]
    return [list(column) for column in zip(*map(msgspec.structs.astuple, rows), strict=True)]
