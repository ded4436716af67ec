"""A ten-kilometre race with its passings, put into the database by hand: what happened there is the test's.

The gun went at ten o'clock in the morning, Amsterdam time.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tests.e2e.conftest import Hub

    from project88.db.pool import Connection

GUN = datetime(2026, 6, 14, 8, 0, tzinfo=UTC)
POINTS = (
    ("Start", "start", 0, "START"),
    ("5 km", "split", 5000, "5K"),
    ("Finish", "finish", 10_000, "FINISH"),
)


class TenKm(msgspec.Struct, frozen=True):
    """The race while it is put in; `locations` by their names."""

    connection: "Connection"
    partner: int
    event: int
    race: int
    session: int
    locations: dict[str, int]

    async def runner(self, bib: str, names: tuple[str, str], **more: object) -> int:
        """Somebody of the roster; his or her number. `more`: other columns."""
        columns = {"bib": bib, "first_name": names[0], "last_name": names[1], **more}
        numbers = ", ".join(f"${4 + number}" for number in range(len(columns)))
        added: int = await self.connection.fetchval(
            f"insert into normalized_participants (timing_partner_id, event_id, race_id, {', '.join(columns)}) "
            f"values ($1, $2, $3, {numbers}) returning id",
            self.partner, self.event, self.race, *columns.values(),
        )  # fmt: skip
        return added

    async def passing(self, tag: str, runner: int | None, location: str, seconds: float) -> None:
        """So many seconds after the gun; the tag is the runner's in the roster too."""
        if runner is not None:
            await self.connection.execute(
                "insert into participant_chips (timing_partner_id, event_id, chip, participant_id) "
                "values ($1, $2, $3, $4) on conflict do nothing",
                self.partner, self.event, tag, runner,
            )  # fmt: skip
        await self.connection.execute(
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
            "participant_id, passing_at, first_read_at, received_at, version) select $1, $2, $3, $4, "
            "1 + count(*), $5, $6, $6, $6, 1 from timing_passings where location_id = $3 and tag = $4",
            self.partner, self.session, self.locations[location], tag, runner,
            GUN + timedelta(seconds=seconds),
        )  # fmt: skip


@asynccontextmanager
async def ten_km(hub: "Hub") -> AsyncIterator[TenKm]:
    """In one transaction, at whose end the passings are published."""
    partner = hub.change(
        "polder-timing", "select id from timing_partners where slug = 'polder-timing'"
    )
    assert partner is not None
    async with hub.pool.partner(partner) as connection:
        race = await _course(connection, partner)
        yield race
        await connection.execute(
            "update timing_sessions set version = 1 where id = $1", race.session
        )


async def _course(connection: "Connection", partner: int) -> TenKm:
    event: int = await connection.fetchval(
        "insert into normalized_events (timing_partner_id, name, event_date, zone) "
        "values ($1, 'Canal Run', '2026-06-14', 'Europe/Amsterdam') returning id", partner,
    )  # fmt: skip
    race: int = await connection.fetchval(
        "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
        "values ($1, $2, '10 km', 10000, $3) returning id", partner, event, GUN,
    )  # fmt: skip
    for position, (name, kind, distance, location) in enumerate(POINTS):
        await connection.execute(
            "insert into race_points (timing_partner_id, race_id, name, kind, position, distance_m, main) "
            "values ($1, $2, $3, $4, $5, $6, $7)",
            partner, race, name, kind, position, distance, [location],
        )  # fmt: skip
    session, locations = await _box(connection, partner, event)
    return TenKm(connection, partner, event, race, session, locations)


async def _box(connection: "Connection", partner: int, event: int) -> tuple[int, dict[str, int]]:
    source = await connection.fetchval(
        "insert into timing_sources (timing_partner_id, source_key) values ($1, 'box') returning id",
        partner,
    )
    session: int = await connection.fetchval(
        "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch) "
        "values ($1, $2, $3, '2026-06-14', 'Race day', 'Europe/Amsterdam', 'abcdef01') returning id",
        partner, source, event,
    )  # fmt: skip
    locations = {
        location: await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) values ($1, $2, $3) returning id",
            partner, session, location,
        )
        for *_, location in POINTS
    }  # fmt: skip
    return session, locations
