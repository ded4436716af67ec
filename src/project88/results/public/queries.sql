-- name: published
-- Whose event has the slug $1, and its number; no row when there is none, or when it was deleted.
select timing_partner_id as partner_id, id as event_id
from normalized_events
where results_slug = $1 and state <> 'deleted'

-- name: stamp
-- What changes with everything that the results page of the event $1 shows of people: the version of its results, the
-- newest change of a person (ms UTC), and how many changed lately, for a change that was written down after a younger one.
select
    coalesce((select version from event_results where event_id = $1), 0) as version,
    coalesce((
        select floor(extract(epoch from max(updated_at)) * 1000)::bigint
        from normalized_participants where event_id = $1
    ), 0) as people_ms,
    (
        select count(*) from normalized_participants
        where event_id = $1 and updated_at > now() - interval '5 minutes'
    ) as lately

-- name: event
-- The event with the slug $2, if $1 still has it; who times it, and when its results changed last.
select
    event.name, event.event_date as day, event.zone, event.place, event.state = 'archived' as archived,
    partner.name as timed_by, results.changed_at
from normalized_events event
join timing_partners partner on partner.id = event.timing_partner_id
left join event_results results on results.event_id = event.id
where event.id = $1 and event.results_slug = $2 and event.state <> 'deleted'

-- name: races
-- The races of the event $1 in their order, with their state and how they are ranked.
select
    race.id, race.name, race.distance_m, race.start_at, coalesce(rules.state, 'live') as state,
    coalesce(rules.rank_by, 'gun') as rank_by, coalesce(rules.decimals, 0)::int as decimals
from normalized_races race
left join race_rules rules on rules.race_id = race.id
where race.event_id = $1
order by race.position, race.id

-- name: counts
-- How many people of each race of the event $1 have which status.
select race_id, status, count(*)::int as people
from normalized_results
where event_id = $1 and status <> 'not_started'
group by race_id, status

-- name: rows
-- Everybody of the race $2 of the event $1 with a result, in the order of the list, as columns; names as they may be shown.
-- With $3 only whose result is newer than that version, or who was changed on the roster after $4.
select
    json_build_object(
        'id', coalesce(json_agg(told.id), '[]'),
        'bib', coalesce(json_agg(told.bib), '[]'),
        'name', coalesce(json_agg(told.name), '[]'),
        'sex', coalesce(json_agg(told.sex), '[]'),
        'age', coalesce(json_agg(told.age), '[]'),
        'division', coalesce(json_agg(told.division), '[]'),
        'club', coalesce(json_agg(told.club), '[]'),
        'town', coalesce(json_agg(told.town), '[]'),
        'country', coalesce(json_agg(told.country), '[]'),
        'status', coalesce(json_agg(told.status), '[]'),
        'gun', coalesce(json_agg(told.gun), '[]'),
        'chip', coalesce(json_agg(told.chip), '[]'),
        'place', coalesce(json_agg(told.place), '[]'),
        'place_sex', coalesce(json_agg(told.place_sex), '[]'),
        'place_division', coalesce(json_agg(told.place_division), '[]'),
        'seen', coalesce(json_agg(told.seen), '[]')
    )::text
from (
    select
        result.participant_id as id, person.bib, trim(person.first_name || ' ' || person.last_name) as name,
        result.sex, person.age, result.division, person.team as club,
        concat_ws(', ', nullif(person.city, ''), nullif(person.state, '')) as town, person.country, result.status,
        result.gun_ms as gun, result.chip_ms as chip, result.place_overall as place, result.place_sex, result.place_division,
        case when result.status <> 'finished' then coalesce(point.name, '') else '' end as seen
    from normalized_results result
    join participants person on person.id = result.participant_id
    left join race_points point on point.id = result.last_point
    where result.event_id = $1 and result.race_id = $2 and result.status <> 'not_started'
        and (
            $3::bigint is null or result.version > $3
            or person.updated_at > to_timestamp($4::bigint / 1000.0) - interval '2 minutes'
        )
    order by
        result.rank_key nulls last,
        array_position(array['on_course', 'started', 'dnf', 'dq', 'dns'], result.status), person.bib_order, person.bib
) told

-- name: total
-- How many rows the list of the race $2 of the event $1 has.
select count(*)::int from normalized_results
where event_id = $1 and race_id = $2 and status <> 'not_started'

-- name: person
-- The result of the participant $2 of the event $1.
select
    result.participant_id as id, person.bib, trim(person.first_name || ' ' || person.last_name) as name,
    result.sex, person.age, result.division, person.team as club,
    concat_ws(', ', nullif(person.city, ''), nullif(person.state, '')) as town, person.country, result.status,
    result.gun_ms as gun, result.chip_ms as chip, result.place_overall as place, result.place_sex, result.place_division,
    case when result.status <> 'finished' then coalesce(point.name, '') else '' end as seen,
    result.race_id, race.name as race, race.distance_m, result.penalty_ms, result.laps, result.wave, result.start_at,
    result.finish_at
from normalized_results result
join participants person on person.id = result.participant_id
join normalized_races race on race.id = result.race_id
left join race_points point on point.id = result.last_point
where result.event_id = $1 and result.participant_id = $2 and result.status <> 'not_started'

-- name: splits
-- The times of the participant $2 of the event $1, in the order of the course; at the finish the places are those of the result.
select
    split.point, split.kind, split.distance_m, split.at, split.gun_ms as gun, split.chip_ms as chip, split.leg_ms, split.leg_m,
    case split.kind when 'finish' then result.place_overall else split.place_overall end as place,
    case split.kind when 'finish' then result.place_sex else split.place_sex end as place_sex
from result_splits split
join normalized_results result using (participant_id)
where split.event_id = $1 and participant_id = $2
order by split.position

-- name: publishing
-- The event $1 as far as its publishing goes; held until the transaction ends.
select name, event_date as day, state, results_slug as slug, results_published_at as published_at
from normalized_events
where id = $1
for no key update

-- name: publish
-- Gives the event $1 the slug $2; published at $3, unless it was already.
update normalized_events
set results_slug = $2, results_published_at = coalesce(results_published_at, $3)
where id = $1

-- name: unpublish
-- Takes the results of the event $1 from the public.
update normalized_events
set results_slug = null, results_published_at = null
where id = $1
