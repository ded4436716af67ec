-- name: selection
-- What the user $1 has chosen at this partner. Events that are gone meanwhile are left out, the order stays.
select
    mode, updated_at,
    array(
        select event.id
        from unnest(selection.event_ids) with ordinality as chosen (id, place)
        join normalized_events event on event.id = chosen.id and event.state <> 'deleted'
        order by chosen.place
    ) as event_ids
from operator_selections selection
where user_id = $1

-- name: known_events
-- Which of these are events of this partner.
select id from normalized_events where id = any($1::int[]) and state <> 'deleted'

-- name: put_selection
-- What the user has chosen from now on.
insert into operator_selections (timing_partner_id, user_id, mode, event_ids)
values ($1, $2, $3, $4)
on conflict (timing_partner_id, user_id) do update set
    mode = excluded.mode, event_ids = excluded.event_ids, updated_at = now()
