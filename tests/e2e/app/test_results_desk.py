"""The timer at the results desk: why, voids, times by hand, statuses, a held podium, a clock that is put right.

The scorer runs as it does on race day; what is corrected is seen on the page within a second or two, without a reload.
"""

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Locator, expect
from tests.e2e.app import steps
from tests.e2e.app.ten_km import ten_km

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

PEOPLE = (
    ("Mara", "Vliet", "F"), ("Łukasz", "Żółkiewski", "M"), ("Ann", "Lee", "F"), ("Tobias", "Hartmann", "M"),
    ("Sophie", "van den Heuvel-Rietveld", "F"), ("Kofi", "Mensah", "M"), ("Ines", "Duarte", "F"),
    ("Per", "Lund", "M"), ("Aiko", "Tanaka", "F"), ("Jean-Baptiste", "Lefèvre", "M"),
)  # fmt: skip
SOON_MS = 5_000


async def test_a_timer_puts_right_what_went_wrong(
    hub_of_app: "Hub", set_up_link: str, visitor: "NewVisitor"
) -> None:
    timo = await visitor()
    await steps.set_up(timo, set_up_link)
    event = await raced(hub_of_app)
    await hub_of_app.start("worker")
    await timo.goes_to(f"{steps.HOME}/events/{event}/results")
    await expect(row(timo, "Mara Vliet")).to_contain_text("42:05", timeout=15_000)
    await timo.looks("60-results")
    await asks_why(timo)
    await holds_the_podium(timo)
    await voids_and_restores(timo)
    await enters_a_time(timo)
    await disqualifies_and_undoes(timo)
    await puts_a_clock_right(timo)
    await makes_it_official(hub_of_app, timo)
    await reads_german(timo)
    assert (timo.complaints, timo.faults) == ([], [])


def row(who: "Visitor", name: str) -> Locator:
    return who.page.get_by_role("row").filter(has_text=name)


async def opens(who: "Visitor", name: str, tab: str) -> None:
    await row(who, name).get_by_role("button").first.click()
    await who.page.get_by_role("dialog").get_by_role("tab", name=tab).click()


async def closes(who: "Visitor") -> None:
    await who.page.keyboard.press("Escape")
    await expect(who.page.get_by_role("dialog")).to_have_count(0)


async def asks_why(timo: "Visitor") -> None:
    """With keys alone: the first runner is chosen already."""
    await timo.page.locator("body").press("ArrowDown")
    await timo.page.locator("body").press("Enter")
    await timo.reads("10:20:20.0: 5 km, heard by the main line, 5K.")
    await timo.reads("10:42:31.0: read at FINISH, not used.")
    await timo.reads("Gun time: from 10:00:00.0 to 10:42:30.0 it is 42:30.")
    await timo.looks("61-why")
    await timo.page.get_by_role("dialog").get_by_role("tab", name="Splits").click()
    await timo.looks("62-splits")
    await closes(timo)


async def holds_the_podium(timo: "Visitor") -> None:
    await timo.presses("Tools")
    await timo.page.get_by_role("menuitem", name="Hold places for a ceremony").click()
    await timo.looks("63-hold")
    await timo.page.get_by_role("dialog").get_by_role("button", name="Hold places").click()
    await timo.reads("Held for the ceremony: first 3 overall, 10 km")
    await timo.looks("64-held")


async def voids_and_restores(timo: "Visitor") -> None:
    await opens(timo, "Mara Vliet", "Reads")
    await timo.page.get_by_role("button", name="Void the read of 10:42:05.0 at FINISH").click()
    await timo.fills("Reason", "Carried a friend's chip over the mat")
    await timo.looks("65-void")
    await timo.presses("Void this read")
    await expect(row(timo, "Mara Vliet")).to_contain_text("On course", timeout=SOON_MS)
    await timo.reads("has voided it: Carried a friend's chip over the mat")
    await closes(timo)
    await timo.reads("101 Mara Vliet has place 1 no longer, and no other")
    await timo.reads("104 Tobias Hartmann is new at place 3")
    await timo.looks("66-hold-differs")
    await opens(timo, "Mara Vliet", "Reads")
    await timo.looks("67-voided")
    await timo.presses("Restore")
    await expect(row(timo, "Mara Vliet")).to_contain_text("42:05", timeout=SOON_MS)
    await closes(timo)
    await timo.reads("Held for the ceremony: first 3 overall, 10 km")


async def enters_a_time(timo: "Visitor") -> None:
    await expect(row(timo, "Jean-Baptiste")).to_contain_text("On course")
    await opens(timo, "Jean-Baptiste", "Put right")
    await timo.presses("Enter a time")
    await timo.fills("Time of day", "9:50")
    await timo.fills("Reason", "Sheet of the finish judge")
    await timo.looks("68-enter-time")
    await timo.page.get_by_role("dialog").get_by_role("button", name="Enter time").click()
    await timo.reads("This is before the gun, so the gun time is negative.")
    await timo.looks("69-odd")
    await timo.page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    await timo.reads("undone")
    await timo.presses("Enter a time")
    await timo.fills("Time of day", "10:50:12.5")
    await timo.fills("Reason", "Sheet of the finish judge")
    await timo.page.get_by_role("dialog").get_by_role("button", name="Enter time").click()
    await expect(row(timo, "Jean-Baptiste")).to_contain_text("50:13", timeout=SOON_MS)
    await closes(timo)


