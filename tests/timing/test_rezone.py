"""A corrected zone: every instant anew, and nothing else changed."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from project88.db.pool import Pool
from project88.errors import Conflict, NotFound
from project88.race.zones import UnknownZone
from project88.timing.record import Recorder
from project88.timing.registry import Registry
from project88.timing.rezone import rezone_session, rezone_source
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.events import Event, GunTime, Read

Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
Notes = Callable[[], Awaitable[list[tuple[str, str]]]]
Only = Callable[[str], Awaitable[int]]

NOON_US = int(datetime(2026, 6, 27, 12, 0, 5, tzinfo=UTC).timestamp()) * 1_000_000


def read(seq: int | None, tag: str, time_raw: str, location: str = "finish") -> Read:
    return Read(seq, location, tag, time_raw, 0, "0F2A38", 1, "CT01_33")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_every_instant_is_computed_again_from_what_the_sender_wrote(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    race: list[Event] = [
        read(1, "11", "2026-06-27T10:00:00.31"),
        read(2, "12", "2026-06-27T10:00:01.00"),
        GunTime(3, "start", "2026-06-27T09:59:00.00", "A", "CT01_33"),
    ]
    await record(race)
    async with pool.partner(partner) as connection:
        done = await rezone_source(connection, await only("timing_sources"), "America/Denver")
    assert (done.sessions, done.reads, done.guns, done.passings) == (1, 2, 1, 2)
    assert await look("select read_at, time_raw from timing_reads order by seq") == [
        (at("2026-06-27T16:00:00.31"), "2026-06-27T10:00:00.31"),
        (at("2026-06-27T16:00:01"), "2026-06-27T10:00:01.00"),
    ]
    assert await look("select gun_at from timing_gun_times") == [(at("2026-06-27T15:59"),)]
    assert await look(
        "select tag, passing_no, passing_at, state from timing_passings order by tag"
    ) == [
        ("11", 1, at("2026-06-27T16:00:00.31"), "live"),
        ("12", 1, at("2026-06-27T16:00:01"), "live"),
    ]
    assert await look("select zone, first_read_at, last_read_at, version from timing_sessions") == [
        ("America/Denver", at("2026-06-27T16:00:00.31"), at("2026-06-27T16:00:01"), 2)
    ]
    assert await look("select newest_read_at from timing_locations where name = 'finish'") == [
        (at("2026-06-27T16:00:01"),)
    ]
    assert await look("select zone from timing_sources") == [("America/Denver",)]


async def test_a_full_resend_after_it_stores_nothing_twice(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    race = [read(n, str(n % 9), f"2026-06-27T10:{n % 60:02}:00.00") for n in range(1, 120)]
    await record(race)
    async with pool.partner(partner) as connection:
        await rezone_source(connection, await only("timing_sources"), "Pacific/Auckland")
    await record(race)
    assert await look("select count(*) from timing_reads") == [(119,)]
    assert await look("select reads from timing_sessions") == [(119,)]


async def test_screens_and_the_collector_are_told_once_it_is_committed(
    pool: Pool, partner: int, record: Record, notes: Notes, only: Only
) -> None:
    await record([read(1, "11", "2026-06-27T10:00:00.31")])
    await notes()
    session = await only("timing_sessions")
    async with pool.partner(partner) as connection:
        await rezone_session(connection, session, "UTC")
        assert await notes() == []
    told = dict(await notes())
    assert json.loads(told["live"]) == [[partner, session, 2, NOON_US // 1000]]
    assert json.loads(told["timing"]) == [session]


async def test_reads_move_to_the_partition_of_their_new_day(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    async with pool.no_partner() as connection:
        await connection.execute("select ensure_read_partitions('2026-06-27', '2026-06-28')")
    await record([read(1, "11", "2026-06-27T23:00:00.00"), read(2, "12", "2026-06-27T10:00:00.00")])
    async with pool.partner(partner) as connection:
        await rezone_source(connection, await only("timing_sources"), "America/Denver")
    assert await look("select tag, tableoid::regclass::text from timing_reads order by tag") == [
        ("11", "timing_reads_20260628"),
        ("12", "timing_reads_20260627"),
    ]


async def test_a_time_of_day_keeps_the_date_it_was_given(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    await record([read(1, "11", "14:00:00.00")])
    async with pool.partner(partner) as connection:
        await rezone_source(connection, await only("timing_sources"), "America/Denver")
    assert await look("select read_at, flags from timing_reads") == [
        (at("2026-06-27T20:00"), ["date_inferred"])
    ]


async def test_what_was_odd_about_an_hour_is_judged_by_the_new_zone(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    twice = read(1, "11", "2026-10-25T02:30:00.00")
    await record([twice])
    source = await only("timing_sources")
    assert await look("select flags from timing_reads") == [(["dst_ambiguous", "clock_suspect"],)]
    async with pool.partner(partner) as connection:
        await rezone_source(connection, source, "America/Denver")
    assert await look("select flags from timing_reads") == [(["clock_suspect"],)]
    async with pool.partner(partner) as connection:
        await rezone_source(connection, source, "Europe/Berlin")
    assert await look("select flags from timing_reads") == [(["dst_ambiguous", "clock_suspect"],)]


async def test_laps_exactly_an_hour_apart_do_not_stand_in_each_others_way(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    laps = [read(None, "7", f"2026-06-27T{hour:02}:00:00.00") for hour in range(6, 12)]
    await record(laps)
    for zone, first in (("UTC", 6), ("Europe/Amsterdam", 4), ("+01:00", 5)):
        async with pool.partner(partner) as connection:
            await rezone_source(connection, await only("timing_sources"), zone)
        assert await look("select read_at from timing_reads order by read_at") == [
            (at(f"2026-06-27T{first + hour:02}:00"),) for hour in range(6)
        ]


async def test_two_texts_that_become_one_instant_stay_two_reads(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    in_the_gap = [
        read(None, "7", "2026-03-08T02:30:00.00"),
        read(None, "7", "2026-03-08T03:30:00.00"),
    ]
    await record(in_the_gap)
    assert await look("select count(*) from timing_reads") == [(2,)]
    async with pool.partner(partner) as connection:
        await rezone_source(connection, await only("timing_sources"), "America/Denver")
    assert await look("select read_at from timing_reads order by read_at") == [
        (at("2026-03-08T09:30:00"),),
        (at("2026-03-08T09:30:00.000001"),),
    ]


async def test_times_that_carry_their_own_zone_stay_and_are_shown_anew(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    await record([read(1, "11", "1782554400.25")])
    before = await look("select read_at from timing_reads")
    async with pool.partner(partner) as connection:
        done = await rezone_source(connection, await only("timing_sources"), "America/Denver")
    assert (done.reads, done.passings) == (0, 0)
    assert await look("select read_at from timing_reads") == before
    assert await look("select version, corrections from timing_passings") == [(2, 0)]


async def test_passings_are_merged_and_withdrawn_as_the_instants_say(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    # Local 01:59:50 and 03:00:05 are 15 s apart where the clock jumps, and an hour and more in UTC.
    jump = [read(1, "7", "2026-03-29T01:59:50.00"), read(2, "7", "2026-03-29T03:00:05.00")]
    await record(jump)
    session = await only("timing_sessions")
    async with pool.partner(partner) as connection:
        done = await rezone_session(connection, session, "UTC")
    assert (done.passings, done.withdrawn) == (2, 0)
    async with pool.partner(partner) as connection:
        done = await rezone_session(connection, session, "Europe/Amsterdam")
    assert (done.passings, done.withdrawn) == (1, 1)
    assert await look("select passing_no, state, version from timing_passings order by 1") == [
        (1, "live", 3),
        (2, "withdrawn", 3),
    ]


async def test_a_recorder_with_the_old_zone_in_memory_plans_anew(
    pool: Pool, partner: int, look: Look, only: Only
) -> None:
    recorder = Recorder(pool, Registry(pool, partner, silence_hours=6, zone="UTC"))
    stream = Stream(Origin(partner, 7, "ctp01", "127.0.0.1:5000", listener_id=1))
    await recorder.record([Chunk(stream, NOON_US, [read(1, "1", "2026-06-27T10:00:00.00")])])
    async with pool.partner(partner) as connection:
        await rezone_source(connection, await only("timing_sources"), "America/Denver")
    later = [read(2, "2", "2026-06-27T10:00:30.00")]
    stored = await recorder.record([Chunk(stream, NOON_US, later)])
    assert (stored.reads, stored.duplicates) == (1, 0)
    assert await look("select tag, read_at from timing_reads order by tag") == [
        ("1", at("2026-06-27T16:00:00")),
        ("2", at("2026-06-27T16:00:30")),
    ]


async def test_reads_that_are_being_stored_meanwhile_wait_and_get_the_new_zone(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    await record([read(1, "1", "2026-06-27T10:00:00.00")])
    source = await only("timing_sources")
    waiting = "select from pg_locks where not granted"
    async with pool.partner(partner) as connection:
        await rezone_source(connection, source, "America/Denver")
        under_way = asyncio.ensure_future(record([read(2, "2", "2026-06-27T10:00:30.00")]))
        while not await connection.fetch(waiting):
            await asyncio.wait([under_way], timeout=0.01)
    await under_way
    assert await look("select tag, read_at from timing_reads order by tag") == [
        ("1", at("2026-06-27T16:00:00")),
        ("2", at("2026-06-27T16:00:30")),
    ]
    assert await look("select reads, version from timing_sessions") == [(2, 3)]


async def test_a_session_whose_old_reads_were_dropped_is_left_alone(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    await record([read(1, "11", "2026-06-27T10:00:00.31")])
    async with pool.partner(partner) as connection:
        await connection.execute("update timing_sessions set reads = reads + 40")
    with pytest.raises(Conflict, match="40 of 41 reads"):
        async with pool.partner(partner) as connection:
            await rezone_session(connection, await only("timing_sessions"), "UTC")
    assert await look("select zone from timing_sessions") == [("Europe/Amsterdam",)]


async def test_no_zone_and_no_session_of_ours_are_said(
    pool: Pool, partner: int, rival: int, record: Record, only: Only
) -> None:
    await record([read(1, "11", "2026-06-27T10:00:00.31")])
    session, source = await only("timing_sessions"), await only("timing_sources")
    with pytest.raises(UnknownZone):
        async with pool.partner(partner) as connection:
            await rezone_session(connection, session, "Mars/Olympus")
    async with pool.partner(rival) as connection:
        with pytest.raises(NotFound):
            await rezone_session(connection, session, "UTC")
        with pytest.raises(NotFound):
            await rezone_source(connection, source, "UTC")


@pytest.mark.journey
async def test_a_whole_race_takes_a_few_seconds(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    race = [
        read(
            n,
            str(n % 6000),
            f"2026-06-27T{8 + n // 15000:02}:{n // 250 % 60:02}:{n % 60:02}.{n % 100:02}",
        )
        for n in range(60_000)
    ]
    for start in range(0, len(race), 5000):
        await record(race[start : start + 5000])
    [before] = await look("select count(*) from timing_passings")
    begun = time.perf_counter()
    async with pool.partner(partner) as connection:
        done = await rezone_source(connection, await only("timing_sources"), "America/Denver")
    taken = time.perf_counter() - begun
    assert done.reads == 60_000
    assert await look("select count(*) from timing_passings where state = 'live'") == [before]
    assert taken < 30, f"{taken:.1f} s"
