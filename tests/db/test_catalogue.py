"""What the catalogue must say of every table, whoever wrote its migration.

A new table fails here until it either carries timing_partner_id under a forced policy, or stands in
the list below with the reason why it belongs to no partner.
"""

from collections.abc import AsyncIterator, Iterable

import asyncpg
import pytest

from project88.db.embedded import Urls

Record = asyncpg.Record

OF_NO_PARTNER = {
    "public.hub": "identifies the database itself; one row",
    "public.project88_migrations": "what was applied to the schema",
    "public.rate_limits": "how many tries a caller has left; keys are hashes",
    "procrastinate.procrastinate_jobs": "a job names a task and ids, never a partner's data",
    "procrastinate.procrastinate_events": "the history of jobs",
    "procrastinate.procrastinate_periodic_defers": "the schedules",
    "procrastinate.procrastinate_workers": "the workers that run",
}
OF_PEOPLE = {
    "public.users": "one person may work for several partners",
    "public.recovery_codes": "prove who a person is",
    "public.passkeys": "prove who a person is",
    "public.account_links": "set-up comes before any partner, and links are opened before it is known whose",
    "public.known_devices": "a browser is known to a person, whoever they work for",
    "public.passkey_challenges": "asked before it is known who signs in",
    "public.user_sessions": "one sign-in serves all partners of a person",
}
DOORS = {"hub_door": ["project88_hub"]}
WITH_THE_OWNERS_RIGHTS = {
    "participants": "hides names from those who may not select the columns; the owner is bound by the forced policy",
    "import_rows": "the same for the rows of a file: whole only where the person is public",
    "audit_entries": "masks in the audit log what tells of participants who are not public",
    "roster_undo_states": "whole people as they were, for a transaction that corrects the roster",
}

_TABLES = """
    select n.nspname || '.' || c.relname as name, c.oid, c.relispartition as partition,
        c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'timing_partner_id'
            and not a.attisdropped and a.attnotnull) as has_partner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by 1
"""
_POLICIES = """
    select schemaname || '.' || tablename as name, policyname as policy, permissive, cmd,
        roles::text[] as roles, qual, with_check
    from pg_policies order by 1, 2
"""
_CURRENT_PARTNER = "(NULLIF(current_setting('app.partner_id'::text, true), ''::text))::integer"


@pytest.fixture
async def owner(database: Urls) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """The owner's connection to a database with a few day partitions."""
    connection = await asyncpg.connect(database.owner_url)
    await connection.execute("select ensure_read_partitions('2026-06-14', '2026-06-16')")
    yield connection
    await connection.close()


async def tenant_tables(owner: "asyncpg.Connection[asyncpg.Record]") -> list[Record]:
    others = OF_NO_PARTNER | OF_PEOPLE
    return [row for row in await owner.fetch(_TABLES) if row["name"] not in others]


def names(rows: Iterable[Record]) -> list[str]:
    return [row["name"] for row in rows]


async def test_every_table_belongs_to_a_partner_or_says_why_not(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tables = await tenant_tables(owner)
    strays = [row for row in tables if not row["has_partner"]]
    assert names(strays) == ["public.timing_partners"]
    assert set(OF_NO_PARTNER | OF_PEOPLE) <= set(names(await owner.fetch(_TABLES)))


async def test_what_proves_who_a_person_is_lies_behind_the_hub_door_alone(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tables = {row["name"]: row for row in await owner.fetch(_TABLES) if row["name"] in OF_PEOPLE}
    assert [name for name, row in tables.items() if not (row["enabled"] and row["forced"])] == []
    policies = [row for row in await owner.fetch(_POLICIES) if row["name"] in OF_PEOPLE]
    assert [(row["name"], row["policy"]) for row in policies] == [
        (name, "hub_door") for name in sorted(OF_PEOPLE)
    ]


async def test_row_level_security_is_on_and_forced_everywhere(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    tables = await tenant_tables(owner)
    assert len([row for row in tables if row["partition"]]) == 4
    assert names(row for row in tables if not (row["enabled"] and row["forced"])) == []


async def test_every_tenant_table_has_the_one_policy(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    policies = {
        row["name"]: row for row in await owner.fetch(_POLICIES) if row["policy"] == "partner_only"
    }
    assert sorted(policies) == names(await tenant_tables(owner))
    for name, policy in policies.items():
        column = "id" if name == "public.timing_partners" else "timing_partner_id"
        rule = f"({column} = {_CURRENT_PARTNER})"
        assert tuple(policy)[2:] == ("PERMISSIVE", "ALL", ["public"], rule, rule), name


async def test_any_other_policy_is_the_hub_door(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    others = [row for row in await owner.fetch(_POLICIES) if row["policy"] != "partner_only"]
    assert [row for row in others if DOORS.get(row["policy"]) != row["roles"]] == []
    assert others


async def test_what_runs_with_the_owners_rights_fixes_its_search_path(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    loose = await owner.fetch(
        "select proname as name from pg_proc where prosecdef and proowner = "
        "'project88_owner'::regrole and coalesce(proconfig::text, '') not like '%search_path=%'"
    )
    assert names(loose) == []


async def test_no_view_reads_with_its_owners_rights(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    loose = await owner.fetch(
        "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where c.relkind in ('v', 'm') and n.nspname in ('public', 'procrastinate') "
        "and not coalesce(c.reloptions @> array['security_invoker=true'], false)"
    )
    assert set(names(loose)) == set(WITH_THE_OWNERS_RIGHTS)


async def test_the_hub_role_can_delete_nothing(owner: "asyncpg.Connection[asyncpg.Record]") -> None:
    deletable = await owner.fetch(
        "select table_name as name from information_schema.role_table_grants "
        "where grantee = 'project88_hub' and privilege_type in ('DELETE', 'TRUNCATE')"
    )
    assert names(deletable) == []


async def test_nobody_is_granted_anything_by_default(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    public = await owner.fetch(
        "select table_name as name from information_schema.role_table_grants "
        "where grantee = 'PUBLIC' and table_schema in ('public', 'procrastinate')"
    )
    assert names(public) == []
