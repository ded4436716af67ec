"""A template is made, drawn with panels alone, published and given to a display; each stop is looked at."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]


async def test_a_template_is_drawn_with_the_panels_and_published(  # noqa: PLR0915 -- one journey
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    page = ada.page
    await steps.set_up(ada, set_up_link)
    await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await ada.goes_to(f"{steps.HOME}/templates")
    await ada.has_heading("Templates")
    await ada.looks("60-templates-empty")
    await ada.presses("New template")
    await page.get_by_role("dialog").get_by_role("tab").first.wait_for()
    await ada.fills("Name", "Harbour finish")
    await ada.looks("61-new-by-size")
    await page.get_by_role("tab", name="From a starter").click()
    await page.get_by_role("button", name="Standard").first.wait_for()
    await page.wait_for_timeout(1_000)
    await ada.looks("62-starters")
    await page.get_by_role("tab", name="Empty, by size").click()
    await page.get_by_role("button", name="HD Ready").click()
    await ada.presses("Make template")
    await page.wait_for_url("**/templates/*")
    await page.get_by_role("tab", name="Add").wait_for()
    await ada.presses("Name")
    await ada.reads("Position and size")
    await ada.looks("63-builder-block")
    await ada.presses("Overall rank")
    await ada.presses("Rectangle")
    await page.get_by_role("tab", name="Layers").click()
    await ada.looks("64-builder-layers")
    await page.get_by_role("tab", name="Pages").click()
    await ada.looks("65-builder-pages")
    await page.get_by_role("tab", name="Files").click()
    await ada.reads("or drop files here")
    await ada.looks("66-builder-files")
    for tab in ("Page", "Template", "Lines", "Runners"):
        await page.get_by_role("tab", name=tab, exact=True).click()
        await page.wait_for_timeout(300)
        await ada.looks(f"67-builder-{tab.lower()}")
    await expect(page.get_by_text("Saved", exact=True).first).to_be_visible(timeout=15_000)
    await ada.goes_to(f"{steps.HOME}/templates")
    await ada.reads("Harbour finish")
    await page.wait_for_timeout(1_000)
    await ada.looks("68-templates")
    await page.get_by_role("button", name="What to do with Harbour finish").click()
    await page.get_by_role("menuitem", name="Publish").click()
    await ada.reads("screens show version")
    await page.get_by_role("button", name="What to do with Harbour finish").click()
    await page.get_by_role("menuitem", name="Versions").click()
    await ada.has_heading("Versions of Harbour finish")
    await page.wait_for_timeout(1_000)
    await ada.looks("69-versions")
    await ada.goes_to(f"{steps.HOME}/displays")
    display = await steps.make_display(ada, "Finish arch")
    await ada.goes_to(display)
    await ada.reads("Harbour finish")
    await page.wait_for_timeout(1_000)
    await ada.looks("70-choose-template")
    wrong = [*ada.faults, *ada.complaints]
    if wrong:
        pytest.fail("\n".join(wrong))
