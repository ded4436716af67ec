"""The one gate: who may call a route.

Every route says its rule in ``opt={"access": …}``; a route that says nothing is refused, and a test
lists such routes. A display address is looked up here and nowhere else, so a route under
`Access.DISPLAY_URL` cannot be reached without a valid one, and gets what it opens as `display`.
"""

import enum
import hmac
from ipaddress import ip_address

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from project88.displays.address import address_of
from project88.displays.link import lookup
from project88.displays.store import Display
from project88.errors import NotFound, Refused
from project88.web.services import Services


class Access(enum.Enum):
    """Who may call a route."""

    PUBLIC = "public"
    DISPLAY_URL = "display_url"
    """Whoever knows the address of a display that has not expired; the path's `address`."""
    OPERATOR = "operator"
    """A program on this machine, or one that brings the metrics token."""


# litestar leaves the user, auth and state of a connection open; we use none of them.
Connection = ASGIConnection[BaseRouteHandler, object, object, State]


async def gate(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let the caller through, or raise `NotFound`, `TooManyMisses` or `Refused`."""
    services: Services = connection.app.state.services
    match handler.opt.get("access"):
        case Access.PUBLIC:
            return
        case Access.DISPLAY_URL:
            display = await _display(services, connection)
            connection.state.display = display
        case Access.OPERATOR:
            _require_operator(services, connection)
        case _:
            raise Refused("This route does not say who may call it, so nobody may.")


async def _display(services: Services, connection: Connection) -> Display:
    caller = caller_of(connection.scope)
    address = address_of(str(connection.path_params.get("address", "")))
    services.misses.check(caller, address, services.now())
    display = None if address is None else await lookup(services.pool, address)
    if display is None:
        services.misses.missed(caller, address, services.now())
        raise NotFound("There is no display at this address.", code="no_display")
    services.misses.found(display.id)
    return display


def _require_operator(services: Services, connection: Connection) -> None:
    given = connection.headers.get("authorization", "").encode()
    token = services.metrics_token
    if token is not None and hmac.compare_digest(given, f"Bearer {token}".encode()):
        return
    if not is_loopback(caller_of(connection.scope)):
        raise Refused("This is for programs on the hub's own machine.")


def caller_of(scope: Scope) -> str:
    """The caller's network address. A proxy on this machine is believed about whom it speaks for.

    Of a list, the last entry: that one our own proxy wrote.
    """
    client = scope.get("client")
    peer = client[0] if client else "127.0.0.1"
    if not is_loopback(peer):
        return peer
    forwarded = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    if not forwarded:
        return peer
    return forwarded[-1].decode("latin-1").rpartition(",")[2].strip()


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
