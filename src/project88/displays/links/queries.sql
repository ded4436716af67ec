-- name: add
-- A new link, noted in the audit log with what $9 tells; no row when these characters are taken, by whichever partner.
with made as (
    insert into display_urls (id, timing_partner_id, display_session_id, label, opens_at, expires_at, made_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (id) do nothing
    returning id, label, display_session_id, created_at, expires_at, opens_at, revoked_at
)
select
    made.*, 0::bigint as viewers, null::timestamptz as last_seen_at,
    audit_note('gave out', 'display link', '', null, $9::text::jsonb, '')
from made

-- name: link
-- A link of this partner, whatever became of it, held until the transaction ends.
select id, label, display_session_id, created_at, expires_at, opens_at, revoked_at
from display_urls where id = $1
for no key update

-- name: links
-- Links to the display session $1, the newest first, after the link $4, $5 at most; without $3 only those that have not ended
-- at $2. Where given, only the link $6. With how many screens are up on each, and when one was heard last.
select
    link.id, link.label, link.display_session_id, link.created_at, link.expires_at, link.opens_at, link.revoked_at,
    coalesce(seen.viewers, 0) as viewers, seen.last_seen_at
from display_urls link
left join lateral (
    select count(*) filter (where report.state = 'up') as viewers, max(report.seen_at) as last_seen_at
    from screens screen
    join screen_reports report on report.screen_id = screen.id
    where screen.link_id = link.id and screen.removed_at is null
) seen on true
where link.display_session_id = $1
    and ($3 or (link.revoked_at is null and link.expires_at > $2))
    and (
        $4::text is null
        or (link.created_at, link.id) < (
            select before.created_at, before.id from display_urls before
            where before.id = $4 and before.display_session_id = $1
        )
    )
    and ($6::text is null or link.id = $6)
order by link.created_at desc, link.id desc
limit $5

-- name: change
-- Another label, another time in which it works.
update display_urls set label = $2, opens_at = $3, expires_at = $4 where id = $1

-- name: revoke
-- It works no more; no row when it was revoked before.
update display_urls set revoked_at = $2 where id = $1 and revoked_at is null returning id

-- name: event_day
-- The day of the event of a display session.
select event.event_date as day, event.zone
from display_sessions session
join normalized_events event on event.id = session.event_id
where session.id = $1

-- name: timing_session
-- A timing session, with its event when that was not deleted.
select timing.id, timing.name, event.id as event_id, event.name as event
from timing_sessions timing
left join normalized_events event on event.id = timing.event_id and event.state <> 'deleted'
where timing.id = $1
