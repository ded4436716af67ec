"""Partners and their ports, as the operator of the machine makes them."""

from collections.abc import Sequence

import pytest

from project88.accounts.listeners import add_listener, listeners, remove_listener
from project88.accounts.partners import add_partner, partner_of, partners
from project88.collector import store as collector
from project88.db.pool import Pool
from project88.errors import Conflict, InputError, NotFound
from project88.race.zones import UnknownZone


async def test_a_new_partner_is_found_by_its_short_name(pool: Pool, partner: int) -> None:
    made = await add_partner(pool, "rival", "  Rival   Timing ", "America/Denver")
    assert (made.slug, made.name, made.zone) == ("rival", "Rival Timing", "America/Denver")
    assert await partner_of(pool, "rival") == made
    assert [one.slug for one in await partners(pool)] == ["polder", "rival"]


async def test_the_unclaimed_pool_is_no_partner_but_can_be_named(pool: Pool) -> None:
    assert await partners(pool) == []
    assert (await partner_of(pool, "unclaimed")).id == 0


async def test_a_short_name_is_given_once(pool: Pool, partner: int) -> None:
    with pytest.raises(Conflict):
        await add_partner(pool, "polder", "Another Polder", "UTC")
    with pytest.raises(NotFound):
        await partner_of(pool, "nobody")


@pytest.mark.parametrize(
    ("slug", "name", "zone", "error"),
    [
        ("Polder", "Polder", "UTC", InputError),
        ("-polder", "Polder", "UTC", InputError),
        ("polder", "   ", "UTC", InputError),
        ("polder", "Polder", "Europe/Polder", UnknownZone),
    ],
)
async def test_what_cannot_be_a_partner_is_said(
    pool: Pool, slug: str, name: str, zone: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await add_partner(pool, slug, name, zone)


async def test_the_collector_sees_a_new_port_with_its_networks(pool: Pool, partner: int) -> None:
    await add_listener(pool, partner, "jchip", 53135, ["192.0.2.0/24", "2001:db8::/32"])
    [listed] = await listeners(pool)
    assert (listed.partner, listed.protocol, listed.port) == ("polder", "jchip", 53135)
    async with pool.hub("what a collector would read") as connection:
        [seen] = await collector.listeners(connection)
    assert (seen.timing_partner_id, seen.allowed_networks) == (partner, listed.networks)
    assert listed.networks == ("192.0.2.0/24", "2001:db8::/32")


async def test_a_port_that_is_opened_again_keeps_its_number_for_senders_that_resend(
    pool: Pool, partner: int
) -> None:
    await add_listener(pool, partner, "ctp01", 61611, ["192.0.2.0/24"])
    [before] = await listeners(pool)
    await remove_listener(pool, 61611)
    assert await listeners(pool) == []
    await add_listener(pool, partner, "ctp01", 61611)
    [again] = await listeners(pool)
    assert (again.id, again.networks) == (before.id, ())


async def test_a_port_has_one_listener(pool: Pool, partner: int) -> None:
    await add_listener(pool, partner, "ctp01", 61611)
    with pytest.raises(Conflict):
        await add_listener(pool, 0, "ctp01", 61611)
    with pytest.raises(NotFound):
        await remove_listener(pool, 61612)


@pytest.mark.parametrize(
    ("port", "allowed"), [(0, []), (65_536, []), (61611, ["10.0.0.1/8"]), (61611, ["home"])]
)
async def test_what_is_no_port_and_no_network_is_said(
    pool: Pool, partner: int, port: int, allowed: Sequence[str]
) -> None:
    with pytest.raises(InputError):
        await add_listener(pool, partner, "ctp01", port, allowed)
