-- What the database package itself asks; the features have their own files.

-- name: create_table
-- Remembers what was applied. Hub-wide: it says nothing about any partner.
create table if not exists project88_migrations (
    number int primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
grant select on project88_migrations to project88_service;

-- name: has_table
-- Whether the database was ever migrated.
select to_regclass('project88_migrations') is not null

-- name: applied
-- What was applied so far, oldest first.
select number, name, sha256 from public.project88_migrations order by number

-- name: take_lock
-- Wait for our turn; held until the session ends.
select pg_advisory_lock($1)

-- name: limit_times
-- For this transaction: how long to wait for a table, how long a statement may take.
select set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true),
    set_config('search_path', 'public', true)

-- name: remember
-- Note a migration as applied, in its own transaction.
insert into public.project88_migrations (number, name, sha256) values ($1, $2, $3)

-- name: login
-- Who we are signed in as, and what that role could get around.
select
    current_user::text as name,
    coalesce(r.rolsuper, false) as superuser,
    coalesce(r.rolbypassrls, false) as bypasses_policies,
    exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and pg_has_role(current_user, c.relowner, 'member')
    ) as owns_tables,
    pg_has_role(current_user, d.datdba, 'member') as owns_database
from pg_roles r, pg_database d
where r.rolname = current_user and d.datname = current_database()

-- name: missing_roles
-- Which of the hub's roles this server does not have.
select name from unnest(array['project88_owner', 'project88_service', 'project88_hub']) as name
where not exists (select from pg_roles where rolname = name)
order by name

-- name: notify_many
-- One transaction, so one wake-up of every listener, for all the notes that wait.
select pg_notify(channel, payload) from unnest($1::text[], $2::text[]) as note (channel, payload)

-- name: alive
-- Answers as long as the connection is good.
select 1
