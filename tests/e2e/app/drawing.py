"""What people do in the builder, with the pointer and the keys, in the words that stand on it."""

import io
import re
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import FilePayload, Locator, Page, expect
from tests.e2e.app import steps
from tests.e2e.app.visitor import Visitor

PATIENCE_MS = 20_000
SAVED = "[data-saved=saved]"
OFFLINE = "[data-saved=offline]"
# Whether a picture is seen on the page.
PICTURED = """() => [...document.querySelectorAll('[data-canvas] img')].some((one) => one.naturalWidth > 0)"""


async def begins(who: Visitor, name: str, size: str = "Full HD") -> int:
    """The number of a new, empty template that is open in the builder now."""
    await who.goes_to(f"{steps.HOME}/templates")
    await who.has_heading("Templates")
    await who.presses("New template")
    await who.page.get_by_role("dialog").get_by_role("tab").first.wait_for()
    await who.fills("Name", name)
    await who.page.get_by_role("button", name=size).first.click()
    await who.presses("Make template")
    await who.page.wait_for_url(re.compile(r"/templates/\d+$"))
    await who.page.get_by_role("tab", name="Add").wait_for()
    return int(who.page.url.rpartition("/")[2])


async def opens(who: Visitor, template: int, partner: str = steps.HOME) -> None:
    await who.goes_to(f"{partner}/templates/{template}")
    await expect(who.page.get_by_role("tab", name="Add")).to_be_visible(timeout=PATIENCE_MS)


async def turns_to(page: Page, tab: str) -> None:
    await page.get_by_role("tab", name=tab, exact=True).click()


async def adds(page: Page, kind: str) -> None:
    """Puts it in the middle; it is chosen."""
    await turns_to(page, "Add")
    await page.get_by_role("button", name=kind, exact=True).first.click()
    await expect(page.get_by_role("region", name="Chosen block")).to_be_visible()


async def chooses(page: Page, name: str) -> None:
    """From the list of layers."""
    await turns_to(page, "Layers")
    await page.get_by_role("button", name=name, exact=True).click()
    await expect(page.get_by_role("region", name="Chosen block")).to_be_visible()


def block(page: Page, name: str) -> Locator:
    """By the beginning of what a screen reader hears: its name."""
    return page.locator("[data-option]").and_(page.get_by_role("option", name=f"{name}, at "))


async def place(block: Locator) -> tuple[int, ...]:
    """x, y, w and h in pixels of the document."""
    said = await block.get_attribute("aria-label")
    assert said is not None
    return tuple(int(figure) for figure in re.findall(r"-?\d+", said.partition(", at ")[2]))


async def pulls(page: Page, block: Locator, x: int, y: int) -> None:
    """With the pointer, to that pixel of the document; Alt keeps it from snapping."""
    box = await block.bounding_box()
    assert box is not None
    before = await place(block)
    scale = box["width"] / before[2]
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await page.mouse.move(*at)
    await page.keyboard.down("Alt")
    await page.mouse.down()
    for part in (0.4, 0.8, 1.0):
        await page.mouse.move(
            at[0] + (x - before[0]) * scale * part, at[1] + (y - before[1]) * scale * part
        )
    await page.mouse.up()
    await page.keyboard.up("Alt")
    # A pixel of a small canvas is more than one of the document.
    now = await place(block)
    assert abs(now[0] - x) <= 1 / scale, (now, x)
    assert abs(now[1] - y) <= 1 / scale, (now, y)


async def writes(page: Page, label: str, value: str | int) -> None:
    """Into a field of the panel on the right, as far as the document has it."""
    field = page.get_by_role("tabpanel").last.get_by_label(label, exact=True).first
    await field.fill(str(value))
    await field.press("Enter")


async def measures(page: Page, x: int, y: int, w: int, h: int) -> None:
    for label, value in (("X", x), ("Y", y), ("Width", w), ("Height", h)):
        await writes(page, label, value)


async def is_saved(page: Page) -> None:
    await expect(page.locator(SAVED)).to_be_visible(timeout=PATIENCE_MS)


async def publishes(page: Page, picture: Path) -> None:
    """The newest version, from the toolbar."""
    await is_saved(page)
    await page.get_by_role("toolbar").get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Publish")).to_be_enabled()
    await page.screenshot(path=picture)
    await dialog.get_by_role("button", name="Publish").click()
    await expect(dialog).to_be_hidden()


def logo() -> FilePayload:
    """A picture with a mark in its left half and nothing to see in its right one: made to be cropped."""
    picture = Image.new("RGB", (1200, 600), "#ffffff")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((120, 120, 480, 480), fill="#e8590c")
    pen.polygon([(180, 360), (300, 180), (420, 360)], fill="#ffffff")
    pen.rectangle((150, 380, 450, 410), fill="#0b1f33")
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return FilePayload(name="harbour.png", mimeType="image/png", buffer=kept.getvalue())


# Any: a document is JSON.
async def kept(page: Page, template: int, partner: str = "polder-timing") -> dict[str, Any]:
    """The newest document, as the hub has it."""
    found: dict[str, Any] = await page.evaluate(
        """async ([id, partner]) => (await (await fetch(`/api/templates/${id}`, {
            headers: { 'X-Timing-Partner': partner },
        })).json()).document""",
        [template, partner],
    )
    return found


_MAKE = """async (document) => {
    const headers = { 'Content-Type': 'application/json', 'X-Timing-Partner': 'polder-timing' };
    const { csrf } = await (await fetch('/api/me')).json();
    const made = await fetch('/api/templates', {
        method: 'POST', headers: { ...headers, 'X-CSRF-Token': csrf }, body: JSON.stringify({ document }),
    });
    return { status: made.status, said: await made.json() };
}"""


# Any: a document is JSON.
async def makes(page: Page, document: dict[str, Any]) -> int:
    """The number of a template that begins as this document."""
    made = await page.evaluate(_MAKE, document)
    assert made["status"] == 201, made
    number: int = made["said"]["id"]
    return number


async def zooms(page: Page, percent: int) -> None:
    """From the menu; the middle of the canvas stays."""
    await page.get_by_role("button", name="Zoom", exact=False).filter(has_text="%").click()
    await page.get_by_role("menuitem", name=f"{percent} %", exact=True).click()
    await expect(page.get_by_role("button", name=f"Zoom {percent} %")).to_be_visible()


async def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where that pixel of a Full HD document is, on the screen."""
    stage = await page.locator("[data-canvas] > div").first.bounding_box()
    assert stage is not None
    scale = stage["width"] / 1920
    return stage["x"] + x * scale, stage["y"] + y * scale
