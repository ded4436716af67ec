"""Files that nobody imported and what was undone hold people whom nothing needs any more."""

from datetime import UTC, datetime, timedelta

import pytest

from project88.db.actor import Names
from project88.db.pool import Pool
from project88.settings import RetentionSettings
from project88.worker.upkeep import forget_rosters

NOW = datetime(2026, 6, 27, 12, tzinfo=UTC)
RETENTION = RetentionSettings(roster_days=30)
OLD, YOUNG = NOW - timedelta(days=31), NOW - timedelta(days=29)
LONG_AGO = NOW - timedelta(days=90)


@pytest.fixture
async def event(pool: Pool, partner: int) -> int:
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Harbour Mile', '2026-06-27', 'Etc/UTC') returning id",
            partner,
        )
    return number


@pytest.mark.parametrize(
    ("state", "made", "undone", "after", "file", "rows"),
    [
        ("read", OLD, None, "replaced", False, 0),
        ("previewed", OLD, None, "replaced", False, 0),
        ("previewed", YOUNG, None, "previewed", True, 1),
        ("committed", OLD, None, "committed", True, 1),
        ("undone", LONG_AGO, YOUNG, "undone", True, 1),
        ("undone", LONG_AGO, OLD, "undone", True, 0),
        ("replaced", OLD, None, "replaced", True, 0),
    ],
)
async def test_an_import_keeps_what_somebody_may_still_need(
    pool: Pool,
    partner: int,
    event: int,
    state: str,
    made: datetime,
    undone: datetime | None,
    after: str,
    file: bool,
    rows: int,
) -> None:
    async with pool.partner(partner) as connection:
        number = await connection.fetchval(
            "insert into roster_imports (timing_partner_id, event_id, state, file_name, file, "
            "file_sha256, reading, made_at, undone_at) "
            "values ($1, $2, $3, 'a.csv', 'bib', '', '{}', $4, $5) returning id",
            partner, event, state, made, undone,
        )  # fmt: skip
        await connection.execute(
            "insert into roster_import_rows (timing_partner_id, import_id, line, outcome) "
            "values ($1, $2, 1, 'new')",
            partner,
            number,
        )
    assert await forget_rosters(pool, RETENTION, NOW) == (0 if file else 1)
    async with pool.partner(partner) as connection:
        kept = await connection.fetchrow(
            "select state, file is not null, "
            "(select count(*) from roster_import_rows where import_id = told.id) "
            "from roster_imports told where id = $1",
            number,
        )
    assert kept is not None
    assert tuple(kept) == (after, file, rows)


async def test_what_was_undone_long_ago_is_forgotten_and_the_rest_can_be_undone(
    pool: Pool, partner: int, event: int
) -> None:
    async with pool.partner(partner) as connection:
        for action, used in (("old", OLD), ("young", YOUNG), ("open", None)):
            await connection.execute(
                "insert into roster_undos (timing_partner_id, event_id, action, before, after, "
                "made_at, used_at) values ($1, $2, $3, '[]', '[]', $4, $5)",
                partner, event, action, LONG_AGO, used,
            )  # fmt: skip
    await forget_rosters(pool, RETENTION, NOW)
    async with pool.partner(partner, names=Names.REAL) as connection:
        left = await connection.fetch("select action from roster_undos order by id")
    assert [row["action"] for row in left] == ["young", "open"]
