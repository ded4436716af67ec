"""The second factor: codes of an authenticator, recovery codes, and partners that ask for one."""

from typing import TYPE_CHECKING

import httpx
import pyotp
import pytest

from project88.accounts.roles import Role
from project88.accounts.second_factor import codes
from project88.accounts.sign_in.tries import CODES_OF_STRANGERS
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.conftest import Clock, Hub_, SignedInBrowser, SignIn

PASSWORD = "mats at the harbour mile"
STEP_MS = 30_000


class Authenticator:
    """An app on a phone whose clock is the hub's."""

    def __init__(self, secret: str, clock: "Clock") -> None:
        self._totp = pyotp.TOTP(secret)
        self._clock = clock

    def code(self, steps: int = 0) -> str:
        return self._totp.at(self._clock.ms // 1000, counter_offset=steps)


async def enrol(browser: "SignedInBrowser", clock: "Clock") -> tuple[Authenticator, list[str]]:
    secret = (await browser.post("/api/me/totp")).json()["secret"]
    own = Authenticator(secret, clock)
    answer = await browser.post("/api/me/totp/confirm", json={"code": own.code()})
    assert answer.status_code == 201
    clock.ms += STEP_MS
    return own, answer.json()["codes"]


async def first_step(hub: "Hub_", email: str, address: str = "203.0.113.9") -> httpx.AsyncClient:
    browser = hub(address)
    answer = await browser.post("/api/sign-in", json={"email": email, "password": PASSWORD})
    assert answer.json() == {"state": "second_factor"}
    return browser


async def give(browser: httpx.AsyncClient, code: str) -> httpx.Response:
    return await browser.post("/api/sign-in/second-factor", json={"code": code})


async def test_after_the_password_comes_the_code(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    own, _ = await enrol(ada, clock)
    browser = await first_step(hub, ada.email)
    assert (await browser.get("/api/me")).status_code == 401
    assert (await give(browser, own.code())).json() == {"state": "signed_in"}
    assert (await browser.get("/api/me")).json()["second_factor"]["given"] is True


async def test_each_step_has_a_session_of_its_own(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    own, _ = await enrol(ada, clock)
    browser = await first_step(hub, ada.email)
    waiting = browser.cookies["__Host-project88"]
    await give(browser, own.code())
    assert browser.cookies["__Host-project88"] != waiting
    thief = hub()
    thief.cookies.set("__Host-project88", waiting, domain="hub.test", path="/")
    clock.ms += STEP_MS
    assert (await give(thief, own.code())).status_code == 401


async def test_a_code_works_once_and_no_earlier_one_after_it(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    own, _ = await enrol(ada, clock)
    clock.ms += STEP_MS
    code, earlier = own.code(), own.code(-1)
    assert (await give(await first_step(hub, ada.email), code)).status_code == 200
    for used in (code, earlier):
        answer = await give(await first_step(hub, ada.email), used)
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_code")


@pytest.mark.parametrize(("steps", "status"), [(-2, 401), (-1, 200), (1, 200), (2, 401)])
async def test_a_phone_may_be_half_a_minute_off(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock", steps: int, status: int
) -> None:
    ada = await sign_in(Role.TIMER)
    own, _ = await enrol(ada, clock)
    clock.ms += 10 * STEP_MS
    assert (await give(await first_step(hub, ada.email), own.code(steps))).status_code == status


async def test_a_recovery_code_signs_in_once(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    _, recovery = await enrol(ada, clock)
    assert len(set(recovery)) == 10
    typed = recovery[3].upper().replace("-", " ")
    answers = [(await give(await first_step(hub, ada.email), typed)).status_code for _ in range(2)]
    assert answers == [200, 401]
    assert (await ada.get("/api/me")).json()["second_factor"]["recovery_codes_left"] == 9
    renewed = (await ada.post("/api/me/recovery-codes")).json()["codes"]
    assert (await give(await first_step(hub, ada.email), recovery[4])).status_code == 401
    assert (await give(await first_step(hub, ada.email), renewed[0])).status_code == 200


async def test_nothing_that_is_kept_can_be_used(
    sign_in: "SignIn", clock: "Clock", pool: Pool
) -> None:
    ada = await sign_in(Role.TIMER)
    secret = (await ada.post("/api/me/totp")).json()["secret"]
    async with pool.hub("look at what is kept") as connection:
        kept = await connection.fetchval("select totp_secret from users where id = $1", ada.user_id)
    assert secret.encode() not in kept
    own = Authenticator(secret, clock)
    made = (await ada.post("/api/me/totp/confirm", json={"code": own.code()})).json()["codes"]
    async with pool.hub("look at what is kept") as connection:
        hashes = [row[0] for row in await connection.fetch("select code_hash from recovery_codes")]
    assert len(hashes) == 10
    assert not set(made) & set(hashes)


async def test_an_authenticator_counts_only_after_a_code_of_it(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    start = (await ada.post("/api/me/totp")).json()
    assert start["url"].startswith("otpauth://totp/Project88Hub:")
    assert start["qr_svg"].startswith("<svg")
    assert "<script" not in start["qr_svg"]
    wrong = await ada.post("/api/me/totp/confirm", json={"code": "000000"})
    assert wrong.status_code == 401
    answer = await hub().post("/api/sign-in", json={"email": ada.email, "password": PASSWORD})
    assert answer.json() == {"state": "signed_in"}


async def test_it_is_taken_away_by_its_owner_alone(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    await enrol(ada, clock)
    assert (await ada.post("/api/me/totp")).json()["code"] == "totp_already"
    assert (await ada.delete("/api/me/totp")).status_code == 204
    answer = await hub().post("/api/sign-in", json={"email": ada.email, "password": PASSWORD})
    assert answer.json() == {"state": "signed_in"}
    assert (await ada.get("/api/me")).json()["second_factor"]["recovery_codes_left"] == 0


async def test_guessing_codes_is_slowed_down_for_strangers_but_not_for_the_owner_s_device(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock"
) -> None:
    ada = await sign_in(Role.TIMER)
    own, _ = await enrol(ada, clock)
    home = await first_step(hub, ada.email)
    assert (await give(home, own.code())).status_code == 200
    await home.post("/api/sign-out")
    seen = []
    for network in range(6):
        thief = await first_step(hub, ada.email, f"198.51.100.{network}")
        seen += [(await give(thief, "000000")).status_code for _ in range(5)]
    assert seen.count(401) < CODES_OF_STRANGERS.burst
    assert seen[-1] == 429
    clock.ms += STEP_MS
    again = await home.post("/api/sign-in", json={"email": ada.email, "password": PASSWORD})
    assert again.json() == {"state": "second_factor"}
    assert (await give(home, own.code())).status_code == 200


async def test_what_was_refused_stands_in_the_audit_log(
    hub: "Hub_", sign_in: "SignIn", clock: "Clock", pool: Pool, partner: int
) -> None:
    ada = await sign_in(Role.TIMER)
    await enrol(ada, clock)
    await give(await first_step(hub, ada.email, "198.51.100.4"), "000000")
    for log in (0, partner):
        async with pool.partner(log) as connection:
            row = await connection.fetchrow(
                "select action, actor_id, actor_address from audit_entries order by id desc limit 1"
            )
        assert row is not None
        assert tuple(row) == ("failed the second factor", ada.user_id, "198.51.100.4")


def test_a_code_is_six_digits_of_a_near_moment_and_nothing_else() -> None:
    secret = codes.new_secret()
    now_ms = 1_800_000_000_000
    right = pyotp.TOTP(secret).at(now_ms // 1000)
    step = now_ms // 30_000
    assert codes.accepted_step(secret, f"{right[:3]} {right[3:]}", now_ms, 0) == step
    assert codes.accepted_step(secret, right, now_ms, step) is None
    for other in ("", "12345", right + "0", "abcdef", "١٢٣٤٥٦", "²²²²²²"):
        assert codes.accepted_step(secret, other, now_ms, 0) is None
