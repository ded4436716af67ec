"""A day of screens, in real browsers: a timing session is seen live and bound while runners cross, a
link makes three very different browsers screens, and from then on they do what the operator says.
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser, Page, expect
from tests.e2e.app import steps
from tests.e2e.app.conftest import PICTURES

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Box, Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

ROSTER = (
    "Bib;First name;Last name;Town;Race;Chip\n"
    "101;Mara;Vliet;Saltmere;5 km;5A1E344B\n"
    "102;Łukasz;Wiśniewski;Kraków;5 km;000102\n"
    "103;Nguyễn Thị;Ánh;Boulder;10 km;5A1E7229\n"
)
CHIPS = ("5A1E344B", "000102", "5A1E7229")
SHAPES = {"landscape": (1920, 1080), "portrait": (1080, 1920), "phone": (390, 844)}
EVERY_S = 0.4
AFTER_SILENCE_MS = 60_000
"""A screen is down after thirty seconds without a word."""


async def test_a_day_of_screens(
    hub_of_app: "Hub",
    ctp01_port: int,
    set_up_link: str,
    visitor: "NewVisitor",
    browser: Browser,
) -> None:
    ada = await visitor()
    await hub_of_app.start("worker")
    await steps.set_up(ada, set_up_link)
    event = await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await steps.import_roster(ada, event, ROSTER)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(crossing(await hub_of_app.box(ctp01_port)))
        await binds_what_crosses(ada)
        url = await makes_a_link(ada)
        screens = {shape: await opens(stack, browser, url, shape) for shape in SHAPES}
        await says_who_they_are(ada, screens)
        await redirects(ada, screens["portrait"])
        await covers_all(ada, screens)
        spare = await replaces(stack, ada, browser, screens.pop("phone"))
        await revokes(ada, [*screens.values(), spare])
    wrong = [*ada.faults, *ada.complaints]
    if wrong:
        pytest.fail("\n".join(wrong))


@asynccontextmanager
async def crossing(box: "Box") -> AsyncIterator[None]:
    """Runners come in as long as it lasts."""

    async def run() -> None:
        number = 0
        while True:
            await box.crosses(CHIPS[number % len(CHIPS)], ("Finish", "5K")[number % 2])
            number += 1
            await asyncio.sleep(EVERY_S)

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def binds_what_crosses(ada: "Visitor") -> None:
    await ada.goes_to(f"{steps.HOME}/displays")
    await ada.reads("No display yet")
    await ada.looks("30-displays-empty")
    await makes_display(ada, "Chute")
    await makes_display(ada, "Finish arch")
    await ada.presses("Choose timing session")
    dialog = ada.page.get_by_role("dialog")
    await expect(dialog.get_by_text("Mara").first).to_be_visible(timeout=20_000)
    await ada.looks("31-choose-timing")
    bind = dialog.get_by_role("button", name=re.compile("Bind to this display|Save"))
    await bind.first.click()
    await ada.reads("feeds this display now")


async def makes_display(ada: "Visitor", name: str) -> None:
    await ada.goes_to(f"{steps.HOME}/displays")
    await ada.presses("New display")
    await ada.fills("Name of the display", name)
    await ada.presses("Make display")
    await ada.page.wait_for_url("**/displays/*")
    await ada.has_heading(name)


async def makes_a_link(ada: "Visitor") -> str:
    await ada.fills("Name of the link", "All screens")
    await ada.presses("Make link")
    link = ada.page.get_by_role("article", name="Link All screens")
    url = await link.get_by_label("Address for the screen").input_value()
    await ada.looks("32-display-session")
    return url


async def opens(stack: AsyncExitStack, browser: Browser, url: str, shape: str) -> Page:
    """Another browser, as it shows its first runner."""
    width, height = SHAPES[shape]
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    stack.push_async_callback(context.close)
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_function("() => window.__display.visible.length > 0")
    await page.screenshot(path=PICTURES / f"33-screen-{shape}.png")
    return page


async def says_who_they_are(ada: "Visitor", screens: dict[str, Page]) -> None:
    await ada.goes_to(f"{steps.HOME}/screens")
    await ada.reads("3 up")
    await chooses_all(ada)
    await ada.presses("Identify")
    for shape, page in screens.items():
        await expect(page.locator(".cover")).to_be_visible()
        await page.screenshot(path=PICTURES / f"34-identify-{shape}.png")
    await ada.looks("34-screens")
    await does(ada, "Screen 2", "Rename")
    field = ada.page.get_by_label("Name of screen 2")
    await field.fill("Chute, left")
    await field.press("Enter")
    await ada.reads("The screen is now called Chute, left.")


async def redirects(ada: "Visitor", portrait: Page) -> None:
    await does(ada, "Chute, left", "Point elsewhere …")
    dialog = ada.page.get_by_role("dialog")
    await dialog.get_by_role("combobox", name="Display session").click()
    await ada.page.get_by_role("option", name="Chute", exact=True).click()
    await dialog.get_by_role("button", name="Save").click()
    await ada.reads("1 screen now shows: Chute.")
    await expect(portrait.get_by_text("Chute").first).to_be_visible()
    await portrait.screenshot(path=PICTURES / "35-redirected.png")


async def covers_all(ada: "Visitor", screens: dict[str, Page]) -> None:
    words = "Storm: leave the beach by the north gate"
    await ada.presses("Emergency …")
    await ada.fills("Text", words)
    dialog = ada.page.get_by_role("dialog")
    await dialog.get_by_role("checkbox").check()
    await ada.looks("36-emergency")
    await dialog.locator("button[type=submit]").click()
    for shape, page in screens.items():
        await expect(page.locator(".cover[role=alert]")).to_be_visible()
        await page.screenshot(path=PICTURES / f"36-emergency-{shape}.png")
    await ada.looks("37-screens-emergency")
    await ada.page.get_by_role("alert").get_by_role("button", name="Take back").click()
    for page in screens.values():
        await expect(page.locator(".cover[role=alert]")).to_be_hidden()


async def replaces(stack: AsyncExitStack, ada: "Visitor", browser: Browser, dead: Page) -> Page:
    """One screen dies; a spare becomes it."""
    await dead.context.close()
    await expect(ada.page.get_by_text("1 down").first).to_be_visible(timeout=AFTER_SILENCE_MS)
    await does(ada, "Screen 3", "Take-over code …")
    url = await ada.page.get_by_role("dialog").get_by_label("Link").input_value()
    await ada.looks("38-take-over")
    await ada.page.keyboard.press("Escape")
    spare = await opens(stack, browser, url, "phone")
    await ada.reads("3 up")
    return spare


async def revokes(ada: "Visitor", screens: list[Page]) -> None:
    await ada.goes_to(f"{steps.HOME}/displays")
    await ada.follows("Finish arch")
    await ada.looks("39-session-with-screens")
    link = ada.page.get_by_role("article", name="Link All screens")
    await link.get_by_role("button", name="Revoke").click()
    await ada.page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    await ada.reads("The link works no more.")
    for number, page in enumerate(screens):
        await expect(page.locator(".notice-title")).not_to_be_empty(timeout=15_000)
        await page.screenshot(path=PICTURES / f"40-ended-{number}.png")


async def chooses_all(ada: "Visitor") -> None:
    await ada.page.get_by_role("checkbox", name=re.compile("^Choose all 3 screens")).first.check()


async def does(ada: "Visitor", screen: str, what: str) -> None:
    menu = ada.page.get_by_role("button", name=re.compile(f"What to do with screen .*{screen}$"))
    await menu.click()
    await ada.page.get_by_role("menuitem", name=what, exact=True).click()
