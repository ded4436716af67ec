"""Who may connect: the port is on the internet, and the protocol has no password (timing-protocols
5.8).
"""

from collections import Counter
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from project88.collector.store import Listener


class Verdict(StrEnum):
    """Whether a connection is taken, and why not."""

    WELCOME = "welcome"
    NETWORK = "address is not on the allow-list"
    TOO_MANY = "too many connections"
    TOO_MANY_FROM_THERE = "too many connections from this address"


class Admission:
    """Counts connections; limits are per address and in all."""

    def __init__(self, *, most: int, most_per_address: int) -> None:
        self._most = most
        self._most_per_address = most_per_address
        self._open: Counter[IPv4Address | IPv6Address] = Counter()

    def ask(self, listener: Listener, host: str) -> Verdict:
        """Takes a place when the answer is WELCOME; `leave` gives it back."""
        address = _address(host)
        if not _allowed(listener, address):
            return Verdict.NETWORK
        if self._open.total() >= self._most:
            return Verdict.TOO_MANY
        if self._open[address] >= self._most_per_address:
            return Verdict.TOO_MANY_FROM_THERE
        self._open[address] += 1
        return Verdict.WELCOME

    def leave(self, host: str) -> None:
        """A welcome connection has ended."""
        address = _address(host)
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]


def _address(host: str) -> IPv4Address | IPv6Address:
    """Without its interface; an IPv4 address that came over an IPv6 socket is that IPv4 address."""
    address = ip_address(host.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address


def _allowed(listener: Listener, address: IPv4Address | IPv6Address) -> bool:
    networks = listener.allowed_networks
    return not networks or any(address in ip_network(network) for network in networks)
