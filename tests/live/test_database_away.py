"""The database stops in mid-race: screens stay, say how old their data is, and catch up."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from project88.db.cluster import Durability
from project88.db.embedded import EmbeddedPostgres
from project88.db.migrate import migrate
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.live.conftest import Race, Served

pytestmark = pytest.mark.journey
Serving: TypeAlias = "Callable[..., AbstractAsyncContextManager[Served]]"


def _reachable_folder() -> Path:
    """As root, PostgreSQL runs as somebody else, who could not enter pytest's own folders."""
    folder = Path(tempfile.mkdtemp(prefix="project88-away-"))
    folder.chmod(0o755)
    return folder


@pytest.fixture
async def cluster_of_ours() -> AsyncIterator[EmbeddedPostgres]:
    """A migrated cluster that this test may stop."""
    folder = _reachable_folder()
    server = EmbeddedPostgres(folder / "cluster", durability=Durability.FAST_AND_UNSAFE)
    urls = server.start()
    await migrate(urls.owner_url)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def pool(cluster_of_ours: EmbeddedPostgres) -> AsyncIterator[Pool]:
    """In place of the shared one."""
    opened = await Pool.open(cluster_of_ours.start().service_url)
    yield opened
    await opened.close()


async def test_screens_outlive_the_database_and_catch_up_when_it_is_back(
    cluster_of_ours: EmbeddedPostgres, serving: Serving, race: "Race"
) -> None:
    async with serving() as served:
        address = await race.address()
        screen = await served.watch(address)
        await screen.wait_for("snapshot")
        await race.passes("T1")
        await screen.wait_for("changes")

        await asyncio.to_thread(cluster_of_ours.stop)
        ages = [(await screen.wait_for("hb")).data["age"] for _ in range(5)]
        assert ages == sorted(set(ages))
        assert (await served.get("/api/health"))[0] == 503
        status, headers, _ = await served.get(f"/api/display/{address}")
        assert (status, headers["retry-after"]) == (503, "1")

        await asyncio.to_thread(cluster_of_ours.start)
        async with asyncio.timeout(10):
            while (await served.get("/api/health"))[0] != 200:
                await screen.wait_for("hb")
        await race.passes("T2", notify=False)
        assert (await screen.wait_for("changes", "snapshot", "bye")).tags == ["T2"]
        await race.passes("T3")
        assert (await screen.wait_for("changes", "snapshot", "bye")).tags == ["T3"]
