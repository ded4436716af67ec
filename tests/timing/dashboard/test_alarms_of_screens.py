"""A dark screen is an alarm of its event, while somebody waits for it, for those who run timing."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from project88.db.pool import Pool
from project88.timing.dashboard.schemas import Dashboard, for_onlookers

Look = Callable[..., Awaitable[Dashboard]]
Screen = Callable[..., Awaitable[None]]
NOON = int(datetime(2026, 6, 27, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def screen(pool: Pool, partner: int, event: int) -> Screen:
    """``await screen(7, heard=-40)``: screen 7 of the event, heard last 40 s before noon."""

    async def add(
        number: int, heard: float, *, name: str = "", closed: bool = False, ended: bool = False
    ) -> None:
        async with pool.partner(partner) as connection:
            await connection.execute(
                """
                with session as (
                    insert into display_sessions (timing_partner_id, event_id, name)
                    values ($1, $2, 'Finish') returning id
                ), link as (
                    insert into display_urls (id, timing_partner_id, display_session_id, expires_at, revoked_at)
                    select 'ABCDEFG' || $3::int, $1, id, '2027-01-01', case when $7 then now() end from session
                    returning id
                ), made as (
                    insert into screens (timing_partner_id, number, name, key_hash, code, link_id)
                    select $1, $3::int, $4, decode(md5($3::int::text), 'hex'), 'HJKMNPQ' || $3::int, id from link
                    returning id
                )
                insert into screen_reports (screen_id, timing_partner_id, seen_at, left_at)
                select id, $1, to_timestamp($5), case when $6 then to_timestamp($5) end from made
                """,
                partner, event, number, name or f"Screen {number}", NOON + heard, closed, ended,
            )  # fmt: skip

    return add


def sentences(dashboard: Dashboard) -> list[str]:
    return [one.sentence for one in dashboard.health if one.code.startswith("screen")]


async def test_a_screen_that_is_not_heard_is_an_alarm_and_one_that_is_is_none(
    look: Look, screen: Screen
) -> None:
    await screen(7, -40, name="Finish arch")
    await screen(8, -5)
    dashboard = await look(0)
    assert sentences(dashboard) == ["Screen 7 (Finish arch) has been down for 40 s."]
    assert [one.severity for one in dashboard.health if one.code == "screen_down"] == ["critical"]


async def test_a_page_that_was_closed_is_told_more_quietly(look: Look, screen: Screen) -> None:
    await screen(9, -40, closed=True)
    dashboard = await look(0)
    assert sentences(dashboard) == ["The display on screen 9 was closed 40 s ago."]
    assert sentences(await look(3600)) == []


async def test_nobody_waits_for_a_screen_whose_link_has_ended(look: Look, screen: Screen) -> None:
    await screen(7, -40, ended=True)
    assert sentences(await look(0)) == []


async def test_a_dark_hall_is_one_alarm(look: Look, screen: Screen) -> None:
    for number in range(2, 9):
        await screen(number, -40)
    assert sentences(await look(0)) == ["7 screens are down."]


async def test_after_half_a_day_nobody_is_waited_for(look: Look, screen: Screen) -> None:
    await screen(7, -40)
    dashboard = await look(3600)
    assert [one.severity for one in dashboard.health if one.code == "screen_down"] == ["warning"]
    assert sentences(await look(12 * 3600)) == []


async def test_operators_do_not_learn_of_each_others_screens_here(
    look: Look, screen: Screen
) -> None:
    await screen(7, -40)
    assert sentences(for_onlookers(await look(0))) == []
