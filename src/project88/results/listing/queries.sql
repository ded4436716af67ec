-- name: version
-- Where the results of an event stand; null: there were none yet. No row: no such event, or it has no such race.
select results.version
from normalized_events event left join event_results results on results.event_id = event.id
where event.id = $1 and event.state <> 'deleted'
    and ($2::int is null or exists (select from normalized_races race where race.id = $2 and race.event_id = $1))

-- name: races
-- The races of an event in their order, with what the rules say about showing them.
select
    race.id, race.name, race.distance_m, coalesce(rules.state, 'live') as state, rules.closed_at is not null as closed,
    coalesce(rules.decimals, 0) as decimals, coalesce(rules.rank_by, 'gun') as rank_by,
    coalesce(rules.team_sum, '') as team_sum, coalesce(rules.team_scorers, 5) as team_scorers,
    coalesce(rules.team_displacers, 2) as team_displacers, coalesce(rules.relay, false) as relay
from normalized_races race left join race_rules rules on rules.race_id = race.id
where race.event_id = $1
order by race.position, race.name

-- name: ranked
-- Who comes after a place of a race, by places.
select participant_id, rank_key from normalized_results
where race_id = $1 and rank_key is not null and (rank_key, participant_id) > ($2::bigint, $3::int)
order by rank_key, participant_id
limit $4 offset $5

-- name: ranked_of_sex
-- The same among one sex.
select participant_id, rank_key from normalized_results
where race_id = $1 and sex = $6 and rank_key is not null and (rank_key, participant_id) > ($2::bigint, $3::int)
order by rank_key, participant_id
limit $4 offset $5

-- name: ranked_of_division
-- The same in one division.
select participant_id, rank_key from normalized_results
where race_id = $1 and division = $6 and rank_key is not null and (rank_key, participant_id) > ($2::bigint, $3::int)
order by rank_key, participant_id
limit $4 offset $5

-- name: unranked
-- Who has a result without a place: first who is still on the way. The standing is part of the order.
select participant_id, standing from (
    select
        participant_id, sex, division,
        case status
            when 'on_course' then 1 when 'started' then 2 when 'dnf' then 3 when 'dq' then 4 when 'dns' then 5 else 6
        end as standing
    from normalized_results
    where race_id = $1 and rank_key is null
) told
where (standing, participant_id) > ($2::int, $3::int)
    and ($6::text is null or sex = $6) and ($7::text is null or division = $7)
order by standing, participant_id
limit $4 offset $5

-- name: counted
-- How many of a race have a place, and how many have a result. Two stretches of two indexes.
select ranked.rows as ranked, ranked.rows + others.rows as results
from (
    select count(*) as rows from normalized_results
    where race_id = $1 and rank_key is not null and ($2::text is null or sex = $2) and ($3::text is null or division = $3)
) ranked
cross join (
    select count(*) as rows from normalized_results
    where race_id = $1 and rank_key is null and ($2::text is null or sex = $2) and ($3::text is null or division = $3)
) others

-- name: chosen
-- People of an event by any filter, in any order, with how many there are in all. A race of the result comes before
-- that of the roster. $9: also who has no result. $10: what is asked of name and team as they are shown. Who has no time
-- comes last in both directions.
select id, total from (
    select
        person.id, count(*) over () as total,
        case $11 when 'gun' then result.gun_ms is null when 'chip' then result.chip_ms is null else false end as without,
        row_number() over (order by
            case when $11 = 'place' then coalesce(race.position, 1000000) end,
            case when $11 = 'place' then coalesce(race.name, '') end,
            case when $11 = 'place' then race.id end,
            case when $11 = 'name' then plain_name(person.last_name || ' ' || person.first_name) end,
            case when $11 = 'sex' then coalesce(nullif(result.sex, ''), person.gender) end,
            case when $11 = 'age' then person.age end,
            case when $11 = 'town' then plain_name(person.city) end,
            case when $11 = 'team' then plain_name(person.team) end,
            case when $11 = 'wave' then coalesce(nullif(result.wave, ''), person.wave) end,
            case when $11 = 'division' then coalesce(nullif(result.division, ''), person.division) end,
            case when $11 = 'bib' then person.bib_order end,
            case when $11 = 'gun' then result.gun_ms end,
            case when $11 = 'chip' then result.chip_ms end,
            case result.status
                when 'finished' then 0 when 'on_course' then 1 when 'started' then 2 when 'dnf' then 3 when 'dq' then 4
                when 'dns' then 5 else 6
            end,
            result.rank_key, person.bib_order, person.id
        ) as number
    from participants person
    left join normalized_results result on result.participant_id = person.id and result.event_id = $1
    left join normalized_races race on race.event_id = $1 and race.id = coalesce(result.race_id, person.race_id)
    where person.event_id = $1
        and ($2::int is null or coalesce(result.race_id, person.race_id) = $2)
        and ($3::text is null or coalesce(nullif(result.sex, ''), person.gender) = $3)
        and ($4::text is null or coalesce(nullif(result.division, ''), person.division) = $4)
        and ($5::text is null or coalesce(nullif(result.wave, ''), person.wave) = $5)
        and ($6::text is null or coalesce(result.status, 'not_started') = $6)
        and ($7::text is null or starts_with(lower(person.bib), $7)
            or plain_name(person.first_name || ' ' || person.last_name || ' ' || person.first_name || ' ' || person.team)
                like $10)
        and (not $8::boolean or result.flags <> '[]')
        and ($9::boolean or result.participant_id is not null)
) told
order by without, case when $12 = 'down' then -number else number end
limit $13 offset $14

