-- name: event
-- Whether there is such an event.
select id from normalized_events where id = $1 and state <> 'deleted'

-- name: doubts
-- How many doubts of each kind the results have, and how many of them were dismissed. $2: one race.
with doubted as (
    select
        result.race_id, flag ->> 'doubt' as kind,
        concat_ws(':', flag ->> 'doubt', result.participant_id, coalesce(flag ->> 'point', '')) as key
    from normalized_results result
    cross join lateral jsonb_array_elements(result.flags) flag
    where result.event_id = $1 and ($2::int is null or result.race_id = $2) and result.flags <> '[]'
        and flag ->> 'doubt' <> 'no_gun'
)
select doubted.race_id, doubted.kind, count(*) filter (where gone.id is null) as open, count(gone.id) as dismissed
from doubted
left join worklist_dismissals gone on gone.event_id = $1 and gone.key = doubted.key and gone.undone_at is null
group by doubted.race_id, doubted.kind

-- name: doubted
-- A page of the doubts of one kind ($3), in the order of races and bibs. $4: dismissed ones; $5, $6, $7: where the last
-- page ended.
with doubted as (
    select
        result.race_id, result.participant_id, coalesce(flag ->> 'point', '') as point, coalesce(flag ->> 'other', '') as other,
        concat_ws(':', flag ->> 'doubt', result.participant_id, coalesce(flag ->> 'point', '')) as key,
        result.last_at
    from normalized_results result
    cross join lateral jsonb_array_elements(result.flags) flag
    where result.event_id = $1 and ($2::int is null or result.race_id = $2) and result.flags <> '[]'
        and flag ->> 'doubt' = $3
)
select
    doubted.race_id, doubted.participant_id, doubted.point, doubted.other, doubted.key, person.bib_order,
    here.at as first_at, there.at as last_at, here.leg_ms, here.leg_m
from doubted
join normalized_participants person on person.id = doubted.participant_id
left join worklist_dismissals gone on gone.event_id = $1 and gone.key = doubted.key and gone.undone_at is null
left join result_splits here on here.participant_id = doubted.participant_id and here.point = doubted.point
left join result_splits there on there.participant_id = doubted.participant_id and there.point = doubted.other
where (gone.id is not null) = $4 and (person.bib_order, doubted.key) > ($5::text, $6::text)
order by person.bib_order, doubted.key
limit $7

-- name: unheard
-- How many of the roster of each race that has a finisher were heard nowhere and have no status; and of them dismissed.
select
    person.race_id, 'dns_candidate' as kind,
    count(*) filter (where gone.id is null) as open, count(gone.id) as dismissed
from normalized_participants person
left join normalized_results result on result.participant_id = person.id
left join worklist_dismissals gone
    on gone.event_id = $1 and gone.key = 'dns_candidate:' || person.id and gone.undone_at is null
where person.event_id = $1 and ($2::int is null or person.race_id = $2)
    and (result.participant_id is null or result.status = 'not_started')
    and exists (
        select from normalized_results other where other.race_id = person.race_id and other.rank_key is not null
    )
group by person.race_id

-- name: unheard_people
-- A page of them.
select person.id as participant_id, person.race_id, person.bib_order, 'dns_candidate:' || person.id as key
from normalized_participants person
left join normalized_results result on result.participant_id = person.id
left join worklist_dismissals gone
    on gone.event_id = $1 and gone.key = 'dns_candidate:' || person.id and gone.undone_at is null
where person.event_id = $1 and ($2::int is null or person.race_id = $2)
    and (result.participant_id is null or result.status = 'not_started')
    and exists (
        select from normalized_results other where other.race_id = person.race_id and other.rank_key is not null
    )
    and (gone.id is not null) = $3 and (person.bib_order, 'dns_candidate:' || person.id) > ($4::text, $5::text)
order by person.bib_order, key
limit $6

-- name: backup_finishes
-- Finishes that only a backup heard; how many of each race, and how many of them were dismissed.
select
    split.race_id, 'backup_finish' as kind,
    count(*) filter (where gone.id is null) as open, count(gone.id) as dismissed
from normalized_races race
join result_splits split on split.race_id = race.id and split.kind = 'finish' and split.how = 'backup'
left join worklist_dismissals gone
    on gone.event_id = $1 and gone.key = 'backup_finish:' || split.participant_id and gone.undone_at is null
