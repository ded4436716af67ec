-- name: page
-- Corrections of an event, the newest first; names as this transaction may see them.
select
    correction.id, correction.kind, correction.participant_id, person.bib, person.first_name, person.last_name,
    person.race_id, correction.point_id, coalesce(point.name, '') as point, correction.session_id,
    coalesce(session.name, '') as session, correction.location_id, coalesce(location.name, '') as location,
    coalesce(correction.tag, '') as tag, correction.at, correction.until, correction.status, correction.ms,
    correction.reason, correction.made_by_name, correction.made_at, correction.undone_at, correction.undone_by_name
from result_corrections correction
left join participants person on person.id = correction.participant_id
left join race_points point on point.id = correction.point_id
left join timing_sessions session on session.id = correction.session_id
left join timing_locations location on location.id = correction.location_id
where correction.event_id = $1
    and ($2::int is null or correction.id < $2)
    and ($3::int is null or correction.participant_id = $3)
    and ($4::int is null or person.race_id = $4)
    and ($5::text is null or correction.kind = $5)
    and ($6::boolean is null or (correction.undone_at is null) = $6)
    and ($7::int[] is null or correction.id = any($7))
order by correction.id desc
limit $8

-- name: add
-- A correction. Nobody changes it later but to undo it.
insert into result_corrections (
    timing_partner_id, event_id, kind, participant_id, point_id, session_id, location_id, tag, at, until, status, ms,
    reason, made_by, made_by_name
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
returning id

-- name: undo
-- Takes back one that stands.
update result_corrections set undone_at = now(), undone_by = $3, undone_by_name = $4
where event_id = $1 and id = $2 and undone_at is null
returning id

-- name: stored
-- A correction as it was made.
select
    kind, participant_id, point_id, session_id, location_id, tag, at, until, status, ms, reason, undone_at
from result_corrections
where event_id = $1 and id = $2

-- name: standing_void
-- Whether a passing is void already: the void lies within five seconds of it.
select id from result_corrections
where event_id = $1 and kind = 'void' and undone_at is null and session_id = $2 and location_id = $3 and tag = $4
    and abs(extract(epoch from at - $5)) <= 5
limit 1

-- name: passing
-- A passing that stands, of a session of this event.
select passing.passing_at, passing.participant_id
from timing_passings passing
join timing_sessions session on session.id = passing.session_id and session.event_id = $1
where passing.session_id = $2 and passing.location_id = $3 and passing.tag = $4 and passing.passing_no = $5
    and passing.state = 'live'

-- name: point
-- A point, if it is one of the race of this participant; with the state of the race.
select
    person.race_id, person.wave, point.id as point_id, point.name, point.position, point.kind, coalesce(rules.state, 'live') as state
from normalized_participants person
left join race_points point on point.race_id = person.race_id and point.id = $3
left join race_rules rules on rules.race_id = person.race_id
where person.event_id = $1 and person.id = $2

-- name: around
-- The times that somebody has, as they were last scored.
select split.point, split.position, split.at
from result_splits split
where split.participant_id = $1
order by split.position

-- name: has_course
-- Whether the points of a participant's race were ever saved; a suggested course has no rows.
select exists (
    select from race_points point join normalized_participants person on person.race_id = point.race_id where person.id = $1
)

-- name: box
-- A session of this event, and its location if one is asked for.
select session.id, location.id as location_id
from timing_sessions session
left join timing_locations location on location.session_id = session.id and location.id = $3
where session.event_id = $1 and session.id = $2

-- name: touched
-- What a box heard in an interval, by its own clock.
select
    count(*) as passings, count(distinct participant_id) as people, count(*) filter (where participant_id is null) as unknown,
    min(passing_at) as first_at, max(passing_at) as last_at
from timing_passings
where session_id = $1 and ($2::int is null or location_id = $2) and passing_at >= $3 and passing_at < $4 and state = 'live'

-- name: overlapping
-- Shifts that stand and share passings with an interval.
select id from result_corrections
where event_id = $1 and kind = 'clock_shift' and undone_at is null and session_id = $2
    and (location_id is null or $3::int is null or location_id = $3) and at < $5 and until > $4
order by id

-- name: sources
-- The boxes of an event, with what they heard.
select
    session.id, session.name, location.id as location_id, location.name as location,
    (select min(passing_at) from timing_passings p where p.session_id = session.id and p.location_id = location.id and p.state = 'live')
        as first_at,
    (select max(passing_at) from timing_passings p where p.session_id = session.id and p.location_id = location.id and p.state = 'live')
        as last_at,
    (select count(*) from timing_passings p where p.session_id = session.id and p.location_id = location.id and p.state = 'live')
        as passings
from timing_sessions session
left join timing_locations location on location.session_id = session.id
where session.event_id = $1
order by session.id, location.name

-- name: concerning
-- Every correction that concerns somebody: his or her own, those of passings with the same tag, and of the clocks of $3.
select id from result_corrections
where event_id = $1 and (
    participant_id = $2
    or (kind = 'clock_shift' and session_id = any($3::int[]))
    or (kind = 'void' and (session_id, tag) in (select * from unnest($3::int[], $4::text[])))
)
order by id desc
limit 500
