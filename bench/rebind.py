"""Operators' changes on 200 screens: rebind, redirect, message, emergency, blank, and when each screen was told.

A real web process and 200 streams over HTTP (plain sockets in a process of their own), each a screen with a key, all
on one link. A change is one transaction of the service, as the API makes it; the clock runs from before it begins, so
the commit is inside. Rebinding and redirecting count as seen when the snapshot of the other timing session has come,
the rest when the assignment says it. Must: p99 1 s. Yardstick of the same run: a bare pg_notify and one listener.
"""

import asyncio
import multiprocessing
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from multiprocessing.connection import Connection as Pipe

import msgspec

from _assigned import watch
from _bed import Bed, add_partner, bed, medians, options, percentiles, progress, report
from _hub import SLUG, _body, _free_port, _running, _until
from project88 import log
from project88.db.pool import Connection, Pool
from project88.displays.link import give_out, hash_of

SPAWN = multiprocessing.get_context("spawn")
Change = Callable[[Connection], Awaitable[object]]


class Hall(msgspec.Struct, frozen=True):
    """One link with its screens; a second display session with a timing session of its own."""

    partner_id: int
    link: str
    here: int
    elsewhere: int
    timing: tuple[int, int, int]
    """Bound here, bound elsewhere, and bound nowhere yet."""


class Act(msgspec.Struct, frozen=True):
    """Something an operator does, by what a screen knows that it was done, and how it is undone."""

    name: str
    does: Change
    needle: bytes
    undoes: Change
    back: bytes


async def prepare(on: Bed, pool: Pool, screens: int) -> Hall:
    """By the service's own role, but for the partner."""
    partner_id = await add_partner(on, SLUG)
    timing = [await _timing(pool, partner_id, name) for name in ("Finish", "Elsewhere", "Backup")]
    link = (await give_out(pool, SLUG, timing[0], timedelta(hours=1))).id
    other = (await give_out(pool, SLUG, timing[1], timedelta(hours=1))).id
    async with pool.partner(partner_id) as connection:
        sessions = [
            await connection.fetchval("select display_session_id from display_urls where id = $1", one)
            for one in (link, other)
        ]  # fmt: skip
        await connection.executemany(
            "insert into screens (timing_partner_id, number, name, key_hash, code, link_id, group_name) "
            "values ($1, $2, $3, $4, $5, $6, 'Hall')",
            [
                (partner_id, number, f"Screen {number}", hash_of(_key(number)), _code(number), link)
                for number in range(1, screens + 1)
            ],
        )  # fmt: skip
    here, elsewhere = sessions
    return Hall(partner_id, link, here, elsewhere, (timing[0], timing[1], timing[2]))


async def _timing(pool: Pool, partner_id: int, name: str) -> int:
    async with pool.partner(partner_id) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, $2) returning id", partner_id, name
        )  # fmt: skip
        found: int = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, epoch) "
            "values ($1, $2, current_date, $3, 'UTC', 'e1') returning id",
            partner_id, source, name,
        )  # fmt: skip
    return found


def _key(number: int) -> str:
    return f"screen-{number}"


def _code(number: int) -> str:
    letters = "23456789"
    return "".join(letters[number >> 3 * place & 7] for place in range(8))


def acts(hall: Hall, turn: int) -> list[Act]:
    """Each is undone, so that the next turn finds the hall as it was."""
    words, alarm = f"Buses leave at five {turn}", f"Leave the hall now {turn}"
    bound, other, backup = hall.timing
    return [
        Act(
            "rebind", _rebind(hall, bound, backup), _snapshot(backup),
            _rebind(hall, backup, bound), _snapshot(bound),
        ),
        Act(
            "redirect", _all(hall, f"display_session_id = {hall.elsewhere}"), _snapshot(other),
            _all(hall, "display_session_id = null"), _snapshot(bound),
        ),
        Act("message", _say(hall, "message", words), words.encode(), _take_back(hall), b'"notice":null'),
        Act("emergency", _say(hall, "emergency", alarm), alarm.encode(), _take_back(hall), b'"notice":null'),
        Act("blank", _all(hall, "blank = true"), b'"blank":true', _all(hall, "blank = false"), b'"blank":false'),
    ]  # fmt: skip


def _snapshot(timing: int) -> bytes:
    return b'event: snapshot\ndata: {"session":%d,' % timing


def _rebind(hall: Hall, leaves: int, comes: int) -> Change:
    async def change(connection: Connection) -> None:
        await connection.execute(
            "delete from session_timing_streams where display_session_id = $1 and session_id = $2", hall.here, leaves
        )  # fmt: skip
        await connection.execute(
            "insert into session_timing_streams (timing_partner_id, display_session_id, session_id) "
            "values ($1, $2, $3)",
            hall.partner_id, hall.here, comes,
        )  # fmt: skip

    return change


def _all(hall: Hall, assignment: str) -> Change:
    return lambda connection: connection.execute(
        f"update screens set {assignment} where group_name = 'Hall' and timing_partner_id = $1", hall.partner_id
    )  # fmt: skip


