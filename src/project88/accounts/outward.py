"""Where the hub may go when somebody else says where: to public addresses only.

A partner chooses the address of a webhook, and the website whose style a template borrows; for
webhooks the operator of the hub may allow others. The hub may stand in a network with things that
partner must not reach (routers, databases, a cloud's metadata). So a name is resolved here, at each
errand, every address that it has is looked at, and the connection is made to a looked-at address:
a name that answers differently the second time gains nothing.
"""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

import msgspec

from project88.errors import InputError

IPAddress = IPv4Address | IPv6Address
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# Parts of 2000::/3 that lead nowhere public: protocol assignments (with Teredo), documentation.
_NOT_PUBLIC = (
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("3fff::/20"),
)


class RefusedAddress(InputError):
    """The hub does not go there."""

    code = "refused_address"


class Place(msgspec.Struct, frozen=True):
    """Where an errand goes: an address that was looked at, and the name by which it is called."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query."""
    addresses: tuple[str, ...]

    @property
    def host_header(self) -> str:
        usual = {"https": 443, "http": 80}[self.scheme]
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == usual else f"{name}:{self.port}"

    def url(self, address: str) -> str:
        """The same place, said by its address."""
        literal = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{literal}:{self.port}{self.target}"


def require_fit(url: str, *, allow_private: bool, plain_http: bool = False) -> SplitResult:
    """What can be said of a URL without asking anybody; raises `RefusedAddress`.

    `plain_http`: nothing is told there that others should not read.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedAddress("This is not a URL that can be called.") from error
    if parts.scheme not in {"http", "https"} and plain_http:
        raise RefusedAddress("Only pages that begin with http:// or https:// can be read.")
    if parts.scheme != "https" and not ((allow_private or plain_http) and parts.scheme == "http"):
        raise RefusedAddress("A webhook needs https, so that nobody on the way can read it.")
    if parts.username is not None or parts.password is not None:
        raise RefusedAddress("Leave name and password out of the URL.")
    if not parts.hostname or port == 0:
        raise RefusedAddress("This URL names no host that can be called.")
    if not allow_private and (literal := _literal(parts.hostname)) and not is_public(literal):
        raise private(parts.hostname)
    return parts


async def resolve(url: str, *, allow_private: bool, plain_http: bool = False) -> Place:
    """Looks the name up, and at every address that it has.

    :raises RefusedAddress: one of them is not public.
    :raises OSError: nobody knows the name.
    """
    parts = require_fit(url, allow_private=allow_private, plain_http=plain_http)
    host = parts.hostname or ""
    port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(is_public(ip_address(one)) for one in addresses):
        raise private(host)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port, target, addresses)


def is_public(address: IPAddress) -> bool:
    """Whether it is somewhere on the internet, by what it really leads to."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved
    if (inner := _inner(address)) is not None:
        return is_public(inner)
    if address.scope_id is not None or address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not any(address in network for network in _NOT_PUBLIC)


def private(host: str) -> RefusedAddress:
    return RefusedAddress(
        f"{host} is not a public address. Whoever runs the hub can allow webhooks to private ones."
    )


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a translator would make of it."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if any(address in network for network in _NAT64):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def _literal(host: str) -> IPAddress | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
