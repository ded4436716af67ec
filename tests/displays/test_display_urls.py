"""Giving out display addresses, and what they open."""

from datetime import UTC, datetime, timedelta

import pytest

from project88.db.pool import Pool
from project88.displays.link import give_out, lookup
from project88.displays.links import store
from project88.errors import Conflict, NotFound

DAY = timedelta(hours=24)


def now() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)


async def test_an_address_leads_to_the_session_and_its_partner(
    pool: Pool, partner: int, session: int
) -> None:
    made = await give_out(pool, "polder", session, DAY, "Finish line")
    display = await lookup(pool, made.id, now())
    assert display is not None
    assert (display.partner_id, display.label) == (partner, "Finish line")
    assert (display.name, display.state, display.mode) == ("Finish line", "open", "results")
    assert (display.zone, display.opens_at) == ("Europe/Amsterdam", None)


async def test_an_address_lives_as_long_as_was_said_and_not_a_moment_longer(
    pool: Pool, session: int
) -> None:
    made = await give_out(pool, "polder", session, DAY)
    end = int(made.expires_at.timestamp() * 1000)
    assert abs(end - now() - 24 * 3_600_000) < 60_000
    assert await lookup(pool, made.id, end - 10) is not None
    assert await lookup(pool, made.id, end + 1) is None


async def test_an_expired_address_opens_as_little_as_an_unknown_one(
    pool: Pool, session: int
) -> None:
    expired = await give_out(pool, "polder", session, timedelta(seconds=-1))
    assert await lookup(pool, expired.id, now()) is None
    assert await lookup(pool, "ABCDEFGH", now()) is None


async def test_a_session_of_another_partner_gets_no_address(
    pool: Pool, session: int, rival_session: int
) -> None:
    with pytest.raises(NotFound):
        await give_out(pool, "polder", rival_session, DAY)


async def test_an_unknown_partner_gets_no_address(pool: Pool, session: int) -> None:
    with pytest.raises(NotFound, match="nobody"):
        await give_out(pool, "nobody", session, DAY)


async def test_latest_means_the_session_that_was_read_from_last(
    pool: Pool, partner: int, session: int
) -> None:
    async with pool.partner(partner) as connection:
        older = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, "
            "epoch, newest_received_at, opened_at) select timing_partner_id, source_id, "
            "event_day - 1, 'Yesterday', zone, epoch, now() + interval '1 hour', "
            "opened_at - interval '1 day' from timing_sessions where id = $1 returning id",
            session,
        )
    assert (await give_out(pool, "polder", None, DAY)).session_id == older


async def test_without_a_session_there_is_no_latest(pool: Pool, partner: int) -> None:
    with pytest.raises(NotFound, match="Nothing was recorded"):
        await give_out(pool, "polder", None, DAY)


@pytest.fixture
def dice(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that will be drawn."""
    drawn: list[str] = []
    monkeypatch.setattr(store, "new_address", lambda: drawn.pop(0))
    return drawn


async def test_an_address_that_is_taken_even_by_another_partner_is_drawn_again(
    pool: Pool, session: int, rival_session: int, dice: list[str]
) -> None:
    dice[:] = ["TAKEN234", "TAKEN234", "TAKEN234", "FREE2345"]
    await give_out(pool, "rival", rival_session, DAY)
    assert (await give_out(pool, "polder", session, DAY)).id == "FREE2345"


async def test_bad_luck_has_an_end(pool: Pool, session: int, dice: list[str]) -> None:
    dice[:] = ["TAKEN234"] * 20
    await give_out(pool, "polder", session, DAY)
    with pytest.raises(Conflict):
        await give_out(pool, "polder", session, DAY)
