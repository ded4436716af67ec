"""Thirteen timing partners on a race day, for benches: people with sessions, rosters, chips, reads, passings.

Made by the superuser in a few statements, because what is measured is asking, not filling. The figures of a partner:
1,000 participants in four races, five mats, ten reads of each runner at each mat, the newest of them now.
"""

import json
import time

import asyncpg
import msgspec

from _bed import Bed
from project88.relay.sessions import new_secret

MATS = ("Start", "5 km", "10 km", "15 km", "Finish")
PER_MAT = 10
DAY_S = 24 * 3600


class Member(msgspec.Struct, frozen=True):
    """Somebody who is signed in, and the numbers of their partner's things."""

    slug: str
    secret: str
    ids: dict[str, int]


async def people(on: Bed, partners: int, participants: int) -> list[Member]:
    """One owner of each partner, with an event of today. Reads: participants x mats x ten."""
    admin = await on.administer()
    try:
        await admin.execute(
            "select ensure_read_partitions((now() - interval '1 day')::date, (now() + interval '1 day')::date)"
        )
        members = []
        for number in range(partners):
            async with admin.transaction():
                members.append(await _partner(admin, f"partner-{number}", participants))
        await admin.execute("analyze")
        return members
    finally:
        await admin.close()


Admin = asyncpg.Connection


async def owner(on: Bed, slug: str) -> str:
    """The secret of somebody who is signed in as the owner of this partner."""
    admin = await on.administer()
    try:
        async with admin.transaction():
            found = await admin.fetchval("select id from timing_partners where slug = $1", slug)
            await admin.execute("select set_config('app.partner_id', $1, true)", str(found))
            return (await _owner(admin, found, slug))[1]
    finally:
        await admin.close()


async def _partner(admin: Admin, slug: str, participants: int) -> Member:
    partner = await admin.fetchval(
        "insert into timing_partners (slug, name, zone) values ($1, $1, 'UTC') returning id", slug
    )
    # The audit log's triggers are bound by the policies too.
    await admin.execute("select set_config('app.partner_id', $1, true)", str(partner))
    user, secret = await _owner(admin, partner, slug)
    event = await admin.fetchval(
        "insert into normalized_events (timing_partner_id, name, event_date, zone) "
        "values ($1, 'Harbour Mile', (now() at time zone 'UTC')::date, 'UTC') returning id",
        partner,
    )
    ids = {"partner_id": partner, "event_id": event, "user_id": user}
    ids |= await _roster(admin, partner, event, participants)
    ids |= await _reads(admin, partner, event)
    return Member(slug, secret, ids)


async def _owner(admin: Admin, partner: int, slug: str) -> tuple[int, str]:
    secret, key = new_secret()
    user = await admin.fetchval(
        "insert into users (email, name) values ($1, $2) returning id",
        f"owner@{slug}.example",
        f"Owner of {slug}",
    )
    await admin.execute(
        "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, 'owner')",
        partner,
        user,
    )
    facts = {"how": "passkey", "second_factor": True, "proved_ms": time.time_ns() // 1_000_000}
    await admin.execute(
        "insert into user_sessions (id, secret_hash, user_id, facts, expires_at) "
        "values ($1, $2, $3, $4, now() + interval '1 day')",
        key.id,
        key.hash,
        user,
        json.dumps(facts),
    )
    return user, secret


async def _roster(admin: Admin, partner: int, event: int, participants: int) -> dict[str, int]:
    races = await admin.fetch(
        "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
        "select $1, $2, n || ' km', n * 1000, now() - interval '1 hour' from unnest(array[5, 10, 15, 21]) n "
        "returning id",
        partner,
        event,
    )
    first = [row["id"] for row in races]
    wave = await admin.fetchval(
        "insert into normalized_waves (timing_partner_id, race_id, name) values ($1, $2, 'Wave 1') returning id",
        partner,
        first[0],
    )
    division = await admin.fetchval(
        "insert into normalized_divisions (timing_partner_id, race_id, name) values ($1, $2, 'Open') returning id",
        partner,
        first[0],
    )
    bib_range = await admin.fetchval(
        "insert into bib_ranges (timing_partner_id, event_id, first_bib, last_bib) values ($1, $2, 5000, 5999) "
        "returning id",
        partner,
        event,
    )
    participant = await admin.fetchval(
        "with made as (insert into normalized_participants (timing_partner_id, event_id, race_id, bib, first_name, "
        "last_name, gender, age, city, team) select $1, $2, ($4::int[])[1 + n % 4], n::text, 'Wilhelmina ' || n % 97, "
        "'Vandenberg ' || n, case n % 2 when 0 then 'F' else 'M' end, 18 + n % 60, 'Saltmere', 'Harbour Harriers' "
        "from generate_series(1, $3::int) n returning id, bib), "
        "chips as (insert into participant_chips (timing_partner_id, event_id, chip, participant_id) "
        "select $1, $2, 'C' || lpad(bib, 6, '0'), id from made) select min(id) from made",
        partner,
        event,
        participants,
        first,
    )
    return {
        "race_id": first[0],
        "wave_id": wave,
        "division_id": division,
        "range_id": bib_range,
        "participant_id": participant,
    }


async def _reads(admin: Admin, partner: int, event: int) -> dict[str, int]:
    source = await admin.fetchval(
        "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') returning id",
        partner,
    )
    session = await admin.fetchval(
        "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch, version, "
        "first_read_at, last_read_at, newest_received_at) values ($1, $2, $3, now()::date, 'Harbour Mile', 'UTC', "
        "'e1', 1, now() - interval '1 hour', now(), now()) returning id",
        partner,
        source,
        event,
    )
    for name in MATS:
        await _mat(admin, partner, session, name)
    await admin.execute(
        "update timing_sessions set reads = (select count(*) from timing_reads where session_id = $1) where id = $1",
        session,
    )
    return {"session_id": session}


async def _mat(admin: Admin, partner: int, session: int, name: str) -> None:
    location = await admin.fetchval(
        "insert into timing_locations (timing_partner_id, session_id, name, newest_read_at, newest_received_at) "
        "values ($1, $2, $3, now(), now()) returning id",
        partner,
        session,
        name,
    )
    await admin.execute(
        "with crossing as (select chip, participant_id, "
        "now() - interval '1 hour' * (1 - row_number() over (order by chip)::float / count(*) over ()) as at "
        "from participant_chips where timing_partner_id = $1), "
        "heard as (insert into timing_reads (timing_partner_id, session_id, location_id, connection_id, read_at, "
        "received_at, seq, tag, reader, time_raw, format) "
        "select $1, $2, $3, 1, at + n * interval '30 ms', at + n * interval '30 ms', "
        "row_number() over (order by at, n), chip, 'reader', '12:00:00', 'CT01_33' "
        "from crossing cross join generate_series(1, $4::int) n) "
        "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, participant_id, "
        "passing_at, first_read_at, received_at, version) "
        "select $1, $2, $3, chip, 1, participant_id, at, at, at, 1 from crossing",
        partner,
        session,
        location,
        PER_MAT,
    )
    await admin.execute(
        "update timing_locations set reads = (select count(*) from timing_reads where location_id = $1) where id = $1",
        location,
    )
