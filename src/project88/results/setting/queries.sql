-- name: event
-- An event that was not deleted.
select id, zone from normalized_events where id = $1 and state <> 'deleted'

-- name: races
-- The races of an event with their rules, in their order; version 0: a race that has no rules of its own.
select
    race.id, race.name, race.distance_m, race.start_at, coalesce(rules.version, 0) as version,
    rules.rank_by, rules.first_by_gun, rules.of_each_sex, rules.tie_ms, rules.backup_window_ms, rules.start_early_ms,
    rules.start_late_ms, rules.fastest_m_s, rules.limit_ms, rules.age_on, rules.exclude_overall, rules.group_by,
    rules.team_sum, rules.team_scorers, rules.team_displacers, rules.relay, rules.decimals, rules.manual_start_at,
    rules.state, rules.closed_at
from normalized_races race
left join race_rules rules on rules.race_id = race.id
where race.event_id = $1 and ($2::int is null or race.id = $2)
order by race.position, race.id

-- name: lock_race
-- A race of an event, for a change of its set-up: such changes take turns.
select id from normalized_races where event_id = $1 and id = $2 for no key update

-- name: points
-- The points of all races of an event, each race's in order.
select
    point.id, point.race_id, point.name, point.kind, point.position, point.distance_m, point.least_ms, point.cutoff_ms,
    point.main, point.backup
from race_points point
join normalized_races race on race.id = point.race_id
where race.event_id = $1
order by point.race_id, point.position, point.id

-- name: waves
-- The waves of all races of an event with what a person entered and their plan, which is the race's where they have none.
select wave.id, wave.race_id, wave.name, coalesce(wave.start_at, race.start_at) as start_at, wave.manual_start_at, wave.version
from normalized_waves wave
join normalized_races race on race.id = wave.race_id
where race.event_id = $1
order by wave.position, wave.id

-- name: divisions
-- The names of the divisions of all races of an event.
select division.race_id, division.name
from normalized_divisions division
join normalized_races race on race.id = division.race_id
where race.event_id = $1
order by division.position, division.id

-- name: guns
-- Start signals that the event's timing sessions heard, the oldest first. Several mats hear one gun: of the same instant one
-- is shown, rather one that was given; so counts the scorer too.
select distinct on (gun.gun_at, case when gun.gun_at is null then gun.id end)
    gun.id, gun.gun_at, gun.time_raw, location.name as location, session.name as session, gun.race_id, gun.wave_id
from timing_gun_times gun
join timing_sessions session on session.id = gun.session_id
join timing_locations location on location.id = gun.location_id
where session.event_id = $1
order by gun.gun_at, case when gun.gun_at is null then gun.id end, gun.wave_id nulls last, gun.race_id nulls last, gun.id
limit 1000

-- name: gun
-- A start signal of an event, locked.
select gun.id, gun.gun_at, gun.race_id, gun.wave_id
from timing_gun_times gun
join timing_sessions session on session.id = gun.session_id
where session.event_id = $1 and gun.id = $2
for update of gun

-- name: give_gun
-- Whose a start signal is from now on.
update timing_gun_times set race_id = $2, wave_id = $3 where id = $1

-- name: heard
-- The locations of the event's timing sessions by name, the one with most reads first.
select location.name, sum(location.reads)::bigint as reads, max(location.newest_read_at) as newest_at
from timing_locations location
join timing_sessions session on session.id = location.session_id
where session.event_id = $1 and length(location.name) between 1 and 200
group by location.name
order by reads desc, location.name
limit 500

-- name: records
-- The course records of an event's races: the course's first, then by group.
select id, race_id, scope, scope_value, ms, holder, year, version
from course_records
where event_id = $1
order by array_position(array['course', 'sex', 'division'], scope), scope_value

-- name: manual_times_at
-- How many times entered by hand, and not undone, belong to points of this race that are not among these.
select point.name, count(*)::int as times
from result_corrections correction
join race_points point on point.id = correction.point_id
where point.race_id = $1 and point.id <> all($2::int[]) and correction.undone_at is null
group by point.id
order by point.position

