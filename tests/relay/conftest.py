"""Both keepers of sessions, limits and wake-ups, so that each test runs on both."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from project88 import relay
from project88.db.pool import Pool
from project88.relay import Relay
from project88.settings import SecuritySettings, Settings

IDLE_HOURS = 2.0

NewUser = Callable[[], Awaitable[int]]


@pytest.fixture(params=["postgresql"])
def settings(request: pytest.FixtureRequest) -> Settings:
    security = SecuritySettings(idle_hours=IDLE_HOURS)
    return Settings(security=security)


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
