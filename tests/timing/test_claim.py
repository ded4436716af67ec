"""A stream of a shared port becomes a partner's, whole, and stays it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

import pytest

from project88.db.pool import Pool
from project88.errors import Conflict, NotFound
from project88.events.model import Target
from project88.events.roster import read_roster, take_in
from project88.timing.claim import assign, unclaimed
from project88.timing.ownership import claimed_by
from project88.timing.record import Recorder
from project88.timing.registry import Claimed, Registry
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.events import Event, GunTime, Quarantined, Read

Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
Notes = Callable[[], Awaitable[list[tuple[str, str]]]]

NOON_US = int(datetime(2026, 6, 27, 12, 0, 5, tzinfo=UTC).timestamp()) * 1_000_000
TABLES = (
    "timing_sources", "timing_sessions", "timing_locations", "timing_reads", "timing_gun_times",
    "timing_passings", "timing_quarantine",
)  # fmt: skip
RACE: list[Event] = [
    Read(1, "finish", "11", "2026-06-27T10:00:00.31", 0, "0F2A38", 1, "CT01_33"),
    Read(2, "finish", "12", "2026-06-27T10:00:01.00", 0, "0F2A38", 1, "CT01_33"),
    GunTime(3, "start", "2026-06-27T09:59:00.00", "A", "CT01_33"),
    Quarantined(b"CT01_33~7~finish~12", "short_row", ""),
]


@pytest.fixture
async def source(record: Record, pool: Pool) -> int:
    """An unclaimed stream with a whole race in it."""
    await record(RACE, of=0)
    [stream] = await unclaimed(pool)
    assert (stream.sessions, stream.reads) == (1, 2)
    return stream.id


async def counts(look: Look, owner: int) -> list[int]:
    found = [await look(f"select count(*) from {table}", of=owner) for table in TABLES]
    return [int(str(number)) for [(number,)] in found]


async def test_everything_of_it_moves_and_nothing_stays_behind(
    pool: Pool, partner: int, rival: int, source: int, look: Look, notes: Notes
) -> None:
    before = await counts(look, 0)
    assert before == [1, 1, 2, 2, 1, 2, 1]
    await notes()
    done = await assign(pool, source, partner)
    assert (done.sessions, done.reads, done.zones) == (1, 2, ("UTC",))
    assert await counts(look, partner) == before
    assert await counts(look, 0) == await counts(look, rival) == [0] * len(TABLES)
    assert {"timing", "listeners"} <= {channel for channel, _ in await notes()}
    assert await unclaimed(pool) == []


async def test_who_has_a_stream_is_known_from_the_moment_it_was_assigned(
    pool: Pool, partner: int, source: int
) -> None:
    [stream] = await unclaimed(pool)
    assert await claimed_by(pool, stream.key) is None
    await assign(pool, source, partner)
    assert await claimed_by(pool, stream.key) == partner


async def test_other_streams_of_the_pool_stay_in_it(
    pool: Pool, partner: int, source: int, record: Record, look: Look
) -> None:
    await record(RACE, of=0, host="10.0.0.9")
    before = await counts(look, 0)
    await assign(pool, source, partner)
    assert (await counts(look, 0))[:-1] == [value // 2 for value in before[:-1]]


async def test_a_full_resend_lands_at_the_partner_and_stores_nothing_twice(
    pool: Pool, partner: int, source: int, look: Look
) -> None:
    await assign(pool, source, partner)
    pooled = Registry(pool, 0, silence_hours=6, zone="UTC")
    stream = Stream(Origin(0, 8, "ctp01", "127.0.0.1:5001", listener_id=1))
    pooled.claims = {stream.source_key: partner}
    later = Read(9, "finish", "13", "2026-06-27T10:00:09.00", 0, "0F2A38", 1, "CT01_33")
    chunk = Chunk(stream, NOON_US, [*RACE, later])
    with pytest.raises(Claimed) as claimed:
        await Recorder(pool, pooled).record([chunk])
    assert claimed.value.partner_id == partner
    own = Registry(pool, partner, silence_hours=6, zone="UTC")
    stored = await Recorder(pool, own).record([chunk])
    assert (stored.reads, stored.duplicates) == (1, 2)
    assert await counts(look, 0) == [0] * len(TABLES)
    assert (await counts(look, partner))[:6] == [1, 1, 2, 3, 1, 3]


async def test_a_recorder_of_the_pool_that_is_under_way_stores_nothing_of_it_there(
    pool: Pool, partner: int, look: Look, record: Record
) -> None:
    registry = Registry(pool, 0, silence_hours=6, zone="UTC")
    recorder = Recorder(pool, registry)
    stream = Stream(Origin(0, 7, "ctp01", "127.0.0.1:5000", listener_id=1))
    await recorder.record([Chunk(stream, NOON_US, RACE)])
    [found] = await unclaimed(pool)
    await assign(pool, found.id, partner)
    registry.claims = {stream.source_key: partner}
    later = Read(9, "finish", "13", "2026-06-27T10:00:00.50", 0, "0F2A38", 1, "CT01_33")
    with pytest.raises(Claimed):
        await recorder.record([Chunk(stream, NOON_US, [later])])
    assert await counts(look, 0) == [0] * len(TABLES)


async def test_the_partners_only_event_of_that_day_is_found_and_its_names_too(
    pool: Pool, partner: int, source: int, look: Look
) -> None:
    file = read_roster(b"bib,name\n11,Bo Park\n", date(2026, 6, 27))
    async with pool.partner(partner) as connection:
        await take_in(connection, Target(partner, "Harbour Mile", date(2026, 6, 27)), file)
    assert (await assign(pool, source, partner)).bound == 1
    assert await look("select tag, participant_id is null from timing_passings order by tag") == [
        ("11", False),
        ("12", True),
    ]


async def test_a_stream_whose_key_the_partner_has_already_is_refused_whole(
    pool: Pool, partner: int, source: int, record: Record, look: Look
) -> None:
    await record(RACE)
    before = await counts(look, 0)
    with pytest.raises(Conflict, match="has a stream with the key"):
        await assign(pool, source, partner)
    assert await counts(look, 0) == before


async def test_what_is_not_in_the_pool_cannot_be_assigned(
    pool: Pool, partner: int, rival: int, source: int
) -> None:
    for stream, owner in ((source + 1, partner), (source, rival + 1), (source, 0)):
        with pytest.raises(NotFound):
            await assign(pool, stream, owner)
    await assign(pool, source, partner)
    with pytest.raises(Conflict, match="belongs to a partner"):
        await assign(pool, source, rival)


async def test_its_connections_are_its_partners_too_those_that_stand_and_those_of_the_past(
    pool: Pool, partner: int, source: int, look: Look
) -> None:
    async with pool.hub("connections for a test") as connection:
        await connection.execute(
            "insert into timing_connections (id, timing_partner_id, source_id, peer, connected_at, "
            "heard_at, told_at, ended_at) "
            "select id, 0, case when id < 3 then $1::int end, 'p', now(), now(), now(), "
            "case id when 1 then now() end from generate_series(1, 3) as id",
            source,
        )
    await assign(pool, source, partner)
    numbers = "select id from timing_connections order by id"
    assert await look(numbers) == [(1,), (2,)]
    assert await look(numbers, of=0) == [(3,)]
