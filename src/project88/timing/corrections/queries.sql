-- What a person changes afterwards: zones, events, rules, and what follows from them.

-- name: lock_sessions
-- Sessions by id, locked in one order until the transaction ends, each with its next revision: a recording transaction
-- publishes before what is done to them, or sees afterwards that its plan is out of date; never in between.
with locked as (
    select id from timing_sessions where id = any($1::int[]) order by id for update
), revised as (
    update timing_sessions session set revision = session.revision + 1
    from locked where session.id = locked.id
    returning session.id, session.timing_partner_id, session.source_id, session.event_id, session.event_day,
        session.name, session.zone, session.reads
)
select * from revised order by id

-- name: session_ids_of_source
-- Every session of a source.
select id from timing_sessions where source_id = $1 order by id

-- name: session_ids_of_event
-- Every session that is bound to an event.
select id from timing_sessions where event_id = $1 order by id

-- name: open_session_ids
-- Every session of the partner that still receives reads.
select id from timing_sessions where state = 'open' order by id

-- name: raise_versions
-- Something of these sessions changed for their displays: the next version of each.
update timing_sessions set version = version + 1
where id = any($1::int[])
returning id, timing_partner_id, version,
    (extract(epoch from newest_received_at) * 1000)::bigint as newest_received_ms

-- name: notify
-- Wakes other processes when this transaction commits. Corrections are rare; the recorder has its own way.
select pg_notify($1, payload) from unnest($2::text[]) as note (payload)

-- name: stored_reads
-- How many reads of a session are there still.
select count(*) from timing_reads where session_id = $1

-- name: evidence
-- For each tag at each location of a session (or at the location $2 only): the instants of all its reads with the
-- times of their arrival, and the passings that stand. Microseconds since 1970.
with heard as (
    select
        location_id, tag,
        array_agg((extract(epoch from read_at) * 1000000)::bigint order by read_at, received_at) as reads,
        array_agg((extract(epoch from received_at) * 1000000)::bigint order by read_at, received_at) as received
    from timing_reads
    where session_id = $1 and read_at is not null and ($2::int is null or location_id = $2)
    group by location_id, tag
), published as (
    select
        location_id, tag,
        array_agg(passing_no order by passing_no) as numbers,
        array_agg((extract(epoch from passing_at) * 1000000)::bigint order by passing_no) as times,
        array_agg((extract(epoch from first_read_at) * 1000000)::bigint order by passing_no) as firsts
    from timing_passings
    where session_id = $1 and state = 'live' and ($2::int is null or location_id = $2)
    group by location_id, tag
)
select location_id, tag, reads, received, numbers, times, firsts
from heard full join published using (location_id, tag)

-- name: correct_passings
-- Publishes passings that were made anew, under the version $2 of their session.
insert into timing_passings as known (
    timing_partner_id, session_id, location_id, tag, passing_no, participant_id, passing_at, first_read_at,
    received_at, version
)
select
    session.timing_partner_id, session.id, told.location_id, told.tag, told.passing_no, told.participant_id,
    timestamptz 'epoch' + told.passing_us * interval '1 microsecond',
    timestamptz 'epoch' + told.first_us * interval '1 microsecond',
    timestamptz 'epoch' + told.received_us * interval '1 microsecond',
    $2
from unnest($3::int[], $4::text[], $5::int[], $6::int[], $7::bigint[], $8::bigint[], $9::bigint[])
    as told (location_id, tag, passing_no, participant_id, passing_us, first_us, received_us)
join timing_sessions session on session.id = $1
on conflict (session_id, location_id, tag, passing_no) do update set
    participant_id = excluded.participant_id, passing_at = excluded.passing_at,
    first_read_at = excluded.first_read_at, corrections = known.corrections + 1, state = 'live',
    version = excluded.version

-- name: withdraw_passings
-- Takes passings back that reads no longer bear out.
update timing_passings known set state = 'withdrawn', corrections = known.corrections + 1, version = $2
from unnest($3::int[], $4::text[], $5::int[]) as gone (location_id, tag, passing_no)
where known.session_id = $1 and known.location_id = gone.location_id and known.tag = gone.tag
    and known.passing_no = gone.passing_no

-- name: show_passings_anew
-- Every passing that stands goes out again under this version, because the local time that screens show changed.
update timing_passings set version = $2 where session_id = $1 and state = 'live' and version < $2

-- name: allow_long_statements
-- For this transaction: a correction of a whole race may take longer than what a service is given.
select set_config('statement_timeout', $1, true)

-- name: reads_in_place
-- Every read of a session that has an instant, with the place where the row lies.
select
    tableoid as place, ctid as row_id, location_id, tag, seq, reader, time_raw, flags,
    (extract(epoch from read_at) * 1000000)::bigint as read_us,
    (extract(epoch from received_at) * 1000000)::bigint as received_us
from timing_reads
where session_id = $1 and read_at is not null

