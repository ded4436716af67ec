"""Seals of the audit log: whatever is done to the log behind the hub's back shows."""

import asyncpg
import pytest

from project88.accounts.audit import note
from project88.accounts.audit.sealing import Verified, seal_all, verify
from project88.db.actor import Actor
from project88.db.embedded import Urls
from project88.db.pool import Pool

pytestmark = pytest.mark.long

ADA = Actor("user", "Ada de Vries", 7, "192.0.2.7")


async def write(pool: Pool, partner: int, count: int = 3) -> None:
    for number in range(count):
        async with pool.partner(partner, by=ADA) as connection:
            await note(connection, "looked", "event", number, new={"name": "Élan “2” \u00a0"})


async def of_polder(pool: Pool) -> Verified:
    return next(log for log in await verify(pool) if log.slug == "polder")


async def test_what_is_written_is_sealed_once(pool: Pool, partner: int) -> None:
    await write(pool, partner)
    assert await seal_all(pool) == 1
    assert await seal_all(pool) == 0
    await write(pool, partner, 1)
    assert (await of_polder(pool)).unsealed == 1
    assert await seal_all(pool) == 1
    log = await of_polder(pool)
    assert ([seal.sealed_entries for seal in log.seals], log.broken) == ([3, 1], [])
    assert log.head == log.seals[-1].digest.hex()


@pytest.mark.parametrize(
    "meddling",
    [
        "update audit_log set actor_name = 'Nobody' where id = (select min(id) from audit_log)",
        "update audit_log set new = '{}' where id = (select min(id) from audit_log)",
        "update audit_log set at = at + interval '1 second' where id = (select min(id) from audit_log)",
        "delete from audit_log where id = (select min(id) from audit_log)",
        "insert into audit_log (id, timing_partner_id, actor_kind, actor_name, action, subject) "
        "overriding system value select min(id) + 3, min(timing_partner_id), 'user', 'Nobody', "
        "'looked', 'event' from audit_log",
    ],
)
async def test_a_log_that_was_meddled_with_shows_where(
    pool: Pool, partner: int, database: Urls, meddling: str
) -> None:
    superuser = await asyncpg.connect(database.superuser_url)
    await write(pool, partner)
    # A number that no entry has, as an entry that was rolled back leaves it.
    await superuser.execute("select nextval(pg_get_serial_sequence('audit_log', 'id'))")
    await write(pool, partner)
    await seal_all(pool)
    await write(pool, partner)
    await seal_all(pool)
    await superuser.execute(meddling)
    await superuser.close()
    assert [seal.number for seal in (await of_polder(pool)).broken] == [1]


async def test_a_seal_that_was_made_anew_breaks_the_next(
    pool: Pool, partner: int, database: Urls
) -> None:
    await write(pool, partner)
    await seal_all(pool)
    await write(pool, partner)
    await seal_all(pool)
    superuser = await asyncpg.connect(database.superuser_url)
    await superuser.execute(
        "update audit_log set action = 'x' where id = (select min(id) from audit_log)"
    )
    await superuser.execute(
        f"begin; select set_config('app.partner_id', '{partner}', true); "
        "update audit_seals set digest = (select digest from audit_digest('', first_id, last_id)) "
        "where number = 1; commit"
    )
    await superuser.close()
    log = await of_polder(pool)
    assert [seal.number for seal in log.broken] == [2]


async def test_the_log_of_each_partner_has_seals_of_its_own(pool: Pool, partner: int) -> None:
    await write(pool, partner)
    await write(pool, 0)
    assert await seal_all(pool) == 2
    assert all(log.broken == [] and len(log.seals) == 1 for log in await verify(pool))


async def test_sealing_waits_for_nobody_for_long(pool: Pool, partner: int) -> None:
    await write(pool, partner)
    async with pool.partner(partner, by=ADA) as connection:
        await note(connection, "looked", "event", 9)
        assert await seal_all(pool) == 0, "an entry with a lower number may still come"
    assert await seal_all(pool) == 1
