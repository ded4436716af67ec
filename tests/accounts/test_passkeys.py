"""Passkeys, with an authenticator of our own: what proves something and what does not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

from project88.accounts.roles import Role
from project88.settings import Settings

if TYPE_CHECKING:
    from tests.accounts.conftest import Json, Phone
    from tests.conftest import Clock, Hub_, SignedInBrowser, SignIn

NewPhone = Callable[..., "Phone"]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A hub with a name, so that browsers can bind passkeys to it."""
    web = settings.web.model_copy(update={"public_url": "https://hub.test"})
    return settings.model_copy(update={"web": web})


async def add(browser: "SignedInBrowser", phone: "Phone", name: str = "Phone") -> httpx.Response:
    options = (await browser.post("/api/me/passkeys/options")).json()["publicKey"]
    made = phone.make(options)
    return await browser.post("/api/me/passkeys", json={"name": name, "credential": made})


async def asked(browser: httpx.AsyncClient) -> "Json":
    options: Json = (await browser.post("/api/sign-in/passkey/options")).json()["publicKey"]
    return options


async def enter(browser: httpx.AsyncClient, phone: "Phone") -> httpx.Response:
    credential = phone.use(await asked(browser))
    return await browser.post("/api/sign-in/passkey/verify", json={"credential": credential})


async def test_a_passkey_signs_in_without_a_password_and_counts_as_two_factors(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone
) -> None:
    ada, own = await sign_in(Role.TIMER, second_factor=False), phone()
    added = await add(ada, own, "Ada's phone")
    assert (added.status_code, added.json()["name"]) == (201, "Ada's phone")
    browser = hub()
    assert (await enter(browser, own)).json() == {"state": "signed_in"}
    me = (await browser.get("/api/me")).json()
    assert (me["email"], me["second_factor"]["given"]) == (ada.email, True)
    assert me["second_factor"]["passkeys"] == 1


async def test_the_browser_is_asked_for_a_finger_and_for_no_name(hub: "Hub_") -> None:
    options = await asked(hub())
    assert (options["userVerification"], options["rpId"]) == ("required", "hub.test")
    assert options.get("allowCredentials", []) == []


async def test_an_answer_works_once(hub: "Hub_", sign_in: "SignIn", phone: NewPhone) -> None:
    own = phone()
    await add(await sign_in(Role.TIMER), own)
    credential = own.use(await asked(hub()))
    body = {"credential": credential}
    codes = [
        (await hub().post("/api/sign-in/passkey/verify", json=body)).status_code for _ in range(2)
    ]
    assert codes == [200, 401]


async def test_an_answer_comes_within_five_minutes(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone, clock: "Clock"
) -> None:
    own = phone()
    await add(await sign_in(Role.TIMER), own)
    browser = hub()
    credential = own.use(await asked(browser))
    clock.ms += 5 * 60 * 1000 + 1
    late = await browser.post("/api/sign-in/passkey/verify", json={"credential": credential})
    assert (late.status_code, late.json()["code"]) == (401, "wrong_passkey")


async def test_a_page_of_somebody_else_gets_nothing(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone
) -> None:
    own = phone()
    await add(await sign_in(Role.TIMER), own)
    own.origin = "https://hub.test.example"
    assert (await enter(hub(), own)).status_code == 401


async def test_without_a_finger_or_a_pin_it_is_no_second_factor_and_refused(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone
) -> None:
    ada, own = await sign_in(Role.TIMER), phone()
    await add(ada, own)
    own.verifies = False
    assert (await enter(hub(), own)).status_code == 401
    assert (await add(ada, own)).status_code == 401


async def test_a_copied_passkey_is_noticed_by_its_counter(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone
) -> None:
    own = phone()
    own.counter = 5
    await add(await sign_in(Role.TIMER), own)
    assert (await enter(hub(), own)).status_code == 200
    own.counter = 3
    assert (await enter(hub(), own)).status_code == 401


