-- Partners and listeners, seen by the operator of the machine (through the hub door).

-- name: partners
-- The partners that exist, without the Unclaimed pool.
select id, slug, name, zone from timing_partners where id > 0 order by slug

-- name: partner_of_slug
-- The partner with this short name; `unclaimed` is the pool.
select id, slug, name, zone from timing_partners where slug = $1

-- name: add_partner
-- A new partner; no row when the short name is taken.
insert into timing_partners (slug, name, zone) values ($1, $2, $3)
on conflict (slug) do nothing
returning id, slug, name, zone

-- name: listeners
-- Every enabled listener with its partner.
select
    listener.id, partner.slug as partner, listener.protocol, listener.bind_address, listener.port,
    listener.allowed_networks::text[] as allowed_networks
from timing_listeners listener
join timing_partners partner on partner.id = listener.timing_partner_id
where listener.enabled
order by listener.port

-- name: add_listener
-- A listener on a port that has none. A port that had one before gets the same row again: its number is a part of the
-- keys by which senders are known, and with another one a resend would be stored twice.
insert into timing_listeners as known (timing_partner_id, protocol, port, allowed_networks)
values ($1, $2, $3, $4::cidr[])
on conflict (port) do update set
    timing_partner_id = excluded.timing_partner_id, protocol = excluded.protocol,
    allowed_networks = excluded.allowed_networks, enabled = true
where not known.enabled
returning id

-- name: hand_over_shared_ports
-- The ports that a hub without partners opened at its start, for its first partner. None when there are more of them.
update timing_listeners set timing_partner_id = $1
where timing_partner_id = 0 and enabled
    and (select count(*) from timing_partners where id > 0) = 1
returning id

-- name: remove_listener
-- Closes a port; its row is kept for the day it is opened again.
update timing_listeners set enabled = false where port = $1 and enabled returning id

-- name: notify_listeners
-- The collector looks at the table again when this commits.
select pg_notify('listeners', '')
