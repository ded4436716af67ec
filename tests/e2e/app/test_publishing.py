"""A timer publishes the results of a race, and opens a kiosk: from the event's page to what others then see."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser, expect
from tests.e2e.app import steps
from tests.e2e.app.ten_km import ten_km

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

RUNNERS = (("Mara", "Vliet"), ("Tobias", "Hartmann"), ("Ines", "Duarte"))


ROWS = ".body .row:visible"
CODES = """async () => {
    const codes = [...document.images].filter((image) => image.alt.startsWith("QR"));
    await Promise.allSettled(codes.map((image) => image.decode()));
    return codes.map((image) => image.naturalWidth);
}"""


async def test_results_are_published_followed_and_taken_back(
    hub_of_app: "Hub", set_up_link: str, visitor: "NewVisitor", browser: Browser
) -> None:
    timo = await visitor()
    await steps.set_up(timo, set_up_link)
    event = await finished(hub_of_app)
    await hub_of_app.start("worker")
    await timo.goes_to(f"{steps.HOME}/events/{event}")
    kiosk = await kiosk_address(timo)
    await timo.reads("The results are not published, so it works until")
    await timo.presses("Publish results")
    await timo.reads("The results are published.")
    await timo.reads("Works while the results are published.")
    codes = await timo.page.evaluate(CODES)
    assert [code > 0 for code in codes] == [True, True], codes
    await timo.looks("90-published")
    page = await timo.page.get_by_label("Address of the page").input_value()
    somebody = await browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
    await somebody.goto(page)
    await expect(somebody.locator(ROWS)).to_have_count(3, timeout=15_000)
    await somebody.goto(kiosk)
    await somebody.keyboard.type("102")
    await somebody.keyboard.press("Enter")
    await expect(somebody.get_by_text("Tobias Hartmann")).to_be_visible()
    await somebody.goto(page)
    await expect(somebody.locator(ROWS)).to_have_count(3)
    await timo.presses("Take from the public")
    await timo.reads("Nobody sees the results any more.")
    await expect(somebody.get_by_text("No results are published at")).to_be_visible(timeout=20_000)
    await expect(somebody.locator(ROWS)).to_have_count(0)
    await somebody.close()
    assert (timo.complaints, timo.faults) == ([], [])


async def kiosk_address(timo: "Visitor") -> str:
    await timo.presses("Address for the kiosk")
    field = timo.page.get_by_label("Open this address on the screen of the kiosk")
    await expect(field).to_have_value(re.compile(r"/kiosk$"))
    return await field.input_value()


async def finished(hub: "Hub") -> int:
    """Three who have finished; the event's number."""
    async with ten_km(hub) as race:
        for number, names in enumerate(RUNNERS, 1):
            runner = await race.runner(str(100 + number), names, gender="F", age=30)
            for location, seconds in (("START", number), ("FINISH", 2500 + number * 25)):
                await race.passing(str(number), runner, location, seconds)
    return race.event
