"""No partner sees or changes a row of another, tried on every tenant table that the catalogue knows.

Rows are made up from the catalogue: each required column gets a sample of its type, the first of
the words that a check allows it, or what `SAMPLES` says where a check asks for a certain form. A new
table is tried without a line here. Tables of people have no partner: no partner's transaction may
touch them at all.
"""

import re

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
    "screens.code": "'ABCDE' || {partner}",
    "timing_partners.id": "{partner}",
    "users.email": "'somebody-' || {partner} || '@people.example'",
    "webhooks.url": "'https://hooks.example/' || {partner}",
    "template_versions.hash": "repeat('{partner}', 21) || '0'",
    "template_batches.batch": "md5('{partner}')",
    "assets.sha256": "repeat('{partner}', 21) || '0'",
    "asset_files.sha256": "repeat('{partner}', 21) || '0'",
    "result_corrections.kind": "'status'",
    "result_corrections.status": "'dq'",
    "result_corrections.participant_id": "{partner}",
}
ONLY_THROUGH_A_VIEW = {"roster_names"}
"""And names that are looked up by a function of their own (0018)."""
_BY_TYPE = {
    "text": "'mat ' || {partner}",
    "integer": "{partner}",
    "bigint": "{partner}",
    "smallint": "1",
    "boolean": "true",
    "bytea": "decode(md5('{partner}'), 'hex')",
    "jsonb": """'{}'""",
    "text[]": """'{}'""",
    "integer[]": """'{}'""",
    "date": "date '2026-06-14'",
    "timestamp with time zone": "timestamptz '2026-06-14 12:00Z'",
}
_COLUMNS = """
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
        (
            select pg_get_constraintdef(con.oid) from pg_constraint con
            where con.conrelid = c.oid and con.contype = 'c' and con.conkey = array[a.attnum]
                and pg_get_constraintdef(con.oid) like '%ARRAY[%'
        ) as words
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
        and a.attnum > 0 and not a.attisdropped
        and (a.attname in ('timing_partner_id', 'read_at') or c.relname || '.' || a.attname = any($1)
            or a.attnotnull and not a.atthasdef and a.attidentity = '')
    order by c.relname, a.attnum
"""
_VIEWS = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and a.attname = 'timing_partner_id'
    order by 1
"""
_FOR_PARTNERS = (
    "select tablename from pg_policies where schemaname = 'public' and policyname = 'partner_only'"
)


class Table(msgspec.Struct, frozen=True):
    """A tenant table and how to make a row of it up."""

    name: str
    columns: dict[str, str]

    @property
    def partner_column(self) -> str:
        return "id" if self.name == "timing_partners" else "timing_partner_id"

    @property
    def of_partners(self) -> bool:
        return self.partner_column in self.columns

    @property
    def shown(self) -> bool:
        """Whether a partner may look at its own rows here."""
        return not self.name.startswith("timing_reads_") and self.name not in ONLY_THROUGH_A_VIEW

    def insert(self, partner: int) -> str:
        values = ", ".join(self.columns.values()).replace("{partner}", str(partner))
        return f"insert into {self.name} ({', '.join(self.columns)}) values ({values})"


def sample(table: str, column: str, kind: str, words: str | None) -> str:
    """An expression for a value that the column takes."""
    if given := SAMPLES.get(f"{table}.{column}"):
        return given
    if words and (first := re.search(r"ARRAY\['([^']*)'", words)):
        return f"'{first[1]}'"
    return _BY_TYPE[kind]


@pytest.fixture
async def all_tables(database: Urls) -> list[Table]:
    """Every table under row-level security, each holding one row of ours and one of theirs."""
    administrator = await asyncpg.connect(database.superuser_url)
    try:
        return await filled(administrator)
    finally:
        await administrator.close()


@pytest.fixture
async def tables(all_tables: list[Table], pool: Pool) -> list[Table]:
    """Those that hold what is a partner's."""
    async with pool.no_partner() as connection:
        for_partners = {row[0] for row in await connection.fetch(_FOR_PARTNERS)}
    return [table for table in all_tables if table.name in for_partners]


@pytest.fixture
def tables_of_people(all_tables: list[Table], tables: list[Table]) -> list[Table]:
    """Those that hold what is no partner's: users, and what proves who they are."""
    return [table for table in all_tables if table not in tables]


async def filled(administrator: Connection) -> list[Table]:
    await administrator.execute("select ensure_read_partitions('2026-06-14', '2026-06-14')")
    # Rows need no parents here: foreign keys are not what is tried.
    await administrator.execute("set session_replication_role = replica")
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind, words in await administrator.fetch(_COLUMNS, list(SAMPLES)):
        columns.setdefault(table, {})[column] = sample(table, column, kind, words)
    tables = [Table(name, samples) for name, samples in columns.items()]
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
            assert said == ("SELECT 1" if table.shown else "refused"), table.name
    assert len(tables) >= 25
    assert all(table.of_partners for table in tables)


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


async def test_no_view_shows_a_row_of_another_partner(pool: Pool, tables: list[Table]) -> None:
    async with pool.partner(OURS) as connection:
        views = [row[0] for row in await connection.fetch(_VIEWS)]
        for view in views:
            ours = await outcome(connection, f"select from {view} where timing_partner_id = {OURS}")
            theirs = await outcome(
                connection, f"select from {view} where timing_partner_id <> {OURS}"
            )
            assert ours in {"SELECT 1", "SELECT 0"}, view
            assert theirs == "SELECT 0", view
    assert {"participants", "audit_entries"} <= set(views)


async def test_no_partner_touches_a_table_of_people(
    pool: Pool, tables_of_people: list[Table]
) -> None:
    async with pool.partner(OURS) as connection:
        for table in tables_of_people:
            column = next(iter(table.columns))
            for statement in (
                f"select from {table.name}",
                f"update {table.name} set {column} = {column}",
                f"delete from {table.name}",
                table.insert(OURS),
            ):
                assert await outcome(connection, statement) == "refused", statement
    names = {table.name for table in tables_of_people}
    assert {"users", "passkeys", "recovery_codes", "account_links", "user_sessions"} <= names
