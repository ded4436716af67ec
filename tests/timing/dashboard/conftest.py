"""An event with a roster, senders that report what they read, and a look at the dashboard."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime

import pytest

from project88.db.pool import Pool
from project88.timing.dashboard.boards import Boards
from project88.timing.dashboard.schemas import Dashboard
from project88.timing.record import Recorder
from project88.timing.registry import Registry
from project88.timing.stream import Chunk, Origin, Stream
from project88.wire.ctp01.events import Event, GunTime, Read

NOON = int(datetime(2026, 6, 27, 12, tzinfo=UTC).timestamp())
"""Noon UTC of the race day, in seconds: the instant from which tests count."""
RUNNERS = 40

Heard = Iterable[tuple[str, str, float]]
Send = Callable[..., Awaitable[None]]
Look = Callable[..., Awaitable[Dashboard]]


def written(second: float) -> str:
    """As a sender in UTC writes an instant."""
    return datetime.fromtimestamp(NOON + second, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-4]


@pytest.fixture
async def event(pool: Pool, partner: int) -> int:
    """The only event of that day, with bibs 1 to 40 on the roster, all in one race."""
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Dike Run', '2026-06-27', 'UTC') returning id",
            partner,
        )
        race = await connection.fetchval(
            "insert into normalized_races (timing_partner_id, event_id, name) "
            "values ($1, $2, '10 km') returning id",
            partner,
            number,
        )
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib) "
            "select $1, $2, $3, bib::text from generate_series(1, $4) as bib",
            partner,
            number,
            race,
            RUNNERS,
        )
    return number


@pytest.fixture
def send(pool: Pool, partner: int) -> Send:
    """`await send([("Finish", "7", 61.2), …])`: each row is received as it is read, `late` after it.

    `at_once`: all in one arrival at this second. One box per `box`.
    """
    recorders: dict[int, Recorder] = {}
    streams: dict[str, Stream] = {}

    async def sent(
        rows: Heard,
        *,
        late: float = 0.1,
        at_once: float | None = None,
        box: str = "A",
        gun: str = "",
        of: int | None = None,
    ) -> None:
        owner = partner if of is None else of
        if owner not in recorders:
            registry = Registry(pool, owner, silence_hours=6, zone="UTC")
            recorders[owner] = Recorder(pool, registry)
        origin = Origin(owner, ord(box), "ctp01", f"192.0.2.{ord(box)}:5000", listener_id=1)
        stream = streams.setdefault(f"{owner}{box}", Stream(origin))
        chunks = []
        for number, (location, tag, second) in enumerate(rows):
            told: Event = Read(
                int(second * 1000) * 100 + number, location, tag, written(second), 0, "0F2A38", 1,
                "CT01_33",
            )  # fmt: skip
            if gun and not number:
                told = GunTime(1, location, written(second), "A", "CT01_33")
            received = NOON + (second + late if at_once is None else at_once)
            chunks.append(Chunk(stream, int(received * 1_000_000), [told]))
        await recorders[owner].record(chunks)

    return sent


@pytest.fixture
def boards(pool: Pool) -> Boards:
    """What one process knows."""
    return Boards(pool)


@pytest.fixture
def look(boards: Boards, partner: int, event: int) -> Look:
    """The dashboard so many seconds after noon."""

    async def seen(second: float, *, of: int | None = None) -> Dashboard:
        owner = partner if of is None else of
        return await boards.picture(owner, event, int((NOON + second) * 1000), fresh_ms=1)

    return seen


@pytest.fixture
def connected(pool: Pool, partner: int) -> Callable[..., Awaitable[None]]:
    """Writes a connection as the collector does; instants in seconds after noon."""

    async def written_down(second: float, box: str = "A", **columns: object) -> None:
        at = datetime.fromtimestamp(NOON + second, UTC)
        row: dict[str, object] = {
            "id": ord(box),
            "timing_partner_id": partner,
            "peer": f"192.0.2.{ord(box)}:5000",
            "program": f"MiniTrack {box}",
            "connected_at": at,
            "heard_at": at,
            "told_at": at,
            "rows_heard": 1,
            "last_row_at": at,
            **columns,
        }
        if row.get("state") == "ended":
            row["ended_at"] = at
        if row["connected_at"] is None:
            row["connected_at"] = datetime.fromtimestamp(NOON + 2, UTC)
        if row["heard_at"] is None:
            row["heard_at"] = datetime.fromtimestamp(NOON + second - 40, UTC)
        names = ", ".join(row)
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        changed = ", ".join(f"{name} = excluded.{name}" for name in row)
        async with pool.hub("a connection for a test") as connection:
            source = await connection.fetchval(
                "select max(id) from timing_sources where source_key like $1",
                f"%192.0.2.{ord(box)}:%",
            )
            await connection.execute(
                f"insert into timing_connections ({names}, source_id) values ({places}, "
                f"{source or 'null'}) on conflict (id) do update set {changed}, "
                "source_id = excluded.source_id",
                *row.values(),
            )

    return written_down
