"""Buckets of tries in the table `rate_limits`; one statement takes a try."""

from project88.db.pool import Pool
from project88.relay.in_postgres import store
from project88.relay.limits import hashed, require_sensible


class PostgresLimits:
    """`Limits` on PostgreSQL."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def take(self, key: str, per_minute: float, burst: int, now_ms: int) -> bool:
        require_sensible(per_minute, burst)
        async with self._pool.no_partner() as connection:
            return await store.take(connection, hashed(key), per_minute, burst, now_ms)
