-- Who is connected to the collector now, and who was: what the dashboard's health of senders is made of.
--
-- The collector writes it beside the reads, never before them: a sender's state may be some seconds old, a read is not.

create table timing_connections (
    id bigint primary key,
    timing_partner_id int not null references timing_partners (id),
    source_id int references timing_sources (id),
    session_id int references timing_sessions (id),
    listener_id int,
    kind text not null default 'ctp01' check (kind in ('ctp01', 'jchip')),
    peer text not null,
    program text not null default '',
    event_name text not null default '',
    state text not null default 'connected' check (state in ('connected', 'silent', 'ended')),
    connected_at timestamptz not null,
    heard_at timestamptz not null,
    told_at timestamptz not null,
    last_row_at timestamptz,
    rows_heard bigint not null default 0,
    gaps int not null default 0,
    unreadable int not null default 0,
    clock_ahead_ms int,
    behind boolean not null default false,
    ended_at timestamptz,
    end_reason text not null default ''
) with (fillfactor = 70);
create index timing_connections_of_partner on timing_connections (timing_partner_id, connected_at desc);
create index timing_connections_of_source on timing_connections (source_id) where source_id is not null;
create index timing_connections_open on timing_connections (id) where ended_at is null;
comment on column timing_connections.source_id is 'null until its first row: before it nobody can say whose stream this is';
comment on column timing_connections.heard_at is 'the newest byte from it, as far as it was written down (every few seconds)';
comment on column timing_connections.told_at is 'when the collector last wrote this row; old on an open connection = the collector is gone';
comment on column timing_connections.gaps is 'how often row numbers jumped';
comment on column timing_connections.unreadable is 'lines that were no rows of the protocol';
comment on column timing_connections.clock_ahead_ms is
    'the sender''s clock against ours: above zero it is ahead, below zero reads come late; null until a live read was heard';
comment on column timing_connections.behind is 'its reads wait in the collector''s journal';

alter table timing_connections enable row level security;
alter table timing_connections force row level security;
create policy partner_only on timing_connections
    using (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int)
    with check (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int);
create policy hub_door on timing_connections to project88_hub using (true) with check (true);
grant select on timing_connections to project88_service;
grant select, insert, update on timing_connections to project88_hub;

-- When a location last heard anything by our clock: a sender's own clock may be wrong, and then says nothing of age.
alter table timing_locations add column newest_received_at timestamptz;

-- The timing sessions of an event are asked for with every look at its dashboard.
create index timing_sessions_of_event on timing_sessions (event_id) where event_id is not null;

-- Removes connections that ended before the given instant; says how many.
create function forget_ended_connections(before timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    gone int;
begin
    alter table timing_connections no force row level security;
    delete from timing_connections where ended_at < before;
    get diagnostics gone = row_count;
    alter table timing_connections force row level security;
    return gone;
end $$;
revoke all on function forget_ended_connections(timestamptz) from public;
grant execute on function forget_ended_connections(timestamptz) to project88_service;
