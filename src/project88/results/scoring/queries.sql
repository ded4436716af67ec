-- name: lock
-- The event $1, locked for scoring until the transaction ends, with the version of its results; no row when it is gone.
insert into event_results (event_id, timing_partner_id)
select id, timing_partner_id from normalized_events where id = $1
on conflict (event_id) do update set event_id = excluded.event_id
returning version

-- name: take_changes
-- What else has to be looked at again, taken from the table: it is done when this transaction commits.
delete from result_changes where event_id = $1 returning race_id, participant_id

-- name: heard_since
-- Sessions of the event $1 that moved on since they were read last, and whose passings changed.
select
    session.id, session.version,
    (
        select array_agg(distinct participant_id) from timing_passings passing
        where passing.session_id = session.id and passing.version > known.version and participant_id is not null
    ) as people
from timing_sessions session
left join scoring_progress progress on progress.session_id = session.id
cross join lateral (
    select case when progress.event_id = $1 then progress.version else -1 end as version
) known
where session.event_id = $1 and session.version > known.version

-- name: put_progress
-- How far these sessions were read.
insert into scoring_progress (session_id, timing_partner_id, event_id, version)
select told.id, session.timing_partner_id, $1, told.version
from unnest($2::int[], $3::bigint[]) as told (id, version)
join timing_sessions session on session.id = told.id
on conflict (session_id) do update set event_id = excluded.event_id, version = excluded.version

-- name: progress
-- How far these sessions were read.
select session_id, version from scoring_progress where session_id = any($1::int[])

-- name: event
-- The day and the zone of an event.
select event_date as day, zone from normalized_events where id = $1

-- name: races
-- The races of an event with their rules; a race without rules has nulls. Instants in microseconds since 1970.
select
    race.id, race.distance_m, (extract(epoch from race.start_at) * 1000000)::bigint as plan_us,
    (race.start_at at time zone event.zone)::date as start_day,
    rules.rank_by, rules.first_by_gun, rules.of_each_sex, rules.tie_ms, rules.backup_window_ms, rules.start_early_ms,
    rules.start_late_ms, rules.fastest_m_s, rules.limit_ms, rules.age_on, rules.exclude_overall, rules.group_by,
    rules.decimals, (extract(epoch from rules.manual_start_at) * 1000000)::bigint as manual_us, rules.state,
    rules.closed_at
from normalized_races race
join normalized_events event on event.id = race.event_id
left join race_rules rules on rules.race_id = race.id
where race.event_id = $1
order by race.position, race.id

-- name: points
-- The points of all races of an event, in order.
select point.race_id, point.id, point.name, point.kind, point.distance_m, point.main, point.backup, point.least_ms,
    point.cutoff_ms
from race_points point
join normalized_races race on race.id = point.race_id
where race.event_id = $1
order by point.race_id, point.position, point.id

-- name: waves
-- The waves of all races of an event.
select wave.id, wave.race_id, wave.name, (extract(epoch from wave.start_at) * 1000000)::bigint as plan_us,
    (extract(epoch from wave.manual_start_at) * 1000000)::bigint as manual_us
from normalized_waves wave
join normalized_races race on race.id = wave.race_id
where race.event_id = $1
order by wave.race_id, wave.position, wave.id

-- name: divisions
-- The divisions of all races of an event.
select division.race_id, division.name, division.gender, division.youngest, division.oldest
from normalized_divisions division
join normalized_races race on race.id = division.race_id
where race.event_id = $1
order by division.race_id, division.position, division.id

-- name: guns
-- The guns that were heard in the sessions of an event. The row that a sender repeats is kept once, but several mats hear one
-- gun: of the same instant one counts.
select distinct on (gun.gun_at) gun.id, (extract(epoch from gun.gun_at) * 1000000)::bigint as at_us, gun.race_id, gun.wave_id
from timing_gun_times gun
join timing_sessions session on session.id = gun.session_id
where session.event_id = $1 and gun.gun_at is not null
order by gun.gun_at, gun.wave_id nulls last, gun.race_id nulls last, gun.id

-- name: locations
-- Names of the places that the sessions of an event have heard.
select distinct location.name
from timing_locations location
join timing_sessions session on session.id = location.session_id
where session.event_id = $1
order by location.name

