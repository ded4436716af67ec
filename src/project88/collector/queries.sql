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

-- name: put_connections
-- Who is connected now, and who has gone. Before its first row the source of a sender is found by the key that it will
-- likely have. The owner of a stream is the owner of its source: it may have been claimed.
insert into timing_connections as known (
    id, timing_partner_id, source_id, session_id, listener_id, kind, peer, program, event_name, state,
    connected_at, heard_at, told_at, last_row_at, rows_heard, gaps, unreadable, clock_ahead_ms, behind,
    ended_at, end_reason
)
select
    told.id, coalesce(source.timing_partner_id, told.partner_id), source.id, session.id, told.listener_id, told.kind,
    told.peer, told.program, told.event_name, told.state,
    timestamptz 'epoch' + told.connected_us * interval '1 microsecond',
    timestamptz 'epoch' + told.heard_us * interval '1 microsecond',
    timestamptz 'epoch' + told.told_us * interval '1 microsecond',
    timestamptz 'epoch' + told.last_row_us * interval '1 microsecond',
    told.rows_heard, told.gaps, told.unreadable, told.clock_ahead_ms, told.behind,
    case told.state when 'ended' then timestamptz 'epoch' + told.told_us * interval '1 microsecond' end,
    told.end_reason
from unnest(
    $1::bigint[], $2::int[], $3::text[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::int[],
    $18::int[], $19::int[], $20::boolean[], $21::text[]
) as told (
    id, partner_id, likely_key, source_id, session_id, listener_id, kind, peer, program, event_name, state,
    connected_us, heard_us, told_us, last_row_us, rows_heard, gaps, unreadable, clock_ahead_ms, behind, end_reason
)
left join lateral (
    select id, timing_partner_id from timing_sources
    where id = told.source_id
        or (told.source_id is null and source_key = told.likely_key and told.partner_id in (timing_partner_id, 0))
    order by timing_partner_id desc
    limit 1
) source on true
left join timing_sessions session on session.id = told.session_id
on conflict (id) do update set
    timing_partner_id = case when excluded.source_id is null then known.timing_partner_id else excluded.timing_partner_id end,
    source_id = coalesce(excluded.source_id, known.source_id),
    session_id = coalesce(excluded.session_id, known.session_id),
    program = excluded.program, event_name = excluded.event_name, state = excluded.state,
    heard_at = excluded.heard_at, told_at = excluded.told_at, last_row_at = excluded.last_row_at,
    rows_heard = excluded.rows_heard, gaps = excluded.gaps, unreadable = excluded.unreadable,
    clock_ahead_ms = excluded.clock_ahead_ms, behind = excluded.behind,
    ended_at = excluded.ended_at, end_reason = excluded.end_reason

-- name: end_connections
-- Ends what an earlier collector left standing: it cannot say so itself any more.
update timing_connections set state = 'ended', ended_at = told_at, end_reason = $1 where ended_at is null
