-- What the announcer's screen reads and writes. Names come from the view that hides them.

-- name: event
-- The event and its roster: what tells that one of the two is another than before.
select event.id, event.name, event.event_date, event.zone, roster.people, roster.changed_at
from normalized_events event
cross join lateral (
    select count(*)::int as people, max(updated_at) as changed_at from normalized_participants where event_id = event.id
) roster
where event.id = $1 and event.state <> 'deleted'

-- name: versions
-- Where results and announcers' marks of an event stand. No row: no such event.
select event.id, coalesce(results.version, 0) as results, coalesce(board.version, 0) as board
from normalized_events event
left join event_results results on results.event_id = event.id
left join announcer_boards board on board.event_id = event.id
where event.id = $1 and event.state <> 'deleted'

-- name: people
-- The roster, or who of it was changed since $2.
select id, race_id, bib, first_name, last_name, gender, age, city, state, country, team, division, privacy
from participants
where event_id = $1 and ($2::timestamptz is null or updated_at >= $2)

-- name: births
-- Dates of birth round the day of the event; see the function.
select participant_id, born_on from announcer_births($1)

-- name: former
-- Former finishes of these people; see the function.
select participant_id, event_id, event_name, event_date, distance_m, chip_ms, gun_ms from announcer_former($1::int[])

-- name: earlier_events
-- Events before this one, the newest first.
select earlier.id, earlier.name
from normalized_events event
join normalized_events earlier on earlier.event_date < event.event_date and earlier.state <> 'deleted'
where event.id = $1
order by earlier.event_date desc, earlier.id desc
limit 5000

-- name: results
-- At most $4 results that were changed after version $2 (and participant $3 in it), in the order of the changes.
select participant_id, race_id, status, start_at, gun_ms, chip_ms, sex, division, place_overall, place_sex, place_division,
    version
from normalized_results
where event_id = $1 and version >= $2 and (version, participant_id) > ($2::bigint, $3::int)
order by version, participant_id
limit $4

-- name: result_ids
-- Everybody of the event with a result.
select participant_id from normalized_results where event_id = $1

-- name: splits
-- All times of these people, in the order of the course; at the finish the places are those of the result.
select participant_id, split.position, split.point, split.kind, split.at, split.gun_ms, split.chip_ms,
    case split.kind when 'finish' then result.place_overall else split.place_overall end as place_overall,
    case split.kind when 'finish' then result.place_sex else split.place_sex end as place_sex,
    split.session_id, split.location_id, split.tag, split.passing_no
from result_splits split
join normalized_results result using (participant_id)
where participant_id = any($1::int[])
order by participant_id, split.position

-- name: heard
-- The newest passings of known people that the scorer has not looked at yet, at most $2.
select passing.participant_id, location.name as location, passing.passing_at, passing.session_id, passing.location_id,
    passing.tag, passing.passing_no
from timing_sessions session
left join scoring_progress progress on progress.session_id = session.id
join timing_passings passing on passing.session_id = session.id and passing.version > coalesce(progress.version, 0)
join timing_locations location on location.id = passing.location_id
where session.event_id = $1 and passing.state = 'live' and passing.participant_id is not null
order by passing.version desc, passing.passing_at desc
limit $2

-- name: said
-- Ticks that were changed after version $2 of the board.
select participant_id, what, said_by, said_at, unsaid_at is not null as unsaid
from announcer_said
where event_id = $1 and stamp > $2

-- name: marks
-- Spoken names and guests of honour that were changed after version $2 of the board.
select participant_id, pronunciation, pronoun, vip, version from announcer_people where event_id = $1 and stamp > $2

-- name: notes
-- Notes that were changed after version $2 of the board.
select id, participant_id, author_kind, author_id, author_name, text, scope, made_at, changed_at, removed_at, version
from announcer_notes
where event_id = $1 and stamp > $2
order by id

-- name: raise_board
-- The next version of the event's board; holds its row until the transaction ends. No row: no such event.
insert into announcer_boards (event_id, timing_partner_id, version)
select id, timing_partner_id, 1 from normalized_events where id = $1 and state <> 'deleted'
on conflict (event_id) do update set version = announcer_boards.version + 1
returning version

-- name: wake
-- Tells the other screens, when the transaction commits.
select pg_notify('announcer', $1)

-- name: known
-- Which of these are participants of the event.
select id from participants where event_id = $1 and id = any($2::int[])

-- name: say
-- Ticks; one that stands already stays as it is.
insert into announcer_said as said (timing_partner_id, event_id, participant_id, what, said_by, said_at, stamp)
select event.timing_partner_id, event.id, tick.participant_id, tick.what, $4, $5, $6
from normalized_events event
cross join unnest($2::int[], $3::text[]) as tick (participant_id, what)
where event.id = $1
order by tick.participant_id, tick.what
on conflict (participant_id, what) do update set
    said_by = excluded.said_by, said_at = excluded.said_at, unsaid_by = null, unsaid_at = null, stamp = excluded.stamp
where said.unsaid_at is not null

-- name: standing
-- These ticks as they stand.
select said.participant_id, said.what, said.said_by, said.said_at
from unnest($1::int[], $2::text[]) as tick (participant_id, what)
join announcer_said said using (participant_id, what)
where said.unsaid_at is null

-- name: unsay
-- Takes a tick back; says whether it stood.
update announcer_said set unsaid_by = $4, unsaid_at = $5, stamp = $6
where event_id = $1 and participant_id = $2 and what = $3 and unsaid_at is null
returning true

-- name: mark
-- What is known of a participant for the microphone.
select id, pronunciation, pronoun, vip, version from announcer_people where participant_id = $1

-- name: add_mark
-- The first mark of a participant; no row: somebody else was quicker.
insert into announcer_people (timing_partner_id, event_id, participant_id, pronunciation, pronoun, vip, stamp)
select timing_partner_id, event_id, id, $2, $3, $4, $5 from participants where id = $1
on conflict (participant_id) do nothing
returning version

-- name: change_mark
-- Another mark, if the version is the one that was seen.
update announcer_people set pronunciation = $3, pronoun = $4, vip = $5, version = version + 1, stamp = $6
where participant_id = $1 and version = $2
returning version

-- name: add_note
-- A new note.
insert into announcer_notes
    (timing_partner_id, event_id, participant_id, author_kind, author_id, author_name, text, scope, made_at, changed_at, stamp)
select timing_partner_id, event_id, id, $2, $3, $4, $5, $6, $7, $7, $8 from participants where id = $1
returning id

-- name: count_notes
-- How many notes an author has on a participant.
select count(*) from announcer_notes
where participant_id = $1 and author_kind = $2 and author_id = $3 and removed_at is null

-- name: note
-- One note of the event that is not removed.
select id, participant_id, author_kind, author_id, author_name, text, scope, made_at, changed_at, removed_at, version
from announcer_notes
where event_id = $1 and id = $2 and removed_at is null

-- name: keep_former_text
-- What the note says until now.
insert into announcer_note_versions (timing_partner_id, note_id, version, text, scope, written_at)
select timing_partner_id, id, version, text, scope, changed_at from announcer_notes where id = $1

-- name: change_note
-- What the note says from now on.
update announcer_notes set text = $2, scope = $3, changed_at = $4, version = version + 1, stamp = $5 where id = $1

-- name: remove_note
-- The note is shown no more.
update announcer_notes set removed_at = $2, stamp = $3 where id = $1

-- name: former_texts
-- What a note said before, the newest first.
select version, text, scope, written_at from announcer_note_versions where note_id = $1 order by version desc limit 100
