"""The invented past on its way into the tables, as their owner and by COPY."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from project88.db.queries import load
from project88.results.seeding.field import (
    PEOPLE_COLUMNS,
    RESULT_COLUMNS,
    SIGNATURE,
    TRAILER,
    Rows,
)
from project88.results.seeding.plan import First, PartnerPlan

if TYPE_CHECKING:
    from project88.db.pool import Connection

_queries = load(__package__)


class SetAside(msgspec.Struct, frozen=True):
    """An index or a reference, and how it is made again."""

    name: str
    made: str


async def open_tables(connection: "Connection") -> None:
    """Policies and triggers are off for the owner until `close_tables`, in this transaction."""
    await connection.execute(_queries["open_tables"])


async def close_tables(connection: "Connection") -> None:
    await connection.execute(_queries["close_tables"])


async def slugs(connection: "Connection") -> set[str]:
    """Short names of the partners that are there."""
    return {row["slug"] for row in await connection.fetch(_queries["slugs"])}


async def anybody(connection: "Connection") -> bool:
    """Whether there are people or results."""
    found: bool = await connection.fetchval(_queries["anybody"])
    return found


async def first_ids(connection: "Connection") -> First:
    row = await connection.fetchrow(_queries["first_ids"])
    assert row is not None, "a sequence always has a value"
    return First(**dict(row))


async def put_past(
    connection: "Connection", partners: Sequence[PartnerPlan], begun: First, after: First
) -> None:
    """Partners, events, races, courses and rules; all but people and results."""
    await connection.execute(
        _queries["put_partners"], *_columns(partners, "id", "slug", "name", "zone")
    )
    events = [event for partner in partners for event in partner.events]
    await connection.copy_records_to_table(
        "normalized_events",
        records=[
            (event.id, event.partner_id, event.name, event.day, event.zone) for event in events
        ],
        columns=("id", "timing_partner_id", "name", "event_date", "zone"),
    )
    races = [(event, race, at) for event in events for at, race in enumerate(event.races)]
    await connection.copy_records_to_table(
        "normalized_races",
        records=[
            (race.id, event.partner_id, event.id, race.name, race.distance_m, at)
            for event, race, at in races
        ],
        columns=("id", "timing_partner_id", "event_id", "name", "distance_m", "position"),
    )
    points = [
        (number, event.partner_id, race.id, *told)
        for event, race, _ in races
        for number, told in (
            (race.start_point, ("Start", "start", 0, 0, ["START"])),
            (race.finish_point, ("Finish", "finish", 1, race.distance_m, ["FINISH"])),
        )
    ]
    await connection.copy_records_to_table(
        "race_points",
        records=points,
        columns=(
            "id", "timing_partner_id", "race_id", "name", "kind", "position", "distance_m", "main"
        ),
    )  # fmt: skip
    await connection.execute(_queries["put_rules"], begun.race, after.race)
    await connection.execute(_queries["put_versions"], begun.event, after.event)
    last = (after.partner, after.event, after.race, after.point, after.participant)
    await connection.execute(_queries["take_ids"], *last)


async def put_rows(connection: "Connection", rows: Rows) -> None:
    """People and results of some events."""
    for table, columns, data in (
        ("normalized_participants", PEOPLE_COLUMNS, rows.people),
        ("normalized_results", RESULT_COLUMNS, rows.results),
    ):
        stream = BytesIO(b"".join((SIGNATURE, data, TRAILER)))
        await connection.copy_to_table(table, source=stream, columns=columns, format="binary")


async def put_names(
    connection: "Connection", partner_id: int, names: Iterable[tuple[str, str]]
) -> None:
    """What the search by name knows of a partner's people: (first or last, name)."""
    await connection.copy_records_to_table(
        "roster_names",
        records=[(partner_id, *name) for name in sorted(names)],
        columns=("timing_partner_id", "part", "name"),
    )


async def set_aside(connection: "Connection") -> list[SetAside]:
    """Takes away what is to be made again when the tables are full."""
    rows = await connection.fetch(_queries["set_aside"])
    for row in rows:
        await connection.execute(row["gone"])
    return [SetAside(row["name"], row["made"]) for row in rows]


async def make_again(connection: "Connection", one: SetAside) -> None:
    """As it was."""
    await connection.execute(one.made)


async def tidy(connection: "Connection") -> None:
    """Outside of a transaction."""
    await connection.execute(_queries["tidy"])


def _columns(partners: Sequence[PartnerPlan], *fields: str) -> list[list[object]]:
    return [[getattr(partner, field) for partner in partners] for field in fields]
