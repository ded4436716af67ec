-- name: partner_of_slug
-- The timing partner with this short name; through the hub door, because the name comes before the partner.
select id from timing_partners where slug = $1

-- name: put_event
-- Finds or makes the event and locks it, so that two imports into one event take turns. A new one gets the zone that
-- is told, else the partner's.
insert into normalized_events (timing_partner_id, name, event_date, zone)
select $1, $2, $3, coalesce($4, zone) from timing_partners where id = $1
on conflict (timing_partner_id, name, event_date) where state <> 'deleted' do update set name = excluded.name
returning id, name, zone

-- name: put_races
-- Makes the races of an event that are missing.
insert into normalized_races (timing_partner_id, event_id, name)
select $1, $2, name from unnest($3::text[]) as told (name)
on conflict (event_id, name) do nothing

-- name: races
-- The races of an event by name.
select name, id from normalized_races where event_id = $1

-- name: see_real_names
-- From here to its end this transaction corrects a roster: compared with hidden names, it would blank them.
select set_config('app.names', 'real', true)

-- name: participants
-- Everybody with a bib on the roster of an event. Chips are asked apart: right after the first import the planner knows nothing of
-- the tables' sizes, and a join of the two took minutes.
select
    id, race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave
from participants
where event_id = $1 and bib is not null

-- name: bibs
-- Everybody on the roster of an event with the bib; no bib yet is an empty one.
select id, coalesce(bib, '') as bib from normalized_participants where event_id = $1

-- name: chips
-- Every chip of an event with its holder.
select participant_id, chip from participant_chips where event_id = $1

-- name: put_participants
-- Writes whole participants by bib: makes the new, replaces the known. The event is locked, so nobody makes the same.
-- Not by `on conflict`: its `excluded` would have to read the names, and the services may not.
with told as (
    select * from unnest(
        $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[], $11::text[],
        $12::text[], $13::text[], $14::text[]
    ) as told (
        race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave
    )
), replaced as (
    update normalized_participants known set
        race_id = told.race_id, first_name = told.first_name, last_name = told.last_name,
        gender = told.gender, age = told.age, city = told.city, state = told.state,
        country = told.country, division = told.division, team = told.team, wave = told.wave,
        updated_at = now(), version = known.version + 1
    from told
    where known.event_id = $2 and known.bib = told.bib
    returning known.bib, known.id
), made as (
    insert into normalized_participants (
        timing_partner_id, event_id, race_id, bib, first_name, last_name, gender, age, city, state, country,
        division, team, wave
    )
    select $1, $2, told.* from told
    where not exists (select from normalized_participants known where known.event_id = $2 and known.bib = told.bib)
    returning bib, id
)
select bib, id from replaced union all select bib, id from made

-- name: take_chips
-- Frees every chip of these participants, before they get what they have now.
delete from participant_chips where event_id = $1 and participant_id = any($2::int[])

-- name: give_chips
-- One chip, one participant, per element.
insert into participant_chips (timing_partner_id, event_id, chip, participant_id)
select $1, $2, told.* from unnest($3::text[], $4::int[]) as told

-- name: announce
-- Wakes whoever matches tags to this roster; heard when the transaction commits.
select pg_notify('rosters', $1::text)
