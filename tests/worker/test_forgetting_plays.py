"""What screens showed is kept for a year, and of nobody's longer."""

from datetime import UTC, datetime, timedelta

from project88.db.pool import Pool
from project88.settings import RetentionSettings
from project88.worker.upkeep import forget_plays

NOW = datetime(2027, 6, 27, 12, tzinfo=UTC)
RETENTION = RetentionSettings()


async def showed(pool: Pool, partner: int, days_ago: int) -> None:
    """One screen that showed something then."""
    at = NOW - timedelta(days=days_ago)
    async with pool.partner(partner) as connection:
        screen = await connection.fetchval(
            "insert into screens (timing_partner_id, number, name, key_hash, code) "
            "values ($1, $2, 'Arch', decode(md5(random()::text), 'hex'), 'ABCD' || $3) returning id",
            partner,
            days_ago,
            f"{days_ago}".translate(str.maketrans("01", "XY")).rjust(4, "Z"),
        )
        display = await connection.fetchval(
            "insert into display_sessions (timing_partner_id, name) values ($1, 'Line') returning id",
            partner,
        )
        await connection.execute(
            "insert into screen_plays (timing_partner_id, screen_id, kind, at) "
            "values ($1, $2, 'rest', $3)",
            partner,
            screen,
            at,
        )
        await connection.execute(
            "insert into screen_minutes (timing_partner_id, display_session_id, screen_id, minute) "
            "values ($1, $2, $3, $4)",
            partner,
            display,
            screen,
            at,
        )


async def test_proofs_and_numbers_are_forgotten_after_a_year(pool: Pool, partner: int) -> None:
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    for owner in (partner, rival):
        for days in (364, 366, 900):
            await showed(pool, owner, days)
    assert RETENTION.plays_days == 365
    assert await forget_plays(pool, RETENTION, NOW) == 8
    assert await forget_plays(pool, RETENTION, NOW) == 0
    for owner in (partner, rival):
        async with pool.partner(owner) as connection:
            for table, column in (("screen_plays", "at"), ("screen_minutes", "minute")):
                left = await connection.fetch(f"select {column} as at from {table}")
                assert [row["at"] for row in left] == [NOW - timedelta(days=364)]


async def test_one_partners_time_is_not_anothers(pool: Pool, partner: int) -> None:
    """Whoever asks the database to forget forgets only what is the transaction's partner's."""
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    await showed(pool, rival, 900)
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select forget_screen_plays($1)", NOW) == 0
    async with pool.no_partner() as connection:
        assert await connection.fetchval("select forget_screen_plays($1)", NOW) == 0
    async with pool.partner(rival) as connection:
        assert await connection.fetchval("select count(*) from screen_plays") == 1