def _say(hall: Hall, kind: str, text: str) -> Change:
    return lambda connection: connection.execute(
        "insert into screen_notices (timing_partner_id, kind, text, display_session_id) values ($1, $2, $3, $4)",
        hall.partner_id, kind, text, hall.here,
    )  # fmt: skip


def _take_back(hall: Hall) -> Change:
    return lambda connection: connection.execute(
        "update screen_notices set taken_back_at = now() where timing_partner_id = $1 and taken_back_at is null",
        hall.partner_id,
    )


async def seen(pool: Pool, hall: Hall, screens: Pipe, change: Change, needle: bytes) -> list[float]:
    """Seconds from before the transaction to each screen."""
    screens.send(needle)
    await asyncio.to_thread(screens.recv)
    began = time.time_ns()
    async with pool.partner(hall.partner_id) as connection:
        await change(connection)
    told: list[int] = await asyncio.to_thread(screens.recv)
    return [(one - began) / 1e9 for one in told]


async def measure(
    pool: Pool, hall: Hall, screens: Pipe, turns: range, expected: int
) -> dict[str, float]:
    """Every act and its undoing, by turns."""
    delays: dict[str, list[float]] = {}
    for turn in turns:
        for act in acts(hall, turn):
            for change, needle in ((act.does, act.needle), (act.undoes, act.back)):
                one = await seen(pool, hall, screens, change, needle)
                if len(one) != expected:
                    raise SystemExit(f"{act.name}: only {len(one)} of {expected} screens were told")
                delays.setdefault(act.name, []).extend(one)
    figures = percentiles([one for each in delays.values() for one in each])
    for name, each in delays.items():
        figures |= {f"{name}_{key}": value for key, value in percentiles(each).items()}
    return figures


async def yardstick(pool: Pool, times: int) -> dict[str, float]:
    """From before a transaction with one pg_notify to the listener's callback."""
    heard: asyncio.Queue[int] = asyncio.Queue()
    listener = await pool.dedicated()
    delays = []
    try:
        await listener.add_listener("bench", lambda *_: heard.put_nowait(time.time_ns()))
        for number in range(times):
            began = time.time_ns()
            async with pool.no_partner() as connection:
                await connection.execute("select pg_notify('bench', $1)", str(number))
            delays.append((await heard.get() - began) / 1e9)
    finally:
        await listener.close()
    return {f"bare_{name}": value for name, value in percentiles(delays).items()}


@asynccontextmanager
async def hall_of(on: Bed, pool: Pool, count: int) -> AsyncIterator[tuple[Hall, Pipe, list[float]]]:
    """A web process with all screens open; seconds until each had its first picture."""
    hall = await prepare(on, pool, count)
    port = _free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": on.urls.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_WEB__BIND": "127.0.0.1",
        "PROJECT88_WEB__PORT": str(port),
        "PROJECT88_LOG__LEVEL": "error",
    }
    with _running("web", environ):
        await _until(lambda: bool(_body(f"http://127.0.0.1:{port}/api/health")))
        ours, theirs = SPAWN.Pipe()
        paths = [f"/api/display/{hall.link}/stream?screen={_key(one)}" for one in range(1, count + 1)]  # fmt: skip
        watching = SPAWN.Process(target=watch, args=(theirs, port, paths))
        watching.start()
        try:
            opened: list[int] = await asyncio.to_thread(ours.recv)
            yield hall, ours, [one / 1e9 for one in opened]
        finally:
            watching.terminate()
            await asyncio.to_thread(watching.join)


async def main() -> None:
    """Both by turns, on the same processes."""
    asked = options(__doc__ or "")
    asked.add_argument("--screens", type=int, default=200)
    asked.add_argument(
        "--turns", type=int, default=10, help="of each act, done and undone, each round"
    )
    given = asked.parse_args()
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        pool = await Pool.open(on.urls.service_url, size=2)
        try:
            async with hall_of(on, pool, given.screens) as (hall, screens, opened):
                progress(f"{given.screens} screens are open")
                turns = iter(range(0, given.rounds * given.turns, given.turns))
                ours, bare = await medians(
                    given.rounds,
                    lambda: _next(pool, hall, screens, turns, given.turns, given.screens),
                    lambda: yardstick(pool, 10 * given.turns),
                )
        finally:
            await pool.close()
    ours |= {f"all_opening_at_once_{name}": value for name, value in percentiles(opened).items()}
    report(
        "rebind",
        {"screens": given.screens, "turns": given.turns, "rounds": given.rounds},
        ours,
        bare,
        {"p50_of_bare": ours["p50_ms"] / bare["bare_p50_ms"], "p99_of_bare": ours["p99_ms"] / bare["bare_p99_ms"]},
        as_json=given.json,
    )  # fmt: skip


async def _next(  # noqa: PLR0913, PLR0917 -- the parts of one measure
    pool: Pool, hall: Hall, screens: Pipe, turns: Iterator[int], many: int, expected: int
) -> dict[str, float]:
    begin = next(turns)
    return await measure(pool, hall, screens, range(begin, begin + many), expected)


if __name__ == "__main__":
    asyncio.run(main())
