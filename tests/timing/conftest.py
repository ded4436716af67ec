"""A sender whose reads are recorded, and a look at what came of them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime

import pytest

from project88.db.pool import Pool
from project88.timing.record import Recorder, Stored
from project88.timing.registry import Registry
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.events import Event

RECEIVED_US = int(datetime(2026, 6, 27, 12, 0, 5, tzinfo=UTC).timestamp()) * 1_000_000

Record = Callable[..., Awaitable[Stored]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]


@pytest.fixture
def record(pool: Pool, partner: int) -> Record:
    """Records events as a new connection of one sender, by a recorder that knows nothing yet."""

    async def recorded(
        told: Sequence[Event], of: int | None = None, host: str = "127.0.0.1"
    ) -> Stored:
        owner = partner if of is None else of
        stream = Stream(Origin(owner, 7, "ctp01", f"{host}:5000", listener_id=1))
        recorder = Recorder(pool, Registry(pool, owner, silence_hours=6, zone="UTC"))
        return await recorder.record([Chunk(stream, RECEIVED_US, told)])

    return recorded


@pytest.fixture
def look(pool: Pool, partner: int) -> Look:
    """Rows of a query as a partner sees them."""

    async def rows(sql: str, *values: object, of: int | None = None) -> list[tuple[object, ...]]:
        async with pool.partner(partner if of is None else of) as connection:
            return [tuple(row) for row in await connection.fetch(sql, *values)]

    return rows


@pytest.fixture
async def notes(pool: Pool) -> AsyncIterator[Callable[[], Awaitable[list[tuple[str, str]]]]]:
    """What other processes were told since the last time one asked, as (channel, payload)."""
    connection = await pool.dedicated()
    heard: list[tuple[str, str]] = []

    def put(_: object, _pid: int, channel: str, payload: object) -> None:
        heard.append((channel, str(payload)))

    for channel in ("live", "timing", "listeners", "rosters"):
        await connection.add_listener(channel, put)

    async def asked() -> list[tuple[str, str]]:
        # The server delivers what was committed before it answers.
        await connection.fetchval("select 1")
        told, heard[:] = list(heard), []
        return told

    yield asked
    await connection.close()


@pytest.fixture
async def rival(pool: Pool) -> int:
    """The id of another timing partner, in Denver."""
    async with pool.hub("a second timing partner for a test") as connection:
        number: int = await connection.fetchval(
            "insert into timing_partners (slug, name, zone) "
            "values ('rival', 'Rival Timing', 'America/Denver') returning id"
        )
    return number


@pytest.fixture
def only(look: Look) -> Callable[[str], Awaitable[int]]:
    """The id of the only row of a table."""

    async def found(table: str) -> int:
        [(number,)] = await look(f"select id from {table}")
        assert isinstance(number, int)
        return number

    return found
