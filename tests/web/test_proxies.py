"""A balancer on another machine is believed if the settings name it, and nobody else is."""

from pathlib import Path

import httpx
import pytest

from project88.errors import Misconfigured
from project88.settings import Settings, load_settings
from project88.web.app import create_app
from project88.web.services import Services

NAMED = "10.20.0.5"
BROWSER = "203.0.113.9"
SECRET_KEY = "a key of thirty-two characters, or more"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    chosen = {
        "PROJECT88_WEB__PROXIES": "192.0.2.7, 10.20.0.0/24",
        "PROJECT88_SECURITY__SECRET_KEY": SECRET_KEY,
    }
    return load_settings(chosen)


async def ask(services: Services, peer: str, path: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(create_app(services), client=(peer, 40_000))  # type: ignore[arg-type]
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    wrong = {"email": "nobody@example.org", "password": "not this one"}
    async with httpx.AsyncClient(transport=transport, base_url="http://hub.example.org") as client:
        if path == "/metrics":
            return await client.get(path, headers=told)
        return await client.post(path, headers=told, json=wrong)


async def test_who_comes_by_tls_to_a_named_balancer_may_sign_in(services: Services) -> None:
    told = {"X_Forwarded_For": BROWSER, "X_Forwarded_Proto": "https"}
    for peer in (NAMED, "::ffff:10.20.0.5", "192.0.2.7"):
        answer = await ask(services, peer, "/api/sign-in", **told)
        assert answer.status_code == 401
        assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize("peer", ["10.20.1.5", "198.51.100.1"])
async def test_a_stranger_is_not_believed_about_tls(services: Services, peer: str) -> None:
    told = {"X_Forwarded_For": BROWSER, "X_Forwarded_Proto": "https"}
    answer = await ask(services, peer, "/api/sign-in", **told)
    assert (answer.status_code, answer.json()["code"]) == (403, "plain_http")


@pytest.mark.parametrize("caller", ["", "127.0.0.1", "::1", BROWSER])
async def test_nobody_becomes_an_operator_through_a_balancer(
    services: Services, caller: str
) -> None:
    answer = await ask(services, NAMED, "/metrics", X_Forwarded_For=caller)
    assert answer.status_code == 403
    answer = await ask(services, NAMED, "/metrics")
    assert answer.status_code == 403


def test_a_proxy_that_is_no_address_is_refused_with_the_name_of_the_setting() -> None:
    with pytest.raises(Misconfigured, match=r"web\.proxies"):
        load_settings({"PROJECT88_WEB__PROXIES": "balancer.example.org"})


def test_proxies_in_toml_are_a_list(tmp_path: Path) -> None:
    file = tmp_path / "project88.toml"
    file.write_text('[web]\nproxies = ["10.20.0.0/24", "2001:db8::1"]\n', encoding="utf-8")
    found = [str(network) for network in load_settings({}, file).web.proxies]
    assert found == ["10.20.0.0/24", "2001:db8::1/128"]
