-- Proofs of play. Added to by what screens say, read with names as anybody may see them.

-- name: add_plays
-- What screens of the partner $1 showed; those that are new, with the minute in which each began. Screens that are not
-- there, or not this partner's, are left out. In one order, so that two processes never wait in a ring.
insert into screen_plays (
    timing_partner_id, screen_id, display_session_id, kind, at, until, session_id, passing, words, latency_ms
)
select $1, screen.id, opened.id, told.kind, told.at, told.until, told.session_id, told.passing, told.words, told.latency_ms
from unnest(
    $2::int[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::int[], $8::text[], $9::text[], $10::int[]
) as told (screen_id, display_session_id, kind, at, until, session_id, passing, words, latency_ms)
join screens screen on screen.id = told.screen_id
left join display_sessions opened on opened.id = told.display_session_id
order by told.screen_id, told.at, told.kind, told.passing
on conflict (screen_id, at, kind, passing) do nothing
returning screen_id, display_session_id, kind, (extract(epoch from date_trunc('minute', at)) * 1000)::bigint as minute_ms,
    latency_ms

-- name: add_minutes
-- Adds up what screens of the partner $1 did: reports (screen, display session, instant; $2 to $4) and what they have shown
-- (screen, display session, minute in ms, runners, counts of latency classes as text; $5 to $9). A report counts for the
-- seconds since the screen's report before it, if that was at most $10 seconds ago; what of them lies in the minute
-- before belongs there. Rows are taken in one order, so that two processes never wait in a ring.
with told as (
    select screen.id as screen_id, opened.id as display_session_id, date_trunc('minute', said.at) as minute,
        max(said.at) as seen_until
    from unnest($2::int[], $3::int[], $4::timestamptz[]) as said (screen_id, display_session_id, at)
    join screens screen on screen.id = said.screen_id
    join display_sessions opened on opened.id = said.display_session_id
    group by screen.id, opened.id, date_trunc('minute', said.at)
), since as (
    select told.*, known.seen_until as before
    from told
    left join lateral (
        select seen_until from screen_minutes
        where display_session_id = told.display_session_id and screen_id = told.screen_id
            and minute between told.minute - interval '1 minute' and told.minute and seen_until is not null
        order by minute desc
        limit 1
    ) known on true
), heard as (
    select
        screen_id, display_session_id, minute, seen_until,
        extract(epoch from date_trunc('second', seen_until) - date_trunc('second', greatest(before, minute)))::int as seen_s
    from since
    where before is not null and seen_until > before and seen_until <= before + make_interval(secs => $10)
    union all
    select
        screen_id, display_session_id, minute - interval '1 minute', minute,
        extract(epoch from minute - date_trunc('second', before))::int
    from since
    where before < minute and seen_until <= before + make_interval(secs => $10)
    union all
    select screen_id, display_session_id, minute, seen_until, 0
    from since
    where before is null or seen_until > before + make_interval(secs => $10)
), added as (
    select screen_id, display_session_id, minute, seen_until, seen_s, 0 as shown, '{}'::int[] as latencies from heard
    union all
    select
        screen_id, display_session_id, timestamptz 'epoch' + minute_ms * interval '1 millisecond', null, 0, shown,
        latencies::int[]
    from unnest($5::int[], $6::int[], $7::bigint[], $8::int[], $9::text[])
        as played (screen_id, display_session_id, minute_ms, shown, latencies)
), summed as (
    select
        display_session_id, minute, screen_id, max(seen_until) as seen_until, sum(seen_s)::int as seen_s,
        sum(shown)::int as shown, coalesce(max(latencies) filter (where latencies <> '{}'), '{}') as latencies
    from added
    group by display_session_id, minute, screen_id
)
insert into screen_minutes as known (
    timing_partner_id, display_session_id, screen_id, minute, seen_s, seen_until, shown, latencies
)
select $1, display_session_id, screen_id, minute, seen_s, seen_until, shown, latencies
from summed
order by display_session_id, minute, screen_id
on conflict (display_session_id, minute, screen_id) do update set
    seen_s = least(60, known.seen_s + excluded.seen_s),
    seen_until = greatest(known.seen_until, excluded.seen_until),
    shown = known.shown + excluded.shown,
    latencies = case
        when excluded.latencies = '{}' then known.latencies
        else array(
            select coalesce(mine, 0) + coalesce(added, 0)
            from unnest(known.latencies, excluded.latencies) with ordinality as class (mine, added, number)
            order by number
        )
    end

-- name: add_opening
-- A browser opened the display session $3 as the screen $2 at $4; nothing when one of them is gone.
insert into screen_minutes as known (timing_partner_id, display_session_id, screen_id, minute, opened)
select $1, opened.id, screen.id, date_trunc('minute', $4::timestamptz), 1
from display_sessions opened
join screens screen on screen.id = $2
where opened.id = $3
on conflict (display_session_id, minute, screen_id) do update set opened = known.opened + 1

-- name: plays
-- What was shown, the newest first, at most $8, after the place ($6, $7). Of these display sessions ($1, null: of all, and of
-- none), this screen ($2), these instants ($3 to $4) and this kind ($5), where given. Names come from the view that hides
-- them; `limit` makes PostgreSQL look each one up by its id.
select
    play.id, play.at, play.until, play.kind, play.words, play.latency_ms, play.passing, play.session_id,
    screen.id as screen_id, screen.number as screen_number, screen.name as screen_name,
    opened.id as display_session_id, opened.name as display_session_name, event.name as event_name,
    location.name as location, participant.bib, participant.first_name, participant.last_name
from (
    select * from screen_plays
    where ($1::int[] is null or display_session_id = any($1))
        and ($2::int is null or screen_id = $2)
        and ($3::timestamptz is null or at >= $3)
        and ($4::timestamptz is null or at < $4)
        and ($5::text is null or kind = $5)
        and ($6::timestamptz is null or (at, id) < ($6, $7::bigint))
    order by at desc, id desc
    limit $8
) play
join screens screen on screen.id = play.screen_id
left join display_sessions opened on opened.id = play.display_session_id
left join normalized_events event on event.id = opened.event_id
left join lateral (
    select
        case when play.passing ~ '^[0-9]{1,9}:' then split_part(play.passing, ':', 1)::int end as location_id,
        substring(play.passing from '^[0-9]+:(.*):[0-9]+$') as tag,
        case when play.passing ~ ':[0-9]{1,9}$' then substring(play.passing from '[0-9]+$')::int end as passing_no
) key on true
left join timing_locations location on location.id = key.location_id and location.session_id = play.session_id
left join timing_passings passing
    on passing.session_id = location.session_id and passing.location_id = location.id and passing.tag = key.tag
    and passing.passing_no = key.passing_no
left join lateral (
    select bib, first_name, last_name from participants where id = passing.participant_id limit 1
) participant on true
order by play.at desc, play.id desc

-- name: sessions_of_event
-- The display sessions of an event.
select id from display_sessions where event_id = $1
