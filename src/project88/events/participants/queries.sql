-- name: see_real_names
-- From here to its end this transaction corrects a roster: compared with hidden names, it would blank them.
select set_config('app.names', 'real', true)

-- name: wait_little_for_locks
-- For this transaction: rather ask the person to try again than hold a connection for as long as others work.
select set_config('lock_timeout', '5s', true)

-- name: lock_event
-- The event, locked until the transaction ends, so that two who change its roster take turns. Reads go on.
select id, name, zone, event_date, state
from normalized_events
where id = $1 and state <> 'deleted'
for no key update

-- name: event
-- The event as it is.
select id, name, zone, event_date, state from normalized_events where id = $1 and state <> 'deleted'

-- name: fingerprint
-- Another one than before says that the roster changed in between: people, bibs, chips or races.
select md5(concat_ws('/',
    (select count(*) || ':' || coalesce(sum(hashtextextended(id::text || '.' || version, 0)), 0)
        from normalized_participants where event_id = $1),
    (select count(*) || ':' || coalesce(sum(hashtextextended(participant_id::text || '.' || chip, 0)), 0)
        from participant_chips where event_id = $1),
    (select coalesce(sum(hashtextextended(id::text || '.' || name, 0)), 0)
        from normalized_races where event_id = $1)
))

-- name: size
-- How many people are on the roster of an event.
select count(*) from normalized_participants where event_id = $1

-- name: everybody
-- The next people of a roster by id. Chips are asked apart: right after the first import the planner knows nothing of
-- the tables' sizes, and a join of the two took minutes.
select
    id, race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave, external_id,
    source_bib, privacy, local_fields, note, version, born_on
from participants
where event_id = $1 and id > $2
order by id
limit $3

-- name: some
-- Certain people of an event, whole.
select
    id, race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave, external_id,
    source_bib, privacy, local_fields, note, version, born_on
from participants
where event_id = $1 and id = any($2::int[])
order by id

-- name: races
-- The races of an event.
select id, name from normalized_races where event_id = $1 order by position, name

-- name: put_races
-- Makes the races of an event that are missing; their ids.
insert into normalized_races (timing_partner_id, event_id, name)
select $1, $2, name from unnest($3::text[]) as told (name)
on conflict (event_id, name) do nothing
returning id

-- name: drop_empty_races
-- Takes back races that an import made, where nobody and nothing has come to be in them.
delete from normalized_races race
where event_id = $1 and id = any($2::int[])
    and not exists (select from normalized_participants where race_id = race.id)
    and not exists (select from normalized_waves where race_id = race.id)
    and not exists (select from normalized_divisions where race_id = race.id)
    and not exists (select from bib_ranges where race_id = race.id)

-- name: chips_of
-- The chips of certain people.
select participant_id, chip from participant_chips where event_id = $1 and participant_id = any($2::int[])

-- name: all_chips
-- Every chip of an event with its holder.
select participant_id, chip from participant_chips where event_id = $1

-- name: let_bibs_swap
-- Whether a bib is somebody's twice is asked when the transaction ends.
set constraints normalized_participants_event_id_bib_key deferred

-- name: new_ids
-- Ids for people who are about to be written.
select nextval('normalized_participants_id_seq')::int as id from generate_series(1, $1::int)

-- name: add_people
-- Writes new people under ids of their own.
insert into normalized_participants (
    timing_partner_id, event_id, id, race_id, bib, first_name, last_name, gender, age, city, state, country, division,
    team, wave, external_id, source_bib, privacy, born_on, note, local_fields
)
select
    $1, $2, id, race_id, nullif(bib, ''), first_name, last_name, gender, age, city, state, country, division,
    team, wave, external_id, source_bib, privacy, born_on, note, string_to_array(local_fields, ',')
from unnest(
    $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::date[], $20::text[],
    $21::text[]
) as told (
    id, race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave, external_id,
    source_bib, privacy, born_on, note, local_fields
)

-- name: change_people
-- Replaces people whole.
update normalized_participants known set
    race_id = told.race_id, bib = nullif(told.bib, ''), first_name = told.first_name, last_name = told.last_name,
    gender = told.gender, age = told.age, city = told.city, state = told.state, country = told.country,
    division = told.division, team = told.team, wave = told.wave, external_id = told.external_id,
    source_bib = told.source_bib, privacy = told.privacy, born_on = told.born_on, note = told.note,
    local_fields = string_to_array(told.local_fields, ','), updated_at = now(), version = known.version + 1
from unnest(
    $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[],
    $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::date[], $19::text[],
    $20::text[]
) as told (
    id, race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave, external_id,
    source_bib, privacy, born_on, note, local_fields
)
where known.event_id = $1 and known.id = told.id

-- name: change_entrants
-- Replaces what files tell of people; notes and the memory of what was set here stay.
update normalized_participants known set
    race_id = told.race_id, bib = nullif(told.bib, ''), first_name = told.first_name, last_name = told.last_name,
    gender = told.gender, age = told.age, city = told.city, state = told.state, country = told.country,
    division = told.division, team = told.team, wave = told.wave, external_id = told.external_id,
    source_bib = told.source_bib, privacy = told.privacy, born_on = told.born_on, updated_at = now(), version = known.version + 1
from unnest(
    $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[],
    $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::date[]
) as told (
    id, race_id, bib, first_name, last_name, gender, age, city, state, country, division, team, wave, external_id,
    source_bib, privacy, born_on
)
where known.event_id = $1 and known.id = told.id

