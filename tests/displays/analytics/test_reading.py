"""How displays did: in all, by time and by screen, as far as somebody reaches."""

import csv
import io
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from project88.accounts.instants import instant
from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.displays.analytics import reading
from project88.displays.plays import ScreenSaid, opened, take

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
Add = Callable[..., Awaitable[int]]


class Runner(msgspec.Struct, frozen=True):
    """A runner on a screen, as the screen tells it."""

    at: int
    passing: str
    latency_ms: int
    kind: str = "runner"
    until: int | None = None
    session: int | None = None
    words: str = ""


NOON_MS = 1_782_561_600_000
PATH = "/api/analytics/displays"


@pytest.fixture
async def operator(sign_in: SignIn) -> Any:
    return await sign_in(Role.OPERATOR)


@pytest.fixture
def add(pool: Pool, partner: int) -> Add:
    """``await add("screens", number=1, name="Arch", …)``: the id of a new row of the partner's."""

    async def added(table: str, **columns: object) -> int:
        row = {"timing_partner_id": partner, **columns}
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        async with pool.partner(partner) as connection:
            made: int = await connection.fetchval(
                f"insert into {table} ({', '.join(row)}) values ({places}) returning id",
                *row.values(),
            )
        return made

    return added


async def screen(add: Add, number: int) -> int:
    code = f"SCREEN{number:02d}".translate(str.maketrans("0I1", "ABC"))
    return await add(
        "screens", number=number, name=f"=Screen {number}", key_hash=bytes([number]), code=code
    )


@pytest.fixture
async def display(add: Add, operator: Any) -> int:
    """The operator's display session."""
    return await add("display_sessions", name="Finish line", owner_id=operator.user_id)


@pytest.fixture
async def screens(add: Add, display: int, pool: Pool, partner: int) -> list[int]:
    """One that was up from noon to 12:02, opened twice, and showed three runners; and one that was
    gone for more than a minute of it.
    """
    numbers = [await screen(add, 1), await screen(add, 2)]
    async with pool.partner(partner) as connection:
        for _ in range(2):
            await opened(connection, partner, numbers[0], display, NOON_MS)
        await opened(connection, partner, numbers[1], display, NOON_MS)
        for second in range(0, 121, 10):
            here = numbers[:1] if 20 < second < 90 else numbers
            at = NOON_MS + second * 1000
            said = [ScreenSaid(one, display, at) for one in here]
            if second in {10, 70}:
                plays = [
                    Runner(at - 500 * number, str(number), latency)
                    for number, latency in enumerate([100, 200] if second == 10 else [4_000])
                ]
                said[0] = ScreenSaid(numbers[0], display, at, plays)
            await take(connection, partner, said)
    return numbers


async def test_totals_steps_and_screens(operator: Any, display: int, screens: list[int]) -> None:
    told = (await operator.get(PATH, params={"display_session_id": display})).json()
    totals = told["totals"]
    assert (totals["opened"], totals["screens"], totals["shown"]) == (3, 2, 3)
    assert totals["uptime_s"] == 120 + 50
    assert totals["uptime_percent"] == round(100 * 170 / 240, 2)
    near = {"p50": 200, "p95": 4_000, "p99": 4_000}
    assert all(abs(totals["latency"][key] - ms) <= 0.1 * ms for key, ms in near.items())
    assert told["step_s"] == 60
    steps = [
        (one["minute"], one["screens"], one["opened"], one["shown"]) for one in told["minutes"]
    ]
    assert steps == [
        ("2026-06-27T12:00:00Z", 2, 3, 2),
        ("2026-06-27T12:01:00Z", 2, 0, 1),
        ("2026-06-27T12:02:00Z", 2, 0, 0),
    ]
    assert abs(told["minutes"][1]["p50"] - 4_000) <= 400
    assert told["minutes"][2]["p50"] is None
    rows = [
        (one["id"], one["uptime_s"], one["uptime_percent"], one["shown"]) for one in told["screens"]
    ]
    assert rows == [(screens[0], 120, 100.0, 3), (screens[1], 50, round(100 * 50 / 120, 2), 0)]
    assert told["screens"][1]["p99"] is None


