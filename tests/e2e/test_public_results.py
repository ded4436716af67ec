"""Published results as somebody at home sees them: search, splits, a frame elsewhere, and the race going on."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from tests.e2e.conftest import PICTURES, Hub
from tests.results.conftest import Race, Raced, race  # noqa: F401 -- a fixture

SLUG = "canal-run-2026"
AXE = Path(__file__).parents[2] / "ui/node_modules/axe-core/axe.min.js"


@pytest.fixture
async def stage(hub: Hub, front_end: None, race: Race) -> Raced:  # noqa: F811 -- the fixture
    raced = await race(60, 3)
    async with hub.pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_events set results_slug = $2, results_published_at = now() where id = $1",
            raced.event_id, SLUG,
        )  # fmt: skip
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where id = $1",
            raced.people["2"],
        )
    await hub.start("web")
    PICTURES.mkdir(exist_ok=True)
    return raced


async def test_a_friend_is_found_opened_and_followed(
    hub: Hub, stage: Raced, browser: Browser
) -> None:
    page = await browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
    origin = f"http://localhost:{hub.web_port}"
    await page.goto(f"{origin}/results/{SLUG}")
    rows = page.locator(".body .row:visible")
    await expect(rows.nth(1)).to_contain_text("name not shown")
    assert await page.get_by_text("Last2", exact=False).count() == 0
    await held_against_axe(page)
    await page.get_by_role("searchbox").fill("first31 last31")
    await expect(rows).to_have_count(1)
    await rows.first.click()
    await expect(page.get_by_role("dialog")).to_contain_text("5 km")
    await held_against_axe(page)
    await page.screenshot(path=PICTURES / "public-results-phone.png")
    await page.keyboard.press("Escape")
    await page.get_by_role("searchbox").fill("")
    async with hub.pool.partner(stage.partner) as connection:
        await connection.execute(
            "update normalized_results set status = 'dq', rank_key = null, place_overall = null, "
            "version = 2 where participant_id = $1",
            stage.people["1"],
        )
        await connection.execute("update event_results set version = 2")
    await expect(rows.first).not_to_contain_text("First1 Last1", timeout=15_000)
    await page.close()


async def test_it_stands_in_a_frame_only_where_it_is_asked_to(
    hub: Hub, stage: Raced, browser: Browser
) -> None:
    page = await browser.new_page()
    origin = f"http://localhost:{hub.web_port}"
    frame = f'<iframe src="{origin}/results/{SLUG}?embed=1" width="900" height="600"></iframe>'
    async with await asyncio.start_server(organizer(frame), "127.0.0.1", 0) as server:
        await page.goto(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        row = page.frame_locator("iframe").locator(".body .row").first
        await expect(row).to_be_visible(timeout=15_000)
    await page.screenshot(path=PICTURES / "public-results-embedded.png")
    await page.close()


def organizer(
    content: str,
) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    """A website of somebody else. A made-up one may not reach this machine, says the browser."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(content)}\r\n"
        writer.write(f"{head}Connection: close\r\n\r\n{content}".encode())
        await writer.drain()
        writer.close()

    return answer


async def held_against_axe(page: Page) -> None:
    # Evaluated, as a script element is what the page's policy forbids.
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run().then((told) => told.violations.map((one) => one.id))")
    assert found == []
