-- name: races
-- The races of the event $1 in their order, and whether somebody has finished.
select
    race.id, race.name, coalesce(rules.rank_by, 'gun') as rank_by,
    exists (select from normalized_results result where result.race_id = race.id and rank_key is not null) as finished
from normalized_races race
left join race_rules rules on rules.race_id = race.id
where race.event_id = $1
order by race.position, race.name, race.id

-- name: version
-- Where the results of the event $1 stand.
select version from event_results where event_id = $1

-- name: standings
-- The first of the race $1 (of one sex $2, one wave $3; empty: of all), without these people ($5).
select participant_id, null::int as position from normalized_results
where race_id = $1 and rank_key is not null and ($2 = '' or sex = $2) and ($3 = '' or wave = $3)
    and participant_id <> all($5::int[])
order by rank_key, participant_id
limit $4

-- name: division
-- The same of the division $6.
select participant_id, null::int as position from normalized_results
where race_id = $1 and division = $6 and rank_key is not null and ($2 = '' or sex = $2) and ($3 = '' or wave = $3)
    and participant_id <> all($5::int[])
order by rank_key, participant_id
limit $4

-- name: latest
-- Who finished last in these races of the event, the newest first.
select participant_id, null::int as position from normalized_results
where event_id = $1 and race_id = any($2::int[]) and finish_at is not null and status = 'finished'
    and ($3 = '' or sex = $3) and ($4 = '' or division = $4) and ($5 = '' or wave = $5)
order by finish_at desc, participant_id
limit $6

-- name: on_course
-- Who is on the way in these races of the event, the last who was heard first, with the number of the point.
select result.participant_id, last.position
from (
    select participant_id, last_at from normalized_results
    where event_id = $1 and race_id = any($2::int[]) and status in ('started', 'on_course') and last_at is not null
        and ($3 = '' or sex = $3) and ($4 = '' or division = $4) and ($5 = '' or wave = $5)
    order by last_at desc, participant_id
    limit $6
) result
cross join lateral (
    select position from result_splits where participant_id = result.participant_id order by position desc limit 1
) last
order by result.last_at desc, result.participant_id

-- name: points
-- The points of the race $1 at which somebody has a time, the last of the course first.
with recursive reached as (
    (select position from result_splits where race_id = $1 order by position desc limit 1)
    union all
    select (
        select split.position from result_splits split
        where split.race_id = $1 and split.position < reached.position
        order by split.position desc
        limit 1
    )
    from reached
    where reached.position is not null
)
select reached.position, split.point, split.kind
from reached
cross join lateral (
    -- In the order of the index, or PostgreSQL reads the table for it.
    select point, kind from result_splits where race_id = $1 and position = reached.position order by gun_ms limit 1
) split
order by reached.position desc

-- name: at_point
-- Who is in front at the point $2 of the race $1 by gun time, along an index.
select split.participant_id, split.position
from result_splits split
join normalized_results result on result.participant_id = split.participant_id
where split.race_id = $1 and split.position = $2 and split.gun_ms is not null and result.status not in ('dq', 'dns')
    and ($3 = '' or result.sex = $3) and ($4 = '' or result.division = $4) and ($5 = '' or result.wave = $5)
order by split.gun_ms, split.participant_id
limit $6

-- name: at_point_by_chip
-- The same by chip time.
select split.participant_id, split.position
from result_splits split
join normalized_results result on result.participant_id = split.participant_id
where split.race_id = $1 and split.position = $2 and split.chip_ms is not null and result.status not in ('dq', 'dns')
    and ($3 = '' or result.sex = $3) and ($4 = '' or result.division = $4) and ($5 = '' or result.wave = $5)
order by split.chip_ms, split.participant_id
limit $6

-- name: told
-- These people ($1) in this order, each at the point of the course with that number ($2; null: at the finish). Names come
-- from the view that hides them; `limit` makes PostgreSQL look each one up by its id.
select
    told.id, person.bib, person.first_name, person.last_name, person.city, person.state, person.country, person.gender,
    person.age, person.team, race.id as race_id, race.name as race_name, result.version, result.status, result.start_at,
    result.penalty_ms, result.place_overall, result.place_sex, result.place_division,
    coalesce(nullif(result.sex, ''), person.gender) as sex,
    coalesce(nullif(result.division, ''), person.division) as division,
    coalesce(nullif(result.wave, ''), person.wave) as wave,
    coalesce(split.point, '') as point, coalesce(split.kind, 'finish') as kind,
    coalesce(split.at, result.finish_at) as split_at,
    case when split.position is null then result.gun_ms - result.penalty_ms else split.gun_ms end as split_gun_ms,
    case when split.position is null then result.chip_ms - result.penalty_ms else split.chip_ms end as split_chip_ms,
    coalesce(split.distance_m, case coalesce(split.kind, 'finish') when 'finish' then race.distance_m end) as split_distance_m,
    split.place_overall as split_overall, split.place_sex as split_sex,
    rules.rank_by = 'chip' or (rules.rank_by = 'mixed' and not result.by_gun) as by_chip
from unnest($1::int[], $2::int[]) with ordinality as told (id, position, number)
join lateral (select * from participants where id = told.id limit 1) person on true
join normalized_results result on result.participant_id = told.id
join normalized_races race on race.id = result.race_id
left join race_rules rules on rules.race_id = race.id
left join result_splits split on split.participant_id = told.id and split.position = told.position
order by told.number
