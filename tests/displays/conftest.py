"""A partner with one timing session, the least that a display needs."""

import pytest

from project88.db.pool import Pool


async def insert_session(pool: Pool, partner_id: int) -> int:
    async with pool.partner(partner_id) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') "
            "returning id",
            partner_id,
        )
        session: int = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, "
            "epoch) values ($1, $2, current_date, 'Harbour Mile', 'Europe/Amsterdam', 'e1') "
            "returning id",
            partner_id,
            source,
        )
    return session


@pytest.fixture
async def session(pool: Pool, partner: int) -> int:
    """The id of a timing session of the test's partner."""
    return await insert_session(pool, partner)


@pytest.fixture
async def rival_session(pool: Pool) -> int:
    """The id of a timing session of another partner."""
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    return await insert_session(pool, rival)


@pytest.fixture
async def event(pool: Pool, partner: int, session: int) -> int:
    """An event of today, to which the session is bound."""
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Harbour Mile', current_date, 'Europe/Amsterdam') returning id",
            partner,
        )
        await connection.execute(
            "update timing_sessions set event_id = $2 where id = $1", session, number
        )
    return number
