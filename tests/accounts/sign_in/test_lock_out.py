"""Nobody can lock somebody else out: what a stranger's guessing does, and what it does not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

from project88.accounts.roles import Role
from project88.settings import Settings

if TYPE_CHECKING:
    from tests.accounts.conftest import Phone
    from tests.conftest import Clock, Hub_, SignIn

PASSWORD = "mats at the harbour mile"
HOME, ELSEWHERE = "203.0.113.9", "192.0.2.77"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A hub with a name, for passkeys."""
    web = settings.web.model_copy(update={"public_url": "https://hub.test"})
    return settings.model_copy(update={"web": web})


async def enter(browser: httpx.AsyncClient, email: str, password: str = PASSWORD) -> int:
    body = {"email": email, "password": password}
    return (await browser.post("/api/sign-in", json=body)).status_code


async def guess(hub: "Hub_", email: str, networks: int = 4, tries: int = 15) -> list[int]:
    """A stranger with several networks who knows the address."""
    codes = []
    for network in range(networks):
        stranger = hub(f"198.51.100.{network}")
        codes += [await enter(stranger, email, f"guess number {n} of many") for n in range(tries)]
    return codes


async def test_a_stranger_is_slowed_down(hub: "Hub_", sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER)
    codes = await guess(hub, ada.email, networks=1)
    assert codes == [401] * 10 + [429] * 5


async def test_the_right_password_does_not_help_who_has_no_tries_left(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    await guess(hub, ada.email, networks=1)
    assert await enter(hub("198.51.100.0"), ada.email) == 429


async def test_the_owner_s_device_signs_in_during_the_attack(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    laptop = hub(HOME)
    assert await enter(laptop, ada.email) == 200
    await laptop.post("/api/sign-out")
    assert 429 in await guess(hub, ada.email)
    assert await enter(laptop, ada.email) == 200


async def test_so_it_does_behind_the_attacker_s_own_router(hub: "Hub_", sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER)
    laptop = hub("198.51.100.0")
    assert await enter(laptop, ada.email) == 200
    await laptop.post("/api/sign-out")
    neighbour = hub("198.51.100.0")
    while await enter(neighbour, ada.email, "a guess of a neighbour") != 429:
        pass
    assert await enter(laptop, ada.email) == 200


async def test_a_new_device_in_another_network_signs_in_during_the_attack(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    assert 429 in await guess(hub, ada.email)
    assert await enter(hub(ELSEWHERE), ada.email) == 200


async def test_a_passkey_signs_in_during_the_attack(
    hub: "Hub_", sign_in: "SignIn", phone: "Callable[..., Phone]"
) -> None:
    ada, own = await sign_in(Role.TIMER), phone()
    options = (await ada.post("/api/me/passkeys/options")).json()["publicKey"]
    made = {"name": "Phone", "credential": own.make(options)}
    assert (await ada.post("/api/me/passkeys", json=made)).status_code == 201
    assert 429 in await guess(hub, ada.email, networks=1)
    browser = hub("198.51.100.0")
    options = (await browser.post("/api/sign-in/passkey/options")).json()["publicKey"]
    answer = await browser.post(
        "/api/sign-in/passkey/verify", json={"credential": own.use(options)}
    )
    assert answer.status_code == 200


async def test_a_stolen_device_has_few_tries_and_takes_none_from_others(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    laptop, desk = hub(HOME), hub(HOME)
    assert [await enter(one, ada.email) for one in (laptop, desk)] == [200, 200]
    thief = hub(ELSEWHERE)
    thief.cookies.update({"__Host-project88-device": laptop.cookies["__Host-project88-device"]})
    codes = [await enter(thief, ada.email, f"guess number {n} of many") for n in range(15)]
    assert codes.count(429) > 0
    assert await enter(desk, ada.email) == 200


async def test_a_device_is_known_to_those_who_signed_in_on_it_only(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada, mallory = await sign_in(Role.TIMER), await sign_in(Role.TIMER)
    browser = hub("198.51.100.0")
    assert await enter(browser, mallory.email) == 200
    codes = [await enter(browser, ada.email, f"guess number {n} of many") for n in range(15)]
    assert codes.count(429) > 0
    assert await enter(hub(ELSEWHERE), ada.email) == 200


async def test_tries_come_back(hub: "Hub_", sign_in: "SignIn", clock: "Clock") -> None:
    ada = await sign_in(Role.TIMER)
    await guess(hub, ada.email, networks=1)
    clock.ms += 61_000
    assert await enter(hub("198.51.100.0"), ada.email) == 200


async def test_one_network_that_tries_many_addresses_is_slowed_down(hub: "Hub_") -> None:
    browser = hub("198.51.100.0")
    codes = [await enter(browser, f"person-{n}@polder.example") for n in range(62)]
    assert set(codes[:60]) == {401}
    assert set(codes[60:]) == {429}


async def test_after_signing_out_everywhere_no_device_is_known(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    laptop = hub(HOME)
    assert await enter(laptop, ada.email) == 200
    await ada.post("/api/sign-out-everywhere")
    while await enter(hub(HOME), ada.email, "a guess of a neighbour") != 429:
        pass
    assert await enter(laptop, ada.email) == 429
