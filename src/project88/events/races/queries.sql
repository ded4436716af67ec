-- name: wait_little_for_locks
-- For this transaction: rather ask the person to try again than hold a connection for as long as others work.
select set_config('lock_timeout', '5s', true)

-- name: lock_event
-- The event to which races belong, locked, so that its zone stays the same until the end.
select id, name, event_date as day, zone, state, version from normalized_events where id = $1 for no key update

-- name: zone
-- The zone of an event.
select zone from normalized_events where id = $1

-- name: races
-- The races of an event with their people.
select
    id, event_id, name, distance_m, start_at, position, version,
    (select count(*) from normalized_participants participant where participant.race_id = race.id) as participants
from normalized_races race
where event_id = $1
order by position, id

-- name: waves
-- The waves of all races of an event.
select wave.id, race_id, wave.name, wave.start_at, wave.position, wave.version
from normalized_waves wave
join normalized_races race on race.id = race_id
where race.event_id = $1
order by wave.position, wave.id

-- name: divisions
-- The divisions of all races of an event.
select division.id, race_id, division.name, gender, youngest, oldest, division.position, division.version
from normalized_divisions division
join normalized_races race on race.id = race_id
where race.event_id = $1
order by division.position, division.id

-- name: race
-- A race of an event, locked.
select id, name, distance_m, start_at, position, version
from normalized_races
where event_id = $1 and id = $2
for update

-- name: wave
-- A wave of a race, locked.
select id, name, start_at, position, version
from normalized_waves
where race_id = $1 and id = $2
for update

-- name: division
-- A division of a race, locked.
select id, name, gender, youngest, oldest, position, version
from normalized_divisions
where race_id = $1 and id = $2
for update

-- name: add_race
-- A race of an event, the last when it has no position.
insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at, position)
select
    timing_partner_id, id, $2, $3, $4,
    coalesce($5, (select coalesce(max(position) + 1, 0) from normalized_races where event_id = $1))
from normalized_events
where id = $1
returning id

-- name: add_wave
-- A wave of a race, the last when it has no position.
insert into normalized_waves (timing_partner_id, race_id, name, start_at, position)
select
    timing_partner_id, id, $2, $3,
    coalesce($4, (select coalesce(max(position) + 1, 0) from normalized_waves where race_id = $1))
from normalized_races
where id = $1
returning id

-- name: add_division
-- A division of a race, the last when it has no position.
insert into normalized_divisions (timing_partner_id, race_id, name, gender, youngest, oldest, position)
select
    timing_partner_id, id, $2, $3, $4, $5,
    coalesce($6, (select coalesce(max(position) + 1, 0) from normalized_divisions where race_id = $1))
from normalized_races
where id = $1
returning id

-- name: set_race
-- A race as it is from now on.
update normalized_races set name = $2, distance_m = $3, start_at = $4, position = $5, version = version + 1
where id = $1

-- name: set_wave
-- A wave as it is from now on.
update normalized_waves set name = $2, start_at = $3, position = $4, version = version + 1
where id = $1

-- name: set_division
-- A division as it is from now on.
update normalized_divisions set
    name = $2, gender = $3, youngest = $4, oldest = $5, position = $6, version = version + 1
where id = $1

-- name: people_of_race
-- How many are entered in a race.
select count(*) from normalized_participants where race_id = $1

-- name: remove_race
-- A race with its waves, divisions and bib ranges.
delete from normalized_races where id = $1

-- name: remove_wave
-- A wave.
delete from normalized_waves where id = $1

-- name: remove_division
-- A division.
delete from normalized_divisions where id = $1

-- name: set_race_starts
-- Other instants for the starts of races.
update normalized_races race set start_at = told.start_at, version = version + 1
from unnest($1::int[], $2::timestamptz[]) as told (id, start_at)
where race.id = told.id

-- name: set_wave_starts
-- Other instants for the starts of waves.
update normalized_waves wave set start_at = told.start_at, version = version + 1
from unnest($1::int[], $2::timestamptz[]) as told (id, start_at)
where wave.id = told.id
