"""Two announcers at one finish line: a name at once, nobody's name twice, and nobody's name lost."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Locator, expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

SLUG = "polder-timing"
SOON_MS = 20_000
PEOPLE = (
    ("Siobhán", "O’Neill", "F", "Galway", "IE", "Corrib Harriers"),
    ("Anne", "de Vries", "F", "Delft", "NL", "AV De Koplopers"),
    ("Grzegorz", "Brzęczyszczykiewicz", "M", "Łódź", "PL", ""),
    ("Tomás", "Ó Súilleabháin", "M", "Cork", "IE", "Leevale"),
    ("Mara", "Visser", "F", "Delft", "NL", "AV De Koplopers"),
    ("Jan", "Bakker", "M", "Delft", "NL", "AV De Koplopers"),
    ("Nguyễn", "Thị Hương", "F", "Utrecht", "NL", ""),
    ("Kees", "van der Meer", "M", "Utrecht", "NL", "Phoenix"),
)


@pytest.fixture
async def race(hub_of_app: "Hub", set_up_link: str, visitor: "NewVisitor") -> "tuple[Visitor, str]":
    """Ada, signed in, and the path of an event of today in which forty are between 5 km and the finish."""
    ada = await visitor()
    await steps.set_up(ada, set_up_link)
    event = await asyncio.to_thread(_put_in, hub_of_app)
    await hub_of_app.start("worker")
    await hub_of_app.comes_true(
        SLUG,
        "select 1 where (select count(*) from normalized_results where status = 'finished') = 12",
    )
    return ada, f"{steps.HOME}/events/{event}/announcer"


def _put_in(hub: "Hub") -> int:
    now = datetime.now(UTC)
    gun = now - timedelta(minutes=46)
    owner = hub.change(SLUG, "select id from timing_partners where slug = %s", SLUG)
    event = hub.change(
        SLUG,
        "insert into normalized_events (timing_partner_id, name, event_date, zone) "
        "values (%s, 'Canal Run', %s, 'Europe/Amsterdam') returning id",
        owner, now.date(),
    )  # fmt: skip
    race = hub.change(
        SLUG,
        "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
        "values (%s, %s, '10 km', 10000, %s) returning id", owner, event, gun,
    )  # fmt: skip
    source = hub.change(
        SLUG,
        "insert into timing_sources (timing_partner_id, source_key) values (%s, 'x') returning id",
        owner,
    )
    session = hub.change(
        SLUG,
        "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch) "
        "values (%s, %s, %s, %s, 'Before', 'Europe/Amsterdam', 'abcdef01') returning id",
        owner, source, event, now.date(),
    )  # fmt: skip
    places = {}
    for number, (name, kind, metres, mat) in enumerate(
        (
            ("Start", "start", 0, "START"),
            ("5 km", "split", 5000, "5K"),
            ("Finish", "finish", 10_000, "FINISH"),
        )
    ):
        hub.change(
            SLUG,
            "insert into race_points (timing_partner_id, race_id, name, kind, position, distance_m, main) "
            "values (%s, %s, %s, %s, %s, %s, %s)", owner, race, name, kind, number, metres, [mat],
        )  # fmt: skip
        places[mat] = hub.change(
            SLUG,
            "insert into timing_locations (timing_partner_id, session_id, name) values (%s, %s, %s) returning id",
            owner, session, mat,
        )  # fmt: skip
    for bib in range(1, 41):
        first, last, sex, town, country, club = PEOPLE[bib % len(PEOPLE)]
        born = now.date().replace(year=1986) if bib == 12 else None
        who = hub.change(
            SLUG,
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, first_name, last_name, "
            "gender, age, city, country, team, division, born_on) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id",
            owner, event, race, str(bib), first, last if bib < 9 else f"{last} {bib}", sex, 25 + bib, town, country,
            club, f"{sex} {20 + bib // 10 * 10}-{29 + bib // 10 * 10}", born,
        )  # fmt: skip
        hub.change(
            SLUG,
            "insert into participant_chips (timing_partner_id, event_id, chip, participant_id) values (%s, %s, %s, %s)",
            owner, event, f"A{bib:03}", who,
        )  # fmt: skip
        crossed = {"START": bib * 0.5, "5K": 1200 + bib * 12.0, "FINISH": 2460 + bib * 24.0}
        for mat, after in crossed.items():
            if mat != "FINISH" or bib <= 12:
                hub.change(
                    SLUG,
                    "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
                    "participant_id, passing_at, first_read_at, received_at, version) "
                    "values (%s, %s, %s, %s, 1, %s, %s, %s, %s, 1)",
                    owner, session, places[mat], f"A{bib:03}", who,
                    *[gun + timedelta(seconds=after)] * 3,
                )  # fmt: skip
    hub.change(SLUG, "update timing_sessions set version = 1 where id = %s", session)
    assert event is not None
    return event


async def announcer(ada: "Visitor", ben: "Visitor") -> None:
    """Ben joins with the role of an announcer and nothing more."""
    link = await ada.page.evaluate(
        """async () => {
            const me = await (await fetch('/api/me')).json();
            const answer = await fetch('/api/people/invitations', {method: 'POST', headers: {
                'content-type': 'application/json', 'x-csrf-token': me.csrf, 'x-timing-partner': 'polder-timing'},
                body: JSON.stringify({email: 'ben@polder.example', role: 'announcer'})});
            return (await answer.json()).url;
        }"""
    )
    await steps.accept(ben, link, "Ben Smit")


def card(who: "Visitor", bib: int) -> Locator:
    crossed = who.page.get_by_role("region", name="Just crossed")
    return crossed.locator("[data-card]").filter(has=who.page.get_by_text(str(bib), exact=True))


async def test_two_announcers_share_what_they_said(
    hub_of_app: "Hub", ctp01_port: int, race: "tuple[Visitor, str]", visitor: "NewVisitor"
) -> None:
    ada, path = race
    ben = await visitor()
    await announcer(ada, ben)
    await ada.goes_to(path)
    await ada.reads("Just crossed")
    await expect(card(ada, 12)).to_be_visible(timeout=SOON_MS)
    await ada.reads("Turns 40 today")
    await ben.goes_to(path.removesuffix("/announcer"))
    await ben.follows("Announcer")
    await expect(card(ben, 12)).to_be_visible(timeout=SOON_MS)

    await a_tick_is_seen_by_the_other(ada, ben)
    await a_name_comes_at_once(hub_of_app, ctp01_port, ada)
    await a_guest_of_honour_is_known_to_both(ada, ben)
    await pictures(ada, ben)
    await a_lost_line_loses_no_tick(hub_of_app, ada, ben)
    if wrong := [*ada.faults, *ada.complaints, *ben.faults, *ben.complaints]:
        pytest.fail("\n".join(wrong))


async def a_tick_is_seen_by_the_other(ada: "Visitor", ben: "Visitor") -> None:
    await card(ada, 12).get_by_role("button", name="said").click()
    await expect(card(ben, 12)).to_contain_text("Ada de Vries", timeout=SOON_MS)
    # Space says the newest that was not said.
    await ben.page.keyboard.press("Space")
    await expect(card(ada, 11)).to_contain_text("Ben Smit", timeout=SOON_MS)
    await ben.page.keyboard.press("Backspace")
    await expect(card(ada, 11).get_by_role("button", name="said")).to_have_text(
        "Said", timeout=SOON_MS
    )


async def a_name_comes_at_once(hub: "Hub", port: int, ada: "Visitor") -> None:
    coming = ada.page.get_by_role("region", name="Coming next")
    await expect(coming).to_contain_text("5 km", timeout=SOON_MS)
    box = await hub.box(port)
    await box.crosses("A013", "FINISH")
    await expect(card(ada, 13)).to_be_visible(timeout=SOON_MS)
    await expect(card(ada, 13)).to_contain_text("13th overall", timeout=SOON_MS)


async def a_guest_of_honour_is_known_to_both(ada: "Visitor", ben: "Visitor") -> None:
    find = ben.page.get_by_role("combobox", name="Find a runner")
    await find.fill("Brzenczyszczykiewicz")
    await expect(ben.page.get_by_role("option").first).to_contain_text("Grzegorz")
    await find.fill("siobhan")
    await expect(ben.page.get_by_role("option").first).to_contain_text("Siobhán O’Neill")
    await ben.looks("59-announcer-search")
    await ben.page.keyboard.press("Enter")
    dialog = ben.page.get_by_role("dialog")
    await dialog.get_by_label("How the name is spoken").fill("shi-VAWN o-NEEL")
    await dialog.get_by_label("Pronoun").fill("she/her")
    await dialog.get_by_role("button", name="Save").click()
    await dialog.get_by_label("Guest of honour").click()
    await dialog.get_by_label("New note").fill("Won here in 2019, back after two years.")
    await dialog.get_by_role("button", name="Add the note").click()
    await expect(dialog).to_contain_text("Ben Smit")
    await expect(card(ada, 8)).to_contain_text("shi-VAWN o-NEEL", timeout=SOON_MS)
    await expect(card(ada, 8)).to_contain_text("Won here in 2019")
    await ben.looks("60-announcer-person")
    await ben.page.keyboard.press("Escape")


async def pictures(ada: "Visitor", ben: "Visitor") -> None:
    await ada.looks("61-announcer")
    await ada.page.set_viewport_size({"width": 1920, "height": 1080})
    await ada.page.screenshot(path="/tmp/project88-pictures/62-announcer-1080p.png")
    await ada.presses("What is shown")
    await ada.page.get_by_text("list", exact=True).click()
    await ada.looks("65-announcer-choice")
    await ada.page.keyboard.press("Escape")
    await ada.looks("66-announcer-list")
    await ada.presses("What is shown")
    await ada.page.get_by_text("cards", exact=True).click()
    await ada.page.keyboard.press("Escape")
    await ada.presses("Black on white or white on black")
    await ada.looks("63-announcer-black")
    await ben.page.set_viewport_size({"width": 390, "height": 844})
    for number, tab in enumerate(("Just crossed", "Coming next", "Not said")):
        await ben.page.get_by_role("tab", name=tab).click()
        await ben.page.screenshot(path=f"/tmp/project88-pictures/64-announcer-phone-{number}.png")
    await ben.page.set_viewport_size({"width": 1440, "height": 900})


async def a_lost_line_loses_no_tick(hub: "Hub", ada: "Visitor", ben: "Visitor") -> None:
    await hub.stop("web")
    await expect(ada.page.get_by_text("No line to the hub").first).to_be_visible(timeout=SOON_MS)
    await card(ada, 10).get_by_role("button", name="said").click()
    await expect(card(ada, 10)).to_contain_text("you, now")
    await expect(ada.page.get_by_text("1 tick waits").first).to_be_visible(timeout=SOON_MS)
    await hub.start("web")
    await expect(card(ben, 10)).to_contain_text("Ada de Vries", timeout=SOON_MS)
    await expect(ada.page.get_by_text("No line to the hub")).to_have_count(0, timeout=SOON_MS)
