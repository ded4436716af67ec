"""How a request arrived: from where, by which address of ours, and whether nobody could listen.

Worked out once per request by the gate, from the connection and the settings; what forwarding
headers say is believed only of a proxy on this machine.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec
from litestar.types import Scope

from project88.accounts.network import address_of, is_loopback, last_of
from project88.errors import Refused
from project88.settings import Settings

_LONGEST_AGENT = 300
_OURS = frozenset({"same-origin", "none"})


class Visit(msgspec.Struct, frozen=True):
    """`origin` is ours, as the browser knows it; `address` the caller's."""

    address: str
    user_agent: str
    origin: str
    secure: bool
    """TLS all the way, or up to a proxy of ours."""
    local: bool
    """From this machine, to a name of this machine."""
    allow_plain: bool = False

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""

    @property
    def private(self) -> bool:
        """Whether a secret may travel this way."""
        return self.secure or self.local or self.allow_plain

    @property
    def guarded(self) -> bool:
        """Whether the browser keeps `Secure` cookies here. Safari does so with TLS only."""
        safari = "Safari/" in self.user_agent and "Chrom" not in self.user_agent
        return self.secure or (self.local and not safari)

    def require_private(self) -> None:
        if not self.private:
            raise Refused(
                "Signing in needs https, because others on this network could read the password. "
                "Ask whoever runs the hub for its https address.",
                code="plain_http",
            )


def visit_of(scope: Scope, settings: Settings) -> Visit:
    peer, headers = _peer(scope), scope["headers"]
    address, host = address_of(peer, headers), _host(scope)
    secure = is_secure(scope, settings)
    return Visit(
        address=address,
        user_agent=last_agent(headers),
        origin=f"{'https' if secure else 'http'}://{host}",
        secure=secure,
        local=is_loopback(address) and _names_this_machine(host),
        allow_plain=settings.security.allow_plain_http,
    )


def is_secure(scope: Scope, settings: Settings) -> bool:
    """Whether the browser came by TLS, to us or to a proxy on this machine.

    A proxy that says neither is believed to have TLS when it asks for our public https address.
    """
    if not is_loopback(_peer(scope)):
        return scope["scheme"] == "https"
    told = last_of(b"x-forwarded-proto", scope["headers"])
    if told:
        return told == "https"
    public = urlsplit(settings.web.public_url or "")
    by_our_name = public.scheme == "https" and public.netloc == _host(scope)
    return by_our_name or scope["scheme"] == "https"


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else "127.0.0.1"


def _host(scope: Scope) -> str:
    """The name by which we were asked; of a proxy on this machine, the one that it was asked."""
    headers = scope["headers"]
    told = last_of(b"x-forwarded-host", headers) if is_loopback(_peer(scope)) else ""
    return told or last_of(b"host", headers)


def last_agent(headers: Iterable[tuple[bytes, bytes]]) -> str:
    found = [value for name, value in headers if name == b"user-agent"]
    return found[-1].decode("latin-1")[:_LONGEST_AGENT] if found else ""


def require_own_page(
    visit: Visit, settings: Settings, headers: Iterable[tuple[bytes, bytes]]
) -> None:
    """Raises `Refused` for a request that a page of somebody else made the browser send.

    Browsers say where a request comes from by `Origin` and `Sec-Fetch-Site`; what says neither
    is no browser, and carries no cookies that it was not given.
    """
    told = {name: value.decode("latin-1") for name, value in headers}
    site = told.get(b"sec-fetch-site")
    origin = told.get(b"origin")
    if site is not None and site not in _OURS:
        raise _foreign()
    if origin is not None and origin not in {visit.origin, settings.web.public_url}:
        raise _foreign()


def _foreign() -> Refused:
    return Refused("This request came from a page of somebody else.", code="foreign_page")


def _names_this_machine(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name == "localhost" or name.endswith(".localhost") or is_loopback(name)
