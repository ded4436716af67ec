-- The audit log: who changed what, field by field, when and from where. It can be added to and never changed.
--
-- Rows are written by triggers, so that no feature can forget it, with the rights of the owner: the services may read the
-- log of a partner and call audit_note, and nothing else. Who acts is named by the transaction (app.actor, see
-- db/pool.py). One statement that changes thousands of rows is one insert of thousands of entries.

create table audit_log (
    id bigint generated always as identity primary key,
    timing_partner_id int not null references timing_partners (id),
    at timestamptz not null default clock_timestamp(),
    actor_kind text not null check (actor_kind in ('user', 'key', 'command', 'process')),
    actor_id int,
    actor_name text not null,
    actor_address text not null default '',
    action text not null,
    subject text not null,
    subject_id text not null default '',
    event_id int,
    old jsonb,
    new jsonb,
    reason text not null default '',
    change xid8 not null default pg_current_xact_id()
);
create index audit_log_of_partner on audit_log (timing_partner_id, id desc);
create index audit_log_of_subject on audit_log (timing_partner_id, subject, subject_id, id desc);
create index audit_log_of_event on audit_log (timing_partner_id, event_id, id desc) where event_id is not null;
comment on column audit_log.change is 'entries of one transaction share it';
comment on column audit_log.old is 'the fields that changed, as they were; null when something was made';

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy partner_only on audit_log
    using (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int)
    with check (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int);
create policy hub_door on audit_log to project88_hub using (true) with check (true);

-- How the log is read. What an entry tells of a participant who is not public is masked, field by field, but for a few
-- fields that do not tell who it is; unless the transaction was opened for somebody who corrects the roster. What counts is
-- the person's wish of today, so hiding a name hides it in the past too. Of a participant who is gone nobody knows the wish.
create function audit_masked(told jsonb) returns jsonb
language sql immutable set search_path = public, pg_temp as $$
    select jsonb_object_agg(
        key,
        case
            when key in (
                'id', 'event_id', 'race_id', 'bib', 'source_bib', 'gender', 'division', 'wave', 'privacy', 'local_fields', 'chips'
            ) or value in ('null', '""') then value
            else '"•••"'
        end
    )
    from jsonb_each(told)
$$;

create view audit_entries with (security_barrier) as
select
    log.id, log.timing_partner_id, log.at, log.actor_kind, log.actor_id, log.actor_name, log.actor_address, log.action,
    log.subject, log.subject_id, log.event_id, log.change,
    case when not shown.whole then audit_masked(log.old) when shown.real then log.old else log.old - 'note' end as old,
    case when not shown.whole then audit_masked(log.new) when shown.real then log.new else log.new - 'note' end as new,
    case when shown.whole or log.reason = '' then log.reason else '•••' end as reason
from audit_log log
cross join (select coalesce(current_setting('app.names', true), '') = 'real' as real) telling
cross join lateral (
    select
        log.subject <> 'participant'
        or telling.real
        or exists (
            select from normalized_participants person
            where person.timing_partner_id = log.timing_partner_id and person.privacy = 'public'
                and person.id = case when log.subject_id ~ '^[0-9]{1,9}$' then log.subject_id::int end
        ) as whole,
        log.subject <> 'participant' or telling.real as real
    -- Looked up once an entry and not once a column.
    offset 0
) shown;

-- What the transaction said of who acts. Without a word it is a process of the hub.
create function audit_actor(out kind text, out id int, out name text, out address text)
language sql stable set search_path = public, pg_temp as $$
    select
        coalesce(told ->> 'kind', 'process'), (told ->> 'id')::int,
        coalesce(nullif(told ->> 'name', ''), 'hub'), coalesce(told ->> 'address', '')
    from (select nullif(current_setting('app.actor', true), '')::jsonb as told) actor
$$;

