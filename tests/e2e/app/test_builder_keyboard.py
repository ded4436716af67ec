"""A template is designed and published with the keys alone, on every panel, menu and window of the builder; each is
held against axe, light and dark. The pointer is never touched.
"""

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Locator, Page, expect
from tests.e2e.app import drawing, steps
from tests.e2e.app.conftest import PICTURES
from tests.e2e.app.visitor import axe

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

TEMPLATE = "Dune finish"
FARTHEST = 250
"""Steps of Tab after which a thing is out of reach."""


async def test_a_template_is_designed_and_published_with_keys_alone(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    await ada.goes_to(f"{steps.HOME}/templates")
    await ada.has_heading("Templates")
    hand = Hand(ada)
    # From here on nothing but keys.
    await hand.looks("empty list")
    await makes(hand)
    await draws(hand)
    await goes_through_panels(hand)
    await goes_through_menus(hand)
    await publishes(hand)
    await keeps(hand)
    wrong = [*hand.faults, *ada.complaints]
    if wrong:
        pytest.fail("\n".join(wrong))


class Hand:
    """Somebody without a mouse."""

    def __init__(self, who: "Visitor") -> None:
        self.page: Page = who.page
        self.faults: list[str] = []
        self._pictures = 0

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def writes(self, text: str) -> None:
        """In place of what stands in the field."""
        await self.presses("Control+a")
        await self.page.keyboard.type(text)

    async def reaches(self, target: Locator, key: str = "Tab") -> None:
        """By Tab alone, as far as there is a way."""
        await expect(target.first).to_be_attached(timeout=drawing.PATIENCE_MS)
        for _ in range(FARTHEST):
            if await target.first.evaluate("(one) => one === document.activeElement"):
                return
            await self.presses(key)
        at = await self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        pytest.fail(f"No way by {key} to {target}; the last was {at}")

    async def button(self, name: str) -> None:
        await self.reaches(self.page.get_by_role("button", name=name, exact=True))
        await self.presses("Enter")

    async def field(self, label: str, text: str) -> None:
        await self.reaches(self.page.get_by_label(label, exact=True))
        await self.writes(text)

    async def tab(self, side: str, name: str) -> None:
        """Into the list of tabs, and along it with the arrows."""
        tabs = self.page.get_by_role("tablist", name=side)
        await self.reaches(tabs.get_by_role("tab", selected=True))
        wanted = tabs.get_by_role("tab", name=name, exact=True)
        for _ in range(10):
            if await wanted.get_attribute("aria-selected") == "true":
                return
            await self.presses("ArrowRight")
        pytest.fail(f"No way by the arrows to {name}")

    async def looks(self, what: str) -> None:
        """What axe finds here, light and dark."""
        self._pictures += 1
        for scheme in ("light", "dark"):
            await self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            await self.page.wait_for_timeout(100)
            self.faults += [f"{what}, {scheme}: {line}" for line in await axe(self.page)]
            name = f"keys-{self._pictures:02}-{what.replace(' ', '-')}-{scheme}"
            await self.page.screenshot(path=PICTURES / f"{name}.png")
        await self.page.emulate_media(color_scheme="light")


async def makes(hand: Hand) -> None:
    await hand.button("New template")
    await expect(hand.page.get_by_role("dialog").get_by_label("Name", exact=True)).to_be_focused()
    await hand.writes(TEMPLATE)
    await hand.looks("new template")
    await hand.button("Make template")
    await expect(hand.page.get_by_role("tab", name="Add")).to_be_visible(
        timeout=drawing.PATIENCE_MS
    )


async def draws(hand: Hand) -> None:
    """A name, put in its place with the arrows and with exact figures; a time below it; a second name taken back."""
    page = hand.page
    name, time = drawing.block(page, "‹Name›"), drawing.block(page, "‹Time of passing›")
    await hand.button("Name")
    await hand.reaches(name)
    x, y, w, h = await drawing.place(name)
    await hand.presses("Shift+ArrowUp", "Shift+ArrowUp", "ArrowRight", "Alt+Shift+ArrowDown")
    assert await drawing.place(name) == (x + 1, y - 20, w, h + 10)
    await hand.field("X", "200")
    await hand.presses("Enter")
    assert (await drawing.place(name))[0] == 200
    await hand.reaches(page.get_by_role("button", name="Time of passing", exact=True), "Shift+Tab")
    await hand.presses("Enter")
    await hand.field("Y", "720")
    await hand.presses("Enter")
    await hand.reaches(time, "Shift+Tab")
    await hand.presses("Control+d")
    await expect(page.locator("[data-option]")).to_have_count(3)
    await hand.presses("Control+z")
    await expect(page.locator("[data-option]")).to_have_count(2)
    await hand.looks("drawn")


LEFT = {"What there is": ("Layers", "Pages", "Files", "Add")}
RIGHT = {"What is chosen": ("Page", "Template", "Lines", "Runners", "Block")}


async def goes_through_panels(hand: Hand) -> None:
    for side, names in {**LEFT, **RIGHT}.items():
        for name in names:
            await hand.tab(side, name)
            await hand.page.wait_for_timeout(500)
            await hand.looks(f"panel {name}")


async def goes_through_menus(hand: Hand) -> None:
    """Every menu of the toolbar, the palette, and a window."""
    page = hand.page
    for menu in ("Align and spread", "Order and groups"):
        await chooses_name(hand)
        await hand.button(menu)
        await expect(page.get_by_role("menu")).to_be_visible()
        await hand.looks(f"menu {menu}")
        await hand.presses("Escape")
        await expect(page.get_by_role("menu")).to_be_hidden()
    await hand.presses("Control+k")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await hand.looks("palette")
    await hand.presses("Escape")
    await hand.tab("What is chosen", "Template")
    await hand.button("Change the size")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await hand.looks("window size")
    await hand.presses("Escape")
    await hand.button("From a website")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await hand.looks("window website")
    await hand.presses("Escape")


async def chooses_name(hand: Hand) -> None:
    await hand.tab("What there is", "Layers")
    await hand.reaches(hand.page.get_by_role("button", name="‹Name›", exact=True))
    await hand.presses("Enter")


async def publishes(hand: Hand) -> None:
    page = hand.page
    await expect(page.locator(drawing.SAVED)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await hand.reaches(page.get_by_role("toolbar").get_by_role("button", name="Publish"))
    await hand.presses("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Publish")).to_be_focused()
    await hand.looks("window publish")
    await hand.presses("Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("button", name="Published")).to_be_visible(
        timeout=drawing.PATIENCE_MS
    )


async def keeps(hand: Hand) -> None:
    """Back to the list, its menu, and the versions."""
    page = hand.page
    await hand.reaches(page.get_by_role("link", name="All templates"))
    await hand.presses("Enter")
    await expect(page.get_by_text("published: version").first).to_be_visible()
    await hand.looks("list")
    await hand.button("Import")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await hand.looks("window import")
    await hand.presses("Escape")
    await hand.button(f"What to do with {TEMPLATE}")
    await expect(page.get_by_role("menu")).to_be_visible()
    await hand.looks("menu of a template")
    await hand.reaches(page.get_by_role("menuitem", name="Versions"), "ArrowDown")
    await hand.presses("Enter")
    await expect(page.get_by_role("heading", name=f"Versions of {TEMPLATE}")).to_be_visible()
    await page.wait_for_timeout(1_000)
    await hand.looks("versions")
    await hand.reaches(page.get_by_role("button", name="Name it: ").first)
    await hand.presses("Enter")
    await hand.looks("name of a version")
