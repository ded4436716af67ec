-- name: put_event
-- Finds or makes the event and locks it, so that two imports into one event take turns. A new one gets the zone that
-- is told, else the partner's.
insert into normalized_events (timing_partner_id, name, event_date, zone)
select $1, $2, $3, coalesce($4, zone) from timing_partners where id = $1
on conflict (timing_partner_id, name, event_date) where state <> 'deleted' do update set name = excluded.name
returning id, name, zone

-- name: bibs
-- Everybody on the roster of an event with the bib; no bib yet is an empty one.
select id, coalesce(bib, '') as bib from normalized_participants where event_id = $1

-- name: chips
-- Every chip of an event with its holder.
select participant_id, chip from participant_chips where event_id = $1

-- name: announce
-- Wakes whoever matches tags to this roster; heard when the transaction commits.
select pg_notify('rosters', $1::text)