-- name: delete_people
-- Takes people off the roster, with their chips.
delete from normalized_participants where event_id = $1 and id = any($2::int[])

-- name: take_chips
-- Frees the chips of these people that they are not to have any more.
delete from participant_chips held
using unnest($2::int[], $3::text[]) as taken (participant_id, chip)
where held.event_id = $1 and held.participant_id = taken.participant_id and held.chip = taken.chip

-- name: give_chips
-- One chip, one person, per element.
insert into participant_chips (timing_partner_id, event_id, participant_id, chip)
select $1, $2, told.* from unnest($3::int[], $4::text[]) as told

-- name: holders_of_chips
-- Who has one of these chips; only the bib, because the name may be hidden.
select held.chip, held.participant_id, person.bib
from participant_chips held join normalized_participants person on person.id = held.participant_id
where held.event_id = $1 and held.chip = any($2::text[]) and held.participant_id <> all($3::int[])
order by held.chip

-- name: holders_of_bibs
-- Who has one of these bibs.
select id, bib from normalized_participants
where event_id = $1 and bib = any($2::text[]) and id <> all($3::int[])

-- name: keep_undo
-- What undo will bring back.
insert into roster_undos (timing_partner_id, event_id, action, before, after)
values ($1, $2, $3, $4::text::jsonb, $5::text::jsonb)
returning id

-- name: take_undo
-- Marks an undo as used, so that it works once.
update roster_undos set used_at = now()
where id = $1 and event_id = $2 and used_at is null and ($3::text[] is null or action = any($3))
returning id

-- name: forget_used_undos
-- What was brought back before this instant needs no second copy. What was not undone stays: it may still be.
delete from roster_undos where used_at < $1 returning id

-- name: undo_state
-- The people as they were and as they became; only for a transaction that corrects the roster.
select before::text, after::text from roster_undo_states where id = $1 and event_id = $2

-- name: announce
-- Wakes whoever matches tags to this roster; heard when the transaction commits.
select pg_notify('rosters', $1::text)

-- name: page
-- A page of a roster in the order of bibs. Names are looked at only where somebody looks for one.
with page as (
    select id
    from normalized_participants person
    where event_id = $1
        and (bib_order, id) > ($2::text, $3::int)
        and ($4::int is null or race_id = $4)
        and ($5::text is null or starts_with(lower(bib), $5)
            or id in (select participant_id from participant_chips where event_id = $1 and lower(chip) = $5))
        and ($6::boolean is null or (bib is null) = $6)
        and ($7::boolean is null or $7 = not exists (
            select from participant_chips held where held.event_id = $1 and held.participant_id = person.id))
        and ($8::text is null or privacy = $8)
    order by bib_order, id
    limit $9
)
select
    id, race_id, bib, bib_order, first_name, last_name, gender, age, city, state, country, division, team, wave,
    external_id, source_bib, privacy, local_fields, note, version, updated_at, born_on
from participants
where event_id = $1 and id = any(array(select id from page))
order by bib_order, id

-- name: page_by_name
-- The same for a search that may be in a name, a town or a team, as far as the caller may see them; or in a chip.
select
    id, race_id, bib, bib_order, first_name, last_name, gender, age, city, state, country, division, team, wave,
    external_id, source_bib, privacy, local_fields, note, version, updated_at, born_on
from participants person
where event_id = $1
    and (bib_order, id) > ($2::text, $3::int)
    and ($4::int is null or race_id = $4)
    and (
        starts_with(lower(bib), $5)
        or plain_name(first_name || ' ' || last_name || ' ' || first_name || ' ' || team) like $10
        or exists (select from participant_chips held
            where held.event_id = $1 and held.participant_id = person.id and lower(held.chip) = $5)
    )
    and ($6::boolean is null or (bib is null) = $6)
    and ($7::boolean is null or $7 = not exists (
        select from participant_chips held where held.event_id = $1 and held.participant_id = person.id))
    and ($8::text is null or privacy = $8)
order by bib_order, id
limit $9

-- name: shown_some
-- Certain people, as the transaction may see them.
select
    id, race_id, bib, bib_order, first_name, last_name, gender, age, city, state, country, division, team, wave,
    external_id, source_bib, privacy, local_fields, note, version, updated_at, born_on
from participants
where event_id = $1 and id = any($2::int[])

-- name: counts
-- How many people there are, and what they lack.
select
    count(*) as people,
    count(*) filter (where bib is null) as without_bib,
    count(*) filter (where not exists (
        select from participant_chips held where held.event_id = $1 and held.participant_id = person.id
    )) as without_chip,
    count(*) filter (where privacy <> 'public') as not_public
from normalized_participants person
where event_id = $1

-- name: counts_by_race
-- How many people each race has.
select race_id, count(*) as people from normalized_participants where event_id = $1 group by race_id

-- name: history
-- What happened to one participant, newest first; masked as the transaction may see it.
select id, at, actor_kind, actor_name, action, reason, old::text, new::text
from audit_entries
where subject = 'participant' and subject_id = $1::text and event_id = $2 and ($3::bigint is null or id < $3)
order by id desc
limit $4

-- name: race_exists
-- Whether the race is one of this event.
select exists (select from normalized_races where event_id = $1 and id = $2)

-- name: note
-- In the audit log, in the transaction that it is about.
select audit_note($1, $2, $3, $4, $5::text::jsonb, '')

-- name: read_since
-- Of these people those whose chip or bib has been read: a passing of the event's sessions names them.
select distinct participant_id from timing_passings
where session_id in (select id from timing_sessions where event_id = $1)
    and participant_id = any($2::int[]) and state = 'live'
