"""A ten-kilometre race in the database, as far as it was run: roster, course, passings, and what came of them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from project88.db.pool import Connection, Pool

GUN = datetime(2026, 6, 14, 8, 0, tzinfo=UTC)
POINTS = (
    ("Start", "start", 0, "START"),
    ("5 km", "split", 5000, "5K"),
    ("Finish", "finish", 10_000, "FINISH"),
)


class Raced(msgspec.Struct, frozen=True):
    """Where to find it; `people` by bib, `points` and `locations` by name."""

    partner: int
    event_id: int
    race_id: int
    session_id: int
    people: dict[str, int]
    points: dict[str, int]
    locations: dict[str, int]


Race = Callable[..., Awaitable[Raced]]


def moment(bib: int, location: str) -> datetime:
    """When a runner is where: bib 1 starts first and is the fastest; gun times grow with the bib."""
    after = {"START": bib * 1.0, "5K": 1200 + bib * 10.0, "FINISH": 2500 + bib * 25.0}[location]
    return GUN + timedelta(seconds=after)


@pytest.fixture
def race(pool: Pool, partner: int) -> Race:
    """Makes one: `finishers` people of whom the last `on_course` have no finish; odd bibs are women."""

    async def made(
        finishers: int = 12, on_course: int = 0, name: str = "Canal Run", of: int | None = None
    ) -> Raced:
        owner = partner if of is None else of
        async with pool.partner(owner) as connection:
            event_id = await connection.fetchval(
                "insert into normalized_events (timing_partner_id, name, event_date, zone) "
                "values ($1, $2, '2026-06-14', 'Europe/Amsterdam') returning id", owner, name,
            )  # fmt: skip
            race_id = await connection.fetchval(
                "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
                "values ($1, $2, '10 km', 10000, $3) returning id", owner, event_id, GUN,
            )  # fmt: skip
            points = {
                told: await connection.fetchval(
                    "insert into race_points (timing_partner_id, race_id, name, kind, position, distance_m, main) "
                    "values ($1, $2, $3, $4, $5, $6, $7) returning id",
                    owner, race_id, told, kind, position, distance, [location],
                )
                for position, (told, kind, distance, location) in enumerate(POINTS)
            }  # fmt: skip
            people = {
                str(bib): await connection.fetchval(
                    "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, first_name, "
                    "last_name, gender, age, city, country, division, team) "
                    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'NL', $10, $11) returning id",
                    owner, event_id, race_id, str(bib), f"First{bib}", f"Last{bib}",
                    "F" if bib % 2 else "M", 20 + bib, "Utrecht" if bib % 3 else "Delft",
                    ("F" if bib % 2 else "M") + (" 20-29" if bib < 10 else " 30-39"), f"Club {bib % 4}",
                )
                for bib in range(1, finishers + on_course + 1)
            }  # fmt: skip
            session_id, locations = await _session(connection, owner, event_id)
            for bib, participant in people.items():
                for _, _, _, location in POINTS:
                    if location == "FINISH" and int(bib) > finishers:
                        continue
                    await connection.execute(
                        "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
                        "participant_id, passing_at, first_read_at, received_at, version) "
                        "values ($1, $2, $3, $4, 1, $5, $6, $6, $6, 1)",
                        owner, session_id, locations[location], bib, participant, moment(int(bib), location),
                    )  # fmt: skip
            await connection.execute(
                "update timing_sessions set version = 1 where id = $1", session_id
            )
        found = Raced(owner, event_id, race_id, session_id, people, points, locations)
        await _scored(pool, found, finishers)
        return found

    return made


async def _session(connection: Connection, owner: int, event_id: int) -> tuple[int, dict[str, int]]:
    source = await connection.fetchval(
        "insert into timing_sources (timing_partner_id, source_key) values ($1, $2) returning id",
        owner, f"race of event {event_id}",
    )  # fmt: skip
    session = await connection.fetchval(
        "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch) "
        "values ($1, $2, $3, '2026-06-14', 'Race day', 'Europe/Amsterdam', 'abcdef01') returning id",
        owner, source, event_id,
    )  # fmt: skip
    locations = {
        name: await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) values ($1, $2, $3) returning id",
            owner, session, name,
        )
        for _, _, _, name in POINTS
    }  # fmt: skip
    return session, locations


async def _scored(pool: Pool, race: Raced, finishers: int) -> None:
    """What the scorer would make of it."""
    async with pool.partner(race.partner) as connection:
        await connection.execute("delete from result_changes where event_id = $1", race.event_id)
        await connection.execute(
            "insert into event_results (event_id, timing_partner_id, version) values ($1, $2, 1)",
            race.event_id, race.partner,
        )  # fmt: skip
        for bib_text, participant in race.people.items():
            bib = int(bib_text)
            done = bib <= finishers
            gun_ms, chip_ms = 2_500_000 + bib * 25_000, 2_500_000 + bib * 24_000
            sex, division = ("F", "M")[bib % 2 == 0], "20-29" if bib < 10 else "30-39"
            await connection.execute(
                "insert into normalized_results (participant_id, timing_partner_id, event_id, race_id, status, "
                "start_at, finish_at, last_at, last_point, gun_ms, chip_ms, sex, division, rank_key, place_overall, "
                "place_sex, place_division, version) "
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)",
                participant, race.partner, race.event_id, race.race_id, "finished" if done else "on_course",
                moment(bib, "START"), moment(bib, "FINISH") if done else None,
                moment(bib, "FINISH" if done else "5K"), race.points["Finish" if done else "5 km"],
                gun_ms if done else None, chip_ms if done else None, sex, f"{sex} {division}",
                gun_ms if done else None, bib if done else None, (bib + 1) // 2 if done else None,
                ((bib + 1) // 2 if bib < 10 else (bib - 8) // 2) if done else None,
            )  # fmt: skip
            await _splits(connection, race, bib, participant, done=done)


async def _splits(
    connection: Connection, race: Raced, bib: int, participant: int, *, done: bool
) -> None:
    before = GUN
    for position, (name, kind, distance, location) in enumerate(POINTS if done else POINTS[:2]):
        at = moment(bib, location)
        places = (bib, (bib + 1) // 2) if kind == "split" else (None, None)
        await connection.execute(
            "insert into result_splits (participant_id, position, timing_partner_id, event_id, race_id, point_id, "
            "point, kind, distance_m, at, how, gun_ms, chip_ms, leg_ms, leg_m, place_overall, place_sex, session_id, "
            "location_id, tag, passing_no, version) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'main', $11, $12, $13, $14, $15, $16, $17, $18, $19, 1, "
            "1)",
            participant, position, race.partner, race.event_id, race.race_id, race.points[name], name, kind, distance,
            at, _ms(at - GUN), _ms(at - moment(bib, "START")), _ms(at - before) if position else 0,
            5000 if position else 0, *places, race.session_id, race.locations[location], str(bib),
        )  # fmt: skip
        before = at


def _ms(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))


async def cross(
    pool: Pool, race: Raced, bib: str, location: str, minutes: float, number: int = 1
) -> None:
    """A passing as the recorder publishes it."""
    at = GUN + timedelta(minutes=minutes)
    async with pool.partner(race.partner) as connection:
        await connection.execute(
            "with raised as (update timing_sessions set version = version + 1 where id = $2 returning version) "
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, participant_id, "
            "passing_at, first_read_at, received_at, version) "
            "select $1, $2, $3, $4, $5, $6, $7, $7, $7, version from raised "
            "on conflict (session_id, location_id, tag, passing_no) do update set passing_at = excluded.passing_at, "
            "version = excluded.version",
            race.partner, race.session_id, race.locations[location], bib, number, race.people[bib], at,
        )  # fmt: skip