async def test_a_part_of_the_time(operator: Any, display: int, screens: list[int]) -> None:
    query = {"from": "2026-06-27T12:01:00Z", "to": "2026-06-27T12:02:00Z"}
    told = (await operator.get(PATH, params=query)).json()
    assert len(told["minutes"]) == 1
    assert (told["totals"]["shown"], told["totals"]["opened"]) == (1, 0)
    later = (await operator.get(PATH, params={"from": "2026-06-28T00:00:00Z"})).json()
    assert later["totals"] == {
        "opened": 0, "screens": 0, "uptime_s": 0, "uptime_percent": None, "shown": 0,
        "latency": {"p50": None, "p95": None, "p99": None},
    }  # fmt: skip
    assert (later["minutes"], later["screens"]) == ([], [])


async def test_each_sees_the_numbers_of_what_is_within_reach(
    operator: Any, screens: list[int], sign_in: SignIn
) -> None:
    other, timer = await sign_in(Role.OPERATOR), await sign_in(Role.TIMER)
    assert (await other.get(PATH)).json()["totals"]["screens"] == 0
    assert (await timer.get(PATH)).json()["totals"]["screens"] == 2
    assert (await other.get(f"{PATH}/export")).text.count("\r\n") == 1


async def test_an_event_is_the_sum_of_its_display_sessions(
    operator: Any, add: Add, pool: Pool, partner: int
) -> None:
    event = await add("normalized_events", name="Dike Run", event_date=instant(NOON_MS).date())
    one = await screen(add, 1)
    for number, second in enumerate((0, 100)):
        opened_there = await add(
            "display_sessions", name=f"Part {number}", owner_id=operator.user_id, event_id=event
        )
        async with pool.partner(partner) as connection:
            for at in (second, second + 20):
                said = [ScreenSaid(one, opened_there, NOON_MS + at * 1000)]
                await take(connection, partner, said)
    told = (await operator.get(PATH, params={"event_id": event})).json()
    assert (told["totals"]["screens"], told["totals"]["uptime_s"]) == (1, 40)
    assert told["totals"]["uptime_percent"] == round(100 * 40 / 120, 2)
    assert (await operator.get(PATH, params={"event_id": event + 1})).json()["screens"] == []


async def test_long_times_have_longer_steps(
    operator: Any, display: int, add: Add, pool: Pool, partner: int
) -> None:
    one = await screen(add, 1)
    async with pool.partner(partner) as connection:
        for hours in (0, 1, 30):
            said = [ScreenSaid(one, display, NOON_MS + hours * 3_600_000 + 61_000)]
            await take(connection, partner, said)
    told = (await operator.get(PATH)).json()
    assert told["step_s"] == 300
    assert [step["minute"] for step in told["minutes"]] == [
        "2026-06-27T12:00:00Z", "2026-06-27T13:00:00Z", "2026-06-28T18:00:00Z",
    ]  # fmt: skip


async def test_the_export_has_every_minute_of_every_screen_and_is_noted(
    operator: Any, screens: list[int], monkeypatch: pytest.MonkeyPatch, pool: Pool, partner: int
) -> None:
    monkeypatch.setattr(reading, "EXPORT_PAGE", 2)
    answer = await operator.get(f"{PATH}/export")
    assert answer.headers["content-disposition"].endswith('"display-analytics-polder.csv"')
    heading, *told = csv.reader(io.StringIO(answer.text))
    assert heading[0] == "minute"
    assert [(row[0][11:16], row[3], row[4], row[5], row[6], row[7], row[8]) for row in told] == [
        ("12:00", "1", "'=Screen 1", "60", "2", "2", "2"),
        ("12:00", "2", "'=Screen 2", "20", "1", "0", "0"),
        ("12:01", "1", "'=Screen 1", "60", "0", "1", "1"),
        ("12:01", "2", "'=Screen 2", "30", "0", "0", "0"),
        ("12:02", "1", "'=Screen 1", "0", "0", "0", "0"),
        ("12:02", "2", "'=Screen 2", "0", "0", "0", "0"),
    ]
    lines = (await operator.get(f"{PATH}/export", params={"format": "json"})).json()
    assert [(one["screen"], one["seen_s"]) for one in lines[:2]] == [(1, 60), (2, 20)]
    async with pool.partner(partner) as connection:
        noted = await connection.fetch(
            "select subject_id from audit_entries where subject = 'display analytics' order by id"
        )
    assert [row["subject_id"] for row in noted] == ["csv", "json"]
