"""Whom a screen shows is told to its operator as anybody may see it, and of its own feed only."""

from typing import Any

import pytest

from project88.db.pool import Pool

# Any: devices, links and answers of this folder's fixtures.


@pytest.fixture
async def runners(pool: Pool, partner: int, event: int, session: int) -> dict[str, str]:
    """Name of a chip to the key of its passing: a public, a shortened and a hidden runner, and nobody."""
    async with pool.partner(partner) as connection:
        mat = await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) "
            "values ($1, $2, 'Finish') returning id",
            partner, session,
        )  # fmt: skip
        for privacy in ("public", "short", "hidden", "nobody"):
            runner = None
            if privacy != "nobody":
                runner = await connection.fetchval(
                    "insert into normalized_participants (timing_partner_id, event_id, bib, "
                    "first_name, last_name, privacy) values ($1, $2, $3, 'Mara', 'Vliet', $4) returning id",
                    partner, event, f"bib {privacy}", privacy,
                )  # fmt: skip
            await connection.execute(
                "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
                "participant_id, passing_at, first_read_at, received_at, version) "
                "values ($1, $2, $3, $4, 1, $5, now(), now(), now(), 1)",
                partner, session, mat, f"a:{privacy}", runner,
            )  # fmt: skip
    return {name: f"{mat}:a:{name}:1" for name in ("public", "short", "hidden", "nobody")}


async def bind(pool: Pool, partner: int, display_session: int, session: int) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into session_timing_streams (timing_partner_id, display_session_id, session_id) "
            "values ($1, $2, $3)",
            partner, display_session, session,
        )  # fmt: skip


async def test_names_come_as_their_bearers_asked(
    device: Any, finish: Any, operator: Any, seen: Any, pool: Pool, partner: int, session: int,
    runners: dict[str, str],
) -> None:  # fmt: skip
    await bind(pool, partner, finish.id, session)
    one = device()
    await one.enter(finish.address)
    await one.report(page="runners", showing=list(runners.values()))
    (screen,) = await seen(operator)
    shown = screen["showing"]["passings"]
    assert [(each["bib"], each["name"], each["location"]) for each in shown] == [
        ("bib public", "Mara Vliet", "Finish"),
        ("bib short", "Mara V.", "Finish"),
        ("bib hidden", "", "Finish"),
        (None, "", "Finish"),
    ]


async def test_a_screen_that_names_runners_of_another_feed_learns_and_tells_nothing(
    device: Any, finish: Any, operator: Any, seen: Any, runners: dict[str, str]
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report(page="runners", showing=list(runners.values()))
    assert (await seen(operator))[0]["showing"]["passings"] == []


async def test_no_name_is_kept_of_what_a_screen_said(
    device: Any, finish: Any, pool: Pool, partner: int, session: int, runners: dict[str, str]
) -> None:
    await bind(pool, partner, finish.id, session)
    one = device()
    await one.enter(finish.address)
    await one.report(page="runners", showing=[runners["public"]])
    async with pool.partner(partner) as connection:
        kept = await connection.fetchval("select to_jsonb(r)::text from screen_reports r")
    assert runners["public"] in kept
    assert "Mara" not in kept
