"""No partner sees or changes a row of another, tried on every tenant table that the catalogue knows.

Rows are made up from the catalogue: each required column gets a sample of its type, or the one
named in `SAMPLES` where a check asks for a certain form. A new table is tried without a line here.
"""

import asyncpg
import msgspec
import pytest

from project88.db.embedded import Urls
from project88.db.pool import Connection, Pool, savepoint

# Digits that a display link may hold.
OURS, THEIRS = 232, 233

SAMPLES = {
    "timing_partners.slug": "'partner-' || {partner}",
    "display_urls.id": "'ABCDE' || {partner}",
    "timing_partners.id": "{partner}",
}
_BY_TYPE = {
    "text": "'mat ' || {partner}",
    "integer": "{partner}",
    "bigint": "{partner}",
    "smallint": "1",
    "bytea": r"'\x00'",
    "date": "date '2026-06-14'",
    "timestamp with time zone": "timestamptz '2026-06-14 12:00Z'",
}
_COLUMNS = """
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
        and a.attnum > 0 and not a.attisdropped
        and (a.attname in ('timing_partner_id', 'read_at') or c.relname || '.' || a.attname = any($1)
            or a.attnotnull and not a.atthasdef and a.attidentity = '')
    order by c.relname, a.attnum
"""


class Table(msgspec.Struct, frozen=True):
    """A tenant table and how to make a row of it up."""

    name: str
    columns: dict[str, str]

    @property
    def partner_column(self) -> str:
        return "id" if self.name == "timing_partners" else "timing_partner_id"

    def insert(self, partner: int) -> str:
        samples = [
            SAMPLES.get(f"{self.name}.{column}", _BY_TYPE[kind])
            for column, kind in self.columns.items()
        ]
        values = ", ".join(sample.replace("{partner}", str(partner)) for sample in samples)
        return f"insert into {self.name} ({', '.join(self.columns)}) values ({values})"


@pytest.fixture
async def tables(database: Urls) -> list[Table]:
    """Every tenant table, each holding one row of ours and one of theirs."""
    administrator = await asyncpg.connect(database.superuser_url)
    try:
        return await filled(administrator)
    finally:
        await administrator.close()


async def filled(administrator: Connection) -> list[Table]:
    await administrator.execute("select ensure_read_partitions('2026-06-14', '2026-06-14')")
    # Rows need no parents here: foreign keys are not what is tried.
    await administrator.execute("set session_replication_role = replica")
    columns: dict[str, dict[str, str]] = {}
    for row in await administrator.fetch(_COLUMNS, list(SAMPLES)):
        columns.setdefault(row["table"], {})[row["column"]] = row["type"]
    tables = [Table(name, kinds) for name, kinds in columns.items()]
    for table in tables:
        if not table.name.startswith("timing_reads_"):
            await administrator.execute(table.insert(OURS))
            await administrator.execute(table.insert(THEIRS))
    return tables


async def outcome(connection: Connection, statement: str) -> str:
    """What the server answers, e.g. ``UPDATE 0``; or ``refused``."""
    try:
        async with savepoint(connection):
            return await connection.execute(statement)
    except asyncpg.InsufficientPrivilegeError:
        return "refused"


async def test_the_rows_of_a_partner_are_there_for_itself(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables:
            said = await outcome(connection, f"select from {table.name}")
            expected = "refused" if table.name.startswith("timing_reads_") else "SELECT 1"
            assert said == expected, table.name
    assert len(tables) >= 15


async def test_no_row_of_another_partner_is_seen(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables:
            theirs = f"where {table.partner_column} <> {OURS}"
            said = await outcome(connection, f"select from {table.name} {theirs}")
            assert said in {"SELECT 0", "refused"}, table.name


async def test_no_row_of_another_partner_is_changed(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables:
            same = f"set {table.partner_column} = {table.partner_column}"
            theirs = f"where {table.partner_column} = {THEIRS}"
            said = await outcome(connection, f"update {table.name} {same} {theirs}")
            assert said in {"UPDATE 0", "refused"}, table.name


async def test_no_row_of_another_partner_is_deleted(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables:
            theirs = f"where {table.partner_column} = {THEIRS}"
            said = await outcome(connection, f"delete from {table.name} {theirs}")
            assert said in {"DELETE 0", "refused"}, table.name


async def test_no_row_is_made_for_another_partner(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables:
            assert await outcome(connection, table.insert(THEIRS)) == "refused", table.name


async def test_no_row_is_given_away_to_another_partner(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables:
            give = f"update {table.name} set {table.partner_column} = {THEIRS}"
            assert await outcome(connection, give) == "refused", table.name


async def test_without_a_partner_nothing_is_seen(pool: Pool, tables: list[Table]) -> None:
    async with pool.no_partner() as connection:
        for table in tables:
            said = await outcome(connection, f"select from {table.name}")
            assert said in {"SELECT 0", "refused"}, table.name
