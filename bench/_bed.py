"""What every bench stands on: a durable database of its own, a partner, listeners, a roster, real rows.

Figures of a bench mean something only beside a yardstick of the same run, because the machines are shared and noisy.
So every bench runs its measured thing and its yardstick by turns, several times, and reports medians and ratios.
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import msgspec

from project88 import log
from project88.db.embedded import EmbeddedPostgres, Urls
from project88.db.migrate import migrate
from project88.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT.parent / "shared" / "data" / "chronotrack"


class Bed(msgspec.Struct, frozen=True):
    """A migrated database and the settings of a collector on it."""

    urls: Urls
    settings: Settings
    folder: Path

    async def administer(self) -> "asyncpg.Connection[asyncpg.Record]":
        """A superuser's connection, for preparing and counting; nothing measured uses it."""
        return await asyncpg.connect(self.urls.superuser_url)


@asynccontextmanager
async def bed(**settings: str) -> AsyncIterator[Bed]:
    """A fresh cluster with fsync on, gone afterwards. Settings by environment name without prefix."""
    with tempfile.TemporaryDirectory(prefix="project88-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        await asyncio.to_thread(folder.chmod, 0o755)
        cluster = EmbeddedPostgres(folder / "cluster")
        urls = await asyncio.to_thread(cluster.start)
        made = _settings(urls, folder, settings)
        log.configure(made.log, "bench")
        try:
            await migrate(urls.owner_url)
            yield Bed(urls, made, folder)
        finally:
            await asyncio.to_thread(cluster.stop)


def _settings(urls: Urls, folder: Path, more: dict[str, str]) -> Settings:
    usual = {
        "COLLECTOR__BIND": "127.0.0.1",
        "COLLECTOR__CTP01_PORT": "0",
        "COLLECTOR__STATUS_PORT": "0",
        "COLLECTOR__MAX_CONNECTIONS_PER_IP": "400",
        "JOURNAL__DIR": str(folder / "journal"),
        "LOG__LEVEL": "error",
    }
    environ = {f"PROJECT88_{key}": value for key, value in (usual | more).items()}
    return load_settings(environ | {"DATABASE_URL": urls.service_url})


async def add_partner(on: Bed, slug: str = "bench") -> int:
    """A timing partner; returns its id."""
    admin = await on.administer()
    try:
        found: int = await admin.fetchval(
            "insert into timing_partners (slug, name, zone) values ($1, $1, 'UTC') returning id",
            slug,
        )
        return found
    finally:
        await admin.close()


async def medians(
    rounds: int, *measures: Callable[[], Awaitable[dict[str, float]]]
) -> list[dict[str, float]]:
    """Runs the measures by turns, so many rounds, and returns the median of every figure of each."""
    told: list[list[dict[str, float]]] = [[] for _ in measures]
    for number in range(rounds):
        for index, measure in enumerate(measures):
            figures = await measure()
            told[index].append(figures)
            progress(f"round {number + 1}, {index + 1}: " + _line(figures))
    return [
        {name: statistics.median(one[name] for one in figures) for name in figures[0]}
        for figures in told
    ]


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p99 and maximum in milliseconds."""
    ordered = sorted(seconds)
    return {
        "p50_ms": round(ordered[len(ordered) // 2] * 1000, 3),
        "p99_ms": round(ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)] * 1000, 3),
        "max_ms": round(ordered[-1] * 1000, 3),
    }


def options(description: str) -> argparse.ArgumentParser:
    """The arguments that every bench takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=3, help="how often each thing is measured")
    return parser


def report(  # noqa: PLR0913 -- the parts of the one JSON object
    name: str,
    parameters: dict[str, object],
    figures: dict[str, float],
    yardstick: dict[str, float],
    ratios: dict[str, float],
    *,
    as_json: bool,
) -> None:
    """One JSON object, or a table for people."""
    told = {
        "name": name,
        "parameters": parameters | {"cores": os.cpu_count(), "python": platform.python_version()},
        "figures": _rounded(figures),
        "yardstick": _rounded(yardstick),
        "ratios": _rounded(ratios),
    }
    if as_json:
        print(json.dumps(told))
        return
    for part in ("parameters", "figures", "yardstick", "ratios"):
        print(part)
        for key, value in told[part].items():  # type: ignore[attr-defined]  # dicts, but for the name
            print(f"  {key:34} {value}")


def progress(text: str) -> None:
    """To standard error, so that the result can be piped."""
    print(text, file=sys.stderr, flush=True)


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 3) if value < 100 else round(value) for key, value in figures.items()}


def _line(figures: dict[str, float]) -> str:
    return "  ".join(f"{key} {value:,.3f}" for key, value in figures.items())
