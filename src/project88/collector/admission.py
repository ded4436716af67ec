"""Who may connect: the port is on the internet, and the protocol has no password (timing-protocols
5.8).
"""

from collections import Counter
from enum import StrEnum
from ipaddress import ip_address, ip_network

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
        self._open: Counter[str] = Counter()

    def ask(self, listener: Listener, host: str) -> Verdict:
        """Takes a place when the answer is WELCOME; `leave` gives it back."""
        if not _allowed(listener, host):
            return Verdict.NETWORK
        if self._open.total() >= self._most:
            return Verdict.TOO_MANY
        if self._open[host] >= self._most_per_address:
            return Verdict.TOO_MANY_FROM_THERE
        self._open[host] += 1
        return Verdict.WELCOME

    def leave(self, host: str) -> None:
        """A welcome connection has ended."""
        self._open[host] -= 1
        if not self._open[host]:
            del self._open[host]


def _allowed(listener: Listener, host: str) -> bool:
    if not listener.allowed_networks:
        return True
    address = ip_address(host.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in ip_network(network) for network in listener.allowed_networks)
