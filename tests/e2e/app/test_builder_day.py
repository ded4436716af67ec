"""A day of the builder, in real browsers: a finish screen is drawn from nothing and hangs on three screens while
runners cross; it is changed under them, without network, against somebody else's hand; an older one is
brought back; and it goes to another timing company.
"""

import asyncio
import re
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser, Page, expect
from tests.e2e.app import drawing, steps
from tests.e2e.app.conftest import PICTURES

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Box, Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

NAMED = {
    "5A1E344B": ("Mara", "Vliet", "Saltmere"),
    "000102": ("Łukasz", "Wiśniewski", "Kraków"),
    "5A1E7229": ("Nguyễn Thị", "Ánh", "Boulder"),
}
FIRST = ("Anna", "Bram", "Carla", "Daan", "Eva", "Finn", "Greta", "Hugo", "Ilse", "Jonas")
LAST = ("Bakker", "de Jong", "Jansen", "Meijer", "Peters", "Smit", "Visser", "Vos")
FIELD = {
    f"00{200 + number}": (FIRST[number % 10], LAST[number // 10], "Saltmere")
    for number in range(len(FIRST) * len(LAST))
}
"""Everybody else: a runner stands on a screen once."""
ROSTER = "Bib;First name;Last name;Town;Race;Chip\n" + "".join(
    f"{bib};{first};{last};{town};5 km;{chip}\n"
    for bib, (chip, (first, last, town)) in enumerate({**NAMED, **FIELD}.items(), start=101)
)
SHAPES = {"1080p": (1920, 1080), "portrait": (1080, 1920), "phone": (390, 844)}
EVERY_S = 6.5
"""So slowly that most of them have the screen for themselves."""
PAINTED = "(chip) => window.__display.paints.some(({ key }) => key.includes(`:${chip}:`))"
TEMPLATE = "Harbour finish"
OTHER_HOME = "/p/dune-timing"


async def test_a_day_of_the_builder(
    hub_of_app: "Hub",
    ctp01_port: int,
    set_up_link: str,
    visitor: "NewVisitor",
    browser: Browser,
    tmp_path: Path,
) -> None:
    ada, timo = await visitor(), await visitor()
    await hub_of_app.start("worker")
    await steps.set_up(ada, set_up_link)
    event = await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await steps.import_roster(ada, event, ROSTER)
    await steps.accept(timo, await steps.invite(ada, "timo@polder.example"), "Timo Bakker")
    template = await draws(ada)
    await publishes(ada, "84-day-publish")
    async with AsyncExitStack() as stack:
        box = await hub_of_app.box(ctp01_port)
        await stack.enter_async_context(steps.crossing(box, list(FIELD), EVERY_S))
        url = await hangs(ada)
        screens = {shape: await opens(stack, browser, url, shape) for shape in SHAPES}
        await shows_runners(box, screens)
        await shows_a_crowd(box, screens["1080p"])
        await changes_under_them(ada, template, screens)
        await draws_without_network(ada, template)
        await meets_another(ada, timo, template)
        await brings_back(ada, template, screens)
    await goes_elsewhere(ada, visitor, tmp_path)
    wrong = [*ada.faults, *timo.faults, *ada.complaints, *timo.complaints]
    if wrong:
        pytest.fail("\n".join(wrong))


async def draws(ada: "Visitor") -> int:
    """Name, town, time of passing, logo, clock and background, from an empty page."""
    page = ada.page
    template = await drawing.begins(ada, TEMPLATE)
    await background(page)
    await ada.looks("80-day-background")
    await drawing.adds(page, "Name")
    name = drawing.block(page, "‹Name›")
    await drawing.measures(page, 120, 400, 1680, 260)
    assert await drawing.place(name) == (120, 400, 1680, 260)
    await drawing.writes(page, "Size", 190)
    await drawing.adds(page, "Town")
    await drawing.measures(page, 120, 660, 1680, 120)
    await drawing.adds(page, "Time of passing")
    await drawing.measures(page, 660, 820, 600, 150)
    await brings_logo(page)
    await drawing.adds(page, "Time of day")
    clock = drawing.block(page, "Time of day")
    await drawing.measures(page, 900, 300, 500, 140)
    await drawing.pulls(page, clock, 1340, 60)
    await ada.looks("82-day-drawn")
    await rests(page)
    await drawing.is_saved(page)
    blocks = (await drawing.kept(page, template))["blocks"].values()
    assert sorted(block["type"] for block in blocks) == [
        "clock",
        "image",
        "text",
        "text",
        "text",
        "text",
    ]
    (image,) = [block for block in blocks if block["type"] == "image"]
    assert image["crop"][2] < 1, image
    return template


async def background(page: Page) -> None:
    await drawing.turns_to(page, "Page")
    panel = page.get_by_role("region", name="Page", exact=True)
    await panel.get_by_label("Gradient", exact=True).select_option("Linear")
    await panel.get_by_label("From: own colour").fill("#12507b")
    await panel.get_by_label("From: own colour").press("Enter")
    await panel.get_by_label("To: own colour").fill("#041421")
    await panel.get_by_label("To: own colour").press("Enter")


async def brings_logo(page: Page) -> None:
    """From a file, with its empty half cut off; then pulled into its corner."""
    await drawing.turns_to(page, "Files")
    await page.locator("input[type=file]").first.set_input_files(drawing.logo())
    await page.get_by_role("button", name="harbour", exact=False).first.click()
    image = page.locator("[data-option][aria-selected=true]")
    await expect(image).to_have_count(1)
    await drawing.measures(page, 700, 100, 260, 260)
    await page.get_by_role("button", name="Choose the part that is seen").click()
    dialog = page.get_by_role("dialog")
    cut = dialog.get_by_role("application")
    box = await cut.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await page.mouse.down()
    await page.mouse.move(box["x"] - box["width"], box["y"] + box["height"] / 2, steps=4)
    await page.mouse.up()
    await page.screenshot(path=PICTURES / "81-day-crop.png")
    await dialog.get_by_role("button", name="Use this part").click()
    await drawing.pulls(page, image, 80, 60)


async def rests(page: Page) -> None:
    """What stands there while nobody comes."""
    await drawing.turns_to(page, "Pages")
    await page.get_by_role("button", name="Nobody", exact=True).click()
    await drawing.adds(page, "Event")
    await page.screenshot(path=PICTURES / "83-day-rest.png")
    await drawing.turns_to(page, "Pages")
    await page.get_by_role("button", name="One runner", exact=True).click()


async def publishes(ada: "Visitor", picture: str) -> None:
    """Where it is drawn; the window says before which screens will change."""
    await drawing.publishes(ada.page, PICTURES / f"{picture}.png")
    await ada.goes_to(f"{steps.HOME}/templates")
    await ada.reads(TEMPLATE)
    await ada.looks(f"{picture}-list")


async def does(who: "Visitor", what: str) -> None:
    await who.page.get_by_role("button", name=f"What to do with {TEMPLATE}", exact=True).click()
    await who.page.get_by_role("menuitem", name=what, exact=True).click()


async def hangs(ada: "Visitor") -> str:
    """A display that shows it, and the link for its screens."""
    display = await steps.make_display(ada, "Finish arch")
    await steps.binds_what_crosses(ada, display, "Anna")
    await ada.page.get_by_role("radio", name=TEMPLATE, exact=True).click()
    await ada.presses("Save")
    await ada.reads("Saved")
    await ada.looks("85-day-display")
    return await steps.makes_a_link(ada)


async def opens(stack: AsyncExitStack, browser: Browser, url: str, shape: str) -> Page:
    """Another browser, as soon as it draws the template."""
    width, height = SHAPES[shape]
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    stack.push_async_callback(context.close)
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_function("() => window.__display?.template && window.__display.visible[0]")
    await page.evaluate("window.sinceOpened = true")
    return page


async def shows_runners(box: "Box", screens: dict[str, Page]) -> None:

    async def shows_all(shape: str, page: Page) -> None:
        for chip in NAMED:
            await page.wait_for_function(PAINTED, arg=chip)
        await page.screenshot(path=PICTURES / f"86-day-screen-{shape}.png")

    for chip in NAMED:
        await box.crosses(chip)
    first = reads(screens["1080p"], "Mara Vliet")
    await asyncio.gather(first, *(shows_all(*one) for one in screens.items()))


async def reads(screen: Page, words: str) -> None:
    shown = screen.get_by_text(words).filter(visible=True).first
    await expect(shown).to_be_visible(timeout=60_000)


async def shows_a_crowd(box: "Box", screen: Page) -> None:
    """Nobody drew a page for many: it is made of the one for one."""
    for chip in list(FIELD)[-12:]:
        await box.crosses(chip)
    await screen.wait_for_function("() => window.__display.visible.length > 3")
    await screen.screenshot(path=PICTURES / "86-day-crowd.png")


async def hash_of(page: Page) -> str:
    shown: str = await page.evaluate("window.__display.template")
    return shown


async def changes_under_them(ada: "Visitor", template: int, screens: dict[str, Page]) -> None:
    """Screens go over to the new one as soon as it is published, and not before; none is loaded again."""
    before = {shape: await hash_of(page) for shape, page in screens.items()}
    await drawing.opens(ada, template)
    page = ada.page
    await drawing.adds(page, "Rectangle")
    await drawing.measures(page, 0, 780, 1920, 14)
    await drawing.adds(page, "Text")
    await types_words(page, "Well run")
    await drawing.measures(page, 560, 250, 800, 130)
    await drawing.is_saved(page)
    await ada.looks("87-day-changed")
    assert {shape: await hash_of(page) for shape, page in screens.items()} == before
    await publishes(ada, "88-day-publish")
    for shape, screen in screens.items():
        await screen.wait_for_function(f"() => window.__display.template !== '{before[shape]}'")
        await reads(screen, "Well run")
        assert await screen.evaluate("window.sinceOpened === true"), shape
        await screen.screenshot(path=PICTURES / f"88-day-screen-{shape}.png")


async def types_words(page: Page, words: str) -> None:
    """In place of what the chosen text says."""
    field = page.get_by_label("Words, part 1", exact=True)
    await field.fill(words)
    await field.press("Control+Enter")


async def draws_without_network(ada: "Visitor", template: int) -> None:
    """Before and after the page is loaded anew by the browser alone; all of it is there when the hub is back."""
    page = ada.page
    await drawing.opens(ada, template)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.context.set_offline(True)
    name = drawing.block(page, "‹Name›")
    await drawing.chooses(page, "‹Name›")
    await drawing.writes(page, "Y", 430)
    await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await page.screenshot(path=PICTURES / "89-day-offline.png")
    await page.reload()
    await expect(name).to_be_attached(timeout=drawing.PATIENCE_MS)
    assert (await drawing.place(name))[1] == 430
    await drawing.chooses(page, "Time of day")
    await drawing.writes(page, "X", 1300)
    await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await page.screenshot(path=PICTURES / "90-day-reloaded-offline.png")
    await page.context.set_offline(False)
    await drawing.is_saved(page)
    blocks = (await drawing.kept(page, template))["blocks"].values()
    assert 430 in [block["y"] for block in blocks if block["type"] == "text"]
    assert [block["x"] for block in blocks if block["type"] == "clock"] == [1300]


async def meets_another(ada: "Visitor", timo: "Visitor", template: int) -> None:
    """Both pull the same block, one of them without network: it is told, and the own one can be had."""
    page = ada.page
    await page.context.set_offline(True)
    await drawing.chooses(page, "Time of day")
    await drawing.writes(page, "Y", 111)
    await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await drawing.opens(timo, template)
    await drawing.chooses(timo.page, "Time of day")
    await drawing.writes(timo.page, "Y", 222)
    await drawing.is_saved(timo.page)
    await page.context.set_offline(False)
    await resolves(ada)
    await drawing.is_saved(page)
    there = drawing.block(timo.page, "Time of day")
    await expect(there).to_have_attribute("aria-label", re.compile(r", 111, "), timeout=15_000)


async def resolves(ada: "Visitor") -> None:
    page = ada.page
    await page.get_by_role("button", name=re.compile("undecided$")).click()
    await expect(page.get_by_role("dialog").get_by_text("Timo Bakker")).to_be_visible()
    await page.get_by_role("button", name=re.compile("^Look at both")).click()
    await page.wait_for_timeout(500)
    await ada.looks("91-day-conflict")
    await page.get_by_role("button", name=re.compile("^Use mine")).click()
    await expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(0)
    await page.keyboard.press("Escape")


async def brings_back(ada: "Visitor", template: int, screens: dict[str, Page]) -> None:
    """The one that hangs now, from before all that was done to it since."""
    await ada.goes_to(f"{steps.HOME}/templates/{template}/versions")
    await ada.has_heading(f"Versions of {TEMPLATE}")
    live = ada.page.locator("li").filter(has_text="on screens")
    await ada.page.wait_for_timeout(1_000)
    await ada.looks("92-day-versions")
    await live.get_by_role("button", name="Bring back").click()
    await ada.reads("is back, as a new version")
    await ada.looks("93-day-brought-back")
    blocks = (await drawing.kept(ada.page, template))["blocks"].values()
    assert [block["y"] for block in blocks if block["type"] == "clock"] != [111]
    for shape, screen in screens.items():
        assert await screen.evaluate("window.sinceOpened === true"), shape
        await screen.screenshot(path=PICTURES / f"94-day-screen-{shape}.png")


async def goes_elsewhere(ada: "Visitor", visitor: "NewVisitor", folder: Path) -> None:
    """As a file, to another timing company: it opens there with its picture."""
    await ada.goes_to(f"{steps.HOME}/templates")
    await ada.reads(TEMPLATE)
    async with ada.page.expect_download() as coming:
        await does(ada, "Export")
    bundle = folder / "harbour.zip"
    await (await coming.value).save_as(bundle)
    ines = await visitor()
    await joins_another(ada, ines)
    await ines.goes_to(f"{OTHER_HOME}/templates")
    await ines.presses("Import")
    await ines.page.get_by_role("dialog").locator("input[type=file]").first.set_input_files(bundle)
    await ines.reads("Now there is")
    await ines.looks("95-day-import")
    await ines.page.get_by_role("dialog").get_by_role("link", name=TEMPLATE).click()
    await ines.page.wait_for_url(re.compile(rf"{OTHER_HOME}/templates/\d+$"))
    await drawing.block(ines.page, "‹Name›").wait_for(state="attached")
    # The logo has come through the other partner's own files.
    await ines.page.wait_for_function(drawing.PICTURED)
    await ines.looks("96-day-elsewhere")
    assert [*ines.faults, *ines.complaints] == []


async def joins_another(ada: "Visitor", ines: "Visitor") -> None:
    await ada.goes_to("/hub")
    await ada.presses("Add a partner")
    await ada.fills("Name", "Dune Timing")
    await ada.page.get_by_role("dialog").get_by_label("Short name").click()
    await ada.page.get_by_role("dialog").get_by_role("button", name="Add a partner").click()
    await ada.reads("Dune Timing was added")
    await ada.page.get_by_role("button", name="More about Dune Timing").click()
    await ada.page.get_by_role("menuitem", name="Invite an owner").click()
    await ada.fills("E-mail", "ines@dune.example")
    await ada.presses("Make the link")
    await ada.reads("Link made")
    link = await ada.page.get_by_role("dialog").get_by_role("textbox").first.input_value()
    await ines.goes_to("/link/" + link.rpartition("/")[2])
    await ines.fills("Your name", "Ines Duarte")
    await ines.fills("New password", "dunes and the western wind")
    await ines.presses("Join")
    await ines.page.wait_for_url(f"**{OTHER_HOME}/**")
