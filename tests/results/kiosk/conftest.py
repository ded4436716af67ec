"""A race whose results everybody may see, and somebody in front of the kiosk."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import httpx
import pytest
from tests.results.conftest import Race, Raced

from project88.db.pool import Pool

SLUG = "canal-run-2026"
Published = Callable[..., Awaitable[Raced]]


class Clock(Protocol):
    """Of the hub; see tests/conftest."""

    ms: int


@pytest.fixture
def published(race: Race, pool: Pool) -> Published:
    """`await published(finishers=12)`: the race of `race`, under the name `SLUG`."""

    async def made(finishers: int = 12, on_course: int = 0) -> Raced:
        raced = await race(finishers, on_course)
        async with pool.partner(raced.partner) as connection:
            await connection.execute(
                "update normalized_events set results_slug = $2, results_published_at = now() "
                "where id = $1", raced.event_id, SLUG,
            )  # fmt: skip
        return raced

    return made


@pytest.fixture
async def visitor(hub: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    """Nobody who ever signed in."""
    return hub(address="198.51.100.20")