-- name: corrections
-- What people have put right at an event, and was not undone, the oldest first.
select id, kind, participant_id, point_id, session_id, location_id, tag,
    (extract(epoch from at) * 1000000)::bigint as at_us, (extract(epoch from until) * 1000000)::bigint as until_us,
    status, ms, reason
from result_corrections
where event_id = $1 and undone_at is null
order by id

-- name: people
-- Participants by id, in a transaction that sees real names: groups are made of what the roster says.
select id, race_id, gender, division, wave, age, born_on, team, city, state, country
from participants
where id = any($1::int[])
order by id

-- name: people_of_races
-- Of these races everybody of whom something is known; of those in $2, which are closed, everybody.
select person.id
from normalized_participants person
where person.race_id = any($1::int[])
    and (
        person.race_id = any($2::int[])
        or exists (select from timing_passings passing where passing.participant_id = person.id)
        or exists (select from normalized_results result where result.participant_id = person.id)
        or exists (select from result_corrections told where told.participant_id = person.id and told.undone_at is null)
    )
union
select participant_id from normalized_results where race_id = any($1::int[])
order by 1

-- name: passings
-- Live passings of these people, in the sessions of the event $2: a row each, the passings in order of time as one text,
-- which is read three times as fast as arrays are.
select participant_id, json_agg(json_build_array(session_id, location_id, location, tag, passing_no, at_us))::text as heard
from (
    select passing.participant_id, passing.session_id, passing.location_id, location.name as location, passing.tag,
        passing.passing_no, (extract(epoch from passing.passing_at) * 1000000)::bigint as at_us
    from timing_passings passing
    join timing_locations location on location.id = passing.location_id
    join timing_sessions session on session.id = passing.session_id
    where passing.participant_id = any($1::int[]) and passing.state = 'live' and session.event_id = $2
    order by passing.participant_id, passing.passing_at, passing.location_id, passing.tag, passing.passing_no
) heard
group by participant_id

-- name: stored
-- What is stored of everybody at an event.
select participant_id, race_id, digest, points_digest, rank_key, by_gun, place_overall, place_sex, place_division, place_wave,
    place_group
from normalized_results
where event_id = $1

-- name: newest
-- The instant of the newest time at an event; null when there is none.
select (extract(epoch from max(last_at)) * 1000000)::bigint from normalized_results where event_id = $1

-- name: ranked
-- The finishers of these races as they are stored, with the further group that the race ranks by.
select result.participant_id, result.race_id, result.gun_ms, result.chip_ms, result.laps, result.sex, result.division,
    result.wave, (extract(epoch from result.finish_at) * 1000)::bigint as finish_at_ms,
    case rules.group_by
        when 'team' then person.team when 'city' then person.city
        when 'state' then person.state when 'country' then person.country else ''
    end as group_value
from normalized_results result
join participants person on person.id = result.participant_id
left join race_rules rules on rules.race_id = result.race_id
where result.race_id = any($1::int[]) and result.rank_key is not null

-- name: ranked_at_points
-- The times of these races at points that are stored, with the sex in which each is ranked.
select split.race_id, split.position, split.participant_id, split.gun_ms, split.chip_ms, result.sex
from result_splits split
join normalized_results result on result.participant_id = split.participant_id
where split.race_id = any($1::int[]) and split.kind = 'split' and split.chip_ms is not null

-- name: raise_version
-- The results of an event moved on; who follows them hears of it, with $3, when this transaction commits.
with raised as (update event_results set version = $2, changed_at = now() where event_id = $1 returning event_id)
select pg_notify('results', $3) from raised

-- name: put_results
-- Results of an event, new or changed, under the version $2.
insert into normalized_results (
    timing_partner_id, event_id, version, participant_id, race_id, status, reason, start_at, finish_at, last_at, last_point,
    gun_ms, chip_ms, penalty_ms, laps, sex, division, wave, flags, rank_key, by_gun, place_overall, place_sex,
    place_division, place_wave, place_group, digest, points_digest
)
select
    event.timing_partner_id, event.id, $2, told.participant_id, told.race_id, told.status, told.reason,
    timestamptz 'epoch' + told.start_us * interval '1 microsecond',
    timestamptz 'epoch' + told.finish_us * interval '1 microsecond',
    timestamptz 'epoch' + told.last_us * interval '1 microsecond',
    told.last_point, told.gun_ms, told.chip_ms, told.penalty_ms, told.laps, told.sex, told.division, told.wave,
    told.flags::jsonb, told.rank_key, told.by_gun, told.place_overall, told.place_sex, told.place_division,
    told.place_wave, told.place_group, told.digest, told.points_digest
