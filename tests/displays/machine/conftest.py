"""The stage of the isolation machine, in this run's cluster."""

from collections.abc import AsyncIterator

import pytest
from tests.displays.machine.databases import Clones

from project88.db.embedded import Urls


@pytest.fixture
def migrated(_template: str) -> str:
    """The name of a migrated template database."""
    return _template


@pytest.fixture
async def clones(cluster: Urls, migrated: str) -> AsyncIterator[Clones]:
    """Databases for runs; the stage is built for this test."""
    async with Clones.made(cluster, migrated) as made:
        yield made
