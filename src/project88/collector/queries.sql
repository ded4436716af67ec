-- name: listeners
-- Every enabled listener of every partner (through the hub door).
select id, timing_partner_id, protocol, bind_address, port, allowed_networks::text[] as allowed_networks, greeting_mode,
    handshake_line_delay_ms, resume, zone
from timing_listeners
where enabled
order by port

-- name: partners
-- The partners that exist, without the Unclaimed pool (through the hub door).
select id, slug, name, zone from timing_partners where id > 0 order by id

-- name: add_listener
-- A listener that did not exist; an existing one on the same port is left as it is.
insert into timing_listeners (timing_partner_id, protocol, port)
values ($1, $2, $3)
on conflict (port) do nothing

-- name: claims
-- Streams first heard on a shared port that belong to a partner by now: source key and partner (through the hub door).
select source_key, timing_partner_id from timing_sources where timing_partner_id > 0

-- name: positions
-- Where a resumed stream would go on: the next row number per connection id and location.
select source.connection_id, location.name, max(location.highest_seq) + 1 as next_seq
from timing_sources source
join timing_sessions session on session.source_id = source.id
join timing_locations location on location.session_id = session.id
where source.connection_id <> '' and location.highest_seq >= 0 and session.opened_at > now() - interval '2 days'
group by source.connection_id, location.name