from normalized_events event
cross join unnest(
    $3::int[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::int[], $11::int[],
    $12::int[], $13::int[], $14::int[], $15::text[], $16::text[], $17::text[], $18::text[], $19::bigint[],
    $20::boolean[], $21::int[], $22::int[], $23::int[], $24::int[], $25::int[], $26::bigint[], $27::bigint[]
) as told (
    participant_id, race_id, status, reason, start_us, finish_us, last_us, last_point, gun_ms, chip_ms, penalty_ms, laps,
    sex, division, wave, flags, rank_key, by_gun, place_overall, place_sex, place_division, place_wave, place_group, digest,
    points_digest
)
where event.id = $1
on conflict (participant_id) do update set
    event_id = excluded.event_id, version = excluded.version, race_id = excluded.race_id, status = excluded.status,
    reason = excluded.reason, start_at = excluded.start_at, finish_at = excluded.finish_at, last_at = excluded.last_at,
    last_point = excluded.last_point, gun_ms = excluded.gun_ms, chip_ms = excluded.chip_ms,
    penalty_ms = excluded.penalty_ms, laps = excluded.laps, sex = excluded.sex, division = excluded.division,
    wave = excluded.wave, flags = excluded.flags, rank_key = excluded.rank_key, by_gun = excluded.by_gun,
    place_overall = excluded.place_overall, place_sex = excluded.place_sex, place_division = excluded.place_division,
    place_wave = excluded.place_wave, place_group = excluded.place_group, digest = excluded.digest,
    points_digest = excluded.points_digest, changed_at = now()

-- name: put_splits
-- Times at points, new or changed, under the version $2; what is as it was is left alone. Times of these people ($22) at points
-- where they have none any more go. Tells which passings became a time of a point or stopped being one.
with gone as (
    delete from result_splits
    where participant_id = any($22::int[])
        and (participant_id, position) not in (select * from unnest($3::int[], $4::int[]))
    returning session_id, location_id, tag, passing_no, at
), former as (
    select known.session_id, known.location_id, known.tag, known.passing_no, known.at
    from unnest($3::int[], $4::int[], $10::bigint[]) as told (participant_id, position, at_us)
    join result_splits known using (participant_id, position)
    where known.at <> timestamptz 'epoch' + told.at_us * interval '1 microsecond'
), put as (
    insert into result_splits as known (
        timing_partner_id, event_id, version, participant_id, position, race_id, point_id, point, kind, distance_m, at, how,
        gun_ms, chip_ms, leg_ms, leg_m, session_id, location_id, tag, passing_no, place_overall, place_sex
    )
    select
        event.timing_partner_id, event.id, $2, told.participant_id, told.position, told.race_id, told.point_id, told.point,
        told.kind, told.distance_m, timestamptz 'epoch' + told.at_us * interval '1 microsecond', told.how, told.gun_ms,
        told.chip_ms, told.leg_ms, told.leg_m, told.session_id, told.location_id, told.tag, told.passing_no,
        told.place_overall, told.place_sex
    from normalized_events event
    cross join unnest(
        $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::text[],
        $12::int[], $13::int[], $14::int[], $15::int[], $16::int[], $17::int[], $18::text[], $19::int[], $20::int[],
        $21::int[]
    ) as told (
        participant_id, position, race_id, point_id, point, kind, distance_m, at_us, how, gun_ms, chip_ms, leg_ms, leg_m,
        session_id, location_id, tag, passing_no, place_overall, place_sex
    )
    where event.id = $1
    on conflict (participant_id, position) do update set
        event_id = excluded.event_id, version = excluded.version, race_id = excluded.race_id,
        point_id = excluded.point_id, point = excluded.point, kind = excluded.kind, distance_m = excluded.distance_m,
        at = excluded.at, how = excluded.how, gun_ms = excluded.gun_ms, chip_ms = excluded.chip_ms,
        leg_ms = excluded.leg_ms, leg_m = excluded.leg_m, session_id = excluded.session_id,
        location_id = excluded.location_id, tag = excluded.tag, passing_no = excluded.passing_no,
        place_overall = excluded.place_overall, place_sex = excluded.place_sex
    where (
        known.race_id, known.point_id, known.point, known.kind, known.distance_m, known.at, known.how, known.gun_ms,
        known.chip_ms, known.leg_ms, known.leg_m, known.session_id, known.location_id, known.tag, known.passing_no
    ) is distinct from (
        excluded.race_id, excluded.point_id, excluded.point, excluded.kind, excluded.distance_m, excluded.at, excluded.how,
        excluded.gun_ms, excluded.chip_ms, excluded.leg_ms, excluded.leg_m, excluded.session_id, excluded.location_id,
        excluded.tag, excluded.passing_no
    )
    returning session_id, location_id, tag, passing_no, at
)
select distinct session_id, location_id, tag, passing_no, at
from (select * from gone union all select * from former union all select * from put) touched
where session_id is not null
order by at desc
limit $23

-- name: finishes
-- The passings that are the finishes of these people, the newest first; of those in $2 only what was within a minute of the
-- newest at the event: no screen shows the others any more.
select session_id, location_id, tag, passing_no, at
from result_splits
where kind = 'finish' and session_id is not null
    and (
        participant_id = any($1::int[])
        or participant_id = any($2::int[]) and at > timestamptz 'epoch' + $3::bigint * interval '1 microsecond' - interval '1 minute'
    )
order by at desc
limit $4

-- name: begin_scoring
-- What this transaction deletes, the scorer knows of (0014_results.sql, want_scoring_without).
select set_config('app.scoring', 'on', true)

-- name: drop_results
-- These people have no result any more: nothing of them was heard, or they are in no race that can be scored. Their splits go too.
delete from normalized_results where participant_id = any($1::int[])

-- name: settle_places
-- Places that others have moved.
update normalized_results result set
    version = $1, rank_key = told.rank_key, by_gun = told.by_gun, place_overall = told.place_overall,
    place_sex = told.place_sex, place_division = told.place_division, place_wave = told.place_wave,
    place_group = told.place_group, points_digest = told.points_digest
from unnest(
    $2::int[], $3::bigint[], $4::boolean[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::bigint[]
) as told (
    participant_id, rank_key, by_gun, place_overall, place_sex, place_division, place_wave, place_group, points_digest
)
where result.participant_id = told.participant_id

-- name: settle_splits
-- Places at points that others have moved.
update result_splits split set
    version = $1, place_overall = told.place_overall, place_sex = told.place_sex
from unnest($2::int[], $3::int[], $4::int[], $5::int[]) as told (participant_id, position, place_overall, place_sex)
where split.participant_id = told.participant_id and split.position = told.position
    and (split.place_overall, split.place_sex) is distinct from (told.place_overall, told.place_sex)

-- name: publish_again
-- Passings that are shown with a result now, or with another one: they are published under the next version of their session.
update timing_passings passing set version = session.version
from unnest($1::int[], $2::int[], $3::text[], $4::int[]) as told (session_id, location_id, tag, passing_no)
join timing_sessions session on session.id = told.session_id
where passing.session_id = told.session_id and passing.location_id = told.location_id
    and passing.tag = told.tag and passing.passing_no = told.passing_no

-- name: waiting
-- Events, of whichever partner, with something to be scored.
select session.timing_partner_id, session.event_id
from timing_sessions session
left join scoring_progress progress on progress.session_id = session.id
where session.event_id is not null
    and session.version > case when progress.event_id = session.event_id then progress.version else -1 end
union
select timing_partner_id, event_id from result_changes

-- name: sessions_of_events
-- Open sessions of whichever partner, and those that were heard within a day, with their events.
select id, timing_partner_id, event_id from timing_sessions
where state = 'open' or newest_received_at > now() - interval '1 day'

-- name: want
-- Has a race of the event $1 scored anew, or all of it.
insert into result_changes (timing_partner_id, event_id, race_id)
select event.timing_partner_id, event.id, race.id
from normalized_events event
join normalized_races race on race.event_id = event.id and race.id = coalesce($2::int, race.id)
where event.id = $1
