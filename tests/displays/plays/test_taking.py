"""What screens say becomes proofs and numbers: once, within reason, and only of their own partner."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.instants import instant
from project88.db.pool import Pool
from project88.displays.analytics.latency import counted
from project88.displays.plays import ScreenSaid, opened, take
from project88.errors import Unavailable

# Any: what a screen told, made by the fixture `play`.
Add = Callable[..., Awaitable[int]]
Say = Callable[..., Awaitable[int]]
Rows = Callable[..., Awaitable[list[tuple[object, ...]]]]
Play = Callable[..., Any]
NOON_MS = 1_782_561_600_000
SEEN = "select extract(epoch from minute)::int - $1, seen_s from screen_minutes order by minute"


@pytest.fixture
async def screen(add_screen: Add) -> int:
    return await add_screen()


@pytest.fixture
async def display(add_opened: Add) -> int:
    return await add_opened()


async def seen(rows: Rows) -> list[tuple[object, ...]]:
    """Seconds after noon at which each minute begins, and seconds heard in it."""
    return await rows(SEEN, NOON_MS // 1000)


async def test_a_play_is_kept_as_it_was_told(
    screen: int, display: int, say: Say, play: Play, rows: Rows
) -> None:
    told = play(3.2, 8.2, session=5, passing="3:A1:1", latency_ms=180)
    words = play(9, kind="message", words="Prizes at four")
    assert await say(screen, display, 10, told, words) == 2
    kept = await rows(
        "select kind, at, until, session_id, passing, words, latency_ms from screen_plays order by at"
    )
    assert kept == [
        ("runner", instant(NOON_MS + 3200), instant(NOON_MS + 8200), 5, "3:A1:1", "", 180),
        ("message", instant(NOON_MS + 9000), None, None, "", "Prizes at four", None),
    ]


async def test_a_screen_that_heard_no_answer_says_it_again_and_it_counts_once(
    screen: int, display: int, say: Say, play: Play, rows: Rows
) -> None:
    told = [
        play(3, 5, passing="3:A1:1", latency_ms=90),
        play(3, 5, passing="3:A2:1", latency_ms=90),
    ]
    assert await say(screen, display, 10, *told) == 2
    assert await say(screen, display, 12, *told, play(6, passing="3:A3:1")) == 1
    assert await rows("select count(*) from screen_plays") == [(3,)]
    assert await rows("select shown, latencies from screen_minutes") == [(3, counted([90, 90]))]


async def test_the_seconds_between_reports_are_those_it_was_there(
    screen: int, display: int, say: Say, rows: Rows
) -> None:
    for second in range(5, 200, 10):
        await say(screen, display, second)
    # From the first report to the last, at 195 s.
    assert await seen(rows) == [(0, 55), (60, 60), (120, 60), (180, 15)]


async def test_reports_that_come_unevenly_add_up_all_the_same(
    screen: int, display: int, say: Say, rows: Rows
) -> None:
    for second in (0, 9.7, 21.3, 29.9, 44.4, 59.6, 60.2, 71.9):
        await say(screen, display, second)
    assert sum(int(str(one[1])) for one in await seen(rows)) == 71


async def test_while_nothing_was_heard_nobody_knows_how_it_was(
    screen: int, display: int, say: Say, rows: Rows
) -> None:
    for second in (0, 10, 40, 50, 300, 310):
        await say(screen, display, second)
    assert await seen(rows) == [(0, 20), (300, 10)]


async def test_a_report_that_comes_late_counts_for_nothing(
    screen: int, display: int, say: Say, rows: Rows
) -> None:
    for second in (0, 20, 10, 30):
        await say(screen, display, second)
    assert await seen(rows) == [(0, 30)]


async def test_runners_are_counted_in_the_minute_in_which_they_appeared(
    screen: int, display: int, say: Say, play: Play, rows: Rows
) -> None:
    plays = [
        play(58, passing="3:A1:1", latency_ms=100),
        play(61, passing="3:A2:1", latency_ms=5_000),
        play(62, passing="3:A1:1"),
        play(62, kind="rest"),
    ]
    await say(screen, display, 65, *plays)
    await say(screen, display, 75, play(64, passing="3:A4:1", latency_ms=40))
    told = await rows("select shown, latencies from screen_minutes order by minute")
    assert told == [(1, counted([100])), (3, counted([5_000, 40]))]


async def test_what_cannot_be_is_left_out(
    screen: int, display: int, say: Say, play: Play, rows: Rows
) -> None:
    day = 24 * 3600
    wrong = [play(-day - 1, passing="a"), play(75, passing="b")]
    assert await say(screen, display, 10, *wrong, play(-day + 60, passing="c")) == 1
    backwards = play(5, 2, passing="d")
    far = play(6, 9_999, passing="e")
    assert await say(screen, display, 20, backwards, far) == 2
    ends = await rows(
        "select extract(epoch from until - at)::int from screen_plays where until is not null "
        "order by at"
    )
    assert ends == [(0,), (14,)]


async def test_screens_and_display_sessions_that_are_gone_are_left_out(
    screen: int, display: int, say: Say, play: Play, rows: Rows
) -> None:
    assert await say(4711, display, 10, play(3, passing="a")) == 0
    assert await say(screen, 4711, 10, play(3, passing="a")) == 1
    assert await rows("select display_session_id from screen_plays") == [(None,)]
    assert await say(screen, None, 20, play(13, passing="a")) == 1
    assert await rows("select from screen_minutes") == []


async def test_a_screen_of_another_partner_says_nothing_here(
    screen: int, display: int, say: Say, play: Play, rows: Rows, pool: Pool
) -> None:
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    assert await say(screen, display, 10, play(3, passing="a"), of=rival) == 0
    assert await rows("select from screen_plays") == []
    assert await rows("select from screen_minutes") == []


async def test_openings_are_counted(
    screen: int, display: int, pool: Pool, partner: int, rows: Rows, say: Say
) -> None:
    async with pool.partner(partner) as connection:
        for number in (display, display, 4711):
            await opened(connection, partner, screen, number, NOON_MS + 1000)
    await say(screen, display, 5)
    await say(screen, display, 15)
    assert await rows("select opened, seen_s from screen_minutes") == [(2, 10)]


async def test_two_processes_that_hear_of_the_same_screens_never_wait_in_a_ring(
    add_screen: Add, display: int, pool: Pool, partner: int, play: Play, rows: Rows
) -> None:
    screens = [await add_screen(f"Screen {number}") for number in range(20)]

    async def process(order: list[int], number: int) -> None:
        key_of = f"of {number}"
        for step in range(6):
            at = NOON_MS + step * 10_000 + number
            said = [
                ScreenSaid(
                    one, display, at, [play(step * 10, passing=key) for key in ("both", key_of)]
                )
                for one in order
            ]
            async with pool.partner(partner) as connection:
                await take(connection, partner, said)

    try:
        async with asyncio.timeout(60):
            await asyncio.gather(process(screens, 0), process(screens[::-1], 1))
    except Unavailable as error:
        raise AssertionError("they did") from error
    assert await rows("select count(*) from screen_plays") == [(360,)]
    assert await rows("select distinct shown from screen_minutes") == [(18,)]
