"""The one way to a connection: partners apart, one transaction each, honest about a lost server."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from project88.db.embedded import Urls
from project88.db.pool import Pool, savepoint
from project88.errors import Misconfigured, Unavailable, UnsafeRole


class Boom(Exception):
    """Something a feature raises."""


def _name(database: Urls) -> str:
    return database.owner_url.partition("@/")[2].partition("?")[0]


async def slug(pool: Pool, partner: int) -> str:
    async with pool.partner(partner) as connection:
        found: str = await connection.fetchval("select slug from timing_partners")
    return found


async def test_a_partner_sees_only_itself(pool: Pool, partner: int) -> None:
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select array_agg(id) from timing_partners") == [partner]


async def test_a_snapshot_shows_one_moment_and_changes_nothing(pool: Pool, partner: int) -> None:
    async with pool.snapshot(partner) as connection:
        before = await connection.fetch("select id, name from timing_partners")
        assert [row["id"] for row in before] == [partner]
        async with pool.partner(partner) as other:
            await other.execute("update timing_partners set name = 'Renamed'")
        assert await connection.fetch("select id, name from timing_partners") == before
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with pool.snapshot(partner) as connection:
            await connection.execute("update timing_partners set name = 'Again'")


async def test_the_partner_of_one_transaction_is_forgotten_in_the_next(
    database: Urls, partner: int
) -> None:
    pool = await Pool.open(database.service_url, size=1)
    async with pool.partner(partner):
        pass
    async with pool.hub("a look") as connection:
        assert not await connection.fetchval("select current_setting('app.partner_id', true)")
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select current_user::text") == "project88_service"
    await pool.close()


async def test_a_look_across_partners_stands_in_the_hubs_role_and_is_done_at_once(
    pool: Pool, partner: int
) -> None:
    async with pool.hub_look("a look") as connection:
        assert await connection.fetchval("select current_user::text") == "project88_hub"
        assert await connection.fetchval(
            "select array_agg(id) @> array[$1::int] from timing_partners", partner
        )
        assert not connection.is_in_transaction()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with pool.hub_look("what the hub's role may not") as connection:
            await connection.execute("delete from timing_partners")
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select current_user::text") == "project88_service"


async def test_a_look_whose_connection_is_lost_says_so_and_the_next_one_works(
    database: Urls, pool: Pool, partner: int
) -> None:
    administrator = await asyncpg.connect(database.superuser_url)

    async def look() -> None:
        async with pool.hub_look("a look") as connection:
            process = await connection.fetchval("select pg_backend_pid()")
            await administrator.execute("select pg_terminate_backend($1)", process)
            await connection.fetchval("select pg_sleep(5)")

    with pytest.raises(Unavailable):
        await look()
    await administrator.close()
    async with pool.hub_look("a look") as connection:
        assert await connection.fetchval("select 1") == 1


async def test_what_was_done_is_kept_when_the_block_ends(pool: Pool, partner: int) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("update timing_partners set slug = 'dune'")
    assert await slug(pool, partner) == "dune"


async def test_what_was_done_is_undone_when_the_block_raises(pool: Pool, partner: int) -> None:
    async def feature() -> None:
        async with pool.partner(partner) as connection:
            await connection.execute("update timing_partners set slug = 'dune'")
            raise Boom

    with pytest.raises(Boom):
        await feature()
    assert await slug(pool, partner) == "polder"


async def server_sleeps(database: Urls) -> None:
    """Wait for it: PostgreSQL forgets a cancel that overtakes its statement, and sleeps on."""
    asleep = (
        "select exists (select from pg_stat_activity "
        "where datname = current_database() and wait_event = 'PgSleep')"
    )
    watch = await asyncpg.connect(database.superuser_url)
    async with asyncio.timeout(20):
        while not await watch.fetchval(asleep):  # noqa: ASYNC110 -- it cannot wake us
            await asyncio.sleep(0.005)
    await watch.close()


async def test_a_cancelled_block_leaves_nothing_open(database: Urls, partner: int) -> None:
    pool = await Pool.open(database.service_url, size=1)

    async def work() -> None:
        async with pool.partner(partner) as connection:
            await connection.execute("update timing_partners set slug = 'dune'")
            await connection.execute("select pg_sleep(60)")

    task = asyncio.create_task(work())
    await server_sleeps(database)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await slug(pool, partner) == "polder"
    await pool.close()


async def test_a_savepoint_is_undone_alone(pool: Pool, partner: int) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("update timing_partners set name = 'Kept'")
        with suppress(asyncpg.UniqueViolationError):
            async with savepoint(connection):
                await connection.execute("update timing_partners set slug = 'dune'")
                raise asyncpg.UniqueViolationError("as if")
        row = await connection.fetchrow("select name, slug from timing_partners")
    assert row is not None
    assert tuple(row) == ("Kept", "polder")


@pytest.mark.parametrize("role", ["superuser_url", "owner_url"])
async def test_a_login_that_policies_do_not_bind_is_refused(database: Urls, role: str) -> None:
    with pytest.raises(UnsafeRole, match="timing partners would not be kept apart"):
        await Pool.open(getattr(database, role))


async def test_a_login_with_bypassrls_is_refused(database: Urls) -> None:
    administrator = await asyncpg.connect(database.superuser_url)
    name = f"reporting_{os.getpid()}"
    await administrator.execute(f"create role {name} login bypassrls password 'mat'")
    await administrator.execute(f"grant connect on database {_name(database)} to {name}")
    try:
        with pytest.raises(UnsafeRole, match="BYPASSRLS"):
            await Pool.open(database.service_url.replace("project88_service@", f"{name}:mat@"))
    finally:
        await administrator.execute(f"drop owned by {name}; drop role {name}")
        await administrator.close()


async def test_a_connection_cut_in_mid_transaction_is_told_as_unavailable(
    database: Urls, partner: int
) -> None:
    pool = await Pool.open(database.service_url, size=1)
    administrator = await asyncpg.connect(database.superuser_url)

    async def feature() -> None:
        async with pool.partner(partner) as connection:
            pid = await connection.fetchval("select pg_backend_pid()")
            await administrator.execute("select pg_terminate_backend($1)", pid)
            await connection.execute("update timing_partners set slug = 'dune'")

    with pytest.raises(Unavailable):
        await feature()
    assert await slug(pool, partner) == "polder"
    await administrator.close()
    await pool.close()


async def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        await Pool.open(f"postgresql://project88_service@/project88?host={tmp_path}&port=5432")


async def test_a_database_that_does_not_exist_says_what_to_run(database: Urls) -> None:
    url = database.service_url.replace("/test_", "/nowhere_")
    with pytest.raises(Misconfigured, match=r"roles\.sql"):
        await Pool.open(url)


async def test_statements_that_take_too_long_are_ended_by_the_server(
    pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("show statement_timeout") == "30s"
