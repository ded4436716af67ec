-- The hub's roles and its database. A superuser runs this once:  psql -d postgres -f roles.sql
-- (the embedded database does it by itself). On a server reached over a network, give the two
-- login roles passwords afterwards:  \password project88_owner   \password project88_service
--
--   project88_owner    owns the database and runs the migrations; not a superuser
--   project88_service  what the processes sign in as; plain, and inherits nothing
--   project88_hub      the one door past a single partner's rows; taken on by name only

do $$ begin
    if not exists (select from pg_roles where rolname = 'project88_owner') then
        create role project88_owner login nosuperuser nobypassrls nocreaterole nocreatedb;
    end if;
    if not exists (select from pg_roles where rolname = 'project88_service') then
        create role project88_service login noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
    end if;
    if not exists (select from pg_roles where rolname = 'project88_hub') then
        create role project88_hub nologin nosuperuser nobypassrls;
    end if;
end $$;

grant project88_hub to project88_service;

create database project88 owner project88_owner encoding 'UTF8' template template0;

revoke all on database project88 from public;

grant connect, temporary on database project88 to project88_service;
