-- name: event
-- What the event is called, where and when it is, and who times it; nothing when it was deleted.
select event.name, event.event_date, event.zone, event.place, partner.name as timed_by
from normalized_events event join timing_partners partner on partner.id = event.timing_partner_id
where event.id = $1 and event.state <> 'deleted';

-- name: races
-- The races of an event, in their order.
select id, name, distance_m from normalized_races where event_id = $1 order by position, id;

-- name: with_bib
-- Who wears one of these bibs: the first of them that somebody wears. Nobody is hidden from the own bib.
select id, race_id from normalized_participants where event_id = $1 and bib = any($2::text[])
order by array_position($2::text[], bib) limit 1;

-- name: named
-- Whose shown name has every typed word ($2, as patterns) in it; whoever's name begins with the first word ($3) comes first.
-- Hidden people have no shown name, and are left out besides.
select bib, first_name, last_name, team, city, race from (
    select
        person.bib, person.bib_order, person.first_name, person.last_name, person.team, person.city,
        coalesce(race.name, '') as race,
        replace(replace(translate(plain_name(person.first_name || ' ' || person.last_name), 'øłđı', 'oldi'), 'ß', 'ss'),
            'æ', 'ae') as plain
    from participants person left join normalized_races race on race.id = person.race_id
    where person.event_id = $1 and person.privacy <> 'hidden' and person.bib is not null
) told
where plain like all ($2::text[])
order by plain like $3 || '%' desc, plain like '% ' || $3 || '%' desc, last_name, first_name, bib_order
limit $4;

-- name: match
-- Somebody as a list shows him or her.
select coalesce(person.bib, '') as bib, person.first_name, person.last_name, person.team, person.city,
    coalesce(race.name, '') as race
from participants person left join normalized_races race on race.id = person.race_id
where person.event_id = $1 and person.id = $2;

-- name: runner
-- One runner of an event, with the result so far; names as the runner wants them shown.
select
    coalesce(person.bib, '') as bib, person.first_name, person.last_name, person.team, person.city, person.state as region, person.country,
    person.race_id, coalesce(nullif(result.sex, ''), person.gender) as sex,
    coalesce(nullif(result.division, ''), person.division) as division,
    coalesce(nullif(result.wave, ''), person.wave) as wave,
    coalesce(race.name, '') as race, race.distance_m, coalesce(rules.state, 'live') as race_state,
    coalesce(rules.decimals, 0) as decimals, coalesce(rules.rank_by, 'gun') as rank_by,
    coalesce(rules.group_by, '') as group_by, coalesce(result.status, 'not_started') as status, result.start_at,
    result.finish_at, result.last_at, result.gun_ms, result.chip_ms, coalesce(result.penalty_ms, 0) as penalty_ms,
    coalesce(result.by_gun, false) as by_gun, result.place_overall, result.place_sex, result.place_division,
    result.place_wave, result.place_group
from participants person
left join normalized_races race on race.id = person.race_id
left join race_rules rules on rules.race_id = person.race_id
left join normalized_results result on result.participant_id = person.id
where person.id = $1 and person.event_id = $2;

-- name: splits
-- Where the runner was, in the order of the course; at the finish the places are those of the result.
select
    split.position, split.point, split.kind, split.distance_m, split.at, split.gun_ms, split.chip_ms, split.leg_ms, split.leg_m,
    case split.kind when 'finish' then result.place_overall else split.place_overall end as place_overall,
    case split.kind when 'finish' then result.place_sex else split.place_sex end as place_sex
from result_splits split
join normalized_results result using (participant_id)
where participant_id = $1 order by split.position;

-- name: course
-- The points of a race by their number in the course; of a race whose course was suggested those where somebody was.
with drawn as (
    select (row_number() over (order by position, id) - 1)::int as position, name as point, kind, distance_m
    from race_points where race_id = $1
), heard as (
    select distinct on (position) position, point, kind, distance_m from result_splits
    where race_id = $1 and not exists (select from drawn)
)
select position, point, kind, distance_m from drawn
union all
select position, point, kind, distance_m from heard
order by position;

-- name: finishers
-- How many have finished a race, by sex and division.
select sex, division, count(*) as finishers from normalized_results
where race_id = $1 and rank_key is not null group by sex, division;

-- name: usual
-- The field's median for the section that ends at each point, in milliseconds, where $3 or more have run it. Of a large
-- field every $2nd is asked: whose milliseconds of gun time say so is chance.
select done.position, percentile_cont(0.5) within group (
    order by case when done.position = 0 then done.chip_ms else extract(epoch from done.at - before.at) * 1000 end
) as ms
from result_splits done
left join result_splits before on before.participant_id = done.participant_id and before.position = done.position - 1
where done.race_id = $1 and done.gun_ms % $2 = 0 and done.kind <> 'start'
    and (before.at < done.at or done.position = 0)
group by done.position having count(*) >= $3;

-- name: changed
-- Whose result in an event changed after a version, and which version it is now.
select version, participant_id from normalized_results where event_id = $1 and version > $2;

-- name: version
-- Where the results of an event stand.
select version from event_results where event_id = $1;

-- name: name_of
-- Under which name the results of an event are published; null: they are not.
select results_slug from normalized_events where id = $1 and state <> 'deleted';
