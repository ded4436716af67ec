"""Every route that the app uses, asked by members of 13 partners at once: how long an answer takes.

13 partners, each with 1,000 participants and 50,000 reads, one web process as an operator starts it; one process beside
plays a member of each partner, who opens page after page and corrects the roster. Measured per route from the request's
last byte to the answer's. Yardstick of the same run: the health route, which only asks the database whether it is
there. Must: p99 of every route 100 ms.
"""

import asyncio
import json
import multiprocessing
import os
import urllib.request
from collections.abc import Sequence

from _bed import Bed, bed, options, percentiles, progress, report
from _hub import _body, _free_port, _running, _until
from _members import Told, load
from _people import MATS, PER_MAT, Member, people
from _requests import BEFORE, Group, groups

YARDSTICK = "GET /api/health"
MADE = {name for request in BEFORE for name, _ in request.saves}
MUST_MS = 100.0


async def measure(on: Bed, members: Sequence[Member], seconds: float, rate: float) -> Told:
    """One run against a web process of its own."""
    port = _free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": on.urls.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_SECURITY__SECRET_KEY": "a-key-for-benches-only-0123456789",
        "PROJECT88_WEB__BIND": "127.0.0.1",
        "PROJECT88_WEB__PORT": str(port),
        "PROJECT88_LOG__LEVEL": "error",
    }
    with _running("web", environ):
        await _until(lambda: bool(_body(f"http://127.0.0.1:{port}/api/health")))
        asked = await asyncio.to_thread(_asked, port, members)
        warm = rate * 3
        await asyncio.to_thread(_load, port, members, asked, len(asked) * 1.5 / warm, warm)
        progress(f"{sum(len(group) for group in asked)} requests a turn")
        return await asyncio.to_thread(_load, port, members, asked, seconds, rate)


def _asked(port: int, members: Sequence[Member]) -> list[Group]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/schema") as answer:
        document = json.load(answer)
    return list(groups(document, members[0].ids.keys() | MADE))


def _load(
    port: int, members: Sequence[Member], asked: list[Group], seconds: float, rate: float
) -> Told:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=load, args=(there, port, members, asked, seconds, rate)
    )
    process.start()
    try:
        while not here.poll(0.5):
            assert process.is_alive(), "the load ended early"
        told: Told = here.recv()
    finally:
        process.join(10)
        process.terminate()
    return told


async def main() -> None:
    """One world, one run."""
    asked = options(__doc__ or "")
    asked.add_argument("--partners", type=int, default=13)
    asked.add_argument("--participants", type=int, default=1_000, help="of each partner")
    asked.add_argument("--seconds", type=float, default=80)
    asked.add_argument("--rate", type=float, default=30, help="requests per second, all together")
    given = asked.parse_args()
    async with bed() as on:
        members = await people(on, given.partners, given.participants)
        progress(
            f"{given.partners} partners; {given.rate:.0f} requests/s for {given.seconds:.0f} s"
        )
        told = await measure(on, members, given.seconds, given.rate)
    for failure in sorted(set(told.failures))[:20]:
        progress(failure)
    routes = {name: percentiles(seconds) for name, seconds in sorted(told.seconds.items())}
    yardstick = routes.pop(YARDSTICK)
    for name, figures in sorted(routes.items(), key=lambda one: -one[1]["p99_ms"]):
        progress(f"{name:76} {figures['p50_ms']:8.1f} {figures['p99_ms']:8.1f}")
    worst = max(routes, key=lambda name: routes[name]["p99_ms"])
    report(
        "api",
        {
            "partners": given.partners,
            "participants": given.participants,
            "reads": given.participants * len(MATS) * PER_MAT,
            "rate": given.rate,
            "seconds": given.seconds,
            "slowest_route": worst,
        },
        {
            "routes": len(routes),
            "requests": sum(len(seconds) for seconds in told.seconds.values()),
            "failures": len(told.failures),
            "worst_p50_ms": max(figures["p50_ms"] for figures in routes.values()),
            "worst_p99_ms": routes[worst]["p99_ms"],
            "routes_over": sum(figures["p99_ms"] > MUST_MS for figures in routes.values()),
        },
        {f"health_{name}": value for name, value in yardstick.items()},
        {"p99_of_health": routes[worst]["p99_ms"] / yardstick["p99_ms"]},
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