-- name: shown
-- Results of certain people of an event, with the names as they may be shown.
select
    person.id, person.bib, person.first_name, person.last_name, person.gender, person.age, person.city, person.state,
    person.country, person.team, person.division as told_division, person.wave as told_wave,
    coalesce(result.race_id, person.race_id) as race_id, race.distance_m, result.status, result.reason,
    result.gun_ms, result.chip_ms, result.penalty_ms, result.start_at, result.finish_at, result.last_at, result.laps,
    result.sex, result.division, result.wave, result.place_overall, result.place_sex, result.place_division,
    result.place_wave, result.place_group, result.flags::text as flags, result.version, point.name as last_point
from participants person
left join normalized_results result on result.participant_id = person.id
left join normalized_races race on race.event_id = $1 and race.id = coalesce(result.race_id, person.race_id)
left join race_points point on point.id = result.last_point
where person.event_id = $1 and person.id = any($2::int[])

-- name: last_points
-- Of people whose course was suggested: the last point with a time.
select distinct on (participant_id) participant_id, point
from result_splits
where participant_id = any($1::int[])
order by participant_id, position desc

-- name: by_bib
-- Who wears a bib.
select id from normalized_participants where event_id = $1 and bib = $2

-- name: splits
-- The times of somebody at the points of the course; at the finish the places are those of the result.
select
    split.position, split.point, split.kind, split.distance_m, split.at, split.how, split.gun_ms, split.chip_ms, split.leg_ms,
    split.leg_m,
    case split.kind when 'finish' then result.place_overall else split.place_overall end as place_overall,
    case split.kind when 'finish' then result.place_sex else split.place_sex end as place_sex
from result_splits split
join normalized_results result using (participant_id)
where participant_id = $2 and split.event_id = $1
order by split.position

-- name: statuses
-- How many results of each race have each status, and a doubt.
select race_id, status, count(*) as results, count(*) filter (where flags <> '[]') as flagged
from normalized_results
where event_id = $1
group by race_id, status

-- name: entered
-- How many people each race has on the roster, and how many of them have no result.
select
    person.race_id, count(*) as people, count(*) filter (where result.participant_id is null) as unheard
from normalized_participants person
left join normalized_results result on result.participant_id = person.id
where person.event_id = $1 and person.race_id is not null
group by person.race_id

-- name: last_finisher
-- Who came in last of a race, so far.
select participant_id from normalized_results
where race_id = $1 and rank_key is not null
order by finish_at desc nulls last, rank_key desc
limit 1

-- name: runners_of_teams
-- Finishers of a race who run for a team, as far as the team may be shown.
select
    person.id, coalesce(person.bib, '') as bib, person.first_name, person.last_name, person.team, result.rank_key, result.gun_ms,
    result.chip_ms, result.place_overall
from participants person
join normalized_results result on result.participant_id = person.id
where person.event_id = $1 and result.race_id = $2 and result.rank_key is not null and person.team <> ''
order by result.rank_key, person.id

-- name: legs
-- The quickest on each leg of a race.
select position, point, leg_m, place, participant_id, leg_ms from (
    select
        split.position, split.point, split.leg_m, split.participant_id, split.leg_ms,
        rank() over (partition by split.position order by split.leg_ms) as place
    from result_splits split
    join normalized_results result on result.participant_id = split.participant_id
    where split.race_id = $1 and split.kind <> 'start' and split.leg_ms is not null and result.status not in ('dq', 'dns')
) told
where place <= $2
order by position, place, participant_id

-- name: names
-- Certain people of an event as they may be shown.
select id, coalesce(bib, '') as bib, first_name, last_name, team from participants where event_id = $1 and id = any($2::int[])

-- name: found
-- Results of all events by a name, the better fit first, and of one name the newest first.
with hit as materialized (select participant_id, fit from find_results($1, $2))
select
    person.id, event.id as event_id, event.name as event, event.event_date as day, race.name as race,
    race.distance_m
from (select participant_id, min(fit) as fit from hit group by participant_id) told
join participants person on person.id = told.participant_id and person.id = any(array(select participant_id from hit))
join normalized_results result on result.participant_id = told.participant_id
join normalized_events event on event.id = result.event_id and event.state <> 'deleted'
join normalized_races race on race.id = result.race_id
order by told.fit, plain_name(person.last_name || ' ' || person.first_name), event.event_date desc, person.id

-- name: shown_anywhere
-- Results of certain people of any event, with the names as they may be shown; see `shown`.
select
    person.id, person.bib, person.first_name, person.last_name, person.gender, person.age, person.city, person.state,
    person.country, person.team, person.division as told_division, person.wave as told_wave, result.race_id,
    race.distance_m, result.status, result.reason, result.gun_ms, result.chip_ms, result.penalty_ms, result.start_at,
    result.finish_at, result.last_at, result.laps, result.sex, result.division, result.wave, result.place_overall,
    result.place_sex, result.place_division, result.place_wave, result.place_group, result.flags::text as flags,
    result.version, point.name as last_point
from participants person
join normalized_results result on result.participant_id = person.id
join normalized_races race on race.id = result.race_id
left join race_points point on point.id = result.last_point
where person.id = any($1::int[])
