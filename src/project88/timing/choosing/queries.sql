-- name: choices
-- The partner's timing sessions below the number $5 (null: from the newest), those that are open or closed ($1, null:
-- both), in which each of the words $2 (lower case) is found: in the name, the sender, the event that the sender tells,
-- or the event that it belongs to. With the state of the newest connection of the sender; at most $3. $4: only this one.
select
    session.id, session.name, session.event_day, session.zone, session.state, session.reads,
    session.first_read_at, session.last_read_at, session.newest_received_at, session.epoch, session.version,
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
where ($1::text is null or session.state = $1) and ($4::int is null or session.id = $4)
    and ($5::int is null or session.id < $5)
    and not exists (
        select from unnest($2::text[]) as word
        where strpos(
            lower(concat_ws(
                ' ', session.name, source.program, source.program_version, source.kind, source.event_name,
                source.event_id_text, source.event_description, event.name
            )), word
        ) = 0
    )
order by session.id desc
limit $3

-- name: locations
-- The locations of these sessions, with the newest instants by the sender's clock and by ours.
select session_id, id, name, reads, newest_read_at, newest_received_at
from timing_locations
where session_id = any($1::int[])
order by session_id, id

-- name: newest_passings
-- The $2 newest live passings of the session $1, the newest first: last changed, and within one change last received.
-- Names come from the view that hides them; `limit` makes PostgreSQL look each one up by its id.
select
    passing.location_id, location.name as location_name, passing.tag, passing.passing_no, passing.passing_at,
    passing.received_at, passing.corrections, participant.bib, participant.first_name, participant.last_name,
    race.name as race_name
from (
    select * from timing_passings
    where session_id = $1 and state = 'live'
    order by version desc, received_at desc, passing_at desc
    limit $2
) passing
join timing_locations location on location.id = passing.location_id
left join lateral (
    select bib, first_name, last_name, race_id from participants where id = passing.participant_id limit 1
) participant on true
left join normalized_races race on race.id = participant.race_id
order by passing.version desc, passing.received_at desc, passing.passing_at desc

-- name: timing_session
-- The partner's timing session with its event and zone; no row when there is none.
select session.id, session.name, session.zone, session.event_id, event.name as event_name
from timing_sessions session
left join normalized_events event on event.id = session.event_id and event.state <> 'deleted'
where session.id = $1
