-- name: ranges
-- The ranges of an event in the order in which they are used, with how many bibs nobody has.
select
    told.id, told.first_bib, told.last_bib, told.prefix, told.race_id, told.gender,
    (told.last_bib - told.first_bib + 1 - (
        select count(*) from normalized_participants person
        where person.event_id = $1 and starts_with(person.bib, told.prefix)
            and substr(person.bib, length(told.prefix) + 1) ~ '^(0|[1-9][0-9]{0,5})$'
            and substr(person.bib, length(told.prefix) + 1)::int between told.first_bib and told.last_bib
    ))::int as free
from bib_ranges told
where told.event_id = $1
order by told.position, told.id

-- name: add_range
-- A new range, after the others.
insert into bib_ranges (timing_partner_id, event_id, first_bib, last_bib, prefix, race_id, gender, position)
values ($1, $2, $3, $4, $5, $6, $7, coalesce((select max(position) + 1 from bib_ranges where event_id = $2), 0))
returning id

-- name: change_range
-- A range as it is from now on.
update bib_ranges set first_bib = $3, last_bib = $4, prefix = $5, race_id = $6, gender = $7
where event_id = $1 and id = $2

-- name: remove_range
-- Bibs that were given from it stay.
delete from bib_ranges where event_id = $1 and id = $2 returning id

-- name: taken
-- Every bib of an event.
select bib from normalized_participants where event_id = $1 and bib is not null

-- name: waiting
-- Everybody without a bib.
select id from normalized_participants
where event_id = $1 and bib is null and ($2::int is null or race_id = $2)
order by created_at, id

-- name: give_bibs
-- Gives each of these people a bib, and remembers that it was given here.
update normalized_participants known
set bib = told.bib, local_fields = (
        select array_agg(distinct field) from unnest(array_append(known.local_fields, 'bib')) field
    ), updated_at = now(), version = known.version + 1
from unnest($2::int[], $3::text[]) as told (id, bib)
where known.event_id = $1 and known.id = told.id

-- name: names
-- What these people are called, as the transaction may see it.
select id, first_name, last_name, race_id, bib from participants where event_id = $1 and id = any($2::int[])