-- Something that is no change of a row: signed in, exported, looked at real names. It stands in the log of the
-- transaction's partner; what concerns the hub itself is said in a transaction of partner 0.
create function audit_note(action text, subject text, subject_id text, event_id int, new jsonb, reason text) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into audit_log (
        timing_partner_id, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id, new, reason
    )
    select
        nullif(current_setting('app.partner_id', true), '')::int,
        actor.kind, actor.id, actor.name, actor.address,
        audit_note.action, audit_note.subject, audit_note.subject_id, audit_note.event_id, audit_note.new, audit_note.reason
    from audit_actor() actor
$$;

-- For a statement on a table with an id. Arguments: the subject, then fields that are never written down (secrets are
-- told as changed only, by the field's name with a null on both sides).
create function audit_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    told_subject text := tg_argv[0];
    silent text[] := array['version', 'updated_at', 'state_changed_at', 'last_used_at', 'bib_order'];
    secret text[] := coalesce(tg_argv[1:], '{}');
    actor record;
begin
    select * into actor from audit_actor();
    if tg_op = 'INSERT' then
        insert into audit_log (
            timing_partner_id, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id, new
        )
        select
            coalesce(row ->> 'timing_partner_id', row ->> 'id')::int, actor.kind, actor.id, actor.name, actor.address, 'created', told_subject,
            row ->> 'id', (row ->> 'event_id')::int,
            jsonb_strip_nulls(row) - silent - secret - array['id', 'timing_partner_id', 'created_at']
        from (select to_jsonb(new_rows) as row from new_rows) made;
    elsif tg_op = 'DELETE' then
        insert into audit_log (
            timing_partner_id, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id, old
        )
        select
            coalesce(row ->> 'timing_partner_id', row ->> 'id')::int, actor.kind, actor.id, actor.name, actor.address, 'deleted', told_subject,
            row ->> 'id', (row ->> 'event_id')::int,
            jsonb_strip_nulls(row) - silent - secret - array['id', 'timing_partner_id', 'created_at']
        from (select to_jsonb(old_rows) as row from old_rows) gone;
    else
        insert into audit_log (
            timing_partner_id, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id, old, new
        )
        select
            coalesce(was ->> 'timing_partner_id', was ->> 'id')::int, actor.kind, actor.id, actor.name, actor.address, 'changed', told_subject,
            was ->> 'id', (was ->> 'event_id')::int, difference.old, difference.new
        from (
            select to_jsonb(o) as was, to_jsonb(n) as now from old_rows o join new_rows n using (id)
            offset 0  -- else each look at a field would make the whole row JSON again
        ) pair
        cross join lateral (
            select
                jsonb_object_agg(key, case when key = any(secret) then null else was -> key end) as old,
                jsonb_object_agg(key, case when key = any(secret) then null else value end) as new
            from jsonb_each(now)
            where was -> key is distinct from value and key <> all(silent)
        ) difference
        where difference.old is not null;
    end if;
    return null;
end $$;

-- Puts the three triggers on a table. Later migrations call it for their tables.
create function audit_table(audited regclass, subject text, variadic secret text[] default '{}') returns void
language plpgsql set search_path = public, pg_temp as $$
declare
    arguments text := concat_ws(', ', quote_literal(subject), (select string_agg(quote_literal(s), ', ') from unnest(secret) s));
begin
    execute format('create trigger audit_created after insert on %s referencing new table as new_rows
        for each statement execute function audit_rows(%s)', audited, arguments);
    execute format('create trigger audit_changed after update on %s referencing old table as old_rows new table as new_rows
        for each statement execute function audit_rows(%s)', audited, arguments);
    execute format('create trigger audit_deleted after delete on %s referencing old table as old_rows
        for each statement execute function audit_rows(%s)', audited, arguments);
end $$;

revoke all on function audit_actor() from public;
revoke all on function audit_note(text, text, text, int, jsonb, text) from public;
revoke all on function audit_rows() from public;
revoke all on function audit_table(regclass, text, text[]) from public;
grant execute on function audit_note(text, text, text, int, jsonb, text) to project88_service, project88_hub;
grant select on audit_entries to project88_service;
-- What an entry is about, without what it tells: to find a page of entries before masking it.
grant select (
    id, timing_partner_id, at, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id, change
) on audit_log to project88_service;
-- Seals make a later change of the log show: each covers a stretch of a partner's entries with one digest that holds the
-- digest of the seal before. Whoever can change this database can make new seals too, so the worker also says each digest in
-- its own log, outside of the database; `project88 audit verify` compares.
create table audit_seals (
    timing_partner_id int not null references timing_partners (id),
    number int not null,
    first_id bigint not null,
    last_id bigint not null,
    entries int not null,
    digest bytea not null,
    made_at timestamptz not null default now(),
    primary key (timing_partner_id, number)
);
alter table audit_seals enable row level security;
alter table audit_seals force row level security;
create policy partner_only on audit_seals
    using (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int)
    with check (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int);
grant select on audit_seals to project88_service;

-- The digest of the transaction's partner's entries in a stretch, on top of the seal before. Instants are written as
-- microseconds, so that no setting of a session changes what they look like.
create function audit_digest(before bytea, first_id bigint, last_id bigint, out digest bytea, out entries int)
language sql stable security definer set search_path = public, pg_temp as $$
    select
        sha256(audit_digest.before || coalesce(string_agg(sha256(convert_to(jsonb_build_array(
            id, timing_partner_id, (extract(epoch from at) * 1000000)::bigint, actor_kind, actor_id, actor_name, actor_address,
            action, subject, subject_id, event_id, old, new, reason, change::text
        )::text, 'UTF8')), ''::bytea order by id), ''::bytea)),
        count(*)::int
    from audit_log
    where id between audit_digest.first_id and audit_digest.last_id
$$;

-- Seals what the transaction's partner has unsealed, ten thousand entries at most; no row when there is nothing. It waits
-- for writers who are under way, for a second at most (lock_timeout is the caller's), because an entry with a lower number
-- may be committed after one with a higher.
create function audit_seal(out number int, out digest bytea, out entries int, out last_id bigint) returns setof record
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    partner int := nullif(current_setting('app.partner_id', true), '')::int;
    latest audit_seals;
begin
    lock table audit_log in share mode;
    select * into latest from audit_seals s order by s.number desc limit 1;
    select max(id) into audit_seal.last_id from (
        select l.id from audit_log l where l.id > coalesce(latest.last_id, 0) order by l.id limit 10000
    ) unsealed;
    if audit_seal.last_id is null then
        return;
    end if;
    audit_seal.number := coalesce(latest.number, 0) + 1;
    select d.digest, d.entries into audit_seal.digest, audit_seal.entries
    from audit_digest(coalesce(latest.digest, ''::bytea), coalesce(latest.last_id, 0) + 1, audit_seal.last_id) d;
    insert into audit_seals (timing_partner_id, number, first_id, last_id, entries, digest) values (
        partner, audit_seal.number, coalesce(latest.last_id, 0) + 1, audit_seal.last_id, audit_seal.entries, audit_seal.digest
    );
    return next;
end $$;
revoke all on function audit_digest(bytea, bigint, bigint) from public;
revoke all on function audit_seal() from public;
grant execute on function audit_seal(), audit_digest(bytea, bigint, bigint) to project88_service;

-- For a hub administrator: how many events a partner has, and nothing of them.
create policy hub_door on normalized_events for select to project88_hub using (true);
grant select (timing_partner_id, state) on normalized_events to project88_hub;

select audit_table('normalized_events', 'event');
select audit_table('normalized_races', 'race');
select audit_table('normalized_waves', 'wave');
select audit_table('normalized_divisions', 'division');
select audit_table('bib_ranges', 'bib range');
select audit_table('normalized_participants', 'participant');
select audit_table('memberships', 'membership');
select audit_table('api_keys', 'API key', 'secret_hash');
-- A partner's settings; partners are made by the hub itself, which is no partner's transaction.
create trigger audit_changed after update on timing_partners referencing old table as old_rows new table as new_rows
    for each statement execute function audit_rows('timing partner');
