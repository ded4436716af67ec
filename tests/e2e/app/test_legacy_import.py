"""Templates of Race Display in a real browser: drawn in a frame that may do nothing, told, and taken by the hub."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Request, expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]
SAMPLES = Path(__file__).parents[2] / "templates" / "legacy"
FILES = sorted([*SAMPLES.glob("*.json"), *SAMPLES.glob("*.html")])
MADE = """async () => {
    const me = await (await fetch('/api/me')).json();
    const headers = {'X-Timing-Partner': me.memberships[0].slug};
    const list = await (await fetch('/api/templates', {headers})).json();
    return Promise.all(list.templates.map(async ({id}) =>
        (await (await fetch(`/api/templates/${id}`, {headers})).json()).document));
}"""


async def test_templates_of_race_display_are_looked_at_told_and_made(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    page = ada.page
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    await steps.set_up(ada, set_up_link)
    await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await ada.goes_to(f"{steps.HOME}/templates")
    await ada.presses("Import")
    dialog = page.get_by_role("dialog")
    await dialog.locator("input[type=file]").first.set_input_files(FILES)
    made = dialog.get_by_role("button", name="Make template")
    await expect(made).to_have_count(len(FILES), timeout=30_000)
    await page.wait_for_timeout(1_000)
    await ada.looks("90-legacy-review")
    for left in range(len(FILES), 0, -1):
        await expect(made).to_have_count(left)
        await made.first.click()
    await expect(made).to_have_count(0, timeout=30_000)
    documents: list[dict[str, Any]] = await page.evaluate(MADE)  # documents are free-form here
    named = {document["name"]: document for document in documents}
    assert len(named) == len(FILES)
    finish = {block.get("name"): block for block in named["Finish_line"]["blocks"].values()}
    assert {key: finish["Name"][key] for key in "xywh"} == {"x": 160, "y": 300, "w": 1600, "h": 220}
    assert finish["Name"]["in"] == {"name": "bounceInDown", "ms": 1200, "delay": 200}
    totem = {block.get("name"): block for block in named["Totem"]["blocks"].values()}
    assert totem["Name"]["rot"] == -8
    assert (totem["Name"]["w"], totem["Name"]["h"]) == (1000, 200)
    stripe = [each for each in named["Pictures"]["blocks"].values() if each["y"] == 1000]
    assert [(each["type"], each["w"], each["h"]) for each in stripe] == [("shape", 1920, 80)]
    assert not [url for url in asked if "invalid" in url or "/static/" in url]
    assert await page.evaluate("window.smuggled") is None
    assert ada.faults == []
