-- name: event_of_day
-- The event to which a new timing session belongs by itself: the partner's only event of that day, else none. Archived
-- and deleted ones are over.
select min(id) as id, min(zone) as zone, min(name) as name
from normalized_events
where event_date = $1 and state = 'active'
having count(*) = 1

-- name: partner_zone
-- The zone of last resort for a sender's clock.
select zone from timing_partners

-- name: put_source
-- Finds or makes the source with this key; facts that the sender told anew replace the older ones, blanks don't.
insert into timing_sources as known (
    timing_partner_id, source_key, kind, program, program_version, event_name, event_id_text, event_description,
    connection_id, zone
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (timing_partner_id, source_key) do update set
    program = coalesce(nullif(excluded.program, ''), known.program),
    program_version = coalesce(nullif(excluded.program_version, ''), known.program_version),
    event_name = coalesce(nullif(excluded.event_name, ''), known.event_name),
    event_description = coalesce(nullif(excluded.event_description, ''), known.event_description),
    connection_id = coalesce(nullif(excluded.connection_id, ''), known.connection_id)
returning id, zone, event_date

-- name: sessions_of_source
-- Every timing session of one source with the span of its reads, oldest first.
select id, event_id, event_day, zone, revision, first_read_at, last_read_at
from timing_sessions
where source_id = $1
order by event_day

-- name: open_session
-- Opens the session of a source and a day, or opens it again; nothing when the source has another partner by now. A
-- session that exists keeps its zone and its event.
with owner as (
    select id from timing_sources where id = $2 for key share
)
insert into timing_sessions as known (timing_partner_id, source_id, event_id, event_day, name, zone, epoch)
select $1, owner.id, $3, $4, $5, $6, hub.epoch from hub, owner
on conflict (source_id, event_day) do update set state = 'open', closed_at = null
returning id, event_id, event_day, zone, revision, first_read_at, last_read_at

-- name: locations_of_session
-- The locations of a session with the rule by which reads become passings there.
select id, name, passing_rule, ignore_window_s, highest_seq, generation
from timing_locations
where session_id = $1

-- name: put_location
-- Finds or makes the location with exactly this name in a session; nothing when the session has another partner by now.
with owner as (
    select id from timing_sessions where id = $2 for key share
)
insert into timing_locations as known (timing_partner_id, session_id, name)
select $1, owner.id, $3 from owner
on conflict (session_id, name) do update set name = excluded.name
returning id, name, passing_rule, ignore_window_s, highest_seq, generation

-- name: passings_of_session
-- The passings that stand, for taking up the work after a restart.
select location_id, tag, passing_no, passing_at, first_read_at
from timing_passings
where session_id = $1 and state = 'live'
order by location_id, tag, passing_no

-- name: passings_of_tag
-- The passings that stand for one tag at one location.
select passing_no, passing_at, first_read_at
from timing_passings
where session_id = $1 and location_id = $2 and tag = $3 and state = 'live'
order by passing_no

-- name: reads_of_tag
-- The instants of every read of one tag at one location, in order: the whole evidence for its passings.
select read_at
from timing_reads
where session_id = $1 and location_id = $2 and tag = $3 and read_at is not null
order by read_at

-- name: stage_reads
-- The table into which a batch of reads is copied before it is stored. COPY refuses a table under row-level security,
-- so the rows go by way of a temporary table of the same shape, which is empty again at commit.
create temporary table if not exists staged_reads (like timing_reads) on commit delete rows

-- name: store_staged_reads
-- Stores what was copied into the staging table, under the policy of the partner.
insert into timing_reads (
    timing_partner_id, session_id, location_id, connection_id, read_at, received_at, seq, lap, gator, generation,
    tag, reader, time_raw, format, flags, raw
)
select
    timing_partner_id, session_id, location_id, connection_id, read_at, received_at, seq, lap, gator, generation,
    tag, reader, time_raw, format, flags, raw
from pg_temp.staged_reads

-- name: store_reads_once
-- Stores reads that may have been stored before; returns the keys of those that were new.
insert into timing_reads (
    timing_partner_id, session_id, location_id, connection_id, read_at, received_at, seq, lap, gator, generation,
    tag, reader, time_raw, format, flags, raw
)
select
    $1, session_id, location_id, connection_id,
    timestamptz 'epoch' + read_us * interval '1 microsecond',
    timestamptz 'epoch' + received_us * interval '1 microsecond',
    seq, lap, gator, generation, tag, reader, time_raw, format, string_to_array(flags, ','), raw
from unnest(
    $2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::int[], $9::int[],
    $10::smallint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[]
) as heard (
    session_id, location_id, connection_id, read_us, received_us, seq, lap, gator, generation,
    tag, reader, time_raw, format, flags, raw
)
on conflict do nothing
returning session_id, location_id, read_at, tag, seq, reader

-- name: seqs_stored_before
-- Which row numbers of a location had been stored in this generation by an earlier row with other content.
select distinct r.seq
from timing_reads r
where r.session_id = $1 and r.location_id = $2 and r.generation = $3 and r.seq = any($4::bigint[])
group by r.seq
having count(*) > 1

-- name: move_to_generation
-- Puts rows that came after a counter reset into the new stream generation.
update timing_reads set generation = $4
where session_id = $1 and location_id = $2 and generation = $3 and connection_id = $5 and seq = any($6::bigint[])
    and received_at >= $7

-- name: flag_possible_duplicates
-- Marks the later of two rows that say the same under different row numbers. Both stay.
update timing_reads later set flags = array_append(coalesce(later.flags, '{}'), 'possible_duplicate')
from unnest($2::int[], $3::timestamptz[], $4::text[], $5::bigint[], $6::text[])
    as marked (location_id, read_at, tag, seq, reader)
where later.session_id = $1 and later.location_id = marked.location_id and later.read_at = marked.read_at
    and later.tag = marked.tag and later.seq = marked.seq and later.reader = marked.reader
    and exists (
        select from timing_reads earlier
        where earlier.session_id = later.session_id and earlier.read_at = later.read_at and earlier.tag = later.tag
            and earlier.location_id = later.location_id and earlier.reader = later.reader
            and earlier.seq is distinct from later.seq and earlier.time_raw = later.time_raw
            and earlier.lap is not distinct from later.lap and earlier.gator is not distinct from later.gator
    )

-- name: publish
-- The end of a recording transaction, in one statement: raises the version of each session, counts, and publishes the
-- passings that are new, corrected or withdrawn. A session that was corrected meanwhile (its revision is another, or its
-- partner) is not raised: the caller sees fewer rows than sessions and starts again.
with raised as (
    update timing_sessions session set
        version = session.version + 1,
        reads = session.reads + told.reads,
        first_read_at = least(session.first_read_at, timestamptz 'epoch' + told.first_us * interval '1 microsecond'),
        last_read_at = greatest(session.last_read_at, timestamptz 'epoch' + told.last_us * interval '1 microsecond'),
        newest_received_at = greatest(
            session.newest_received_at, timestamptz 'epoch' + told.received_us * interval '1 microsecond'),
        state = 'open', closed_at = null
    from unnest($2::int[], $3::int[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[])
        as told (id, revision, reads, first_us, last_us, received_us)
    where session.id = told.id and session.revision = told.revision
    returning session.id, session.version
), located as (
    update timing_locations location set
        reads = location.reads + told.reads,
        newest_read_at = greatest(
            location.newest_read_at, timestamptz 'epoch' + told.newest_us * interval '1 microsecond'),
        newest_received_at = greatest(
            location.newest_received_at, timestamptz 'epoch' + told.received_us * interval '1 microsecond'),
        highest_seq = told.highest_seq,
        generation = told.generation
    from unnest($8::int[], $9::int[], $10::bigint[], $11::bigint[], $12::bigint[], $13::smallint[])
        as told (id, reads, newest_us, received_us, highest_seq, generation)
    where location.id = told.id
), published as (
    insert into timing_passings as known (
        timing_partner_id, session_id, location_id, tag, passing_no, participant_id, passing_at, first_read_at,
        received_at, state, version
    )
    select
        $1, told.session_id, told.location_id, told.tag, told.passing_no, told.participant_id,
        timestamptz 'epoch' + told.passing_us * interval '1 microsecond',
        timestamptz 'epoch' + told.first_us * interval '1 microsecond',
        timestamptz 'epoch' + told.received_us * interval '1 microsecond',
        told.state, raised.version
    from unnest(
        $14::int[], $15::int[], $16::text[], $17::int[], $18::int[], $19::bigint[], $20::bigint[], $21::bigint[],
        $22::text[]
    ) as told (
        session_id, location_id, tag, passing_no, participant_id, passing_us, first_us, received_us, state
    )
    join raised on raised.id = told.session_id
    on conflict (session_id, location_id, tag, passing_no) do update set
        participant_id = excluded.participant_id,
        passing_at = case excluded.state when 'live' then excluded.passing_at else known.passing_at end,
        first_read_at = case excluded.state when 'live' then excluded.first_read_at else known.first_read_at end,
        corrections = known.corrections + 1,
        state = excluded.state,
        version = excluded.version
)
select id, version from raised

-- name: stage_passings
-- The table into which a crowd's passings are copied before they are published; empty again at commit.
create temporary table if not exists staged_passings (like timing_passings) on commit delete rows

-- name: publish_staged_passings
-- Publishes passings that no table holds yet. Costs half of `publish` per passing.
insert into timing_passings (
    timing_partner_id, session_id, location_id, tag, passing_no, participant_id, passing_at, first_read_at,
    received_at, corrections, state, version
)
select
    timing_partner_id, session_id, location_id, tag, passing_no, participant_id, passing_at, first_read_at,
    received_at, corrections, state, version
from pg_temp.staged_passings

-- name: put_gun_time
-- Keeps a gun time once, however often its row is sent.
insert into timing_gun_times (
    timing_partner_id, session_id, location_id, gun_at, time_raw, reader, seq, received_at, connection_id
) values (
    $1, $2, $3, timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5, $6, $7,
    timestamptz 'epoch' + $8::bigint * interval '1 microsecond', $9
) on conflict do nothing

-- name: quarantine
-- Keeps a line that could not be read as a row; the same line again from the same peer only counts.
insert into timing_quarantine as known (
    timing_partner_id, listener_id, connection_id, peer, reason, hint, line, line_hash,
    first_received_at, last_received_at, times
)
select
    $1, $2, $3, $4, reason, max(hint), line, sha256(line),
    timestamptz 'epoch' + min(received_us) * interval '1 microsecond',
    timestamptz 'epoch' + max(received_us) * interval '1 microsecond',
    count(*)
from unnest($5::text[], $6::text[], $7::bytea[], $8::bigint[]) as told (reason, hint, line, received_us)
group by reason, line
on conflict (timing_partner_id, listener_id, peer, reason, line_hash) do update set
    times = known.times + excluded.times, last_received_at = excluded.last_received_at
where known.last_received_at < excluded.last_received_at

-- name: quarantined_lines
-- The lines that could not be read, newest first.
select timing_partner_id, peer, reason, hint, line, times, first_received_at, last_received_at
from timing_quarantine
order by last_received_at desc, id desc
limit $1

-- name: close_silent_sessions
-- Closes open sessions of every partner that received nothing for so many hours; says which.
update timing_sessions set state = 'closed', closed_at = now(), version = version + 1
where state = 'open' and coalesce(newest_received_at, opened_at) < now() - $1::float8 * interval '1 hour'
returning id, timing_partner_id, version,
    (extract(epoch from coalesce(newest_received_at, opened_at)) * 1000)::bigint as received_ms