-- name: stage_instants
-- Where re-computed instants wait until they are all known.
create temporary table if not exists staged_instants (
    place oid, row_id tid, location_id int, tag text, seq bigint, reader text, before_us bigint,
    read_us bigint, flags text[], is_taken boolean not null default false
) on commit delete rows

-- name: empty_staged_instants
-- Another session of this transaction may have left its rows.
truncate pg_temp.staged_instants

-- name: know_staged_instants
-- The planner would take the staging table for empty, and nested loops over a race take minutes.
analyze pg_temp.staged_instants

-- name: part_staged_twins
-- Two texts can mean one instant (a clock that was put back in between). A read more or less is worse than a microsecond.
update pg_temp.staged_instants staged set read_us = staged.read_us + twin.number - 1
from (
    select ctid, row_number() over (partition by read_us, location_id, tag, seq, reader) as number
    from pg_temp.staged_instants
) twin
where staged.ctid = twin.ctid and twin.number > 1

-- name: mark_instants_in_the_way
-- Reads whose new instant is, as yet, that of another read with the same tag and number.
update pg_temp.staged_instants staged set is_taken = true
from pg_temp.staged_instants other
where other.before_us = staged.read_us and other.tag = staged.tag and other.location_id = staged.location_id
    and other.reader = staged.reader and other.seq is not distinct from staged.seq and other.ctid <> staged.ctid

-- name: move_instants
-- Gives the reads their new instants; a row that changes its day goes to that day's partition by itself. The unique
-- key is checked row by row, so those whose instant is taken are parked a thousand years away.
update timing_reads moved set
    read_at = timestamptz 'epoch' + staged.read_us * interval '1 microsecond'
        + case when staged.is_taken then interval '365000 days' else interval '0' end,
    flags = staged.flags
from pg_temp.staged_instants staged
where moved.session_id = $1 and moved.tableoid = staged.place and moved.ctid = staged.row_id

-- name: unpark_instants
-- And those that were parked come back.
update timing_reads set read_at = read_at - interval '365000 days'
where session_id = $1 and read_at >= timestamptz '2900-01-01 00:00Z'

-- name: set_source_zone
-- The zone of a sender's clock from now on.
update timing_sources set zone = $2 where id = $1 returning id

-- name: set_session_zone
-- A session's zone, and the span of its reads as they are now; instants that decide nothing ($3 to $4 µs after their
-- arrival) do not count, as when the recorder hears them.
update timing_sessions set zone = $2, first_read_at = span.first_at, last_read_at = span.last_at
from (
    select min(read_at) as first_at, max(read_at) as last_at
    from timing_reads
    where session_id = $1 and read_at >= timestamptz 'epoch' + $3::bigint * interval '1 microsecond'
        and read_at <= received_at + $4::bigint * interval '1 microsecond'
) span
where id = $1

-- name: set_newest_reads
-- The newest instant at each location, as the reads are now.
update timing_locations location set newest_read_at = heard.newest_at
from (
    select location_id, max(read_at) as newest_at from timing_reads where session_id = $1 group by location_id
) heard
where location.session_id = $1 and location.id = heard.location_id

-- name: gun_times
-- The gun times of a session.
select id, time_raw, (extract(epoch from gun_at) * 1000000)::bigint as gun_us
from timing_gun_times
where session_id = $1

-- name: set_gun_times
-- Gun times computed again.
update timing_gun_times gun set gun_at = timestamptz 'epoch' + told.gun_us * interval '1 microsecond'
from unnest($1::int[], $2::bigint[]) as told (id, gun_us)
where gun.id = told.id

-- name: published_tags
-- Every tag of these sessions that has a passing, with the participant it was matched to.
select distinct session_id, tag, participant_id
from timing_passings
where session_id = any($1::int[]) and state = 'live'

-- name: take_roster_changes
-- What was changed on the roster of an event and not yet shown; now it is this transaction's to show.
delete from roster_changes where event_id = $1 returning participant_id

-- name: changed_rosters
-- Events of every partner whose roster has changes that are not yet shown.
select distinct timing_partner_id, event_id from roster_changes

-- name: match_passings
-- The passings of these tags belong to these participants; the session's displays see it under the version $2.
update timing_passings passing set participant_id = told.participant_id, version = $2
from unnest($3::text[], $4::int[]) as told (tag, participant_id)
where passing.session_id = $1 and passing.state = 'live' and passing.tag = told.tag

-- name: event
-- An event of the partner that was not deleted.
select id, name, event_date, zone from normalized_events where id = $1 and state <> 'deleted'

-- name: set_event
-- Binds sessions to an event, or to none.
update timing_sessions set event_id = $2 where id = any($1::int[])

-- name: sessions_waiting_for_event
-- Sessions without an event on the day of this one, if it is the partner's only event of that day: they would belong
-- to it, had it been there when they were opened.
select session.id
from timing_sessions session
join normalized_events event on event.id = $1 and event.event_date = session.event_day and event.state = 'active'
where session.event_id is null
    and not exists (
        select from normalized_events other
        where other.event_date = event.event_date and other.id <> event.id and other.state = 'active'
    )
