-- name: sessions
-- The partner's timing sessions below the number $2 (null: from the newest), only those of the event $1 unless null,
-- with their event and the state of the newest connection of their sender, at most $3.
select
    session.id, session.name, session.event_day, session.zone, session.state, session.reads,
    session.first_read_at, session.last_read_at, session.newest_received_at,
    source.kind, source.program, source.event_name as told_event, event.id as event_id, event.name as event_name,
    connection.state as connection_state, connection.told_at
from timing_sessions session
join timing_sources source on source.id = session.source_id
left join normalized_events event on event.id = session.event_id and event.state <> 'deleted'
left join lateral (
    select state, told_at from timing_connections
    where source_id = session.source_id and (session_id is null or session_id = session.id)
    order by (state <> 'ended') desc, connected_at desc
    limit 1
) connection on true
where ($1::int is null or session.event_id = $1) and ($2::int is null or session.id < $2)
order by session.id desc
limit $3

-- name: locations
-- The locations of these sessions.
select session_id, id, name, reads, newest_received_at
from timing_locations
where session_id = any($1::int[])
order by session_id, id

-- name: tags
-- How many different chips each of these sessions has heard, and how many of them match nobody.
select session_id, count(*) as tags, count(*) filter (where unknown) as unknown_tags
from (
    select session_id, tag, bool_and(participant_id is null) as unknown
    from timing_passings
    where session_id = any($1::int[]) and state = 'live'
    group by session_id, tag
) heard
group by session_id

-- name: event_of_session
-- To which event this session belongs; no row when the partner has no such session.
select session.event_id, session.zone from timing_sessions session where session.id = $1

-- name: event
-- An event that has not been deleted.
select id, name, zone from normalized_events where id = $1 and state <> 'deleted'
