"""Fingers on a tablet's glass: in pixels of the document, not about, and a tap is no pull."""

import time
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Browser, CDPSession, Locator, Page, expect
from tests.e2e.app import drawing, steps
from tests.e2e.app.conftest import PICTURES
from tests.e2e.app.hand import Point, between, document, middle, shape
from tests.e2e.app.visitor import Visitor, axe

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

WORDS = {"type": "text", "text": ["Well done"], "font": {"size": 96}}


class Fingers:
    """On the glass of a tablet."""

    def __init__(self, debugger: CDPSession) -> None:
        self._debugger = debugger

    async def at(self, kind: str, *points: Point, when: float | None = None) -> None:
        """`start`, `move` or `end`, with all that are down now; `when`, or as it comes."""
        touching = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        # Any: the debugger takes JSON.
        said: dict[str, Any] = {"type": f"touch{kind.title()}", "touchPoints": touching}
        if when is not None:
            said["timestamp"] = when
        await self._debugger.send("Input.dispatchTouchEvent", said)

    async def tap(self, at: Point, roll: float = 0) -> None:
        await self.at("start", at)
        if roll:
            await self.at("move", (at[0] + roll, at[1]))
        await self.at("end")

    async def tap_twice(self, at: Point) -> None:
        """As fast as a person, however slow this machine is now."""
        first = time.time()
        for number, kind in enumerate(("start", "end") * 2):
            await self.at(kind, *([at] if kind == "start" else []), when=first + number * 0.06)

    async def pull(self, *ways: tuple[Point, Point]) -> None:
        """From there to there, each finger its way, and up."""
        await self.at("start", ways[0][0])
        if len(ways) > 1:
            await self.at("start", *(start for start, _ in ways))
        for part in (0.25, 0.5, 0.75, 1.0):
            await self.at("move", *(between(start, end, part) for start, end in ways))
        await self.at("end")


