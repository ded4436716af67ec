"""What people do on the first day, each step in the words that stand on the pages."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

import pyotp
from playwright.async_api import FilePayload, expect
from tests.e2e.app.visitor import Visitor

if TYPE_CHECKING:
    from tests.e2e.conftest import Box

PASSWORD = "mats at the harbour mile"
HOME = "/p/polder-timing"
EVERY_S = 0.4


async def set_up(ada: Visitor, link: str) -> None:
    await ada.goes_to(link)
    await ada.has_heading("Set up this hub")
    await ada.looks("01-set-up")
    await ada.fills("Your name", "Ada de Vries")
    await ada.fills("E-mail address", "ada@polder.example")
    await ada.fills("New password", PASSWORD)
    await ada.fills("Name of the timing partner", "Polder Timing")
    await ada.presses("Set up the hub")
    await ada.page.wait_for_url(f"**{HOME}/**")
    await ada.reads("No events yet")
    await ada.looks("02-events-empty")


async def invite(ada: Visitor, email: str) -> str:
    """The link that the invited person gets."""
    await ada.goes_to(f"{HOME}/people")
    await ada.has_heading("People")
    await ada.looks("03-people")
    await ada.presses("Invite somebody")
    await ada.fills("E-mail", email)
    await ada.looks("04-invite")
    await ada.presses("Make the link")
    await ada.reads("Link made")
    link = await ada.page.get_by_role("dialog").get_by_role("textbox").first.input_value()
    await ada.presses("Done")
    return link


async def accept(timo: Visitor, link: str, name: str) -> None:
    await timo.goes_to("/link/" + link.rpartition("/")[2])
    await timo.has_heading("Join Polder Timing")
    await timo.looks("05-invitation")
    await timo.fills("Your name", name)
    await timo.fills("New password", PASSWORD)
    await timo.presses("Join")
    await timo.page.wait_for_url(f"**{HOME}/**")


async def add_authenticator(timo: Visitor) -> str:
    """The key that the authenticator keeps."""
    await timo.goes_to("/account")
    await timo.has_heading("Your account")
    await timo.looks("06-account")
    await timo.presses("Set up an authenticator")
    await timo.reads("Scan this with the authenticator")
    key = await timo.page.get_by_label("Key", exact=True).input_value()
    await timo.looks("07-authenticator")
    await timo.fills("Code that it shows now", pyotp.TOTP(key.replace(" ", "")).now())
    await timo.presses("Confirm")
    await timo.reads("Each signs you in once")
    await timo.looks("08-recovery-codes")
    await timo.presses("I have kept them")
    return key.replace(" ", "")


async def sign_out(who: Visitor) -> None:
    await who.page.get_by_role("button", name="account and settings").first.click()
    await who.page.get_by_role("menuitem", name="Sign out", exact=True).click()
    await who.has_heading("Sign in")


async def sign_in_with_code(timo: Visitor, email: str, key: str) -> None:
    await timo.looks("09-sign-in")
    await timo.fills("E-mail address", email)
    await timo.fills("Password", PASSWORD)
    await timo.presses("Sign in")
    await timo.has_heading("One more step")
    await timo.looks("10-second-factor")
    # The code of this half minute has been used; the next one is good already.
    totp = pyotp.TOTP(key)
    # A whole code is sent by itself.
    await timo.fills("Code", totp.at(int(time.time()), counter_offset=1))
    await timo.page.wait_for_url(f"**{HOME}/**")


async def add_passkey(ada: Visitor) -> None:
    await ada.gets_authenticator()
    await ada.goes_to("/account")
    await ada.presses("Add a passkey")
    await ada.fills("Name of this passkey", "Office key")
    await ada.looks("11-passkey")
    await ada.presses("Create the passkey")
    await ada.reads("The passkey is added.")


async def sign_in_with_passkey(ada: Visitor) -> None:
    await ada.presses("Sign in with a passkey")
    await ada.page.wait_for_url(f"**{HOME}/**")


async def make_event(timo: Visitor, name: str, day: date) -> str:
    """The path of the event."""
    await timo.goes_to(f"{HOME}/events")
    await timo.presses("New event")
    await timo.fills("Name", name)
    await timo.fills("Day", f"{day:%Y-%m-%d}")
    await timo.page.keyboard.press("Tab")
    await timo.looks("12-new-event")
    await timo.presses("Make event")
    await timo.page.wait_for_url(f"**{HOME}/events/*")
    await timo.has_heading(name)
    await timo.looks("13-event")
    return timo.page.url.partition("?")[0].rstrip("/")


async def import_roster(timo: Visitor, event: str, roster: str) -> None:
    await timo.goes_to(f"{event}/roster")
    await timo.reads("Nobody is on this roster yet")
    await timo.looks("14-roster-empty")
    await timo.goes_to(f"{event}/roster/import")
    await timo.has_heading("Import a roster")
    file = FilePayload(name="roster.csv", mimeType="text/csv", buffer=roster.encode())
    await timo.page.locator("input[type=file]").set_input_files(file)
    await timo.reads("roster.csv: ")
    await timo.looks("15-columns")
    await timo.presses("Compare with the roster")
    await timo.reads("This is what roster.csv would do")
    await timo.looks("16-preview")
    await timo.presses("Import: ", exact=False)
    await timo.reads("is imported")
    await timo.looks("17-imported")


async def correct(timo: Visitor, event: str, name: str, town: str) -> None:
    await timo.goes_to(f"{event}/roster")
    await timo.reads("Wiśniewski")
    await timo.looks("18-roster")
    await timo.page.get_by_text(name).first.click()
    await timo.fills("Town", town)
    await timo.looks("19-person")
    await timo.presses("Save")
    await timo.reads("was saved.")


async def watch(ada: Visitor, event: str, box: "Box") -> None:
    await box.crosses("5A1E344B", "Finish")
    await ada.goes_to(f"{event}/dashboard")
    await ada.reads("Live")
    await ada.looks("20-dashboard")
    await box.crosses("000102", "Finish")
    await box.crosses("FFFFFF", "Finish")
    await ada.reads("FFFFFF")
    await ada.looks("21-dashboard-live")


async def make_display(ada: Visitor, name: str) -> str:
    """The path of the display session."""
    await ada.goes_to(f"{HOME}/displays")
    await ada.presses("New display")
    await ada.fills("Name of the display", name)
    await ada.looks("31-new-display")
    await ada.presses("Make display")
    await ada.page.wait_for_url(f"**{HOME}/displays/*")
    await ada.has_heading(name)
    return ada.page.url.partition("?")[0].rstrip("/")


@asynccontextmanager
async def crossing(
    box: "Box", chips: Sequence[str], every_s: float = EVERY_S
) -> AsyncIterator[None]:
    """Runners come in as long as it lasts."""

    async def run() -> None:
        number = 0
        while True:
            await box.crosses(chips[number % len(chips)], ("Finish", "5K")[number % 2])
            number += 1
            await asyncio.sleep(every_s)

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def binds_what_crosses(ada: Visitor, display: str, who: str = "Mara") -> None:
    """The timing session that has reads now feeds the display."""
    await ada.goes_to(display)
    await ada.presses("Choose timing session")
    dialog = ada.page.get_by_role("dialog")
    await expect(dialog.get_by_text(who).first).to_be_visible(timeout=20_000)
    bind = dialog.get_by_role("button", name=re.compile("Bind to this display|Save"))
    await bind.first.click()
    await ada.reads("feeds this display now")


async def makes_a_link(ada: Visitor, name: str = "All screens") -> str:
    """On the page of a display: the address that its screens open."""
    await ada.fills("Name of the link", name)
    await ada.presses("Make link")
    link = ada.page.get_by_role("article", name=f"Link {name}")
    return await link.get_by_label("Address for the screen").input_value()


async def audit(ada: Visitor) -> None:
    await ada.goes_to(f"{HOME}/audit")
    await ada.has_heading("Audit log")
    await ada.reads("Timo Bakker")
    await ada.looks("22-audit")


async def sign_out_everywhere(ada: Visitor) -> None:
    await ada.goes_to("/account")
    await ada.presses("Sign out everywhere")
    await ada.looks("23-sign-out-everywhere")
    dialog = ada.page.get_by_role("dialog")
    if await dialog.count():
        await dialog.get_by_role("button", name="Sign out everywhere").click()
    await ada.has_heading("Sign in")
    await ada.goes_to(f"{HOME}/events")
    await expect(ada.page.get_by_role("heading", name="Sign in").first).to_be_visible()
