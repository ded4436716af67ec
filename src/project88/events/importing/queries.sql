-- name: put_away
-- Imports of this event that nobody committed: a new file takes their place, and their bytes are forgotten.
update roster_imports set state = 'replaced', file = null, progress = null
where event_id = $1 and state in ('read', 'previewed')
returning id

-- name: put_old_away
-- The same for what was brought before this instant, at every event of the partner.
update roster_imports set state = 'replaced', file = null, progress = null
where state in ('read', 'previewed') and made_at < $1
returning id

-- name: drop_old_rows
-- Rows of imports that are over and were brought before this instant. A committed one keeps its rows: undo needs them.
delete from roster_import_rows told using roster_imports import
where told.import_id = import.id and import.state in ('undone', 'replaced')
    and greatest(import.made_at, import.undone_at) < $1

-- name: drop_rows
-- Forgets the rows of imports.
delete from roster_import_rows where import_id = any($1::int[])

-- name: add_import
-- A file as it was brought and read; nothing is compared yet.
insert into roster_imports (
    timing_partner_id, event_id, file_name, file, file_sha256, reading, choices, made_by, made_by_name
) values ($1, $2, $3, $4, $5, $6::text::jsonb, $7::text::jsonb, $8, $9)
returning id

-- name: reread
-- The file was read in another way: another sheet or encoding. What was compared before is void.
update roster_imports
set reading = $2::text::jsonb, choices = $3::text::jsonb, state = 'read', counts = '{}', fingerprint = ''
where id = $1 and state in ('read', 'previewed')
returning id

-- name: import
-- One import without its bytes. Samples of cells may show names: they are for whoever corrects the roster.
select
    id, event_id, state, file_name,
    (case when coalesce(current_setting('app.names', true), '') = 'real' then reading
        else jsonb_set(reading, '{samples}', '[]') end)::text as reading,
    choices::text, counts::text, fingerprint, progress::text, races_made,
    (case when coalesce(current_setting('app.names', true), '') = 'real' then undone end)::text as undone,
    made_by_name, made_at, committed_at, undone_at
from roster_imports
where id = $1 and event_id = $2

-- name: imports
-- The imports of an event, newest first.
select
    id, event_id, state, file_name, counts::text, made_by_name, made_at, committed_at, undone_at
from roster_imports
where event_id = $1 and ($2::int is null or id < $2)
order by id desc
limit $3

-- name: file_of
-- The bytes; null when they were forgotten.
select file from roster_imports where id = $1

-- name: last_committed
-- The import that can be undone: the newest that was committed and stands.
select max(id) from roster_imports where event_id = $1 and state = 'committed'

-- name: take_turn
-- False while somebody else compares, commits or undoes this import. Held until the transaction ends.
select pg_try_advisory_xact_lock(8804, $1)

-- name: say_progress
-- Where the work is, for whoever asks meanwhile.
update roster_imports set progress = $2::text::jsonb where id = $1

-- name: add_rows
-- Some rows of a comparison.
insert into roster_import_rows (
    timing_partner_id, import_id, line, outcome, participant_id, bib, reasons, cells, result, before, kept
)
select $1, $2, line, outcome, participant_id, bib, reasons::jsonb, cells::jsonb, result::jsonb, before::jsonb, kept::jsonb
from unnest(
    $3::int[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[]
) as told (line, outcome, participant_id, bib, reasons, cells, result, before, kept)

-- name: previewed
-- The comparison is complete.
update roster_imports
set state = 'previewed', choices = $2::text::jsonb, counts = $3::text::jsonb, fingerprint = $4, progress = null
where id = $1 and state in ('read', 'previewed')
returning id

-- name: rows_to_write
-- The next rows that change something, whole; only for a transaction that sees real names.
select line, participant_id, result::text, before::text
from import_rows
where import_id = $1 and outcome in ('new', 'changed') and line > $2
order by line
limit $3

-- name: rows_that_move
-- Rows of known people whose chips or bib change, whole.
select line, participant_id, result::text, before::text
from import_rows
where import_id = $1 and outcome = 'changed' and (before ? 'chips' or before ? 'bib')

-- name: races_told
-- The races that rows to be written are in.
select distinct result ->> 'race' as name
from import_rows
where import_id = $1 and outcome in ('new', 'changed') and result ->> 'race' <> ''

-- name: name_people
-- New people have ids now.
update roster_import_rows told set participant_id = made.participant_id
from unnest($2::int[], $3::int[]) as made (line, participant_id)
where told.import_id = $1 and told.line = made.line

-- name: committed
-- Everything is written; the bytes are not needed any more.
update roster_imports
set state = 'committed', committed_at = now(), file = null, progress = null, races_made = $2
where id = $1

-- name: undone
-- Taken back.
update roster_imports set state = 'undone', undone_at = now(), progress = null, undone = $2::text::jsonb where id = $1

-- name: made_people
-- People whom an import added, with the versions that they have now.
select told.participant_id as id, person.version, person.bib
from roster_import_rows told join normalized_participants person on person.id = told.participant_id
where told.import_id = $1 and told.outcome = 'new'

-- name: rows
-- A page of rows with what they come to. `kept`: rows where what was set here wins.
select
    line, outcome, participant_id, bib, whole, reasons::text, cells::text, result::text, before::text, kept::text
from import_rows told
where import_id = $1 and line > $3
    and ($2 = 'all' or outcome = $2 or ($2 = 'kept' and exists (
        select from roster_import_rows own
        where own.import_id = $1 and own.line = told.line and own.has_kept)))
order by line
limit $4

-- name: missing
-- People of the roster whom no row of the file means; they stay as they are.
select id, bib, first_name, last_name, race_id
from participants person
where event_id = $1 and id > $3
    and not exists (
        select from roster_import_rows told where told.import_id = $2 and told.participant_id = person.id
    )
order by id
limit $4

-- name: mapping
-- What the columns were the last time that this partner brought a file with this header.
select mapping::text from roster_mappings where heading_key = $1

-- name: remember_mapping
-- For the next file with this header.
insert into roster_mappings (timing_partner_id, heading_key, mapping) values ($1, $2, $3::text::jsonb)
on conflict (timing_partner_id, heading_key) do update set mapping = excluded.mapping, used_at = now()

-- name: note
-- In the audit log, in the transaction that it is about.
select audit_note($1, 'roster import', $2, $3, $4::text::jsonb, '')
