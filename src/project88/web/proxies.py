"""Proxies of ours on other machines: the settings name them, and then they count as one on this.

What a request says of where it comes from (`X-Forwarded-…`) is believed only of a proxy on this
machine; a balancer in front of several is on none of them. So here, outside of everything, a
request of a named proxy becomes one of this machine, provided that it says for whom it speaks.
Whoever is not named can write into these headers what he likes.
"""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from project88.accounts.network import is_loopback, last_of

THIS_MACHINE = "127.0.0.1"


def believing(app: ASGIApp, proxies: Sequence[IPv4Network | IPv6Network]) -> ASGIApp:
    """The same application, behind these proxies too."""
    if not proxies:
        return app

    async def behind_proxies(scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client") if scope["type"] == ScopeType.HTTP else None
        if client and _speaks_for_another(scope) and _is_of(client[0], proxies):
            scope["client"] = (THIS_MACHINE, client[1])
        await app(scope, receive, send)

    return behind_proxies


def _speaks_for_another(scope: Scope) -> bool:
    """Not for itself: what its own machine asks gets none of the rights of ours."""
    caller = last_of(b"x-forwarded-for", scope["headers"])
    return bool(caller) and not is_loopback(caller)


def _is_of(address: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return any((mapped or parsed) in network for network in networks)
