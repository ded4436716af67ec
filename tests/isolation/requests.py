"""From a route and its place to a request with one partner's ids; and the routes there are."""

import json
import re
from collections.abc import Iterator, Mapping

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from tests.isolation.asking import Asked
from tests.isolation.place import USUAL, Place, Upload, resolved
from tests.isolation.places import PLACES
from tests.isolation.world import Partner, Value

from project88.accounts.access import AccessRule

_PARAMETER = re.compile(r"\{(\w+):\w+\}")
_BOUNDARY = "isolation-boundary"
API = ("/api/", "/display/", "/metrics")
"""Everything else is a page or a file of the front end, the same for everybody."""


class Route(msgspec.Struct, frozen=True):
    """One method of one path, and what it asks of its caller."""

    method: str
    path: str
    handler: HTTPRouteHandler

    @property
    def name(self) -> str:
        return f"{self.method} {_PARAMETER.sub(lambda found: '{' + found[1] + '}', self.path)}"

    @property
    def rule(self) -> AccessRule:
        rule: AccessRule = self.handler.opt["access"]
        return rule

    @property
    def parameters(self) -> list[str]:
        return _PARAMETER.findall(self.path)

    @property
    def takes_body(self) -> bool:
        return "data" in self.handler.parsed_fn_signature.parameters

    @property
    def changes(self) -> bool:
        return self.method not in {"GET", "HEAD"}

    @property
    def place(self) -> Place:
        return PLACES.get(self.name, Place())

    def unknown(self) -> list[str]:
        """What the tables do not say and would have to."""
        known = self.place.ids.keys() | USUAL.keys()
        missing = [
            f"{self.name}: whose is {{{name}}}?" for name in self.parameters if name not in known
        ]
        silent = self.takes_body and self.name not in PLACES
        return missing + [f"{self.name}: which body works?"] * silent


def routes_in(app: Litestar) -> Iterator[Route]:
    """Every route that could tell or change something."""
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or not route.path.startswith(API):
            continue
        for method, (handler, _) in route.route_handler_map.items():
            if method not in {"OPTIONS", "HEAD"}:
                yield Route(method, route.path, handler)


class Ids:
    """The ids of a partner, some of them replaced; notes which were asked for."""

    def __init__(self, of: Partner, instead: Mapping[str, Value] | None = None) -> None:
        self._known = {**of.ids, **(instead or {})}
        self.names: set[str] = set()

    @property
    def asked(self) -> bool:
        return bool(self.names)

    def __call__(self, name: str) -> Value:
        self.names.add(name)
        return self._known[name]


def request(route: Route, ids: Ids) -> Asked:
    """The request of this route with these ids."""
    place = route.place

    def value(found: re.Match[str]) -> str:
        return str(ids(place.ids.get(found[1]) or USUAL[found[1]]))

    content, kind = _content(place, ids)
    query = {name: str(resolved(told, ids)) for name, told in place.query.items()}
    return Asked(route.method, _PARAMETER.sub(value, route.path), query, content, kind)


def _content(place: Place, ids: Ids) -> tuple[bytes, str]:
    if place.form is not None:
        parts = b"".join(_part(name, value, ids) for name, value in place.form.items())
        return parts + f"--{_BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={_BOUNDARY}"
    if place.body is msgspec.UNSET:
        return b"", ""
    return json.dumps(resolved(place.body, ids)).encode(), "application/json"


def _part(name: str, value: Upload | str, ids: Ids) -> bytes:
    told = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, Upload):
        told += f'; filename="{value.name}"\r\nContent-Type: text/csv'
        return told.encode() + b"\r\n\r\n" + value.content + b"\r\n"
    return f"{told}\r\n\r\n{resolved(value, ids)}\r\n".encode()
