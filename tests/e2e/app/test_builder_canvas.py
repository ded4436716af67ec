"""The canvas of the builder under a real pointer: what is pulled lies where it was pulled to, to the pixel, at
every zoom; a click moves nothing; one gesture is one step back; the keyboard does the same; the hub has it.
"""

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Locator, Page, expect
from tests.e2e.app import drawing, steps
from tests.e2e.app.visitor import axe

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

ZOOMS = ("25", "50", "100", "200")
BY = (200, -120)
# Any: a document is JSON.
DOCUMENT: dict[str, Any] = {
    "v": 1,
    "name": "Finish",
    "size": {"w": 1920, "h": 1080},
    "safe": 0.05,
    "pages": {"solo": {"role": "solo", "bg": {"color": "#0b1f33"}}},
    "blocks": {
        "name": {
            "type": "text",
            "name": "Runner",
            "page": "solo",
            "z": "a1",
            "x": 311,
            "y": 407,
            "w": 823,
            "h": 131,
            "text": ["Well done, ", {"get": "runner.name"}],
            "font": {"size": 96},
        },
        "card": {
            "type": "shape",
            "name": "Card",
            "page": "solo",
            "z": "a0",
            "x": 1207,
            "y": 641,
            "w": 401,
            "h": 203,
            "shape": "rect",
            "fill": {"color": "#e8590c"},
        },
    },
}


async def test_what_is_pulled_lies_where_it_was_pulled_to(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    template = await drawing.makes(ada.page, DOCUMENT)
    await ada.page.set_viewport_size({"width": 1920, "height": 1080})
    await ada.goes_to(f"{steps.HOME}/templates/{template}")
    page = ada.page
    card = page.get_by_role("option", name="Card")
    await expect(card).to_be_attached(timeout=15_000)
    await pictures(page, "canvas")

    await clicks_move_nothing(page, card)
    for zoom in ZOOMS:
        await pulls_exactly(page, card, zoom)
    await keys_do_the_same(page, card)
    await resizes_and_turns(page, card)
    await writes_in_place(page)
    await many_at_once(page)

    await expect(page.locator("[data-saved=saved]")).to_be_visible(timeout=15_000)
    there = (await drawing.kept(page, template))["blocks"]
    assert place(await card.get_attribute("aria-label")) == (there["card"]["x"], there["card"]["y"])
    assert there["name"]["text"] == ["Hello ", {"get": "runner.name"}]
    await pictures(page, "canvas-done")
    faults = await axe(page)
    assert [*faults, *ada.complaints] == []


def place(label: str | None) -> tuple[int, int]:
    """Of a block, as a screen reader hears it."""
    assert label is not None
    x, y, *_ = label.partition(" at ")[2].split(", ")
    return int(x), int(y)


async def where(block: Locator) -> tuple[int, int]:
    return place(await block.get_attribute("aria-label"))


async def middle(block: Locator) -> tuple[float, float]:
    box = await block.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def pictures(page: Page, name: str) -> None:
    for width, height in ((1280, 800), (1920, 1080)):
        await page.set_viewport_size({"width": width, "height": height})
        await page.keyboard.press("Control+0")
        await page.screenshot(path=f"/tmp/project88-pictures/{name}-{width}.png")


async def clicks_move_nothing(page: Page, card: Locator) -> None:
    before = await where(card)
    x, y = await middle(card)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 2, y + 2)
    await page.mouse.up()
    await expect(card).to_have_attribute("aria-selected", "true")
    assert await where(card) == before
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def pulls_exactly(page: Page, card: Locator, zoom: str) -> None:
    """By so many pixels of the document; then back in one step."""
    await page.get_by_role("button", name="Zoom", exact=False).filter(has_text="%").click()
    await page.get_by_role("menuitem", name=f"{zoom} %", exact=True).click()
    before = await where(card)
    box = await page.locator("[data-canvas]").bounding_box()
    assert box is not None
    centre = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    # At a high zoom the block may lie outside: it is brought to the middle first.
    x, y = await middle(card)
    await page.mouse.move(*centre)
    await page.mouse.wheel(x - centre[0], y - centre[1])
    x, y = await middle(card)
    scale = int(zoom) / 100
    await page.mouse.move(x, y)
    await page.keyboard.down("Alt")
    await page.mouse.down()
    for part in (0.3, 0.7, 1.0):
        await page.mouse.move(x + BY[0] * scale * part, y + BY[1] * scale * part)
    await page.mouse.up()
    await page.keyboard.up("Alt")
    assert await where(card) == (before[0] + BY[0], before[1] + BY[1]), zoom
    await page.get_by_role("button", name="Undo").click()
    assert await where(card) == before
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def keys_do_the_same(page: Page, card: Locator) -> None:
    x, y = await where(card)
    await card.focus()
    for key in ("ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight"):
        await page.keyboard.press(key)
    assert await where(card) == (x + 11, y + 10)
    await expect(page.locator("[data-said]")).to_contain_text(f"Card moved to {x + 11}, {y + 10}")
    for _ in range(3):
        await page.keyboard.press("Control+z")
    assert await where(card) == (x, y)


async def resizes_and_turns(page: Page, card: Locator) -> None:
    await page.keyboard.press("Control+0")
    await card.focus()
    before = await card.get_attribute("aria-label")
    handle = await page.locator("[data-handle=se]").bounding_box()
    assert handle is not None
    x, y = handle["x"] + 12, handle["y"] + 12
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 61, y + 43, steps=4)
    await page.screenshot(path="/tmp/project88-pictures/canvas-resizing.png")
    await page.keyboard.press("Escape")
    await page.mouse.up()
    assert await card.get_attribute("aria-label") == before
    await page.keyboard.press("Alt+ArrowRight")
    await expect(card).to_have_attribute("aria-label", "Card, at 1207, 641, 402 by 203")
    await page.keyboard.press("Control+z")


async def writes_in_place(page: Page) -> None:
    name = page.get_by_role("option", name="Runner")
    await name.dblclick(force=True)
    words = page.get_by_role("textbox", name="Words of the block")
    await expect(words).to_be_focused()
    await page.screenshot(path="/tmp/project88-pictures/canvas-words.png")
    await page.keyboard.press("Home")
    for _ in range(len("Well done, ")):
        await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.type("Hello ")
    await page.keyboard.press("Enter")
    await expect(words).to_be_hidden()


async def many_at_once(page: Page) -> None:
    canvas = await page.locator("[data-canvas]").bounding_box()
    assert canvas is not None
    await page.mouse.move(canvas["x"] + 8, canvas["y"] + 8)
    await page.mouse.down()
    await page.mouse.move(
        canvas["x"] + canvas["width"] - 8, canvas["y"] + canvas["height"] - 8, steps=3
    )
    await page.mouse.up()
    await expect(page.locator("[role=option][aria-selected=true]")).to_have_count(2)
    await page.screenshot(path="/tmp/project88-pictures/canvas-chosen.png")
