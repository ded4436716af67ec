"""What a hand does in the builder that a mouse with one block does not: several blocks turned and
sized as one; guides out of the rulers; a picture opened where it stands. In pixels of the document, not about.
"""

import asyncio
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Locator, Page, expect
from tests.e2e.app import drawing, steps
from tests.e2e.app.conftest import PICTURES
from tests.e2e.app.hand import Point, between, document, middle, shape
from tests.e2e.app.visitor import axe

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

# Any: a document is JSON.
WIDE: dict[str, Any] = {"x": 200, "y": 200, "w": 200, "h": 100}
TALL: dict[str, Any] = {"x": 500, "y": 400, "w": 100, "h": 200}
"""Together 400 by 400, with their middle at 400, 400."""
MIDDLE = (400, 400)
TWO = document(wide=shape("#e8590c", WIDE), tall=shape("#1c7ed6", TALL))


async def test_several_blocks_are_turned_and_sized_as_one(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    page = ada.page
    await steps.set_up(ada, set_up_link)
    template = await drawing.makes(page, TWO)
    await drawing.opens(ada, template)
    for percent in (50, 25):
        await drawing.zooms(page, percent)
        await sizes_both(page, template)
        await turns_both(page, template)
    await pulls_a_small_one(page, template)
    await turns_one(page, template)
    await sizes_a_group(page, template)
    assert ada.complaints == []


async def chooses_all(page: Page) -> None:
    await page.get_by_role("listbox", name="Blocks of this page").focus()
    await page.keyboard.press("Control+a")


async def drags(
    page: Page, start: Point, ways: Sequence[Point], key: str = "", picture: str = ""
) -> None:
    """With that key held."""
    await page.mouse.move(*start)
    await page.mouse.down()
    if key:
        await page.keyboard.down(key)
    for way in ways:
        await page.mouse.move(*way)
    if picture:
        await page.screenshot(path=PICTURES / f"{picture}.png")
    await page.mouse.up()
    if key:
        await page.keyboard.up(key)


async def lie(page: Page, template: int, wanted: Mapping[str, Mapping[str, object]]) -> None:
    """Waits until the hub has them so; whole figures, nothing about them."""
    got: object = None
    for _ in range(100):
        blocks = (await drawing.kept(page, template))["blocks"]
        got = {
            name: {key: blocks[name].get(key, 0) for key in block} for name, block in wanted.items()
        }
        if got == wanted:
            return
        await asyncio.sleep(0.1)
    assert got == wanted


async def taken_back(page: Page, template: int) -> None:
    """One gesture was one step."""
    await page.keyboard.press("Control+z")
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    await lie(page, template, {"wide": {**WIDE, "rot": 0}, "tall": {**TALL, "rot": 0}})


async def further(page: Page, start: Point, by: Point) -> Point:
    """So many pixels of the document from there."""
    (x, y), (zero_x, zero_y) = (
        await drawing.on_screen(page, *by),
        await drawing.on_screen(page, 0, 0),
    )
    return start[0] + x - zero_x, start[1] + y - zero_y


async def sizes_both(page: Page, template: int) -> None:
    """To one and a half of what they were, each in its place; then with Shift, which keeps the ratio."""
    await chooses_all(page)
    for key, by in (("Control", (200, 200)), ("Shift", (200, 90))):
        start = await middle(page.locator("[data-handle=se]"))
        end = await further(page, start, by)
        await drags(page, start, [between(start, end, 0.5), end], key, "hand-sizes-both")
        await lie(
            page,
            template,
            {
                "wide": {"x": 200, "y": 200, "w": 300, "h": 150},
                "tall": {"x": 650, "y": 500, "w": 150, "h": 300},
            },
        )
        await taken_back(page, template)


def turned(box: dict[str, Any], degrees: int) -> dict[str, int]:
    """About the middle of both, as whole pixels."""
    x, y = box["x"] + box["w"] / 2 - MIDDLE[0], box["y"] + box["h"] / 2 - MIDDLE[1]
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    left = MIDDLE[0] + x * cos - y * sin - box["w"] / 2
    top = MIDDLE[1] + x * sin + y * cos - box["h"] / 2
    return {
        "x": math.floor(left + 0.5),
        "y": math.floor(top + 0.5),
        "w": box["w"],
        "h": box["h"],
        "rot": degrees,
    }


async def turns_both(page: Page, template: int) -> None:
    """A quarter to the pixel; and with Shift to the next fifteen degrees of where the pointer is."""
    await chooses_all(page)
    about = await drawing.on_screen(page, *MIDDLE)
    for pointed, key, wanted in (
        (90, "", 90),
        (50, "Shift", 45),
        (203, "Shift", 210),
        (37, "", 37),
    ):
        start = await middle(page.locator("[data-turn]"))
        angle = math.radians(pointed - 90)
        end = (about[0] + 160 * math.cos(angle), about[1] + 160 * math.sin(angle))
        await drags(page, start, [between(start, end, 0.5), end], key, f"hand-turns-{wanted}")
        await lie(page, template, {"wide": turned(WIDE, wanted), "tall": turned(TALL, wanted)})
        await taken_back(page, template)


async def pulls_a_small_one(page: Page, template: int) -> None:
    """Chosen, and hardly larger than its handles: by its middle, as any other."""
    at = await middle(drawing.block(page, "Wide"))
    await page.mouse.click(*at)
    await expect(page.locator("[data-handle=se]")).to_be_visible()
    await page.screenshot(path=PICTURES / "hand-small.png")
    end = await further(page, at, (160, 80))
    await drags(page, at, [between(at, end, 0.5), end], "Alt")
    await lie(page, template, {"wide": {**WIDE, "x": 360, "y": 280}})
    await taken_back(page, template)


async def turns_one(page: Page, template: int) -> None:
    """By fifteen degrees each, from wherever it was."""
    await drawing.zooms(page, 50)
    wide = drawing.block(page, "Wide")
    await page.mouse.click(*(await middle(wide)))
    about = await middle(wide)
    for pointed, key, wanted in ((33, "", 33), (64, "Shift", 60)):
        start = await middle(page.locator("[data-turn]"))
        angle = math.radians(pointed - 90)
        end = (about[0] + 150 * math.cos(angle), about[1] + 150 * math.sin(angle))
        await drags(page, start, [between(start, end, 0.5), end], key)
        await lie(page, template, {"wide": {**WIDE, "rot": wanted}})
    await page.keyboard.press("Control+z")
    await page.keyboard.press("Control+z")
    await lie(page, template, {"wide": {**WIDE, "rot": 0}})


async def sizes_a_group(page: Page, template: int) -> None:
    """As one block, and what it holds with it."""
    await chooses_all(page)
    await page.keyboard.press("Control+g")
    await expect(page.locator("[data-option]")).to_have_count(1)
    start = await middle(page.locator("[data-handle=se]"))
    end = await further(page, start, (400, 200))
    await drags(page, start, [between(start, end, 0.5), end], "Control")
    # From the corner of the group, which lies at 200, 200.
    await lie(
        page,
        template,
        {
            "wide": {"x": 0, "y": 0, "w": 400, "h": 150},
            "tall": {"x": 600, "y": 300, "w": 200, "h": 300},
        },
    )


async def test_a_picture_opens_and_what_was_opened_closes(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    page = ada.page
    await steps.set_up(ada, set_up_link)
    empty = {"type": "image", "fit": "contain", "x": 600, "y": 300, "w": 400, "h": 400}
    template = await drawing.makes(page, document(mark=empty))
    await drawing.opens(ada, template)
    mark = drawing.block(page, "Mark")
    await page.mouse.click(*(await middle(mark)))
    await chooses_a_file(page)
    await opens_the_picture(page, mark)
    await picker_closes(page)
    await whole_page_stays_whole(page)
    await full_screen_from_the_palette(page)
    assert ada.complaints == []


async def chooses_a_file(page: Page) -> None:
    """One step back, not two: without the picture, and without the file."""
    undo = page.get_by_role("button", name="Undo")
    await page.get_by_role("button", name="Choose: ").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.locator("input[type=file]").set_input_files(drawing.logo())
    await expect(dialog).to_be_hidden(timeout=drawing.PATIENCE_MS)
    crop = page.get_by_role("button", name="Choose the part that is seen")
    await expect(crop).to_be_visible()
    await undo.click()
    await expect(crop).to_be_hidden()
    await expect(undo).to_be_disabled()
    await page.get_by_role("button", name="Redo").click()
    await expect(crop).to_be_visible()


async def opens_the_picture(page: Page, mark: Locator) -> None:
    """By two clicks and by Enter; Escape leaves it, with the keys where they were."""
    cut = page.get_by_role("dialog").get_by_role("application")
    await page.mouse.dblclick(*(await middle(mark)))
    await expect(cut).to_be_visible()
    await page.screenshot(path=PICTURES / "hand-crop.png")
    await page.keyboard.press("Escape")
    await expect(cut).to_be_hidden()
    await expect(mark).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(cut).to_be_visible()
    await expect(cut).to_be_focused()
    await page.keyboard.press("-")
    await page.get_by_role("button", name="Use this part").click()
    await expect(cut).to_be_hidden()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("button", name="Undo")).to_be_enabled()


async def picker_closes(page: Page) -> None:
    """The colours, by Escape and by a press on the canvas, the panel or the bar."""
    await drawing.turns_to(page, "Page")
    field = page.get_by_label("Fill colour: own colour")
    colours = page.locator(".mantine-ColorInput-dropdown")
    await field.click()
    await expect(colours).to_be_visible()
    await page.screenshot(path=PICTURES / "hand-colours.png")
    await page.keyboard.press("Escape")
    await expect(colours).to_be_hidden()
    for elsewhere in (
        await drawing.on_screen(page, 100, 100),
        await middle(page.get_by_role("heading", name="Finish")),
        await middle(page.get_by_role("region", name="Page", exact=True).get_by_text("Background")),
    ):
        await field.click()
        await expect(colours).to_be_visible()
        await page.mouse.click(*elsewhere)
        await expect(colours).to_be_hidden()


async def whole_page_stays_whole(page: Page) -> None:
    """Who looks at all of it goes on to; who looks at a part keeps that."""
    await page.keyboard.press("Control+0")
    for width in (1100, 800, 1440):
        await page.set_viewport_size({"width": width, "height": 900})
        await expect(page.locator("[data-canvas] > div").first).to_be_in_viewport(ratio=1)
        canvas = await page.locator("[data-canvas]").bounding_box()
        stage = await page.locator("[data-canvas] > div").first.bounding_box()
        assert canvas is not None
        assert stage is not None
        assert stage["x"] >= canvas["x"]
        assert stage["x"] + stage["width"] <= canvas["x"] + canvas["width"]
    await drawing.zooms(page, 100)
    await page.set_viewport_size({"width": 1100, "height": 900})
    await expect(page.get_by_role("button", name="Zoom 100 %")).to_be_visible()
    await page.set_viewport_size({"width": 1440, "height": 900})


async def full_screen_from_the_palette(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await page.get_by_role("dialog").get_by_role("textbox").fill("full screen")
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("Full screen")).click()
    await expect(page.get_by_role("dialog", name="The page on the full screen")).to_be_visible()
    await page.keyboard.press("Escape")


async def test_guides_come_out_of_the_rulers(set_up_link: str, visitor: "NewVisitor") -> None:
    ada = await visitor()
    page = ada.page
    await steps.set_up(ada, set_up_link)
    template = await drawing.makes(page, TWO)
    await drawing.opens(ada, template)
    await drawing.zooms(page, 50)
    await guides_come_and_go(page)
    await blocks_hold_to_a_guide(page, template)
    await rulers_hide(page)
    faults = await axe(page)
    assert [*faults, *ada.complaints] == []


async def out_of(page: Page, ruler: str, to: Point) -> None:
    """To that pixel of the document; Alt, so that it holds to nothing."""
    start = await middle(page.locator(f"[data-ruler={ruler}]"))
    end = await drawing.on_screen(page, *to)
    await drags(page, start, [between(start, end, 0.6), end], "Alt", f"hand-guide-{ruler}")


def guide(page: Page, axis: str) -> Locator:
    return page.locator(f"[data-guide][data-axis={axis}]").filter(visible=True)


async def guides_come_and_go(page: Page) -> None:
    await out_of(page, "y", (716, 500))
    await expect(guide(page, "x")).to_have_attribute("data-guide", "716")
    await expect(page.locator("[data-said]")).to_have_text("Vertical guide at 716")
    await out_of(page, "x", (900, 334))
    await expect(guide(page, "y")).to_have_attribute("data-guide", "334")
    # Elsewhere, taken a little beside it; Escape leaves it where it was.
    start = await drawing.on_screen(page, 718, 900)
    end = await drawing.on_screen(page, 818, 940)
    await drags(page, start, [between(start, end, 0.5), end], "Alt")
    await expect(guide(page, "x")).to_have_attribute("data-guide", "816")
    await page.mouse.move(*end)
    await page.mouse.down()
    await page.mouse.move(end[0] + 50, end[1])
    await page.keyboard.press("Escape")
    await page.mouse.up()
    await expect(guide(page, "x")).to_have_attribute("data-guide", "816")
    # A click on it moves nothing.
    await page.mouse.click(*end)
    await expect(guide(page, "x")).to_have_attribute("data-guide", "816")
    # Back over the ruler it is gone.
    start = await drawing.on_screen(page, 1000, 334)
    above = await middle(page.locator("[data-ruler=x]"))
    await drags(page, start, [between(start, above, 0.5), above])
    await expect(guide(page, "y")).to_have_count(0)
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def blocks_hold_to_a_guide(page: Page, template: int) -> None:
    start = await drawing.on_screen(page, 300, 250)
    end = await drawing.on_screen(page, 300 + 614, 250 + 71)
    await drags(page, start, [between(start, end, 0.5), end])
    await lie(page, template, {"wide": {**WIDE, "x": 816, "y": 271}})
    # Its handle lies on the guide, and is what one takes there.
    corner = await middle(page.locator("[data-handle=w]"))
    await drags(page, corner, [(corner[0] + 20, corner[1]), (corner[0] + 25, corner[1])], "Control")
    await lie(page, template, {"wide": {"x": 866, "y": 271, "w": 150, "h": 100}})
    await expect(guide(page, "x")).to_have_attribute("data-guide", "816")


async def rulers_hide(page: Page) -> None:
    """By their key and from the palette; the canvas has their room then."""
    rulers = page.locator("[data-ruler]")
    await page.screenshot(path=PICTURES / "hand-rulers.png")
    await page.get_by_role("listbox", name="Blocks of this page").focus()
    await page.keyboard.press("m")
    await expect(rulers).to_have_count(0)
    await expect(guide(page, "x")).to_have_count(1)
    # Quick fingers: the palette is still on its way, and none of these letters is a command.
    await page.keyboard.press("Control+k")
    await page.keyboard.type("rulers", delay=40)
    await expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("rulers")
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("Rulers")).click()
    await expect(rulers).to_have_count(2)
    await drawing.is_saved(page)
    await page.reload()
    await expect(guide(page, "x")).to_have_attribute("data-guide", "816")
    await page.emulate_media(color_scheme="dark")
    for name, (width, height) in {"desk": (1440, 900), "phone": (390, 844)}.items():
        await page.set_viewport_size({"width": width, "height": height})
        await page.keyboard.press("Control+0")
        await page.wait_for_timeout(200)
        await page.screenshot(path=PICTURES / f"hand-rulers-dark-{name}.png")
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": 1440, "height": 900})
