-- name: words
-- The next distinct words of an event after a place, as screens may show them: names, towns, clubs, divisions, races.
-- One order for all kinds, byte by byte, so that the same place is the same place in whatever language the database speaks.
with shown as (
    select 'name' as kind, first_name as one, last_name as two from participants where event_id = $1
    union
    select 'town', city, state from participants where event_id = $1
    union
    select 'team', team, '' from participants where event_id = $1
    union
    select 'division', division, '' from participants where event_id = $1
    union
    select 'division', division.name, ''
    from normalized_divisions division
    join normalized_races race on race.id = division.race_id
    where race.event_id = $1
    union
    select 'race', name, '' from normalized_races where event_id = $1
),
placed as (
    select kind collate "C" as kind, one collate "C" as one, two collate "C" as two
    from shown
    where one <> '' or two <> ''
)
select kind, one, two
from placed
where (kind, one, two) > ($2::text collate "C", $3::text collate "C", $4::text collate "C")
order by kind, one, two
limit $5
