"""Sessions as a person sees them: which there are, how they end, what a change must prove."""

from typing import TYPE_CHECKING

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Clock, Hub_, SignIn

PASSWORD = "mats at the harbour mile"
HOUR_MS = 3600 * 1000


async def enter(browser: httpx.AsyncClient, email: str) -> httpx.Response:
    answer = await browser.post("/api/sign-in", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200
    browser.headers["X-CSRF-Token"] = (await browser.get("/api/me")).json()["csrf"]
    return answer


async def test_a_person_sees_their_browsers_and_ends_one(hub: "Hub_", sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER)
    other = hub("198.51.100.7", headers={"User-Agent": "Phone/1"})
    await enter(other, ada.email)
    sessions = (await ada.get("/api/me/sessions")).json()
    assert [one["this"] for one in sessions].count(True) == 1
    theirs = next(one for one in sessions if not one["this"])
    assert (theirs["address"], theirs["user_agent"]) == ("198.51.100.7", "Phone/1")
    assert (await ada.delete(f"/api/me/sessions/{theirs['id']}")).status_code == 204
    assert (await other.get("/api/me")).status_code == 401
    assert (await ada.delete(f"/api/me/sessions/{theirs['id']}")).status_code == 404


async def test_nobody_ends_the_session_of_another(sign_in: "SignIn") -> None:
    ada, bo = await sign_in(Role.TIMER), await sign_in(Role.OWNER)
    assert (await bo.delete(f"/api/me/sessions/{ada.session_id}")).status_code == 404
    assert (await ada.get("/api/me")).status_code == 200


async def test_signing_out_everywhere_ends_every_browser(hub: "Hub_", sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER)
    others = [hub(), hub()]
    for one in others:
        await enter(one, ada.email)
    assert (await ada.post("/api/sign-out-everywhere")).json() == {"ended": 3}
    assert {(await one.get("/api/me")).status_code for one in (ada, *others)} == {401}


async def test_a_new_password_ends_the_other_browsers(hub: "Hub_", sign_in: "SignIn") -> None:
    ada, other = await sign_in(Role.TIMER), hub()
    await enter(other, ada.email)
    new = {"new_password": "a tide table for the finish", "password": PASSWORD}
    assert (await ada.post("/api/me/password", json=new)).json() == {"ended": 1}
    assert (await ada.get("/api/me")).status_code == 200
    assert (await other.get("/api/me")).status_code == 401
    old = await hub().post("/api/sign-in", json={"email": ada.email, "password": PASSWORD})
    assert old.status_code == 401


async def test_an_open_browser_is_not_enough_to_take_an_account_over(
    sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    clock.ms += HOUR_MS // 4 + 1
    changes = [
        await ada.post("/api/me/password", json={"new_password": "a tide table for all"}),
        await ada.post("/api/me/totp"),
        await ada.post("/api/me/totp/confirm", json={"code": "000000"}),
        await ada.delete("/api/me/totp"),
        await ada.post("/api/me/recovery-codes"),
        await ada.post("/api/me/passkeys/options"),
        await ada.delete("/api/me/passkeys/1"),
    ]
    assert {(one.status_code, one.json()["code"]) for one in changes} == {(403, "prove_again")}
    wrong = await ada.post("/api/me/proof", json={"password": "another one altogether"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_password")
    assert (await ada.post("/api/me/proof", json={"password": PASSWORD})).status_code == 204
    assert (await ada.post("/api/me/totp")).status_code == 200


async def test_guessing_in_an_open_browser_is_slowed_down(sign_in: "SignIn") -> None:
    ada = await sign_in(Role.TIMER)
    codes = [
        (await ada.post("/api/me/proof", json={"password": f"guess {n}"})).status_code
        for n in range(12)
    ]
    assert codes == [401] * 10 + [429] * 2


async def test_a_session_ends_when_nobody_uses_it(
    sign_in: "SignIn", clock: "Clock", settings: Settings
) -> None:
    ada = await sign_in(Role.TIMER)
    clock.ms += int(settings.security.idle_hours * HOUR_MS) + 1
    assert (await ada.get("/api/me")).status_code == 401


async def test_signing_in_again_in_one_browser_leaves_no_session_behind(
    hub: "Hub_", sign_in: "SignIn"
) -> None:
    ada, browser = await sign_in(Role.TIMER), hub()
    await enter(browser, ada.email)
    first = browser.cookies["__Host-project88"]
    await enter(browser, ada.email)
    assert browser.cookies["__Host-project88"] != first
    assert len((await ada.get("/api/me/sessions")).json()) == 2


async def test_the_table_of_sessions_signs_nobody_in(
    hub: "Hub_", sign_in: "SignIn", pool: Pool
) -> None:
    ada = await sign_in(Role.TIMER)
    async with pool.hub("what a thief of the table has") as connection:
        row = await connection.fetchrow("select id, secret_hash from user_sessions")
    assert row is not None
    for told in (row["id"], row["secret_hash"].hex(), ada.session_id):
        thief = hub()
        thief.cookies.set("__Host-project88", told, domain="hub.test", path="/")
        assert (await thief.get("/api/me")).status_code == 401


async def test_what_a_person_is_called_is_theirs_to_say(sign_in: "SignIn") -> None:
    ada = await sign_in(Role.READ_ONLY)
    told = (await ada.patch("/api/me", json={"name": "  Ada  de Vries ", "language": "de"})).json()
    assert (told["name"], told["language"]) == ("Ada de Vries", "de")
    wrong = await ada.patch("/api/me", json={"name": "", "hub_administrator": True})
    assert wrong.status_code == 422
    assert (await ada.get("/api/me")).json()["hub_administrator"] is False


class TestCsrf:
    """What a page of somebody else makes the browser send."""

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://hub.test"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ],
    )
    async def test_nothing_is_changed_for_a_foreign_page(
        self, hub: "Hub_", sign_in: "SignIn", headers: dict[str, str]
    ) -> None:
        ada = await sign_in(Role.TIMER)
        answer = await ada.post("/api/sign-out-everywhere", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")
        body = {"email": ada.email, "password": PASSWORD}
        into = await hub().post("/api/sign-in", json=body, headers=headers)
        assert (into.status_code, into.json()["code"]) == (403, "foreign_page")
        assert "set-cookie" not in into.headers

    @pytest.mark.parametrize("token", ["", "another", "é"])
    async def test_a_change_brings_the_token_of_its_session(
        self, sign_in: "SignIn", token: str
    ) -> None:
        ada = await sign_in(Role.TIMER)
        answer = await ada.post(
            "/api/sign-out-everywhere", headers={b"X-CSRF-Token": token.encode()}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf")

    async def test_the_token_of_another_session_is_none(self, sign_in: "SignIn") -> None:
        ada, bo = await sign_in(Role.TIMER), await sign_in(Role.TIMER)
        answer = await ada.post("/api/sign-out-everywhere", headers={"X-CSRF-Token": bo.csrf})
        assert answer.status_code == 403

    async def test_our_own_page_may(self, sign_in: "SignIn") -> None:
        ada = await sign_in(Role.TIMER)
        own = {"Origin": "https://hub.test", "Sec-Fetch-Site": "same-origin"}
        assert (await ada.post("/api/sign-out-everywhere", headers=own)).status_code == 200


class TestWithoutTls:
    """Plain http: on the machine itself, on a network, on a closed network."""

    async def test_no_password_travels_in_the_clear(self, hub: "Hub_", sign_in: "SignIn") -> None:
        ada = await sign_in(Role.TIMER)
        body = {"email": ada.email, "password": PASSWORD}
        answer = await hub().post("http://hub.test/api/sign-in", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "plain_http")
        assert "set-cookie" not in answer.headers

    async def test_on_the_machine_itself_it_works(self, hub: "Hub_", sign_in: "SignIn") -> None:
        ada, here = await sign_in(Role.TIMER), hub("127.0.0.1")
        body = {"email": ada.email, "password": PASSWORD}
        answer = await here.post("http://localhost:5001/api/sign-in", json=body)
        assert all(
            line.startswith("__Host-") and "; Secure" in line
            for line in answer.headers.get_list("set-cookie")
        )

    async def test_safari_gets_a_plain_cookie_there_and_nowhere_else(
        self, hub: "Hub_", sign_in: "SignIn"
    ) -> None:
        ada = await sign_in(Role.TIMER)
        safari = {"User-Agent": "Mozilla/5.0 (Macintosh) AppleWebKit/605 Version/18 Safari/605"}
        here = hub("127.0.0.1", headers=safari)
        body = {"email": ada.email, "password": PASSWORD}
        answer = await here.post("http://localhost:5001/api/sign-in", json=body)
        cookie = answer.headers.get_list("set-cookie")[0]
        assert cookie.startswith("project88=")
        assert "Secure" not in cookie
        assert (await here.get("http://localhost:5001/api/me")).status_code == 200
        outside = await hub("203.0.113.9", headers=safari).post("/api/sign-in", json=body)
        assert outside.headers.get_list("set-cookie")[0].startswith("__Host-")

    async def test_a_proxy_of_ours_says_that_there_was_tls(
        self, hub: "Hub_", sign_in: "SignIn"
    ) -> None:
        ada, proxy = await sign_in(Role.TIMER), hub("127.0.0.1")
        body = {"email": ada.email, "password": PASSWORD}
        told = {"X-Forwarded-For": "203.0.113.50", "X-Forwarded-Proto": "https"}
        with_tls = await proxy.post("http://hub.test/api/sign-in", json=body, headers=told)
        assert with_tls.status_code == 200
        told["X-Forwarded-Proto"] = "http"
        without = await proxy.post("http://hub.test/api/sign-in", json=body, headers=told)
        assert without.json()["code"] == "plain_http"
        forged = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
        stranger = await hub().post("http://hub.test/api/sign-in", json=body, headers=forged)
        assert stranger.json()["code"] == "plain_http"

    class TestAllowed:
        """`security.allow_plain_http`, for a network that is closed."""

        @pytest.fixture
        def settings(self, settings: Settings) -> Settings:
            security = settings.security.model_copy(update={"allow_plain_http": True})
            return settings.model_copy(update={"security": security})

        async def test_then_people_sign_in_without(self, hub: "Hub_", sign_in: "SignIn") -> None:
            ada, browser = await sign_in(Role.TIMER), hub()
            body = {"email": ada.email, "password": PASSWORD}
            answer = await browser.post("http://hub.test/api/sign-in", json=body)
            assert answer.headers.get_list("set-cookie")[0].startswith("project88=")
            assert (await browser.get("http://hub.test/api/me")).status_code == 200
