"""A timer sets up a 10K with two waves by hand, in a real browser, while a box is heard."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Box, Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

MATS = ("START", "5K", "FINISH", "FINISH B")
SOON_MS = 20_000
BOX_CLOCK = ZoneInfo("Europe/Amsterdam")
"""What the box of these tests writes; the hub takes it for the clock of its own zone."""


async def test_a_race_in_two_waves_is_set_up_by_hand(
    hub_of_app: "Hub", ctp01_port: int, set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    now = datetime.now(BOX_CLOCK)
    event = await steps.make_event(ada, "Canal Run", now.date())
    await adds_the_race(ada, now)
    box = await hub_of_app.box(ctp01_port)
    await draws_the_course(ada, event, box)
    await hears_a_gun_and_enters_a_start(ada, box)
    await changes_the_rules(ada)
    await writes_down_a_record(ada)
    await makes_it_official(ada)
    if wrong := [*ada.faults, *ada.complaints]:
        pytest.fail("\n".join(wrong))


def part(ada: "Visitor", name: str) -> Locator:
    return ada.page.get_by_role("region", name=name, exact=True)


async def adds_the_race(ada: "Visitor", now: datetime) -> None:
    """Wave B starts ten minutes after wave A."""
    await ada.presses("Add race")
    await ada.fills("Name", "10K")
    await ada.fills("Distance", "10000")
    await ada.fills("Start", f"{now:%Y-%m-%dT%H:%M:00}")
    await ada.page.get_by_role("button", name="Add race").last.click()
    card = ada.page.get_by_role("article", name="10K")
    for name, start in (("A", now), ("B", now + timedelta(minutes=10))):
        await card.get_by_role("button", name="Add wave").first.click()
        form = card.get_by_role("form", name="Add wave")
        await form.get_by_label("Name", exact=True).fill(name)
        await form.get_by_label("Start", exact=True).fill(f"{start:%Y-%m-%dT%H:%M:00}")
        await form.get_by_role("button", name="Add wave").click()
        await expect(form).to_have_count(0)


async def draws_the_course(ada: "Visitor", event: str, box: "Box") -> None:
    await ada.follows("Race set-up")
    await ada.has_heading("Race set-up")
    await ada.reads("no mat that was heard is called after a finish")
    for mat in MATS:
        await box.crosses("5A1E344B", mat)
    course = part(ada, "Course")
    await expect(course.get_by_role("list")).to_contain_text("FINISH", timeout=SOON_MS)
    await ada.looks("50-course-suggested")
    await ada.presses("Set up the course")
    finish = course.get_by_role("group", name="Finish", exact=True)
    await expect(finish).to_contain_text("FINISH B")
    half = course.get_by_role("group", name="5 km", exact=True)
    await half.get_by_label("Least time").fill("ten minutes")
    await ada.presses("Save the course")
    await ada.reads("Write the times of “5 km” as 10:00 or 1:15:00.")
    await ada.looks("51-course-fault")
    await half.get_by_label("Least time").fill("12:00")
    await adds_a_point_with_the_keyboard(ada, course)
    await ada.looks("52-course-drawn")
    await ada.presses("Save the course")
    await ada.reads("The course of 10K is saved.")
    drawn = course.get_by_role("listitem")
    await expect(drawn).to_have_text(
        [re.compile(name) for name in ("Start", "5 km", "8 km", "Finish")]
    )
    await expect(drawn.nth(1)).to_contain_text("not before 12:00")
    await expect(drawn.nth(2)).to_contain_text("not heard yet")
    await ada.looks("53-course")


async def adds_a_point_with_the_keyboard(ada: "Visitor", course: Locator) -> None:
    """Its mat has not been heard yet, and it is moved up and down again."""
    await course.get_by_role("button", name="Add a point").focus()
    await ada.page.keyboard.press("Enter")
    new = course.get_by_role("group", name="Point 3", exact=True)
    await new.get_by_label("Name", exact=True).fill("8 km")
    new = course.get_by_role("group", name="8 km", exact=True)
    await new.get_by_label("From the start").fill("8000")
    await new.get_by_role("combobox", name="Main mats").fill("8K")
    await ada.page.keyboard.press("Enter")
    for way in ("up", "down"):
        button = new.get_by_role("button", name=f"Move 8 km {way}")
        await button.focus()
        await ada.page.keyboard.press("Enter")
        await expect(button).to_be_focused()


async def hears_a_gun_and_enters_a_start(ada: "Visitor", box: "Box") -> None:
    start = part(ada, "Start")
    await expect(start.get_by_text("plan, no gun yet")).to_have_count(2)
    heard = await box.crosses("guntime", "START")
    await expect(start.get_by_text("starts 10K, A")).to_be_visible(timeout=SOON_MS)
    await expect(start.get_by_role("listitem").first).to_contain_text(heard)
    await ada.presses("Enter the start: B")
    form = start.get_by_role("form", name="Start of B")
    await form.get_by_label("Time of day").fill("half past nine")
    await form.get_by_role("button", name="Save").click()
    await ada.reads("Write it as 09:30 or 09:30:04.2.")
    await ada.looks("54-start-form")
    await form.get_by_label("Time of day").fill("9:40:01,3")
    await form.get_by_role("button", name="Save").click()
    await expect(start.get_by_role("listitem").nth(1)).to_contain_text("09:40:01.3")
    await ada.reads("entered by hand")
    whose = start.get_by_label(re.compile("Whose is the gun of"))
    await whose.select_option(label="Give it to 10K, B")
    await ada.reads("starts nobody")
    await ada.looks("55-starts")
    await whose.select_option(label="By its time")
    await ada.reads("starts 10K, A")


async def changes_the_rules(ada: "Visitor") -> None:
    await ada.presses("Change the rules")
    rules = part(ada, "Rules")
    await rules.get_by_label("Mixed", exact=True).check()
    await ada.presses("Save the rules")
    await ada.reads("At least 1.")
    await rules.get_by_label("How many by gun").fill("3")
    await rules.get_by_label("Team scoring").select_option(label="sum of places")
    await ada.looks("56-rules")
    await ada.presses("Save the rules")
    await ada.reads("The first 3 of each sex by gun time, everybody else by chip time.")
    await ada.reads("Teams by the sum of places: 5 score, 2 displace.")


async def writes_down_a_record(ada: "Visitor") -> None:
    await ada.presses("Add a record")
    records = part(ada, "Course records")
    await records.get_by_label("Whose record").select_option(label="Women")
    await records.get_by_label("Time", exact=True).fill("31:58.4")
    await records.get_by_label("Holder").fill("Mara Vliet")
    await records.get_by_label("Year").fill("2019")
    await ada.looks("57-record")
    await records.get_by_role("button", name="Add record").click()
    await ada.reads("Mara Vliet, 2019")


async def makes_it_official(ada: "Visitor") -> None:
    state = part(ada, "State of the results")
    await ada.presses("Close the race")
    await ada.page.get_by_role("dialog").get_by_role("button", name="Close the race").click()
    await expect(state.get_by_text("Closed since")).to_be_visible()
    await state.get_by_text("Official", exact=True).click()
    await ada.page.get_by_role("dialog").get_by_role("button", name="Make official").click()
    await ada.reads("The results of 10K are official")
    await expect(ada.page.get_by_role("button", name="Change the course")).to_have_count(0)
    await ada.looks("58-official")
