"""Both keepers of sessions, limits and wake-ups, so that each test runs on both."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from pydantic import SecretStr

from project88 import relay
from project88.db.pool import Pool
from project88.relay import Relay
from project88.settings import RedisSettings, SecuritySettings, Settings

IDLE_HOURS = 2.0

NewUser = Callable[[], Awaitable[int]]


@pytest.fixture(params=["postgresql", "redis"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Without Redis, and with a real one."""
    security = SecuritySettings(idle_hours=IDLE_HOURS)
    if request.param == "postgresql":
        return Settings(security=security)
    url: str = request.getfixturevalue("redis_url")
    return Settings(security=security, redis=RedisSettings(url=SecretStr(url)))


@pytest.fixture
async def opened(settings: Settings, pool: Pool) -> AsyncIterator[Relay]:
    async with relay.open(settings, pool) as opened:
        yield opened


@pytest.fixture
def new_user(pool: Pool) -> NewUser:
    """Makes a person and tells the id."""
    names = iter(["anna", "bert", "carla", "dirk"])

    async def make() -> int:
        async with pool.hub("a person for a test") as connection:
            number: int = await connection.fetchval(
                "insert into users (email, name) values ($1, 'A Person') returning id",
                f"{next(names)}@example.org",
            )
        return number

    return make
