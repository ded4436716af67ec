"""To whom a replay is sent, and what came of it."""

from ipaddress import ip_address

import msgspec

from project88.errors import InputError, Refused

PORT = 61611


class Target(msgspec.Struct, frozen=True):
    """A collector, and how long to stay after the last row."""

    host: str
    port: int = PORT
    linger_s: float = 0


class Sent(msgspec.Struct, frozen=True):
    """What one sender did. `rows` counts rows written, so a resend counts again."""

    locations: tuple[str, ...]
    rows: int
    connections: int
    faults: tuple[str, ...]
    pings: int
    slowest_ping_ms: int
    seconds: float
    finished: bool

    @property
    def sentence(self) -> str:
        """One line for a person."""
        places = ", ".join(self.locations[:3]) + ("…" if len(self.locations) > 3 else "")
        said = f"{places}: {self.rows} rows in {self.seconds:.1f} s"
        said += f", {self.connections} connection" + ("" if self.connections == 1 else "s")
        if self.faults:
            said += f", faults {' '.join(self.faults)}"
        if self.pings:
            said += f", {self.pings} pings answered, the slowest in {self.slowest_ping_ms} ms"
        return said if self.finished else f"{said}; gave up before the end"


def target_of(text: str, *, linger_s: float = 0, allow_remote: bool = False) -> Target:
    """Read HOST, HOST:PORT or [V6]:PORT. Refused when it is another machine and nobody said so."""
    host, _, port = text.rpartition(":") if _has_port(text) else (text, "", str(PORT))
    host = host.strip("[]")
    if not port.isdecimal() or not host:
        raise InputError(f"“{text}” is no address: write HOST:PORT.")
    if not allow_remote and not _loopback(host):
        raise Refused(f"{host} may be a hub with a real race; --allow-remote sends to it.")
    return Target(host, int(port), linger_s)


def _has_port(text: str) -> bool:
    return text.count(":") == 1 or "]:" in text


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