async def test_fingers_choose_pull_size_and_look_about(
    set_up_link: str, visitor: "NewVisitor", browser: Browser
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    template = await drawing.makes(
        ada.page,
        document(
            card=shape("#e8590c", {"x": 1207, "y": 641, "w": 401, "h": 203}),
            words={**WORDS, "x": 311, "y": 407, "w": 600, "h": 131},
        ),
    )
    context = await browser.new_context(
        viewport={"width": 1180, "height": 820},
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        reduced_motion="reduce",
        storage_state=await ada.page.context.storage_state(),
    )
    tablet = await Visitor.at(context, ada.origin, PICTURES)
    page = tablet.page
    await drawing.opens(tablet, template)
    fingers = Fingers(await context.new_cdp_session(page))
    card = drawing.block(page, "Card")

    await taps_choose(page, fingers, card)
    await page.get_by_role("button", name="Zoom", exact=False).filter(has_text="%").tap()
    await page.get_by_role("menuitem", name="50 %", exact=True).tap()
    await pulled_by_a_finger(page, fingers, card)
    await sized_by_a_finger(page, fingers, card)
    await second_finger_gives_up(page, fingers, card)
    await guide_by_a_finger(page, fingers)
    await two_fingers_look_about(page, fingers, card)
    await two_taps_write(page, fingers)
    faults = await axe(page)
    assert [*faults, *tablet.complaints, *ada.complaints] == []
    await context.close()


async def taps_choose(page: Page, fingers: Fingers, card: Locator) -> None:
    """A tap, also one of a finger that rolls; beside everything nothing is chosen."""
    before = await drawing.place(card)
    at = await middle(card)
    for roll in (0, 6):
        await fingers.tap(at, roll)
        await expect(card).to_have_attribute("aria-selected", "true")
        await page.screenshot(path=PICTURES / "hand-tapped.png")
        await fingers.tap(await drawing.on_screen(page, 1000, 200))
        await expect(card).to_have_attribute("aria-selected", "false")
    assert await drawing.place(card) == before
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def pulled_by_a_finger(page: Page, fingers: Fingers, card: Locator) -> None:
    """Not chosen before; and back in one step."""
    x, y, w, h = await drawing.place(card)
    at = await middle(card)
    await fingers.pull((at, (at[0] - 137 / 2, at[1] + 83 / 2)))
    await expect(card).to_have_attribute("aria-selected", "true")
    assert await drawing.place(card) == (x - 137, y + 83, w, h)
    await taken_back_by_a_tap(page, card, (x, y, w, h))


async def taken_back_by_a_tap(page: Page, card: Locator, to: tuple[int, ...]) -> None:
    """One gesture was one step."""
    await page.get_by_role("button", name="Undo").tap()
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert await drawing.place(card) == to


async def sized_by_a_finger(page: Page, fingers: Fingers, card: Locator) -> None:
    x, y, w, h = await drawing.place(card)
    at = await middle(page.locator("[data-handle=nw]"))
    # Beside the handle, where a finger still is on it.
    start = (at[0] - 20, at[1] - 20)
    await fingers.pull((start, (start[0] - 55, start[1] - 31)))
    assert await drawing.place(card) == (x - 110, y - 62, w + 110, h + 62)
    await page.screenshot(path=PICTURES / "hand-sized.png")
    await taken_back_by_a_tap(page, card, (x, y, w, h))


async def second_finger_gives_up(page: Page, fingers: Fingers, card: Locator) -> None:
    """Who pulls and then puts down a second finger wanted to look, not to pull."""
    before = await drawing.place(card)
    at = await middle(card)
    await fingers.at("start", at)
    await fingers.at("move", (at[0] + 30, at[1] + 30))
    await fingers.at("start", (at[0] + 30, at[1] + 30), (at[0] - 90, at[1] - 90))
    await fingers.at("end")
    assert await drawing.place(card) == before
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def guide_by_a_finger(page: Page, fingers: Fingers) -> None:
    """Out of the ruler, and back into it."""
    guides = page.locator("[data-guide][data-axis=x]").filter(visible=True)
    ruler = await middle(page.locator("[data-ruler=y]"))
    there = await drawing.on_screen(page, 1301, 700)
    await fingers.pull((ruler, there))
    await expect(guides).to_have_attribute("data-guide", "1301")
    await page.screenshot(path=PICTURES / "hand-guide-finger.png")
    await fingers.pull((there, ruler))
    await expect(guides).to_have_count(0)


async def two_fingers_look_about(page: Page, fingers: Fingers, card: Locator) -> None:
    """What lies between them stays there; twice as far apart is twice as large."""
    before = await drawing.place(card)
    canvas = await page.locator("[data-canvas]").bounding_box()
    first = await card.bounding_box()
    assert canvas is not None
    assert first is not None
    x, y = canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2
    await fingers.pull(((x - 60, y), (x - 30, y)), ((x + 60, y), (x + 30, y)))
    small = await card.bounding_box()
    assert small is not None
    assert small["width"] == pytest.approx(first["width"] / 2, abs=0.5)
    assert small["x"] - x == pytest.approx((first["x"] - x) / 2, abs=0.5)
    assert small["y"] - y == pytest.approx((first["y"] - y) / 2, abs=0.5)
    await expect(page.get_by_role("button", name="Zoom 25 %")).to_be_visible()
    away = (40, 70)
    await fingers.pull(
        ((x - 60, y), (x - 60 + away[0], y + away[1])),
        ((x + 60, y), (x + 60 + away[0], y + away[1])),
    )
    moved = await card.bounding_box()
    assert moved is not None
    assert moved["width"] == pytest.approx(small["width"], abs=0.5)
    assert moved["x"] == pytest.approx(small["x"] + away[0], abs=0.5)
    assert moved["y"] == pytest.approx(small["y"] + away[1], abs=0.5)
    assert await drawing.place(card) == before
    await page.screenshot(path=PICTURES / "hand-looked.png")


async def two_taps_write(page: Page, fingers: Fingers) -> None:
    at = await middle(drawing.block(page, "Words"))
    await fingers.tap_twice(at)
    words = page.get_by_role("textbox", name="Words of the block")
    await expect(words).to_be_focused()
    await page.screenshot(path=PICTURES / "hand-writes.png")
    await page.keyboard.press("Escape")
    await expect(words).to_be_hidden()
    await expect(drawing.block(page, "Words")).to_be_focused()
