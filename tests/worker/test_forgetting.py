"""Connections of a month ago are of no interest to a dashboard."""

from datetime import UTC, datetime, timedelta

from project88.db.pool import Pool
from project88.worker.upkeep import forget_connections

NOW = datetime(2026, 6, 27, 12, tzinfo=UTC)


async def test_a_connection_that_ended_is_kept_for_a_month(pool: Pool, partner: int) -> None:
    days = {1: 29, 2: 31, 3: None}
    async with pool.hub("connections for a test") as connection:
        for number, ended in days.items():
            at = None if ended is None else NOW - timedelta(days=ended)
            await connection.execute(
                "insert into timing_connections (id, timing_partner_id, peer, state, connected_at, "
                "heard_at, told_at, ended_at) values ($1, $2, 'p', $3, $4, $4, $4, $5)",
                number, partner, "connected" if at is None else "ended", NOW - timedelta(days=60), at,
            )  # fmt: skip
    assert await forget_connections(pool, NOW) == 1
    async with pool.partner(partner) as connection:
        left = await connection.fetch("select id from timing_connections order by id")
    assert [row["id"] for row in left] == [1, 3]