where race.event_id = $1 and ($2::int is null or race.id = $2)
group by split.race_id

-- name: backup_finishers
-- A page of them.
select
    split.participant_id, split.race_id, person.bib_order, 'backup_finish:' || split.participant_id as key, split.point,
    split.at as first_at, location.name as location
from normalized_races race
join result_splits split on split.race_id = race.id and split.kind = 'finish' and split.how = 'backup'
join normalized_participants person on person.id = split.participant_id
left join timing_locations location on location.id = split.location_id
left join worklist_dismissals gone
    on gone.event_id = $1 and gone.key = 'backup_finish:' || split.participant_id and gone.undone_at is null
where race.event_id = $1 and ($2::int is null or race.id = $2)
    and (gone.id is not null) = $3 and (person.bib_order, 'backup_finish:' || split.participant_id) > ($4::text, $5::text)
order by person.bib_order, key
limit $6

-- name: without_gun
-- How many times of each wave have no gun to count from.
select result.race_id, result.wave, count(*) as people
from normalized_results result
where result.event_id = $1 and ($2::int is null or result.race_id = $2)
    and result.flags @> '[{"doubt": "no_gun"}]'
group by result.race_id, result.wave
order by result.race_id, result.wave

-- name: unknown_tags
-- Tags that were heard and are nobody's, those with most passings first.
select
    passing.tag, count(*)::int as passings, min(passing.passing_at) as first_at, max(passing.passing_at) as last_at,
    array_agg(distinct location.name order by location.name) as locations
from timing_sessions session
join timing_passings passing
    on passing.session_id = session.id and passing.participant_id is null and passing.state = 'live'
join timing_locations location on location.id = passing.location_id
where session.event_id = $1
group by passing.tag
order by count(*) desc, passing.tag
limit $2

-- name: reads_of_tags
-- How many raw reads these tags have in the event.
select read.tag, count(*)::int as reads
from timing_sessions session
join timing_reads read
    on read.session_id = session.id and read.read_at between session.first_read_at and session.last_read_at
        and read.tag = any($2::text[])
where session.event_id = $1
group by read.tag

-- name: known_tags
-- Every bib and chip of the event.
select bib as text, id as participant_id from normalized_participants where event_id = $1 and bib is not null
union all
select chip, participant_id from participant_chips where event_id = $1

-- name: heard_people
-- Who was heard at all in the event.
select distinct passing.participant_id
from timing_sessions session
join timing_passings passing on passing.session_id = session.id and passing.state = 'live'
where session.event_id = $1 and passing.participant_id is not null

-- name: several_chips
-- The passings of people of whom more than one chip was heard.
with heard as materialized (
    select passing.participant_id, passing.tag, passing.location_id, passing.passing_at
    from timing_sessions session
    join timing_passings passing on passing.session_id = session.id and passing.state = 'live'
    where session.event_id = $1 and passing.participant_id is not null
), several as (
    select participant_id from heard group by participant_id having min(tag) <> max(tag)
)
select heard.participant_id, person.race_id, heard.tag, location.name as location, heard.passing_at
from several
join heard using (participant_id)
join timing_locations location on location.id = heard.location_id
join normalized_participants person on person.id = heard.participant_id
where $2::int is null or person.race_id = $2
order by person.bib_order, heard.participant_id, heard.passing_at
limit 20000

-- name: near_in_time
-- Passings of one person at two locations within $3 of each other.
select participant_id, race_id, first, first_at, location as second, passing_at as second_at
from (
    select
        passing.participant_id, person.race_id, person.bib_order, location.name as location, passing.passing_at,
        lag(location.name) over of_one as first, lag(passing.passing_at) over of_one as first_at
    from timing_sessions session
    join timing_passings passing on passing.session_id = session.id and passing.state = 'live'
    join timing_locations location on location.id = passing.location_id
    join normalized_participants person on person.id = passing.participant_id
    where session.event_id = $1 and ($2::int is null or person.race_id = $2)
    window of_one as (partition by passing.participant_id order by passing.passing_at, location.name)
) pair
where first <> location and passing_at - first_at <= $3::interval
order by bib_order, passing_at
limit 50000

-- name: heard_count
-- How many people have a result in the event, or in one race.
select count(*) from normalized_results
where event_id = $1 and ($2::int is null or race_id = $2) and last_at is not null

