"""Links to displays, given out as fast as eight people can ask: how long each answer takes.

One web process as an operator starts it, on a durable database; eight signed-in connections ask for a link of one
display session, each as soon as it has the one before, until 2,000 are given out. Measured from the request's last byte
to the answer's, with the audit's entry and the QR code. Yardsticks of the same run, eight at a time too: the health
route, which only asks the database whether it is there, and a plain INSERT of a link, committed, without any web.
Must: p99 30 ms, none over 100 ms.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable

from _bed import Bed, bed, medians, options, percentiles, progress, report
from _hub import _body, _free_port, _running, _until
from _members import Told, _Line
from _people import Member, people
from _requests import Request
from project88.db.pool import Pool
from project88.displays.address import new_address

MUST_P99_MS, MUST_MAX_MS = 30.0, 100.0
OPEN = Request(
    "POST", "/api/sessions/create", {"event_id": "$event_id"}, (("display_session_id", "id"),)
)
GIVE = Request(
    "POST",
    "/api/display/generate-url",
    {"display_session_id": "$display_session_id", "label": "Finish"},
)
HEALTH = Request("GET", "/api/health")
INSERT = (
    "insert into display_urls (id, timing_partner_id, display_session_id, expires_at) "
    "values ($1, $2, $3, now() + interval '1 day')"
)
Measure = Callable[[], Awaitable[dict[str, float]]]


async def _shared(total: int, workers: list[Callable[[], Awaitable[None]]]) -> None:
    """So many calls in all; each worker calls again as soon as it has its answer."""
    left = iter(range(total))

    async def work(call: Callable[[], Awaitable[None]]) -> None:
        for _ in left:
            await call()

    async with asyncio.TaskGroup() as group:
        for one in workers:
            group.create_task(work(one))


async def asked(lines: list[_Line], request: Request, calls: int) -> dict[str, float]:
    """One round over HTTP."""
    seen = Told({}, [])

    def caller(line: _Line) -> Callable[[], Awaitable[None]]:
        async def call() -> None:
            assert await line.ask(request, seen), seen.failures

        return call

    begin = time.perf_counter()
    await _shared(calls, [caller(line) for line in lines])
    figures = percentiles(seen.seconds[request.name])
    return figures | {"per_s": calls / (time.perf_counter() - begin)}


async def inserted(
    pool: Pool, partner: int, session: int, at_once: int, calls: int
) -> dict[str, float]:
    """One round of plain rows."""
    seconds: list[float] = []

    async def call() -> None:
        began = time.perf_counter()
        async with pool.partner(partner) as connection:
            await connection.execute(INSERT, new_address(), partner, session)
        seconds.append(time.perf_counter() - began)

    await _shared(calls, [call] * at_once)
    return percentiles(seconds)


async def measure(
    on: Bed, member: Member, at_once: int, calls: int, rounds: int
) -> list[dict[str, float]]:
    """Links, health, rows, by turns."""
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
    pool = await Pool.open(on.urls.service_url, size=at_once)
    with _running("web", environ):
        await _until(lambda: bool(_body(f"http://127.0.0.1:{port}/api/health")))
        lines = [await _Line.open(port, member) for _ in range(at_once)]
        for line in lines:
            assert await line.ask(OPEN, seen := Told({}, [])), seen.failures
            line.ids["display_session_id"] = lines[0].ids["display_session_id"]
        session = int(str(lines[0].ids["display_session_id"]))
        await asked(lines, GIVE, 20 * at_once)
        told = await medians(
            rounds,
            lambda: asked(lines, GIVE, calls),
            lambda: asked(lines, HEALTH, calls),
            lambda: inserted(pool, member.ids["partner_id"], session, at_once, calls),
        )
        for line in lines:
            line.close()
    await pool.close()
    return told


async def main() -> None:
    """One world, some rounds."""
    parser = options(__doc__ or "")
    parser.add_argument("--calls", type=int, default=2_000, help="links per round")
    parser.add_argument("--at-once", type=int, default=8)
    given = parser.parse_args()
    async with bed() as on:
        [member] = await people(on, 1, 1_000)
        progress(f"{given.calls} links a round, {given.at_once} at a time")
        links, health, rows = await measure(on, member, given.at_once, given.calls, given.rounds)
    report(
        "url",
        {"calls": given.calls, "at_once": given.at_once, "rounds": given.rounds},
        links | {"p99_must_ms": MUST_P99_MS, "max_must_ms": MUST_MAX_MS},
        {f"health_{name}": value for name, value in health.items()}
        | {f"insert_{name}": value for name, value in rows.items()},
        {"p99_of_health": links["p99_ms"] / health["p99_ms"]},
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
