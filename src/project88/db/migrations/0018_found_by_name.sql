-- Results of all events, found by a name.
--
-- A policy hides rows before anything else looks at them, unless what looks cannot tell what it saw ("leak-proof"). LIKE,
-- trigrams and lower() can, so under row-level security no index of theirs is used, and a search would read all people of a
-- partner. Comparing texts is leak-proof. So what somebody is found by is kept as plain texts of its own, compared as bytes:
-- the beginning of a name is a stretch of an index. A part of a name is looked up first among the different names of a
-- partner, of which there are few, and these are then looked up among the people.
--
-- What is kept here is the name as the person lets it be shown, so nobody is found by what is hidden.

alter table normalized_participants
    add column findable_first text collate "C" not null generated always as (
        case when privacy <> 'hidden' then plain_name(first_name) else '' end
    ) stored,
    add column findable_last text collate "C" not null generated always as (
        case privacy when 'public' then plain_name(last_name) when 'short' then left(plain_name(last_name), 1) else '' end
    ) stored;
comment on column normalized_participants.findable_first is 'the first name as it is shown, without case and accents; read by find_results alone';
comment on column normalized_participants.findable_last is 'the last name, or its first letter, as it is shown; read by find_results alone';
create index normalized_participants_by_last_name on normalized_participants (timing_partner_id, findable_last, findable_first);
create index normalized_participants_by_first_name on normalized_participants (timing_partner_id, findable_first, findable_last);

-- As in 0005_audit: what follows from other columns is not told again.
create or replace function audit_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    told_subject text := tg_argv[0];
    silent text[] := array[
        'version', 'updated_at', 'state_changed_at', 'last_used_at', 'bib_order', 'findable_first', 'findable_last'
    ];
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

-- The different first and last names of a partner's people. One that nobody has any more may stay; nobody can read it.
-- Two who write at once may both bring the same name: that it is there twice harms nothing, and nobody waits for anybody.
create table roster_names (
    timing_partner_id int not null references timing_partners (id),
    part text not null check (part in ('first', 'last')),
    name text collate "C" not null
);
create index roster_names_of_partner on roster_names (timing_partner_id, part, name);
comment on table roster_names is 'for find_results: first and last names as they are shown, each once';
alter table roster_names enable row level security;
alter table roster_names force row level security;
create policy partner_only on roster_names
    using (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int)
    with check (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int);

-- Names of people who are already there. The owner too is bound by the policies, but for this one statement.
alter table normalized_participants no force row level security;
alter table roster_names no force row level security;
insert into roster_names (timing_partner_id, part, name)
select distinct person.timing_partner_id, told.part, told.name
from normalized_participants person
cross join lateral (values ('first', findable_first), ('last', findable_last)) told (part, name)
where told.name <> '';
alter table roster_names force row level security;
alter table normalized_participants force row level security;

-- After a statement that made or changed people: names that are new to the partner.
create function keep_roster_names() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into roster_names (timing_partner_id, part, name)
    select distinct person.timing_partner_id, told.part, told.name
    from new_rows person
    cross join lateral (values ('first', person.findable_first), ('last', person.findable_last)) told (part, name)
    where told.name <> ''
        and not exists (
            select from roster_names known
            where known.timing_partner_id = person.timing_partner_id and known.part = told.part and known.name = told.name
        );
    return null;
end $$;
revoke all on function keep_roster_names() from public;
create trigger names_created after insert on normalized_participants referencing new table as new_rows
    for each statement execute function keep_roster_names();
create trigger names_changed after update on normalized_participants referencing new table as new_rows
    for each statement execute function keep_roster_names();

-- People of the transaction's partner who have a result and whose name begins so, or, from three letters on, has this in
-- it; `asked` is plain (plain_name) and has single blanks. "anna mul", "mul", "muller anna", "van den b", "ulle". At most so
-- many; fit 0: begins so, 1: has it in it.
-- Its plans are the same whatever is asked, and making them takes longer than the search; so does starting a second
-- process.
create function find_results(asked text, most int) returns table (participant_id int, fit int)
language plpgsql stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0 as $$
declare
    partner int := nullif(current_setting('app.partner_id', true), '')::int;
    words text[] := string_to_array(asked, ' ');
    beyond text := U&'\+10FFFF';
    escaped text := replace(replace(replace(asked, '\', '\\'), '%', '\%'), '_', '\_');
    found_ids int[];
begin
    select coalesce(array_agg(id), '{}') into found_ids from (
        select distinct id from (
            select hit.id
            from (
                select
                    array_to_string(words[1:cut - 1], ' ') collate "C" as whole,
                    array_to_string(words[cut:], ' ') collate "C" as begun
                from generate_subscripts(words, 1) cut
                limit 6
            ) told
            cross join lateral (
                (select id from normalized_participants person
                where timing_partner_id = partner and told.whole = ''
                    and findable_last >= told.begun and findable_last < told.begun || beyond
                    and exists (select from normalized_results result where result.participant_id = person.id)
                order by findable_last, findable_first limit most)
                union all
                (select id from normalized_participants person
                where timing_partner_id = partner and told.whole = ''
                    and findable_first >= told.begun and findable_first < told.begun || beyond
                    and exists (select from normalized_results result where result.participant_id = person.id)
                order by findable_first, findable_last limit most)
                union all
                (select id from normalized_participants person
                where timing_partner_id = partner and told.whole <> '' and findable_first = told.whole
                    and findable_last >= told.begun and findable_last < told.begun || beyond
                    and exists (select from normalized_results result where result.participant_id = person.id)
                order by findable_last limit most)
                union all
                (select id from normalized_participants person
                where timing_partner_id = partner and told.whole <> '' and findable_last = told.whole
                    and findable_first >= told.begun and findable_first < told.begun || beyond
                    and exists (select from normalized_results result where result.participant_id = person.id)
                order by findable_first limit most)
            ) hit
        ) begins limit most
    ) some_of_them;
    return query select id, 0 from unnest(found_ids) id;
    if cardinality(found_ids) >= most or length(asked) < 3 then
        return;
    end if;
    return query
    select hit.id, 1
    from (
        select distinct known.part, known.name, position(asked in known.name) as at
        from roster_names known
        where known.timing_partner_id = partner and known.name like '%' || escaped || '%'
        order by at, known.name
        limit 200
    ) told
    cross join lateral (
        (select id from normalized_participants person
        where timing_partner_id = partner and told.part = 'last' and findable_last = told.name
            and exists (select from normalized_results result where result.participant_id = person.id)
        limit most)
        union all
        (select id from normalized_participants person
        where timing_partner_id = partner and told.part = 'first' and findable_first = told.name
            and exists (select from normalized_results result where result.participant_id = person.id)
        limit most)
    ) hit
    where hit.id <> all(found_ids)
    limit most - cardinality(found_ids);
end $$;
revoke all on function find_results(text, int) from public;
grant execute on function find_results(text, int) to project88_service;

-- Whoever has a result and no place is a stretch of an index too.
create index normalized_results_unranked on normalized_results (race_id, participant_id) where rank_key is null;