-- name: missed
-- Everybody who was missed at a point between two others, with the times before and after it. The courses are told as
-- race, point and position in it.
select
    result.race_id, result.participant_id, course.position,
    before.position as before, after.position as after, before.at as before_at, after.at as after_at
from unnest($2::int[], $3::text[], $4::int[]) as course (race_id, point, position)
join normalized_results result
    on result.race_id = course.race_id
        and result.flags @> jsonb_build_array(jsonb_build_object('doubt', 'missing_split', 'point', course.point))
join lateral (
    select position, at from result_splits split
    where split.participant_id = result.participant_id and split.position < course.position
    order by split.position desc limit 1
) before on true
join lateral (
    select position, at from result_splits split
    where split.participant_id = result.participant_id and split.position > course.position
    order by split.position limit 1
) after on true
where result.event_id = $1
limit 50000

-- name: usual_shares
-- How much of the time between two points those need for the way to a point between them who were heard at all three: the
-- median of about five hundred. Races, points and their neighbours are told by position.
select way.race_id, way.here, way.before, way.after, usual.share
from unnest($1::int[], $2::int[], $3::int[], $4::int[]) as way (race_id, here, before, after)
cross join lateral (
    select percentile_cont(0.5) within group (
        order by extract(epoch from here.at - early.at) / extract(epoch from late.at - early.at)
    ) as share
    from result_splits here
    join result_splits early on early.participant_id = here.participant_id and early.position = way.before
    join result_splits late on late.participant_id = here.participant_id and late.position = way.after
    where here.race_id = way.race_id and here.position = way.here and late.at > early.at
        and here.participant_id % (
            select count(*) / 500 + 1 from normalized_results where race_id = way.race_id and last_at is not null
        ) = 0
) usual
where usual.share is not null

-- name: heard_at
-- When anybody was heard at a point of a race by one of these ways, in order.
select at from result_splits
where race_id = $1 and position = $2 and how = any($3::text[])
order by at

-- name: heard_by_backup
-- Whom only the backup of a point heard, in order.
select participant_id, at from result_splits
where race_id = $1 and position = $2 and how = 'backup'
order by at

-- name: dismiss
-- Items that were not dismissed already.
insert into worklist_dismissals (timing_partner_id, event_id, kind, key, reason, made_by, made_by_name)
select distinct $1::int, $2::int, $3::text, key, $5::text, $6::int, $7::text from unnest($4::text[]) as told (key)
on conflict (event_id, key) where undone_at is null do nothing
returning id

-- name: restore
-- Takes dismissals back.
update worklist_dismissals set undone_at = now(), undone_by = $3, undone_by_name = $4
where event_id = $1 and id = any($2::int[]) and undone_at is null
returning id

-- name: dismissals
-- What of an event is dismissed; of one kind if one is told.
select id, kind, key, reason, made_by_name, made_at
from worklist_dismissals
where event_id = $1 and ($2::text is null or kind = $2) and undone_at is null

-- name: people
-- Bibs and names as this transaction may see them.
select id, coalesce(bib, '') as bib, trim(first_name || ' ' || last_name) as name
from participants where event_id = $1 and id = any($2::int[])

-- name: corrections
-- What was put right by hand and stands.
select correction.id, correction.kind, correction.participant_id, person.race_id, correction.reason, correction.made_by_name,
    correction.made_at, coalesce(point.name, '') as point, coalesce(location.name, '') as location, coalesce(correction.tag, '') as tag
from result_corrections correction
left join normalized_participants person on person.id = correction.participant_id
left join race_points point on point.id = correction.point_id
left join timing_locations location on location.id = correction.location_id
where correction.event_id = $1 and correction.undone_at is null
    and ($2::int is null or person.race_id is null or person.race_id = $2)
order by correction.id
limit 5000

-- name: standing
-- How many people of each race stand where.
select race_id, status, count(*)::int as people from normalized_results where event_id = $1 group by race_id, status

-- name: never_heard
-- People of the roster with neither a time nor a status, but for those who were dismissed as such.
select person.race_id, count(*)::int as people
from normalized_participants person
left join normalized_results result on result.participant_id = person.id
where person.event_id = $1 and person.race_id is not null
    and (result.participant_id is null or result.status = 'not_started')
    and not exists (
        select from worklist_dismissals gone
        where gone.event_id = $1 and gone.key = 'dns_candidate:' || person.id and gone.undone_at is null
    )
group by person.race_id
