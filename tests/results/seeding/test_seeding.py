"""An invented past is whole, repeatable, and as the rules of a race would have it."""

from collections import defaultdict
from typing import Any

import asyncpg
import pytest

from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.race.ranking import Ranking, Timed, keys, places
from project88.results.seeding.plan import LARGEST, LEAST, SCALES, First, Scale, event_sizes, plan
from project88.results.seeding.seeding import HasData, Seeded, seed

SMALL = Scale(partners=2, events=6, mean=120)


async def seeded(database: Urls, scale: Scale = SMALL, *, yes: bool = False) -> Seeded:
    return await seed(database.owner_url, scale, lambda *_: None, beside_others=yes)


# Any: rows of whatever is asked.
async def asked(database: Urls, statement: str) -> list[Any]:
    connection = await asyncpg.connect(database.superuser_url)
    try:
        return [tuple(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()


def test_the_full_past_has_the_size_that_the_hub_is_made_for() -> None:
    first = First()
    partners = plan(SCALES["full"], first)
    sizes = [event.size for partner in partners for event in partner.events]
    assert (len(partners), len(sizes), min(sizes), max(sizes)) == (13, 13_000, LEAST, LARGEST)
    assert abs(sum(sizes) - 10_600_000) < 1_000
    assert abs(sum(partner.people for partner in partners) - 2_400_000) < 1_000
    assert first.participant == sum(sizes) + 1
    assert all(sum(race.size for race in e.races) == e.size for p in partners for e in p.events)


def test_sizes_grow_along_the_curve() -> None:
    sizes = event_sizes(500, 300)
    assert sizes == sorted(sizes)
    assert abs(sum(sizes) / 500 - 300) < 1


async def test_every_place_is_as_the_rules_say(database: Urls) -> None:
    await seeded(database)
    rows = await asked(
        database,
        "select race_id, participant_id, gun_ms, chip_ms, sex, division, rank_key, place_overall, "
        "place_sex, place_division from normalized_results where status = 'finished'",
    )
    races = defaultdict(list)
    for race_id, *row in rows:
        races[race_id].append(row)
    for field in races.values():
        order = keys({row[0]: Timed(row[1], row[2], row[3]) for row in field}, Ranking())
        groups = {row[0]: ("", row[3], row[4]) for row in field}
        found = places(order, groups)
        for number, _, _, sex, division, key, overall, of_sex, of_division in field:
            assert key == order[number]
            assert overall == found[""][number]
            assert of_sex == found[sex][number]
            assert of_division == found[division][number]


async def test_people_come_back(database: Urls) -> None:
    done = await seeded(database)
    rows = await asked(
        database,
        "select count(*), count(distinct (person.timing_partner_id, first_name, last_name, city, "
        "extract(year from event_date) - age)) from normalized_participants person "
        "join normalized_events event on event.id = person.event_id",
    )
    entries, people = rows[0]
    assert entries == done.results
    assert people <= done.people
    assert people < entries


async def test_the_tables_are_guarded_and_indexed_as_before(database: Urls) -> None:
    catalogue = (
        "select 'index', indexdef from pg_indexes where schemaname = 'public' union all "
        "select conname, pg_get_constraintdef(oid) || convalidated from pg_constraint union all "
        "select relname, concat_ws(' ', relrowsecurity, relforcerowsecurity) from pg_class "
        "where relkind = 'r' union all "
        "select tgname || tgrelid::regclass, tgenabled::text from pg_trigger where not tgisinternal "
        "order by 1, 2"
    )
    before = await asked(database, catalogue)
    await seeded(database)
    assert await asked(database, catalogue) == before
    assert await asked(database, "select count(*) from audit_log") == [(0,)]
    assert await asked(database, "select count(*) from result_changes") == [(0,)]


async def test_the_same_seed_makes_the_same_past(database: Urls) -> None:
    digest = (
        "select md5(string_agg(concat_ws('/', e.name, r.name, bib, first_name, last_name, age, city, gun_ms, chip_ms), "
        "';' order by e.id, person.id)) from normalized_participants person "
        "join normalized_events e on e.id = person.event_id join normalized_races r on r.id = person.race_id "
        "join normalized_results result on result.participant_id = person.id "
        "join timing_partners p on p.id = person.timing_partner_id where p.id <= {last}"
    )
    await seeded(database)
    first = await asked(database, digest.format(last=2))
    again = digest.format(last=9).replace("p.id <=", "p.id > 2 and p.id <=")
    await seeded(database, yes=True)
    assert await asked(database, again) == first


async def test_the_service_sees_each_partner_alone_and_finds_names(
    database: Urls, pool: Pool
) -> None:
    await seeded(database)
    told = "select timing_partner_id, part, name from roster_names"
    there = (
        "select timing_partner_id, 'first', findable_first from normalized_participants where findable_first <> '' "
        "union select timing_partner_id, 'last', findable_last from normalized_participants where findable_last <> ''"
    )
    assert (
        await asked(database, f"({told} except ({there})) union all (({there}) except {told})")
        == []
    )
    rows = await asked(
        database,
        "select timing_partner_id, findable_last, count(*) from normalized_participants "
        "where privacy = 'public' group by 1, 2 order by 3 desc limit 1",
    )
    partner_id, name, count = rows[0]
    async with pool.partner(partner_id) as connection:
        found = await connection.fetch("select * from find_results($1, 500)", name)
    assert len({row["participant_id"] for row in found}) >= count


async def test_a_hub_that_serves_somebody_is_left_alone(database: Urls, partner: int) -> None:
    with pytest.raises(HasData):
        await seeded(database)
    assert await asked(database, "select count(*) from normalized_events") == [(0,)]
    done = await seeded(database, yes=True)
    assert done.partners == 2
    assert await asked(database, "select count(*) from timing_partners") == [(4,)]
    assert partner


async def test_new_people_come_after_the_invented_ones(database: Urls, pool: Pool) -> None:
    await seeded(database)
    rows = await asked(database, "select id, timing_partner_id from normalized_events limit 1")
    event_id, partner_id = rows[0]
    async with pool.partner(partner_id) as connection:
        number = await connection.fetchval(
            "insert into normalized_participants (timing_partner_id, event_id, bib) "
            "values ($1, $2, 'new') returning id",
            partner_id, event_id,
        )  # fmt: skip
    assert await asked(database, "select max(id) from normalized_participants") == [(number,)]
