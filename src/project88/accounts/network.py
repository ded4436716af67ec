"""Where a request comes from, as far as it can be believed.

Shared by the gate, the brakes on guessing and the audit log, so that all of them see one address.
"""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network

LONGEST_ADDRESS = 100
Headers = Iterable[tuple[bytes, bytes]]


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def network_of(address: str) -> str:
    """What counts as one caller: an IPv4 address, or a /64, which is what one household has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


def address_of(peer: str, headers: Headers) -> str:
    """The caller's address. A proxy on this machine is believed about whom it speaks for.

    Of a list, the last entry: that one our own proxy wrote.
    """
    forwarded = last_of(b"x-forwarded-for", headers) if is_loopback(peer) else ""
    return (forwarded or peer)[:LONGEST_ADDRESS]


def last_of(name: bytes, headers: Headers) -> str:
    """The last entry of the last header of this name; '' when there is none."""
    found = [value for key, value in headers if key == name]
    return found[-1].decode("latin-1").rpartition(",")[2].strip() if found else ""
