-- name: session
-- The timing session $1 of the partner of this transaction; of the event $2, when there is one.
select id from timing_sessions where id = $1 and ($2::int is null or event_id = $2)

-- name: latest_session
-- The timing session of this partner that was read from last; one that waits for its first read counts from its opening.
select id from timing_sessions order by coalesce(newest_received_at, opened_at) desc, id desc limit 1

-- name: insert_display_url
-- A new address; no row when these characters are taken, by whichever partner.
insert into display_urls (id, timing_partner_id, session_id, title, expires_at, mode, made_by)
values ($1, $2, $3, $4, now() + make_interval(secs => $5), $6, $7)
on conflict (id) do nothing
returning id, title, session_id, expires_at

-- name: resolve_display_url
-- What an address stands for, of whichever partner; nothing when it is unknown or has expired.
select
    display.id, display.title, display.timing_partner_id, display.expires_at, display.mode,
    session.id as session_id, session.name as session_name, session.zone, session.state as session_state
from display_urls display
join timing_sessions session
    on session.id = display.session_id and session.timing_partner_id = display.timing_partner_id
where display.id = $1 and display.expires_at > now()

-- name: links
-- The links of an event's sessions that work now, the newest first; only this address, when one is told.
select
    display.id as address, display.title, display.mode, display.created_at, display.expires_at,
    session.id as session_id, session.name as session
from display_urls display
join timing_sessions session on session.id = display.session_id
where session.event_id = $1 and display.expires_at > now() and ($2::text is null or display.id = $2)
order by display.created_at desc, display.id

-- name: revoke
-- The link works no more; nothing when it did not.
update display_urls display set expires_at = now()
from timing_sessions session
where display.id = $2 and display.expires_at > now()
    and session.id = display.session_id and session.event_id = $1
returning display.id

-- name: announce_revoked
-- Ends the streams of a link when this commits.
select pg_notify('displays', $1)
