-- Display sessions. `reached` is the one condition of who may touch which; everything else names sessions that it found.

-- name: reached
-- Display sessions that the user $2 owns (null: those of keys and commands, which nobody owns) or that are shared with that
-- user, and all when $1; the newest first, after $6, $7 at most. Where given: only $3, of the event $4, in the state $5. With
-- $8 only those that belong to none of these users.
select session.*, event.name as event
from display_sessions session
left join normalized_events event on event.id = session.event_id
where (
        $1
        or session.owner_id is not distinct from $2::int
        or exists (
            select from display_session_people shared
            where shared.display_session_id = session.id and shared.user_id = $2
        )
    )
    and ($3::int is null or session.id = $3)
    and ($4::int is null or session.event_id = $4)
    and ($5::text is null or session.state = $5)
    and ($6::int is null or session.id < $6)
    and ($8::int[] is null or session.owner_id is null or session.owner_id <> all($8))
order by session.id desc
limit $7

-- name: people
-- With whom these display sessions are shared.
select display_session_id, user_id from display_session_people
where display_session_id = any($1::int[])
order by display_session_id, shared_at, user_id

-- name: timing_sessions
-- What feeds these display sessions.
select
    bound.display_session_id, bound.session_id as id, timing.name, timing.zone, timing.state, bound.locations::text as locations,
    bound.only_listed, bound.bound_at
from session_timing_streams bound
join timing_sessions timing on timing.id = bound.session_id
where bound.display_session_id = any($1::int[])
order by bound.display_session_id, bound.id

-- name: use
-- For these display sessions: links that have not ended at $2, screens up on them, screens that show the session and are up,
-- those that should by a link that works and are down, and when somebody last gave out a link or bound something.
select
    session.id,
    (
        select count(*) from display_urls link
        where link.display_session_id = session.id and link.revoked_at is null and link.expires_at > $2
    ) as links,
    (
        select count(*) from display_urls link
        join screens screen on screen.link_id = link.id and screen.removed_at is null
        join screen_reports report on report.screen_id = screen.id and report.state = 'up'
        where link.display_session_id = session.id
    ) as viewers,
    (
        select count(*) from screens screen
        join screen_reports report on report.screen_id = screen.id and report.state = 'up'
        left join display_urls link on link.id = screen.link_id
        where screen.removed_at is null and coalesce(screen.display_session_id, link.display_session_id) = session.id
    ) as screens,
    (
        select count(*) from screens screen
        join screen_reports report on report.screen_id = screen.id and report.state = 'down'
        join display_urls link on link.id = screen.link_id and link.revoked_at is null and link.expires_at > $2
        where screen.removed_at is null and coalesce(screen.display_session_id, link.display_session_id) = session.id
    ) as screens_down,
    greatest(
        session.last_used_at,
        (select max(created_at) from display_urls where display_session_id = session.id),
        (select max(bound_at) from session_timing_streams where display_session_id = session.id)
    ) as last_used_at
from display_sessions session
where session.id = any($1::int[])

-- name: event
-- An event that was not deleted.
select id, name from normalized_events where id = $1 and state <> 'deleted'

-- name: races_of
-- How many of these races the event $1 has.
select count(*) from normalized_races where event_id = $1 and id = any($2::int[])

-- name: add
-- A new display session; its number.
insert into display_sessions (
    timing_partner_id, event_id, owner_id, created_at, updated_at, last_used_at,
    name, mode, template, race_ids, unknown_tags, messages, settings
)
values ($1, $2, $3, $4, $4, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb)
returning id

-- name: change
-- Everything that an operator sets, from the version $2 on; no row when there is another version by now.
update display_sessions set
    version = version + 1, updated_at = $3, last_used_at = $3,
    name = $4, mode = $5, template = $6, race_ids = $7, unknown_tags = $8, messages = $9, settings = $10::text::jsonb
where id = $1 and version = $2
returning id

-- name: clone
-- A copy of $1 for the user $2, named $3: what it shows and how, without links, screens and people.
insert into display_sessions (
    timing_partner_id, event_id, owner_id, created_at, updated_at, last_used_at,
    name, mode, template, race_ids, unknown_tags, messages, settings
)
select
    timing_partner_id, event_id, $2, $4, $4, $4, $3, mode, template, race_ids, unknown_tags, messages, settings
from display_sessions where id = $1
returning id

-- name: clone_timing
-- What feeds $1 feeds its copy $2 too.
insert into session_timing_streams (timing_partner_id, display_session_id, session_id, locations, only_listed, bound_by, bound_at)
select timing_partner_id, $2, session_id, locations, only_listed, $3, $4
from session_timing_streams where display_session_id = $1
order by id

-- name: set_state
-- Open or archived, unless it is already.
update display_sessions set
    state = $2, last_used_at = $3::timestamptz, archived_at = case when $2 = 'archived' then $3::timestamptz end
where id = $1 and state <> $2

-- name: clear_queue
-- Screens drop who waits.
update display_sessions set queue_cleared_at = $2, last_used_at = $2 where id = $1

-- name: set_owner
-- Somebody else's from now on, who needs no share of it any more.
with unshared as (
    delete from display_session_people where display_session_id = $1 and user_id = $2
)
update display_sessions set owner_id = $2, last_used_at = $3 where id = $1

-- name: share
-- Shared with exactly these users.
with gone as (
    delete from display_session_people where display_session_id = $1 and user_id <> all($3::int[])
)
insert into display_session_people (timing_partner_id, display_session_id, user_id, shared_at)
select $2, $1, user_id, $4 from unnest($3::int[]) as told (user_id)
on conflict (display_session_id, user_id) do nothing
