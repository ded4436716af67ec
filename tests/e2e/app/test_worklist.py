"""The timer's work list in a browser: kinds, sentences, dismissing with keys, the check-list; on a phone too."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.app.visitor import Visitor
    from tests.e2e.conftest import Hub

    from project88.db.pool import Connection

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

GUN = datetime(2026, 6, 14, 8, 0, tzinfo=UTC)
POINTS = (
    ("Start", "start", 0, "START"),
    ("5 km", "split", 5000, "5K"),
    ("Finish", "finish", 10_000, "FINISH"),
)
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
    """A ten-kilometre race in which much went wrong; the event's number."""
    partner = hub.change(
        "polder-timing", "select id from timing_partners where slug = 'polder-timing'"
    )
    assert partner is not None
    async with hub.pool.partner(partner) as connection:
        event: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Canal Run', '2026-06-14', 'Europe/Amsterdam') returning id", partner,
        )  # fmt: skip
        race = await connection.fetchval(
            "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
            "values ($1, $2, '10 km', 10000, $3) returning id", partner, event, GUN,
        )  # fmt: skip
        for position, (name, kind, distance, location) in enumerate(POINTS):
            await connection.execute(
                "insert into race_points (timing_partner_id, race_id, name, kind, position, distance_m, main) "
                "values ($1, $2, $3, $4, $5, $6, $7)",
                partner, race, name, kind, position, distance, [location],
            )  # fmt: skip
        people = [
            await connection.fetchval(
                "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, first_name, "
                "last_name, gender, age) values ($1, $2, $3, $4, $5, $6, 'F', 30) returning id",
                partner, event, race, str(100 + number), f"Mara {number}", "Vliet",
            )
            for number in range(1, RUNNERS + 2)
        ]  # fmt: skip
        await passings(connection, partner, event, people)
    return event


async def passings(connection: "Connection", partner: int, event: int, people: list[int]) -> None:
    source = await connection.fetchval(
        "insert into timing_sources (timing_partner_id, source_key) values ($1, 'box') returning id",
        partner,
    )
    session = await connection.fetchval(
        "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch) "
        "values ($1, $2, $3, '2026-06-14', 'Race day', 'Europe/Amsterdam', 'abcdef01') returning id",
        partner, source, event,
    )  # fmt: skip
    locations = {
        location: await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) values ($1, $2, $3) returning id",
            partner, session, location,
        )
        for *_, location in POINTS
    }  # fmt: skip
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
        await connection.execute(
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
            "participant_id, passing_at, first_read_at, received_at, version) select $1, $2, $3, $4, "
            "1 + count(*), $5, $6, $6, $6, 1 from timing_passings where location_id = $3 and tag = $4",
            partner, session, locations[location], tag, None if number is None else people[number - 1],
            GUN + timedelta(seconds=seconds),
        )  # fmt: skip
    await connection.execute("update timing_sessions set version = 1 where id = $1", session)
