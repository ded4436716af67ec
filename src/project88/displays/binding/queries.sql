-- name: lock_display_session
-- The display session $1, held so that nobody binds to it at the same time.
select id from display_sessions where id = $1 for no key update

-- name: binding
-- How the timing session $2 is bound to the display session $1; no row when it is not.
select locations, only_listed from session_timing_streams where display_session_id = $1 and session_id = $2

-- name: bindings
-- How many timing sessions feed this display session.
select count(*) from session_timing_streams where display_session_id = $1

-- name: bind
-- The timing session $3 feeds the display session $2, in this way.
insert into session_timing_streams (
    timing_partner_id, display_session_id, session_id, locations, only_listed, bound_by
)
values ($1, $2, $3, $4, $5, $6)
on conflict (display_session_id, session_id) do update set
    locations = excluded.locations, only_listed = excluded.only_listed
returning bound_at

-- name: unbind
-- It feeds it no more; no row when it did not.
delete from session_timing_streams where display_session_id = $1 and session_id = $2 returning id

-- name: bound_to
-- Which open display sessions these timing sessions feed, of those with these numbers ($2, null: of all).
select bound.session_id, opened.id, opened.name
from session_timing_streams bound
join display_sessions opened on opened.id = bound.display_session_id and opened.state = 'open'
where bound.session_id = any($1::int[]) and ($2::int[] is null or opened.id = any($2))
order by bound.session_id, opened.id
