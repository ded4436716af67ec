"""Migrations: each once, in order, and never against a past that the files do not tell."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from project88.db.embedded import Urls
from project88.db.migrate import MIGRATIONS, migrate, pending, read
from project88.errors import Misconfigured, Unavailable, UnsafeRole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The hub's own migrations, and room for more."""
    for file in MIGRATIONS.glob("*.sql"):
        (tmp_path / file.name).write_text(file.read_text())
    return tmp_path


def add(folder: Path, sql: str, name: str = "9001_marshals.sql") -> Path:
    file = folder / name
    file.write_text(sql)
    return file


async def test_a_migrated_database_has_nothing_pending(database: Urls) -> None:
    assert await pending(database.service_url) == []
    assert await migrate(database.owner_url) == []


async def test_a_new_file_is_applied_once(database: Urls, folder: Path) -> None:
    add(folder, "create table marshals (id int)")
    assert await pending(database.service_url, folder) == ["9001_marshals"]
    assert await migrate(database.owner_url, folder) == ["9001_marshals"]
    assert await migrate(database.owner_url, folder) == []


async def test_a_file_that_changed_afterwards_is_refused(database: Urls, folder: Path) -> None:
    file = add(folder, "create table marshals (id int)")
    await migrate(database.owner_url, folder)
    file.write_text("create table marshals (id bigint)")
    with pytest.raises(Misconfigured, match="9001_marshals was changed after"):
        await migrate(database.owner_url, folder)


async def test_a_file_that_is_gone_is_refused(database: Urls, folder: Path) -> None:
    file = add(folder, "create table marshals (id int)")
    await migrate(database.owner_url, folder)
    file.unlink()
    with pytest.raises(Misconfigured, match="at least as new as the database"):
        await migrate(database.owner_url, folder)


async def test_a_file_that_comes_in_before_the_newest_is_refused(
    database: Urls, folder: Path
) -> None:
    add(folder, "create table marshals (id int)")
    await migrate(database.owner_url, folder)
    add(folder, "create table cones (id int)", "9000_cones.sql")
    with pytest.raises(Misconfigured, match="9000_cones came after newer ones"):
        await migrate(database.owner_url, folder)


async def test_a_file_that_fails_halfway_leaves_nothing(database: Urls, folder: Path) -> None:
    add(folder, "create table marshals (id int); select 1 / 0")
    with pytest.raises(Misconfigured, match="failed and changed nothing"):
        await migrate(database.owner_url, folder)
    owner = await asyncpg.connect(database.owner_url)
    assert await owner.fetchval("select to_regclass('marshals')") is None
    await owner.close()


async def test_two_migrators_at_once_apply_each_file_once(database: Urls, folder: Path) -> None:
    add(folder, "create table marshals (id int); select pg_sleep(0.2)")
    names = await asyncio.gather(*(migrate(database.owner_url, folder) for _ in range(4)))
    assert sorted(map(len, names)) == [0, 0, 0, 1]


async def test_a_table_in_use_is_not_waited_for_for_long(database: Urls, folder: Path) -> None:
    add(folder, "set local lock_timeout = '50ms'; alter table hub add column marshal text")
    race = await asyncpg.connect(database.owner_url)
    async with race.transaction():
        await race.execute("lock table hub")
        with pytest.raises(Unavailable, match="in use: nothing was changed"):
            await migrate(database.owner_url, folder)
    await race.close()


async def test_a_migration_waits_four_seconds_for_a_table_at_most(
    database: Urls, folder: Path
) -> None:
    add(folder, "create table limits as select current_setting('lock_timeout') as lock")
    await migrate(database.owner_url, folder)
    owner = await asyncpg.connect(database.owner_url)
    assert await owner.fetchval("select lock from limits") == "4s"
    await owner.close()


async def test_a_superuser_does_not_migrate(database: Urls) -> None:
    with pytest.raises(UnsafeRole, match="sign in as project88_owner"):
        await migrate(database.superuser_url)


async def test_a_login_that_owns_nothing_does_not_migrate(database: Urls) -> None:
    with pytest.raises(Misconfigured, match="does not own the database"):
        await migrate(database.service_url)


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        (["1_spine.sql"], "not named like"),
        (["0001_spine.sql", "0001_ribs.sql"], "number 0001"),
    ],
)
def test_misnamed_files_are_refused(tmp_path: Path, names: list[str], complaint: str) -> None:
    for name in names:
        (tmp_path / name).write_text("select 1")
    with pytest.raises(Misconfigured, match=complaint):
        read(tmp_path)
