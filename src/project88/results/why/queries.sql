-- name: stored
-- What is shown of somebody beyond what a list shows.
select result.status, result.gun_ms, result.chip_ms, result.by_gun, result.division
from normalized_results result
where result.event_id = $1 and result.participant_id = $2

-- name: wave_names
-- The waves of a race as they are written.
select name from normalized_waves where race_id = $1 order by position, id

-- name: sessions
-- Timing sessions by number.
select id, name from timing_sessions where id = any($1::int[])

-- name: reads_of
-- How many raw reads each passing was made from: those from its first read until the next passing of this tag at this
-- location, at most an hour. Reads that were deleted after their time are not counted.
select
    passing.session_id, passing.location_id, passing.tag, passing.passing_no,
    (
        select count(*) from timing_reads read
        where read.session_id = passing.session_id and read.read_at >= passing.first_read_at
            and read.read_at < least(passing.next_at, passing.first_read_at + interval '1 hour')
            and read.tag = passing.tag and read.location_id = passing.location_id
    ) as reads
from (
    select
        session_id, location_id, tag, passing_no, first_read_at, participant_id,
        coalesce(lead(first_read_at) over (partition by session_id, location_id, tag order by first_read_at), 'infinity')
            as next_at
    from timing_passings
    where participant_id = $2 and state = 'live'
) passing
join timing_sessions session on session.id = passing.session_id and session.event_id = $1

-- name: is_race
-- Whether a race is one of this event.
select exists (select from normalized_races where event_id = $1 and id = $2)

-- name: people_of_race
-- Everybody of a race of whom something is or was known, in the order of bibs.
select person.id
from normalized_participants person
where person.race_id = $1
    and (
        exists (select from timing_passings passing where passing.participant_id = person.id)
        or exists (select from normalized_results result where result.participant_id = person.id)
        or exists (select from result_corrections told where told.participant_id = person.id and told.undone_at is null)
    )
order by person.bib_order, person.id

-- name: standings
-- Results of these people as they are stored.
select participant_id, status, gun_ms, chip_ms from normalized_results where participant_id = any($1::int[])

-- name: names
-- Bibs and names as this transaction may see them.
select id, bib, first_name, last_name from participants where event_id = $1 and id = any($2::int[])
