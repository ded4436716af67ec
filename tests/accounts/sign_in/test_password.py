"""Signing in with a password, as a browser does it."""

from typing import TYPE_CHECKING

from project88.accounts.roles import Role

if TYPE_CHECKING:
    from tests.conftest import Hub_, SignIn

PASSWORD = "mats at the harbour mile"


async def test_the_right_password_signs_in(hub: "Hub_", sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER, email="ada@polder.example")
    browser = hub()
    answer = await browser.post(
        "/api/sign-in", json={"email": " Ada@Polder.example ", "password": PASSWORD}
    )
    assert (answer.status_code, answer.json()) == (200, {"state": "signed_in"})
    me = (await browser.get("/api/me")).json()
    assert (me["id"], me["email"]) == (ada.user_id, "ada@polder.example")
    assert [(one["slug"], one["role"]) for one in me["memberships"]] == [("polder", "timer")]


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    answer = await hub().post("/api/sign-in", json={"email": ada.email, "password": PASSWORD})
    cookies = [line.lower() for line in answer.headers.get_list("set-cookie")]
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__host-project88")
        for word in ("httponly", "secure", "samesite=lax", "path=/"):
            assert word in cookie.replace("; ", ";").split(";")
        assert "domain" not in cookie


async def test_unknown_wrong_and_disabled_get_one_answer(
    hub: "Hub_", sign_in: "SignIn", services: object
) -> None:
    ada = await sign_in(Role.TIMER)
    told = [
        (await hub().post("/api/sign-in", json={"email": email, "password": password})).json()
        for email, password in [
            ("nobody@polder.example", PASSWORD),
            (ada.email, "another one altogether"),
        ]
    ]
    assert told[0] == told[1]
    assert (told[0]["status"], told[0]["code"]) == (401, "wrong_sign_in")


async def test_signing_out_ends_the_session_on_the_server(hub: "Hub_", sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER)
    kept = dict(ada.cookies)
    assert (await ada.post("/api/sign-out")).status_code == 204
    thief = hub()
    thief.cookies.update(kept)
    assert (await thief.get("/api/me")).status_code == 401
