"""What several processes of one hub share besides its tables: sessions, limits and wake-ups.

PostgreSQL does all three, which is right for one machine; with `REDIS_URL` set, Redis (or Valkey)
does, so that what every request asks for is no load on the database. Both keep the same promises
(`sessions.Sessions`, `limits.Limits`, `wakeups.Wakeups`) and pass the same tests; nobody above
knows which one it has.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, Protocol

import msgspec

from project88.db.pool import Pool
from project88.relay.in_postgres.limits import PostgresLimits
from project88.relay.in_postgres.sessions import PostgresSessions
from project88.relay.in_postgres.wakeups import PostgresWakeups
from project88.relay.in_redis.limits import RedisLimits
from project88.relay.in_redis.link import Link, linked
from project88.relay.in_redis.sessions import RedisSessions
from project88.relay.in_redis.wakeups import RedisWakeups
from project88.relay.limits import Limits
from project88.relay.sessions import Sessions
from project88.relay.wakeups import Wakeups
from project88.settings import Settings

Redis = Literal["ok", "away", "unused"]
_HOUR_MS = 3_600_000
_PATIENCE_S = 1.0


class Asking(Protocol):
    """Whether Redis answers within a second; never raises."""

    async def __call__(self) -> Redis: ...


class Relay(msgspec.Struct, frozen=True):
    """The three parts of one process, on whichever server is configured."""

    sessions: Sessions
    limits: Limits
    wakeups: Wakeups
    redis: Asking


@asynccontextmanager
async def open(settings: Settings, pool: Pool) -> AsyncIterator[Relay]:  # noqa: A001 -- read as relay.open
    """The relay of one process. Neither server needs to be there yet."""
    idle_ms = int(settings.security.idle_hours * _HOUR_MS)
    if settings.redis.url is None:
        async with PostgresWakeups(pool) as posting:
            yield Relay(PostgresSessions(pool, idle_ms), PostgresLimits(pool), posting, _unused)
        return
    async with (
        linked(settings.redis.url.get_secret_value()) as link,
        RedisWakeups(link, pool) as wakeups,
    ):
        yield Relay(RedisSessions(link, idle_ms), RedisLimits(link), wakeups, _asking(link))


def _asking(link: Link) -> Asking:
    async def redis() -> Redis:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return "ok" if await link.why_away() is None else "away"
        except TimeoutError:
            return "away"

    return redis


async def _unused() -> Redis:
    return "unused"
