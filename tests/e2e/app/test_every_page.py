"""Every page of the app, light and dark, on a desk and a phone: axe finds nothing serious on any."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import TimeoutError as PlaywrightTimeout
from tests.e2e.app import drawing, steps
from tests.e2e.app.visitor import axe

from project88.cli import tools

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

OF_PARTNER = (
    *("start", "events", "timing", "displays", "people", "keys", "webhooks", "audit", "settings"),
    *("screens", "screens/plays", "screens/analytics", "templates", "templates/1/versions"),
    "no-such-page",
)
OF_EVENT = (
    *("", "/roster", "/roster/import", "/roster/duplicates", "/course", "/results", "/dashboard"),
    *("/worklist", "/worklist?view=ready", "/announcer"),
)
OF_NOBODY = ("/hub", "/account", "/schema/docs")
GUESTS = ("/sign-in", "/link/no-such-link", "/set-up/no-such-link")
ROSTER = "Bib;First name;Last name;Town;Race;Chip\n101;Mara;Vliet;Saltmere;5 km;5A1E344B\n"
SIZES = ((1440, 900), (390, 844))


async def test_axe_finds_nothing_serious_on_any_page(
    hub_of_app: "Hub", ctp01_port: int, set_up_link: str, visitor: "NewVisitor"
) -> None:
    guest, ada = await visitor(), await visitor()
    await steps.set_up(ada, set_up_link)
    event = await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await steps.import_roster(ada, event, ROSTER)
    await (await hub_of_app.box(ctp01_port)).crosses("5A1E344B")
    display = await steps.make_display(ada, "Finish arch")
    await drawing.begins(ada, "Finish")  # the first template of this partner
    pages = [
        *(f"{steps.HOME}/{name}" for name in OF_PARTNER),
        *(event.removeprefix(ada.origin) + name for name in OF_EVENT),
        display.removeprefix(ada.origin),
        *OF_NOBODY,
    ]
    for path in pages:
        await looks_at(ada, path)
    for path in GUESTS:
        await looks_at(guest, path)
    wrong = [*ada.faults, *guest.faults]
    if wrong:
        pytest.fail("\n".join(wrong))


async def looks_at(who: "Visitor", path: str) -> None:
    """Both colour schemes, both sizes; a page is there when its heading is and nothing loads."""
    await who.goes_to(path)
    try:
        await who.page.locator("h1, h2").first.wait_for(timeout=30_000)
    except PlaywrightTimeout:
        who.faults.append(f"{path} has no heading: {await who.page.inner_text('body')}")
    for width, height in SIZES:
        await who.page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            await who.page.emulate_media(color_scheme=scheme)
            who.faults += [f"{path}, {scheme}, {width}: {line}" for line in await axe(who.page)]


def test_every_page_of_the_app_is_looked_at() -> None:
    """A page that is added to the app's addresses has to be added here."""
    told = "".join(
        file.read_text() for file in Path(tools.UI, "src", "features").glob("*/routes.tsx")
    )
    named = {part for line in told.split("path: '")[1:] for part in line.split("'")[0].split("/")}
    parts = {part for part in named if part and not part.startswith("$")}
    looked_at = {
        part for path in (*OF_PARTNER, *OF_EVENT, *OF_NOBODY, *GUESTS) for part in path.split("/")
    }
    assert parts - looked_at - {"second-factor"} == set()
