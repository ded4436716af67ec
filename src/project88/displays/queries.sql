-- name: session
-- The timing session $1 of the partner of this transaction; of the event $2, when there is one.
select id from timing_sessions where id = $1 and ($2::int is null or event_id = $2)

-- name: latest_session
-- The timing session of this partner that was read from last; one that waits for its first read counts from its opening.
select id from timing_sessions order by coalesce(newest_received_at, opened_at) desc, id desc limit 1

-- name: insert_display_session
-- A display session for the timing session $2, named $3 or else after it, and its binding.
with made as (
    insert into display_sessions (timing_partner_id, event_id, name, mode, owner_id)
    select $1, event_id, left(coalesce(nullif($3, ''), nullif(name, ''), 'Display'), 100), $4, $5
    from timing_sessions where id = $2
    returning id
), bound as (
    insert into session_timing_streams (timing_partner_id, display_session_id, session_id, bound_by)
    select $1, id, $2, $5 from made
)
select id from made

-- name: insert_display_url
-- A new address; no row when these characters are taken, by whichever partner.
insert into display_urls (id, timing_partner_id, display_session_id, label, expires_at, made_by)
values ($1, $2, $3, $4, now() + make_interval(secs => $5), $6)
on conflict (id) do nothing
returning id, label, expires_at

-- name: resolve_display_url
-- What an address stands for, of whichever partner; nothing when it is unknown, was revoked or has expired. The zone is that
-- of the timing session that was bound first, or the partner's while there is none.
select
    display.id, display.label, display.timing_partner_id as partner_id, display.display_session_id,
    opened.name, opened.state, opened.mode, display.expires_at, display.opens_at,
    coalesce((
        select session.zone
        from session_timing_streams bound
        join timing_sessions session
            on session.id = bound.session_id and session.timing_partner_id = bound.timing_partner_id
        where bound.display_session_id = opened.id and bound.timing_partner_id = opened.timing_partner_id
        order by bound.id
        limit 1
    ), partner.zone) as zone
from display_urls display
join display_sessions opened
    on opened.id = display.display_session_id and opened.timing_partner_id = display.timing_partner_id
join timing_partners partner on partner.id = display.timing_partner_id
where display.id = $1 and display.expires_at > now() and display.revoked_at is null

-- name: links
-- The links of an event's display sessions that work now, the newest first; only this address, when one is told.
select
    display.id as address, display.label, opened.mode, display.created_at, display.expires_at,
    session.id as session_id, session.name as session
from display_urls display
join display_sessions opened on opened.id = display.display_session_id
join session_timing_streams bound on bound.display_session_id = opened.id
join timing_sessions session on session.id = bound.session_id
where opened.event_id = $1 and display.expires_at > now() and display.revoked_at is null
    and ($2::text is null or display.id = $2)
order by display.created_at desc, display.id

-- name: revoke
-- The link works no more; nothing when it did not.
update display_urls display set revoked_at = now()
from display_sessions opened
where display.id = $2 and display.expires_at > now() and display.revoked_at is null
    and opened.id = display.display_session_id and opened.event_id = $1
returning display.id
