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
    date_bin(make_interval(secs => $4), minute, timestamptz 'epoch') as step, count(distinct screen_id)::int as screens,
    sum(opened)::int as opened, sum(shown)::int as shown
from screen_minutes
where ($1::int[] is null or display_session_id = any($1))
    and ($2::timestamptz is null or minute >= $2) and ($3::timestamptz is null or minute < $3)
group by step
order by step

-- name: latencies
-- Counts of latency classes (0 is the first), by step and by screen. The step is worked out once for each row, not once for
-- each of its classes.
with known as materialized (
    select
        date_bin(make_interval(secs => $4), minute, timestamptz 'epoch') as step, screen_id, latencies
    from screen_minutes
    where ($1::int[] is null or display_session_id = any($1))
        and ($2::timestamptz is null or minute >= $2) and ($3::timestamptz is null or minute < $3)
        and latencies <> '{}'
)
select step, screen_id, (number - 1)::int as class, sum(counted)::int as counted
from known
cross join lateral unnest(latencies) with ordinality as class (counted, number)
where counted > 0
group by grouping sets ((step, number), (screen_id, number))

-- name: sessions
-- Which display sessions have minutes, of these ($1, null: of all) between these instants ($2, $3; null: no bound).
select id from display_sessions opened
where ($1::int[] is null or id = any($1))
    and exists (
        select from screen_minutes
        where display_session_id = opened.id
            and ($2::timestamptz is null or minute >= $2) and ($3::timestamptz is null or minute < $3)
    )
order by id

-- name: minutes
-- Every minute of every screen in the display session $1 between these instants ($2, $3; null: no bound), the oldest first, at
-- most $6, after the place $4 and $5 (minute, screen).
select
    known.minute, known.screen_id, known.seen_s, known.opened, known.shown, known.latencies,
    screen.number as screen_number, screen.name as screen_name, opened.name as display_session_name,
    event.name as event_name
from (
    select * from screen_minutes
    where display_session_id = $1
        and ($2::timestamptz is null or minute >= $2) and ($3::timestamptz is null or minute < $3)
        and ($4::timestamptz is null or (minute, screen_id) > ($4, $5::int))
    order by minute, screen_id
    limit $6
) known
join screens screen on screen.id = known.screen_id
join display_sessions opened on opened.id = known.display_session_id
left join normalized_events event on event.id = opened.event_id
order by known.minute, known.screen_id

-- name: forget
-- Removes plays and minutes of the partner of this transaction before this instant; says how many rows.
select forget_screen_plays($1)
