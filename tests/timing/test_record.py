"""The single door for a read, on a real database."""

from datetime import UTC, datetime

import pytest

from project88.db.pool import Pool
from project88.race.passings import Takes
from project88.timing.binding import RuleChange, change_rule
from project88.timing.record import Recorder
from project88.timing.registry import Registry
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.events import Event, EventInfo, GunTime, Quarantined, Read

RECEIVED_US = int(datetime(2026, 6, 27, 8, 0, 5, tzinfo=UTC).timestamp()) * 1_000_000


def read(seq: int, tag: str, time: str, location: str = "finish", reader: str = "0F2A38") -> Read:
    return Read(seq, location, tag, f"2026-06-27T{time}", 0, reader, 1, "CT01_33")


def stream(partner: int, number: int = 1) -> Stream:
    return Stream(Origin(partner, number, "ctp01", "127.0.0.1:5000", listener_id=1))


@pytest.fixture
def recorder(pool: Pool, partner: int) -> Recorder:
    return Recorder(pool, Registry(pool, partner, silence_hours=6, zone="UTC"))


async def rows(pool: Pool, partner: int, sql: str) -> list[tuple[object, ...]]:
    async with pool.partner(partner) as connection:
        return [tuple(row) for row in await connection.fetch(sql)]


async def test_a_read_is_stored_with_its_instant_in_the_partners_zone(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    chunk = Chunk(stream(partner), RECEIVED_US, [read(1, "9478", "10:00:00.31")])
    stored = await recorder.record([chunk])
    assert (stored.reads, stored.duplicates) == (1, 0)
    [(at, tag, raw)] = await rows(pool, partner, "select read_at, tag, time_raw from timing_reads")
    assert at == datetime(2026, 6, 27, 8, 0, 0, 310_000, tzinfo=UTC)
    assert (tag, raw) == ("9478", "2026-06-27T10:00:00.31")


async def test_a_full_resend_stores_nothing_new(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    reads = [read(n, str(n % 7), f"10:00:{n % 60:02}.00") for n in range(1, 200)]
    first = await recorder.record([Chunk(stream(partner), RECEIVED_US, reads)])
    again = await recorder.record([Chunk(stream(partner, 2), RECEIVED_US + 1, reads)])
    assert (first.reads, again.reads, again.duplicates) == (199, 0, 199)
    fresh = Recorder(pool, Registry(pool, partner, silence_hours=6, zone="UTC"))
    assert (await fresh.record([Chunk(stream(partner, 3), RECEIVED_US + 2, reads)])).reads == 0


async def test_the_same_row_number_with_other_content_opens_a_new_generation(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    before = [read(1, "11", "10:00:00.00"), read(2, "12", "10:00:01.00")]
    after = [read(1, "13", "10:05:00.00"), read(2, "14", "10:05:01.00")]
    await recorder.record([Chunk(stream(partner), RECEIVED_US, before)])
    await recorder.record([Chunk(stream(partner, 2), RECEIVED_US + 1, after)])
    found = await rows(pool, partner, "select tag, generation from timing_reads order by tag")
    assert found == [("11", 0), ("12", 0), ("13", 1), ("14", 1)]


async def test_the_same_content_under_another_row_number_is_kept_and_marked(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    twice = [read(1, "11", "10:00:00.00"), read(2, "11", "10:00:00.00")]
    await recorder.record([Chunk(stream(partner), RECEIVED_US, twice)])
    found = await rows(pool, partner, "select seq, flags from timing_reads order by seq")
    assert found == [(1, None), (2, ["possible_duplicate"])]


async def test_many_reads_of_a_crossing_are_one_passing_and_a_late_one_corrects_it(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    one = stream(partner)
    await recorder.record([Chunk(one, RECEIVED_US, [read(1, "7", "10:00:03.00")])])
    await recorder.record([Chunk(one, RECEIVED_US, [read(2, "7", "10:00:04.00")])])
    await recorder.record([Chunk(one, RECEIVED_US, [read(3, "7", "10:00:01.50")])])
    [(at, number, corrections)] = await rows(
        pool, partner, "select passing_at, passing_no, corrections from timing_passings"
    )
    assert at == datetime(2026, 6, 27, 8, 0, 1, 500_000, tzinfo=UTC)
    assert (number, corrections) == (1, 1)


async def test_a_late_read_before_a_restart_of_the_collector_still_corrects(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    laps = [read(1, "7", "10:00:00.00"), read(2, "7", "10:10:00.00"), read(3, "7", "10:20:00.00")]
    await recorder.record([Chunk(stream(partner), RECEIVED_US, laps)])
    fresh = Recorder(pool, Registry(pool, partner, silence_hours=6, zone="UTC"))
    late = read(4, "7", "09:59:58.00")
    await fresh.record([Chunk(stream(partner, 2), RECEIVED_US, [late])])
    found = await rows(
        pool, partner, "select passing_no, passing_at from timing_passings order by passing_no"
    )
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[0][1] == datetime(2026, 6, 27, 7, 59, 58, tzinfo=UTC)


async def test_a_read_without_a_readable_time_is_kept_without_an_instant(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    bad = Read(1, "finish", "12", "25:61:00.00", 0, "0F2A38", 1, "CT01_33")
    for number in (1, 2):
        await recorder.record([Chunk(stream(partner, number), RECEIVED_US, [bad])])
    found = await rows(pool, partner, "select read_at, time_raw, flags from timing_reads")
    assert found == [(None, "25:61:00.00", ["bad_time"])]


async def test_gun_times_and_unreadable_lines_have_their_own_tables(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    gun = GunTime(4, "start", "2026-06-27T07:45:01.01", "DF239A", "CT01_33")
    junk = Quarantined(b"CT01_33~7~finish~12", "short_row", "")
    for _ in range(2):
        await recorder.record([Chunk(stream(partner), RECEIVED_US, [gun, junk])])
    assert await rows(pool, partner, "select count(*) from timing_reads") == [(0,)]
    assert await rows(pool, partner, "select time_raw from timing_gun_times") == [
        ("2026-06-27T07:45:01.01",)
    ]
    assert await rows(pool, partner, "select reason, line, times from timing_quarantine") == [
        ("short_row", b"CT01_33~7~finish~12", 1)
    ]


async def test_a_race_over_midnight_is_one_session_and_the_next_evening_another(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    one = stream(partner)
    night = [
        Read(1, "lap", "1", "2026-06-27T23:59:58.90", 0, "A", 1, "CT01_33"),
        Read(2, "lap", "1", "2026-06-28T00:30:00.00", 0, "A", 1, "CT01_33"),
        Read(3, "lap", "1", "2026-06-28T21:00:00.00", 0, "A", 1, "CT01_33"),
    ]
    for attempt in range(2):
        stored = await recorder.record([Chunk(one, RECEIVED_US, night)])
        assert stored.reads == (3 if attempt == 0 else 0)
    found = await rows(
        pool, partner, "select event_day::text, reads from timing_sessions order by event_day"
    )
    assert found == [("2026-06-27", 2), ("2026-06-28", 1)]


async def test_a_session_is_named_from_what_the_sender_says(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    told: list[Event] = [EventInfo("Harbour Run", "1", ""), read(1, "5", "10:00:00.00")]
    await recorder.record([Chunk(stream(partner), RECEIVED_US, told)])
    assert await rows(pool, partner, "select name, version from timing_sessions") == [
        ("Harbour Run", 1)
    ]


async def test_numbers_too_large_for_their_columns_do_not_lose_the_read(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    huge = Read(10**30, "finish", "12", "2026-06-27T10:00:00.00", 10**12, "R", 7, "CT01_33")
    assert (await recorder.record([Chunk(stream(partner), RECEIVED_US, [huge])])).reads == 1
    found = await rows(pool, partner, "select seq, lap, gator, flags from timing_reads")
    assert found == [(None, None, 7, ["seq_not_int", "lap_not_int"])]


async def test_reads_planned_before_a_correction_are_planned_again(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    one = stream(partner)
    await recorder.record([Chunk(one, RECEIVED_US, [read(1, "7", "10:00:00.00")])])
    late = [Chunk(one, RECEIVED_US, [read(2, "7", "10:00:09.00")])]
    plan = await recorder.plan(late)
    [(location,)] = await rows(pool, partner, "select id from timing_locations")
    assert isinstance(location, int)
    async with pool.partner(partner) as connection:
        await change_rule(connection, location, RuleChange(Takes.LAST, 30))
    await recorder.record(late, plan)
    [(at,)] = await rows(pool, partner, "select passing_at from timing_passings")
    assert at == datetime(2026, 6, 27, 8, 0, 9, tzinfo=UTC)


async def test_a_sender_without_an_event_name_gives_its_session_the_name_of_the_days_event(
    recorder: Recorder, pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Harbour Run', '2026-06-27', 'UTC')",
            partner,
        )
    await recorder.record([Chunk(stream(partner), RECEIVED_US, [read(1, "5", "10:00:00.00")])])
    found = await rows(pool, partner, "select name, zone from timing_sessions")
    assert found == [("Harbour Run", "UTC")]
