-- name: events
-- A page of events, the latest day first: in these states, with this text in name or place, within these days, and
-- after the event of this day and number when there is one.
select
    event.id, event.name, event.event_date as day, event.zone, event.place, event.state, event.state_changed_at,
    event.version,
    (select count(*) from normalized_races race where race.event_id = event.id) as races,
    (select count(*) from normalized_participants participant where participant.event_id = event.id) as participants,
    (select count(*) from timing_sessions session where session.event_id = event.id) as sessions
from normalized_events event
where event.state = any($1::text[])
    and ($2 = '' or position(lower($2) in lower(event.name || ' ' || event.place)) > 0)
    and event.event_date between $3 and $4
    and ($5::date is null or (event.event_date, event.id) < ($5, $6::int))
order by event.event_date desc, event.id desc
limit $7

-- name: event
-- An event with its counts.
select
    event.id, event.name, event.event_date as day, event.zone, event.place, event.state, event.state_changed_at,
    event.created_at, event.version,
    (select count(*) from normalized_participants participant where participant.event_id = event.id) as participants,
    (
        select count(*) from normalized_participants participant
        where participant.event_id = event.id and participant.bib is null
    ) as without_bib,
    (select count(*) from timing_sessions session where session.event_id = event.id) as sessions
from normalized_events event
where event.id = $1

-- name: wait_little_for_locks
-- For this transaction: rather ask the person to try again than hold a connection for as long as others work.
select set_config('lock_timeout', '5s', true)

-- name: lock_event
-- An event that nobody else changes until the end.
select id, name, event_date as day, zone, place, state, version
from normalized_events
where id = $1
for no key update

-- name: add_event
-- A new event; in the partner's zone, when none is told.
insert into normalized_events (timing_partner_id, name, event_date, zone, place)
select id, $2, $3, coalesce($4, zone), $5 from timing_partners where id = $1
returning id

-- name: set_event
-- An event as it is from now on.
update normalized_events set name = $2, event_date = $3, zone = $4, place = $5, version = version + 1
where id = $1

-- name: set_state
-- Another state of its life.
update normalized_events set state = $2, state_changed_at = now(), version = version + 1 where id = $1

-- name: session_zones
-- How many timing sessions of an event keep their clock in each zone.
select zone, count(*) as sessions from timing_sessions where event_id = $1 group by zone order by zone

-- name: see_real_names
-- A roster is copied in this transaction: with hidden names, the copy would lose them.
select set_config('app.names', 'real', true)

-- name: copy_races
-- The races of the event $1 for the event $2, with the starts that are told; by their old number, in the same order.
insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at, position)
select race.timing_partner_id, $2, race.name, race.distance_m, told.start_at, race.position
from normalized_races race
left join unnest($3::int[], $4::timestamptz[]) as told (id, start_at) on told.id = race.id
where race.event_id = $1

-- name: copy_waves
-- The waves of all races of the event $1 for those of the same name of the event $2, with the starts that are told.
insert into normalized_waves (timing_partner_id, race_id, name, start_at, position)
select wave.timing_partner_id, copy.id, wave.name, told.start_at, wave.position
from normalized_waves wave
join normalized_races race on race.id = wave.race_id and race.event_id = $1
join normalized_races copy on copy.event_id = $2 and copy.name = race.name
left join unnest($3::int[], $4::timestamptz[]) as told (id, start_at) on told.id = wave.id

-- name: copy_divisions
-- The divisions of all races of the event $1 for those of the same name of the event $2.
insert into normalized_divisions (timing_partner_id, race_id, name, gender, youngest, oldest, position)
select division.timing_partner_id, copy.id, division.name, gender, youngest, oldest, division.position
from normalized_divisions division
join normalized_races race on race.id = division.race_id and race.event_id = $1
join normalized_races copy on copy.event_id = $2 and copy.name = race.name

-- name: copy_bib_ranges
-- The bib ranges of the event $1, for the event $2.
insert into bib_ranges (timing_partner_id, event_id, race_id, first_bib, last_bib, prefix, gender, position)
select range.timing_partner_id, $2, copy.id, first_bib, last_bib, prefix, gender, range.position
from bib_ranges range
left join normalized_races race on race.id = range.race_id
left join normalized_races copy on copy.event_id = $2 and copy.name = race.name
where range.event_id = $1

-- name: copy_people
-- The people of the event $1 for the event $2, each as private as before; with ages when $3.
insert into normalized_participants (
    timing_partner_id, event_id, race_id, first_name, last_name, gender, age, city, state, country, team, wave, privacy,
    born_on
)
select
    person.timing_partner_id, $2, copy.id, first_name, last_name, gender, case when $3 then age end, city, state,
    country, team, wave, privacy, born_on
from participants person
left join normalized_races race on race.id = person.race_id
left join normalized_races copy on copy.event_id = $2 and copy.name = race.name
where person.event_id = $1
order by person.bib_order, person.id

-- name: remove_deleted
-- Removes for good what was deleted before this instant, with all that belongs to it; says which.
delete from normalized_events where state = 'deleted' and state_changed_at < $1 returning id
