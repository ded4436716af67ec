-- The audit log, written by function and read through the view that masks names.

-- name: note
-- Something that is no change of a row, in the log of the transaction's partner.
select audit_note($1, $2, $3, $4, $5::jsonb, $6)

-- name: concerning
-- From here on a transaction of the hub door writes into this partner's log, on behalf of this actor.
select set_config('app.partner_id', $1, true), set_config('app.actor', $2, true)

-- name: entries
-- The newest entries before a cursor, as this transaction may see them. A null asks for no filter. The page is found first
-- and masked then.
with page as materialized (
    select id from audit_log
    where ($1::bigint is null or id < $1)
        and ($2::text is null or actor_kind = $2)
        and ($3::int is null or actor_id = $3)
        and ($4::text is null or subject = $4)
        and ($5::text is null or subject_id = $5)
        and ($6::int is null or event_id = $6)
        and ($7::text is null or action = $7)
        and ($8::timestamptz is null or at >= $8)
        and ($9::timestamptz is null or at < $9)
    order by id desc
    limit $10
)
select
    id, at, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id,
    old::text as old, new::text as new, reason, change::text as change
from audit_entries
where id = any(array(select id from page))
order by id desc

-- name: entries_with_text
-- The same where a text is in what is shown, so that nobody finds a hidden name by trying. Slower: it reads on until the page
-- is full.
select
    id, at, actor_kind, actor_id, actor_name, actor_address, action, subject, subject_id, event_id,
    old::text as old, new::text as new, reason, change::text as change
from audit_entries
where ($1::bigint is null or id < $1)
    and ($2::text is null or actor_kind = $2)
    and ($3::int is null or actor_id = $3)
    and ($4::text is null or subject = $4)
    and ($5::text is null or subject_id = $5)
    and ($6::int is null or event_id = $6)
    and ($7::text is null or action = $7)
    and ($8::timestamptz is null or at >= $8)
    and ($9::timestamptz is null or at < $9)
    and concat_ws(' ', actor_name, actor_address, subject, subject_id, action, reason, old::text, new::text)
        ilike '%' || replace(replace(replace($11, '\', '\\'), '%', '\%'), '_', '\_') || '%'
order by id desc
limit $10

-- name: choices
-- What the log of this partner can be filtered by: who acted lately, and which subjects and actions there are.
with latest as (
    select actor_kind, actor_id, actor_name, subject, action
    from audit_log order by id desc limit 20000
)
select 'actor' as choice, actor_kind as kind, actor_id as number, max(actor_name) as name
from latest group by actor_kind, actor_id
union all
select 'subject', '', null, subject from latest group by subject
union all
select 'action', '', null, action from latest group by action
order by choice, name
