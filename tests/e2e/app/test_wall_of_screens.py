"""A wall of forty screens of all shapes and states before an operator, in a real browser: what stands on
their pages is what they said, and whatever is open, axe finds nothing serious.
"""

import asyncio
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.async_api import expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

SCREENS = 40
SIZES = ((1920, 1080), (1080, 1920), (390, 844), (3840, 2160), (3840, 480), (820, 1180))
PAGES = ("rest", "blank", "identify", "notice", "rest", "rest")
NEVER, LEFT = 9, 8


async def test_a_wall_of_forty_screens(
    hub_of_app: "Hub", ctp01_port: int, set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    event = await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await steps.import_roster(
        ada, event, "Bib;First name;Last name;Race;Chip\n101;Mara;Vliet;5 km;5A1E344B\n"
    )
    await steps.make_display(ada, "Finish arch")
    await ada.presses("Make link")
    link = ada.page.get_by_role("article").filter(
        has=ada.page.get_by_label("Address for the screen")
    )
    url = await link.first.get_by_label("Address for the screen").input_value()
    await (await hub_of_app.box(ctp01_port)).crosses("5A1E344B")
    async with httpx.AsyncClient(base_url=f"{ada.origin}/api/display/{url[-8:]}") as door:
        keys = [await enters(door, number) for number in range(SCREENS)]
        reporting = asyncio.create_task(reports_on(door, keys))
        try:
            await works_at_the_wall(ada)
            await looks_at_the_proofs(ada)
        finally:
            reporting.cancel()
            await asyncio.gather(reporting, return_exceptions=True)
    wrong = [*ada.faults, *ada.complaints]
    if wrong:
        pytest.fail("\n".join(wrong))


async def enters(door: httpx.AsyncClient, number: int) -> str:
    width, height = SIZES[number % len(SIZES)]
    told = {"width": width, "height": height, "build": "b2" if number % 7 else "b1"}
    answer = await door.post("/screen", json=told)
    assert answer.status_code in {200, 201}, answer.text
    key: str = answer.json()["key"]
    return key


async def reports_on(door: httpx.AsyncClient, keys: list[str]) -> None:
    """As forty browsers do, every few seconds; some never report, and some close their page."""
    closing = [number for number in range(SCREENS) if number % 10 == LEFT]
    for number in closing:
        await reports(door, number, keys[number])
    while True:
        for number, key in enumerate(keys):
            if number % 10 not in {NEVER, LEFT}:
                await reports(door, number, key)
        await asyncio.sleep(5)
        for number in closing:
            await door.post("/screen/leave", json={"key": keys[number]})
        closing = []


async def reports(door: httpx.AsyncClient, number: int, key: str) -> None:
    width, height = SIZES[number % len(SIZES)]
    page = PAGES[number % len(PAGES)]
    now = int(datetime.now(UTC).timestamp() * 1000)
    report: dict[str, Any] = {  # Any: as JSON
        "page": page,
        "build": "b2" if number % 7 else "b1",
        "width": width,
        "height": height,
        "data_age_ms": 400 * number * number,
        "latency": {"count": 3, "p50": 40 + number, "max": 180},
    }
    play = {"kind": page, "at": now - 4000, "until": now}
    told = {"key": key, "report": report, "plays": [play]}
    answer = await door.post("/screen/report", json=told)
    assert answer.status_code == 204, answer.text


async def works_at_the_wall(ada: "Visitor") -> None:
    page = ada.page
    await ada.goes_to(f"{steps.HOME}/screens")
    await ada.reads("32 up")
    await ada.reads("4 left just now")
    await ada.reads("4 never reported")
    await ada.looks("40-wall")
    await page.get_by_role("checkbox", name=re.compile("Choose all 40 screens")).check()
    await ada.presses("Identify")
    await ada.reads("40 screens show their numbers")
    await ada.looks("41-chosen")
    await page.keyboard.press("g")
    group = page.get_by_role("dialog").get_by_role("combobox").first
    await group.fill("Finish area")
    await ada.looks("42-group")
    await ada.presses("Save")
    await ada.reads("Changed on 40 screens.")
    await page.keyboard.press("x")
    await ada.presses("Emergency …")
    await ada.fills("Text", "Clear the finish area now")
    await page.get_by_role("checkbox", name="Yes, cover all 40 screens").check()
    await ada.looks("43-emergency")
    await ada.presses("Override 40 screens now")
    await ada.reads("Emergency on 40 screens:")
    await looks_twice(ada, "44-banner")
    await ada.presses("Take back")
    await expect(page.get_by_text("Emergency on 40 screens:")).to_have_count(0)
    await page.get_by_text("Table", exact=True).first.click()
    await expect(page.get_by_role("row", name=re.compile("Screen 40")).first).to_be_visible()
    await ada.looks("45-table")
    await page.get_by_text("Wall", exact=True).first.click()
    await page.get_by_role("button", name="1 Screen 1", exact=True).click()
    await looks_twice(ada, "46-details")
    await page.get_by_role("tab", name="Take-over").click()
    await ada.reads("This screen runs.")
    await ada.looks("47-take-over")
    await ada.presses("Release for 15 minutes")
    await ada.reads("Released: until")
    await page.get_by_role("tab", name="Shown last").click()
    await ada.reads("Resting page")
    await ada.looks("48-shown-last")


async def looks_at_the_proofs(ada: "Visitor") -> None:
    await ada.goes_to(f"{steps.HOME}/screens/plays")
    await expect(ada.page.get_by_role("row").nth(5)).to_be_visible(timeout=15_000)
    await ada.looks("49-plays")
    await ada.goes_to(f"{steps.HOME}/screens/analytics")
    await ada.reads("Screens up")
    await looks_twice(ada, "50-analytics")


async def looks_twice(ada: "Visitor", name: str) -> None:
    """In light, and in the dark."""
    for scheme in ("dark", "light"):
        await ada.page.emulate_media(color_scheme=scheme)
        await ada.looks(name if scheme == "light" else f"{name}-dark")
