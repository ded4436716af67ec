-- Webhooks of a partner, and their deliveries. Only what picks deliveries of all partners comes through the hub door.

-- name: webhooks
-- The webhooks of the transaction's partner that were not removed, with how they do; of one where a number is given.
select
    hook.id, hook.url, hook.kinds, hook.state, hook.note, hook.made_by, hook.made_at,
    count(delivery.id) filter (where delivery.state = 'waiting') as waiting,
    count(delivery.id) filter (where delivery.state = 'given_up') as given_up,
    max(delivery.last_tried_at) filter (where delivery.state = 'delivered') as last_delivered_at
from webhooks hook
left join webhook_deliveries delivery on delivery.webhook_id = hook.id
where hook.state <> 'removed' and ($1::int is null or hook.id = $1)
group by hook.id
order by hook.id

-- name: count_webhooks
-- How many webhooks the partner has.
select count(*) from webhooks where state <> 'removed'

-- name: add_webhook
-- A new webhook; its secret is encrypted.
insert into webhooks (timing_partner_id, url, kinds, secret, note, made_by) values ($1, $2, $3, $4, $5, $6)
returning id

-- name: edit_webhook
-- What is null stays.
update webhooks set
    url = coalesce($2, url), kinds = coalesce($3::text[], kinds), note = coalesce($4, note), state = coalesce($5, state)
where id = $1 and state <> 'removed'
returning id

-- name: announce
-- One delivery for each webhook of the transaction's partner that wants to hear of it. They share the message's id, by
-- which a receiver knows what it has seen. The worker hears of it when this commits.
with told as (
    insert into webhook_deliveries (timing_partner_id, webhook_id, kind, body)
    select
        hook.timing_partner_id, hook.id, $1,
        json_build_object(
            'id', $4::text, 'kind', $1::text,
            'made_at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'partner', partner.slug, 'event_id', $2::int, 'data', $3::json
        )::text
    from webhooks hook
    join timing_partners partner on partner.id = hook.timing_partner_id
    where hook.timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int
        and hook.state = 'enabled' and $1 = any(hook.kinds)
    returning id
)
select count(*), case when count(*) > 0 then pg_notify('webhooks', '') end from told

-- name: announce_to
-- The same for one webhook, whatever it asked for and in whatever state: a test.
with told as (
    insert into webhook_deliveries (timing_partner_id, webhook_id, kind, body)
    select
        hook.timing_partner_id, hook.id, $1,
        json_build_object(
            'id', $4::text, 'kind', $1::text,
            'made_at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'partner', partner.slug, 'event_id', $2::int, 'data', $3::json
        )::text
    from webhooks hook
    join timing_partners partner on partner.id = hook.timing_partner_id
    where hook.id = $5 and hook.state <> 'removed'
    returning id
)
select id, pg_notify('webhooks', '') from told

-- name: deliveries
-- Of one webhook, newest first, before a cursor; of one delivery where a number is given.
select
    id, kind, state, tries, made_at, case when state = 'waiting' then next_try_at end as next_try_at, last_tried_at,
    last_status as status, last_error as error, answer_start as answer, body
from webhook_deliveries
where webhook_id = $1 and ($2::bigint is null or id < $2) and ($3::bigint is null or id = $3)
order by id desc
limit $4

-- name: again
-- The same message once more, as a delivery of its own.
with told as (
    insert into webhook_deliveries (timing_partner_id, webhook_id, kind, body)
    select delivery.timing_partner_id, delivery.webhook_id, delivery.kind, delivery.body
    from webhook_deliveries delivery
    where delivery.id = $1 and delivery.webhook_id = $2
    returning id
)
select id, pg_notify('webhooks', '') from told

-- name: take_due
-- Of all partners, what is due now, a few of each webhook, so that one slow receiver does not hold up the others. What
-- another worker has taken is skipped. Taken means: nobody else tries it before the lease is over.
with due as (
    select id
    from (
        select delivery.id, row_number() over (partition by delivery.webhook_id order by delivery.id) as place
        from webhook_deliveries delivery
        join webhooks hook on hook.id = delivery.webhook_id
        where delivery.state = 'waiting' and delivery.next_try_at <= $1 and delivery.webhook_id <> all($5::int[])
            and (hook.state = 'enabled' or (delivery.kind = 'test' and hook.state <> 'removed'))
    ) lined
    where place <= $4
    limit $3
), taken as (
    select id from webhook_deliveries
    where id in (select id from due) and state = 'waiting' and next_try_at <= $1
    for update skip locked
)
update webhook_deliveries delivery
set tries = delivery.tries + 1, last_tried_at = $1, next_try_at = $2
from taken, webhooks hook
where delivery.id = taken.id and hook.id = delivery.webhook_id
returning
    delivery.id, delivery.timing_partner_id as partner_id, delivery.webhook_id, delivery.kind, delivery.body,
    delivery.tries, hook.url, hook.secret

-- name: next_due
-- When the next delivery is due; null when none waits.
select min(delivery.next_try_at)
from webhook_deliveries delivery
join webhooks hook on hook.id = delivery.webhook_id
where delivery.state = 'waiting' and delivery.webhook_id <> all($1::int[]) and (hook.state = 'enabled' or (delivery.kind = 'test' and hook.state <> 'removed'))

-- name: put_back
-- The try could not even begin; it does not count.
update webhook_deliveries set tries = tries - 1, next_try_at = $2, last_error = $3 where id = $1

-- name: delivered
-- It arrived.
update webhook_deliveries
set state = 'delivered', last_status = $2, last_error = '', answer_start = $3
where id = $1 and state = 'waiting'

-- name: failed
-- It did not arrive; the next try is at an instant, or never (null).
update webhook_deliveries
set state = case when $5::timestamptz is null then 'given_up' else 'waiting' end,
    last_status = $2, last_error = $3, answer_start = $4, next_try_at = coalesce($5, next_try_at)
where id = $1 and state = 'waiting'

-- name: given_up_in_a_row
-- How many deliveries of a webhook were given up since one arrived.
select count(*) from webhook_deliveries
where webhook_id = $1 and state = 'given_up' and last_tried_at > coalesce(
    (select max(last_tried_at) from webhook_deliveries where webhook_id = $1 and state = 'delivered'), '-infinity'
)

-- name: pause
-- Nothing new for this webhook until somebody looks.
update webhooks set state = 'paused' where id = $1 and state = 'enabled' returning id

-- name: forget
-- Removes what is older, of all partners. Says how many.
select forget_webhook_deliveries($1)
