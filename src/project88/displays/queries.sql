-- name: may_choose
-- Whether $1 is the number of a template of this partner that is open and published.
select exists (
    select from templates where id::text = $1 and state = 'open' and published is not null
)

-- name: latest_session
-- The timing session of this partner that was read from last; one that waits for its first read counts from its opening.
select id from timing_sessions order by coalesce(newest_received_at, opened_at) desc, id desc limit 1

-- name: open_for
-- A display session for the timing session $2, named $3 or else after it, and its binding; no row without that session.
with made as (
    insert into display_sessions (timing_partner_id, event_id, name, created_at, updated_at, last_used_at)
    select $1, event_id, left(coalesce(nullif($3, ''), nullif(name, ''), 'Display'), 100), $4, $4, $4
    from timing_sessions where id = $2
    returning id
), bound as (
    insert into session_timing_streams (timing_partner_id, display_session_id, session_id, bound_at)
    select $1, id, $2, $4 from made
)
select id from made

-- name: resolve_display_url
-- What an address stands for, of whichever partner; nothing when it is unknown, was revoked or has expired at $2.
-- The zone is that of the timing session that was bound first, or the partner's while there is none.
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
where display.id = $1 and display.expires_at > $2 and display.revoked_at is null
