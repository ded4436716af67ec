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

-- name: seal
-- Seals up to ten thousand unsealed entries of the transaction's partner; no row when there is nothing.
select number, digest, entries, last_id from audit_seal()

-- name: wait_little_for_locks
-- For this transaction: rather seal later than stand in the way of a writer who waits behind us.
select set_config('lock_timeout', $1, true)

-- name: partners_with_log
-- Every partner, the hub itself (0) too: each has a log of its own.
select id, slug from timing_partners order by id

-- name: checked_seals
-- Every seal of the transaction's partner beside what its entries give now.
select
    seal.number, seal.first_id, seal.last_id, seal.made_at, seal.digest, seal.entries as sealed_entries,
    now.digest as digest_now, now.entries as entries_now
from (
    select s.*, coalesce(lag(s.digest) over (order by s.number), ''::bytea) as before from audit_seals s
) seal
cross join lateral audit_digest(seal.before, seal.first_id, seal.last_id) now
order by seal.number

-- name: unsealed
-- How many entries of the transaction's partner no seal covers yet.
select count(*) from audit_log where id > coalesce((select max(last_id) from audit_seals), 0)
