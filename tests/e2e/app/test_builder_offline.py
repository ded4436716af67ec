"""What lies in a browser until the hub has it: a picture that is chosen without network, what two windows draw where
no locks are to be had, and what becomes of all of it when somebody signs out and somebody else sits down.
"""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Page, Route, expect
from tests.e2e.app import drawing, steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

PICTURE = "harbour"
# As on plain HTTP to an address: nobody can say which windows live.
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })"
GONE_MS = 45_000
"""A window that says nothing for 20 s counts as gone; who stays looks every 5 s."""


async def test_a_picture_that_is_chosen_without_network_is_seen_and_uploaded_later(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    page = ada.page
    await steps.set_up(ada, set_up_link)
    template = await drawing.begins(ada, "Without network")
    await drawing.is_saved(page)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.context.set_offline(True)
    await drawing.turns_to(page, "Files")
    await page.locator("input[type=file]").first.set_input_files(drawing.logo())
    await expect(page.get_by_text("waits for the hub")).to_be_visible()
    await ada.looks("97-offline-files")
    await page.get_by_role("button", name=PICTURE, exact=False).first.click()
    await expect(page.locator("[data-option][aria-selected=true]")).to_have_count(1)
    await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await page.wait_for_function(drawing.PICTURED)
    await ada.looks("98-offline-picture")
    await page.reload()
    await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await page.wait_for_function(drawing.PICTURED)
    await ada.looks("98-offline-picture-reloaded")
    await page.context.set_offline(False)
    await drawing.is_saved(page)
    assert await reaches(page, template), await drawing.kept(page, template)
    await page.wait_for_function(drawing.PICTURED)
    await drawing.turns_to(page, "Files")
    await expect(page.get_by_text("waits for the hub")).to_have_count(0)
    assert [*ada.faults, *ada.complaints] == []


async def reaches(page: Page, template: int) -> bool:
    """Whether the hub has the picture, and the template names it as the hub does, within a while."""
    named, found = [], [""]
    for _ in range(60):
        found = await page.evaluate(
            """async () => (await (await fetch('/api/assets?limit=10', {
                headers: { 'X-Timing-Partner': 'polder-timing' },
            })).json()).assets.map(({ sha256 }) => sha256)"""
        )
        document = await drawing.kept(page, template)
        (image,) = [block for block in document["blocks"].values() if block["type"] == "image"]
        assert image["asset"] in document["assets"]
        named = [asset["sha256"] for asset in document["assets"].values()]
        if found and named == found:
            return True
        await page.wait_for_timeout(500)
    return False


async def test_two_windows_lose_nothing_where_no_locks_are_to_be_had(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await ada.page.context.add_init_script(NO_LOCKS)
    one = ada.page
    await steps.set_up(ada, set_up_link)
    assert await one.evaluate("navigator.locks === undefined")
    template = await drawing.begins(ada, "Two windows")
    await drawing.adds(one, "Time of day")
    await drawing.adds(one, "Rectangle")
    await drawing.measures(one, 100, 100, 300, 200)
    await drawing.is_saved(one)
    other = await one.context.new_page()
    await other.goto(one.url)
    await expect(drawing.block(other, "Rectangle")).to_be_attached(timeout=drawing.PATIENCE_MS)
    await both_draw_without_network(one, other, template)
    await one_is_reloaded_at_once(one, template)
    await one_is_closed_without_network(one, other, template)
    assert [*ada.faults, *ada.complaints] == []


async def writes(page: Page, name: str, field: str, value: int) -> None:
    await drawing.chooses(page, name)
    await drawing.writes(page, field, value)


async def has(page: Page, template: int, kind: str, wanted: dict[str, int]) -> None:
    """As the hub has it, within a moment."""
    found: dict[str, int] = {}
    for _ in range(60):
        blocks = (await drawing.kept(page, template))["blocks"].values()
        (block,) = [one for one in blocks if one["type"] == kind]
        found = {key: block[key] for key in wanted}
        if found == wanted:
            return
        await page.wait_for_timeout(500)
    assert found == wanted


async def both_draw_without_network(one: Page, other: Page, template: int) -> None:
    await one.context.set_offline(True)
    await writes(one, "Rectangle", "X", 410)
    await writes(other, "Time of day", "Y", 520)
    await writes(other, "Rectangle", "Y", 630)
    for page in (one, other):
        await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await one.context.set_offline(False)
    for page in (one, other):
        await drawing.is_saved(page)
    await has(one, template, "clock", {"y": 520})
    # The place is one property: one of the two waits to be decided, and is not lost.
    undecided = [page.get_by_role("button", name=re.compile("undecided$")) for page in (one, other)]
    count = [await each.count() for each in undecided]
    assert sum(count) == 1, count
    page = (one, other)[count.index(1)]
    await undecided[count.index(1)].click()
    await page.get_by_role("button", name=re.compile("^Use mine")).click()
    await page.keyboard.press("Escape")
    await drawing.is_saved(page)
    await has(one, template, "shape", {"x": 410, "y": 100} if page is one else {"x": 100, "y": 630})


# Whether a draft with these words lies on the shelf of this browser.
DRAFTED = """async (words) => {
    const done = (request) => new Promise((yes, no) => {
        request.onsuccess = () => yes(request.result);
        request.onerror = () => no(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith('project88-builder-')) continue;
        const shelf = await done(indexedDB.open(name));
        const drafts = await done(shelf.transaction('drafts').objectStore('drafts').getAll());
        shelf.close();
        if (JSON.stringify(drafts).includes(words)) return true;
    }
    return false;
}"""


async def one_is_reloaded_at_once(one: Page, template: int) -> None:
    """As soon as it lies in the browser; nothing of it can get to the hub before the page goes."""
    await one.route("**/ops*", cut)
    await writes(one, "Time of day", "X", 77)
    await one.wait_for_function(DRAFTED, arg="77")
    await one.unroute("**/ops*")
    await one.reload()
    await has(one, template, "clock", {"x": 77})
    await expect(one.get_by_role("tab", name="Add")).to_be_visible(timeout=drawing.PATIENCE_MS)


async def one_is_closed_without_network(one: Page, other: Page, template: int) -> None:
    """Who stays brings it in."""
    await one.context.set_offline(True)
    await writes(one, "Time of day", "Y", 888)
    await expect(one.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await one.close()
    await other.context.set_offline(False)
    there = drawing.block(other, "Time of day")
    await expect(there).to_have_attribute("aria-label", re.compile(r", 888, "), timeout=GONE_MS)
    await drawing.is_saved(other)
    await has(other, template, "clock", {"x": 77, "y": 888})


async def test_who_signs_out_says_what_becomes_of_what_is_not_saved_and_nobody_else_sees_it(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada, timo = await visitor(), await visitor()
    page = ada.page
    await steps.set_up(ada, set_up_link)
    await steps.accept(timo, await steps.invite(ada, "timo@polder.example"), "Timo Bakker")
    template = await drawing.begins(ada, "Left behind")
    await drawing.adds(page, "Rectangle")
    await drawing.measures(page, 100, 100, 300, 200)
    await drawing.is_saved(page)
    await page.route("**/ops*", cut)
    await writes(page, "Rectangle", "X", 411)
    await expect(page.locator(drawing.OFFLINE)).to_be_visible(timeout=drawing.PATIENCE_MS)
    await asks_to_sign_out(ada)
    await ada.looks("99-sign-out-unsaved")
    await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    await expect(page.locator(drawing.OFFLINE)).to_be_visible()
    await asks_to_sign_out(ada)
    await page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    await ada.has_heading("Sign in")
    assert await kept_files(page) == 0
    await signs_in(ada, "timo@polder.example")
    await drawing.opens(ada, template)
    assert (await drawing.place(drawing.block(page, "Rectangle")))[0] == 100
    await steps.sign_out(ada)
    await signs_in(ada, "ada@polder.example")
    await drawing.opens(ada, template)
    await expect(drawing.block(page, "Rectangle")).to_have_attribute(
        "aria-label", re.compile("at 411, ")
    )
    await asks_to_sign_out(ada)
    await page.get_by_role("dialog").get_by_role("button", name="Drop it").click()
    await ada.has_heading("Sign in")
    await page.unroute("**/ops*", cut)
    await signs_in(ada, "ada@polder.example")
    await drawing.opens(ada, template)
    await drawing.is_saved(page)
    assert (await drawing.place(drawing.block(page, "Rectangle")))[0] == 100
    assert [*ada.faults, *ada.complaints] == []


async def cut(route: Route) -> None:
    """Only the line for changes is down."""
    await route.abort("connectionfailed")


async def asks_to_sign_out(who: "Visitor") -> None:
    await who.page.get_by_role("button", name="account and settings").first.click()
    await who.page.get_by_role("menuitem", name="Sign out", exact=True).click()
    await expect(who.page.get_by_role("dialog").get_by_text("1 change")).to_be_visible()


async def signs_in(who: "Visitor", email: str) -> None:
    await who.fills("E-mail address", email)
    await who.fills("Password", steps.PASSWORD)
    await who.presses("Sign in")
    await who.page.wait_for_url(f"**{steps.HOME}/**")


async def kept_files(page: Page) -> int:
    """Pictures and fonts of templates in this browser."""
    count: int = await page.evaluate(
        """async () => (await caches.has('project88-kept-files'))
            ? (await (await caches.open('project88-kept-files')).keys()).length : 0"""
    )
    return count
