"""The audit log: everything leaves a trace, nobody can remove one, and no secret is in it."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from project88.accounts.audit import note
from project88.db.actor import Actor, Names
from project88.db.embedded import Urls
from project88.db.pool import Connection, Pool, savepoint

ADA = Actor("user", "Ada de Vries", 7, "192.0.2.7")


@pytest.fixture
async def owner(database: Urls) -> AsyncIterator[Connection]:
    """As the owner of the schema, who sees the whole table of one partner at a time."""
    connection = await asyncpg.connect(database.superuser_url)
    yield connection
    await connection.close()


async def test_the_service_can_only_add_to_the_log(pool: Pool, partner: int) -> None:
    for statement in (
        "insert into audit_log (timing_partner_id, actor_kind, actor_name, action, subject) "
        f"values ({partner}, 'user', 'Nobody', 'changed', 'event')",
        "update audit_log set actor_name = 'Nobody'",
        "delete from audit_log",
        "truncate audit_log",
        "select old from audit_log",
        "alter table audit_log disable trigger all",
        "delete from audit_seals",
        "select audit_actor()",
    ):
        async with pool.partner(partner, by=ADA) as connection:
            await note(connection, "looked", "event", 1)
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with savepoint(connection):
                    await connection.execute(statement)


async def test_the_hub_door_changes_no_entry_either(pool: Pool) -> None:
    for statement in (
        "delete from audit_log",
        "update audit_log set reason = ''",
        "truncate audit_log",
    ):
        async with pool.hub("try to change the log") as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with savepoint(connection):
                    await connection.execute(statement)


AUDITED = """
    select distinct c.relname as name, tg.tgnargs, c.oid
    from pg_trigger tg join pg_class c on c.oid = tg.tgrelid
    where tg.tgname like 'audit_%'
    order by 1
