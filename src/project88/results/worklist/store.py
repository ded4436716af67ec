"""The work list in the database. Each function works in its caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from project88.accounts.access import Caller
from project88.db.queries import load
from project88.errors import NotFound
from project88.results.worklist.model import DOUBTS, Found, Gone, Known, Place, Tally

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection

MOST_TAGS = 5_000
_queries = load(__package__)


async def require_event(connection: "Connection", event_id: int) -> None:
    """:raises NotFound: the partner has no such event."""
    if await connection.fetchval(_queries["event"], event_id) is None:
        raise NotFound("There is no such event.", code="no_event")


async def tallies(connection: "Connection", event_id: int, race: int | None) -> list[Tally]:
    """Counts of the kinds that are pages of the database."""
    found = []
    for name in ("doubts", "unheard", "backup_finishes"):
        rows = await connection.fetch(_queries[name], event_id, race)
        found += [Tally(**row) for row in rows]
    return found


async def doubted(  # noqa: PLR0913, PLR0917 -- a page has its filters
    connection: "Connection",
    event_id: int,
    race: int | None,
    kind: str,
    place: Place,
    limit: int,
    *,
    dismissed: bool,
) -> list[Found]:
    """A page of a kind that is a doubt, `dns_candidate` or `backup_finish`."""
    if kind in DOUBTS:
        rows = await connection.fetch(
            _queries["doubted"], event_id, race, kind, dismissed, place.order, place.key, limit
        )
    else:
        name = "unheard_people" if kind == "dns_candidate" else "backup_finishers"
        rows = await connection.fetch(
            _queries[name], event_id, race, dismissed, place.order, place.key, limit
        )
    return [_of_person(kind, row) for row in rows]


def _of_person(kind: str, row: "asyncpg.Record") -> Found:
    told = dict(row)
    location = told.get("location")
    return Found(
        kind=kind,
        key=told["key"],
        order=told["bib_order"],
        to="participant",
        to_id=told["participant_id"],
        race_id=told["race_id"],
        participant_id=told["participant_id"],
        point=told.get("point", ""),
        other=told.get("other", ""),
        first_at=told.get("first_at"),
        last_at=told.get("last_at"),
        ms=told.get("leg_ms"),
        count=told.get("leg_m") or 0,
        locations=() if location is None else (location,),
    )


async def dismissals(
    connection: "Connection", event_id: int, kind: str | None = None
) -> dict[str, Gone]:
    """Those that stand, by what they are about."""
    rows = await connection.fetch(_queries["dismissals"], event_id, kind)
    return {
        row["key"]: Gone(
            row["id"],
            row["kind"],
            row["key"],
            row["reason"],
            row["made_by_name"],
            row["made_at"],
        )
        for row in rows
    }


async def dismiss(  # noqa: PLR0913, PLR0917 -- what, why, and by whom
    connection: "Connection",
    caller: Caller,
    event_id: int,
    kind: str,
    keys: Sequence[str],
    reason: str,
) -> list[int]:
    """The new dismissals."""
    who = caller.id if caller.kind == "user" else None
    rows = await connection.fetch(
        _queries["dismiss"],
        caller.partner_id,
        event_id,
        kind,
        list(keys),
        reason,
        who,
        caller.name,
    )
    return sorted(row["id"] for row in rows)


async def restore(
    connection: "Connection", caller: Caller, event_id: int, ids: Sequence[int]
) -> list[int]:
    """Those that stood until now."""
    who = caller.id if caller.kind == "user" else None
    rows = await connection.fetch(_queries["restore"], event_id, list(ids), who, caller.name)
    return sorted(row["id"] for row in rows)


async def people(connection: "Connection", event_id: int, ids: Collection[int]) -> dict[int, Known]:
    """As this transaction may see them."""
    rows = await connection.fetch(_queries["people"], event_id, list(ids)) if ids else []
    return {row["id"]: Known(**row) for row in rows}


async def without_gun(
    connection: "Connection", event_id: int, race: int | None
) -> "list[asyncpg.Record]":
    """(race_id, wave, people)."""
    return list(await connection.fetch(_queries["without_gun"], event_id, race))


async def unknown_tags(connection: "Connection", event_id: int) -> "list[asyncpg.Record]":
    """(tag, passings, first_at, last_at, locations); the first `MOST_TAGS`."""
    return list(await connection.fetch(_queries["unknown_tags"], event_id, MOST_TAGS))


async def reads_of_tags(
    connection: "Connection", event_id: int, tags: Collection[str]
) -> dict[str, int]:
    """Tag to its raw reads."""
    rows = await connection.fetch(_queries["reads_of_tags"], event_id, list(tags)) if tags else []
    return {row["tag"]: row["reads"] for row in rows}


async def known_tags(connection: "Connection", event_id: int) -> list[tuple[str, int]]:
    """Bibs and chips with their holders."""
    rows = await connection.fetch(_queries["known_tags"], event_id)
    return [(row["text"], row["participant_id"]) for row in rows]


async def heard_people(connection: "Connection", event_id: int) -> frozenset[int]:
    """Everybody of whom a passing stands."""
    rows = await connection.fetch(_queries["heard_people"], event_id)
    return frozenset(row["participant_id"] for row in rows)


async def several_chips(
    connection: "Connection", event_id: int, race: int | None
) -> "list[asyncpg.Record]":
    """(participant_id, race_id, tag, location, passing_at) of people with several chips."""
    return list(await connection.fetch(_queries["several_chips"], event_id, race))


async def near_in_time(
    connection: "Connection", event_id: int, race: int | None, within: timedelta
) -> "list[asyncpg.Record]":
    """(participant_id, race_id, first, first_at, second, second_at)."""
    return list(await connection.fetch(_queries["near_in_time"], event_id, race, within))


async def heard_count(connection: "Connection", event_id: int, race: int | None) -> int:
    """How many people were heard."""
    found: int = await connection.fetchval(_queries["heard_count"], event_id, race)
    return found


async def corrections(
    connection: "Connection", event_id: int, race: int | None
) -> "list[asyncpg.Record]":
    """Those that stand."""
    return list(await connection.fetch(_queries["corrections"], event_id, race))


async def standing(connection: "Connection", event_id: int) -> dict[int, dict[str, int]]:
    """Race to status to people."""
    found: dict[int, dict[str, int]] = {}
    for row in await connection.fetch(_queries["standing"], event_id):
        found.setdefault(row["race_id"], {})[row["status"]] = row["people"]
    return found


async def never_heard(connection: "Connection", event_id: int) -> dict[int, int]:
    """Race to people of its roster with neither a time nor a status."""
    rows = await connection.fetch(_queries["never_heard"], event_id)
    return {row["race_id"]: row["people"] for row in rows}


async def missed(
    connection: "Connection", event_id: int, points: Sequence[tuple[int, str, int]]
) -> "list[asyncpg.Record]":
    """Whom these points (race, name, position) missed: (race_id, participant_id, position, before,
    after, before_at, after_at); before and after are positions.
    """
    columns = [list(column) for column in zip(*points, strict=True)] or [[], [], []]
    return list(await connection.fetch(_queries["missed"], event_id, *columns))


async def usual_shares(
    connection: "Connection", ways: Collection[tuple[int, int, int, int]]
) -> dict[tuple[int, int, int, int], float]:
    """For (race, point, point before, point after) the usual part of the time until the point."""
    columns = [list(column) for column in zip(*ways, strict=True)] or [[], [], [], []]
    rows = await connection.fetch(_queries["usual_shares"], *columns)
    return {
        (row["race_id"], row["here"], row["before"], row["after"]): float(row["share"])
        for row in rows
    }


async def heard_at(
    connection: "Connection", race_id: int, position: int, how: Sequence[str]
) -> list[datetime]:
    """In order."""
    rows = await connection.fetch(_queries["heard_at"], race_id, position, list(how))
    return [row["at"] for row in rows]


async def heard_by_backup(
    connection: "Connection", race_id: int, position: int
) -> "list[asyncpg.Record]":
    """(participant_id, at)."""
    return list(await connection.fetch(_queries["heard_by_backup"], race_id, position))