async def disqualifies_and_undoes(timo: "Visitor") -> None:
    await opens(timo, "Ann Lee", "Put right")
    await timo.presses("Give a status")
    await timo.page.get_by_role("dialog").get_by_role("combobox", name="Status").click()
    await timo.page.get_by_role("option", name="DQ: disqualified").click()
    await timo.fills("Reason", "Cut the course at 7 km")
    await timo.page.get_by_role("dialog").get_by_role("button", name="Give", exact=True).click()
    await expect(row(timo, "Ann Lee")).to_contain_text("DQ", timeout=SOON_MS)
    await timo.looks("70-disqualified")
    await timo.page.get_by_role("dialog").get_by_role("tab", name="Why").click()
    await timo.reads("Disqualified: Cut the course at 7 km")
    await closes(timo)
    await timo.presses("Tools")
    await timo.page.get_by_role("menuitem", name="All corrections").click()
    await timo.reads("Status DQ")
    await timo.looks("71-corrections")
    await (
        timo.page.get_by_role("dialog")
        .get_by_role("listitem")
        .filter(has_text="Status DQ")
        .get_by_role("button", name="Undo")
        .click()
    )
    await expect(row(timo, "Ann Lee")).not_to_contain_text("DQ", timeout=SOON_MS)
    await closes(timo)


async def puts_a_clock_right(timo: "Visitor") -> None:
    await timo.presses("Tools")
    await timo.page.get_by_role("menuitem", name="Put a clock right").click()
    dialog = timo.page.get_by_role("dialog")
    await dialog.get_by_role("combobox", name="Location").click()
    await timo.page.get_by_role("option", name="FINISH").click()
    await timo.fills("From", "2026-06-14T10:42:00")
    await timo.fills("Up to", "2026-06-14T10:42:10")
    await timo.fills("Move by", "60")
    await timo.fills("Reason", "Box was a minute slow after its battery was changed")
    await timo.reads("This moves 1 passing (participants: 1).")
    await timo.looks("72-clock")
    await dialog.get_by_role("button", name="Move the clock").click()
    await expect(row(timo, "Mara Vliet")).to_contain_text("43:05", timeout=SOON_MS)
    # The word of this change, not that of the one before.
    told = timo.page.get_by_text("The clock was put right.").last
    around = told.locator("xpath=ancestor::*[.//button[normalize-space()='Undo']][1]")
    await around.get_by_role("button", name="Undo").last.click()
    await expect(row(timo, "Mara Vliet")).to_contain_text("42:05", timeout=SOON_MS)


async def makes_it_official(hub: "Hub", timo: "Visitor") -> None:
    """What comes later changes nothing, and is told."""
    hub.change(
        "polder-timing",
        "insert into race_rules (timing_partner_id, race_id, state) "
        "select timing_partner_id, id, 'official' from normalized_races",
    )
    await timo.page.reload()
    await expect(timo.page.get_by_text("Official", exact=True)).to_be_visible()
    await opens(timo, "Ann Lee", "Put right")
    await timo.presses("Give a penalty")
    await timo.fills("Time", "2:00")
    await timo.fills("Reason", "Drafting")
    await timo.page.get_by_role("dialog").get_by_role("button", name="Give", exact=True).click()
    await timo.reads("The race is official, so its results stay as they are")
    await timo.reads("The official result stays")
    await timo.looks("72b-official-result")
    await closes(timo)
    await timo.reads("1 official result is not what is known by now")
    await timo.reads("is Finished 42:55, would be Finished 44:55")
    await timo.looks("72c-official")


async def reads_german(timo: "Visitor") -> None:
    await timo.presses("account and settings", exact=False)
    await timo.page.get_by_role("menuitemradio", name="Deutsch").click()
    await timo.page.keyboard.press("Escape")
    await timo.reads("Ergebnisse")
    await opens(timo, "Mara Vliet", "Warum")
    await timo.reads("10:42:05.0: Finish, gehört von der Hauptmatte, FINISH.")
    await timo.looks("73-warum")


# A race day, put in by hand ------------------------------------------------------------------------


async def raced(hub: "Hub") -> int:
    """Of which the last runner has no finish; the event's number."""
    async with ten_km(hub) as race:
        for number, (first, last, gender) in enumerate(PEOPLE, 1):
            division, tag = f"{gender} 20-29", f"5A1E{number:04}"
            runner = await race.runner(
                str(100 + number), (first, last), gender=gender, age=20 + number, division=division,
                team="Harriers",
            )  # fmt: skip
            for location, seconds in heard(number):
                await race.passing(tag, runner, location, seconds)
    return race.event


def heard(number: int) -> list[tuple[str, int]]:
    """The later the number the slower; number 2 crosses the finish twice."""
    after = [("START", number), ("5K", 1200 + number * 10), ("FINISH", 2500 + number * 25)]
    if number == len(PEOPLE):
        after.pop()
    if number == 2:
        after.append(("FINISH", 2551))
    return after