async def test_a_passkey_of_nobody_and_one_that_was_removed_sign_nobody_in(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone
) -> None:
    ada, own = await sign_in(Role.TIMER), phone()
    assert (await enter(hub(), own)).status_code == 401
    number = (await add(ada, own)).json()["id"]
    renamed = await ada.patch(f"/api/me/passkeys/{number}", json={"name": "Stick"})
    assert renamed.status_code == 204
    assert [one["name"] for one in (await ada.get("/api/me/passkeys")).json()] == ["Stick"]
    assert (await ada.delete(f"/api/me/passkeys/{number}")).status_code == 204
    assert (await ada.get("/api/me/passkeys")).json() == []
    assert (await enter(hub(), own)).status_code == 401


async def test_nobody_touches_the_passkeys_of_another(sign_in: "SignIn", phone: NewPhone) -> None:
    ada, bo = await sign_in(Role.TIMER), await sign_in(Role.OWNER)
    number = (await add(ada, phone())).json()["id"]
    assert (await bo.delete(f"/api/me/passkeys/{number}")).status_code == 404
    assert (await bo.patch(f"/api/me/passkeys/{number}", json={"name": "Mine"})).status_code == 404
    assert len((await ada.get("/api/me/passkeys")).json()) == 1


async def test_what_one_person_was_asked_another_cannot_answer(
    sign_in: "SignIn", phone: NewPhone
) -> None:
    ada, bo = await sign_in(Role.TIMER), await sign_in(Role.TIMER)
    options = (await ada.post("/api/me/passkeys/options")).json()["publicKey"]
    body = {"name": "Phone", "credential": phone().make(options)}
    assert (await bo.post("/api/me/passkeys", json=body)).status_code == 401


async def test_garbage_is_told_as_a_wrong_passkey(hub: "Hub_", sign_in: "SignIn") -> None:
    browser = hub()
    for text in ("", "AAAA", "not base64 §", "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0"):
        response = {"clientDataJSON": text, "authenticatorData": text, "signature": text}
        credential = {"id": text, "rawId": text, "response": response}
        answer = await browser.post("/api/sign-in/passkey/verify", json={"credential": credential})
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_passkey")
    ada = await sign_in(Role.TIMER)
    await ada.post("/api/me/passkeys/options")
    response = {"clientDataJSON": "AAAA", "attestationObject": "o2Nm"}
    credential = {"id": "AAAA", "rawId": "AAAA", "response": response}
    answer = await ada.post("/api/me/passkeys", json={"name": "x", "credential": credential})
    assert answer.json()["code"] == "wrong_passkey"


async def test_broken_keys_inside_of_a_right_envelope_are_refused(
    sign_in: "SignIn", phone: NewPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await sign_in(Role.TIMER)
    for broken in (b"", b"\xa0", b"\xff\xff", bytes(77)):
        own = phone()
        monkeypatch.setattr(own, "_public_key", lambda broken=broken: broken)
        answer = await add(ada, own)
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_passkey")


async def test_a_disabled_user_s_passkey_is_refused(
    hub: "Hub_", sign_in: "SignIn", phone: NewPhone, services: object, pool: object
) -> None:
    ada, own = await sign_in(Role.TIMER), phone()
    await add(ada, own)
    async with pool.hub("disable") as connection:  # type: ignore[attr-defined]
        await connection.execute("update users set state = 'disabled' where id = $1", ada.user_id)
    assert (await enter(hub(), own)).status_code == 401


class TestWithoutAName:
    """A hub that strangers reach by a number, or that has no name set."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings()

    async def test_no_name_is_taken_from_a_stranger(self, hub: "Hub_") -> None:
        answer = await hub().post("/api/sign-in/passkey/options")
        assert (answer.status_code, answer.json()["code"]) == (403, "passkeys_need_a_name")

    async def test_this_machine_has_a_name_of_its_own(self, hub: "Hub_") -> None:
        here = hub("127.0.0.1")
        options = await here.post("http://localhost:5001/api/sign-in/passkey/options")
        assert options.json()["publicKey"]["rpId"] == "localhost"
        by_number = await here.post("http://127.0.0.1:5001/api/sign-in/passkey/options")
        assert "localhost" in by_number.json()["detail"]
