"""Sessions in the table `user_sessions`.

An ended session stays as a row until the worker forgets it, so that its end is known for a while.
"""

from project88.db.pool import Pool
from project88.relay.in_postgres import store
from project88.relay.sessions import LONGEST_AGENT, Facts, Key, SignedIn, new_secret

_WHY = "a session belongs to a person, not to a partner"


class PostgresSessions:
    """`Sessions` on PostgreSQL."""

    def __init__(self, pool: Pool, idle_ms: int) -> None:
        self._pool = pool
        self._idle_ms = idle_ms

    async def begin(  # noqa: PLR0913, PLR0917 -- as `Sessions`
        self,
        user_id: int,
        facts: Facts,
        address: str,
        user_agent: str,
        now_ms: int,
        lasts_ms: int,
    ) -> tuple[str, SignedIn]:
        secret, key = new_secret()
        agent = user_agent[:LONGEST_AGENT].replace("\0", "")
        session = SignedIn(
            key.id, user_id, dict(facts), address, agent, now_ms, now_ms, now_ms + lasts_ms
        )
        async with self._pool.hub(_WHY) as connection:
            await store.begin(connection, key, session)
        return secret, session

    async def find(self, secret: str, now_ms: int) -> SignedIn | None:
        key = Key.of(secret)
        if key is None:
            return None
        async with self._pool.hub_look(_WHY) as connection:
            return await store.find(connection, key, now_ms, self._idle_ms)

    async def change(self, session_id: str, facts: Facts) -> bool:
        async with self._pool.hub(_WHY) as connection:
            return await store.change(connection, session_id, facts)

    async def of_user(self, user_id: int, now_ms: int) -> list[SignedIn]:
        async with self._pool.hub(_WHY) as connection:
            return await store.of_user(connection, user_id, now_ms, self._idle_ms)

    async def end(self, user_id: int, session_id: str) -> bool:
        async with self._pool.hub(_WHY) as connection:
            return await store.end(connection, user_id, session_id)

    async def end_all(self, user_id: int, except_id: str | None = None) -> int:
        async with self._pool.hub(_WHY) as connection:
            return await store.end_all(connection, user_id, except_id)
