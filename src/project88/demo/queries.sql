-- name: put_partner
-- The demo's timing partner, made when it is missing.
insert into timing_partners (slug, name, zone) values ($1, $2, $3)
on conflict (slug) do update set name = excluded.name, zone = excluded.zone
returning id

-- name: move_listener
-- The partner's one listener now awaits senders on the port $1.
update timing_listeners set port = $1, enabled = true returning id

-- name: add_listener
-- A listener of the partner $1 on the port $2.
insert into timing_listeners (timing_partner_id, port) values ($1, $2)
