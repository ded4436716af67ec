"""Upkeep: room for tomorrow's reads, none for last month's, and an end to silent sessions."""

from datetime import UTC, date, datetime, timedelta

import asyncpg
import pytest

from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.settings import RetentionSettings
from project88.worker import store
from project88.worker.upkeep import Days, close_sessions, keep_days, remove_deleted_events

TODAY = date(2026, 6, 14)
RETENTION = RetentionSettings(reads_days=30, partitions_ahead_days=7)


async def days(database: Urls) -> list[str]:
    """The days for which there is room, oldest first."""
    owner = await asyncpg.connect(database.owner_url)
    rows = await owner.fetch(
        "select right(inhrelid::regclass::text, 8) as day from pg_inherits "
        "where inhparent = 'timing_reads'::regclass order by 1"
    )
    await owner.close()
    return [row["day"] for row in rows if row["day"].isdigit()]


async def read(pool: Pool, partner: int, at: datetime) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into timing_reads (timing_partner_id, session_id, location_id, connection_id, "
            "read_at, received_at, tag, reader, time_raw, format) "
            "values ($1, 1, 1, 1, $2, $2, '00A1', '1', '', 'CT01_33')",
            partner,
            at,
        )


async def reads(pool: Pool, partner: int) -> int:
    async with pool.partner(partner) as connection:
        count: int = await connection.fetchval("select count(*) from timing_reads")
    return count


async def test_there_is_room_from_yesterday_to_a_week_ahead(pool: Pool, database: Urls) -> None:
    assert await keep_days(pool, RETENTION, TODAY) == Days(made=9, dropped=0)
    assert (await days(database))[0] == "20260613"
    assert (await days(database))[-1] == "20260621"


async def test_a_second_run_changes_nothing(pool: Pool, database: Urls) -> None:
    await keep_days(pool, RETENTION, TODAY)
    before = await days(database)
    assert await keep_days(pool, RETENTION, TODAY) == Days(made=0, dropped=0)
    assert await days(database) == before


async def test_a_day_is_dropped_with_its_reads_when_it_is_kept_long_enough(
    pool: Pool, database: Urls, partner: int
) -> None:
    await keep_days(pool, RETENTION, TODAY)
    await read(pool, partner, datetime(2026, 6, 13, 12, tzinfo=UTC))
    await read(pool, partner, datetime(2026, 6, 14, 12, tzinfo=UTC))
    month_later = TODAY + timedelta(days=30)
    assert (await keep_days(pool, RETENTION, month_later)).dropped == 1
    assert await reads(pool, partner) == 1
    assert "20260613" not in await days(database)
    assert "20260614" in await days(database)


async def test_a_read_that_came_before_there_was_room_moves_into_its_day(
    pool: Pool, partner: int
) -> None:
    await read(pool, partner, datetime(2026, 6, 14, 12, tzinfo=UTC))
    await keep_days(pool, RETENTION, TODAY)
    assert await reads(pool, partner) == 1
    async with pool.partner(partner) as connection:
        home = await connection.fetchval("select tableoid::regclass::text from timing_reads")
    assert home == "timing_reads_20260614"


async def test_old_reads_without_a_day_go_too(pool: Pool, partner: int) -> None:
    await read(pool, partner, datetime(2026, 1, 1, tzinfo=UTC))
    await keep_days(pool, RETENTION, TODAY)
    assert await reads(pool, partner) == 0


async def test_a_running_transaction_on_the_reads_is_not_waited_for_for_long(
    pool: Pool, database: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LOCK_TIMEOUT", "50ms")
    await keep_days(pool, RETENTION, TODAY)
    owner = await asyncpg.connect(database.owner_url)
    async with owner.transaction():
        await owner.execute("lock table timing_reads in access share mode")
        with pytest.raises(asyncpg.LockNotAvailableError):
            await keep_days(pool, RETENTION, TODAY + timedelta(days=40))
    await owner.close()


async def silent_for(pool: Pool, partner: int, hours: float) -> int:
    """A timing session whose newest read came so long ago."""
    async with pool.partner(partner) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, $2) "
            "returning id",
            partner,
            f"mat {hours}",
        )
        session: int = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, "
            "epoch, newest_received_at) values ($1, $2, '2026-06-14', 'Polder Run', 'UTC', 'e', "
            "now() - make_interval(secs => 3600 * $3)) returning id",
            partner,
            source,
            hours,
        )
    return session


async def test_a_session_is_closed_when_it_was_silent_long_enough(pool: Pool, partner: int) -> None:
    silent, lively = await silent_for(pool, partner, 7), await silent_for(pool, partner, 5)
    assert await close_sessions(pool, 6) == 1
    assert await close_sessions(pool, 6) == 0
    async with pool.partner(partner) as connection:
        rows = await connection.fetch("select id, state from timing_sessions")
    assert {row["id"]: row["state"] for row in rows} == {silent: "closed", lively: "open"}


async def test_an_event_is_removed_for_good_a_month_after_it_was_deleted(
    pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into normalized_events (timing_partner_id, name, event_date, state, "
            "state_changed_at) values ($1, 'old', '2026-05-01', 'deleted', '2026-05-01T00:00Z'), "
            "($1, 'fresh', '2026-05-01', 'deleted', '2026-06-01T00:00Z'), "
            "($1, 'archived', '2026-05-01', 'archived', '2020-01-01T00:00Z'), "
            "($1, 'active', '2026-05-01', 'active', '2020-01-01T00:00Z')",
            partner,
        )
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, bib) "
            "select $1, id, '7' from normalized_events",
            partner,
        )
    now = datetime(2026, 6, 14, tzinfo=UTC)
    assert await remove_deleted_events(pool, now) == 1
    assert await remove_deleted_events(pool, now) == 0
    async with pool.partner(partner) as connection:
        rows = await connection.fetch("select name from normalized_events order by name")
        people = await connection.fetchval("select count(*) from normalized_participants")
    assert [row["name"] for row in rows] == ["active", "archived", "fresh"]
    assert people == 3
