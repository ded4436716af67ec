"""Weeks of drawing, thinned night by night: what may go, goes; what must stay, stays."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project88.db.pool import Pool
from project88.worker.upkeep import thin_templates

START = datetime(2027, 3, 1, 8, tzinfo=UTC)
HASH = "ab" * 32


class Drawing:
    """A template whose versions are made at instants of our choice."""

    def __init__(self, pool: Pool, partner: int) -> None:
        self._pool, self._partner = pool, partner
        self.template = 0
        self.newest = 0

    async def begin(self) -> None:
        async with self._pool.partner(self._partner) as connection:
            self.template = await connection.fetchval(
                "insert into templates (timing_partner_id, name, width, height) "
                "values ($1, 'Finish', 1920, 1080) returning id",
                self._partner,
            )
        self.newest = 0

    async def draw(self, at: list[datetime], label: str | None = None) -> None:
        numbers = list(range(self.newest + 1, self.newest + 1 + len(at)))
        async with self._pool.partner(self._partner) as connection:
            await connection.execute(
                "insert into template_versions (timing_partner_id, template_id, number, document, "
                "hash, origin, made_at, label) select $1, $2, number, '{}', $3, 'edit', at, $6 "
                "from unnest($4::int[], $5::timestamptz[]) as made (number, at)",
                self._partner, self.template, HASH, numbers, at, label,
            )  # fmt: skip
            self.newest = numbers[-1]
            await connection.execute(
                "update templates set version = $2 where id = $1", self.template, self.newest
            )

    async def publish(self, number: int) -> None:
        async with self._pool.partner(self._partner) as connection:
            await connection.execute(
                "update templates set published = $2, published_hash = $3 where id = $1",
                self.template, number, HASH,
            )  # fmt: skip

    async def versions(self) -> dict[int, datetime]:
        async with self._pool.partner(self._partner) as connection:
            rows = await connection.fetch(
                "select number, made_at from template_versions where template_id = $1 order by 1",
                self.template,
            )
        return {row["number"]: row["made_at"] for row in rows}


async def test_five_weeks_of_drawing_are_thinned_night_by_night(pool: Pool, partner: int) -> None:
    drawing = Drawing(pool, partner)
    await drawing.begin()
    for day in range(35):
        morning = START + timedelta(days=day)
        await drawing.draw([morning + timedelta(minutes=step) for step in range(0, 180, 10)])
        if day == 3:
            await drawing.draw([morning + timedelta(minutes=200)], label="As shown in Sneek")
            named = drawing.newest
        if day == 5:
            pinned = drawing.newest - 4
            await drawing.publish(pinned)
        night = morning + timedelta(hours=20)
        gone = await thin_templates(pool, night)
        assert (gone > 0) == (day > 0)
        assert await thin_templates(pool, night) == 0
    left = await drawing.versions()
    now = START + timedelta(days=34, hours=20)
    last_day = [at for at in left.values() if at >= now - timedelta(days=1)]
    assert len(last_day) == 18
    hours = Counter(
        at.replace(minute=0)
        for at in left.values()
        if now - timedelta(days=7) <= at < now - timedelta(days=1)
    )
    assert set(hours.values()) == {1}
    assert len(hours) == 6 * 3
    older = [number for number, at in left.items() if at < now - timedelta(days=7)]
    days = Counter(left[number].date() for number in older if number not in {1, named, pinned})
    assert set(days.values()) == {1}
    assert {1, named, pinned, drawing.newest} <= left.keys()
    # 18 of today, 18 of six days, 28 older days, and the first, the named and the pinned one.
    assert len(left) == 18 + 18 + 28 + 3


async def test_batches_are_forgotten_after_a_month(pool: Pool, partner: int) -> None:
    drawing = Drawing(pool, partner)
    await drawing.begin()
    await drawing.draw([START])
    async with pool.partner(partner) as connection:
        for days, batch in ((29, "a" * 32), (31, "b" * 32)):
            await connection.execute(
                "insert into template_batches (timing_partner_id, template_id, batch, version, "
                "made_at) values ($1, $2, $3, 1, $4)",
                partner, drawing.template, batch, START - timedelta(days=days),
            )  # fmt: skip
    await thin_templates(pool, START)
    async with pool.partner(partner) as connection:
        rows = await connection.fetch("select batch from template_batches")
    assert [row["batch"] for row in rows] == ["a" * 32]


@given(minutes=st.lists(st.integers(0, 60 * 24 * 21), min_size=1, max_size=60, unique=True))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_of_any_history_every_day_and_every_recent_hour_leaves_a_trace(
    pool: Pool, partner: int, minutes: list[int]
) -> None:
    drawing = Drawing(pool, partner)
    await drawing.begin()
    made = [START + timedelta(minutes=one) for one in sorted(minutes)]
    await drawing.draw(made)
    before = await drawing.versions()
    now = START + timedelta(days=21)
    await thin_templates(pool, now)
    left = await drawing.versions()
    assert left.items() <= before.items()
    assert {1, drawing.newest} <= left.keys()
    assert {at.date() for at in left.values()} == {at.date() for at in made}
    recent = now - timedelta(days=7)
    assert {hour(at) for at in left.values() if at >= recent} == {
        hour(at) for at in made if at >= recent
    }
    assert {at for at in made if at >= now - timedelta(days=1)} <= set(left.values())


def hour(at: datetime) -> datetime:
    return at.replace(minute=0)


async def test_one_partners_versions_are_not_thinned_by_another(pool: Pool, partner: int) -> None:
    drawing = Drawing(pool, partner)
    await drawing.begin()
    await drawing.draw([START + timedelta(minutes=one) for one in range(9)])
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    late = START + timedelta(days=400)
    async with pool.partner(rival) as connection:
        assert await connection.fetchval("select thin_template_versions($1)", late) == 0
    async with pool.no_partner() as connection:
        assert await connection.fetchval("select thin_template_versions($1)", late) == 0
    assert len(await drawing.versions()) == 9
    assert await thin_templates(pool, late) == 7