"""
CHANGES = {
    "normalized_events": ("place", "'Dike'"),
    "normalized_races": ("name", "'10 km'"),
    "normalized_waves": ("name", "'Wave 2'"),
    "normalized_divisions": ("name", "'Men'"),
    "bib_ranges": ("last_bib", "700"),
    "normalized_participants": ("bib", "'107'"),
    "memberships": ("role", "'timer'"),
    "api_keys": ("name", "'Another'"),
    "webhooks": ("state", "'paused'"),
    "display_sessions": ("name", "'Finish arch'"),
    "session_timing_streams": ("only_listed", "'true'"),
    "screens": ("name", "'Left'"),
    "screen_notices": ("text", "'Go on'"),
    "templates": ("name", "'Finish, LED'"),
    "assets": ("name", "'Sponsor'"),
    "runner_messages": ("updated_by", "1"),
    "timing_partners": ("zone", "'UTC'"),
    "race_points": ("name", "'10 km'"),
    "race_rules": ("rank_by", "'chip'"),
    "result_corrections": ("undone_by_name", "'Ada'"),
    "result_holds": ("released_by_name", "'Ada'"),
    "course_records": ("holder", "'Ada'"),
    "worklist_dismissals": ("undone_by_name", "'Ada'"),
    "announcer_people": ("vip", "'true'"),
    "announcer_notes": ("scope", "'author'"),
}
"""Of each audited table a field and another value of it."""


async def filled(connection: Connection, partner: int) -> None:
    """One row of each audited table."""
    user = 1
    event = await connection.fetchval(
        "insert into normalized_events (timing_partner_id, name, event_date) "
        "values ($1, 'Harbour Mile', '2026-06-14') returning id",
        partner,
    )
    race = await connection.fetchval(
        "insert into normalized_races (timing_partner_id, event_id, name) "
        "values ($1, $2, '5 km') returning id",
        partner,
        event,
    )
    for table in ("normalized_waves", "normalized_divisions"):
        await connection.execute(
            f"insert into {table} (timing_partner_id, race_id, name) values ($1, $2, 'One')",
            partner,
            race,
        )
    await connection.execute(
        "insert into bib_ranges (timing_partner_id, event_id, first_bib, last_bib) "
        "values ($1, $2, 1, 99)",
        partner,
        event,
    )
    person = await connection.fetchval(
        "insert into normalized_participants (timing_partner_id, event_id, bib, first_name) "
        "values ($1, $2, '101', 'Mara') returning id",
        partner,
        event,
    )
    await scored(connection, partner, event, race)
    await announced(connection, partner, event, person)
    await connection.execute(
        "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, 'owner')",
        partner,
        user,
    )
    await connection.execute(
        "insert into api_keys (timing_partner_id, name, prefix, secret_hash, scopes) "
        r"values ($1, 'One', 'abc', '\xfeedfacecafe', '{events.view}')",
        partner,
    )
    await connection.execute(
        "insert into webhooks (timing_partner_id, url, kinds, secret) "
        r"values ($1, 'https://hooks.example/', '{test}', '\xfeedfacecafe')",
        partner,
    )
    await displayed(connection, partner, event)
    await drawn(connection, partner)


async def scored(connection: Connection, partner: int, event: int, race: int) -> None:
    """How the race is scored, and what people have put right, held, and found to be in order."""
    await connection.execute(
        "insert into race_points (timing_partner_id, race_id, name, kind, position) "
        "values ($1, $2, '5 km', 'split', 1)",
        partner,
        race,
    )
    await connection.execute(
        "insert into race_rules (timing_partner_id, race_id) values ($1, $2)", partner, race
    )
    await connection.execute(
        "with source as (insert into timing_sources (timing_partner_id, source_key) "
        "values ($1, 'shifted') returning id), recording as (insert into timing_sessions "
        "(timing_partner_id, source_id, event_day, name, zone, epoch) "
        "select $1, id, '2026-06-14', 'Mat', 'UTC', 'e' from source returning id) "
        "insert into result_corrections (timing_partner_id, event_id, kind, session_id, at, until, ms, reason) "
        "select $1, $2, 'clock_shift', id, now(), now() + interval '1 hour', 5, 'Fast' from recording",
        partner,
        event,
    )
    await connection.execute(
        "insert into result_holds (timing_partner_id, event_id, race_id, scope, first, rows) "
        "values ($1, $2, $3, 'overall', 3, '[]')",
        partner,
        event,
        race,
    )
    await connection.execute(
        "insert into course_records (timing_partner_id, event_id, race_id, scope, ms) "
        "values ($1, $2, $3, 'course', 900000)",
        partner,
        event,
        race,
    )
    await connection.execute(
        "insert into worklist_dismissals (timing_partner_id, event_id, kind, key, reason) "
        "values ($1, $2, 'unknown_tag', 'unknown_tag:9', 'A test tag')",
        partner,
        event,
    )


async def announced(connection: Connection, partner: int, event: int, person: int) -> None:
    """What announcers know of somebody."""
    await connection.execute(
        "insert into announcer_people (timing_partner_id, event_id, participant_id, stamp) "
        "values ($1, $2, $3, 1)",
        partner,
        event,
        person,
    )
    await connection.execute(
        "insert into announcer_notes (timing_partner_id, event_id, participant_id, author_kind, author_id, "
        "author_name, text, stamp) values ($1, $2, $3, 'user', 7, 'Ada', 'Runs for fun', 1)",
        partner,
        event,
        person,
    )


async def drawn(connection: Connection, partner: int) -> None:
    """A template, a picture and lines for runners."""
    await connection.execute(
        "insert into templates (timing_partner_id, name, width, height) "
        "values ($1, 'Finish', 1920, 1080)",
        partner,
    )
    await connection.execute(
        "insert into assets (timing_partner_id, sha256, kind, mime, bytes, name) "
        "values ($1, repeat('a', 64), 'image', 'image/png', 70, 'Logo')",
        partner,
    )
    await connection.execute("insert into runner_messages (timing_partner_id) values ($1)", partner)


async def displayed(connection: Connection, partner: int, event: int) -> None:
    """A display session of the event, fed by a timing session, on a screen with words over it."""
    opened = await connection.fetchval(
        "insert into display_sessions (timing_partner_id, event_id, name) "
        "values ($1, $2, 'Finish') returning id",
        partner,
        event,
    )
    await connection.execute(
        "with source as (insert into timing_sources (timing_partner_id, source_key) "
        "values ($1, 'k') returning id), recording as (insert into timing_sessions "
        "(timing_partner_id, source_id, event_day, name, zone, epoch) "
        "select $1, id, '2026-06-14', 'Mat', 'UTC', 'e' from source returning id) "
        "insert into session_timing_streams (timing_partner_id, display_session_id, session_id) "
        "select $1, $2, id from recording",
        partner,
        opened,
    )
    await connection.execute(
        "insert into screens (timing_partner_id, number, name, key_hash, code) "
        r"values ($1, 1, 'Screen 1', '\xfeedfacecafe', 'ABCDEFGH')",
        partner,
    )
    await connection.execute(
        "insert into screen_notices (timing_partner_id, kind, text) values ($1, 'message', 'Halt')",
        partner,
    )


@pytest.fixture
async def somebody(pool: Pool) -> None:
    """A user, whom a membership needs."""
    async with pool.hub("a user for a test") as connection:
        await connection.execute(
            "insert into users (id, email, name) values (1, 'ada@polder.example', 'Ada')"
        )


async def test_every_change_of_an_audited_table_is_told_field_by_field(
    pool: Pool, partner: int, somebody: None, owner: Connection
) -> None:
    audited = {row["name"] for row in await owner.fetch(AUDITED)} - {"participant_chips"}
    assert audited >= set(CHANGES), "a table of this test is not audited"
    assert audited - set(CHANGES) == set(), "say in CHANGES how a row of it changes"
    async with pool.partner(partner, by=ADA) as connection:
        await filled(connection, partner)
    for table, (field, value) in CHANGES.items():
        before = await owner.fetchval("select max(id) from audit_log")
        async with pool.partner(partner, by=ADA) as connection:
            was = await owner.fetchval(f"select {field}::text from {table} order by id desc")
            await connection.execute(f"update {table} set {field} = {value}")
        [entry] = await owner.fetch(
            "select *, old ->> $2 as was, new ->> $2 as now from audit_log where id > $1",
            before,
            field,
        )
        assert (entry["action"], entry["timing_partner_id"]) == ("changed", partner), table
        assert (entry["was"], entry["now"]) == (was, value.strip("'")), table
        assert (entry["actor_kind"], entry["actor_id"]) == ("user", 7), table
        assert (entry["actor_name"], entry["actor_address"]) == ("Ada de Vries", "192.0.2.7")


async def test_what_is_made_and_deleted_is_told_whole(
    pool: Pool, partner: int, somebody: None, owner: Connection
) -> None:
    async with pool.partner(partner, by=ADA) as connection:
        await filled(connection, partner)
    made = await owner.fetch("select subject, new from audit_log where action = 'created'")
    assert len(made) == len(CHANGES) - 1, "a partner is made by the hub"
    for table in CHANGES:
        if table != "timing_partners":
            await owner.execute(f"select set_config('app.partner_id', '{partner}', false)")
            await owner.execute(f"alter table {table} disable trigger all")
            await owner.execute(f"alter table {table} enable trigger audit_deleted")
            await owner.execute(f"delete from {table}")
    gone = await owner.fetch("select subject, old from audit_log where action = 'deleted'")
    assert {row["subject"] for row in gone} == {row["subject"] for row in made}


async def test_no_secret_is_ever_in_the_log(
    pool: Pool, partner: int, somebody: None, owner: Connection
) -> None:
    async with pool.partner(partner, by=ADA) as connection:
        await filled(connection, partner)
        await connection.execute(r"update webhooks set secret = '\xdeadbeef'")
        await connection.execute(r"update api_keys set secret_hash = '\xdeadbeef'")
    entries = await owner.fetch("select old::text, new::text from audit_log")
    text = str([tuple(entry) for entry in entries])
    assert "feedface" not in text
    assert "deadbeef" not in text
    assert '{"secret": null}' in text, "that it changed is told"


async def test_a_change_that_is_rolled_back_leaves_no_entry(pool: Pool, partner: int) -> None:
    async def look() -> None:
        async with pool.partner(partner, by=ADA) as connection:
            await note(connection, "looked", "event", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await look()
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select count(*) from audit_entries") == 0


@pytest.fixture
async def person(pool: Pool, partner: int) -> int:
    """A participant who was public, was renamed, and is now hidden."""
    async with pool.partner(partner, by=ADA) as connection:
        event = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Harbour Mile', '2026-06-14') returning id",
            partner,
        )
        number: int = await connection.fetchval(
            "insert into normalized_participants (timing_partner_id, event_id, bib, first_name, "
            "last_name, city) values ($1, $2, '101', 'Quasimira', 'Zyxomma', 'Vlissingen') "
            "returning id",
            partner,
            event,
        )
        await connection.execute("update normalized_participants set last_name = 'Zyxommaat'")
        await connection.execute("update normalized_participants set bib = '107'")
    return number


async def read(pool: Pool, partner: int, names: Names) -> str:
    async with pool.partner(partner, names=names) as connection:
        rows = await connection.fetch(
            "select old::text, new::text, reason from audit_entries "
            "where subject = 'participant' order by id"
        )
    return str([tuple(row) for row in rows])


async def test_whoever_hides_is_hidden_in_the_past_too(
    pool: Pool, partner: int, person: int
) -> None:
    assert "Quasimira" in await read(pool, partner, Names.SHOWN)
    async with pool.partner(partner, by=ADA) as connection:
        await connection.execute("update normalized_participants set privacy = 'hidden'")
        await note(connection, "renamed", "participant", person, reason="Zyxomma asked")
    shown = await read(pool, partner, Names.SHOWN)
    for name in ("Quasimira", "Zyxomma", "Zyxommaat", "Vlissingen"):
        assert name not in shown
        assert name in await read(pool, partner, Names.REAL)
    assert '"bib": "107"' in shown
    assert '"privacy": "hidden"' in shown
    assert '"last_name": "•••"' in shown


async def test_who_is_gone_is_hidden_because_nobody_knows_their_wish(
    pool: Pool, partner: int, person: int
) -> None:
    async with pool.partner(partner, by=ADA) as connection:
        await connection.execute("delete from normalized_participants")
    assert "Zyxomma" not in await read(pool, partner, Names.SHOWN)
    assert "Zyxomma" in await read(pool, partner, Names.REAL)


async def test_another_partner_reads_nothing_of_it(pool: Pool, partner: int, person: int) -> None:
    async with pool.hub("another partner for a test") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('fjord', 'Fjord') returning id"
        )
    assert await read(pool, other, Names.REAL) == "[]"
