"""What screens say of themselves is written soon, costs nobody's time, and names nobody."""

import asyncio
from typing import Any

import httpx
import pytest
from tests.waiting import wait_until

from project88.accounts.instants import instant
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.web.services import Services

# Any: devices, links and answers of this folder's fixtures.

FULL = {
    "page": "runners", "waiting": 3, "frames": 600, "version": "e1:4.7", "build": "b1",
    "width": 1920, "height": 1080, "pixel_ratio": 1.5, "data_age_ms": 900, "errors": 1,
    "latency": {"count": 4, "p50": 80, "max": 120},
}  # fmt: skip


async def test_an_operator_sees_what_a_screen_said(
    device: Any, finish: Any, operator: Any, seen: Any, clock: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    assert await one.report(**FULL) == 204
    (screen,) = await seen(operator)
    assert screen["state"] == "up"
    assert {key: screen[key] for key in FULL if key not in {"page", "waiting"}} == {
        key: value for key, value in FULL.items() if key not in {"page", "waiting"}
    }
    assert screen["showing"] == {"page": "runners", "passings": [], "waiting": 3}
    assert screen["seen_at"] == instant(clock.ms).isoformat().replace("+00:00", "Z")


async def test_a_screen_is_down_after_half_a_minute_and_up_at_its_next_word(
    device: Any, finish: Any, operator: Any, seen: Any, clock: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report()
    for ms, state in ((29_999, "up"), (1, "down")):
        clock.ms += ms
        (screen,) = await seen(operator)
        assert (screen["state"], screen["reason"]) == (state, "silent" if state == "down" else "")
    await one.report()
    assert (await seen(operator))[0]["state"] == "up"


async def test_a_page_comes_back_while_what_it_played_is_written(
    device: Any, finish: Any, pool: Pool, partner: int
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report()
    async with pool.partner(partner) as writing:
        await writing.execute("select from screen_reports for update")
        coming = asyncio.create_task(one.enter(finish.address))
        await wait_until(lambda: _somebody_waits(pool))
        await writing.execute(
            "insert into screen_plays (timing_partner_id, screen_id, kind, at) "
            "values ($1, $2, 'rest', now())",
            partner,
            one.screen["id"],
        )
    assert (await coming).status_code == 200


async def _somebody_waits(pool: Pool) -> bool:
    async with pool.no_partner() as connection:
        return bool(
            await connection.fetchval(
                "select count(*) from pg_stat_activity "
                "where datname = current_database() and wait_event_type = 'Lock'"
            )
        )


async def test_a_page_that_is_loaded_anew_leaves_and_comes_back(
    device: Any, finish: Any, operator: Any, seen: Any, clock: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report()
    assert await one.leave() == 204
    assert (await seen(operator))[0]["state"] == "left"
    clock.ms += 1000
    await one.enter(finish.address)
    assert (await seen(operator))[0]["state"] == "up"
    clock.ms += 1000
    await one.leave()
    clock.ms += 30_000
    (screen,) = await seen(operator)
    assert (screen["state"], screen["reason"]) == ("down", "closed")


async def test_a_page_that_goes_at_once_after_its_first_words_was_closed(
    device: Any, finish: Any, operator: Any, seen: Any, clock: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    assert await one.report() == 204
    assert await one.leave() == 204
    assert await one.report() == 204
    assert (await seen(operator))[0]["state"] == "left"
    clock.ms += 30_000
    (screen,) = await seen(operator)
    assert (screen["state"], screen["reason"]) == ("down", "closed")


async def test_a_page_with_a_void_key_hears_so_at_its_second_word(
    device: Any, finish: Any, operator: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    assert (await operator.delete(f"/api/screens/{one.screen['id']}")).status_code == 204
    assert [await one.report(), await one.report()] == [204, 404]
    await one.enter(finish.address)
    assert one.screen["number"] == 2
    assert [await one.report(), await one.report()] == [204, 204]


async def test_nothing_is_lost_while_the_database_is_away(
    device: Any, finish: Any, services: Services, pool: Pool, partner: int,
    monkeypatch: pytest.MonkeyPatch, clock: Any,
) -> None:  # fmt: skip
    one = device()
    await one.enter(finish.address)

    async def away(*_: object) -> None:
        raise Unavailable("away")

    with monkeypatch.context() as broken:
        broken.setattr("project88.displays.screens.gathering.store.write_reports", away)
        await one.report(page="runners", plays=[{"kind": "rest", "at": clock.ms - 9}])
    clock.ms += 10_000
    await one.report(page="rest", plays=[{"kind": "blank", "at": clock.ms - 5}])
    async with pool.partner(partner) as connection:
        page = await connection.fetchval("select report ->> 'page' from screen_reports")
        kinds = await connection.fetch("select kind from screen_plays order by at")
    assert (page, [row["kind"] for row in kinds]) == ("rest", ["rest", "blank"])


async def test_a_report_that_comes_late_by_another_process_changes_nothing(
    device: Any, finish: Any, services: Services, operator: Any, seen: Any, clock: Any
) -> None:
    one = device()
    await one.enter(finish.address)
    clock.ms += 5000
    await one.report(page="runners")
    clock.ms -= 3000
    await one.report(page="rest")
    assert (await seen(operator))[0]["showing"]["page"] == "runners"


@pytest.mark.parametrize(
    "body",
    [
        {"report": {"page": "x"}},
        {"report": {"showing": ["1:2:3"] * 41}},
        {"report": {"waiting": -1}},
        {"report": {"version": "\x00"}},
        {"report": {"frames": 2**31}},
        {"report": {"pixel_ratio": 1e9}},
        {"report": {"latency": {"p50": -1}}},
        {"report": None},
        {"report": {}, "plays": [{"kind": "rest", "at": 1}] * 501},
        {"report": {}, "plays": [{"kind": "runner", "at": 1, "passing": "x" * 201}]},
        {"report": {}, "plays": [{"kind": "runner", "at": 2**60}]},
        {"report": {}, "plays": [{"kind": "runner", "at": 1, "words": "\x00"}]},
        {"report": {}, "key": "x" * 101},
        {"report": {}, "key": 7},
    ],
)
async def test_a_report_that_is_none_is_refused(
    device: Any, finish: Any, body: dict[str, Any]
) -> None:
    one = device()
    await one.enter(finish.address)
    answer = await one.client.post(
        f"/api/display/{finish.address}/screen/report", json={"key": one.key} | body
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "showing",
    ["", ":", "::", "1", "a:b:c", "99999999999:x:1", "1:x:99999999999", "-1:x:1", "²:x:1"],
)
async def test_keys_that_a_screen_makes_up_are_nobody(
    device: Any, finish: Any, operator: Any, seen: Any, showing: str
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report(page="runners", showing=[showing])
    assert (await seen(operator))[0]["showing"]["passings"] == []


@pytest.mark.parametrize("what", ["", "/report", "/leave", "/take-over"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 2000])
async def test_bodies_that_are_none_are_refused(
    device: Any, finish: Any, what: str, content: bytes
) -> None:
    answer = await device().client.post(
        f"/api/display/{finish.address}/screen{what}",
        content=content,
        headers={"content-type": "application/json"},
    )
    assert answer.status_code in {400, 422}, answer.text


@pytest.mark.parametrize(("what", "most"), [("", 4096), ("/report", 65_536), ("/leave", 4096)])
async def test_bodies_have_a_bound(device: Any, finish: Any, what: str, most: int) -> None:
    answer = await device().client.post(
        f"/api/display/{finish.address}/screen{what}", json={"key": "x" * most}
    )
    assert answer.status_code == 413


async def test_a_page_of_somebody_else_reports_nothing(finish: Any, hub: Any) -> None:
    browser: httpx.AsyncClient = hub()
    answer = await browser.post(
        f"/api/display/{finish.address}/screen",
        json={},
        headers={"origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 403
