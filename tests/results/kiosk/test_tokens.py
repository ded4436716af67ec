"""Addresses for a day: they open one thing, cannot be altered, and are void when it is over."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.results.kiosk.conftest import SLUG, Clock, Published

from project88.accounts.secrets import from_nowhere, from_setting
from project88.db.pool import Pool
from project88.errors import Misconfigured
from project88.results.kiosk.tokens import LASTS, LONGEST, Opens, sealed, unsealed

NOW = datetime(2026, 6, 14, 8, tzinfo=UTC)
SECRETS = from_setting("a key of thirty-two characters, or more")
CARD: Opens = "live card of a runner"
MOST = 2**31 - 1


@given(st.integers(1, MOST), st.integers(1, MOST))
def test_what_was_sealed_is_read_again(event: int, runner: int) -> None:
    token = sealed(SECRETS, CARD, event, runner, NOW)
    assert len(token) <= LONGEST
    assert unsealed(SECRETS, CARD, token, NOW) == (event, runner, NOW + LASTS)


def test_it_is_over_after_a_day() -> None:
    token = sealed(SECRETS, CARD, 1, 2, NOW)
    assert unsealed(SECRETS, CARD, token, NOW + LASTS - timedelta(seconds=1)) is not None
    assert unsealed(SECRETS, CARD, token, NOW + LASTS) is None


def test_it_opens_nothing_else() -> None:
    token = sealed(SECRETS, CARD, 1, 2, NOW)
    assert unsealed(SECRETS, "kiosk of an event", token, NOW) is None


def test_another_hub_cannot_read_it() -> None:
    other = from_setting("another key of thirty-two characters")
    assert unsealed(other, CARD, sealed(SECRETS, CARD, 1, 2, NOW), NOW) is None


@given(st.text(max_size=120))
def test_what_somebody_makes_up_opens_nothing(token: str) -> None:
    assert unsealed(SECRETS, CARD, token, NOW) is None


def test_a_hub_without_a_key_says_so_when_it_seals() -> None:
    with pytest.raises(Misconfigured):
        sealed(from_nowhere(), CARD, 1, 2, NOW)


async def card(visitor: httpx.AsyncClient, bib: str = "3") -> str:
    """The path of the card's data, as the code on the kiosk leads there."""
    answer = await visitor.get(f"/api/results/{SLUG}/kiosk/result", params={"bib": bib})
    url: str = answer.json()["card"]["url"]
    return url.replace("https://hub.test", "/api")


async def test_a_card_shows_its_runner_for_a_day_and_then_nothing(
    published: Published, visitor: httpx.AsyncClient, clock: Clock
) -> None:
    await published()
    path = await card(visitor)
    told = (await visitor.get(path)).json()
    assert (told["event"], told["result"]["name"]) == ("Canal Run", "First3 Last3")
    clock.ms += 24 * 3600 * 1000
    over = await visitor.get(path)
    assert (over.status_code, over.json()["code"]) == (404, "card_over")


async def test_a_card_ends_when_the_results_are_taken_back(
    published: Published, visitor: httpx.AsyncClient, pool: Pool
) -> None:
    raced = await published()
    path = await card(visitor)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_events set results_slug = null, results_published_at = null"
        )
    assert (await visitor.get(path)).status_code == 404


async def test_a_card_of_one_event_is_none_of_another(
    published: Published, visitor: httpx.AsyncClient, pool: Pool
) -> None:
    raced = await published()
    path = await card(visitor)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into normalized_events (timing_partner_id, name, event_date, results_slug, results_published_at) "
            "values ($1, 'Dike Run', '2026-07-01', 'dike-run', now())", raced.partner,
        )  # fmt: skip
    assert (await visitor.get(path.replace(SLUG, "dike-run"))).json()["code"] == "card_over"


async def test_a_name_hidden_after_the_scan_is_gone_from_the_card(
    published: Published, visitor: httpx.AsyncClient, pool: Pool
) -> None:
    raced = await published()
    path = await card(visitor)
    async with pool.partner(raced.partner) as connection:
        await connection.execute("update normalized_participants set privacy = 'hidden'")
    assert (await visitor.get(path)).json()["result"]["name"] == ""
