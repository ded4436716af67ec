"""The timer's work list in a browser: kinds, sentences, dismissing with keys, the check-list; on a phone too."""

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.app import steps
from tests.e2e.app.ten_km import ten_km

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

RUNNERS = 20
SILENT = range(8, 15)
"""The mat at 5 km heard none of these."""
MORE = (
    *(
        ("99995", None, "FINISH", 300),
        ("99995", None, "FINISH", 900),
        ("1120", None, "FINISH", 3100),
    ),
    *(("C3", 3, "FINISH", 2900), ("5", 5, "5K", 2626)),
)
"""Tag, whose it is, where, and seconds after the gun: test tags, a stray one, and numbers in two places."""


async def test_a_timer_works_off_the_list(
    hub_of_app: "Hub", set_up_link: str, visitor: "NewVisitor"
) -> None:
    timo = await visitor()
    await steps.set_up(timo, set_up_link)
    event = await odd_race(hub_of_app)
    await hub_of_app.start("worker")
    await timo.goes_to(f"{steps.HOME}/events/{event}/worklist")
    await chooses(timo, "Silent mats")
    await timo.reads("5 km (5K) was silent while")
    await timo.looks("80-worklist-mat")
    await chooses(timo, "Unknown tags")
    await timo.reads("Tag 99995 crossed 2× at FINISH and is nobody's.")
    await timo.looks("81-worklist-tags")
    await dismisses(timo)
    await chooses(timo, "Missing splits")
    await timo.reads("Bib 108 has no time at 5 km.")
    await timo.looks("82-worklist-splits")
    await timo.page.get_by_text("Ready for official?").click()
    await timo.reads("7 times are missing.")
    await timo.looks("83-ready")
    await in_german(timo)
    assert (timo.complaints, timo.faults) == ([], [])


async def chooses(timo: "Visitor", kind: str) -> None:
    await timo.page.get_by_role("navigation", name="Kinds").get_by_text(kind).click()


async def dismisses(timo: "Visitor") -> None:
    """With keys alone."""
    button = timo.page.get_by_role("button", name="Dismiss: Tag 99995")
    await button.focus()
    await timo.page.keyboard.press("Enter")
    await timo.page.keyboard.type("Our test tag")
    await timo.looks("84-dismiss")
    await timo.page.keyboard.press("Enter")
    await expect(button).to_have_count(0)
    await timo.presses("Show 1 dismissed")
    await timo.reads("“Our test tag”")
    await timo.looks("85-dismissed")
    await timo.presses("Back to 1 open")


async def in_german(timo: "Visitor") -> None:
    await timo.presses("account and settings", exact=False)
    await timo.page.get_by_role("menuitemradio", name="Deutsch").click()
    await timo.page.keyboard.press("Escape")
    await timo.reads("7 Zeiten fehlen.")
    await timo.looks("86-bereit")


async def odd_race(hub: "Hub") -> int:
    """In which much went wrong; the event's number."""
    async with ten_km(hub) as race:
        people = [
            await race.runner(str(100 + number), (f"Mara {number}", "Vliet"), gender="F", age=30)
            for number in range(1, RUNNERS + 2)
        ]
        usual = [
            (str(number), number, location, seconds)
            for number in range(1, RUNNERS + 1)
            for location, seconds in (
                ("START", number),
                *([] if number in SILENT else [("5K", 1200 + number * 10)]),
                ("FINISH", 2500 + number * 25),
            )
        ]
        for tag, number, location, seconds in [*usual, *MORE]:
            runner = None if number is None else people[number - 1]
            await race.passing(tag, runner, location, seconds)
    return race.event
