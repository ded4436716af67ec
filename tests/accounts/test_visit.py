"""From where a request came, as far as it can be believed."""

from typing import cast

import pytest
from litestar.types import Scope

from project88.accounts.network import network_of
from project88.accounts.visit import visit_of
from project88.settings import Settings, WebSettings

PUBLIC = Settings(web=WebSettings(public_url="https://hub.example"))


def scope(peer: str, host: str, scheme: str = "http", **headers: str) -> Scope:
    told = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode()) for name, value in told.items()]
    asked = {"type": "http", "client": (peer, 1), "scheme": scheme, "headers": pairs}
    return cast("Scope", asked)  # the rest of a scope is not looked at


@pytest.mark.parametrize(
    ("given", "origin", "secure", "private"),
    [
        (scope("203.0.113.9", "hub.example", "https"), "https://hub.example", True, True),
        (scope("203.0.113.9", "hub.example"), "http://hub.example", False, False),
        (scope("127.0.0.1", "localhost:5001"), "http://localhost:5001", False, True),
        (scope("::1", "[::1]:5001"), "http://[::1]:5001", False, True),
        # A name that somebody else's DNS points to this machine.
        (scope("127.0.0.1", "evil.example"), "http://evil.example", False, False),
        # A proxy of ours, which says what it heard.
        (
            scope("127.0.0.1", "hub.example", x_forwarded_proto="https", x_forwarded_for="9.9.9.9"),
            "https://hub.example",
            True,
            True,
        ),
        (
            scope(
                "127.0.0.1",
                "127.0.0.1:5001",
                x_forwarded_host="hub.example",
                x_forwarded_for="9.9.9.9",
            ),
            "http://hub.example",
            False,
            False,
        ),
        # A stranger who says what a proxy would.
        (
            scope("203.0.113.9", "hub.example", x_forwarded_proto="https"),
            "http://hub.example",
            False,
            False,
        ),
    ],
)
def test_what_forwarding_headers_say_is_believed_of_our_own_proxy_only(
    given: Scope, origin: str, secure: bool, private: bool
) -> None:
    visit = visit_of(given, Settings())
    assert (visit.origin, visit.secure, visit.private) == (origin, secure, private)


def test_a_proxy_that_says_nothing_has_tls_if_our_public_address_has() -> None:
    behind = scope("127.0.0.1", "hub.example", x_forwarded_for="9.9.9.9")
    assert visit_of(behind, PUBLIC).secure
    assert not visit_of(scope("203.0.113.9", "hub.example"), PUBLIC).secure


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("what is that", "what is that"),
    ],
)
def test_a_household_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
