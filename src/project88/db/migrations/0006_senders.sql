-- Who is connected to the collector now, and who was: what the dashboard's health of senders is made of.
--
-- The collector writes it beside the reads, never before them: a sender's state may be some seconds old, a read is not.

create table timing_connections (
    id bigint primary key,
    timing_partner_id int not null references timing_partners (id),
    source_id int references timing_sources (id),
    session_id int references timing_sessions (id),
    listener_id int,
    peer text not null,
    program text not null default '',
    state text not null default 'connected' check (state in ('connected', 'silent', 'ended')),
    connected_at timestamptz not null,
    heard_at timestamptz not null,
    ended_at timestamptz,
    end_reason text not null default ''
);
create index timing_connections_of_partner on timing_connections (timing_partner_id, connected_at desc);
create index timing_connections_of_session on timing_connections (session_id) where session_id is not null;
comment on column timing_connections.heard_at is 'the newest byte from it, as far as it was written down (every few seconds)';

alter table timing_connections enable row level security;
alter table timing_connections force row level security;
create policy partner_only on timing_connections
    using (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int)
    with check (timing_partner_id = nullif(current_setting('app.partner_id', true), '')::int);
create policy hub_door on timing_connections to project88_hub using (true) with check (true);
grant select on timing_connections to project88_service;
grant select, insert, update on timing_connections to project88_hub;
