"""How places are held, compared with what is now, and let go.

A screen that shows a podium asks `held_rows` and shows these until somebody lets go; the results
themselves go on living, so that what the timer sees is always the truth beside what was promised.
"""

from collections.abc import Mapping, Sequence

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.errors import Conflict, InputError, NotFound
from project88.events.participants import store as people
from project88.results.holds import schemas, store
from project88.results.holds.comparing import Difference, Row, differences
from project88.results.listing import teams

_OF_A_GROUP = ("sex", "division")
_ROWS = msgspec.json.Decoder(list[Row])


class Held(msgspec.Struct, frozen=True):
    """Places that stand as they were."""

    scope: str
    scope_value: str
    first: int
    rows: list[Row]


async def held_rows(connection: Connection, event_id: int, race_id: int) -> list[Held]:
    """What is held of a race now, the newest first: what screens show in place of the results."""
    return [
        Held(row["scope"], row["scope_value"], row["first"], _ROWS.decode(row["rows"]))
        for row in await store.holds(connection, event_id, race_id=race_id)
    ]


async def hold(
    connection: Connection, caller: Caller, event_id: int, asked: schemas.NewHold
) -> schemas.Hold:
    """Keeps places as they are at this moment."""
    await people.lock_event(connection, event_id)
    _check(asked)
    if await store.race(connection, event_id, asked.race_id) is None:
        raise NotFound("There is no such race at this event.")
    if await store.standing(connection, asked):
        raise Conflict("These places are held already. Let go of them first.", code="held_already")
    rows = await _now(connection, event_id, asked)
    if not rows:
        raise InputError("Nobody has one of these places yet, so there is nothing to hold.")
    made = await store.add(connection, event_id, caller, asked, rows)
    return await one(connection, event_id, made)


async def release(
    connection: Connection, caller: Caller, event_id: int, hold_id: int
) -> schemas.Hold:
    """Screens show the results as they are again."""
    found = await one(connection, event_id, hold_id)
    if not await store.release(connection, event_id, hold_id, caller.name):
        raise Conflict(f"{found.released_by} has let go of these places already.", code="released")
    return await one(connection, event_id, hold_id)


async def one(connection: Connection, event_id: int, hold_id: int) -> schemas.Hold:
    """:raises NotFound: no such hold at this event."""
    rows = await store.holds(connection, event_id, released=True, hold_id=hold_id)
    if not rows:
        raise NotFound("There are no such held places at this event.")
    return await _shown(connection, event_id, rows[0])


async def all_of(connection: Connection, event_id: int, *, released: bool) -> schemas.Holds:
    """Every hold with what differs by now."""
    await people.event(connection, event_id)
    rows = await store.holds(connection, event_id, released=released)
    return schemas.Holds([await _shown(connection, event_id, row) for row in rows])


def _check(asked: schemas.NewHold) -> None:
    needs = asked.scope in _OF_A_GROUP
    if needs and not asked.scope_value:
        raise InputError(
            f"Say which {asked.scope} is meant.",
            fields=[("scope_value", "This must not be empty.")],
        )
    if not needs and asked.scope_value:
        raise InputError(
            "Only a sex and a division have a name here. Leave it empty.",
            fields=[("scope_value", "This must be empty.")],
        )


async def _now(
    connection: Connection, event_id: int, asked: schemas.NewHold, held: Sequence[Row] = ()
) -> list[Row]:
    """The places as they are; with `held`, also those of whoever had one."""
    if asked.scope != "team":
        also = [row.participant_id for row in held if row.participant_id is not None]
        return await store.placed(connection, asked, also)
    table = await teams.teams(connection, event_id, asked.race_id)
    known = {row.team for row in held}
    return [
        Row(None, team.name, team.place, score=team.score)
        for team in table.teams
        if team.name in known or (team.place is not None and team.place <= asked.first)
    ]


async def _shown(connection: Connection, event_id: int, row: asyncpg.Record) -> schemas.Hold:
    held = _ROWS.decode(row["rows"])
    asked = schemas.NewHold(row["race_id"], row["scope"], row["scope_value"], row["first"])
    changes: list[Difference] = []
    if row["released_at"] is None:
        now = await _now(connection, event_id, asked, held)
        changes = differences(held, now, asked.first)
    names = await store.names(connection, event_id, _people(held, changes))
    return schemas.Hold(
        row["id"], row["race_id"], row["race"], row["scope"], row["scope_value"], row["first"],
        row["made_by_name"], row["made_at"], row["released_by_name"], row["released_at"],
        [_row(one, names) for one in held],
        [_change(one, names) for one in changes],
    )  # fmt: skip


def _people(held: Sequence[Row], changes: Sequence[Difference]) -> set[int]:
    rows = [*held, *(one.now for one in changes if one.now is not None)]
    return {row.participant_id for row in rows if row.participant_id is not None}


def _change(of: Difference, names: Mapping[int, asyncpg.Record]) -> schemas.HeldChange:
    return schemas.HeldChange(
        of.what.value,
        None if of.before is None else _row(of.before, names),
        None if of.now is None else _row(of.now, names),
    )


def _row(of: Row, names: Mapping[int, asyncpg.Record]) -> schemas.HeldRow:
    person = names.get(of.participant_id or 0)
    name = "" if person is None else f"{person['first_name']} {person['last_name']}".strip()
    bib = "" if person is None else person["bib"]
    return schemas.HeldRow(
        of.participant_id, of.team, bib, name, of.place, of.gun_ms, of.chip_ms, of.score
    )
