"""The one gate: who may call a route.

Every route says its rule in ``opt={"access": …}``; a route that says nothing is refused, and a test
lists such routes. What the gate finds out it hands on: a display's address opens a `Display`, a
cookie or key a `Caller`, everything a `Visit`. Nothing about a caller is remembered from one request
to the next, so whoever was disabled, sent away or revoked is refused at once.

A browser carries its cookie whoever asks it to, so what changes something must come from our own
page (`Origin`, `Sec-Fetch-Site`) and bring the token that only our page knows (`X-CSRF-Token`).
"""

import hmac
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from project88.accounts import network
from project88.accounts.access import Access, AccessRule, Caller, Needs
from project88.accounts.callers import resolve
from project88.accounts.callers.keys import Token, token_of
from project88.accounts.roles import IN_WORDS
from project88.accounts.sign_in import cookies
from project88.accounts.sign_in.facts import Facts
from project88.accounts.visit import Visit, require_own_page, visit_of
from project88.displays.store import Display
from project88.errors import Refused
from project88.relay.sessions import SignedIn
from project88.web.opening import open_display
from project88.web.services import Services

__all__ = ["Access", "Needs", "caller_of", "former", "gate", "is_loopback"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_SLUG = 63

# litestar leaves the user and auth of a connection open; we use neither. Any: the kind of handler,
# which differs between a guard's connection and a route's request.
Connection = ASGIConnection[Any, object, object, State]


async def gate(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let the caller through, or raise `NotFound`, `TooManyMisses`, `InputError` or `Refused`."""
    services: Services = connection.app.state.services
    rule: AccessRule | None = handler.opt.get("access")
    connection.state.visit = visit = visit_of(connection.scope, services.settings)
    token = token_of(connection.headers.get("authorization", ""))
    if token is None and _method(connection) not in SAFE:
        require_own_page(visit, services.settings, connection.scope["headers"])
    match rule:
        case Access.PUBLIC:
            return
        case Access.DISPLAY_URL:
            connection.state.display = await _display(services, connection)
        case Access.OPERATOR:
            _require_operator(services, connection)
        case Access.SECOND_FACTOR:
            connection.state.signed_in = await _half_signed_in(services, connection, visit)
        case Access.SIGNED_IN | Access.HUB_ADMINISTRATOR:
            connection.state.caller = await _person(services, connection, visit, rule, token)
        case Needs():
            caller = await _member_or_key(services, connection, visit, token)
            await _require(services, connection, caller, rule)
            connection.state.caller = caller
        case _:
            raise Refused("This route does not say who may call it, so nobody may.")


async def former(connection: Connection) -> SignedIn | None:
    """The session of the browser's cookie, whole or half, if it has not ended."""
    services: Services = connection.app.state.services
    visit: Visit = connection.state.visit
    secret = cookies.read(connection.cookies, cookies.SESSION, secure=visit.secure)
    if not secret or not visit.private:
        return None
    return await services.relay.sessions.find(secret, services.now())


async def _member_or_key(
    services: Services, connection: Connection, visit: Visit, token: Token | None
) -> Caller:
    slug = _partner_named(connection)
    now_ms = services.now()
    if token is not None:
        return await resolve.key(services.pool, token, slug, visit.address, now_ms)
    signed_in = await _signed_in(connection)
    return await resolve.member(services.pool, signed_in, slug, visit.address, now_ms)


def _partner_named(connection: Connection) -> str:
    """By the header, or by the query where a browser cannot send headers; '' when by neither."""
    named = connection.headers.get("x-timing-partner") or connection.query_params.get("partner")
    # A name that is too long is no name of any partner, and "-" is none either.
    return str(named or "") if len(str(named or "")) <= LONGEST_SLUG else "-"


def _method(connection: Connection) -> str:
    return str(connection.scope.get("method", ""))


async def _person(
    services: Services,
    connection: Connection,
    visit: Visit,
    rule: Access,
    token: Token | None,
) -> Caller:
    if token is not None:
        raise Refused("This is for people, not for API keys.", code="not_allowed")
    signed_in = await _signed_in(connection)
    connection.state.signed_in = signed_in
    caller = await resolve.person(services.pool, signed_in, visit.address, services.now())
    if rule is Access.HUB_ADMINISTRATOR and not caller.hub_administrator:
        raise Refused("This is for hub administrators.", code="not_allowed")
    return caller


async def _signed_in(connection: Connection) -> SignedIn:
    """A whole session, and for a change the proof that our own page asks for it."""
    found = await former(connection)
    if found is None or Facts.of(found).waiting:
        raise resolve.nobody()
    if _method(connection) not in SAFE:
        _require_csrf(connection)
    return found


async def _half_signed_in(services: Services, connection: Connection, visit: Visit) -> SignedIn:
    found = await former(connection)
    if found is None:
        raise resolve.nobody()
    await resolve.person(services.pool, found, visit.address, services.now())
    return found


def _require_csrf(connection: Connection) -> None:
    visit: Visit = connection.state.visit
    secret = cookies.read(connection.cookies, cookies.SESSION, secure=visit.secure)
    if not cookies.csrf_fits(secret, connection.headers.get("x-csrf-token", "")):
        raise Refused("The page is out of date; load it again and try once more.", code="csrf")


async def _require(services: Services, connection: Connection, caller: Caller, rule: Needs) -> None:
    if not caller.may(rule.permission):
        raise Refused(f"You may not {IN_WORDS[rule.permission]} here.", code="not_allowed")
    if not caller.today_only or rule.filters_events:
        return
    event_id = connection.path_params.get("event_id")
    if not isinstance(event_id, int):
        raise Refused("Your role is for today's events only.", code="not_allowed")
    await resolve.require_today(services.pool, caller, event_id, services.now())


async def _display(services: Services, connection: Connection) -> Display:
    caller = caller_of(connection.scope)
    key = connection.query_params.get("screen")
    asked = str(connection.path_params.get("address", "")), str(key) if key else None
    return await open_display(services.pool, services.misses, caller, asked, services.now())


def _require_operator(services: Services, connection: Connection) -> None:
    given = connection.headers.get("authorization", "").encode()
    token = services.settings.web.metrics_token
    if token is not None and hmac.compare_digest(
        given, f"Bearer {token.get_secret_value()}".encode()
    ):
        return
    if not is_loopback(caller_of(connection.scope)):
        raise Refused("This is for programs on the hub's own machine.")


def caller_of(scope: Scope) -> str:
    """The caller's network address; see `project88.accounts.network`."""
    client = scope.get("client")
    return network.address_of(client[0] if client else "127.0.0.1", scope["headers"])


is_loopback = network.is_loopback
