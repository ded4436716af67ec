-- name: changes
-- Where the session $1 stands and what was changed after version $2 (and not after version $3, null = no bound),
-- in one statement so that both are of one instant. At most $4 passings, in the order of their versions. A session
-- without changes is one row whose passing is null. Names come from the view that hides them; `limit` makes PostgreSQL
-- look each one up by its id, where it would else read the whole view. A passing that is the time of a point comes with
-- that time, and with the result of its runner; where the points of a race are far apart in time, it has one at most.
select
    session.id as session_id, session.name as session_name, session.zone, session.state as session_state,
    session.epoch, session.version as session_version, session.newest_received_at,
    passing.location_id, location.name as location_name, passing.tag, passing.passing_no, passing.passing_at,
    passing.received_at, passing.corrections, passing.state, passing.version,
    participant.bib, participant.first_name, participant.last_name, participant.city,
    participant.state as participant_state, participant.race_id, race.name as race_name, participant.gender,
    participant.age, participant.division, participant.team, participant.wave, participant.country,
    result.status, result.start_at, result.penalty_ms, result.place_overall, result.place_sex, result.place_division,
    split.point, split.kind, split.gun_ms as split_gun_ms, split.chip_ms as split_chip_ms, split.at as split_at,
    coalesce(split.distance_m, case split.kind when 'finish' then race.distance_m end) as split_distance_m,
    split.place_overall as split_overall, split.place_sex as split_sex,
    rules.rank_by = 'chip' or (rules.rank_by = 'mixed' and not result.by_gun) as by_chip
from timing_sessions session
left join lateral (
    select * from timing_passings
    where session_id = session.id and version > $2 and version <= coalesce($3::bigint, session.version)
    order by version, passing_at
    limit $4
) passing on true
left join timing_locations location on location.id = passing.location_id
left join lateral (
    select bib, first_name, last_name, city, state, race_id, gender, age, division, team, wave, country from participants
    where id = passing.participant_id
    limit 1
) participant on true
left join normalized_races race on race.id = participant.race_id
left join lateral (
    select point, kind, gun_ms, chip_ms, at, distance_m, place_overall, place_sex from result_splits
    where session_id = passing.session_id and location_id = passing.location_id and tag = passing.tag
        and passing_no = passing.passing_no and participant_id = passing.participant_id
    order by position desc
    limit 1
) split on true
left join normalized_results result on result.participant_id = passing.participant_id and split.point is not null
left join race_rules rules on rules.race_id = result.race_id
where session.id = $1
order by passing.version, passing.passing_at

-- name: newest
-- The same row for the $2 newest live passings of the session $1, the newest first. Newest means last changed, and
-- within one change (a roster can touch them all) last received. Names and results as in `changes`.
select
    session.id as session_id, session.name as session_name, session.zone, session.state as session_state,
    session.epoch, session.version as session_version, session.newest_received_at,
    passing.location_id, location.name as location_name, passing.tag, passing.passing_no, passing.passing_at,
    passing.received_at, passing.corrections, passing.state, passing.version,
    participant.bib, participant.first_name, participant.last_name, participant.city,
    participant.state as participant_state, participant.race_id, race.name as race_name, participant.gender,
    participant.age, participant.division, participant.team, participant.wave, participant.country,
    result.status, result.start_at, result.penalty_ms, result.place_overall, result.place_sex, result.place_division,
    split.point, split.kind, split.gun_ms as split_gun_ms, split.chip_ms as split_chip_ms, split.at as split_at,
    coalesce(split.distance_m, case split.kind when 'finish' then race.distance_m end) as split_distance_m,
    split.place_overall as split_overall, split.place_sex as split_sex,
    rules.rank_by = 'chip' or (rules.rank_by = 'mixed' and not result.by_gun) as by_chip
from timing_sessions session
left join lateral (
    select * from timing_passings
    where session_id = session.id and state = 'live'
    order by version desc, received_at desc, passing_at desc
    limit $2
) passing on true
left join timing_locations location on location.id = passing.location_id
left join lateral (
    select bib, first_name, last_name, city, state, race_id, gender, age, division, team, wave, country from participants
    where id = passing.participant_id
    limit 1
) participant on true
left join normalized_races race on race.id = participant.race_id
left join lateral (
    select point, kind, gun_ms, chip_ms, at, distance_m, place_overall, place_sex from result_splits
    where session_id = passing.session_id and location_id = passing.location_id and tag = passing.tag
        and passing_no = passing.passing_no and participant_id = passing.participant_id
    order by position desc
    limit 1
) split on true
left join normalized_results result on result.participant_id = passing.participant_id and split.point is not null
left join race_rules rules on rules.race_id = result.race_id
where session.id = $1
order by passing.version desc, passing.received_at desc, passing.passing_at desc

-- name: locations
-- The timing locations of the session $1 with the instant of the newest read at each.
select id, name, newest_read_at from timing_locations where session_id = $1 order by id

-- name: located
-- The timing locations of the session $1 with the instant at which the newest read of each was received, and the same
-- of the whole session.
select location.id, location.name, location.newest_received_at, session.newest_received_at as newest_of_session
from timing_locations location
join timing_sessions session on session.id = location.session_id
where location.session_id = $1
order by location.id

-- name: version_before
-- The version after which fewer than $2 passings of the session $1 were changed; no row when there are fewer in all.
select version from timing_passings where session_id = $1 order by version desc offset $2 - 1 limit 1
