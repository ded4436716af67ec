"""An operator's first display: made for an event, fed while a race runs, linked, looked at, revoked."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Box, Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

ROSTER = (
    "Bib;First name;Last name;Town;Race;Chip\n101;Mara;Vliet;Saltmere;5 km;5A1E344B\n"
    "102;Łukasz;Żółkiewski;Kraków;5 km;000102\n"
)
NAME = "Finish arch"


async def test_a_display_is_made_fed_linked_looked_at_and_revoked(
    hub_of_app: "Hub", ctp01_port: int, set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    event = await steps.make_event(ada, "Harbour Mile", datetime.now(UTC).date())
    await steps.import_roster(ada, event, ROSTER)
    box = await hub_of_app.box(ctp01_port)
    await make(ada)
    await bind(ada, box)
    await link(ada, box)
    await change(ada)
    await revoke(ada)
    assert (ada.complaints, ada.faults) == ([], [])


async def make(ada: "Visitor") -> None:
    await ada.goes_to(f"{steps.HOME}/displays")
    await ada.reads("No display yet")
    await ada.looks("30-displays-empty")
    await steps.make_display(ada, NAME)
    await ada.looks("32-display-new")


async def bind(ada: "Visitor", box: "Box") -> None:
    """It is seen live before it is bound."""
    await box.crosses("5A1E344B")
    await ada.presses("Choose timing session")
    await ada.reads("Mara Vliet")
    await box.crosses("000102")
    await ada.reads("Łukasz Żółkiewski")
    await ada.looks("33-chooser")
    await ada.presses("Bind to this display")
    await ada.reads("feeds this display now.")


async def link(ada: "Visitor", box: "Box") -> None:
    await ada.fills("Name of the link", "Finish, left")
    await ada.presses("Make link")
    await ada.reads("0 viewers")
    small = ada.page.frame_locator("iframe")
    # Only who has just crossed is news to a display, so it has to be there first.
    await expect(small.get_by_text("Finish, left").first).to_be_visible(timeout=20_000)
    await box.crosses("5A1E344B", "Start")
    await expect(small.get_by_text("Mara").filter(visible=True).first).to_be_visible(timeout=20_000)
    await ada.looks("34-display")
    async with ada.page.expect_popup() as opened:
        await ada.presses("Open full-screen")
    window = await opened.value
    await expect(window.get_by_text("Mara").filter(visible=True).first).to_be_visible(
        timeout=20_000
    )
    # The small picture is nobody's screen; the window is one.
    await expect(ada.page.get_by_text("1 viewer").first).to_be_visible(timeout=25_000)
    await window.close()


async def change(ada: "Visitor") -> None:
    await ada.page.get_by_role("radio", name="Wall", exact=True).click()
    await ada.presses("Paste many")
    await ada.fills("Many lines at once", "Well run!\nWhat a finish!\n")
    await ada.presses("Add these")
    await ada.reads("2 lines were added.")
    await ada.looks("35-display-changed")
    await ada.presses("Save")
    await ada.reads("Saved.")
    await ada.goes_to(f"{steps.HOME}/displays")
    await ada.reads(NAME)
    await ada.looks("36-displays")


async def revoke(ada: "Visitor") -> None:
    await ada.follows(NAME)
    await ada.presses("Revoke")
    dialog = ada.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Revoke").click()
    await ada.reads("No link works now.")
