-- name: open_tables
-- Until this transaction ends the owner writes these tables alone: policies bind everybody but the owner, no trigger
-- tells what was made (the audit log, screens, the scorer), and whoever else wants the tables waits.
set local lock_timeout = '10s';
alter table timing_partners no force row level security;
alter table normalized_events no force row level security;
alter table normalized_events disable trigger user;
alter table normalized_races no force row level security;
alter table normalized_races disable trigger user;
alter table race_points no force row level security;
alter table race_points disable trigger user;
alter table race_rules no force row level security;
alter table race_rules disable trigger user;
alter table event_results no force row level security;
alter table roster_names no force row level security;
alter table normalized_participants no force row level security;
alter table normalized_participants disable trigger user;
alter table normalized_results no force row level security;
alter table normalized_results disable trigger user;
set local maintenance_work_mem = '512MB';
set local work_mem = '256MB'

-- name: close_tables
-- All as it was.
alter table normalized_results enable trigger user;
alter table normalized_results force row level security;
alter table normalized_participants enable trigger user;
alter table normalized_participants force row level security;
alter table roster_names force row level security;
alter table event_results force row level security;
alter table race_rules enable trigger user;
alter table race_rules force row level security;
alter table race_points enable trigger user;
alter table race_points force row level security;
alter table normalized_races enable trigger user;
alter table normalized_races force row level security;
alter table normalized_events enable trigger user;
alter table normalized_events force row level security;
alter table timing_partners force row level security

-- name: slugs
-- The timing partners that are there.
select slug from timing_partners where id <> 0

-- name: anybody
-- Whether there are people or results of anybody.
select exists (select from normalized_participants) or exists (select from normalized_results)

-- name: first_ids
-- The first free ids. Nobody else takes any while the tables are ours.
select
    nextval(pg_get_serial_sequence('timing_partners', 'id'))::int as partner,
    nextval(pg_get_serial_sequence('normalized_events', 'id'))::int as event,
    nextval(pg_get_serial_sequence('normalized_races', 'id'))::int as race,
    nextval(pg_get_serial_sequence('race_points', 'id'))::int as point,
    nextval('normalized_participants_id_seq')::int as participant

-- name: take_ids
-- The ids below these are taken.
select
    setval(pg_get_serial_sequence('timing_partners', 'id'), $1, false),
    setval(pg_get_serial_sequence('normalized_events', 'id'), $2, false),
    setval(pg_get_serial_sequence('normalized_races', 'id'), $3, false),
    setval(pg_get_serial_sequence('race_points', 'id'), $4, false),
    setval('normalized_participants_id_seq', $5, false)

-- name: put_partners
-- The timing partners.
insert into timing_partners (id, slug, name, zone) select * from unnest($1::int[], $2::text[], $3::text[], $4::text[])

-- name: put_rules
-- Every race of these events is over and official.
insert into race_rules (timing_partner_id, race_id, state, closed_at)
select race.timing_partner_id, race.id, 'official', event.event_date + interval '20 hours'
from normalized_races race join normalized_events event on event.id = race.event_id
where race.id >= $1 and race.id < $2

-- name: put_versions
-- The results of these events have their first version.
insert into event_results (event_id, timing_partner_id, version, changed_at)
select id, timing_partner_id, 1, event_date + interval '20 hours' from normalized_events where id >= $1 and id < $2

-- name: set_aside
-- What is quicker made anew over a full table than kept up row by row: indexes and references, with the statements
-- that take them away and make them as they are. What is unique stays.
select
    indexrelid::regclass::text as name, 'index' as kind, format('drop index %s', indexrelid::regclass) as gone,
    pg_get_indexdef(indexrelid) as made
from pg_index
where indrelid = any(array['normalized_participants'::regclass, 'normalized_results'::regclass]) and not indisunique
union all
select
    conname, 'reference', format('alter table %s drop constraint %I', conrelid::regclass, conname),
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
from pg_constraint
where conrelid = any(array['normalized_participants'::regclass, 'normalized_results'::regclass]) and contype = 'f'
order by kind, name

-- name: tidy
-- What the planner and index-only scans want to know of a full table.
vacuum (analyze) normalized_participants, normalized_results, roster_names, normalized_races, normalized_events, race_points,
    race_rules, event_results
