"""A page of results, a top, a place, all rows of a race, counts.

The list of a race by places, whole or of one sex or division, goes along an index, however large
the race is: finishers by places, then who is on the way, then who is out. Its pages follow one
another by `after`. Every other order and filter reads the event's people once, and its pages are
counted.
"""

import base64
import binascii
import unicodedata
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import msgspec

from project88.errors import InputError, NotFound
from project88.results.listing import store
from project88.results.listing.rows import ids_of, pace_of, results_of
from project88.results.listing.schemas import (
    Order,
    RaceCounts,
    Result,
    ResultDetail,
    ResultPage,
    ResultSummary,
    Sort,
    Split,
)
from project88.results.listing.store import Filter, Group, Stretch
from project88.timing.dashboard.instants import ms

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection

MOST = 200
"""Results that one page may have."""
_AT_ONCE = 1_000
_STATUSES = ("started", "on_course", "finished", "dnf", "dns", "dq")
_ALL = Filter()


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which page. `after` is the `more` of the page before; else the page begins at `offset`."""

    event_id: int
    filter: Filter = _ALL
    sort: Sort = "place"
    order: Order = "up"
    after: str | None = None
    offset: int = 0
    limit: int = 50


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended. `part`: "r" among the finishers, "u" after them, "n" by number alone."""

    part: str
    key: int
    id: int = 0


async def page(connection: "Connection", query: Query) -> ResultPage:
    """:raises NotFound: no such event or race. :raises InputError: an ``after`` that is none of ours."""
    version = await store.version(connection, query.event_id, query.filter.race_id)
    mark = _mark(query.after) if query.after else None
    race_id, group = query.filter.race_id, _group(query)
    if race_id is not None and group is not None and (mark is None or mark.part != "n"):
        ids, further = await _by_place(connection, race_id, group, query, mark)
        total = (
            None
            if mark
            else (await store.counted(connection, race_id, group))[query.filter.status is None]
        )
    else:
        ids, further, total = await _by_number(connection, query, mark)
    results = await results_of(connection, query.event_id, ids)
    return ResultPage(version, race_id, results, total, _text(further) if further else None)


async def top(
    connection: "Connection", event_id: int, race_id: int, group: Group, first: int
) -> list[Result]:
    """The first so many of a race, or of a sex or division of it. Who ties with the last is cut off."""
    rows = await store.ranked(connection, race_id, group, Stretch(first))
    return await results_of(connection, event_id, ids_of(rows))


async def of_bib(connection: "Connection", event_id: int, bib: str) -> Result:
    """Result and places of whoever wears a bib. :raises NotFound: nobody does."""
    number = await store.by_bib(connection, event_id, bib)
    found = [] if number is None else await results_of(connection, event_id, [number])
    if not found:
        raise NotFound("Nobody in this event has this bib.", code="no_participant")
    return found[0]


async def every(connection: "Connection", event_id: int, race_id: int) -> AsyncIterator[Result]:
    """All results of a race by places, and then those without one; read by and by."""
    whole = Group()
    for part in (store.ranked, store.unranked):
        stretch = Stretch(_AT_ONCE)
        while rows := await part(connection, race_id, whole, stretch):
            for result in await results_of(connection, event_id, ids_of(rows)):
                yield result
            stretch = Stretch(_AT_ONCE, (rows[-1][1], rows[-1]["participant_id"]))


async def one(connection: "Connection", event_id: int, participant_id: int) -> ResultDetail:
    """:raises NotFound: nobody of this number is in the event."""
    version = await store.version(connection, event_id)
    found = await results_of(connection, event_id, [participant_id])
    if not found:
        raise NotFound("There is no such participant in this event.", code="no_participant")
    result = found[0]
    races = {row["id"]: row for row in await store.races(connection, event_id)}
    race = races.get(result.race_id)
    finishers = 0 if race is None else (await store.counted(connection, race["id"], Group()))[0]
    return ResultDetail(
        version,
        race["name"] if race else "",
        race["distance_m"] if race else None,
        result,
        [_split(row) for row in await store.splits(connection, event_id, participant_id)],
        finishers,
    )


