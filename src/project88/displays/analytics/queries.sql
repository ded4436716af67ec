-- Minutes of screens, added up for charts.

-- name: totals
-- Of each screen in these display sessions ($1, null: all) between these instants ($2, $3; null: no bound): seconds heard,
-- seconds between its first and its last sign of life, openings, runners shown; by number.
select
    screen.id, screen.number, screen.name, sum(known.seen_s)::int as seen_s, sum(known.opened)::int as opened,
    sum(known.shown)::int as shown,
    coalesce(extract(epoch from
        max(known.seen_until) - min(known.seen_until - make_interval(secs => known.seen_s))
    ), 0)::int as expected_s,
    min(known.minute) as first_minute, max(known.minute) as last_minute
from screen_minutes known
join screens screen on screen.id = known.screen_id
where ($1::int[] is null or known.display_session_id = any($1))
    and ($2::timestamptz is null or known.minute >= $2) and ($3::timestamptz is null or known.minute < $3)
group by screen.id
order by screen.number

-- name: steps
-- The same by steps of $4 seconds: how many screens were heard or opened, openings, runners shown.
select
    to_timestamp(floor(extract(epoch from minute) / $4) * $4) as step, count(distinct screen_id)::int as screens,
    sum(opened)::int as opened, sum(shown)::int as shown, sum(seen_s)::int as seen_s
from screen_minutes
where ($1::int[] is null or display_session_id = any($1))
    and ($2::timestamptz is null or minute >= $2) and ($3::timestamptz is null or minute < $3)
group by step
order by step

-- name: latencies
-- Counts of latency classes (0 is the first), by step and by screen.
select
    to_timestamp(floor(extract(epoch from minute) / $4) * $4) as step, screen_id, (number - 1)::int as class,
    sum(counted)::int as counted
from screen_minutes
cross join lateral unnest(latencies) with ordinality as class (counted, number)
where ($1::int[] is null or display_session_id = any($1))
    and ($2::timestamptz is null or minute >= $2) and ($3::timestamptz is null or minute < $3)
    and latencies <> '{}' and counted > 0
group by grouping sets ((step, class), (screen_id, class))

-- name: minutes
-- Every minute of every screen, the oldest first, at most $7, after the place $4 to $6 (minute, display session, screen).
select
    known.minute, known.display_session_id, known.screen_id, known.seen_s, known.opened, known.shown, known.latencies,
    screen.number as screen_number, screen.name as screen_name, opened.name as display_session_name,
    event.name as event_name
from screen_minutes known
join screens screen on screen.id = known.screen_id
join display_sessions opened on opened.id = known.display_session_id
left join normalized_events event on event.id = opened.event_id
where ($1::int[] is null or known.display_session_id = any($1))
    and ($2::timestamptz is null or known.minute >= $2) and ($3::timestamptz is null or known.minute < $3)
    and ($4::timestamptz is null or (known.minute, known.display_session_id, known.screen_id) > ($4, $5::int, $6::int))
order by known.minute, known.display_session_id, known.screen_id
limit $7

-- name: forget
-- Removes plays and minutes of the partner of this transaction before this instant; says how many rows.
select forget_screen_plays($1)
