"""The job library's tables are the ones that its installed version expects."""

import asyncpg
from procrastinate.schema import SchemaManager

from project88.db.embedded import Urls

_OBJECTS = """
    select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
        as object
    from information_schema.columns where table_schema = $1
    union all
    select 'function ' || proname || ' ' || md5(prosrc) from pg_proc where pronamespace = $1::regnamespace
    union all
    select 'index ' || replace(indexdef, $1 || '.', '') from pg_indexes where schemaname = $1
    union all
    select 'trigger ' || tgname || ' ' || replace(pg_get_triggerdef(t.oid), $1 || '.', '')
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = $1::regnamespace and not tgisinternal
    order by 1
"""


async def test_our_migrations_give_what_the_installed_library_wants(database: Urls) -> None:
    owner = await asyncpg.connect(database.owner_url)
    await owner.execute("create schema installed; set search_path to installed, pg_temp")
    await owner.execute(SchemaManager.get_schema())
    ours = [row["object"] for row in await owner.fetch(_OBJECTS, "procrastinate")]
    installed = [row["object"] for row in await owner.fetch(_OBJECTS, "installed")]
    await owner.close()
    assert ours == installed, (
        "procrastinate has a new schema: copy the new files of its sql/migrations into a migration"
    )
    assert len(ours) > 50