order by session.id

-- name: session_of_location
-- The session to which a location belongs.
select session_id from timing_locations where id = $1

-- name: locations_named
-- The locations of a session with this name, whatever its case.
select id, name from timing_locations where session_id = $1 and lower(name) = lower($2)

-- name: set_rule
-- How reads become passings at a location; null leaves what is.
update timing_locations set
    passing_rule = coalesce($2, passing_rule), ignore_window_s = coalesce($3, ignore_window_s)
where id = $1
returning id, passing_rule, ignore_window_s

-- name: rules_of_session
-- The rule of each location of a session.
select id, passing_rule, ignore_window_s from timing_locations where session_id = $1

-- name: unclaimed_streams
-- Sources on shared ports that belong to nobody yet, the newest first (through the hub door).
select
    source.id, source.source_key, source.kind, source.program, source.program_version, source.event_name,
    count(session.id) as sessions, coalesce(sum(session.reads), 0)::bigint as reads,
    min(session.first_read_at) as first_read_at, max(session.newest_received_at) as newest_received_at
from timing_sources source
left join timing_sessions session on session.source_id = source.id
where source.timing_partner_id = 0
group by source.id
order by max(session.newest_received_at) desc nulls last, source.id desc

-- name: lock_source
-- A source with the partner to whom it belongs, of whichever partner, locked (through the hub door).
select id, timing_partner_id, source_key from timing_sources where id = $1 for update

-- name: source_of_partner
-- The source with this key that a partner has already (through the hub door).
select id from timing_sources where timing_partner_id = $1 and source_key = $2

-- name: partner_exists
-- Whether there is such a partner (through the hub door).
select exists (select from timing_partners where id = $1 and id > 0)

-- name: connections_of_sessions
-- The connections over which the rows of these sessions came.
select connection_id from timing_reads where session_id = any($1::int[])
union
select connection_id from timing_gun_times where session_id = any($1::int[])

-- name: give_source
-- A source belongs to another partner from now on.
update timing_sources set timing_partner_id = $2 where id = $1

-- name: give_sessions
-- Its sessions too. An event of the old owner means nothing to the new one.
update timing_sessions set timing_partner_id = $2, event_id = null where id = any($1::int[])

-- name: give_locations
-- And their locations,
update timing_locations set timing_partner_id = $2 where session_id = any($1::int[])

-- name: give_reads
-- every read,
update timing_reads set timing_partner_id = $2 where session_id = any($1::int[])

-- name: give_gun_times
-- every gun time,
update timing_gun_times set timing_partner_id = $2 where session_id = any($1::int[])

-- name: give_passings
-- every passing, whoever it was matched to before,
update timing_passings set timing_partner_id = $2, participant_id = null where session_id = any($1::int[])

-- name: give_connections
-- every connection of its sender, also those that stand,
update timing_connections set timing_partner_id = $2 where source_id = $1

-- name: give_quarantine
-- and what could not be read on the same connections, unless the partner has the very same line already.
update timing_quarantine line set timing_partner_id = $2
where line.timing_partner_id = 0 and line.connection_id = any($1::bigint[])
    and not exists (
        select from timing_quarantine known
        where known.timing_partner_id = $2 and known.listener_id is not distinct from line.listener_id
            and known.peer = line.peer and known.reason = line.reason and known.line_hash = line.line_hash
    )

-- name: sessions_of_partner
-- A partner's timing sessions with their events, the newest first.
select
    session.id, session.source_id, session.name, session.event_day, session.zone, session.state, session.reads,
    session.first_read_at, session.last_read_at, session.newest_received_at, session.event_id,
    event.name as event_name
from timing_sessions session
left join normalized_events event on event.id = session.event_id
order by session.event_day desc, session.id desc
limit $1

-- name: locations_of_sessions
-- The locations of these sessions with their rules and the passings that stand there.
select
    location.session_id, location.id, location.name, location.passing_rule, location.ignore_window_s, location.reads,
    (
        select count(*) from timing_passings passing
        where passing.session_id = location.session_id and passing.location_id = location.id and passing.state = 'live'
    ) as passings
from timing_locations location
where location.session_id = any($1::int[])
order by location.session_id, location.id

-- name: date_source
-- The source of log files, made when new, with the day on which their times without a date begin.
insert into timing_sources (timing_partner_id, source_key, kind, event_date) values ($1, $2, 'log', $3)
on conflict (timing_partner_id, source_key) do update set event_date = excluded.event_date

-- name: events_named
-- The partner's events with this name, or this number.
select id, name, event_date, zone from normalized_events where name = $1 or id::text = $1 order by event_date

-- name: source_of_session
-- The sender of a session.
select source_id from timing_sessions where id = $1

-- name: claimed_by
-- The partner to whom a stream of a shared port belongs by now (through the hub door). Log files have no port: partners
-- may have the same ones.
select timing_partner_id from timing_sources
where source_key = $1 and timing_partner_id > 0 and kind <> 'log'
order by id
limit 1
