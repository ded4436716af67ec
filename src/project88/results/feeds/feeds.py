"""The rows of a list, as results stand now."""

from collections.abc import Sequence

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.race.guns import From, Started
from project88.results.feeds import store
from project88.results.feeds.asking import Ask
from project88.results.feeds.rows import ListRow, Result, ms_of, result_of, row_of
from project88.results.holds.holding import Held, held_rows
from project88.results.listing.teams import teams
from project88.results.setting import store as setting
from project88.results.setting.starting import Counted, counted

_MS = 1000
_HEARD = (From.GUN, From.MANUAL)


class Listed(msgspec.Struct, frozen=True):
    """A whole list; `more`: there are more than were asked for."""

    rows: tuple[ListRow, ...] = ()
    more: bool = False


class Field(msgspec.Struct, frozen=True):
    """The races of an event that a display shows, in their order, read once for all of its lists."""

    event_id: int
    version: int
    races: tuple[asyncpg.Record, ...]

    def named(self, ask: Ask) -> list[asyncpg.Record]:
        """The race that is asked for; all of them when none is."""
        name = ask.race.strip().casefold()
        return [race for race in self.races if not name or race["name"].strip().casefold() == name]

    def one(self, ask: Ask) -> asyncpg.Record | None:
        """The first of them that has finishers, else the first."""
        races = self.named(ask)
        return next((race for race in races if race["finished"]), races[0] if races else None)


async def field_of(connection: Connection, event_id: int, race_ids: Sequence[int]) -> Field:
    """`race_ids`: what the display shows; none: all races of the event."""
    races = await store.races(connection, event_id)
    shown = tuple(race for race in races if not race_ids or race["id"] in race_ids)
    return Field(event_id, await store.version(connection, event_id), shown)


async def listed(connection: Connection, field: Field, ask: Ask) -> Listed:
    """What is asked for."""
    if ask.kind == "starts":
        return Listed(await _starts(connection, field))
    if ask.kind in {"latest", "on_course"}:
        races = [race["id"] for race in field.named(ask)]
        people = await store.newest(connection, field.event_id, races, ask)
        return _cut(await _told(connection, people), ask)
    race = field.one(ask)
    if race is None:
        return Listed()
    if ask.kind == "teams":
        return _cut(await _teams(connection, field.event_id, race), ask)
    if ask.kind == "splits":
        return _cut(await _splits(connection, race, ask), ask)
    return _cut(await _standings(connection, field.event_id, race["id"], ask), ask)


async def _standings(
    connection: Connection, event_id: int, race_id: int, ask: Ask
) -> list[ListRow]:
    """Held places as they were held, and behind them who comes after these places now."""
    held = None if ask.wave else await _held(connection, event_id, race_id, *_scope(ask))
    if held is None:
        return await _told(connection, await store.standings(connection, race_id, ask))
    kept = {row.participant_id: row for row in held.rows if row.participant_id is not None}
    wider = msgspec.structs.replace(ask, limit=ask.limit + held.first)
    free = await store.standings(connection, race_id, wider, list(kept))
    known = {
        row.key: row for row in await _told(connection, [*((id_, None) for id_ in kept), *free])
    }
    podium = [
        _as_held(known[f"p{id_}"], row.place, row.gun_ms, row.chip_ms, held.scope)
        for id_, row in kept.items()
        if f"p{id_}" in known
    ]
    others = (known[f"p{id_}"] for id_, _ in free if f"p{id_}" in known)
    return [*podium, *(row for row in others if (_place(row, held.scope) or 0) > held.first)]


def _scope(ask: Ask) -> tuple[str, str]:
    if ask.division:
        return "division", ask.division
    return ("sex", ask.sex) if ask.sex else ("overall", "")


async def _held(
    connection: Connection, event_id: int, race_id: int, scope: str, value: str
) -> Held | None:
    """The newest."""
    for held in await held_rows(connection, event_id, race_id):
        if (held.scope, held.scope_value) == (scope, value):
            return held
    return None


def _place(row: ListRow, scope: str) -> int | None:
    place: int | None = getattr(row.result, scope)
    return place


def _as_held(
    row: ListRow, place: int | None, gun_ms: int | None, chip_ms: int | None, scope: str
) -> ListRow:
    """Whatever has become of it: also of who is disqualified by now."""
    penalty_ms = row.result.penalty_ms
    result = msgspec.structs.replace(
        row.result,
        status="finished",
        gun_ms=None if gun_ms is None else gun_ms - penalty_ms,
        chip_ms=None if chip_ms is None else chip_ms - penalty_ms,
        **{scope: place},
    )
    return msgspec.structs.replace(row, result=result)


async def _splits(connection: Connection, race: asyncpg.Record, ask: Ask) -> list[ListRow]:
    """At the point that is asked for, else at the last one before the finish."""
    name = ask.point.strip().casefold()
    for point in await store.points(connection, race["id"]):
        if point["point"].strip().casefold() == name or (not name and point["kind"] == "split"):
            by_chip = race["rank_by"] == "chip"
            people = await store.at_point(
                connection, race["id"], point["position"], ask, by_chip=by_chip
            )
            return await _told(connection, people)
    return []


async def _teams(connection: Connection, event_id: int, race: asyncpg.Record) -> list[ListRow]:
    """Those that are complete; held teams with the place that they had."""
    table = await teams(connection, event_id, race["id"])
    now: dict[str, tuple[int | None, int | None]] = {
        one.name: (one.place, one.score) for one in table.teams if one.place is not None
    }
    held = await _held(connection, event_id, race["id"], "team", "")
    if held is not None:
        kept = {row.team: (row.place, row.score) for row in held.rows}
        behind = {name: one for name, one in now.items() if (one[0] or 0) > held.first}
        now = kept | {name: one for name, one in behind.items() if name not in kept}
    timed = table.sum == "times"
    return [
        ListRow(
            key=f"t{name}",
            version=0,
            name=name,
            team=name,
            race=race["name"],
            race_id=race["id"],
            result=Result(
                "finished", "", "finish", overall=place,
                gun_ms=score if timed else None, chip_ms=score if timed else None,
                points=None if timed else score,
            ),
        )
        for name, (place, score) in now.items()
    ]  # fmt: skip


async def _starts(connection: Connection, field: Field) -> tuple[ListRow, ...]:
    """Of a race in waves, the first wave's."""
    races = await setting.races(connection, field.event_id)
    waves = await setting.waves(connection, field.event_id)
    found = counted(races, waves, await setting.guns(connection, field.event_id))
    plans = {race["id"]: race["start_at"] for race in races}
    return tuple(
        ListRow(
            key=f"r{race['id']}",
            version=0,
            race=race["name"],
            race_id=race["id"],
            result=Result(
                "started", "", "start",
                start=ms_of(plans.get(race["id"])),
                gun=_gun_of(race["id"], found),
            ),
        )
        for race in field.races
    )  # fmt: skip


def _gun_of(race_id: int, found: Counted) -> int | None:
    own = [found.of(owned) for owned in found.owners.values() if owned.race_id == race_id]
    return min((at for one in own if (at := _heard(one)) is not None), default=None)


def _heard(start: Started) -> int | None:
    """Ms UTC; None while it is only planned."""
    return start.at_us // _MS if start.at_us is not None and start.by in _HEARD else None


async def _told(connection: Connection, people: Sequence[store.Placed]) -> list[ListRow]:
    rows = await store.told(connection, people) if people else []
    return [row_of(row, result_of(row)) for row in rows]


def _cut(rows: Sequence[ListRow], ask: Ask) -> Listed:
    return Listed(tuple(rows[: ask.limit]), len(rows) > ask.limit)
