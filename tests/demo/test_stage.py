"""What a demo makes in the database is made once, and found again by the next demo."""

from datetime import datetime
from zoneinfo import ZoneInfo

from project88.db.pool import Pool
from project88.demo import stage

GUN = datetime(2026, 6, 27, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


async def rows(pool: Pool, partner_id: int, table: str, column: str) -> list[object]:
    async with pool.partner(partner_id) as connection:
        found = await connection.fetch(f"select {column} from {table} order by 1")
    return [row[0] for row in found]


async def test_a_second_demo_finds_its_partner_and_moves_its_port(pool: Pool) -> None:
    first = await stage.set_up(pool, 61611)
    assert await stage.set_up(pool, 62000) == first
    assert await rows(pool, first, "timing_listeners", "port") == [62000]


async def test_a_second_demo_of_a_day_adds_nobody(pool: Pool) -> None:
    partner_id = await stage.set_up(pool, 61611)
    runners = await stage.enter_runners(pool, GUN)
    assert await stage.enter_runners(pool, GUN) == runners
    assert len(await rows(pool, partner_id, "normalized_participants", "bib")) == runners
    assert len(await rows(pool, partner_id, "normalized_events", "name")) == 1


async def test_before_the_first_read_of_all_there_is_no_session(pool: Pool) -> None:
    assert await stage.newest_session(pool, await stage.set_up(pool, 61611)) is None
