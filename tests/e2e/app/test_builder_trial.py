"""A drawing is tried before the race: a crowd crosses in the builder as it would on a wall, every name of the event
is checked, the page fills the screen, and what is good is published where it was drawn.
"""

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Page, expect
from tests.e2e.app import steps
from tests.e2e.app.visitor import axe

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

PATIENCE_MS = 30_000
LONG = ("Bartholomew-Alexander", "Featherstonehaugh-Cholmondeley-Montgomery")
# Any: a document is JSON.
DOCUMENT: dict[str, Any] = {
    "v": 1,
    "name": "Finish",
    "size": {"w": 1920, "h": 1080},
    "pages": {"solo": {"role": "solo", "bg": {"color": "#0b1f33"}}},
    "blocks": {
        "name": {
            "type": "text",
            "name": "Runner",
            "page": "solo",
            "z": "a1",
            "x": 160,
            "y": 380,
            "w": 1000,
            "h": 160,
            "text": [{"get": "runner.name"}],
            "font": {"size": 140, "fit": {"mode": "shrink", "min": 0.6}},
        },
        "time": {
            "type": "text",
            "name": "Time",
            "page": "solo",
            "z": "a2",
            "x": 160,
            "y": 580,
            "w": 1000,
            "h": 130,
            "text": [{"get": "runner.finish_time", "else": "…"}],
            "font": {"size": 110, "color": "#ffd166"},
        },
        "small": {
            "type": "text",
            "name": "Fine print",
            "page": "solo",
            "z": "a3",
            "x": 160,
            "y": 980,
            "w": 700,
            "h": 40,
            "text": ["Timed by Polder Timing"],
            "font": {"size": 20, "color": "#1b3350"},
        },
    },
}
ASK = """async ([method, path, body]) => {
    const { csrf } = await (await fetch('/api/me')).json();
    const headers = { 'Content-Type': 'application/json', 'X-Timing-Partner': 'polder-timing', 'X-CSRF-Token': csrf };
    const answer = await fetch(path, { method, headers, ...(body === null ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, said: answer.status === 204 ? null : await answer.json() };
}"""


async def asked(page: Page, method: str, path: str, body: object = None) -> Any:
    told = await page.evaluate(ASK, [method, path, body])
    assert told["status"] < 300, told
    return told["said"]


async def test_a_drawing_is_tried_and_published_where_it_is_drawn(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    page = ada.page
    event = await asked(page, "POST", "/api/events", {"name": "Dike Run", "day": "2027-05-01"})
    for bib, (first, last) in enumerate([LONG, ("Ann", "Lee"), ("Łukasz", "Øst")], 1):
        await asked(
            page,
            "POST",
            f"/api/events/{event['id']}/participants",
            {"bib": str(bib), "first_name": first, "last_name": last},
        )
    template = (await asked(page, "POST", "/api/templates", {"document": DOCUMENT}))["id"]
    await page.set_viewport_size({"width": 1920, "height": 1080})
    await ada.goes_to(f"{steps.HOME}/templates/{template}")
    await expect(page.locator("[data-option=name]")).to_be_attached(timeout=PATIENCE_MS)

    faults = await crowd(page)
    faults += await words(page)
    faults += await whole_screen(page)
    faults += await published(page)
    assert [*faults, *ada.complaints] == []
    now = await asked(page, "GET", f"/api/templates/{template}")
    assert now["published"] == now["version"]


async def crowd(page: Page) -> list[str]:
    """Thirty in ten seconds, all of them on a card."""
    await page.get_by_role("tab", name="Try out").click()
    await page.get_by_role("button", name="Play", exact=True).click()
    stage = page.get_by_role("img", name="The screen while the simulation runs")
    await expect(stage).to_be_visible()
    # Cards that were never drawn are derived: several stand there at once.
    await expect(page.locator("[data-figure=came]")).to_have_text("30 / 30", timeout=PATIENCE_MS)
    await look(page, "simulator")
    await page.get_by_role("button", name="Pause").click()
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator("[data-figure=shown]")).to_have_text("30", timeout=PATIENCE_MS)
    await expect(page.locator("[data-figure=missed]")).to_have_text("0")
    # The fine print of this drawing is bad on purpose, and stands on every page; the check says so.
    faults = [line for line in await axe(page) if "color-contrast" not in line]
    await page.get_by_role("button", name="Back to drawing").click()
    await expect(stage).to_be_hidden()
    return [f"simulator: {line}" for line in faults]


async def words(page: Page) -> list[str]:
    """Each finding leads to its block."""
    await page.get_by_text("Check", exact=True).click()
    await page.get_by_role("combobox", name="Event").select_option(label="Dike Run")
    await page.get_by_role("button", name="Check", exact=True).click()
    found = page.get_by_role("list", name="What was found")
    await expect(found).to_be_visible(timeout=PATIENCE_MS)
    overflow = found.locator("[data-kind=overflow]")
    await expect(overflow).to_have_count(1)
    await expect(overflow).to_contain_text(" ".join(LONG))
    await expect(found.locator("[data-kind=contrast]")).to_contain_text("Fine print")
    await expect(found.locator("[data-kind=small]")).to_contain_text("Fine print")
    await overflow.click()
    await expect(page.locator("[data-option=name]")).to_have_attribute("aria-selected", "true")
    await look(page, "check")
    return [f"check: {line}" for line in await axe(page)]


async def whole_screen(page: Page) -> list[str]:
    """The page and nothing else; Escape goes back."""
    await page.get_by_role("button", name="Full screen").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator("[data-block=name]")).to_be_visible()
    await look(page, "full-screen")
    # The fine print again.
    faults = [line for line in await axe(page) if "color-contrast" not in line]
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    return [f"full screen: {line}" for line in faults]


async def published(page: Page) -> list[str]:
    """It says who shows it before."""
    await page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("No session and no screen uses it now.")
    await look(page, "publish")
    faults = await axe(page)
    await dialog.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.get_by_role("button", name="Published")).to_be_disabled()
    await expect(page.get_by_role("link", name="Versions")).to_be_visible()
    return [f"publish: {line}" for line in faults]


async def look(page: Page, name: str) -> None:
    for width, height in ((1280, 800), (1920, 1080)):
        await page.set_viewport_size({"width": width, "height": height})
        await page.screenshot(path=f"/tmp/project88-pictures/trial-{name}-{width}.png")
