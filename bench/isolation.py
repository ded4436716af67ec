"""Whether operators ever notice one another: random interleaved work, held against the work of each alone.

The machine of `tests/displays/machine`, for longer: 50 runs of 2,000 steps by two operators of one timing partner and
one of another. Every step is done in a hub where all work and in hubs where each works alone, through the whole
application and its database; answers are compared at once, everything that each can see now and then. What shows a
difference is told as the few steps that matter. Must: 0 differences.
"""

import argparse
import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import msgspec

from _bed import ROOT, options, progress, report
from project88 import log
from project88.db.cluster import DATABASE, Durability
from project88.db.embedded import EmbeddedPostgres, Urls
from project88.db.migrate import migrate
from project88.settings import LogSettings

sys.path.insert(0, str(ROOT))

from tests.displays.machine.databases import Clones
from tests.displays.machine.machine import Difference, Run, begun, steps_of
from tests.displays.machine.shrinking import retold, shrunk


class Told(msgspec.Struct):
    """What a process of the bench has done."""

    runs: int = 0
    steps: int = 0
    views: int = 0
    requests: int = 0
    refused: int = 0
    seconds: float = 0.0
    differences: list[str] = []

    def add(self, run: Run, seconds: float) -> None:
        self.runs += 1
        self.steps += run.done
        self.views += run.views
        self.requests += run.statuses.total()
        self.refused += sum(count for (_, status), count in run.statuses.items() if status >= 400)
        self.seconds += seconds


async def play(given: argparse.Namespace, urls: Urls, seeds: Sequence[int], until: float) -> Told:
    """These runs, one after another; none is begun after the time is over."""
    log.configure(LogSettings(level="error"), "bench")
    told, statuses = Told(differences=[]), Counter[tuple[str, int]]()
    async with Clones.made(urls, DATABASE) as clones:
        for seed in seeds:
            if time.time() > until:
                break
            steps, began = steps_of(seed, given.steps), time.perf_counter()
            async with begun(clones.stage, clones.clone) as run:
                found = await run.play(steps, given.look_every, until)
            await clones.drop()
            told.add(run, time.perf_counter() - began)
            statuses.update(run.statuses)
            progress(
                f"run {seed}: {run.done} steps, {run.statuses.total():,} requests, {told.seconds:.0f} s"
            )
            if found is not None:
                told.differences.append(await _shown(clones, seed, given.steps, found))
                progress(told.differences[-1])
    _tell(given, statuses)
    return told


async def _shown(clones: Clones, seed: int, count: int, found: Difference) -> str:
    kept, least = await shrunk(clones, steps_of(seed, count), found)
    return f"seed {seed}, step {found.step}:\n{retold(kept, least)}"


def _tell(given: argparse.Namespace, statuses: Counter[tuple[str, int]]) -> None:
    if given.statuses:
        for (request, status), count in sorted(statuses.items()):
            progress(f"{count:8} {status} {request}")


def _process(given: argparse.Namespace, urls: Urls, seeds: Sequence[int], until: float) -> Told:
    return asyncio.run(play(given, urls, seeds, until))


def all_runs(given: argparse.Namespace, urls: Urls) -> list[Told]:
    """By so many processes, each with every so-many-th run."""
    until = time.time() + given.minutes * 60
    seeds = [given.seed + number for number in range(given.runs)]
    parts = [seeds[number :: given.processes] for number in range(given.processes)]
    with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
        return pool.starmap(_process, [(given, urls, part, until) for part in parts if part])


async def _migrated(urls: Urls) -> None:
    log.configure(LogSettings(level="error"), "bench")
    await migrate(urls.owner_url)
    connection = await asyncpg.connect(urls.superuser_url)
    try:
        version: str = await connection.fetchval("show server_version")
        progress(f"PostgreSQL {version}")
    finally:
        await connection.close()


def main() -> None:
    """All runs; ends with 1 when there is a difference."""
    asked = options(__doc__ or "")
    asked.add_argument("--runs", type=int, default=50)
    asked.add_argument("--steps", type=int, default=2_000, help="of each run")
    asked.add_argument("--minutes", type=float, default=90, help="no step is begun after these")
    asked.add_argument("--look-every", type=int, default=20, help="steps between whole views")
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1, help="of the first run")
    asked.add_argument("--statuses", action="store_true", help="tell how requests were answered")
    given = asked.parse_args()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="project88-bench-",
        dir=memory if memory.is_dir() else None,
        ignore_cleanup_errors=True,
    ) as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = EmbeddedPostgres(folder / "cluster", durability=Durability.FAST_AND_UNSAFE)
        urls = cluster.start()
        try:
            asyncio.run(_migrated(urls))
            began = time.perf_counter()
            told = all_runs(given, urls)
            took = time.perf_counter() - began
        finally:
            cluster.stop()
    differences = [one for part in told for one in part.differences]
    figures = {
        name: float(sum(getattr(part, name) for part in told))
        for name in ("runs", "steps", "views", "requests", "refused")
    }
    report(
        "isolation",
        {"runs": given.runs, "steps": given.steps, "look_every": given.look_every, "processes": given.processes,
         "seed": given.seed, "minutes": given.minutes},
        figures | {"differences": len(differences), "minutes": took / 60},
        {},
        {"steps_per_s": figures["steps"] / took},
        as_json=given.json,
    )  # fmt: skip
    raise SystemExit(1 if differences else 0)


if __name__ == "__main__":
    main()
