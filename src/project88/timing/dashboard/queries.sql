-- name: event
-- The event, and what tells that its roster is another than before.
select
    event.id, event.name, event.event_date, event.zone,
    roster.participants, roster.changed_at
from normalized_events event
cross join lateral (
    select count(*) as participants, max(updated_at) as changed_at
    from normalized_participants where event_id = event.id
) roster
where event.id = $1 and event.state <> 'deleted'

-- name: races_of_participants
-- Who is on the roster, and in which race.
select id, race_id from normalized_participants where event_id = $1

-- name: sessions
-- The timing sessions of the event.
select session.id, session.source_id, session.name, session.zone, session.state, session.epoch, session.version,
    session.reads, session.newest_received_at, source.kind, source.program
from timing_sessions session
join timing_sources source on source.id = session.source_id
where session.event_id = $1
order by session.id

-- name: locations
-- The locations of these sessions.
select id, session_id, name, reads, newest_read_at, newest_received_at, ignore_window_s
from timing_locations
where session_id = any($1::int[])
order by session_id, id

-- name: passings
-- What was changed in each session after the version that is known of it, in the order of the changes.
select passing.session_id, passing.location_id, passing.tag, passing.passing_no, passing.participant_id,
    passing.passing_at, passing.first_read_at, passing.received_at, passing.state
from unnest($1::int[], $2::bigint[]) as known (session_id, version)
join timing_passings passing on passing.session_id = known.session_id and passing.version > known.version
order by passing.version, passing.received_at

-- name: recent_reads
-- Reads per location and minute of receiving since $4, and those since $5. Each session has its own window of instants
-- ($2 to $3), because a sender's clock may be wrong; the window is what the index can find.
select heard.location_id, heard.minute, count(*)::int as reads,
    (count(*) filter (where heard.received_at > $5))::int as last_minute
from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as wanted (session_id, since, until)
cross join lateral (
    select location_id, received_at, floor(extract(epoch from received_at) / 60)::int as minute
    from timing_reads
    where session_id = wanted.session_id and read_at >= wanted.since and read_at < wanted.until and received_at >= $4
) heard
group by heard.location_id, heard.minute

-- name: reads_of_tags
-- How many raw reads these chips have in these spans of instants. One look into the index for each span: a list of chips
-- would be searched from its beginning for every read of the day.
select wanted.tag, sum(heard.reads)::int as reads
from unnest($1::text[], $2::int[], $3::timestamptz[], $4::timestamptz[]) as wanted (tag, session_id, since, until)
cross join lateral (
    select count(*) as reads
    from timing_reads
    where session_id = wanted.session_id and read_at >= wanted.since and read_at <= wanted.until and tag = wanted.tag
) heard
group by wanted.tag

-- name: guns
-- The newest start signals of these sessions.
select gun.session_id, location.name, gun.gun_at, gun.time_raw
from timing_gun_times gun
join timing_locations location on location.id = gun.location_id
where gun.session_id = any($1::int[])
order by gun.received_at desc, gun.id desc
limit 20

-- name: silent_screens
-- Screens that should show a display session of the event and were heard last between $3 and $2; the newest silence first.
select screen.number, screen.name, report.seen_at, report.left_at is not null as closed
from screen_reports report
join screens screen on screen.id = report.screen_id and screen.removed_at is null
join display_urls link on link.id = screen.link_id and link.revoked_at is null and link.expires_at > $2
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
join display_sessions shown on shown.id = coalesce(pointed.id, link.display_session_id) and shown.state = 'open'
where shown.event_id = $1 and report.seen_at <= $2 and report.seen_at > $3
order by report.seen_at desc, screen.number
limit 300

-- name: senders
-- The newest connections of these sources, and those that have sent no row yet, so that nobody can say whose they are.
-- The oldest first, source by source.
select * from (
    select id, source_id, session_id, kind, peer, program, event_name, state, connected_at, heard_at, told_at, last_row_at,
        rows_heard, gaps, unreadable, clock_ahead_ms, behind, ended_at, end_reason
    from timing_connections
    where source_id = any($1::int[]) or (source_id is null and ended_at is null)
    order by connected_at desc
    limit 1000
) newest
order by source_id nulls last, connected_at, id
