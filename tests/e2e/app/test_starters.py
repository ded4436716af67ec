"""Every starter is begun from the gallery, opened in the builder, changed there and saved; nothing complains."""

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Page, expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

BEGUN = (
    "Finish line",
    "Finish line, upright",
    "LED strip",
    "LED strip, small",
    "Leader-board",
    "Chip check",
    "Race clock",
    "Sponsors",
    "Announcer band",
)
HEAD = """async (id) => (await (await fetch(`/api/templates/${id}`, {
    headers: { 'X-Timing-Partner': 'polder-timing' },
})).json()).version"""


async def test_every_starter_opens_in_the_builder_and_is_saved_there(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    page = ada.page
    await page.set_viewport_size({"width": 1600, "height": 1000})
    for title in BEGUN:
        await begins_with(page, title)
        await moves_a_block(page, title)
    assert ada.complaints == []


async def begins_with(page: Page, title: str) -> None:
    await page.goto(page.url.partition("/p/")[0] + f"{steps.HOME}/templates")
    await page.get_by_role("button", name="New template").first.click()
    await page.get_by_role("tab", name="From a starter").click()
    gallery = page.get_by_role("list", name="From a starter")
    await expect(gallery.get_by_text("Announcer band")).to_be_visible(timeout=15_000)
    if title == BEGUN[0]:
        await page.wait_for_timeout(1500)  # only for the picture
        await page.screenshot(path="/tmp/project88-pictures/starters.png")
    await gallery.get_by_title(f"Begin with {title}", exact=True).click()
    await page.wait_for_url("**/templates/*", timeout=15_000)


async def moves_a_block(page: Page, title: str) -> None:
    """With all others, by the keyboard, and waits until the hub has it."""
    block = page.locator("[data-canvas]").get_by_role("option").first
    await expect(block).to_be_attached(timeout=20_000)
    template = page.url.rpartition("/")[2]
    before = await page.evaluate(HEAD, template)
    await block.focus()
    there = await block.get_attribute("aria-label")
    await page.keyboard.press("Control+a")
    await page.keyboard.press("ArrowRight")
    await expect(block).not_to_have_attribute("aria-label", there or "")
    await expect(page.locator("[data-saved=saved]")).to_be_visible(timeout=15_000)
    await page.screenshot(path=f"/tmp/project88-pictures/starter-{title.replace(' ', '-')}.png")
    assert await page.evaluate(HEAD, template) > before, title
