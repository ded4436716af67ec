-- name: race
-- A race of this event.
select id, name from normalized_races where event_id = $1 and id = $2

-- name: placed_overall
-- Who has one of the first $3 places of a race; and those of $4, wherever they are.
select participant_id, place_overall as place, gun_ms, chip_ms from normalized_results
where race_id = $1 and $2::text is not null and ((rank_key is not null and place_overall <= $3) or participant_id = any($4::int[]))
order by place_overall nulls last, participant_id

-- name: placed_sex
-- The same of one sex.
select participant_id, case when sex = $2 then place_sex end as place, gun_ms, chip_ms from normalized_results
where race_id = $1 and ((sex = $2 and rank_key is not null and place_sex <= $3) or participant_id = any($4::int[]))
order by 2 nulls last, participant_id

-- name: placed_division
-- The same of one division.
select participant_id, case when division = $2 then place_division end as place, gun_ms, chip_ms
from normalized_results
where race_id = $1 and ((division = $2 and rank_key is not null and place_division <= $3) or participant_id = any($4::int[]))
order by 2 nulls last, participant_id

-- name: add
-- Keeps places as they are.
insert into result_holds (
    timing_partner_id, event_id, race_id, scope, scope_value, first, rows, made_by, made_by_name
)
values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9)
returning id

-- name: holds
-- What is held at an event, the newest first; with $2 also what was let go.
select
    hold.id, hold.race_id, race.name as race, hold.scope, hold.scope_value, hold.first, hold.rows::text as rows,
    hold.made_by_name, hold.made_at, hold.released_by_name, hold.released_at
from result_holds hold
join normalized_races race on race.id = hold.race_id
where hold.event_id = $1 and ($2 or hold.released_at is null) and ($3::int is null or hold.id = $3)
    and ($4::int is null or hold.race_id = $4)
order by hold.id desc
limit 200

-- name: standing
-- Whether these places are held already.
select id from result_holds
where race_id = $1 and scope = $2 and scope_value = $3 and released_at is null

-- name: release
-- Lets go of places.
update result_holds set released_at = now(), released_by_name = $3
where event_id = $1 and id = $2 and released_at is null
returning id

-- name: names
-- Bibs and names as this transaction may see them.
select id, bib, first_name, last_name from participants where event_id = $1 and id = any($2::int[])
