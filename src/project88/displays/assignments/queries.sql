-- name: world
-- What the streams of this partner on the links $1, with the screens whose keys have the hashes $2, need to know: one row
-- of JSON texts, so that all of it is of one instant. Instants are milliseconds. Links and screens that are not there any
-- more are left out. A notice over several display sessions has one number on all of them, that of the act: another one
-- would tell an operator who shares one of these sessions that there are more.
with links as materialized (
    select
        id, label, display_session_id, revoked_at is not null as revoked,
        (extract(epoch from expires_at) * 1000)::bigint as expires_at, (extract(epoch from opens_at) * 1000)::bigint as opens_at
    from display_urls
    where id = any($1::text[])
), entered as materialized (
    select
        encode(key_hash, 'hex') as key, id, number, name, group_name as "group", display_session_id, template, language,
        locations, blank, (extract(epoch from identify_until) * 1000)::bigint as identify_until, reloads, settings,
        (extract(epoch from queue_cleared_at) * 1000)::bigint as queue_cleared_at
    from screens
    where key_hash = any($2::bytea[]) and removed_at is null
), opened as (
    select
        id, name, mode, template, unknown_tags as unknown, race_ids, messages, settings, state,
        (extract(epoch from queue_cleared_at) * 1000)::bigint as queue_cleared_at,
        (
            select coalesce(json_agg(json_build_object('id', race.id, 'name', race.name) order by race.id), '[]')
            from normalized_races race
            where race.id = any(display.race_ids)
        ) as races,
        (
            select json_build_object('id', event.id, 'name', event.name, 'date', event.event_date, 'races', (
                select coalesce(json_agg(json_build_object(
                    'id', race.id, 'name', race.name, 'distance_m', race.distance_m,
                    'start_at', (extract(epoch from race.start_at) * 1000)::bigint
                ) order by race.id), '[]')
                from normalized_races race
                where race.event_id = event.id
            ))
            from normalized_events event
            where event.id = display.event_id and event.state <> 'deleted'
        ) as event,
        (
            select coalesce(json_agg(json_build_object(
                'id', timing.id, 'name', timing.name, 'zone', timing.zone, 'state', timing.state,
                'only_listed', bound.only_listed, 'locations', bound.locations
            ) order by bound.id), '[]')
            from session_timing_streams bound
            join timing_sessions timing on timing.id = bound.session_id
            where bound.display_session_id = display.id
        ) as timing
    from display_sessions display
    where id in (select display_session_id from links union select display_session_id from entered)
), said as (
    select
        coalesce(part_of, id) as id, kind, text, display_session_id, group_name as "group", screen_id,
        (extract(epoch from until) * 1000)::bigint as until
    from screen_notices
    where taken_back_at is null and (until is null or until > now())
)
select
    (select coalesce(json_agg(links), '[]') from links)::text as links,
    (select coalesce(json_agg(entered), '[]') from entered)::text as screens,
    (select coalesce(json_agg(opened), '[]') from opened)::text as sessions,
    (select coalesce(json_agg(said order by said.id desc), '[]') from said)::text as notices,
    (
        -- Also of an archived one: what is on a wall stays there until somebody chooses something else.
        select coalesce(json_object_agg(drawn.id, drawn.published_hash), '{}')
        from templates drawn
        where drawn.published_hash is not null
            and drawn.id::text in (select template from opened union select template from entered)
    )::text as templates,
    (select coalesce(json_agg(line), '[]') from runner_messages, unnest(lines) as line)::text as lines

-- name: pointed
-- The screen whose key has the hash $2, if it opened the link $1 last: whether it was pointed to a display session that is
-- open. No row when there is no such screen.
select coalesce(display.state = 'open', false)
from screens screen
left join display_sessions display on display.id = screen.display_session_id
where screen.key_hash = $2 and screen.link_id = $1 and screen.removed_at is null