async def summary(connection: "Connection", event_id: int) -> ResultSummary:
    """:raises NotFound: no such event."""
    version = await store.version(connection, event_id)
    told = {
        (row["race_id"], row["status"]): row for row in await store.statuses(connection, event_id)
    }
    entered = {row["race_id"]: row for row in await store.entered(connection, event_id)}
    races = []
    for race in await store.races(connection, event_id):
        counts = {
            status: told[race["id"], status]["results"] if (race["id"], status) in told else 0
            for status in (*_STATUSES, "not_started")
        }
        people = entered.get(race["id"])
        last = await store.last_finisher(connection, race["id"]) if counts["finished"] else None
        shown = [] if last is None else await results_of(connection, event_id, [last])
        races.append(
            RaceCounts(
                race_id=race["id"],
                name=race["name"],
                distance_m=race["distance_m"],
                state=race["state"],
                closed=race["closed"],
                decimals=race["decimals"],
                entered=people["people"] if people else 0,
                not_started=counts["not_started"] + (people["unheard"] if people else 0),
                flagged=sum(row["flagged"] for (of, _), row in told.items() if of == race["id"]),
                last_finisher=shown[0] if shown else None,
                **{status: counts[status] for status in _STATUSES},
            )
        )
    return ResultSummary(version, races)


def plain(search: str) -> str:
    """As ``plain_name`` in the database makes it."""
    parts = unicodedata.normalize("NFD", " ".join(search.split()).lower())
    return "".join(c for c in parts if not "\u0300" <= c <= "\u036f")


async def _by_number(
    connection: "Connection", query: Query, mark: Mark | None
) -> tuple[list[int], Mark | None, int | None]:
    """Who is on a page of any other list, where it ended if there is more, and how many in all."""
    offset = mark.key if mark else query.offset
    rows = await store.chosen(
        connection, query.event_id, query.filter, plain(query.filter.search), query.sort,
        query.order, query.limit + 1, offset,
    )  # fmt: skip
    ids = [row["id"] for row in rows[: query.limit]]
    further = Mark("n", offset + query.limit) if len(rows) > query.limit else None
    nobody = None if offset else 0
    return ids, further, rows[0]["total"] if rows else nobody


async def _by_place(
    connection: "Connection", race_id: int, group: Group, query: Query, mark: Mark | None
) -> tuple[list[int], Mark | None]:
    """Who is on a page of a race by places, and where it ended if there is more."""
    wanted = query.limit + 1
    found: list[tuple[Mark, int]] = []
    begin = Stretch(wanted, offset=query.offset)
    if mark is not None:
        begin = Stretch(wanted, (mark.key, mark.id))
    if mark is None or mark.part == "r":
        found = [_told("r", row) for row in await store.ranked(connection, race_id, group, begin)]
        if query.offset and mark is None and not found:
            ranked, _ = await store.counted(connection, race_id, group)
            begin = Stretch(wanted, offset=query.offset - ranked)
        else:
            begin = Stretch(wanted - len(found))
    if len(found) < wanted and query.filter.status is None:
        rows = await store.unranked(connection, race_id, group, begin)
        found += [_told("u", row) for row in rows]
    ids = [number for _, number in found[: query.limit]]
    return ids, found[query.limit - 1][0] if len(found) > query.limit else None


def _told(part: str, row: "asyncpg.Record") -> tuple[Mark, int]:
    number = row["participant_id"]
    return Mark(part, row[1], number), number


def _group(query: Query) -> Group | None:
    """The group whose places are asked for; None for what no index has in order."""
    asked = query.filter
    if query.sort != "place" or query.order != "up" or plain(asked.search):
        return None
    if asked.flagged or asked.everybody or asked.wave is not None:
        return None
    if asked.status not in {None, "finished"} or (asked.sex and asked.division):
        return None
    if asked.sex is not None:
        return Group("sex", asked.sex)
    return Group() if asked.division is None else Group("division", asked.division)


def _split(row: "asyncpg.Record") -> Split:
    spent = row["gun_ms"] if row["chip_ms"] is None else row["chip_ms"]
    return Split(
        position=row["position"],
        point=row["point"],
        kind=row["kind"],
        distance_m=row["distance_m"],
        at=ms(row["at"]) or 0,
        how=row["how"],
        gun_ms=row["gun_ms"],
        chip_ms=row["chip_ms"],
        leg_ms=row["leg_ms"],
        leg_m=row["leg_m"],
        pace=pace_of(spent, row["distance_m"]),
        leg_pace=pace_of(row["leg_ms"], row["leg_m"]),
        place_overall=row["place_overall"],
        place_sex=row["place_sex"],
    )


def _text(mark: Mark) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(mark)).decode().rstrip("=")


def _mark(after: str) -> Mark:
    try:
        told = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))
        mark = msgspec.json.decode(told, type=Mark)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise InputError("This is no `after` of a page of these results.", code="after") from error
    largest = 2**31 if mark.part in {"n", "u"} else 2**62
    if mark.part not in {"r", "u", "n"} or not (0 <= mark.key < largest and 0 <= mark.id < 2**31):
        raise InputError("This is no `after` of a page of these results.", code="after")
    return mark