-- name: drop_points
-- Takes away the points of a race that are not among these.
delete from race_points where race_id = $1 and id <> all($2::int[])

-- name: set_points
-- Points of a race that stay, as they are from now on; those that are as they were are left alone.
update race_points point set
    name = told.name, kind = told.kind, position = told.position, distance_m = told.distance_m,
    least_ms = told.least_ms, cutoff_ms = told.cutoff_ms, main = told.main, backup = told.backup
from jsonb_to_recordset($2::jsonb) as told (
    id int, name text, kind text, position int, distance_m int, least_ms int, cutoff_ms int, main text[], backup text[]
)
where point.race_id = $1 and point.id = told.id
    and (point.name, point.kind, point.position, point.distance_m, point.least_ms, point.cutoff_ms, point.main, point.backup)
        is distinct from
        (told.name, told.kind, told.position, told.distance_m, told.least_ms, told.cutoff_ms, told.main, told.backup)

-- name: add_points
-- New points of a race.
insert into race_points (
    timing_partner_id, race_id, name, kind, position, distance_m, least_ms, cutoff_ms, main, backup
)
select
    race.timing_partner_id, race.id, told.name, told.kind, told.position, told.distance_m, told.least_ms, told.cutoff_ms,
    told.main, told.backup
from normalized_races race
cross join jsonb_to_recordset($2::jsonb) as told (
    id int, name text, kind text, position int, distance_m int, least_ms int, cutoff_ms int, main text[], backup text[]
)
where race.id = $1 and told.id is null

-- name: keep_rules
-- The rules of a race as they are from now on; with a higher version also when only its points changed.
insert into race_rules (
    timing_partner_id, race_id, rank_by, first_by_gun, of_each_sex, tie_ms, backup_window_ms, start_early_ms,
    start_late_ms, fastest_m_s, limit_ms, age_on, exclude_overall, group_by, team_sum, team_scorers, team_displacers,
    relay, decimals, manual_start_at, state, closed_at
)
select
    timing_partner_id, id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21
from normalized_races
where id = $1
on conflict (race_id) do update set
    rank_by = excluded.rank_by, first_by_gun = excluded.first_by_gun, of_each_sex = excluded.of_each_sex,
    tie_ms = excluded.tie_ms, backup_window_ms = excluded.backup_window_ms, start_early_ms = excluded.start_early_ms,
    start_late_ms = excluded.start_late_ms, fastest_m_s = excluded.fastest_m_s, limit_ms = excluded.limit_ms,
    age_on = excluded.age_on, exclude_overall = excluded.exclude_overall, group_by = excluded.group_by,
    team_sum = excluded.team_sum, team_scorers = excluded.team_scorers, team_displacers = excluded.team_displacers,
    relay = excluded.relay, decimals = excluded.decimals, manual_start_at = excluded.manual_start_at,
    state = excluded.state, closed_at = excluded.closed_at, version = race_rules.version + 1

-- name: wave
-- A wave of a race, locked.
select id, name, version from normalized_waves where race_id = $1 and id = $2 for update

-- name: start_wave
-- The start of a wave as a person saw it; null: gun or plan count again.
update normalized_waves set manual_start_at = $2, version = version + 1 where id = $1

-- name: record
-- A course record of a race, locked.
select id, race_id, scope, scope_value, ms, holder, year, version
from course_records
where race_id = $1 and id = $2
for update

-- name: add_record
-- A course record.
insert into course_records (timing_partner_id, event_id, race_id, scope, scope_value, ms, holder, year)
select timing_partner_id, event_id, id, $2, $3, $4, $5, $6 from normalized_races where id = $1
returning id, race_id, scope, scope_value, ms, holder, year, version

-- name: records_of_race
-- How many records a race has.
select count(*)::int from course_records where race_id = $1

-- name: set_record
-- A course record as it is from now on.
update course_records set ms = $2, holder = $3, year = $4, version = version + 1
where id = $1
returning id, race_id, scope, scope_value, ms, holder, year, version

-- name: remove_record
-- A course record that is none.
delete from course_records where id = $1
