"""A browser that opens a link is a screen with a number, and stays the same one whatever happens to it."""

import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page
    from tests.e2e.conftest import Box, Hub, Open

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

NUMBER = "() => window.__display?.screen ?? null"
NO_LOCKS = "Object.defineProperty(navigator, 'locks', { value: undefined })"


async def number_of(page: "Page") -> int:
    """Which screen this window is, once it knows."""
    found = await page.wait_for_function(NUMBER)
    number: int = await found.json_value()
    return number


async def window(context: "BrowserContext", url: str) -> "Page":
    page = await context.new_page()
    await page.goto(url)
    return page


@pytest.mark.parametrize("script", ["", NO_LOCKS], ids=["locks", "no-locks"])
async def test_a_screen_is_the_same_after_reload_restart_and_on_another_link(
    hub: "Hub", mat: "Box", browser: "Browser", script: str
) -> None:
    await mat.crosses("000105")
    path = await hub.display("polder")
    context = await browser.new_context(viewport={"width": 1920, "height": 1080})
    if script:
        await context.add_init_script(script)
    first = await window(context, hub.origin + path)
    assert await number_of(first) == 1
    second = await window(context, hub.origin + path)
    assert await number_of(second) == 2
    await second.reload()
    assert await number_of(second) == 2
    await hub.stop("web", signal.SIGKILL)
    await hub.start("web")
    await first.reload()
    assert await number_of(first) == 1
    await first.close()
    other = await window(context, hub.origin + await hub.display("polder"))
    assert await number_of(other) == 1
    await context.close()


async def test_a_screen_says_what_it_shows_and_that_it_goes(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    path = await hub.display("polder")
    screen = await open_display(hub.origin + path)
    await number_of(screen.page)
    await mat.crosses("000108", "Finish")
    await screen.has_shown({"108"})
    answered = await screen.page.wait_for_event(
        "requestfinished", lambda request: request.url.endswith("/report"), timeout=20_000
    )
    answer = await answered.response()
    assert answer is not None
    assert answer.status == 204, await answer.text()
    said = answered.post_data_json
    assert said["report"]["page"] == "runners"
    assert said["report"]["showing"] != []
    assert said["report"]["errors"] == 0
    assert 0 <= said["report"]["latency"]["max"] < 5_000
    # A worker that rules the page would take its last words with it.
    await screen.page.wait_for_function("navigator.serviceWorker.controller !== null")
    await screen.page.goto("about:blank")
    await hub.comes_true("polder", "select 1 from screen_reports where left_at is not null")


async def test_a_device_takes_the_place_of_a_screen_that_was_released(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    path = await hub.display("polder")
    old = await open_display(hub.origin + path)
    assert await number_of(old.page) == 1
    hub.change("polder", "update screens set name = 'Arch', code = '7HK2MPQ9'")
    running = await open_display(f"{hub.origin}{path}?screen=7HK2MPQ9")
    await running.shows("That screen is still running")
    await running.picture("screen-running")
    wrong = await open_display(f"{hub.origin}{path}?screen=ZZZZ2222", width=390, height=844)
    await wrong.shows("No screen has this code")
    await wrong.picture("screen-no-code")
    hub.change("polder", "update screens set takeover_until = now() + interval '1 minute'")
    # It tries again by itself, and the address is an ordinary one afterwards.
    await old.shows("This is no screen any more")
    await old.picture("screen-replaced")
    assert await number_of(running.page) == 1
    assert running.page.url == hub.origin + path
    await running.page.reload()
    assert await number_of(running.page) == 1
    await old.page.keyboard.press("n")
    await old.page.wait_for_function("() => window.__display.screen === 2")
    await wrong.page.keyboard.press("n")
    await wrong.page.wait_for_function("() => window.__display.screen === 3")
    hub.change("polder", "update screens set reloads = reloads + 1 where number = 1")
    async with running.page.expect_navigation():
        pass
    assert await number_of(running.page) == 1
    await running.page.wait_for_timeout(1500)
    assert await running.page.evaluate("performance.now()") > 1000
