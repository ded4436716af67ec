"""What visitors ask of 10.6 million results of 13 partners, under row-level security: p50 and p99 of each question.

The database is that of ``project88 seed --scale full``, made first, which is measured too; ``--folder`` keeps it there
for the next run. Each question is asked as the plain service role, in a transaction of its own that names the partner,
of a partner, event, person and name drawn at random; the questions take turns with the yardstick, a ``select 1`` in the
same kind of transaction. Each is asked three times in a row: the first counts, and beside it (``again``) the best of
the others, which tells the question's own cost on a machine that others use too. Must: p99 10 ms; 20 ms for the
beginning of a name, 150 ms for a part of one; the seed 600 s.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import msgspec

from _bed import medians, options, percentiles, progress, report
from project88 import log
from project88.db.embedded import EmbeddedPostgres, Urls
from project88.db.migrate import migrate
from project88.db.pool import Connection, Pool
from project88.results.listing import listing
from project88.results.listing.listing import Query
from project88.results.listing.searching import search
from project88.results.listing.store import Filter, Group
from project88.results.seeding.plan import SCALES
from project88.results.seeding.seeding import seed
from project88.settings import LogSettings

MUST_MS = {
    "top_10": 10.0,
    "place_of_bib": 10.0,
    "page": 10.0,
    "page_at": 10.0,
    "prefix": 20.0,
    "part": 150.0,
}
MUST_SEED_S = 600.0
LARGE = 1_000
"""Finishers of a race whose middle is looked at."""
_WARM = 30
_AGAIN = 2


class Race(msgspec.Struct, frozen=True):
    """Somewhere to ask."""

    partner_id: int
    event_id: int
    id: int
    finishers: int


class Person(msgspec.Struct, frozen=True):
    """Somebody to ask for."""

    partner_id: int
    event_id: int
    bib: str
    first: str
    last: str


class Field(msgspec.Struct, frozen=True):
    """What is drawn from."""

    races: list[Race]
    large: list[Race]
    people: list[Person]


Ask = Callable[[Connection], Awaitable[object]]


@asynccontextmanager
async def cluster(folder: Path | None) -> AsyncIterator[Urls]:
    """A durable server; in a folder that is named it stays."""
    with tempfile.TemporaryDirectory(prefix="project88-bench-", ignore_cleanup_errors=True) as name:
        place = folder or Path(name)
        if folder is None:
            place.chmod(0o755)
        server = EmbeddedPostgres(place / "cluster")
        urls = await asyncio.to_thread(server.start)
        try:
            await migrate(urls.owner_url)
            yield urls
        finally:
            await asyncio.to_thread(server.stop)


async def seeded(urls: Urls, given: argparse.Namespace) -> float:
    """How long the seed took, in seconds; 0 when it was there."""
    admin = await asyncpg.connect(urls.superuser_url)
    try:
        if await admin.fetchval("select exists (select from normalized_results)"):
            return 0.0
    finally:
        await admin.close()
    scale = msgspec.structs.replace(SCALES["full"], partners=given.partners, events=given.events)
    began, last = time.perf_counter(), [""]

    def tell(what: str, done: float, whole: float) -> None:
        percent = f"{what}, {done / whole:.0%}"
        if percent != last[0]:
            last[0] = percent
            progress(
                f"{time.perf_counter() - began:6.0f} s  {percent}, load {os.getloadavg()[0]:.1f}"
            )

    done = await seed(urls.owner_url, scale, tell, beside_others=True)
    took = time.perf_counter() - began
    progress(f"{done} in {took:.0f} s")
    return took


async def drawn(urls: Urls, given: argparse.Namespace) -> tuple[Field, dict[str, int]]:
    """Races and people to ask for, as a superuser; and how much there is."""
    admin = await asyncpg.connect(urls.superuser_url)
    try:
        rows = await admin.fetch(
            "select timing_partner_id, event_id, race_id, count(*) from normalized_results "
            "where rank_key is not null group by 1, 2, 3 order by 3"
        )
        races = [Race(*row) for row in rows]
        people = await admin.fetch(
            "select timing_partner_id, event_id, bib, findable_first, findable_last from normalized_participants "
            "tablesample bernoulli (least(100, 100.0 * $1 / (select greatest(count(*), 1) from normalized_results))) "
            "repeatable (88) where privacy = 'public' and length(findable_last) > 4",
            given.calls * 8.0,
        )
        counts = await admin.fetchrow(
            "select (select count(*) from normalized_results) as results, "
            "(select count(*) from normalized_events) as events, "
            "(select count(*) from timing_partners where id <> 0) as partners"
        )
    finally:
        await admin.close()
    assert counts is not None
    most = max(race.finishers for race in races)
    large = [race for race in races if race.finishers >= min(LARGE, most)]
    return Field(races, large, [Person(*row) for row in people]), dict(counts)


async def marks(pool: Pool, field: Field, rng: random.Random, count: int) -> list[tuple[Race, str]]:
    """Ends of pages in the middle of large races, as a reader of these would have them."""
    found = []
    for _ in range(count):
        race = rng.choice(field.large)
        query = Query(
            event_id=race.event_id,
            filter=Filter(race_id=race.id),
            offset=rng.randrange(race.finishers // 4, race.finishers * 3 // 4),
        )
        async with pool.partner(race.partner_id) as connection:
            page = await listing.page(connection, query)
        assert page.more is not None
        found.append((race, page.more))
    return found


def questions(
    field: Field, middles: list[tuple[Race, str]], rng: random.Random
) -> Mapping[str, Callable[[], tuple[int, Ask]]]:
    """Each gives a partner and what to ask in a transaction of it."""

    def top_10() -> tuple[int, Ask]:
        race = rng.choice(field.races)
        return race.partner_id, lambda c: listing.top(c, race.event_id, race.id, Group(), 10)

    def place_of_bib() -> tuple[int, Ask]:
        person = rng.choice(field.people)
        return person.partner_id, lambda c: listing.of_bib(c, person.event_id, person.bib)

    def page() -> tuple[int, Ask]:
        race, after = rng.choice(middles)
        query = Query(event_id=race.event_id, filter=Filter(race_id=race.id), after=after)
        return race.partner_id, lambda c: listing.page(c, query)

    def page_at() -> tuple[int, Ask]:
        race = rng.choice(field.large)
        offset = rng.randrange(race.finishers)
        query = Query(event_id=race.event_id, filter=Filter(race_id=race.id), offset=offset)
        return race.partner_id, lambda c: listing.page(c, query)

    def prefix() -> tuple[int, Ask]:
        person = rng.choice(field.people)
        name = rng.choice((person.last, person.first, f"{person.first} {person.last}"))
        begun = name[: rng.randrange(2, min(len(name), 8) + 1)]
        return person.partner_id, lambda c: search(c, begun, 20)

    def part() -> tuple[int, Ask]:
        person = rng.choice(field.people)
        begun = rng.randrange(1, len(person.last) - 2)
        inner = person.last[begun : begun + rng.randrange(3, 7)]
        return person.partner_id, lambda c: search(c, inner, 20)

    def yardstick() -> tuple[int, Ask]:
        return rng.choice(field.races).partner_id, lambda c: c.fetchval("select 1")

    return {
        "top_10": top_10, "place_of_bib": place_of_bib, "page": page, "page_at": page_at, "prefix": prefix,
        "part": part, "select_1": yardstick,
    }  # fmt: skip


async def timed(pool: Pool, partner_id: int, ask: Ask) -> float:
    """Seconds, with begin and commit."""
    began = time.perf_counter()
    async with pool.partner(partner_id) as connection:
        await ask(connection)
    return time.perf_counter() - began


async def measured(
    given: argparse.Namespace, urls: Urls
) -> tuple[dict[str, float], dict[str, int]]:
    """Medians over the rounds of p50, p99 and the worst of each question."""
    rng = random.Random(88)
    field, counts = await drawn(urls, given)
    progress(f"{counts}, {len(field.large)} large races, {len(field.people)} people drawn")
    pool = await Pool.open(urls.service_url, size=2)
    try:
        asked = questions(field, await marks(pool, field, rng, 100), rng)

        async def one_round() -> dict[str, float]:
            spent: dict[str, list[float]] = defaultdict(list)
            for number in range(_WARM + given.calls):
                for name, question in asked.items():
                    partner_id, ask = question()
                    took = [await timed(pool, partner_id, ask) for _ in range(1 + _AGAIN)]
                    if number >= _WARM:
                        spent[name].append(took[0])
                        spent[f"{name}_again"].append(min(took[1:]))
            return {
                f"{name}_{key}": value
                for name, times in spent.items()
                for key, value in percentiles(times).items()
            } | {"load": os.getloadavg()[0]}

        (figures,) = await medians(given.rounds, one_round)
        return figures, counts
    finally:
        await pool.close()


async def run(given: argparse.Namespace) -> int:
    """The figures; 1 when a question is slower than it must be."""
    log.configure(LogSettings(level="error"), "bench")
    async with cluster(given.folder) as urls:
        took = await seeded(urls, given)
        figures, counts = await measured(given, urls)
    yardstick = {name: figures.pop(name) for name in list(figures) if name.startswith("select_1")}
    load = figures.pop("load")
    ratios: dict[str, float] = {
        f"{name}_p99_of_must": figures[f"{name}_p99_ms"] / must for name, must in MUST_MS.items()
    } | {
        f"{name}_p50_times_select_1": figures[f"{name}_p50_ms"] / yardstick["select_1_p50_ms"]
        for name in MUST_MS
    }
    if took:
        figures["seed_s"] = took
        ratios["seed_of_must"] = took / MUST_SEED_S
    report(
        "queries",
        {**counts, "calls": given.calls, "rounds": given.rounds, "load": round(load, 1)},
        figures, yardstick, ratios, as_json=given.json,
    )  # fmt: skip
    return int(any(value > 1 for name, value in ratios.items() if name.endswith("of_must")))


def main() -> None:
    """Ends with 1 when something is slower than it must be."""
    asked = options(__doc__ or "")
    asked.add_argument("--calls", type=int, default=500, help="of each question in a round")
    asked.add_argument("--partners", type=int, default=SCALES["full"].partners)
    asked.add_argument(
        "--events", type=int, default=SCALES["full"].events, help="fewer for a shorter run"
    )
    asked.add_argument(
        "--folder", type=Path, help="keeps the database there, and uses the one that is there"
    )
    raise SystemExit(asyncio.run(run(asked.parse_args())))


if __name__ == "__main__":
    main()
